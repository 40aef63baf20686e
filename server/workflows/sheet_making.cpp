#include "server/workflows/sheet_making.hpp"

#include "protocol/sheet_rules.hpp"
#include "server/sheets/comments_sheet.hpp"
#include "server/sheets/minutes_sheet.hpp"
#include "server/sheets/report_sheet.hpp"
#include "server/sheets/roll_sheet.hpp"
#include "server/sheets/templates.hpp"
#include "storage/files/templates.hpp"
#include "storage/minutes/facts.hpp"

#include <algorithm>

namespace chamber::workflow {
namespace {

using storage::KeptMinutes;
using storage::MinutesFacts;
using storage::SessionFile;

const KeptMinutes* kept_of(const SessionFile& file, const SheetOrder& order)
{
    const auto found = std::ranges::find_if(
        file.minutes, [&](const KeptMinutes& one) { return one.minutes.sitting == order.sitting; });
    return found == file.minutes.end() ? nullptr : &*found;
}

bool is_of_minutes(SheetKind kind)
{
    return kind == SheetKind::minutes || kind == SheetKind::minutes_facts || kind == SheetKind::result_notice;
}

// As one line of JSON: what was frozen, byte for byte.
Result<std::string> facts_text(const SessionFile& file, const SheetOrder& order)
{
    const auto* kept = kept_of(file, order);
    if (is_of_minutes(order.kind) && kept != nullptr && !kept->facts.empty()) return kept->facts;
    const auto facts = storage::minutes_facts(file, order.sitting);
    if (!facts) return facts.error();
    return storage::facts_json(*facts);
}

std::string_view stem_of(SheetKind kind)
{
    switch (kind) {
    case SheetKind::minutes: return "bien-ban";
    case SheetKind::minutes_facts: return "so-lieu-bien-ban";
    case SheetKind::result_notice: return "thong-bao-ket-qua";
    case SheetKind::roll: return "diem-danh";
    case SheetKind::comments: return "tong-hop-gop-y";
    case SheetKind::report: break;
    }
    return "bao-cao";
}

std::string_view content_type_of(SheetFormat format)
{
    switch (format) {
    case SheetFormat::pdf: return "application/pdf";
    case SheetFormat::docx: return "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
    case SheetFormat::xlsx: return "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    case SheetFormat::csv: return "text/csv; charset=utf-8";
    case SheetFormat::json: break;
    }
    return "application/json";
}

std::optional<sheets::TemplateKind> template_of(SheetKind kind)
{
    if (kind == SheetKind::minutes) return sheets::TemplateKind::minutes;
    if (kind == SheetKind::result_notice) return sheets::TemplateKind::result_notice;
    if (kind == SheetKind::comments) return sheets::TemplateKind::comments;
    return std::nullopt;
}

// What is put together for one sheet.
struct Matter {
    MinutesFacts facts;
    std::vector<MinutesPart> prose;
    sheets::Hints hints = sheets::Hints::keep;  // dropped once the minutes are frozen
};

Result<std::string> bytes_of(const SheetOrder& order, const Matter& matter, const std::string& template_bytes)
{
    const auto& [facts, prose, hints] = matter;
    const bool word = order.format == SheetFormat::docx;
    switch (order.kind) {
    case SheetKind::minutes:
        return word ? sheets::minutes_docx(facts, prose, template_bytes, hints) : sheets::minutes_pdf(facts, prose);
    case SheetKind::result_notice:
        return word ? sheets::notice_docx(facts, prose, template_bytes) : sheets::notice_pdf(facts, prose);
    case SheetKind::roll:
        if (order.format == SheetFormat::pdf) return sheets::roll_pdf(facts);
        if (order.format == SheetFormat::xlsx) return sheets::roll_xlsx(facts);
        return sheets::roll_csv(facts);
    case SheetKind::comments:
        if (word) return sheets::comments_docx(facts, template_bytes);
        return sheets::comments_csv(facts);
    case SheetKind::minutes_facts:
    case SheetKind::report: break;
    }
    return fail(ErrorCode::unknown_value, {}, "/kind");
}

Result<std::string> made(const SessionFile& file, const storage::DataDirectory& directory, const SheetOrder& order)
{
    auto text = facts_text(file, order);
    if (!text || order.kind == SheetKind::minutes_facts) return text;
    auto facts = storage::parse_facts(*text);
    if (!facts) return facts.error();
    std::string own;
    const auto wanted = template_of(order.kind);
    if (wanted && order.format == SheetFormat::docx) {
        auto read = storage::read_template(directory, sheets::template_file_name(*wanted));
        if (!read) return read.error();
        own = std::move(*read);
    }
    Matter matter{std::move(*facts), {}, sheets::Hints::keep};
    if (const auto* kept = kept_of(file, order)) {
        matter.prose = kept->minutes.parts;
        if (!kept->facts.empty()) matter.hints = sheets::Hints::drop;
    }
    return bytes_of(order, matter, own);
}

}  // namespace

Result<storage::SessionFile> read_sheet(storage::Store& store, const SheetOrder& order)
{
    return store.session_record(order.session);
}

Result<MadeSheet> make_sheet(const SessionFile& file, const storage::DataDirectory& directory, const SheetOrder& order)
{
    if (!comes_in(order.kind, order.format)) return fail(ErrorCode::unknown_value, {}, "/format");
    auto bytes = made(file, directory, order);
    if (!bytes) return bytes.error();
    if (bytes->size() > sheet_bytes_max) return fail(ErrorCode::too_large, std::to_string(bytes->size()) + " bytes");
    const auto& of = order.sitting ? order.sitting->value : order.session.value;
    return MadeSheet{std::move(*bytes),
                     std::string(stem_of(order.kind)) + "_" + of + "." + std::string(extension_of(order.format)),
                     std::string(content_type_of(order.format))};
}

Result<storage::YearReport> read_report(storage::Store& store, const MakeSheet& ask, UtcMs now)
{
    if (!ask.year) return fail(ErrorCode::missing_field, {}, "/year");
    return sheets::read_report(store, *ask.year, ask.as_of, now);
}

Result<MadeSheet> make_report(const storage::YearReport& report, SheetFormat format)
{
    auto bytes = sheets::report_file(report, format);
    if (!bytes) return bytes.error();
    if (bytes->size() > sheet_bytes_max) return fail(ErrorCode::too_large, std::to_string(bytes->size()) + " bytes");
    return MadeSheet{std::move(*bytes), sheets::report_file_name(report.span, format),
                     std::string(content_type_of(format))};
}

Result<std::vector<storage::PrintedMinutes>> print_minutes(const SessionFile& file)
{
    std::vector<storage::PrintedMinutes> printed;
    for (const auto& kept : file.minutes) {
        if (kept.facts.empty()) continue;
        const auto facts = storage::parse_facts(kept.facts);
        if (!facts) return facts.error();
        auto word = sheets::minutes_docx(*facts, kept.minutes.parts, {}, sheets::Hints::drop);
        if (!word) return word.error();
        auto pdf = sheets::minutes_pdf(*facts, kept.minutes.parts);
        if (!pdf) return pdf.error();
        printed.push_back({kept.minutes.id, std::move(*word), std::move(*pdf)});
    }
    return printed;
}

}  // namespace chamber::workflow
