// Text from a hostile file, made fit to be told: one line of valid UTF-8 of a bounded length, without anything that
// hides or steers.
//
// Names in a PDF and in a certificate are bytes that anybody chooses, and sentences quote them. A report that is no
// UTF-8 cannot be sent to a device: a browser ends the connection at the first such byte, and again after every
// reconnect.
#pragma once

#include "protocol/document.hpp"

#include <string>
#include <string_view>

namespace chamber::inspect {

inline constexpr std::size_t readable_bytes_max = 1'000;

// cleaned_text() of protocol/text; what is too long is cut between two characters and ends in "…".
std::string readable(std::string_view bytes);

// Every text of the report. The child does it because it knows where they came from, the parent because it believes no
// child.
void make_readable(SignatureReport& report);

}  // namespace chamber::inspect
