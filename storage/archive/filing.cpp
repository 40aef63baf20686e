#include "storage/archive/filing.hpp"

#include "protocol/calendar.hpp"
#include "storage/archive/rules.hpp"
#include "storage/text/ascii_name.hpp"

#include <algorithm>
#include <limits>
#include <map>
#include <tuple>

namespace chamber::storage {
namespace {

constexpr std::size_t number_chars_max = 30;
constexpr std::size_t subject_chars_max = 50;

std::string folder_name(const SessionFile& file, ArchiveKind kind)
{
    const auto closing = is_day(file.session.end_on) ? file.session.end_on : std::string("khong-ro-ngay");
    return "HS_" + ascii_name(file.council.organ_id, 20) + "_K" + ascii_name(term_number(file.council.term_name), 8) +
           "-KH" + std::to_string(file.session.number) + "_" + closing +
           (kind == ArchiveKind::draft ? "_ban-nhap" : "");
}

// `document_of`: the Document of an element.
template <class Element, class Of>
std::vector<const Element*> in_reading_order(const SessionFile& file, const std::vector<Element>& elements,
                                             Of document_of)
{
    std::map<AgendaItemId, std::int32_t> places;
    for (const auto& item : file.agenda) places[item.id] = item.position;
    const auto place = [&](const Document& document) {
        const auto found = places.find(document.agenda_item);
        return found == places.end() ? std::numeric_limits<std::int32_t>::max() : found->second;
    };
    const auto key = [&](const Element* one) {
        const Document& document = document_of(*one);
        return std::tuple(place(document), document.agenda_item, document.position, document.id);
    };
    std::vector<const Element*> sorted;
    for (const auto& one : elements) sorted.push_back(&one);
    std::ranges::sort(sorted, [&](const Element* a, const Element* b) { return key(a) < key(b); });
    return sorted;
}

// "003", "TH01".
std::string numbered(std::string_view prefix, std::size_t width, std::int32_t ordinal)
{
    const auto digits = std::to_string(ordinal);
    return std::string(prefix) + std::string(digits.size() < width ? width - digits.size() : 0, '0') + digits;
}

std::string notation(const Document& document)
{
    if (!document.full_number.empty()) return ascii_name(document.full_number, number_chars_max);
    const std::string kind = document.type_code.empty() ? "" : "-" + document.type_code;
    return ascii_name((document.draft ? "DU-THAO" : "KHONG-SO") + kind, number_chars_max);
}

const SignatureReport* report_of(const SessionFile& file, const Document& document, const Revision& revision)
{
    const auto belongs = [&](const Report& report) {
        return report.document == document.id && report.revision == revision.n;
    };
    const auto found = std::ranges::find_if(file.reports, belongs);
    return found == file.reports.end() ? nullptr : &found->report;
}

struct Place {
    std::int32_t ordinal = 0;
    std::string tag;
    const Withdrawal* withdrawal = nullptr;
};

void file_document(const SessionFile& file, const Document& document, const Place& place,
                   std::vector<FiledRevision>& into)
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
        filed.ordinal = place.ordinal;
        filed.withdrawal = place.withdrawal;
        filed.newest = revision == revisions.back();
        filed.tag = place.tag + (filed.newest ? "" : ".r" + std::to_string(revision->n));
        const auto subject = lower_ascii(ascii_name(document.title, subject_chars_max));
        filed.path = "data/03-tai-lieu/" + filed.tag + "_" + notation(document) + "_" + subject + ".pdf";
        MUST(is_archive_path(filed.path));
        into.push_back(std::move(filed));
    }
}

}  // namespace

std::string Filing::made_on() const
{
    constexpr std::int64_t ahead_ms = 7 * 3'600'000;  // Vietnam's clock
    const auto at = parse_utc(made_at);
    return at.value == 0 ? std::string() : format_utc(UtcMs{at.value + ahead_ms}).substr(0, 10);
}

Filing file_documents(const SessionFile& file, ArchiveKind kind)
{
    Filing filing;
    filing.kind = kind;
    filing.folder = folder_name(file, kind);
    std::vector<std::string> days{file.session.start_on, file.session.end_on};
    for (const auto* document :
         in_reading_order(file, file.documents, [](const Document& one) -> const Document& { return one; })) {
        days.push_back(document->issued_on);
        if (document->revisions.empty()) continue;
        ++filing.documents;
        file_document(file, *document, {filing.documents, numbered("", 3, filing.documents), nullptr},
                      filing.revisions);
    }
    std::int32_t ordinal = 0;
    for (const auto* one : in_reading_order(file, file.withdrawn,
                                            [](const WithdrawnDocument& w) -> const Document& { return w.document; })) {
        const auto tag = numbered("TH", 2, ++ordinal);
        filing.withdrawn.push_back({one, tag});
        file_document(file, one->document, {ordinal, tag, &one->word}, filing.revisions);
    }
    std::erase_if(days, [](const std::string& day) { return !is_day(day); });
    // ISO days compare as text.
    if (!days.empty()) {
        filing.first_day = *std::ranges::min_element(days);
        filing.last_day = *std::ranges::max_element(days);
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
