#include "server/inspect/page_reading.hpp"

#include "server/inspect/annotation_marks.hpp"

#include <algorithm>

namespace chamber::inspect {
namespace {

constexpr double everywhere = 1e9;

bool spend(LetterBudget& budget, std::size_t letters)
{
    if (budget.left < letters) return false;
    budget.left -= letters;
    return true;
}

}  // namespace

std::shared_ptr<const PageLetters> PageReading::letters(Object page, Object resources)
{
    if (letters_) return letters_;
    Marks marks = read_page_letters(page, resources);
    auto read = std::make_shared<PageLetters>();
    read->glyphs = std::move(marks.glyphs);
    read->complete = marks.complete;
    std::sort(read->glyphs.begin(), read->glyphs.end(), [](const Glyph& one, const Glyph& other) {
        return PageLetters::middle(one).y < PageLetters::middle(other).y;
    });
    if (spend(*budget_, read->glyphs.size())) letters_ = read;
    return read;
}

std::shared_ptr<const Marks> PageReading::annotation(Object annotation)
{
    if (annotation.isIndirect())
        if (const auto known = annotations_.find(annotation.getObjGen()); known != annotations_.end())
            return known->second;
    auto read = std::make_shared<const Marks>(
        read_annotation_marks(annotation, {-everywhere, -everywhere, everywhere, everywhere}));
    if (annotation.isIndirect() && spend(*budget_, read->glyphs.size() + read->paints.size()))
        annotations_[annotation.getObjGen()] = read;
    return read;
}

void PageReading::take_letters(std::shared_ptr<const PageLetters> letters)
{
    if (letters && spend(*budget_, letters->glyphs.size())) letters_ = std::move(letters);
}

}  // namespace chamber::inspect
