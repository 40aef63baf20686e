#include "server/inspect/output_reader.hpp"

#include "protocol/limits.hpp"
#include "protocol/little_endian.hpp"
#include "protocol/text.hpp"
#include "server/inspect/page_geometry.hpp"
#include "server/inspect/readable.hpp"
#include "server/inspect/records.hpp"

#include <algorithm>
#include <cmath>

namespace chamber::inspect {
namespace {

constexpr std::size_t small_bytes_max = 8'192, tiny_bytes_max = 256;
constexpr std::size_t words_bytes_max = 4 + page_words_max * (4 + page_word_bytes_max + 4 * 8 + 2);
constexpr std::size_t looks_bytes_max = 1 + 4 + 2 * std::size_t{limits::document_pages_max};

Error unreadable_output(const char* what)
{
    return fail(ErrorCode::parser_died, std::string("records: ") + what);
}

// More than the child's own limit for it cannot be a record of this type.
std::size_t body_bytes_max(RecordType type)
{
    switch (type) {
    case RecordType::text: return limits::page_text_bytes_max;
    case RecordType::preview: return limits::preview_bytes_max;
    case RecordType::report: return limits::report_bytes_max;
    case RecordType::failure:
    case RecordType::remark: return small_bytes_max;
    case RecordType::words: return words_bytes_max;
    case RecordType::looks: return looks_bytes_max;
    case RecordType::page:
    case RecordType::walls: return tiny_bytes_max;
    case RecordType::done: break;
    }
    return 0;
}

Error reported_failure(std::string_view body)
{
    Failure failure;
    if (!decode_record_body(body, failure)) return unreadable_output("failure");
    std::string detail = cleaned_text(failure.detail, limits::failure_detail_bytes_max);
    for (const ErrorCode code :
         {ErrorCode::not_pdf, ErrorCode::zip_not_pdf, ErrorCode::pdf_encrypted, ErrorCode::pdf_truncated,
          ErrorCode::pdf_unreadable, ErrorCode::too_many_pages, ErrorCode::sandbox_missing, ErrorCode::internal})
        if (failure.code == error_name(code)) return fail(code, std::move(detail));
    return fail(ErrorCode::parser_died, std::move(detail));
}

// Nothing to put in order: a child that shouts shall not cost us minutes either.
bool is_ascii(std::string_view text)
{
    return std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

// A quarter turn and one unit for both sides, near enough to be drawn: what every page has.
bool plausible(const PageMatrix& matrix)
{
    const double along = std::max(std::abs(matrix.a), std::abs(matrix.b)),
                 across = std::max(std::abs(matrix.c), std::abs(matrix.d));
    const bool turned = matrix.a == 0 && matrix.d == 0, straight = matrix.b == 0 && matrix.c == 0;
    return (turned || straight) && std::isfinite(along) && along > 0 && along == across &&
           std::abs(matrix.e) <= matrix_shift_pt_max && std::abs(matrix.f) <= matrix_shift_pt_max;
}

}  // namespace

bool OutputReader::take_page(std::string_view body)
{
    PageSize size;
    if (!decode_record_body(body, size)) return false;
    const auto usable = [](double side) { return std::isfinite(side) && side > 0 && side <= shown_side_pt_max; };
    if (!usable(size.width_pt) || !usable(size.height_pt)) return false;
    if (size.matrix && !plausible(*size.matrix)) return false;
    records_.inspection.page_sizes.push_back(size);
    return records_.inspection.page_sizes.size() <= limits::document_pages_max;
}

bool OutputReader::take_text(std::string_view body)
{
    text_bytes_ += body.size();
    if (text_bytes_ > limits::document_text_bytes_max) return false;
    records_.inspection.page_text.push_back(is_ascii(body) ? std::string(body) : page_text_of(body));
    return records_.inspection.page_text.size() <= records_.inspection.page_sizes.size();
}

bool OutputReader::take_preview(std::string_view body)
{
    Inspection& inspection = records_.inspection;
    if (!body.starts_with("\x89PNG\r\n\x1A\n") && !body.starts_with("\xFF\xD8\xFF")) return false;
    if (inspection.preview.size() + body.size() > limits::document_previews_bytes_max) return false;
    inspection.preview += body;
    inspection.preview_ends.push_back(static_cast<std::uint32_t>(inspection.preview.size()));
    return inspection.preview_ends.size() <=
           std::min<std::size_t>(inspection.page_sizes.size(), limits::preview_pages_max);
}

bool OutputReader::take_report(std::string_view body)
{
    if (records_.report) return false;
    records_.report = true;
    if (!decode_record_body(body, records_.inspection.report)) return false;
    make_readable(records_.inspection.report);
    return true;
}

bool OutputReader::take_walls(std::string_view body)
{
    if (records_.walls) return false;
    return decode_record_body(body, records_.walls.emplace());
}

bool OutputReader::take_remark(std::string_view body)
{
    std::string remark = cleaned_text(body, limits::remark_bytes_max);
    if (remark.empty()) return false;
    records_.inspection.remarks.push_back(std::move(remark));
    return records_.inspection.remarks.size() <= limits::remarks_max;
}

bool OutputReader::take_words(std::string_view body)
{
    if (records_.words) return false;
    records_.words = true;
    std::vector<PageWord>& words = records_.inspection.words;
    if (!decode_record_body(body, words) || words.size() > page_words_max) return false;
    const auto placed = [](double place) { return std::isfinite(place) && std::abs(place) <= page_place_pt_max; };
    return std::ranges::all_of(words, [&](const PageWord& word) {
        return word.text.size() <= page_word_bytes_max && placed(word.left) && placed(word.top) && placed(word.right) &&
               placed(word.bottom);
    });
}

bool OutputReader::take_looks(std::string_view body)
{
    if (records_.looks) return false;
    records_.looks = true;
    FileLook look;
    if (!decode_record_body(body, look) || look.pages.size() > records_.inspection.page_sizes.size()) return false;
    records_.inspection.foreword = look.foreword;
    records_.inspection.looks = std::move(look.pages);
    return true;
}

bool OutputReader::take_record(std::uint32_t type, std::string_view body)
{
    if (records_.done || records_.failure) return false;
    switch (static_cast<RecordType>(type)) {
    case RecordType::page: return take_page(body);
    case RecordType::text: return take_text(body);
    case RecordType::preview: return take_preview(body);
    case RecordType::report: return take_report(body);
    case RecordType::failure: records_.failure = reported_failure(body); return true;
    case RecordType::done: records_.done = body.empty(); return records_.done;
    case RecordType::walls: return take_walls(body);
    case RecordType::remark: return take_remark(body);
    case RecordType::words: return take_words(body);
    case RecordType::looks: return take_looks(body);
    }
    return false;
}

bool OutputReader::listen(std::string_view bytes)
{
    if (wrong_ != nullptr) return false;
    begun_ += bytes;
    std::string_view rest = begun_;
    while (rest.size() >= record_head_bytes) {
        const std::uint32_t type = get_little_endian<std::uint32_t>(rest),
                            length = get_little_endian<std::uint32_t>(rest.substr(4));
        if (length > body_bytes_max(static_cast<RecordType>(type))) wrong_ = "too long";
        if (wrong_ == nullptr && length > rest.size() - record_head_bytes) break;
        if (wrong_ == nullptr && !take_record(type, rest.substr(record_head_bytes, length)))
            wrong_ = "unknown or out of place";
        if (wrong_ != nullptr) return false;
        rest.remove_prefix(record_head_bytes + length);
    }
    begun_.erase(0, begun_.size() - rest.size());
    return true;
}

Result<ChildRecords> OutputReader::end()
{
    if (wrong_ != nullptr) return unreadable_output(wrong_);
    if (!begun_.empty()) return unreadable_output("cut");
    return std::move(records_);
}

Result<ChildRecords> read_records(std::string_view output)
{
    OutputReader hearing;
    hearing.listen(output);
    return hearing.end();
}

}  // namespace chamber::inspect
