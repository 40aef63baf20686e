#include "storage/text/csv.hpp"

#include "protocol/error.hpp"
#include "storage/text/escapes.hpp"

namespace chamber::storage {

Csv::Csv(const std::vector<std::string>& header) : columns_(header.size()), text_("\xEF\xBB\xBF")
{
    row(header);
}

void Csv::row(const std::vector<std::string>& fields)
{
    MUST(fields.size() == columns_);
    for (std::size_t i = 0; i < fields.size(); ++i) text_ += (i == 0 ? "" : ",") + csv_cell(fields[i]);
    text_ += "\r\n";
}

}  // namespace chamber::storage
