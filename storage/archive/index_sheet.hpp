// The list of papers as it is printed (mục lục văn bản trong hồ sơ), before it is set on pages.
//
// The room of pages lies outside of storage, so whoever orders an archive hands in the printer; the bytes it gives go
// into the bag as data/00-muc-luc/muc-luc.pdf. The same sheet must give the same bytes. Texts are in NFC, of one line,
// without controls, and no longer than a page can hold.
#pragma once

#include "protocol/error.hpp"
#include "storage/archive/filing.hpp"

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace chamber::storage {

struct IndexSheet {
    struct Line {
        std::string tag;     // "003", "003.r1", "TH01"
        std::string number;  // "208/TTr-UBND"; empty without one
        std::string day;     // "18/12/2024"; empty without one
        std::string title;
        std::string issuer;
        std::string pages;   // empty when the bytes are gone
        std::string remark;  // the word for its signatures, and what became of it
        std::string sha256;  // hexadecimal; empty when the bytes are gone
    };
    struct Group {
        std::string heading;  // the agenda item
        std::vector<Line> lines;
    };
    std::string council;
    std::string term;
    std::string title;  // of the file
    std::string file_code;
    std::string held;     // "từ 18/12/2024 đến 19/12/2024 tại …"
    std::string counted;  // "25 tài liệu đang có hiệu lực, 266 trang; 1 tài liệu đã thu hồi"
    std::string warning;  // of a draft or of the demonstration; empty otherwise
    std::string dated;    // RFC 3339, of the content: never of the clock
    std::vector<Group> groups;
};

// Errors: the printer's own; the archive is not built then.
using IndexPrinter = std::function<Result<std::string>(const IndexSheet&)>;

IndexSheet index_sheet(const SessionFile& file, const Filing& filing);

}  // namespace chamber::storage
