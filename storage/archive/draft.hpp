// What marks a draft (bản nháp): on every page and table that a person opens, in the file's name, in bag-info.txt.
// Documents, journal and comments stay what they are, byte for byte.
#pragma once

#include "protocol/session.hpp"
#include "storage/archive/bag.hpp"

#include <string>
#include <string_view>

namespace chamber::storage {

// "BẢN NHÁP – không phải hồ sơ lưu trữ, không niêm phong. Kỳ họp đang họp."
std::string draft_words(SessionState state);

// Bags say that they are drafts by this label and value in bag-info.txt (RFC 8493: Internal-Sender-Description).
bool says_draft(std::string_view bag_info);

// Puts the words as a row of their own above every table.
BagFiles marked_as_draft(BagFiles files, SessionState state);

}  // namespace chamber::storage
