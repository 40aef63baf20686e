// Which room may include what: the arrows between the rooms as a table, and the natural size of a file.
//
//                 protocol
//                /    |    \.
//          storage    |     server/net, server/inspect
//                \    |    /
//             server/workflows
//              /           \.
//      admin-cli            server/jobs ─ server     tests open every door; nobody opens tests
//
// Storage has rooms of its own, from the top: backup, the store and its nouns, archive; below them transaction,
// database, trust, keys; at the bottom files, text, records.
//
// A new arrow is a row here with its reason, or it is a violation.
#pragma once

#include "tests/architecture/source_tree.hpp"

#include <string>
#include <vector>

namespace chamber::architecture {

// Longer files are told, not refused: a file is split at a joint, not at a limit.
inline constexpr int file_lines_max = 400;

struct Violation {
    std::string file;
    int line = 0;
    std::string sentence;

    std::string text() const { return file + ":" + std::to_string(line) + ": " + sentence; }
};

std::vector<Violation> check(const std::vector<SourceFile>& files);
// "a.cpp: 401 lines", one for each file that is longer than file_lines_max.
std::vector<std::string> long_files(const std::vector<SourceFile>& files);

}  // namespace chamber::architecture
