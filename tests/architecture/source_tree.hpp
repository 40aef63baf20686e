// The project's own source files as the architecture rules see them: path, length, include lines.
//
// Reads the tree, not the compile database: a header that nobody compiles is judged too. What is generated, installed
// or built (build/, node_modules/, dist/, generated/) is not ours and is left out.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace chamber::architecture {

struct Include {
    int line = 0;
    std::string path;     // as written between the marks
    bool quoted = false;  // "path", else <path>
};

struct SourceFile {
    std::string path;  // from the root, with slashes
    int lines = 0;
    std::vector<Include> includes;  // of .hpp and .cpp only
};

// Every .hpp, .cpp, .ts and .svelte file under `root`, sorted by path.
std::vector<SourceFile> read_tree(const std::filesystem::path& root);

}  // namespace chamber::architecture
