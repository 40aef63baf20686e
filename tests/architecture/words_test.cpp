// Names that an engineer had to decode do not come back: protocol/glossary.md lists them, the product's sources are
// read.
#include "tests/architecture/source_tree.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <regex>
#include <sstream>
#include <string>
#include <vector>

namespace chamber::architecture {

namespace {

struct ForbiddenName {
    std::string name;    // as the glossary writes it
    std::string folder;  // "" for the whole product
};

const std::filesystem::path root = CHAMBER_SOURCE_DIR;

// The first cells of the last table: names in backticks; one that is a folder of the tree is where the ones before it
// in that cell are forbidden.
std::vector<ForbiddenName> forbidden_names()
{
    std::ifstream glossary(root / "protocol/glossary.md");
    std::vector<ForbiddenName> names;
    const std::regex quoted("`([^`]+)`");
    bool inside = false;
    for (std::string line; std::getline(glossary, line);) {
        if (line.starts_with("| instead of")) inside = true;
        if (!inside || !line.starts_with("| `")) continue;
        const std::string cell = line.substr(2, line.find('|', 2) - 2);
        const std::size_t first = names.size();
        for (std::sregex_iterator at(cell.begin(), cell.end(), quoted), end; at != end; ++at) {
            const std::string word = (*at)[1];
            if (std::filesystem::is_directory(root / word))
                for (std::size_t i = first; i < names.size(); ++i) names[i].folder = word;
            else
                names.push_back({word, {}});
        }
    }
    return names;
}

std::regex pattern_of(const std::string& name)
{
    if (name.ends_with("()")) return std::regex("(^|[^A-Za-z0-9_])" + name.substr(0, name.size() - 2) + "\\(");
    if (name.front() >= 'A' && name.front() <= 'Z')
        return std::regex("\\b(class|struct|enum|using|interface|type|concept) +" + name + "\\b");
    return std::regex("\\b" + name + "\\b");
}

// "path:line: name" for each place where the name stands in code; what follows // is for people.
std::vector<std::string> places_of(const ForbiddenName& forbidden, const std::string& path, std::istream& text)
{
    std::vector<std::string> places;
    const std::regex pattern = pattern_of(forbidden.name);
    // Most lines hold nothing like it: a pattern costs a hundred times as much as a look.
    const std::string core = forbidden.name.substr(0, forbidden.name.find('('));
    int number = 0;
    for (std::string line; std::getline(text, line);) {
        ++number;
        if (line.find(core) == std::string::npos) continue;
        const std::string code = line.substr(0, line.find("//"));
        if (std::regex_search(code, pattern))
            places.push_back(path + ":" + std::to_string(number) + ": " + forbidden.name);
    }
    return places;
}

bool is_product(const std::string& path)
{
    return !path.starts_with("tests/") && path.find("/tests/") == std::string::npos;
}

std::vector<std::string> places_in_tree(const std::vector<SourceFile>& tree, const ForbiddenName& forbidden)
{
    std::vector<std::string> places;
    const bool file_name = forbidden.name.find('.') != std::string::npos;
    for (const SourceFile& file : tree) {
        if (!is_product(file.path) || !file.path.starts_with(forbidden.folder)) continue;
        if (file_name) {
            if (file.path.ends_with("/" + forbidden.name)) places.push_back(file.path);
            continue;
        }
        std::ifstream text(root / file.path);
        for (std::string& place : places_of(forbidden, file.path, text)) places.push_back(std::move(place));
    }
    return places;
}

}  // namespace

TEST(Words, NamesThatHadToBeDecodedDoNotComeBack)
{
    const std::vector<ForbiddenName> names = forbidden_names();
    ASSERT_GE(names.size(), 20U);
    const std::vector<SourceFile> tree = read_tree(root);
    for (const ForbiddenName& each : names)
        for (const std::string& place : places_in_tree(tree, each))
            ADD_FAILURE() << place << " (see protocol/glossary.md)";
}

TEST(Words, FindsANameInCodeAndNotInAComment)
{
    const auto found = [](const std::string& name, const std::string& line) {
        std::istringstream text(line);
        return !places_of({name, {}}, "a.cpp", text).empty();
    };
    EXPECT_TRUE(found("Doer", "struct Doer {"));
    EXPECT_FALSE(found("Doer", "// struct Doer: gone"));
    EXPECT_FALSE(found("Work", "template <class Worker>"));
    EXPECT_TRUE(found("say()", "    say(peer, message);"));
    EXPECT_FALSE(found("say()", "    essay(peer);"));
    EXPECT_TRUE(found("furnish", "auto made = body->furnish(options);"));
    EXPECT_FALSE(found("furnish", "furnished(options);"));
}

}  // namespace chamber::architecture
