// The order of papers in the archive: which document gets which number, and where each revision lies.
//
// Documents follow the agenda, then their place in it, then their id, whatever order they came in: the same session must give
// the same bytes. Points into the SessionFile, which must outlive it.
#pragma once

#include "storage/store.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace chamber::storage {

struct FiledRevision {
    const Document* document = nullptr;
    const Revision* revision = nullptr;
    const SignatureReport* report = nullptr;  // null when there is none
    std::vector<const EarlierReport*> earlier;  // the first check first
    std::int32_t ordinal = 0;                 // of the document, from 1
    std::string tag;                          // "003", or "003.r1" when superseded
    std::string path;                         // "data/03-tai-lieu/003_208-TTr-UBND_ke-hoach-dau-tu-cong.pdf"
    bool current = false;
};

struct Filing {
    std::string folder;  // "HS_H99.15_K12-KH15_2024-12-19"
    std::string day;     // ISO: the later of the closing day and the newest document's date; stands for "now" everywhere
    std::string first_day;
    std::vector<FiledRevision> revisions;  // by document, oldest first
    std::int32_t documents = 0;
};

Filing file_documents(const SessionFile& file);

// The filed revision with these bytes; null when there is none.
const FiledRevision* find_revision(const Filing& filing, const DocumentId& document, std::string_view sha256);

}  // namespace chamber::storage
