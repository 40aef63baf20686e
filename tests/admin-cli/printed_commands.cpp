#include "tests/admin-cli/printed_commands.hpp"

#include <algorithm>
#include <fstream>
#include <regex>
#include <set>

namespace chamber::test {

namespace {

constexpr std::string_view name = "chamber-admin";

std::string text_of(const std::filesystem::path& file)
{
    std::ifstream in{file, std::ios::binary};
    return {std::istreambuf_iterator<char>{in}, {}};
}

bool is_ascii(std::string_view text)
{
    return std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

// String literals of C++, unescaped; neighbours are one. Comments and characters are left out.
std::vector<std::string> literals_of(const std::string& source)
{
    std::vector<std::string> found;
    bool joins = false;
    for (std::size_t at = 0; at < source.size();) {
        const std::string_view rest = std::string_view(source).substr(at);
        if (rest.starts_with("//")) {
            at = std::min(source.find('\n', at), source.size());
        } else if (rest.starts_with("/*")) {
            at = source.find("*/", at) + 2;
        } else if (rest.starts_with("R\"(")) {
            const auto end = source.find(")\"", at);
            found.push_back(source.substr(at + 3, end - at - 3));
            at = end + 2;
            joins = true;
        } else if (rest.front() == '"') {
            std::string text;
            for (++at; source[at] != '"'; ++at) {
                if (source[at] != '\\')
                    text += source[at];
                else
                    text += source[++at] == 'n' ? '\n' : source[at];
            }
            ++at;
            if (joins && !found.empty())
                found.back() += text;
            else
                found.push_back(text);
            joins = true;
        } else if (rest.size() > 2 && rest.front() == '\'' && (rest[2] == '\'' || rest[1] == '\\')) {
            at += rest[1] == '\\' ? 4 : 3;
        } else {
            if (std::isspace(static_cast<unsigned char>(rest.front())) == 0) joins = false;
            ++at;
        }
    }
    return found;
}

// What stands as code in Markdown: between backticks, in fences.
std::vector<std::string> code_of(const std::string& page)
{
    std::vector<std::string> found;
    for (std::size_t at = page.find('`'); at != std::string::npos; at = page.find('`', at)) {
        const bool fence = page.compare(at, 3, "```") == 0;
        const std::string_view mark = fence ? "```" : "`";
        const auto end = page.find(mark, at + mark.size());
        if (end == std::string::npos) break;
        found.push_back(page.substr(at + mark.size(), end - at - mark.size()));
        at = end + mark.size();
    }
    return found;
}

std::vector<std::string> pieces_of(const std::filesystem::path& file)
{
    const auto extension = file.extension();
    if (file.filename() == "CMakeLists.txt") return {};
    if (extension == ".cpp" || extension == ".hpp") return literals_of(text_of(file));
    if (extension == ".md") return code_of(text_of(file));
    static const std::set<std::filesystem::path> whole{".svelte", ".ts",  ".html",    ".txt",
                                                       ".sh",     ".ps1", ".service", ".toml"};
    if (whole.contains(extension)) return {text_of(file)};
    return {};
}

// Placeholders as people write them, and as the format library does.
std::string filled(std::string word)
{
    word = std::regex_replace(word, std::regex{"\\{[^}]*\\}"}, "x");
    word = std::regex_replace(word, std::regex{"…"}, "");
    return word;
}

}  // namespace

PrintedCommand read_printed(std::string_view rest, bool literal_ends_here)
{
    PrintedCommand printed;
    const auto end = std::min(rest.find_first_of("\n`<>|;\\"), rest.size());
    literal_ends_here = literal_ends_here && end == rest.size();
    rest = rest.substr(0, end);
    for (std::size_t at = 0; at < rest.size();) {
        if (rest[at] == ' ') {
            ++at;
            continue;
        }
        std::string word;
        bool quoted = false;
        for (; at < rest.size() && rest[at] != ' '; ++at) {
            if (rest[at] == '"' && rest.find('"', at + 1) != std::string_view::npos) {
                quoted = true;
                const auto close = rest.find('"', at + 1);
                word += rest.substr(at + 1, close - at - 1);
                at = close;
            } else
                word += rest[at];
        }
        // Prose goes on in Vietnamese; a mark ends the command.
        if (word == "…") {
            printed.names_a_family = printed.words.size() == 1;
            break;
        }
        if (!quoted && word.starts_with("[")) continue;  // what may be left out
        std::string bare = filled(word);
        const auto mark = quoted ? std::string::npos : bare.find_last_not_of(".,:)!?\"']”’");
        const bool ended = !quoted && mark + 1 != bare.size();
        if (!quoted) bare.resize(mark + 1);
        if (!quoted && !is_ascii(bare)) {
            const auto tail = bare.find("”");
            if (tail != std::string::npos && tail > 0) printed.words.push_back(bare.substr(0, tail));
            break;
        }
        if (!bare.empty()) printed.words.push_back(bare);
        if (ended) break;
    }
    printed.goes_on = literal_ends_here && rest.ends_with(' ');
    if (printed.goes_on) printed.words.emplace_back("x");
    printed.text = std::string(name) + std::string(rest);
    return printed;
}

namespace {

std::vector<std::filesystem::path> sources_of(const std::filesystem::path& root)
{
    std::vector<std::filesystem::path> files{root / "README.md"};
    for (const char* room : {"admin-cli", "protocol", "server", "storage"})
        for (auto at = std::filesystem::recursive_directory_iterator(root / room);
             at != std::filesystem::recursive_directory_iterator(); ++at) {
            if (at->is_directory() && (at->path().filename() == "node_modules" || at->path().filename() == "dist" ||
                                       at->path().filename() == "generated" || at->path().filename() == "tests"))
                at.disable_recursion_pending();
            else if (at->is_regular_file())
                files.push_back(at->path());
        }
    return files;
}

}  // namespace

std::vector<Said> vietnamese_literals(const std::filesystem::path& root)
{
    std::vector<Said> found;
    for (const auto& file : sources_of(root)) {
        if (file.extension() != ".cpp" && file.extension() != ".hpp") continue;
        for (std::string& text : literals_of(text_of(file)))
            if (std::ranges::any_of(text, [](char c) {
                    const auto byte = static_cast<unsigned char>(c);
                    return byte == 0xC3 || byte == 0xC4 || byte == 0xC6 || byte == 0xE1;
                }))
                found.push_back({file.lexically_relative(root).string(), std::move(text)});
    }
    return found;
}

std::vector<PrintedCommand> printed_commands(const std::filesystem::path& root)
{
    std::vector<PrintedCommand> found;
    for (const auto& file : sources_of(root))
        for (const std::string& piece : pieces_of(file))
            for (auto at = piece.find(name); at != std::string::npos; at = piece.find(name, at + 1)) {
                const auto after = at + name.size();
                const bool begins_a_word = at == 0 || (std::isalnum(static_cast<unsigned char>(piece[at - 1])) == 0 &&
                                                       piece[at - 1] != '/' && piece[at - 1] != '-');
                const bool goes_on =
                    after + 1 < piece.size() && piece[after] == ' ' &&
                    std::string_view("abcdefghijklmnopqrstuvwxyz-").find(piece[after + 1]) != std::string_view::npos;
                if (!begins_a_word || !goes_on) continue;
                auto printed = read_printed(std::string_view(piece).substr(after), true);
                printed.file = file.lexically_relative(root).string();
                // Only prose behind it: "chamber-admin của …"; a pattern for one of several: "chamber-admin {}".
                if (!printed.words.empty()) found.push_back(std::move(printed));
            }
    return found;
}

}  // namespace chamber::test
