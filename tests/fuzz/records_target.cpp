// What the parent makes of its child's words, when the child is in a forger's hands.
//
// Input: the digit 0 and all the output of a run, or 1 and the body of one report record. Oracle: what is accepted
// keeps the bounds that the rest of the server relies on, and a report's body has one form only.
#include "protocol/document.hpp"
#include "protocol/limits.hpp"
#include "server/inspect/output_reader.hpp"
#include "server/inspect/records.hpp"
#include "tests/fuzz/target.hpp"

#include <cmath>

namespace chamber::fuzz {
namespace {

void check_bounds(const Inspection& heard)
{
    forbid(heard.page_sizes.size() > limits::document_pages_max, "more pages than a document may have");
    for (const auto& size : heard.page_sizes)
        forbid(!std::isfinite(size.width_pt) || !(size.width_pt > 0) || !std::isfinite(size.height_pt) ||
                   !(size.height_pt > 0),
               "a page without a size");
    forbid(heard.page_text.size() > heard.page_sizes.size(), "more texts than pages");
    forbid(heard.looks.size() > heard.page_sizes.size(), "more looks than pages");
    forbid(heard.words.size() > page_words_max, "more words than are read");
    for (const PageWord& word : heard.words)
        forbid(!std::isfinite(word.left) || !std::isfinite(word.top) || word.text.size() > page_word_bytes_max,
               "a word that is nowhere");
    forbid(heard.preview_ends.size() > heard.page_sizes.size() || heard.preview_ends.size() > limits::preview_pages_max,
           "more previews than pages");
    std::uint32_t last = 0;
    for (const std::uint32_t end : heard.preview_ends) {
        forbid(end <= last || end > heard.preview.size(), "a preview outside the bytes");
        last = end;
    }
}

void hear(std::string_view output)
{
    const auto heard = inspect::read_records(output);
    if (heard) check_bounds(heard->inspection);
}

void read_report(std::string_view body)
{
    SignatureReport report;
    if (!inspect::decode_record_body(body, report)) return;
    forbid(inspect::encode_record_body(report) != body, "two forms of one report");
}

std::string record(inspect::RecordType type, const std::string& body)
{
    std::string bytes;
    for (const auto number : {static_cast<std::uint32_t>(type), static_cast<std::uint32_t>(body.size())})
        for (int i = 0; i < 4; ++i) bytes += static_cast<char>(number >> (8 * i));
    return bytes + body;
}

}  // namespace

void run_records(std::string_view input)
{
    if (input.empty()) return;
    if (input[0] == '1')
        read_report(input.substr(1));
    else
        hear(input.substr(1));
}

std::vector<std::string> records_seeds()
{
    using inspect::RecordType;
    SignatureReport report;
    report.changes.push_back({"Sau khi ký có thêm chú thích", 1, 4'096, true});
    report.reasons = {"Một lý do"};
    SignatureFinding finding;
    finding.field = "Signature1";
    finding.byte_range = {0, 10, 20, 30};
    report.signatures = {finding};
    const std::string body = inspect::encode_record_body(report);
    const std::string page =
        record(RecordType::page, inspect::encode_record_body(PageSize{595, 842})) + record(RecordType::text, "Điều 1");
    const std::string preview = record(RecordType::preview, "\xFF\xD8\xFF\xE0");
    const std::string failure =
        record(RecordType::failure, inspect::encode_record_body(inspect::Failure{"not_pdf", "x"}));
    return {"0" + record(RecordType::report, body) + page + page + preview + record(RecordType::done, {}),
            "0" + record(RecordType::report, body) + failure, "0" + record(RecordType::done, {}), "1" + body,
            "1" + inspect::encode_record_body(SignatureReport{})};
}

}  // namespace chamber::fuzz
