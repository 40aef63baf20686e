// Documents, attendance, annotations and tablets; then every name is looked up, so that nobody behind this door meets a
// stranger.
#include "admin-cli/import/session_records.hpp"

#include "protocol/world.hpp"

#include <algorithm>
#include <set>

namespace chamber::admin {
namespace {

ListedRevision read_revision(const Node& node)
{
    node.only({"no", "published_at", "pages", "reason"});
    ListedRevision result;
    result.n = node.at("no").count();
    result.published_at = node.at("published_at").time();
    result.pages = node.at("pages").count();
    result.reason = maybe_text(node, "reason");
    if (result.pages == 0) node.at("pages").fault(ErrorCode::out_of_range, "một bản có ít nhất một trang");
    if (result.n > 1 && !result.reason) node.at("reason").fault(ErrorCode::reason_required, "bản sau phải ghi lý do");
    return result;
}

ListedDocument read_document(const Node& node)
{
    node.only({"id",
               "agenda_item_id",
               "doc_type",
               "type_name",
               "number",
               "notation",
               "full_number",
               "issued_on",
               "place",
               "issuer",
               "subject",
               "pages",
               "draft",
               "audience",
               "late",
               "demo_signature_case",
               "digitally_signed",
               "expected_signatures",
               "revisions",
               "current_revision"});
    ListedDocument result;
    result.id = node.at("id").id<DocumentId>();
    DocumentFields& fields = result.fields;
    fields.agenda_item = node.at("agenda_item_id").id<AgendaItemId>();
    fields.title = node.at("subject").text();
    fields.type_code = node.at("doc_type").text();
    fields.type_name = node.at("type_name").text();
    fields.full_number = maybe_text(node, "full_number").value_or("");
    if (const auto issued = node.maybe("issued_on")) fields.issued_on = issued->date();
    fields.place = node.at("place").text();
    fields.issuer = node.at("issuer").text();
    fields.draft = node.at("draft").flag();
    fields.late = node.at("late").flag();
    fields.audience =
        node.at("audience").word<Audience>({{"all", Audience::everyone}, {"delegates_only", Audience::delegates_only}});
    result.notation = maybe_text(node, "notation").value_or("");
    if (const auto signature = node.maybe("demo_signature_case")) {
        result.signature = signature->word<SignatureCase>({{"valid_2", SignatureCase::valid_2},
                                                           {"valid_org_only", SignatureCase::valid_org_only},
                                                           {"valid_expired_cert", SignatureCase::valid_expired_cert},
                                                           {"draft_unsigned", SignatureCase::draft_unsigned},
                                                           {"unsigned_scan", SignatureCase::unsigned_scan}});
    }
    fields.scan = result.signature == SignatureCase::unsigned_scan;
    const auto revisions = node.at("revisions").items();
    for (const Node& revision : revisions) {
        result.revisions.push_back(read_revision(revision));
        if (result.revisions.back().n != static_cast<std::int32_t>(result.revisions.size())) {
            revision.at("no").fault(ErrorCode::out_of_range, "các bản phải đánh số liên tục từ 1");
        }
    }
    const bool whole = !result.revisions.empty() && node.at("current_revision").count() == result.revisions.back().n;
    if (!whole) node.at("current_revision").fault(ErrorCode::out_of_range, "phải là số của bản cuối cùng");
    if (whole && node.at("pages").count() != result.revisions.back().pages)
        node.at("pages").fault(ErrorCode::out_of_range, "không phải số trang của bản cuối cùng");
    return result;
}

Attendance read_attendance(const Node& node, SessionImport& import)
{
    node.only({"sitting_id", "person_id", "status", "excused", "reason", "intervals", "method"});
    Attendance result;
    result.sitting = node.at("sitting_id").id<SittingId>();
    result.person = node.at("person_id").id<PersonId>();
    result.id = result.sitting.value + "/" + result.person.value;
    const bool present = node.at("status").word<bool>({{"có mặt", true}, {"vắng", false}});
    if (const auto excused = node.maybe("excused")) result.excused = excused->flag();
    if (auto reason = maybe_text(node, "reason"))
        import.absence_reasons.push_back(AbsenceReason{result.id, std::move(*reason)});
    AttendanceInterval interval;
    interval.by = result.person;
    if (const auto method = node.maybe("method")) {
        interval.method = method->word<AttendanceMethod>({{"tự điểm danh trên máy tính bảng", AttendanceMethod::self},
                                                          {"thư ký ghi", AttendanceMethod::recorded},
                                                          {"nhập sau", AttendanceMethod::entered_later}});
        if (interval.method != AttendanceMethod::self && !import.session.secretaries.empty())
            interval.by = import.session.secretaries.front();
    }
    const auto intervals = node.at("intervals").items();
    for (const Node& pair : intervals) {
        const auto ends = pair.items();
        if (ends.size() != 2) {
            pair.fault(ErrorCode::wrong_type, "mỗi lần có mặt ghi [giờ vào, giờ ra]");
            break;
        }
        interval.in_at = ends[0].time();
        interval.out_at = ends[1].time();
        const bool ordered = interval.in_at < *interval.out_at &&
                             (result.intervals.empty() || *result.intervals.back().out_at <= interval.in_at);
        if (!ordered) pair.fault(ErrorCode::out_of_range, "giờ ra phải sau giờ vào, và các lần phải nối tiếp nhau");
        result.intervals.push_back(interval);
    }
    if (present == result.intervals.empty())
        node.at("intervals")
            .fault(ErrorCode::out_of_range, "có mặt phải có ít nhất một lần vào ra, vắng thì để danh sách trống");
    // Who stayed to the end of a sitting did not leave it.
    const auto sitting = std::find_if(import.sittings.begin(), import.sittings.end(),
                                      [&](const Sitting& s) { return s.id == result.sitting; });
    result.status = present ? AttendanceStatus::present : AttendanceStatus::absent;
    if (present && sitting != import.sittings.end() && !result.intervals.empty() &&
        *result.intervals.back().out_at < sitting->end_at) {
        result.status = AttendanceStatus::left;
    }
    return result;
}

std::vector<double> numbers(const Node& node)
{
    std::vector<double> result;
    for (const Node& item : node.items()) result.push_back(item.number());
    return result;
}

void read_shape(const Node& node, Annotation& annotation)
{
    annotation.kind = node.at("kind").word<AnnotationKind>(
        {{"ink", AnnotationKind::ink}, {"highlight", AnnotationKind::highlight}, {"text", AnnotationKind::text}});
    if (annotation.kind == AnnotationKind::ink) {
        for (const Node& gesture : node.at("gestures").items()) {
            Stroke stroke;
            for (const Node& point : gesture.items()) {
                const auto xy = numbers(point);
                if (xy.size() != 2) return point.fault(ErrorCode::wrong_type, "mỗi điểm ghi [x, y]");
                stroke.points.insert(stroke.points.end(), {xy[0], xy[1], 0.5});  // the file has no pressure: the middle
            }
            annotation.strokes.push_back(std::move(stroke));
        }
    } else if (annotation.kind == AnnotationKind::highlight) {
        annotation.colour = "#ffd54a";
        annotation.opacity = 0.4;
        for (const Node& quad : node.at("quads").items()) {
            const auto corners = numbers(quad);
            annotation.quads.insert(annotation.quads.end(), corners.begin(), corners.end());
        }
    } else {
        annotation.rect = numbers(node.at("rect"));
    }
}

Annotation read_annotation(const Node& node, const SessionFile& session)
{
    node.only({"id", "document_id", "revision", "page", "kind", "author_id", "visibility", "group_id", "quads",
               "gestures", "rect", "text", "secretary_ack"});
    Annotation result;
    result.id = node.at("id").id<AnnotationId>();
    result.author = node.at("author_id").id<PersonId>();
    result.document = node.at("document_id").id<DocumentId>();
    const std::int32_t n = node.at("revision").count();
    result.revision_sha256 = "revision:" + std::to_string(n);
    const std::int32_t page_number = node.at("page").count();
    result.page_index = page_number - 1;
    result.visibility = node.at("visibility")
                            .word<Visibility>({{"riêng tư", Visibility::private_note},
                                               {"nhóm", Visibility::group},
                                               {"góp ý chính thức", Visibility::official},
                                               {"công bố", Visibility::published}});
    if (result.visibility == Visibility::group) result.group = node.at("group_id").id<GroupId>();
    read_shape(node, result);
    result.text = maybe_text(node, "text").value_or("");
    // The file does not say when it was written: not before the session opened.
    const auto& sittings = session.import.sittings;
    result.created_at =
        sittings.empty() ? session.import.session.start_on + "T00:00:00+07:00" : sittings.front().start_at;
    if (const auto ack = node.maybe("secretary_ack")) {
        ack->only({"by", "at"});
        result.acknowledged_by = ack->at("by").id<PersonId>();
        result.acknowledged_at = ack->at("at").time();
    }
    const auto document = std::find_if(session.documents.begin(), session.documents.end(),
                                       [&](const ListedDocument& d) { return d.id == result.document; });
    if (document == session.documents.end()) {
        node.at("document_id")
            .fault(ErrorCode::document_unknown, "không có tài liệu nào mang mã “" + result.document.value + "”");
    } else if (n < 1 || static_cast<std::size_t>(n) > document->revisions.size()) {
        node.at("revision").fault(ErrorCode::revision_unknown, "tài liệu không có bản " + std::to_string(n));
    } else if (page_number < 1 || page_number > document->revisions[static_cast<std::size_t>(n) - 1].pages) {
        node.at("page").fault(ErrorCode::out_of_range, "tài liệu không có trang " + std::to_string(page_number));
    }
    return result;
}

std::vector<SeatedDevice> read_devices(const Node& root)
{
    std::vector<SeatedDevice> result;
    for (const Node& node : root.at("devices").items()) {
        node.only({"id", "kind", "assigned_to", "status"});
        if (const auto person = maybe_id<PersonId>(node, "assigned_to"))
            result.push_back({node.at("id").text(), *person});
    }
    return result;
}

// Whether names are given once and known where they are used.
class Names {
public:
    Names(const Node& root, std::initializer_list<std::string_view> lists, ErrorCode unknown) : unknown_(unknown)
    {
        for (const std::string_view list : lists) {
            for (const Node& node : root.at(list).items()) {
                const Node id = node.at("id");
                if (!known_.insert(id.text()).second)
                    id.fault(ErrorCode::already_exists, "mã “" + id.text() + "” viết hai lần");
            }
        }
    }

    void want(const Node& node) const
    {
        const std::string name = node.text();
        if (!name.empty() && !known_.contains(name)) node.fault(unknown_, "không có mục nào mang mã “" + name + "”");
    }

    void want_at(const Node& root, std::string_view list, std::string_view key) const
    {
        for (const Node& node : root.at(list).items()) {
            if (const auto found = node.maybe(key)) want(*found);
        }
    }

    void want_all(const Node& list) const
    {
        for (const Node& node : list.items()) want(node);
    }

private:
    std::set<std::string> known_;
    ErrorCode unknown_;
};

void check_names(const Node& root)
{
    const Names people(root, {"delegates", "guests", "staff"}, ErrorCode::person_unknown);
    const Names presenters(root, {"delegates", "guests", "staff", "groups", "committees"}, ErrorCode::person_unknown);
    const Names groups(root, {"groups", "committees"}, ErrorCode::unknown_value);
    const Names sittings(root, {"sittings"}, ErrorCode::sitting_unknown);
    const Names items(root, {"agenda"}, ErrorCode::item_unknown);
    const Names documents(root, {"documents"}, ErrorCode::document_unknown);
    const Names annotations(root, {"annotations"}, ErrorCode::annotation_unknown);
    people.want_all(root.at("session").at("presiding_ids"));
    people.want_all(root.at("session").at("secretary_ids"));
    for (const Node& group : root.at("groups").items()) people.want_all(group.at("member_ids"));
    for (const std::string_view key : {"leader_id", "deputy_id"}) people.want_at(root, "groups", key);
    people.want_at(root, "committees", "head_id");
    people.want_at(root, "attendance", "person_id");
    people.want_at(root, "annotations", "author_id");
    people.want_at(root, "devices", "assigned_to");
    groups.want_at(root, "delegates", "group_id");
    groups.want_at(root, "delegates", "committee_id");
    groups.want_at(root, "annotations", "group_id");
    sittings.want_at(root, "agenda", "sitting_id");
    sittings.want_at(root, "attendance", "sitting_id");
    presenters.want_at(root, "agenda", "presenter_id");
    items.want_at(root, "documents", "agenda_item_id");
    for (const Node& item : root.at("agenda").items()) documents.want_all(item.at("document_ids"));
}

}  // namespace

void read_records(const Node& root, SessionFile& session)
{
    SessionImport& import = session.import;
    for (const Node& node : root.at("documents").items()) session.documents.push_back(read_document(node));
    for (std::size_t i = 0; i < session.documents.size(); ++i) {
        session.documents[i].fields.session = import.session.id;
        session.documents[i].fields.position = static_cast<std::int32_t>(i);
    }
    for (const Node& node : root.at("attendance").items()) import.attendance.push_back(read_attendance(node, import));
    for (const Node& node : root.at("annotations").items())
        import.annotations.push_back(read_annotation(node, session));
    session.devices = read_devices(root);
    root.at("archive").only({"FileCode", "OrganId", "FileCatalog", "FileNotation", "Title", "Maintenance", "Rights",
                             "Language", "StartDate", "EndDate", "TotalDoc"});
    check_names(root);
}

}  // namespace chamber::admin
