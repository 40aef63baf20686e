#include "storage/archive/page/page.hpp"

#include "protocol/calendar.hpp"
#include "protocol/digest.hpp"
#include "protocol/labels.hpp"
#include "storage/archive/digesting.hpp"
#include "storage/archive/draft.hpp"
#include "storage/archive/metadata.hpp"
#include "storage/archive/page/parts.hpp"

#include <algorithm>

namespace chamber::storage {
namespace {

// As a Content-Security-Policy names an inline style or script: "sha256-" and the digest in base64.
std::string policy_source(Literal text)
{
    const auto bytes = Sha256::parse(digest_text(text.text()).sha256).value().bytes;
    auto digest = encode_base64url(std::string(bytes.begin(), bytes.end()));
    for (char& c : digest) c = c == '-' ? '+' : c == '_' ? '/' : c;
    return "sha256-" + digest + "=";
}

std::string days(const Session& session)
{
    const auto first = spoken_day(session.start_on);
    const auto last = spoken_day(session.end_on);
    std::string text = first == last ? "Ngày " + first : "Từ " + first + " đến " + last;
    if (!session.venue.empty()) text += " · " + session.venue;
    return text;
}

Markup warnings(const PageSource& source)
{
    Markup all;
    if (source.filing.draft())
        all += source.forms.fill("bao-nhap", {{"cau", escaped(draft_words(source.file.session.state))}});
    if (source.file.council.demo) all += source.forms.fill("bao-trinh-dien");
    return all.empty() ? all : source.forms.fill("bao-truoc", {{"cau", all}});
}

Markup summary(const PageSource& source)
{
    Markup all;
    const auto figure = [&](Literal name, const Markup& value) {
        all += source.forms.fill("o", {{"ten", name}, {"gia-tri", value}});
    };
    std::uint64_t pages = 0, good = 0, with_seal = 0;
    for (const auto& [id, filed] : source.in_force) {
        pages += static_cast<std::uint64_t>(std::max(filed->revision->pages, 0));
        const auto tone = seal_tone(filed->revision->verdict, filed->revision->trust).text();
        good += tone == "good" ? 1 : 0;
        with_seal += tone != "none" ? 1 : 0;
    }
    std::uint64_t comments = 0;
    for (const auto& [id, count] : source.comments) comments += count;
    const auto& file = source.file;
    figure("Tài liệu có hiệu lực", escaped(spoken_count(static_cast<std::uint64_t>(source.filing.documents)) + " (" +
                                           spoken_count(pages) + " trang)"));
    figure("Có chữ ký số", escaped(spoken_count(with_seal) + ", hợp lệ " + spoken_count(good)));
    figure("Phiên họp", escaped(spoken_count(file.sittings.size())));
    figure("Góp ý, công bố", escaped(spoken_count(comments)));
    figure("Tài liệu đã thu hồi", escaped(spoken_count(source.filing.withdrawn.size())));
    figure("Lúc đóng gói, kỳ họp", escaped(label_in_sentence(file.session.state)));
    const auto named = [&](Literal title, const std::vector<PersonId>& people) {
        std::string names;
        for (const auto& id : people) names += (names.empty() ? "" : ", ") + source.name(id);
        if (!names.empty()) all += source.forms.fill("o-rong", {{"ten", title}, {"gia-tri", escaped(names)}});
    };
    named("Chủ tọa", file.session.presiding);
    named("Thư ký", file.session.secretaries);
    return source.section("tom-tat", "Tóm tắt", source.forms.fill("tom-tat", {{"o", all}}));
}

Markup checking(const PageSource& source, const std::string& fingerprint)
{
    const Markup zip = escaped(source.filing.folder + ".zip");
    const Markup at = escaped(spoken_moment(source.filing.made_at));
    const Markup content = source.filing.draft()
                               ? source.forms.fill("kiem-tra-nhap", {{"zip", zip}, {"luc", at}})
                               : source.forms.fill("kiem-tra-niem-phong",
                                                   {{"zip", zip}, {"luc", at}, {"dau-van-tay", escaped(fingerprint)}});
    return source.section("ho-so", "Hồ sơ này là gì và kiểm tra thế nào", content);
}

// A part that has nothing to say is not there, and no link leads to it.
struct Parts {
    const PageSource& source;
    Markup menu{};
    Markup content{};

    void add(Literal id, Literal name, const Markup& part)
    {
        if (part.empty()) return;
        menu += source.forms.fill("muc", {{"noi", id}, {"ten", name}});
        content += part;
    }
};

}  // namespace

std::string session_page(const SessionFile& file, const Filing& filing, const std::string& root_fingerprint)
{
    const PageSource source(file, filing);
    Parts parts{source};
    parts.add("tom-tat", "Tóm tắt", summary(source));
    parts.add("chuong-trinh", "Chương trình và tài liệu", papers_part(source));
    parts.add("nghi-quyet", "Nghị quyết", resolutions_part(source));
    parts.add("diem-danh", "Điểm danh", roll_part(source));
    parts.add("gop-y", "Góp ý", comments_part(source));
    parts.add("thu-hoi", "Đã thu hồi", withdrawn_part(source));
    parts.add("nguoi-du", "Người dự", people_part(source));
    parts.add("ho-so", "Kiểm tra hồ sơ", checking(source, root_fingerprint));
    const Markup printed =
        filing.printed_index ? Markup(", ") + source.link("data/00-muc-luc/muc-luc.pdf", "bản in") : Markup();
    parts.add("tep", "Các tệp khác",
              source.section("tep", "Các tệp khác trong hồ sơ", source.forms.fill("tep", {{"ban-in", printed}})));
    const auto style = source.forms.piece("kieu");
    const auto script = source.forms.piece("lenh");
    const auto council = file.session.council_name.empty() ? file.council.name : file.session.council_name;
    const auto term = file.session.term_name.empty() ? file.council.term_name : file.session.term_name;
    const Literal draft_title = filing.draft() ? Literal("BẢN NHÁP – ") : Literal("");
    const std::string made = filing.draft() ? "Bản nháp lập lúc " : "Niêm phong lúc ";
    return source.forms
        .fill("trang", {{"bam-kieu", escaped(policy_source(style))},
                        {"bam-lenh", escaped(policy_source(script))},
                        {"ten-trang", Markup(draft_title) + escaped(file_field(file, filing, "Title"))},
                        {"kieu", style},
                        {"than", source.forms.fill(filing.draft() ? "than-nhap" : "than-niem-phong")},
                        {"bao-truoc", warnings(source)},
                        {"co-quan", escaped(council + (term.empty() ? "" : " · " + term))},
                        {"ten", escaped(file.session.name)},
                        {"khi-nao", escaped(days(file.session))},
                        {"ma-ho-so", escaped("Mã hồ sơ " + file_field(file, filing, "FileCode") + " · " +
                                             file_field(file, filing, "Maintenance"))},
                        {"muc", parts.menu},
                        {"noi-dung", parts.content},
                        {"cuoi", escaped(made + spoken_moment(filing.made_at) + " (giờ Việt Nam) · " + filing.folder)},
                        {"lenh", script}})
        .text();
}

}  // namespace chamber::storage
