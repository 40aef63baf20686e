#include "server/inspect/structure.hpp"

#include "server/inspect/opened_pdf.hpp"

#include <algorithm>

namespace chamber::inspect {
namespace {

constexpr std::size_t header_window = 1'024;
constexpr std::size_t trailer_window = 1'024;
constexpr std::size_t startxref_window = 4'096;

std::string_view tail(std::string_view bytes, std::size_t length)
{
    return bytes.substr(bytes.size() - std::min(bytes.size(), length));
}

bool has_end(std::string_view bytes)
{
    return tail(bytes, trailer_window).find("%%EOF") != std::string_view::npos &&
           tail(bytes, startxref_window).find("startxref") != std::string_view::npos;
}

}  // namespace

Structure look_at_structure(std::string_view bytes)
{
    Structure seen;
    const std::size_t header = bytes.substr(0, header_window).find("%PDF-");
    seen.pdf = header != std::string_view::npos;
    seen.starts_with_header = header == 0;
    if (!seen.pdf) return seen;
    OpenedPdf opened = open_pdf(bytes, Repair::refused);
    if (opened.state == OpenState::needs_password) {
        seen.encryption = Encryption::needs_password;
        seen.wholeness = Wholeness::whole;
        return seen;
    }
    if (opened.state == OpenState::open) {
        seen.wholeness = has_end(bytes) ? Wholeness::whole : Wholeness::truncated;
    } else {
        opened = open_pdf(bytes, Repair::allowed);
        if (opened.state == OpenState::needs_password) seen.encryption = Encryption::needs_password;
        if (!has_end(bytes))
            seen.wholeness = Wholeness::truncated;
        else if (opened.state == OpenState::open)
            seen.wholeness = Wholeness::repaired;
    }
    if (opened.state == OpenState::open && opened.encrypted) seen.encryption = Encryption::opens_without_password;
    return seen;
}

std::optional<Error> refuse_structure(const Structure& structure)
{
    if (!structure.pdf) return fail(ErrorCode::not_pdf, "no %PDF- header");
    if (structure.encryption != Encryption::none) return fail(ErrorCode::pdf_encrypted);
    if (structure.wholeness == Wholeness::truncated) return fail(ErrorCode::pdf_truncated, "no startxref and %%EOF at the end");
    if (structure.wholeness == Wholeness::unreadable) return fail(ErrorCode::pdf_unreadable, "qpdf cannot open it");
    return std::nullopt;
}

}  // namespace chamber::inspect
