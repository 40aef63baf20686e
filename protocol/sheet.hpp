// Sheets: papers for the office that are made from what the server knows, whenever somebody asks.
#pragma once

#include <boost/describe.hpp>

namespace chamber {

// minutes_facts: what the minutes are made from. result_notice: thông báo kết quả kỳ họp. comments: all official ones.
// report: of a year.
enum class SheetKind { minutes, minutes_facts, result_notice, roll, comments, report };
BOOST_DESCRIBE_ENUM(SheetKind, minutes, minutes_facts, result_notice, roll, comments, report)

enum class SheetFormat { pdf, docx, xlsx, csv, json };
BOOST_DESCRIBE_ENUM(SheetFormat, pdf, docx, xlsx, csv, json)

}  // namespace chamber
