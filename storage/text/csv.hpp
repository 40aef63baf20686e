// Tables of ours as CSV, for spreadsheets: one maker for the archive, the office's sheets and the yearly report.
#pragma once

#include <string>
#include <vector>

namespace chamber::storage {

// UTF-8 with byte order mark, CRLF, every field quoted (RFC 4180, and what Excel opens by itself), each cell inert
// (csv_cell()).
class Csv {
public:
    explicit Csv(const std::vector<std::string>& header);
    // As long as the header.
    void row(const std::vector<std::string>& fields);
    const std::string& text() const { return text_; }

private:
    std::size_t columns_;
    std::string text_;
};

}  // namespace chamber::storage
