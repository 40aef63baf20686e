// The dictionary explains whatever an archive can hold: columns, JSON keys, values of enums, verbs of the journal.
#include "storage/archive/dictionary_keys.hpp"
#include "storage/archive/dictionary_words.hpp"
#include "storage/archive/metadata.hpp"
#include "tests/storage/archive/world.hpp"

#include <gmock/gmock.h>

#include <regex>
#include <set>

namespace chamber::storage {
namespace {

TEST(Dictionary, HasWordsForEveryKeyValueAndVerb)
{
    for (const auto& rows : {json_rows(), journal_rows(), file_record_rows()}) {
        EXPECT_FALSE(rows.empty());
        for (const auto& row : rows) EXPECT_FALSE(row.name.empty()) << row.file << " " << row.field;
    }
}

// Whatever storage notes in the journal, by a literal in its source.
TEST(Dictionary, KnowsEveryVerbThatTheSourceNotes)
{
    const std::regex noted(R"re((?:note\((?:work, )?|JournalEntry\{|verb = |change_of\()"([a-z_]+)")re");
    std::set<std::string> explained;
    for (const auto& row : journal_rows()) explained.insert(row.field);
    std::set<std::string> verbs;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(CHAMBER_STORAGE)) {
        if (entry.path().extension() != ".cpp") continue;
        const auto text = read_file(entry.path());
        for (std::sregex_iterator found(text.begin(), text.end(), noted), end; found != end; ++found)
            verbs.insert((*found)[1]);
    }
    EXPECT_GT(verbs.size(), 20U);
    for (const auto& verb : verbs) EXPECT_TRUE(explained.contains("verb=" + verb)) << verb;
}

TEST(Dictionary, TellsHowTheJournalIsChained)
{
    const auto text = data_dictionary();
    EXPECT_THAT(text, testing::HasSubstr("\"data/11-nhat-ky/nhat-ky.jsonl\",\"session_prev_hash\""));
    EXPECT_THAT(text, testing::HasSubstr("SHA-256 (hệ 16, chữ thường) của đúng các byte UTF-8 của dòng có số n - 1"));
    EXPECT_THAT(text, testing::HasSubstr("\"verb=withdraw_document\",\"Thu hồi tài liệu\""));
    EXPECT_THAT(text, testing::HasSubstr("\"session.state=filing\",\"Hoàn thiện hồ sơ\""));
}

// The archive's own bytes, read by a program that knows nothing of us.
TEST(Dictionary, ExplainsEveryKeyThatAnArchiveHolds)
{
    ArchiveWorld world;
    world.withdraw(false);
    world.file.session.current_item = AgendaItemId("MUC01");
    for (const auto kind : {ArchiveKind::sealed, ArchiveKind::draft}) {
        const auto built = world.build(kind);
        const auto to = world.place.path / built.file_name.substr(0, built.file_name.size() - 4);
        ASSERT_EQ(run("unzip -q -o " + built.path.string() + " -d " + world.place.path.string()).exit_code, 0);
        const auto ran = run("cd " + to.string() + R"sh( && python3 - <<'P'
import csv, fnmatch, glob, json
rows = list(csv.reader(open('metadata/tu-dien-du-lieu.csv', encoding='utf-8-sig', newline='')))
known = {(r[0], r[1]) for r in rows}
def explained(path, field): return any(f == field and fnmatch.fnmatch(path, p) for p, f in known)
missing = set()
def walk(path, value, at):
    if isinstance(value, dict):
        for key, inner in value.items():
            field = (at + '.' if at else '') + key
            if isinstance(inner, list): field += '[]'
            if not explained(path, field): missing.add((path, field))
            walk(path, inner, field)
    elif isinstance(value, list):
        for inner in value: walk(path, inner, at)
for path in glob.glob('**/*.json', recursive=True):
    value = json.load(open(path))
    walk(path, value, '[]' if isinstance(value, list) else '')
for line in open('data/11-nhat-ky/nhat-ky.jsonl'):
    entry = json.loads(line)
    walk('data/11-nhat-ky/nhat-ky.jsonl', entry, '')
    if not explained('data/11-nhat-ky/nhat-ky.jsonl', 'verb=' + entry['verb']): missing.add(entry['verb'])
print(sorted(missing, key=str))
P
)sh");
        EXPECT_EQ(ran.output, "[]\n");
    }
}

}  // namespace
}  // namespace chamber::storage
