// The minutes and the notice of results as files.
//
// Word: the council's template, or ours when `template_bytes` is empty, filled with facts and words. PDF: the same
// texts in the decree's layout, in the order of the handbook (time and place, who was there, opening, sitting by
// sitting, votes, comings and goings, comments, end, signatures, the roll). The same facts give the same bytes.
// Thread: any.
#pragma once

#include "protocol/error.hpp"
#include "protocol/minutes.hpp"
#include "server/sheets/word_template.hpp"
#include "storage/minutes/facts.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace chamber::sheets {

// Errors of the Word files: those of fill_template; of the PDFs: those of Typesetter.
Result<std::string> minutes_docx(const storage::MinutesFacts& facts, const std::vector<MinutesPart>& prose,
                                 std::string_view template_bytes = {}, Hints hints = Hints::keep);
Result<std::string> minutes_pdf(const storage::MinutesFacts& facts, const std::vector<MinutesPart>& prose);

Result<std::string> notice_docx(const storage::MinutesFacts& facts, const std::vector<MinutesPart>& prose,
                                std::string_view template_bytes = {});
Result<std::string> notice_pdf(const storage::MinutesFacts& facts, const std::vector<MinutesPart>& prose);

}  // namespace chamber::sheets
