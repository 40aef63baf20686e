// What was read of a page for the cover test: its letters, and those of its annotations. Read when first asked for and
// kept, since sixty notes on a page ask sixty times; the page's own letters go on to the next revision when nothing of
// the page's content changed. Internal to the comparison.
#pragma once

#include "server/inspect/content_marks.hpp"

#include <cstddef>
#include <map>
#include <memory>
#include <vector>

namespace chamber::inspect {

struct PageLetters {
    std::vector<Glyph> glyphs;  // by the height of their middles
    bool complete = true;       // false: there are more

    static Point middle(const Glyph& glyph)
    {
        return {(glyph.box.left + glyph.box.right) / 2, (glyph.box.bottom + glyph.box.top) / 2};
    }
};

// How many letters a revision keeps, all pages together: beyond, they are read again for each question.
struct LetterBudget {
    std::size_t left = 1'000'000;
};

class PageReading {
public:
    explicit PageReading(std::shared_ptr<LetterBudget> budget) : budget_(std::move(budget)) {}

    std::shared_ptr<const PageLetters> letters(Object page, Object resources);
    std::shared_ptr<const Marks> annotation(Object annotation);

    // Of the revision before: the page must draw the same. None: not read so far, or not kept.
    void take_letters(std::shared_ptr<const PageLetters> letters);
    const std::shared_ptr<const PageLetters>& kept_letters() const { return letters_; }

private:
    std::shared_ptr<LetterBudget> budget_;
    std::shared_ptr<const PageLetters> letters_;
    std::map<QPDFObjGen, std::shared_ptr<const Marks>> annotations_;
};

}  // namespace chamber::inspect
