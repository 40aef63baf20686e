#include "storage/archive/filing.hpp"

#include "protocol/calendar.hpp"
#include "storage/archive/naming.hpp"
#include "storage/archive/rules.hpp"

#include <algorithm>
#include <cstdio>
#include <limits>
#include <map>
#include <tuple>

namespace chamber::storage {
namespace {

constexpr std::size_t number_chars_max = 30;
constexpr std::size_t subject_chars_max = 50;

std::string folder_name(const SessionFile& file)
{
    const auto closing = is_day(file.session.end_on) ? file.session.end_on : std::string("khong-ro-ngay");
    return "HS_" + ascii_name(file.council.organ_id, 20) + "_K" + ascii_name(term_number(file.council.term_name), 8) + "-KH" +
           std::to_string(file.session.number) + "_" + closing;
}

std::vector<const Document*> in_reading_order(const SessionFile& file)
{
    std::map<AgendaItemId, std::int32_t> places;
    for (const auto& item : file.agenda) places[item.id] = item.position;
    const auto place = [&](const Document& document) {
        const auto found = places.find(document.agenda_item);
        return found == places.end() ? std::numeric_limits<std::int32_t>::max() : found->second;
    };
    std::vector<const Document*> documents;
    for (const auto& document : file.documents) documents.push_back(&document);
    std::ranges::sort(documents, [&](const Document* a, const Document* b) {
        return std::tuple(place(*a), a->agenda_item, a->position, a->id) < std::tuple(place(*b), b->agenda_item, b->position, b->id);
    });
    return documents;
}

std::string numbered(std::int32_t ordinal)
{
    char text[16];
    std::snprintf(text, sizeof text, "%03d", ordinal);
    return text;
}

std::string notation(const Document& document)
{
    if (!document.full_number.empty()) return ascii_name(document.full_number, number_chars_max);
    const std::string kind = document.type_code.empty() ? "" : "-" + document.type_code;
    return ascii_name((document.draft ? "DU-THAO" : "KHONG-SO") + kind, number_chars_max);
}

const SignatureReport* report_of(const SessionFile& file, const Document& document, const Revision& revision)
{
    const auto belongs = [&](const Report& report) { return report.document == document.id && report.revision == revision.n; };
    const auto found = std::ranges::find_if(file.reports, belongs);
    return found == file.reports.end() ? nullptr : &found->report;
}

void file_document(const SessionFile& file, const Document& document, std::int32_t ordinal, std::vector<FiledRevision>& into)
{
    std::vector<const Revision*> revisions;
    for (const auto& revision : document.revisions) revisions.push_back(&revision);
    std::ranges::sort(revisions, {}, &Revision::n);
    for (const auto* revision : revisions) {
        FiledRevision filed;
        filed.document = &document;
        filed.revision = revision;
        filed.report = report_of(file, document, *revision);
        for (const auto& earlier : file.earlier_reports)
            if (earlier.document == document.id && earlier.revision == revision->n) filed.earlier.push_back(&earlier);
        std::ranges::sort(filed.earlier, {}, &EarlierReport::k);
        filed.ordinal = ordinal;
        filed.current = revision == revisions.back();
        filed.tag = numbered(ordinal) + (filed.current ? "" : ".r" + std::to_string(revision->n));
        const auto subject = lower_ascii(ascii_name(document.title, subject_chars_max));
        filed.path = "data/03-tai-lieu/" + filed.tag + "_" + notation(document) + "_" + subject + ".pdf";
        MUST(is_archive_path(filed.path));
        into.push_back(std::move(filed));
    }
}

}  // namespace

Filing file_documents(const SessionFile& file)
{
    Filing filing;
    filing.folder = folder_name(file);
    for (const auto* document : in_reading_order(file)) {
        if (!document->revisions.empty()) file_document(file, *document, ++filing.documents, filing.revisions);
    }
    std::vector<std::string> days;
    for (const auto& day : {file.session.start_on, file.session.end_on}) {
        if (is_day(day)) days.push_back(day);
    }
    for (const auto& document : file.documents) {
        if (is_day(document.issued_on)) days.push_back(document.issued_on);
    }
    // ISO days compare as text.
    if (!days.empty()) {
        filing.first_day = *std::ranges::min_element(days);
        filing.day = *std::ranges::max_element(days);
    }
    return filing;
}

const FiledRevision* find_revision(const Filing& filing, const DocumentId& document, std::string_view sha256)
{
    for (const auto& filed : filing.revisions) {
        if (filed.document->id == document && filed.revision->sha256 == sha256) return &filed;
    }
    return nullptr;
}

}  // namespace chamber::storage
