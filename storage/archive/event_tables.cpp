#include "storage/archive/event_tables.hpp"

#include "protocol/sealing.hpp"
#include "storage/text/csv.hpp"

#include <algorithm>
#include <map>
#include <string>
#include <vector>

namespace chamber::storage {
namespace {

using Event = ArchiveEvent;

constexpr auto our_office = "Văn phòng";
constexpr auto ourselves = "Nghị Trường";

// Which file took whose place, and why.
void add_replacements(const Filing& filing, std::vector<Event>& events)
{
    const FiledRevision* before = nullptr;
    for (const auto& filed : filing.revisions) {
        const bool same = before != nullptr && before->document == filed.document;
        if (same) {
            const auto reason = filed.revision->reason.value_or("");
            events.push_back({filed.revision->published_at.value_or(filed.revision->added_at), "replacement",
                              our_office, before->path,
                              "Thay bằng " + filed.path + (reason.empty() ? "" : "; lý do: " + reason)});
        }
        before = &filed;
    }
}

// What the builder itself does: it reads every document against its digest, or there is no bag.
void add_packing(const SessionFile& file, const Filing& filing, std::vector<Event>& events)
{
    const std::string office = std::string(our_office) + ", " + file.council.name;
    events.push_back({filing.made_at, "fixity check", ourselves, "data/03-tai-lieu",
                      "Đọc lại mọi tệp khi đóng gói: khớp mã băm SHA-256 lúc tiếp nhận", AgentKind::software});
    events.push_back({filing.made_at, "information package creation", office, filing.folder,
                      filing.draft() ? "Lập bản nháp, không niêm phong" : "Đóng gói và niêm phong"});
    if (!filing.draft())
        events.push_back({filing.made_at, "digital signature generation", office, "tagmanifest-sha256.txt",
                          "Niêm phong bằng chữ ký số: " + std::string(seal_path)});
}

}  // namespace

std::vector<ArchiveEvent> archive_events(const SessionFile& file, const Filing& filing)
{
    std::vector<Event> events;
    for (const auto& filed : filing.revisions) {
        const auto& revision = *filed.revision;
        events.push_back(
            {revision.added_at, "capture", our_office, filed.path, revision.reason.value_or("Tiếp nhận tài liệu")});
        events.push_back({revision.added_at, "message digest calculation", ourselves, filed.path,
                          "SHA-256 " + revision.sha256, AgentKind::software});
        if (revision.published_at)
            events.push_back({*revision.published_at, "dissemination", our_office, filed.path, "Gửi tới đại biểu"});
        if (filed.report != nullptr) {
            const auto& report = *filed.report;
            events.push_back({report.checked_at, "digital signature validation", report.engine, filed.path,
                              revision.verdict_sentence, AgentKind::software});
        }
        for (const auto* earlier : filed.earlier)
            events.push_back({earlier->report.checked_at, "digital signature validation", earlier->report.engine,
                              filed.path, verdict_sentence(earlier->report), AgentKind::software});
    }
    for (const auto& annotation : file.public_annotations) {
        if (!goes_into_archive(annotation) || !annotation.received_at) continue;
        events.push_back({*annotation.received_at, "capture", annotation.author.value, annotation.id.value,
                          "Tiếp nhận góp ý", AgentKind::person});
    }
    for (const auto& withdrawn : filing.withdrawn) {
        const auto& word = withdrawn.what->word;
        const auto by = word.by.empty() ? our_office : word.by.value;
        const auto kind = word.by.empty() ? AgentKind::organization : AgentKind::person;
        const auto object = word.id.value + " (" + withdrawn.tag + ")";
        events.push_back({word.withdrawn_at, "withdrawal", by, object, word.reason, kind});
        if (word.secret)
            events.push_back({word.withdrawn_at, "deletion", by, object, "Hủy tệp vì lý do bảo mật", kind});
    }
    add_replacements(filing, events);
    add_packing(file, filing, events);
    std::ranges::sort(events);
    return events;
}

std::string events_csv(const SessionFile& file, const Filing& filing)
{
    Csv csv({"EventDateTime", "EventType", "Agent", "Object", "EventOutcome"});
    for (const auto& event : archive_events(file, filing))
        csv.row({event.at, event.kind, event.agent, event.object, event.outcome});
    return csv.text();
}

std::string amendments_csv(const SessionFile& file)
{
    std::map<PersonId, std::string> names;
    for (const auto& person : file.people) names[person.id] = person.name;
    auto amended = file.amendments;
    std::ranges::sort(amended, {}, &Amendments::id);
    Csv csv({"DoiTuong", "ThoiDiem", "NguoiSua", "TenNguoiSua", "Truong", "GiaTriCu", "GiaTriMoi", "LyDo"});
    for (const auto& one : amended)
        for (const auto& entry : one.entries)
            csv.row({one.id, entry.at, entry.by.value, names.contains(entry.by) ? names.at(entry.by) : "", entry.field,
                     entry.before, entry.after, entry.reason});
    return csv.text();
}

}  // namespace chamber::storage
