// Minutes as files, for the archive.
#pragma once

#include <string>

namespace chamber::storage {

struct PrintedMinutes {
    std::string id;    // of the minutes
    std::string word;  // bytes of a .docx
    std::string pdf;
};

}  // namespace chamber::storage
