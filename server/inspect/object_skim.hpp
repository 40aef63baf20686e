// The outline of an object as it stands in the bytes: where it begins and ends, where its stream's data lie, and
// whether one of its dictionaries has a key twice.
//
// Not a parser: values stay text. libqpdf tells what an object means; this tells which bytes it is made of, so that
// what is left over between the objects can be named.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace chamber::inspect {

inline constexpr std::string_view pdf_blanks("\0\t\n\f\r ", 6);

// "12 0 obj".
struct ObjectHeader {
    int number = 0;
    int generation = 0;
    std::size_t begin = 0;   // its first digit
    std::size_t behind = 0;  // just behind "obj"
};

// The header at `at`, or behind blanks there.
std::optional<ObjectHeader> read_header(std::string_view bytes, std::size_t at);

// The first text that a reader in search of objects may take for a header, anywhere in [from, to): in a stream, a
// string or a remark too.
std::optional<ObjectHeader> find_header(std::string_view bytes, std::size_t from, std::size_t to);

// The first byte at or behind `at` that is neither a blank nor in a remark.
std::size_t skip_blanks_and_remarks(std::string_view bytes, std::size_t at);

struct SkimmedObject {
    std::size_t end = 0;          // behind its "endobj", or behind its value where that is missing
    std::string_view dictionary;  // from "<<" to ">>", where the value is a dictionary or a stream
    std::string_view data;        // of the stream
    bool stream = false;
    std::string repeated_key;  // with its slash: a key that a dictionary in it has twice, with two values; empty: none
    bool regular = false;      // every token is one that readers read alike, and every key has one value
};

// How long a stream is whose /Length is another object's.
using LengthOf = std::function<std::optional<std::size_t>(int number, int generation)>;

// The object behind `header`, at most up to `limit`. Nothing: its brackets do not close, or its stream does not end
// where /Length says.
std::optional<SkimmedObject> skim_object(std::string_view bytes, const ObjectHeader& header, std::size_t limit,
                                         const LengthOf& length_of);

// A value without a header around it: a trailer's dictionary, an object of an object stream.
std::optional<SkimmedObject> skim_value(std::string_view bytes, std::size_t at, std::size_t limit);

}  // namespace chamber::inspect
