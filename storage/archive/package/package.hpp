// The package that a historical archive takes in: SIP_hoso of Thông tư 05/2025/TT-BNV (annex III; METS 1.12 as E-ARK
// CSIP has it, EAD, PREMIS 3), made of a sealed archive and of nothing else, so that it can be made later and
// elsewhere. The same archive gives the same bytes.
//
// Beside the zip: its digest, and the hand-over sheet that whoever orders it prints (server/workflows). The zip gets
// its name last: where it is, all of it is. Thread: any, one at a time.
#pragma once

#include "protocol/digest.hpp"
#include "protocol/error.hpp"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>

namespace chamber::storage {

// What a hand-over sheet names.
struct PackageFacts {
    std::string organ;  // tên cơ quan nộp
    std::string organ_id;
    std::string title;
    std::string file_code;
    std::string maintenance;     // in words
    std::int32_t documents = 0;  // in the representation
    std::string pages;
    std::string objid;
    std::string package_name;  // of the zip
    std::string package_sha256;
    std::uint64_t package_bytes = 0;
    std::string archive_name;  // of the sealed zip it was made of
    std::string archive_sha256;
    std::string sealed_at;  // RFC 3339
    std::string sealed_by;  // subject of the seal's certificate
    std::string seal_fingerprint;
};

// Bytes of the sheet, a PDF.
using SheetPrinter = std::function<Result<std::string>(const PackageFacts&)>;

struct PackageOrder {
    std::filesystem::path archive;    // the sealed zip
    std::filesystem::path directory;  // where the package goes; it is there
    std::int32_t ordinal = 1;         // số thứ tự gói trong lần nộp; the name of the zip begins with it
    SheetPrinter print_sheet;
};

struct BuiltPackage {
    std::filesystem::path path;
    std::filesystem::path digest_path;
    std::filesystem::path sheet_path;
    PackageFacts facts;
};

inline constexpr std::string_view hand_over_suffix = ".ban-giao.pdf";

// Progress: bytes of all bytes; return false to cancel. Errors: not_found (no archive), archive_damaged (`where`: the
// first bad file), archive_is_draft, archive_incomplete, already_exists (`where`: what is there), cancelled,
// disk_full, io_failed, those of print_sheet. A failure leaves nothing behind.
Result<BuiltPackage> build_package(const PackageOrder& order,
                                   const std::function<bool(std::uint64_t, std::uint64_t)>& progress);

}  // namespace chamber::storage
