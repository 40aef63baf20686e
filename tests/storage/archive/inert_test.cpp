// A database of an older version, in which anything may stand: the archive made of it runs nothing and stays readable.
#include "tests/storage/archive/world.hpp"

#include <gmock/gmock.h>

namespace chamber::storage {
namespace {

using testing::HasSubstr;
using testing::Not;

// A browser that runs it says so in its title; XML 1.0 cannot hold the last two characters.
constexpr auto wicked =
    "=<script>document.title='SCRIPT RAN'</script><img src=x onerror=\"document.title='SCRIPT RAN'\">]]>&\u202E\x1b[2J\uFFFE\uFFFF";

class InertArchive : public testing::Test {
protected:
    InertArchive()
    {
        auto& file = world_.file;
        file.session.start_on = file.session.name = file.session.venue = wicked;
        file.council.name = file.council.organ_id = wicked;
        file.archive_fields =
            R"({"Title":"<script>document.title='SCRIPT RAN'</script>\ud83d\ude00\u202e","FileCode":"</title><script>document.title='SCRIPT RAN'</script>"})";
        for (auto& item : file.agenda) item.name = item.number = wicked;
        for (auto& person : file.people) person.name = person.position = wicked;
        for (auto& document : file.documents) {
            document.issued_on = document.title = document.full_number = document.issuer = document.type_name = wicked;
            for (auto& revision : document.revisions) revision.reason = revision.verdict_sentence = wicked;
        }
        for (auto& absence : file.absence_reasons) absence.reason = wicked;
        for (auto& annotation : file.public_annotations) {
            annotation.created_at = annotation.colour = wicked;
            if (annotation.kind == AnnotationKind::text) annotation.text += wicked;
        }
    }

    std::filesystem::path unpacked()
    {
        const auto built = world_.build();
        const auto to = world_.place.path / "unpacked";
        EXPECT_EQ(run("unzip -q -o " + built.path.string() + " -d " + to.string()).exit_code, 0);
        return to / built.file_name.substr(0, built.file_name.size() - 4);
    }

    // What a browser makes of a page after it ran what it runs.
    static std::string shown(const std::filesystem::path& page, const std::filesystem::path& profile)
    {
        return run("HOME=" + profile.string() +
                   " timeout 120 chromium --headless --no-sandbox --disable-gpu --disable-dev-shm-usage --user-data-dir=" +
                   profile.string() + " --dump-dom file://" + page.string() + " 2>/dev/null")
            .output;
    }

    ArchiveWorld world_;
};

}  // namespace

TEST_F(InertArchive, HoldsNoMarkupThatWasTyped)
{
    const auto top = unpacked();
    const auto ran = run("python3 - " + (top / "data/00-muc-luc/muc-luc.html").string() + R"sh( <<'P'
import html.parser, sys
class Page(html.parser.HTMLParser):
    found = []
    def handle_starttag(self, tag, attributes):
        if tag in ('script', 'img', 'iframe', 'object', 'svg', 'base', 'form') or any(name.startswith('on') for name, _ in attributes): self.found.append(tag)
text = open(sys.argv[1], encoding='utf-8').read()
page = Page(); page.feed(text)
print(page.found, "Content-Security-Policy" in text, "default-src 'none'" in text, any(c in text for c in '\u202e\ufffe\uffff\x1b'))
P
)sh");
    EXPECT_EQ(ran.output, "[] True True False\n");
}

TEST_F(InertArchive, StaysReadableForStrictParsers)
{
    const auto top = unpacked();
    const auto ran = run("cd " + top.string() + R"sh( && python3 - <<'P'
import csv, glob, json, xml.etree.ElementTree as tree
xfdf = glob.glob('data/08-gop-y-chinh-thuc/*.xfdf')
for path in xfdf: tree.parse(path)
for path in glob.glob('**/*.json', recursive=True): json.load(open(path, encoding='utf-8'))
cells = [cell for path in glob.glob('**/*.csv', recursive=True) for row in csv.reader(open(path, encoding='utf-8-sig', newline='')) for cell in row]
print(len(xfdf), len(cells) > 100, [cell for cell in cells if cell.lstrip()[:1] in tuple('=+-@|%')])
P
)sh");
    EXPECT_EQ(ran.output, "1 True []\n");
}

TEST_F(InertArchive, RunsNothingInABrowser)
{
    if (run("command -v chromium").exit_code != 0) GTEST_SKIP() << "chromium is not installed (tests/install tests)";
    const auto page = unpacked() / "data/00-muc-luc/muc-luc.html";
    const auto dom = shown(page, world_.place.path / "browser");
    ASSERT_THAT(dom, HasSubstr("<title>Mục lục"));
    EXPECT_THAT(dom, Not(HasSubstr("<title>SCRIPT RAN")));

    // Were a text to slip through unescaped, the page itself forbids it to run.
    auto text = read_file(page);
    text.insert(text.find("<h1>"), "<script>document.title='SCRIPT RAN'</script>");
    const auto slipped = world_.place.path / "slipped.html";
    std::ofstream(slipped) << text;
    EXPECT_THAT(shown(slipped, world_.place.path / "browser"), Not(HasSubstr("<title>SCRIPT RAN")));
    // The same without its policy does run: the test would see it.
    const auto meta = text.find("<meta http-equiv=\"Content-Security-Policy\"");
    text.erase(meta, text.find('>', meta) + 1 - meta);
    std::ofstream(slipped, std::ios::trunc) << text;
    EXPECT_THAT(shown(slipped, world_.place.path / "browser"), HasSubstr("<title>SCRIPT RAN"));
}

// Pictures of places, too: their colours are typed texts.
TEST_F(InertArchive, HoldsOneScriptAloneOnTheSessionPage)
{
    for (auto& document : world_.file.documents)
        for (auto& revision : document.revisions)
            revision.page_sizes = {{595, 842, PageMatrix{1, 0, 0, -1, 0, 842}}, {595, 842, PageMatrix{}}};
    const auto ran = run("python3 - " + (unpacked() / "index.html").string() + R"sh( <<'P'
import html.parser, sys
class Page(html.parser.HTMLParser):
    scripts, found, strokes = 0, [], 0
    def handle_starttag(self, tag, attributes):
        self.scripts += tag == 'script'
        self.strokes += tag == 'polyline'
        if tag in ('img', 'iframe', 'object', 'base', 'form') or any(name.startswith('on') or name == 'style' for name, _ in attributes): self.found.append(tag)
text = open(sys.argv[1], encoding='utf-8').read()
page = Page(); page.feed(text)
print(page.scripts, page.found, page.strokes, any(c in text for c in '\u202e\ufffe\uffff\x1b'))
P
)sh");
    EXPECT_EQ(ran.output, "1 [] 2 False\n");
}

TEST_F(InertArchive, RunsItsOwnScriptAndNoOtherOnTheSessionPage)
{
    if (run("command -v chromium").exit_code != 0) GTEST_SKIP() << "chromium is not installed (tests/install tests)";
    const auto page = unpacked() / "index.html";
    const auto dom = shown(page, world_.place.path / "browser");
    EXPECT_THAT(dom, Not(HasSubstr("<title>SCRIPT RAN")));
    EXPECT_THAT(dom, HasSubstr("<div id=\"loc\" class=\"filter\">"));  // its own took "hidden" away

    auto text = read_file(page);
    text.insert(text.find("<h1>"), "<script>document.title='SCRIPT RAN'</script>");
    const auto slipped = world_.place.path / "slipped.html";
    std::ofstream(slipped) << text;
    EXPECT_THAT(shown(slipped, world_.place.path / "browser"), Not(HasSubstr("<title>SCRIPT RAN")));
}

// Places in XFDF are of the page's own space (PDF user space: unrotated, whatever its boxes), as they were kept; so a
// viewer that lays them over the original finds the stroke where it was drawn, on rotated and cropped pages too.
TEST_F(InertArchive, TellsEveryPlaceAsItWasKept)
{
    auto& notes = world_.file.public_annotations;
    std::vector<std::pair<double, double>> kept;
    for (auto& note : notes) {
        note.page_index = 1;
        for (auto& stroke : note.strokes)
            for (std::size_t i = 0; i + 1 < stroke.points.size(); i += 3) {
                stroke.points[i] += 0.0007071;
                stroke.points[i + 1] -= 1.0 / 3;
                kept.emplace_back(stroke.points[i], stroke.points[i + 1]);
            }
    }
    const auto top = unpacked();
    const auto ran = run("python3 - " + (top / "data/08-gop-y-chinh-thuc/002.xfdf").string() + R"sh( <<'P'
import sys, xml.etree.ElementTree as tree
root = tree.parse(sys.argv[1]).getroot()
space = '{http://ns.adobe.com/xfdf/}'
print(sorted({one.get('page') for one in root.find(space + 'annots')}))
for gesture in root.iter(space + 'gesture'):
    for point in gesture.text.split(';'): print(*map(float.hex, map(float, point.split(','))))
P
)sh");
    std::ostringstream wanted;
    wanted << "['1']\n";
    for (const auto& [x, y] : kept) {
        std::array<char, 100> line{};
        std::snprintf(line.data(), line.size(), "%.13a %.13a\n", x, y);
        wanted << line.data();
    }
    EXPECT_EQ(ran.output, wanted.str());
}

}  // namespace chamber::storage
