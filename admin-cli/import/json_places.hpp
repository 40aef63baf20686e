// Where in a JSON text something stands: line and column of every value by its pointer, of keys that are written twice,
// and of the place where a broken text stops being JSON. Boost.JSON says what a text means; this says where, for the
// person who has to mend it.
//
// A second look at a text that was parsed already: it trusts the syntax and only counts. Lines and columns from 1; a
// column counts letters, not bytes.
#pragma once

#include "protocol/error.hpp"

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace chamber::admin {

struct TextPlace {
    std::size_t line = 1;
    std::size_t column = 1;
};

TextPlace text_place(std::string_view text, std::size_t offset);

class JsonPlaces {
public:
    // `text` parses as JSON.
    explicit JsonPlaces(std::string_view text);

    // The value's place, or that of the nearest value around it.
    TextPlace of(std::string_view pointer) const;

    // Pointers of keys that were written before in the same object: a parser keeps the last and forgets the others in
    // silence.
    const std::vector<std::string>& written_twice() const { return twice_; }

private:
    std::string_view text_;
    std::map<std::string, std::size_t, std::less<>> offsets_;
    std::vector<std::string> twice_;
};

// Why and where a text is no JSON, in a sentence for whoever typed it: "dòng 12, cột 5: …". Nothing: it is JSON.
struct JsonFault {
    TextPlace place;
    std::string sentence;
};
std::vector<JsonFault> json_faults(std::string_view text);

}  // namespace chamber::admin
