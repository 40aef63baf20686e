// An official document before it is set on pages: the nouns that minutes, a roll, a hand-over sheet or a form are made
// of.
//
//   head      ô 1–5 of Nghị định 30/2020: organ on the left, national title on the right, number, place and date, type,
//   subject blocks    paragraphs and tables, in reading order closing   ô 7 and 9: recipients on the left, authority,
//   title, space for the signatures and name on the right
//
// A section begins on a new page; pages are numbered from the second one on, through all sections. Texts are plain
// UTF-8 in NFC: nothing in them is markup, nothing needs to be escaped. Typesetter (typesetter.hpp) makes the PDF;
// nothing here knows a library. Units: PDF points. Source: Nghị định 30/2020/NĐ-CP, annex I.
#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace chamber::typeset {

enum class Align { left, centre, right, justified };
enum class Weight { regular, bold, italic, bold_italic };
// with_next: stays on the page of what follows, as a heading does.
enum class Keep { free, with_next };

// A piece of a paragraph; emphasis is added to the paragraph's weight.
enum class Emphasis { none, bold, italic };
struct Run {
    std::string text;
    Emphasis emphasis = Emphasis::none;
};

struct Paragraph {
    std::vector<Run> runs;
    double size_pt = 14;
    Weight weight = Weight::regular;
    Align align = Align::justified;
    double first_line_pt = 28.35;  // 1 cm; of justified paragraphs alone
    double after_pt = 6;
    Keep keep = Keep::free;
};

struct Column {
    std::string title;  // repeated on every page that the table reaches
    double share = 0;   // of the text's width; a table's shares come to 1
    Align align = Align::left;
};

struct Row {
    std::vector<std::string> cells;  // as many as there are columns
    Weight weight = Weight::regular;
};

// Never breaks within a row.
struct Table {
    std::vector<Column> columns;
    std::vector<Row> rows;
    double size_pt = 12;
};

using Block = std::variant<Paragraph, Table>;

struct Head {
    std::vector<std::string> parents;  // thin, above the organ
    std::vector<std::string> organ;    // bold; a line each
    std::string number_line;           // "Số: 208/TTr-UBND"
    std::string date_line;             // "Hương Sen, ngày 04 tháng 12 năm 2024"
    std::string draft_mark;            // "DỰ THẢO" or empty
    std::string type_name;             // capitals
    std::string subject;
    std::vector<std::string> below;  // "HỘI ĐỒNG NHÂN DÂN HUYỆN …", "KHÓA …, KỲ HỌP THỨ …"
    std::string addressee;           // "Kính gửi: …" or empty
};

struct Closing {
    std::vector<std::string> recipients;  // "- Thường trực HĐND tỉnh;", …, "- Lưu: VT."
    std::vector<std::string> authority;   // "TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"
    std::string name;
};

struct Section {
    std::optional<Head> head;  // on its first page
    std::vector<Block> blocks;
    std::optional<Closing> closing;  // after its last block
};

// What the file says of itself. The creation date is given, so that the same document gives the same bytes.
struct Imprint {
    std::string title;
    std::string created_at;  // RFC 3339
    std::string creator = "Nghị Trường";
};

struct OfficialDocument {
    Imprint imprint;
    std::vector<Section> sections;
};

}  // namespace chamber::typeset
