// The order of papers in the archive: which document gets which number, and where each revision lies.
//
// Documents follow the agenda, then their place in it, then their id, whatever order they came in: the same session
// must give the same bytes. Those that were withdrawn stand behind them with numbers of their own, so that a withdrawal
// renumbers nothing that is left behind it in the agenda. Points into the SessionFile, which must outlive it.
#pragma once

#include "storage/archive/rules.hpp"
#include "storage/records/session_file.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace chamber::storage {

struct FiledRevision {
    const Document* document = nullptr;
    const Revision* revision = nullptr;
    const Withdrawal* withdrawal = nullptr;     // null while it is in force
    const SignatureReport* report = nullptr;    // null when there is none
    std::vector<const EarlierReport*> earlier;  // the first check first
    std::int32_t ordinal = 0;                   // of the document, from 1; of the withdrawn ones from 1 again
    std::string tag;                            // "003", or "003.r1" when superseded; "TH01" when withdrawn
    std::string path;                           // "data/03-tai-lieu/003_208-TTr-UBND_ke-hoach-dau-tu-cong.pdf"
    bool newest = false;                        // of its document
    bool in_force() const { return newest && withdrawal == nullptr; }
};

// A withdrawn document, with or without bytes.
struct FiledWithdrawal {
    const WithdrawnDocument* what = nullptr;
    std::string tag;
};

struct Filing {
    ArchiveKind kind = ArchiveKind::sealed;
    std::string folder;     // "HS_H99.15_K12-KH15_2024-12-19"; a draft's ends with "_ban-nhap"
    std::string first_day;  // ISO, of session and documents
    std::string last_day;
    std::string made_at;                   // RFC 3339: when it was sealed, or drawn up; blank while that is not decided
    std::vector<FiledRevision> revisions;  // by document, oldest first
    std::vector<FiledWithdrawal> withdrawn;
    std::int32_t documents = 0;  // in force
    bool printed_index = false;  // muc-luc.pdf is in the bag

    bool draft() const { return kind == ArchiveKind::draft; }
    std::string made_on() const;  // the Vietnamese day of made_at, ISO; blank with it
};

Filing file_documents(const SessionFile& file, ArchiveKind kind);

// The filed revision with these bytes; null when there is none.
const FiledRevision* find_revision(const Filing& filing, const DocumentId& document, std::string_view sha256);

}  // namespace chamber::storage
