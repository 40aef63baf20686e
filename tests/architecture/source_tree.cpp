#include "tests/architecture/source_tree.hpp"

#include <algorithm>
#include <array>
#include <fstream>
#include <optional>
#include <string_view>

namespace chamber::architecture {

namespace {

bool is_foreign_directory(const std::string& name)
{
    static constexpr std::array names{"build", "node_modules", "dist", "generated"};
    return name.starts_with('.') || std::ranges::find(names, name) != names.end();
}

bool is_cpp(const std::filesystem::path& path)
{
    return path.extension() == ".hpp" || path.extension() == ".cpp";
}

bool is_source(const std::filesystem::path& path)
{
    return is_cpp(path) || path.extension() == ".ts" || path.extension() == ".svelte";
}

std::string_view without_leading_blanks(std::string_view text)
{
    const auto start = text.find_first_not_of(" \t");
    return start == std::string_view::npos ? std::string_view{} : text.substr(start);
}

std::optional<Include> read_include(std::string_view line, int number)
{
    line = without_leading_blanks(line);
    if (!line.starts_with('#')) return std::nullopt;
    line = without_leading_blanks(line.substr(1));
    if (!line.starts_with("include")) return std::nullopt;
    line = without_leading_blanks(line.substr(7));
    if (line.empty() || (line.front() != '"' && line.front() != '<')) return std::nullopt;
    const bool quoted = line.front() == '"';
    const auto end = line.find(quoted ? '"' : '>', 1);
    if (end == std::string_view::npos) return std::nullopt;
    return Include{number, std::string{line.substr(1, end - 1)}, quoted};
}

SourceFile read_file(const std::filesystem::path& root, const std::filesystem::path& path)
{
    SourceFile file;
    file.path = path.lexically_relative(root).generic_string();
    std::ifstream in{path};
    std::string line;
    while (std::getline(in, line)) {
        ++file.lines;
        if (!is_cpp(path)) continue;
        if (auto include = read_include(line, file.lines)) file.includes.push_back(std::move(*include));
    }
    return file;
}

}  // namespace

std::vector<SourceFile> read_tree(const std::filesystem::path& root)
{
    std::vector<SourceFile> files;
    std::filesystem::recursive_directory_iterator walk{root};
    for (const auto& entry : walk) {
        if (entry.is_directory() && is_foreign_directory(entry.path().filename().string())) {
            walk.disable_recursion_pending();
        } else if (entry.is_regular_file() && is_source(entry.path())) {
            files.push_back(read_file(root, entry.path()));
        }
    }
    std::ranges::sort(files, {}, &SourceFile::path);
    return files;
}

}  // namespace chamber::architecture
