// A sheet of one session, step by step: its records are read in one transaction, the sheet is made of them. Which kind
// comes in which format is asked at the door (protocol/sheet_rules.hpp).
//
// Frozen minutes are made from the facts that were frozen with them; everything else from the records as they are now.
// Each step blocks; whoever makes says on which thread.
#pragma once

#include "protocol/from_device.hpp"
#include "storage/files/data_directory.hpp"
#include "storage/records/printed_minutes.hpp"
#include "storage/report/year_report.hpp"
#include "storage/store.hpp"

#include <string>
#include <vector>

namespace chamber::workflow {

struct SheetOrder {
    SheetKind kind{};
    SheetFormat format{};
    SessionId session;
    std::optional<SittingId> sitting = {};
};

struct MadeSheet {
    std::string bytes;
    std::string file_name;  // "bien-ban_K12-KH15.docx", ASCII
    std::string content_type;
};

// What a sheet may be at most; a roll of 140 over 8 sittings is far below.
inline constexpr std::size_t sheet_bytes_max = 16'000'000;

// Errors: session_unknown.
Result<storage::SessionFile> read_sheet(storage::Store& store, const SheetOrder& order);

// Errors: sitting_unknown, template_unreadable, template_incomplete, unknown_value (a report: read_report),
// too_large, those of the typesetter.
Result<MadeSheet> make_sheet(const storage::SessionFile& file, const storage::DataDirectory& directory,
                             const SheetOrder& order);

// The yearly report: counted in one transaction, then a file. Errors: those of sheets::read_report; of
// sheets::report_file, too_large.
Result<storage::YearReport> read_report(storage::Store& store, const MakeSheet& ask, UtcMs now);
Result<MadeSheet> make_report(const storage::YearReport& report, SheetFormat format);

// For the archive: the files of all frozen minutes, Word and PDF each, made of their frozen facts and our own template,
// so that the same session gives the same bytes in every office. Errors: those of make_sheet.
Result<std::vector<storage::PrintedMinutes>> print_minutes(const storage::SessionFile& file);

}  // namespace chamber::workflow
