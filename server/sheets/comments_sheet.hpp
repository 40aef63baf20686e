// The official comments of a session, compiled (tổng hợp góp ý chính thức): by document and page, with the place on
// the page and what was received by whom. Private and group notes never reach the facts. Thread: any.
#pragma once

#include "protocol/error.hpp"
#include "storage/minutes/facts.hpp"

#include <string>
#include <string_view>

namespace chamber::sheets {

// Errors: those of fill_template.
Result<std::string> comments_docx(const storage::MinutesFacts& facts, std::string_view template_bytes = {});
std::string comments_csv(const storage::MinutesFacts& facts);

}  // namespace chamber::sheets
