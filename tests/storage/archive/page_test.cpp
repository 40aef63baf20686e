// The page at the root of the bag: what a reader finds on it, and that nothing typed can run in it.
#include "storage/archive/page/forms.hpp"
#include "storage/minutes/presence.hpp"
#include "tests/storage/archive/world.hpp"

#include <gmock/gmock.h>

#include <regex>

namespace chamber::storage {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

class SessionPage : public testing::Test {
protected:
    std::filesystem::path unpacked(ArchiveKind kind = ArchiveKind::sealed)
    {
        const auto built = world_.build(kind);
        const auto to = world_.place.path / "unpacked";
        EXPECT_EQ(run("unzip -q -o " + built.path.string() + " -d " + to.string()).exit_code, 0);
        return to / built.file_name.substr(0, built.file_name.size() - 4);
    }
    std::string page(ArchiveKind kind = ArchiveKind::sealed) { return read_file(unpacked(kind) / "index.html"); }

    ArchiveWorld world_;
};

TEST_F(SessionPage, TellsTheAgendaWithItsPapersAndTheirSeals)
{
    const auto html = page();
    EXPECT_THAT(html, HasSubstr("<h1>Kỳ họp thứ Mười lăm</h1>"));
    EXPECT_THAT(html,
                HasSubstr("<h3>Phiên khai mạc</h3>\n<p class=\"small\">18/12/2024, 07:30 đến 11:20 · công khai</p>"));
    EXPECT_LT(html.find("<h4>1. Khai mạc</h4>"), html.find("<h4>2. Kế hoạch đầu tư công</h4>"));
    EXPECT_THAT(html,
                HasSubstr("<a href=\"data/03-tai-lieu/002_208-TTr-UBND_ve-ke-hoach-dau-tu-cong-nam-2025-dot-1.pdf\">"
                          "Về Kế hoạch đầu tư công năm 2025 (Đợt 1)</a>"));
    EXPECT_THAT(html,
                HasSubstr("Bản lần 1</a>, đã được thay ngày 10/12/2024. Lý do: Sửa biểu số 02, &quot;Phụ lục&quot;"));
    EXPECT_THAT(html, HasSubstr("Tài liệu khác"));  // TL04 lies on no item
}

TEST_F(SessionPage, NamesWhoSignedAndWhen)
{
    auto& finding = world_.file.reports.at(0).report.signatures.at(0);
    finding.signer_kind = SignerKind::organisation;
    finding.signer_name = "Ủy ban nhân dân huyện";
    finding.claimed_at = "2024-12-09T01:30:00Z";
    auto& revision = world_.file.documents.at(0).revisions.at(0);
    revision.verdict = Verdict::valid;
    revision.trust = Trust::untrusted;
    revision.verdict_sentence = "Chưa đủ căn cứ: không tìm thấy chứng thư gốc tin cậy";
    revision.missing = {"Thiếu chữ ký của người có thẩm quyền"};
    const auto html = page();
    EXPECT_THAT(html, HasSubstr("<div class=\"seal doubt\">\n<p><span class=\"mark\" aria-hidden=\"true\">!</span> "
                                "Chưa đủ căn cứ: không tìm thấy chứng thư gốc tin cậy</p>"));
    EXPECT_THAT(
        html,
        HasSubstr(
            "Chữ ký số của cơ quan: <strong>Ủy ban nhân dân huyện</strong>; ký lúc 09/12/2024 08:30 (người ký tự ghi)"));
    EXPECT_THAT(html, HasSubstr("Thiếu chữ ký của người có thẩm quyền."));
    EXPECT_THAT(html, HasSubstr("Kiểm tra lúc 10/12/2024 09:00"));
}

TEST_F(SessionPage, LeadsOnlyToFilesThatAreThere)
{
    world_.withdraw(false);
    const auto top = unpacked();
    const auto ran = run("cd " + top.string() + R"sh( && python3 - <<'P'
import html.parser, os, urllib.parse
class Page(html.parser.HTMLParser):
    links, ids, twice = [], set(), []
    def handle_starttag(self, tag, attributes):
        for name, value in attributes:
            if name == 'href': self.links.append(value)
            if name in ('src', 'srcset', 'action', 'data', 'poster', 'background'): self.links.append('outside ' + value)
            if name == 'id':
                if value in self.ids: self.twice.append(value)
                self.ids.add(value)
page = Page(); page.feed(open('index.html', encoding='utf-8').read())
def there(link):
    path, _, anchor = link.partition('#')
    return os.path.isfile(path) if path else anchor in page.ids
print(len(page.links) > 30, [link for link in page.links if not there(link)], page.twice)
P
)sh");
    EXPECT_EQ(ran.output, "True [] []\n");
}

TEST_F(SessionPage, ShowsOfficialCommentsWithTheirPageAndPlace)
{
    PageSize size{595, 842, PageMatrix{1, 0, 0, -1, 0, 842}};
    world_.file.documents.at(0).revisions.at(0).page_sizes = {size, size};
    for (auto& note : world_.file.public_annotations) note.page_index = 1;
    auto marked = world_.file.public_annotations.back();
    marked.id = AnnotationId("DB24.m1.9");
    marked.kind = AnnotationKind::highlight;
    marked.rect.clear();
    marked.quads = {100, 700, 300, 700, 100, 680, 300, 680};
    world_.file.public_annotations.push_back(marked);
    const auto html = page();
    EXPECT_THAT(html, HasSubstr("dot-1.pdf#page=2\">Trang 2</a>, ghi chú"));
    EXPECT_THAT(html,
                HasSubstr("<blockquote>Đề nghị bổ sung &lt;danh mục&gt; &amp; &quot;Phụ lục 02&quot;</blockquote>"));
    EXPECT_THAT(html, HasSubstr("<circle class=\"note\" cx=\"480\" cy=\"192\" r=\"22\"/>"));
    EXPECT_THAT(html, HasSubstr("<polyline class=\"ink\" points=\"101,387 119,381\" stroke=\"#1a3fb0\"/>"));
    EXPECT_THAT(html, HasSubstr("<rect class=\"quad\" x=\"100\" y=\"142\" width=\"200\" height=\"20\"/>"));
    EXPECT_THAT(html, HasSubstr("Viết lúc 18/12/2024 15:55; nhận lúc 18/12/2024 15:55"));
    EXPECT_THAT(html, Not(HasSubstr(private_canary)));
    EXPECT_THAT(html, Not(HasSubstr(group_canary)));
}

TEST_F(SessionPage, TellsTheRollAndWhenThereWereEnough)
{
    auto& file = world_.file;
    file.session.in_office = 3;  // two are needed
    for (auto& person : file.people) person.counts_for_quorum = true;
    Attendance third{"PH1/DB24", SittingId("PH1"), PersonId("DB24"), AttendanceStatus::left, {}, {}};
    third.intervals.push_back(
        {"2024-12-18T00:40:00Z", "2024-12-18T04:30:00Z", AttendanceMethod::self, PersonId("DB24")});
    file.attendance.push_back(third);
    const auto html = page();
    // DB01 07:25–09:00 and 09:30 to the end, DB24 07:40–11:30: behind the planned end nothing is lost.
    EXPECT_THAT(
        html,
        HasSubstr(
            "Cần có mặt 2/3 đại biểu đương nhiệm. Đông nhất 2 lúc 07:40. Đủ số từ 07:40; dưới mức cần có từ 09:00; "
            "đủ lại từ 09:30."));
    EXPECT_THAT(html, HasSubstr("<li>Vắng có phép: Lê &quot;Tư&quot;, Minh Họa</li>"));
    EXPECT_THAT(html, HasSubstr("<td>07:25 – 09:00; 09:30 – cuối phiên</td>"));
    EXPECT_THAT(html, Not(HasSubstr("Đi công tác")));
    EXPECT_THAT(html, HasSubstr("<path class=\"curve\" d=\"M0 96V96H0V66H26V36H234V66H313V36H600V96Z\"/>"));
}

TEST_F(SessionPage, SaysWhatWasWithdrawnAndWhy)
{
    ArchiveWorld before;
    const auto none = run("unzip -p " + before.build().path.string() + " '*/index.html'").output;
    EXPECT_THAT(none, Not(HasSubstr("Tài liệu đã thu hồi</h2>")));
    EXPECT_THAT(none, HasSubstr("<h2 id=\"tep-ten\">"));
    world_.withdraw(false);
    EXPECT_THAT(
        page(),
        HasSubstr(
            "Thu hồi lúc 03/12/2024 09:00 bởi Kiều Thị Phấn Trắng.</p>\n<p><strong>Lý do:</strong> Gửi nhầm bản, &lt;nháp&gt;</p>"));
    ArchiveWorld other;
    other.withdraw(true);
    const auto built = other.build();
    const auto text = run("unzip -p " + built.path.string() + " '*/index.html'").output;
    EXPECT_THAT(text, HasSubstr("Tệp đã bị hủy vì lý do bảo mật, không có trong hồ sơ."));
}

TEST_F(SessionPage, SaysOfADraftThatItIsOne)
{
    const auto sealed = page();
    EXPECT_THAT(sealed, HasSubstr("Niêm phong lúc <strong>07/01/2025 00:30</strong>"));
    EXPECT_THAT(sealed, Not(HasSubstr("NHÁP")));
    const auto draft = page(ArchiveKind::draft);
    EXPECT_THAT(draft, HasSubstr("<body class=\"draft\">"));
    EXPECT_THAT(draft, HasSubstr("<p class=\"warning\">BẢN NHÁP – không phải hồ sơ lưu trữ"));
    EXPECT_THAT(draft, Not(HasSubstr("Niêm phong lúc")));
}

TEST_F(SessionPage, FitsItsOwnPolicy)
{
    const auto top = unpacked();
    const auto ran = run("python3 - " + (top / "index.html").string() + R"sh( <<'P'
import base64, hashlib, re, sys
text = open(sys.argv[1], encoding='utf-8').read()
for tag in ('style', 'script'):
    parts = re.findall(f'<{tag}>(.*?)</{tag}>', text, re.S)
    digest = base64.b64encode(hashlib.sha256(parts[0].encode()).digest()).decode()
    print(len(parts), f"{tag}-src 'sha256-{digest}'" in text)
print(re.findall(r'\s(?:href|src)="[a-z]+:|\son\w+=|style="|@import|url\(', text))
P
)sh");
    EXPECT_EQ(ran.output, "1 True\n1 True\n[]\n");
}

TEST_F(SessionPage, IsTheSameForTheSameSession)
{
    const auto first = page();
    std::ranges::reverse(world_.file.people);
    std::ranges::reverse(world_.file.agenda);
    std::ranges::reverse(world_.file.groups);
    std::ranges::reverse(world_.file.attendance);
    std::ranges::reverse(world_.file.documents);
    std::ranges::reverse(world_.file.public_annotations);
    EXPECT_EQ(page(), first);
}

TEST(Presence, CountsASwapAtOneMomentAsNothing)
{
    const Sitting sitting{SittingId("P"),         SessionId("K"),         "",   "",
                          "2024-12-18T00:30:00Z", "2024-12-18T04:30:00Z", true, 1};
    const auto of = [](const char* in, std::optional<std::string> out) {
        Attendance one;
        one.intervals.push_back({in, std::move(out), AttendanceMethod::self, PersonId("A")});
        return one;
    };
    const std::vector<Attendance> all{of("2024-12-18T00:20:00Z", "2024-12-18T02:00:00Z"),
                                      of("2024-12-18T02:00:00Z", {}),
                                      of("2024-12-18T01:00:00Z", "2024-12-18T03:00:00Z"), of("lúc nào đó", {})};
    std::vector<const Attendance*> roll;
    for (const auto& one : all) roll.push_back(&one);
    const auto presence = presence_of(sitting, roll, 2);
    EXPECT_EQ(presence.most, 2);
    EXPECT_EQ(format_utc(presence.most_at), "2024-12-18T01:00:00Z");
    std::vector<std::string> told;
    for (const auto& crossing : presence.crossings)
        told.push_back(format_utc(crossing.at) + (crossing.reached ? " reached" : " lost"));
    EXPECT_THAT(told, ElementsAre("2024-12-18T01:00:00Z reached", "2024-12-18T03:00:00Z lost"));
}

TEST(Forms, FillsSlotsAndNothingElse)
{
    const Forms forms("A remark.\n\n{#dong}\n<li>{{ten}} {{ten}}</li>\n\n{/dong}\n");
    EXPECT_EQ(forms.fill("dong", {{"ten", escaped("<b>")}}).text(), "<li>&lt;b&gt; &lt;b&gt;</li>\n");
    // What is filled in is not read again.
    EXPECT_EQ(forms.fill("dong", {{"ten", escaped("{{khac}}")}}).text(), "<li>{{khac}} {{khac}}</li>\n");
    EXPECT_DEATH(forms.fill("dong", {{"ho", escaped("x")}}), "slot");
    EXPECT_DEATH(forms.fill("dong", {}), "slot");
    EXPECT_DEATH(forms.fill("khong-co", {}), "found");
}

}  // namespace
}  // namespace chamber::storage
