// What the office took back: its name, when, by whom and why, and its bytes where they were kept.
#include "protocol/calendar.hpp"
#include "storage/archive/page/parts.hpp"

namespace chamber::storage {
namespace {

Markup withdrawn_paper(const PageSource& source, const FiledWithdrawal& filed)
{
    const auto& word = filed.what->word;
    std::string description = word.type_name.empty() ? "Tài liệu" : word.type_name;
    description += word.full_number.empty() ? ", không số" : " " + word.full_number;
    if (!word.issued_on.empty()) description += " · " + spoken_day(word.issued_on);
    if (!word.issuer.empty()) description += " · " + word.issuer;
    std::string done = "Thu hồi";
    if (!word.withdrawn_at.empty()) done += " lúc " + spoken_moment(word.withdrawn_at);
    if (!word.by.empty()) done += " bởi " + source.name(word.by);
    if (word.secret) done += ". Tệp đã bị hủy vì lý do bảo mật, không có trong hồ sơ";
    Markup files;
    for (const auto& one : source.filing.revisions)
        if (one.withdrawal == &word)
            files += source.forms.fill("doan",
                                       {{"cau", source.link(one.path, "Bản lần " + std::to_string(one.revision->n)) +
                                                    ", " + escaped(std::to_string(one.revision->pages)) + " trang"}});
    return source.forms.fill(
        "thu-hoi", {{"so", escaped(filed.tag)},
                    {"ten", escaped(word.title)},
                    {"mo-ta", escaped(description)},
                    {"thu-hoi", escaped(done + ".")},
                    {"ly-do", escaped(word.reason.empty() ? std::string("không được ghi (bản ghi cũ)") : word.reason)},
                    {"tep", files}});
}

}  // namespace

Markup withdrawn_part(const PageSource& source)
{
    if (source.filing.withdrawn.empty()) return {};
    Markup papers;
    for (const auto& filed : source.filing.withdrawn) papers += withdrawn_paper(source, filed);
    const Markup content =
        source.forms.fill(
            "doan", {{"cau", Markup("Không còn hiệu lực trong kỳ họp; giữ lại để biết đã có gì và vì sao thu hồi.")}}) +
        source.forms.fill("danh-sach-tai-lieu", {{"tai-lieu", papers}});
    return source.section("thu-hoi", "Tài liệu đã thu hồi", content);
}

}  // namespace chamber::storage
