// The tree against the arrows between the rooms; and the rules against small made trees, so that a rule that cannot
// fail is seen.
#include "tests/architecture/rules.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <map>

namespace chamber::architecture {

namespace {

// A tree of a few files in a temporary directory, gone at the end.
class MadeTree {
public:
    MadeTree()
    {
        std::string name = (std::filesystem::temp_directory_path() / "architecture.XXXXXX").string();
        if (mkdtemp(name.data()) == nullptr) throw std::runtime_error{"no temporary directory"};
        root_ = name;
    }
    ~MadeTree() { std::filesystem::remove_all(root_); }

    MadeTree& with(const std::string& path, const std::string& text)
    {
        std::filesystem::create_directories((root_ / path).parent_path());
        std::ofstream{root_ / path} << text;
        return *this;
    }

    std::vector<std::string> long_files() const { return architecture::long_files(read_tree(root_)); }

    std::vector<std::string> violations() const
    {
        std::vector<std::string> lines;
        for (const auto& violation : check(read_tree(root_))) lines.push_back(violation.text());
        return lines;
    }

private:
    std::filesystem::path root_;
};

using Lines = std::vector<std::string>;

}  // namespace

TEST(Architecture, HoldsInThisTree)
{
    const auto files = read_tree(CHAMBER_SOURCE_DIR);
    ASSERT_GT(files.size(), 20u) << "the tree was not found";
    for (const auto& violation : check(files)) ADD_FAILURE() << violation.text();
    for (const auto& file : long_files(files)) std::cout << "warning: " << file << "\n";
}

TEST(Architecture, AcceptsTheArrowsThatPointDown)
{
    MadeTree tree;
    tree.with("protocol/session.hpp",
              "#include \"protocol/ids.hpp\"\n#include <boost/describe.hpp>\n#include <string>\n")
        .with("protocol/codec.cpp", "#include <boost/json.hpp>\n")
        .with(
            "storage/sessions.cpp",
            "#include \"protocol/session.hpp\"\n#include \"storage/database/database.hpp\"\n#include \"storage/store_body.hpp\"\n")
        .with("storage/store_body.hpp", "#include \"storage/store.hpp\"\n")
        .with("storage/store.hpp", "#include \"storage/records/feed_slice.hpp\"\n")
        .with("storage/database/database.cpp", "#include \"storage/files/disk.hpp\"\n#include <sqlite3.h>\n")
        .with("storage/backup/restoring.cpp", "#include \"storage/store.hpp\"\n#include \"storage/keys/seal.hpp\"\n")
        .with("server/net/server.cpp", "#include \"protocol/error.hpp\"\n#include <boost/beast/websocket.hpp>\n")
        .with("server/main.cpp",
              "#include \"storage/store.hpp\"\n#include \"server/net/server.hpp\"\n#include \"server/hub.hpp\"\n")
        .with("admin-cli/remote.cpp", "#include \"server/net/client.hpp\"\n#include <CLI/CLI.hpp>\n")
        .with("tests/storage/store_test.cpp",
              "#include \"storage/database/database.hpp\"\n#include \"tests/support/clock.hpp\"\n");
    EXPECT_EQ(tree.violations(), Lines{});
}

TEST(Architecture, NamesFileAndLineOfEveryForbiddenArrow)
{
    const std::map<std::string, std::pair<std::string, std::string>> forbidden{
        {"protocol/session.cpp", {"#include \"storage/store.hpp\"", "protocol/ may not open \"storage/store.hpp\""}},
        {"protocol/world.cpp", {"#include <chrono>", "protocol/ must never see <chrono>"}},
        {"protocol/person.cpp", {"#include <boost/json/value.hpp>", "protocol/ must never see <boost/json/value.hpp>"}},
        {"storage/feed.cpp", {"#  include <boost/asio.hpp>", "storage/ must never see <boost/asio.hpp>"}},
        {"storage/search.cpp",
         {"#include <poppler/cpp/poppler-document.h>", "storage/ must never see <poppler/cpp/poppler-document.h>"}},
        {"storage/journal.cpp", {"#include \"server/hub.hpp\"", "storage/ may not open \"server/hub.hpp\""}},
        {"storage/sessions.cpp", {"#include <sqlite3.h>", "storage/ must never see <sqlite3.h>"}},
        {"storage/sessions.hpp",
         {"#include \"storage/store.hpp\"",
          "\"storage/store.hpp\" is the top of storage/: not in a header of the room"}},
        {"storage/documents.hpp",
         {"#include \"storage/store_body.hpp\"",
          "\"storage/store_body.hpp\" is the top of storage/: not in a header of the room"}},
        {"storage/archives.cpp",
         {"#include \"storage/archive/archive.hpp\"", "storage/ may not open \"storage/archive/archive.hpp\""}},
        {"storage/archive/build.cpp",
         {"#include \"storage/store.hpp\"", "storage/archive/ may not open \"storage/store.hpp\""}},
        {"storage/transaction/feed.cpp",
         {"#include \"storage/documents.hpp\"", "storage/transaction/ may not open \"storage/documents.hpp\""}},
        {"storage/database/opening.cpp",
         {"#include \"storage/transaction/unit_of_work.hpp\"",
          "storage/database/ may not open \"storage/transaction/unit_of_work.hpp\""}},
        {"storage/trust/concerns.cpp",
         {"#include \"storage/database/database.hpp\"",
          "storage/trust/ may not open \"storage/database/database.hpp\""}},
        {"storage/keys/authority.cpp",
         {"#include \"storage/archive/escapes.hpp\"", "storage/keys/ may not open \"storage/archive/escapes.hpp\""}},
        {"storage/files/blobs.cpp",
         {"#include \"storage/keys/seal.hpp\"", "storage/files/ may not open \"storage/keys/seal.hpp\""}},
        {"storage/records/applied.hpp",
         {"#include \"storage/transaction/feed.hpp\"",
          "storage/records/ may not open \"storage/transaction/feed.hpp\""}},
        {"storage/text/escapes.cpp",
         {"#include \"storage/files/disk.hpp\"", "storage/text/ may not open \"storage/files/disk.hpp\""}},
        {"storage/backup/making.cpp",
         {"#include \"storage/documents.hpp\"", "storage/backup/ may not open \"storage/documents.hpp\""}},
        {"server/net/http.cpp",
         {"#include \"protocol/message.hpp\"", "server/net/ may not open \"protocol/message.hpp\""}},
        {"server/inspect/text.cpp",
         {"#include \"storage/files/blobs.hpp\"", "server/inspect/ may not open \"storage/files/blobs.hpp\""}},
        {"server/routes.cpp",
         {"#include \"storage/database/database.hpp\"", "server/ may not open \"storage/database/database.hpp\""}},
        {"server/hub.cpp", {"#include \"server/net/tls.hpp\"", "server/ may not open \"server/net/tls.hpp\""}},
        {"server/app.cpp", {"#include <sqlite3.h>", "server/ must never see <sqlite3.h>"}},
        {"admin-cli/main.cpp", {"#include \"server/app.hpp\"", "admin-cli/ may not open \"server/app.hpp\""}},
        {"admin-cli/commands.cpp",
         {"#include \"admin-cli/demo/demo_set.hpp\"", "admin-cli/ may not open \"admin-cli/demo/demo_set.hpp\""}},
        {"admin-cli/import/session_json.cpp",
         {"#include \"storage/store.hpp\"", "admin-cli/import/ may not open \"storage/store.hpp\""}},
        {"server/typeset/sheet.cpp",
         {"#include \"storage/store.hpp\"", "server/typeset/ may not open \"storage/store.hpp\""}},
        {"server/jobs/exports.cpp",
         {"#include <pango/pangocairo.h>", "server/jobs/ must never see <pango/pangocairo.h>"}},
        {"server/workflows/scrub_round.cpp",
         {"#include \"server/storage_queue.hpp\"", "server/workflows/ may not open \"server/storage_queue.hpp\""}},
        {"admin-cli/offline.cpp",
         {"#include \"server/jobs/scrubs.hpp\"", "admin-cli/ may not open \"server/jobs/scrubs.hpp\""}},
        {"server/jobs/rechecks.cpp", {"#include \"server/room.hpp\"", "server/jobs/ may not open \"server/room.hpp\""}},
        {"server/jobs/exports.hpp",
         {"#include \"server/typeset/lines.hpp\"", "server/jobs/ may not open \"server/typeset/lines.hpp\""}},
        {"admin-cli/document.cpp", {"#include <cairo.h>", "admin-cli/ must never see <cairo.h>"}},
        {"storage/blobs.cpp",
         {"#include \"tests/support/disk.hpp\"", "storage/ may not open \"tests/support/disk.hpp\""}},
        {"storage/statement.cpp",
         {"#include \"database.hpp\"", "\"database.hpp\" does not start at the repository's root"}},
        {"server/log.cpp", {"#include <storage/store.hpp>", "<storage/store.hpp> is ours: quotes, not angle brackets"}},
        {"server/config.hpp",
         {"#include <toml++/toml.h>", "<toml++/toml.h> is heavy: not in a header outside its room"}},
        {"admin-cli/office.hpp",
         {"#include <openssl/x509.h>", "<openssl/x509.h> is heavy: not in a header outside its room"}},
    };
    for (const auto& [path, row] : forbidden) {
        MadeTree tree;
        tree.with(path, "// A made file.\n\n" + row.first + "\n");
        EXPECT_EQ(tree.violations(), Lines{path + ":3: " + row.second});
    }
}

TEST(Architecture, CountsLinesInEveryLanguage)
{
    for (const std::string path :
         {"storage/a.cpp", "storage/a.hpp", "server/web/src/a.ts", "server/web/src/A.svelte"}) {
        std::string text;
        for (int line = 0; line < file_lines_max; ++line) text += "//\n";
        EXPECT_EQ(MadeTree{}.with(path, text).long_files(), Lines{});
        EXPECT_EQ(MadeTree{}.with(path, text + "//\n").long_files(), Lines{path + ": 401 lines"});
    }
}

TEST(Architecture, LeavesOutWhatIsBuiltOrInstalled)
{
    MadeTree tree;
    for (const std::string folder :
         {"build/asan", "server/web/node_modules/x", "server/web/dist", "server/web/src/generated", ".git"}) {
        tree.with("protocol/" + folder + "/a.hpp", "#include <fstream>\n");
    }
    EXPECT_EQ(tree.violations(), Lines{});
}

}  // namespace chamber::architecture
