// What an object stream says of itself: which numbers it holds, in which order. Most readers go by the order, libqpdf
// by the number, so a number that stands there twice is two objects.
//
// Source: ISO 32000-2 §7.5.7. Internal to the accounts of appended bytes and of damage.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <vector>

class QPDF;

namespace chamber::inspect {

struct StreamIndex {
    std::vector<int> numbers;
    bool whole = false;        // it could be read, all of it lies inside the stream, and no number stands there twice
    std::string repeated_key;  // as in SkimmedObject, of any object in it
    bool regular = false;      // all of them, as in SkimmedObject

    int number_at(int index) const;  // 0: none
};

// What the object says as a stream's /Length.
std::optional<std::size_t> length_in(QPDF& pdf, int number, int generation);

// Of one document, each read once.
class StreamIndexes {
public:
    explicit StreamIndexes(QPDF& pdf) : pdf_(pdf) {}

    bool is_object_stream(int number);
    const StreamIndex& of(int number);

private:
    QPDF& pdf_;
    std::map<int, StreamIndex> known_;
};

}  // namespace chamber::inspect
