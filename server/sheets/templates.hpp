// Our own Word templates, and what a council's own must keep of them.
//
// A council takes ours, edits it in Word and gives it back: which controls it may not lose are needed_controls(). Ours
// are put together from texts (template/), so that they can be read and compared; no binary lies in the tree.
#pragma once

#include "protocol/sheet.hpp"
#include "server/sheets/word_template.hpp"

#include <span>
#include <string>

namespace chamber::sheets {

enum class TemplateKind { minutes, result_notice, comments };

// The bytes of a .docx. Errors: io_failed.
Result<std::string> default_template(TemplateKind kind);

std::span<const NeededControl> needed_controls(TemplateKind kind);

// "bien-ban.docx": what a council's own is called in the folder of its templates.
std::string_view template_file_name(TemplateKind kind);

// Whether a template fills: what fill_template() would say of it. Errors: template_unreadable, template_incomplete.
Result<void> check_template(TemplateKind kind, std::string_view bytes);

}  // namespace chamber::sheets
