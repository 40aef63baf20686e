// A4 sheets that fill from top to bottom: paragraphs, table rows, the head of an official document and its closing. Internal to
// the drawing; the caller says how many pages a section has, and optional blocks are taken by rank until they are full.
//
// Pango and cairo stay in the .cpp. Text is Pango markup in Liberation Serif, which has the metrics of Times New Roman.
// Units: PDF points; boxes have their origin at the bottom left, as PDF wants it.
#pragma once

#include "admin-cli/demo/signer.hpp"
#include "protocol/error.hpp"

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace chamber::demo {

enum class Align { left, centre, right, justified };
enum class Weight { regular, bold, italic, bold_italic };
enum class Keep { free, with_next };

struct Paragraph {
    std::string markup;
    double size_pt = 14;
    Weight weight = Weight::regular;
    Align align = Align::justified;
    double first_line_pt = 28.35;  // 1 cm
    double after_pt = 6;
    Keep keep = Keep::free;
};

struct TableForm {
    std::vector<double> shares;  // of the text width; their sum is 1
    std::vector<Align> aligns;
    std::vector<std::string> header;
    double size_pt = 12;
};

struct Row {
    std::shared_ptr<const TableForm> table;  // rows of one table follow each other
    std::vector<std::string> cells;
    Weight weight = Weight::regular;
};

struct Block {
    std::int32_t rank = 0;           // 0: always; else taken while there is room, lowest first; equal ranks go together
    std::shared_ptr<const Row> row;  // set: a row; else the paragraph
    Paragraph paragraph;
};

// Ô 1–5 of Nghị định 30/2020.
struct Head {
    std::vector<std::string> parents;  // thin, above
    std::vector<std::string> organ;    // bold
    std::string number_line;           // "Số: 208/TTr-UBND"
    std::string date_line;             // "Hương Sen, ngày 04 tháng 12 năm 2024"
    std::string draft_mark;            // "DỰ THẢO" or empty
    std::string type_name;             // capitals
    std::string subject;
    std::vector<std::string> below;  // "HỘI ĐỒNG NHÂN DÂN HUYỆN …", "KHÓA …, KỲ HỌP THỨ …"
    std::string addressee;           // "Kính gửi: …" or empty
};

// Ô 7 and 9.
struct Closing {
    std::vector<std::string> recipients;
    std::vector<std::string> authority;  // "TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"
    std::string name;
};

struct Section {
    std::int32_t pages = 1;
    std::shared_ptr<const Head> head;        // on its first page
    std::shared_ptr<const Closing> closing;  // after its last block
    std::vector<Block> blocks;
    double slack_pt = 0;  // at least so much stays free on the last page
};

enum class Medium { text, scan };

struct Printed {
    std::string pdf;
    std::int32_t pages = 0;
    std::int32_t signature_page_index = 0;
    Box person_box;
    Box seal_box;
};

struct Imprint {
    std::string title;       // document information
    std::string created_at;  // RFC 3339
    Medium medium = Medium::text;
    std::string seal_text;  // a scan shows the stamped paper
};

// Same input, same bytes. Errors: internal (a section has too much or too little text for its pages; cairo refused).
Result<Printed> print_sections(const std::vector<Section>& sections, const Imprint& imprint);

}  // namespace chamber::demo
