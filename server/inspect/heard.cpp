#include "server/inspect/heard.hpp"

#include "protocol/limits.hpp"
#include "server/inspect/page_geometry.hpp"
#include "server/inspect/readable.hpp"
#include "server/inspect/records.hpp"

#include <algorithm>
#include <cmath>

namespace chamber::inspect {
namespace {

Error unreadable_output(const char* what)
{
    return fail(ErrorCode::parser_died, std::string("records: ") + what);
}

Error told_failure(std::string_view body)
{
    Failure failure;
    if (!decode_record_body(body, failure)) return unreadable_output("failure");
    for (const ErrorCode code : {ErrorCode::not_pdf, ErrorCode::pdf_encrypted, ErrorCode::pdf_truncated, ErrorCode::pdf_unreadable,
                                 ErrorCode::too_many_pages, ErrorCode::internal})
        if (failure.code == error_name(code)) return fail(code, failure.detail);
    return fail(ErrorCode::parser_died, failure.detail);
}

// A quarter turn and one unit for both sides, near enough to be drawn: what every page has.
bool plausible(const PageMatrix& matrix)
{
    const double along = std::max(std::abs(matrix.a), std::abs(matrix.b)), across = std::max(std::abs(matrix.c), std::abs(matrix.d));
    const bool turned = matrix.a == 0 && matrix.d == 0, straight = matrix.b == 0 && matrix.c == 0;
    return (turned || straight) && std::isfinite(along) && along > 0 && along == across && std::abs(matrix.e) <= matrix_shift_pt_max &&
           std::abs(matrix.f) <= matrix_shift_pt_max;
}

bool hear_page(std::string_view body, Heard& heard)
{
    PageSize size;
    if (!decode_record_body(body, size)) return false;
    const auto usable = [](double side) { return std::isfinite(side) && side > 0 && side <= shown_side_pt_max; };
    if (!usable(size.width_pt) || !usable(size.height_pt)) return false;
    if (size.matrix && !plausible(*size.matrix)) return false;
    heard.inspection.page_sizes.push_back(size);
    return heard.inspection.page_sizes.size() <= limits::document_pages_max;
}

bool hear_text(std::string_view body, Heard& heard)
{
    if (body.size() > limits::page_text_bytes_max) return false;
    heard.inspection.page_text.push_back(normalise_vietnamese(body));
    return heard.inspection.page_text.size() <= heard.inspection.page_sizes.size();
}

bool hear_preview(std::string_view body, Heard& heard)
{
    if (!body.starts_with("\xFF\xD8\xFF")) return false;
    heard.inspection.preview += body;
    heard.inspection.preview_ends.push_back(static_cast<std::uint32_t>(heard.inspection.preview.size()));
    return heard.inspection.preview_ends.size() <= std::min<std::size_t>(heard.inspection.page_sizes.size(), limits::preview_pages_max);
}

bool hear(std::uint32_t type, std::string_view body, Heard& heard)
{
    if (heard.done || heard.failure) return false;
    switch (static_cast<RecordType>(type)) {
    case RecordType::page:
        return hear_page(body, heard);
    case RecordType::text:
        return hear_text(body, heard);
    case RecordType::preview:
        return hear_preview(body, heard);
    case RecordType::report:
        if (heard.report) return false;
        heard.report = true;
        if (!decode_record_body(body, heard.inspection.report)) return false;
        make_readable(heard.inspection.report);
        return true;
    case RecordType::failure:
        heard.failure = told_failure(body);
        return true;
    case RecordType::done:
        heard.done = body.empty();
        return heard.done;
    }
    return false;
}

std::uint32_t number_at(std::string_view bytes, std::size_t at)
{
    std::uint32_t value = 0;
    for (std::size_t i = 0; i < 4; ++i)
        value |= static_cast<std::uint32_t>(static_cast<unsigned char>(bytes[at + i])) << (8 * i);
    return value;
}

}  // namespace

Result<Heard> hear_all(std::string_view output)
{
    Heard heard;
    while (!output.empty()) {
        if (output.size() < record_head_bytes) return unreadable_output("cut head");
        const std::uint32_t type = number_at(output, 0), length = number_at(output, 4);
        output.remove_prefix(record_head_bytes);
        if (length > output.size()) return unreadable_output("cut body");
        if (!hear(type, output.substr(0, length), heard)) return unreadable_output("unknown or out of place");
        output.remove_prefix(length);
    }
    return heard;
}

}  // namespace chamber::inspect
