// Remarks that the office's own system puts on a revision that waits, beside those on the file itself
// (Revision::remarks): the same number twice in a session, a replacement that bears another number, a marking that a
// clerk has looked at.
//
// They are for whoever publishes: a published document is told without them. Each kind is known by its opening words,
// so that a remark can be taken back when what it says is no longer so, and survives a signature check, which knows
// nothing of it.
#pragma once

#include "protocol/document.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace chamber {

enum class OfficeRemark { same_number, other_document, not_secret };

std::optional<OfficeRemark> office_remark(std::string_view remark);

// Takes those of one kind out; without a kind all that are the office's.
void take_out(std::vector<std::string>& remarks, std::optional<OfficeRemark> kind = std::nullopt);

// `twin`: another document of the session. Nothing: they do not bear the same number (numbers begin anew each year).
std::optional<std::string> same_number_remark(const DocumentFields& document, const DocumentFields& twin);

// What the first page of a replacement says, held against the document it is for. Nothing: no contradiction, or it says
// nothing.
std::optional<std::string> other_document_remark(const DocumentFields& document, const DocumentFields& replacement);

// `page`: from 1, as text.
std::string not_secret_remark(std::string_view reason, std::string_view page);

}  // namespace chamber
