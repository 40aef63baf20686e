// One file of a bag before it is written: its path below the top folder and where its bytes come from.
#pragma once

#include "protocol/error.hpp"
#include "storage/archive/filing.hpp"

#include <functional>
#include <map>
#include <string>
#include <variant>
#include <vector>

namespace chamber::storage {

struct FileDigests {
    std::string sha256;  // hexadecimal
    std::string sha512;
};

// By path, of every file already written. Files are written in the order of their paths, so manifests know what lies
// before them.
using DigestTable = std::map<std::string, FileDigests>;

// Bytes that are known only when their turn comes: manifests, and what quotes the digests of documents.
using LateText = std::function<Result<std::string>(const DigestTable&)>;

struct BagFile {
    std::string path;
    std::variant<std::string, LateText, const FiledRevision*> bytes;
};

using BagFiles = std::vector<BagFile>;

}  // namespace chamber::storage
