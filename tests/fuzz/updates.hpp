// Incremental updates that a fuzzer chooses: which objects a later revision writes into a signed document.
//
// A plan is written by the mutator object by object, and always closed with a right cross-reference section, so that
// what is tried is the comparison of two readable revisions and not qpdf's patience with broken files.
//
// Shape of a plan's text: the digit of the document, then parts that begin with the byte 01 and a letter:
//   R a new revision · P the same with object and cross-reference streams · O number space text · T trailer entries · X
//   raw bytes
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace chamber::fuzz {

struct Update {
    bool packed = false;  // what is no stream stands in an object stream
    std::map<int, std::string> objects;
    std::string trailer;
    std::string raw;  // bytes before the first object
};

struct Plan {
    std::size_t document = 0;
    std::vector<Update> updates;
};

inline constexpr int object_number_max = 60;

// Any bytes are some plan.
Plan read_plan(std::string_view text, std::size_t documents);
std::string write_plan(const Plan& plan);

std::string append_update(std::string pdf, const Update& update);

// The texts of a document's objects as they are at its end, streams with their data; without the signatures themselves.
std::map<int, std::string> objects_of(std::string_view pdf);

}  // namespace chamber::fuzz
