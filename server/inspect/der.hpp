// DER, element by element: where one begins and ends, before anything is decoded.
#pragma once

#include <optional>
#include <string_view>

namespace chamber::inspect {

// One element of DER: its tag, what is inside, and the whole with head. Shape: no indefinite length.
struct DerElement {
    int tag = 0;
    int tag_class = 0;
    std::string_view content;
    std::string_view whole;
};

// Takes one element off the front; nothing when the bytes are not DER.
std::optional<DerElement> take_element(std::string_view& bytes);

}  // namespace chamber::inspect
