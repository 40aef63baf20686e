#include "protocol/office_remark.hpp"

#include "protocol/limits.hpp"
#include "protocol/text.hpp"

namespace chamber {
namespace {

constexpr std::pair<OfficeRemark, std::string_view> openings[] = {
    {OfficeRemark::same_number, "Trùng số: "},
    {OfficeRemark::other_document, "Khác tài liệu đang thay: "},
    {OfficeRemark::not_secret, "Văn phòng xác nhận không phải tài liệu mật: "},
};

// A title of two hundred words would hide what the remark is about.
constexpr std::size_t quoted_bytes_max = 240;

std::string_view opening_of(OfficeRemark kind)
{
    for (const auto& [named, words] : openings)
        if (named == kind) return words;
    must_failed("every remark has an opening", __FILE__, __LINE__);
}

std::string remark(OfficeRemark kind, std::string_view text)
{
    return cleaned_text(std::string(opening_of(kind)) + std::string(text), limits::remark_bytes_max);
}

std::string in_quotes(std::string_view title)
{
    const std::string cut = cleaned_text(title, quoted_bytes_max);
    return "“" + cut + (cut.size() < title.size() ? "…”" : "”");
}

std::string_view year_of(const DocumentFields& document)
{
    return std::string_view(document.issued_on).substr(0, 4);
}

std::string named(const DocumentFields& document)
{
    std::string name = is_blank(document.type_name) ? std::string("văn bản") : document.type_name;
    return name + (is_blank(document.full_number) ? std::string(" chưa có số") : " số " + document.full_number);
}

bool contradict(std::string_view one, std::string_view other)
{
    return !is_blank(one) && !is_blank(other) && one != other;
}

}  // namespace

std::optional<OfficeRemark> office_remark(std::string_view remark)
{
    for (const auto& [kind, words] : openings)
        if (remark.starts_with(words)) return kind;
    return std::nullopt;
}

void take_out(std::vector<std::string>& remarks, std::optional<OfficeRemark> kind)
{
    std::erase_if(remarks, [kind](const std::string& remark) {
        const auto found = office_remark(remark);
        return found && (!kind || found == kind);
    });
}

std::optional<std::string> same_number_remark(const DocumentFields& document, const DocumentFields& twin)
{
    if (is_blank(document.full_number) || document.full_number != twin.full_number) return std::nullopt;
    if (contradict(year_of(document), year_of(twin))) return std::nullopt;
    return remark(OfficeRemark::same_number,
                  "kỳ họp đã có tài liệu mang số " + document.full_number + ", " + in_quotes(twin.title));
}

std::optional<std::string> other_document_remark(const DocumentFields& document, const DocumentFields& replacement)
{
    if (!contradict(document.full_number, replacement.full_number) &&
        !contradict(document.type_name, replacement.type_name))
        return std::nullopt;
    return remark(OfficeRemark::other_document, "tệp mới là " + named(replacement) + ", còn tài liệu này là " +
                                                    named(document) + ". Có thể đã chọn nhầm tệp");
}

std::string not_secret_remark(std::string_view reason, std::string_view page)
{
    return remark(OfficeRemark::not_secret,
                  std::string(reason) + " (dòng bị coi là dấu mật ở trang " + std::string(page) + ")");
}

}  // namespace chamber
