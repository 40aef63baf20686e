#include "tests/architecture/rules.hpp"

#include <algorithm>
#include <optional>
#include <string_view>

namespace chamber::architecture {

namespace {

using Prefixes = std::vector<std::string_view>;

// One room: its files are those under `path`; the longest path wins.
struct Room {
    std::string_view path;
    Prefixes may_open;        // our own headers, see opens()
    Prefixes never_includes;  // others' headers, by prefix
};

const std::vector<Room>& rooms()
{
    static const std::vector<Room> table{
        // Pure: no I/O, no clock, no thread.
        {"protocol/",
         {"protocol/"},
         {"boost/asio",
          "boost/beast",
          "boost/json",
          "sqlite3",
          "openssl/",
          "zip.h",
          "qpdf/",
          "poppler/",
          "fmt/",
          "spdlog/",
          "filesystem",
          "fstream",
          "iostream",
          "thread",
          "mutex",
          "shared_mutex",
          "condition_variable",
          "future",
          "semaphore",
          "latch",
          "barrier",
          "chrono",
          "ctime",
          "time.h",
          "random",
          "sys/",
          "unistd.h",
          "fcntl.h"}},
        // A program that writes the TypeScript twin: it may print.
        {"protocol/typescript/",
         {"protocol/"},
         {"boost/asio", "boost/beast", "sqlite3", "openssl/", "thread", "mutex"}},
        // Others' objects that free themselves: one header, nothing of ours.
        {"storage/handles/", {"storage/handles/"}, {"boost/", "sqlite3", "filesystem", "fstream", "thread"}},
        // The nouns, and the store on top of them; each library has its room below.
        {"storage/",
         {"protocol/", "storage/*", "storage/minutes/", "storage/transaction/", "storage/database/", "storage/trust/",
          "storage/keys/", "storage/files/", "storage/records/"},
         {"boost/asio", "boost/beast", "poppler/", "qpdf/", "CLI/", "sqlite3", "openssl/", "zip.h", "zstd.h",
          "argon2.h"}},
        // Stands on the store: what is put back begins a new history. A copy of the database is read by what reads the
        // rows of damage.
        {"storage/backup/",
         {"protocol/", "storage/handles/", "storage/store.hpp", "storage/damage.hpp", "storage/archive/rules.hpp",
          "storage/backup/", "storage/database/", "storage/keys/", "storage/files/", "storage/records/"},
         {"boost/asio", "boost/beast", "poppler/", "qpdf/", "CLI/", "zip.h", "zstd.h", "argon2.h"}},
        // What minutes say by themselves: a pure view of a session's records.
        {"storage/minutes/",
         {"protocol/", "storage/minutes/", "storage/records/"},
         {"boost/asio", "boost/beast", "poppler/", "qpdf/", "CLI/", "sqlite3", "openssl/", "zip.h", "zstd.h",
          "argon2.h", "filesystem", "fstream", "thread"}},
        {"storage/archive/",
         {"protocol/", "storage/handles/", "storage/archive/", "storage/minutes/", "storage/keys/", "storage/files/",
          "storage/text/", "storage/records/"},
         {"boost/asio", "boost/beast", "poppler/", "qpdf/", "CLI/", "sqlite3", "zstd.h", "argon2.h"}},
        {"storage/transaction/",
         {"protocol/", "storage/transaction/", "storage/database/", "storage/files/", "storage/records/"},
         {"boost/asio", "boost/beast", "poppler/", "qpdf/", "CLI/", "sqlite3", "openssl/", "zip.h", "zstd.h",
          "argon2.h"}},
        {"storage/database/",
         {"protocol/", "storage/database/", "storage/files/"},
         {"boost/asio", "boost/beast", "poppler/", "qpdf/", "CLI/", "openssl/", "zip.h", "zstd.h", "argon2.h"}},
        {"storage/trust/",
         {"protocol/", "storage/handles/", "storage/trust/", "storage/keys/", "storage/files/", "storage/text/"},
         {"boost/asio", "boost/beast", "poppler/", "qpdf/", "CLI/", "sqlite3", "zip.h", "zstd.h", "argon2.h"}},
        {"storage/keys/",
         {"protocol/", "storage/handles/", "storage/keys/", "storage/files/", "storage/text/"},
         {"boost/asio", "boost/beast", "poppler/", "qpdf/", "CLI/", "sqlite3", "zip.h", "zstd.h"}},
        {"storage/files/",
         {"protocol/", "storage/files/", "storage/records/"},
         {"boost/asio", "boost/beast", "poppler/", "qpdf/", "CLI/", "sqlite3", "zip.h", "argon2.h"}},
        // Values and texts: no file, no library.
        {"storage/records/",
         {"protocol/", "storage/records/"},
         {"boost/", "sqlite3", "openssl/", "filesystem", "fstream", "thread", "sys/", "unistd.h"}},
        {"storage/text/",
         {"protocol/", "storage/text/"},
         {"boost/", "sqlite3", "openssl/", "filesystem", "fstream", "thread", "sys/", "unistd.h"}},
        // What a year comes to: a pure count over records, and the one file that asks a store for them.
        {"storage/report/",
         {"protocol/", "storage/report/", "storage/store.hpp"},
         {"boost/asio", "boost/beast", "sqlite3", "openssl/", "zip.h", "fmt/", "filesystem", "fstream", "thread",
          "mutex"}},
        // The yearly report as files.
        {"server/sheets/report_",
         {"protocol/", "storage/report/", "storage/text/escapes.hpp", "server/sheets/report_sheet.hpp"},
         {"boost/", "sqlite3", "openssl/", "qpdf/", "poppler/", "pango/", "cairo", "CLI/", "fmt/", "thread", "mutex",
          "filesystem", "fstream"}},
        {"server/net/",
         {"protocol/door.hpp", "protocol/error.hpp", "protocol/limits.hpp", "storage/handles/", "server/net/"},
         {"sqlite3", "zip.h", "poppler/", "qpdf/", "CLI/"}},
        // Sets official documents on pages: the only place of the product that knows how text is drawn.
        {"server/typeset/",
         {"protocol/", "server/typeset/"},
         {"boost/asio", "boost/beast", "boost/json", "sqlite3", "openssl/", "zip.h", "qpdf/", "poppler/", "CLI/",
          "fmt/", "thread", "mutex", "filesystem", "fstream"}},
        // The office's papers as files: facts and prose go in, bytes come out. Knows the facts, the escapes, the pages.
        {"server/sheets/",
         {"protocol/", "storage/minutes/", "storage/text/escapes.hpp", "server/sheets/",
          "server/typeset/typesetter.hpp", "server/typeset/official_document.hpp"},
         {"boost/", "sqlite3", "openssl/", "qpdf/", "poppler/", "pango/", "cairo", "CLI/", "fmt/", "thread", "mutex",
          "filesystem", "fstream"}},
        {"server/inspect/",
         {"protocol/", "storage/handles/", "server/inspect/"},
         {"boost/asio", "boost/beast", "sqlite3", "zip.h", "CLI/"}},
        // The office's long work, step by step, for the server's jobs and for chamber-admin: storage and the inspector
        // meet here, without a thread.
        {"server/workflows/",
         {"protocol/",
          "storage/store.hpp",
          "storage/checking.hpp",
          "storage/archive/archive.hpp",
          "storage/archive/sealing_facts.hpp",
          "storage/archive/package/package.hpp",
          "storage/archive/receiving.hpp",
          "storage/archive/time_stamp.hpp",
          "storage/files/data_directory.hpp",
          "storage/files/inspected.hpp",
          "storage/files/scrubbing.hpp",
          "storage/files/templates.hpp",
          "storage/minutes/facts.hpp",
          "storage/records/",
          "storage/report/year_report.hpp",
          "storage/trust/trust_store.hpp",
          "server/workflows/",
          "server/net/time_authority.hpp",
          "server/inspect/client.hpp",
          "server/sheets/",
          "server/typeset/"},
         {"boost/", "sqlite3", "openssl/", "zip.h", "qpdf/", "poppler/", "pango/", "cairo", "cairo-pdf.h", "fmt/",
          "fstream", "thread", "mutex", "condition_variable", "future"}},
        // What runs beside the meeting: opens the doors to the threads, and nothing of the meeting itself.
        {"server/jobs/",
         {"protocol/", "storage/store.hpp", "storage/backup/backup.hpp", "storage/records/",
          "storage/trust/concerns.hpp", "server/jobs/", "server/workflows/", "server/log.hpp",
          "server/storage_queue.hpp", "server/tickets.hpp", "server/workers.hpp", "server/net/server.hpp"},
         {"boost/beast", "boost/asio", "sqlite3", "openssl/", "zip.h", "qpdf/", "poppler/", "pango/", "cairo",
          "cairo-pdf.h", "thread", "mutex"}},
        {"server/",
         {"protocol/",
          "storage/handles/",
          "storage/store.hpp",
          "storage/search_answer.hpp",
          "storage/soundness.hpp",
          "storage/system_world.hpp",
          "storage/archive/time_stamp.hpp",
          "storage/backup/backup.hpp",
          "storage/database/checkpointer.hpp",
          "storage/files/blobs.hpp",
          "storage/files/data_directory.hpp",
          "storage/keys/authority.hpp",
          "storage/keys/private_process.hpp",
          "storage/keys/secret_hasher.hpp",
          "storage/records/",
          "server/*",
          "server/jobs/",
          "server/net/server.hpp",
          "server/inspect/client.hpp",
          "server/typeset/typesetter.hpp",
          "server/typeset/official_document.hpp"},
         {"boost/beast", "boost/asio", "sqlite3", "zip.h", "qpdf/", "poppler/", "pango/", "cairo", "cairo-pdf.h"}},
        {"admin-cli/",
         {"protocol/", "storage/", "admin-cli/*", "admin-cli/import/session_json.hpp",
          "admin-cli/import/json_places.hpp", "server/inspect/client.hpp", "server/net/client.hpp", "server/workflows/",
          "server/typeset/typesetter.hpp", "server/typeset/official_document.hpp", "server/sheets/report_sheet.hpp",
          "server/sheets/table_file.hpp", "server/sheets/templates.hpp", "server/sheets/workbook.hpp"},
         {"boost/beast", "boost/asio", "sqlite3", "zip.h", "qpdf/", "poppler/", "pango/", "cairo", "cairo-pdf.h",
          "jpeglib.h"}},
        // A council's own file, read: it knows the words of the protocol and nothing of where they are kept.
        {"admin-cli/import/",
         {"protocol/", "admin-cli/import/"},
         {"boost/beast", "boost/asio", "sqlite3", "zip.h", "qpdf/", "poppler/", "openssl/", "fmt/", "CLI/",
          "filesystem", "fstream", "iostream", "thread", "mutex"}},
        // A program beside the office's: makes sample PDFs and their keys, the only place besides the inspector that
        // knows how a PDF is built.
        {"admin-cli/demo/",
         {"protocol/", "storage/", "admin-cli/*", "admin-cli/demo/", "admin-cli/import/session_json.hpp",
          "server/typeset/typesetter.hpp", "server/typeset/official_document.hpp", "server/typeset/canvas.hpp"},
         {"boost/beast", "boost/asio", "sqlite3", "zip.h"}},
        {"tests/", {"protocol/", "storage/", "server/", "admin-cli/", "tests/"}, {}},
    };
    return table;
}

// Headers that cost seconds or drag a library into everybody who includes them: only .cpp files, or headers of their
// own room.
struct Heavy {
    std::string_view header;
    Prefixes homes;
};

const std::vector<Heavy>& heavy_headers()
{
    static const std::vector<Heavy> table{
        {"boost/asio", {"server/net/", "tests/"}},
        {"boost/beast", {"server/net/", "tests/"}},
        {"boost/json", {"admin-cli/import/", "tests/"}},
        {"sqlite3", {"storage/database/", "tests/"}},
        {"zip.h", {"storage/archive/", "server/sheets/", "tests/"}},
        {"pugixml", {"server/sheets/", "storage/archive/package/", "tests/"}},
        {"xlsxwriter", {"server/sheets/", "tests/"}},
        {"zstd.h", {"storage/files/"}},
        {"openssl/", {"storage/", "server/net/", "server/inspect/", "admin-cli/demo/", "tests/"}},
        {"qpdf/", {"server/inspect/", "admin-cli/demo/", "tests/"}},
        {"poppler/", {"server/inspect/", "tests/"}},
        {"pango/", {"server/typeset/", "tests/"}},
        {"cairo", {"server/typeset/", "tests/"}},
        {"jpeglib.h", {"admin-cli/demo/"}},
        {"argon2.h", {"storage/keys/"}},
        {"utf8proc.h", {}},
        {"toml++/", {}},
        {"spdlog/", {}},
        {"CLI/", {}},
    };
    return table;
}

// The top of a room: no header of the room opens it but its own other half, or everybody below would know what stands
// above.
struct Top {
    std::string_view header;
    std::string_view room;
    std::string_view other_half;
};

constexpr Top tops[] = {
    {"storage/store.hpp", "storage/", "storage/store_body.hpp"},  // the verbs; each noun's .cpp defines its own
    {"storage/store_body.hpp", "storage/", ""},
};

// Exceptions of one file, each with its reason.
struct Exception {
    std::string_view file;
    std::string_view header;
};

constexpr Exception exceptions[] = {
    {"protocol/codec.cpp", "boost/json"},       // the codec is the one place where JSON is a tree
    {"protocol/json_shape.hpp", "boost/json"},  // its inner half, shared with the TypeScript generator
    {"protocol/json_shape.cpp", "boost/json"},
    {"protocol/legal_profile_file.cpp", "boost/json"},  // files that come with the program, not the wire
};

bool begins_with_any(std::string_view text, const Prefixes& prefixes)
{
    return std::ranges::any_of(prefixes, [&](std::string_view prefix) { return text.starts_with(prefix); });
}

// A door is a file, a folder with all below it ("storage/"), or the files of a folder alone ("server/*").
bool opens(std::string_view door, std::string_view header)
{
    if (door.ends_with(".hpp")) return header == door;
    if (!door.ends_with('*')) return header.starts_with(door);
    door.remove_suffix(1);
    return header.starts_with(door) && header.find('/', door.size()) == std::string_view::npos;
}

bool is_std_name(std::string_view prefix)
{
    return prefix.find_first_of("/.") == std::string_view::npos;
}

// "thread" must not match <threads_of_something.h>; "boost/asio" matches boost/asio.hpp and everything below
// boost/asio/.
bool names_header(std::string_view include, std::string_view prefix)
{
    if (include == prefix) return true;
    if (!include.starts_with(prefix)) return false;
    return !is_std_name(prefix) || include.substr(prefix.size()) == ".h" ||
           include.substr(prefix.size()).starts_with('/');
}

const Room* room_of(std::string_view file)
{
    const Room* best = nullptr;
    for (const auto& room : rooms()) {
        if (file.starts_with(room.path) && (best == nullptr || room.path.size() > best->path.size())) best = &room;
    }
    return best;
}

bool is_excepted(std::string_view file, std::string_view header)
{
    return std::ranges::any_of(
        exceptions, [&](const Exception& row) { return row.file == file && header.starts_with(row.header); });
}

std::optional<std::string> judge_own(const SourceFile& file, const Room& room, const Include& include)
{
    for (const auto& top : tops) {
        if (include.path == top.header && file.path.ends_with(".hpp") && file.path.starts_with(top.room) &&
            file.path != top.other_half)
            return "\"" + include.path + "\" is the top of " + std::string{top.room} + ": not in a header of the room";
    }
    if (room_of(include.path) == nullptr) return "\"" + include.path + "\" does not start at the repository's root";
    for (auto door : room.may_open) {
        if (opens(door, include.path)) return std::nullopt;
    }
    return std::string{room.path} + " may not open \"" + include.path + "\"";
}

std::optional<std::string> judge_foreign(const SourceFile& file, const Room& room, const Include& include)
{
    if (room_of(include.path) != nullptr) return "<" + include.path + "> is ours: quotes, not angle brackets";
    if (is_excepted(file.path, include.path)) return std::nullopt;
    for (auto header : room.never_includes) {
        if (names_header(include.path, header))
            return std::string{room.path} + " must never see <" + include.path + ">";
    }
    if (!file.path.ends_with(".hpp")) return std::nullopt;
    for (const auto& heavy : heavy_headers()) {
        if (include.path.starts_with(heavy.header) && !begins_with_any(file.path, heavy.homes)) {
            return "<" + include.path + "> is heavy: not in a header outside its room";
        }
    }
    return std::nullopt;
}

}  // namespace

std::vector<std::string> long_files(const std::vector<SourceFile>& files)
{
    std::vector<std::string> told;
    for (const auto& file : files)
        if (file.lines > file_lines_max) told.push_back(file.path + ": " + std::to_string(file.lines) + " lines");
    return told;
}

std::vector<Violation> check(const std::vector<SourceFile>& files)
{
    std::vector<Violation> violations;
    for (const auto& file : files) {
        const Room* room = room_of(file.path);
        if (room == nullptr) {
            if (!file.includes.empty()) violations.push_back({file.path, 1, "lies in no room"});
            continue;
        }
        for (const auto& include : file.includes) {
            const auto sentence =
                include.quoted ? judge_own(file, *room, include) : judge_foreign(file, *room, include);
            if (sentence) violations.push_back({file.path, include.line, *sentence});
        }
    }
    return violations;
}

}  // namespace chamber::architecture
