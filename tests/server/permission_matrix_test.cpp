// Every message, said by everybody, about things in every state: who is answered with what. A message that stands in no
// row fails.
#include "tests/server/room_world.hpp"

#include <boost/mp11/algorithm.hpp>

#include <set>
#include <sstream>

namespace chamber::server::test {
namespace {

class Matrix;

struct Row {
    std::string name;
    std::function<FromDevice(Matrix&, const PersonId& self)> message;
    std::string done_by;                       // of `everybody`, separated by blanks
    std::string otherwise;                     // the code for the rest of those signed in
    std::map<std::string, std::string> but;    // who gets another code
    std::function<void(Matrix&)> before = {};  // the state of the object
    bool once = false;                         // what is done cannot be done again: later ones only must not be denied
};

void PrintTo(const Row& row, std::ostream* out)
{
    *out << row.name;
}

// How each of them is enrolled. "silent" says no hello, "pending" was not approved, on "approved" nobody is signed in.
constexpr std::pair<const char*, const char*> everybody[] = {
    {"silent", ""},    {"pending", ""},     {"approved", ""},      {"guest", "KM01"}, {"delegate", "DB02"},
    {"chair", "DB01"}, {"other", "DB03"},   {"secretary", "VP01"}, {"clerk", "VT01"}, {"archivist", "LT01"},
    {"admin", "QT02"}, {"auditor", "KT01"}, {"local", ""},
};

const std::string content = "guest delegate chair other secretary clerk archivist local";
const std::string closed_content = "delegate chair other secretary clerk archivist local";
const std::string staff = "secretary clerk local";
const std::string operations = "secretary clerk admin local";
const std::string offices = "secretary clerk archivist admin auditor";  // who sit at a desktop

bool among(const std::string& names, const std::string& name)
{
    std::istringstream words(names);
    std::string word;
    while (words >> word)
        if (word == name) return true;
    return false;
}

class Matrix : public RoomWorld, public testing::WithParamInterface<Row> {
public:
    Matrix()
    {
        open = upload("Mở");
        shut = upload("Kín", Audience::delegates_only);
        gone = upload("Rút");
        publish_all();
        gone_sha = sha_of(gone);
        EXPECT_TRUE(send(office, WithdrawDocument{gone, "Gửi nhầm"}).done);
        draft = upload("Dự thảo");
        for (const auto& [name, person] : everybody)
            if (std::string(name) != "silent" && std::string(name) != "pending" && std::string(name) != "local")
                approve(name, person, among(offices, name) ? DeviceKind::desktop : DeviceKind::tablet);
        EXPECT_TRUE(
            store->meet_device(DeviceId("pending"), TrustingIdentity::key_of("pending"), DeviceKind::tablet, "iPad")
                .has_value());
        code = *store->meet_device(DeviceId("new"), TrustingIdentity::key_of("new"), DeviceKind::tablet, "iPad")->code;
        write(annotation("DB02", "delegate", "private", Visibility::private_note));
        write(annotation("DB02", "delegate", "group", Visibility::group));
        write(annotation("DB02", "delegate", "official", Visibility::official));
        write(annotation("VP01", "secretary", "published", Visibility::published));
        settle();
    }
    std::string sha_of(const DocumentId& document) { return store->document(document)->revisions.back().sha256; }
    Annotation annotation(const std::string& person, const std::string& device, const std::string& counter,
                          Visibility visibility)
    {
        Viewer author;
        author.person = PersonId(person);
        author.device = DeviceId(device);
        Annotation made = note(author, counter, open, "Chữ");
        made.visibility = visibility;
        if (visibility == Visibility::group) made.group = GroupId("TO1");
        return made;
    }
    // A fresh annotation of this person on a document, which need not be there.
    FromDevice put(const PersonId& self, const DocumentId& document, const std::string& sha256,
                   Visibility visibility = Visibility::private_note)
    {
        Annotation made = annotation(self.value, "x", std::to_string(++drawn), visibility);
        made.document = document;
        made.revision_sha256 = sha256;
        return one(PutAnnotation{made, 0});
    }
    void seal() { seal_session(); }
    void keep_archive()
    {
        Archive sealed;
        sealed.id = ArchiveId("HS1");
        sealed.session = SessionId("KH13");
        sealed.file_name = "HS_1.zip";
        sealed.sha256 = std::string(64, 'a');
        ASSERT_TRUE(store->record_archive(sealed).has_value());
    }
    void plan_another()
    {
        SessionImport more = storage::test::small_session();
        more.session.id = SessionId("KH15");
        more.session.number = 15;
        more.session.state = SessionState::planned;
        more.sittings.front().id = SittingId("P2");
        more.sittings.front().session = more.session.id;
        more.agenda.clear();
        more.secrets.clear();
        const auto plan = store->plan_import(more);
        ASSERT_TRUE(plan.has_value());
        ASSERT_TRUE(store->import_session(more, plan->digest).has_value());
    }
    static FromDevice one(CommandBody body) { return Commands{{Command{0, std::move(body)}}}; }
    AnnotationId written(const std::string& which) const
    {
        return AnnotationId(which == "published" ? "VP01.secretary.published" : "DB02.delegate." + which);
    }

    DocumentId open, shut, draft, gone;
    std::string gone_sha, code;
    const std::string none_sha = std::string(64, 'e');
    int drawn = 0;

protected:
    void write(const Annotation& made)
    {
        const auto viewer = store->device(DeviceId(made.author.value == "VP01" ? "secretary" : "delegate"))->viewer;
        const auto applied = store->apply(*viewer, "setup" + made.id.value.substr(made.id.value.rfind('.') + 1),
                                          {Command{1, PutAnnotation{made, 0}}});
        ASSERT_TRUE(applied.has_value());
        ASSERT_TRUE(applied->outcomes.at(0).done)
            << applied->outcomes.at(0).code.value_or("") << " " << applied->outcomes.at(0).where.value_or("");
    }
    Caller caller_of(const std::string& name)
    {
        if (name == "silent") return call();
        if (name == "local") return hello("local", Door::local);
        return hello(name);
    }
    // "done", or the code of the refusal.
    std::string answer_to(const std::string& name, const PersonId& self)
    {
        Caller caller = caller_of(name);
        caller.line->told.clear();
        FromDevice message = GetParam().message(*this, self);
        if (auto* commands = std::get_if<Commands>(&message)) {
            const DeviceId device(name == "local" ? "local" : name);
            commands->items.front().number = store->last_command(device, caller.incarnation) + 1;
        }
        say(caller, message);
        std::string answer = "done";
        for (const ToDevice& told : caller.line->told) {
            if (const auto* refusal = std::get_if<Refusal>(&told)) answer = refusal->code;
            if (const auto* refused = std::get_if<FetchRefused>(&told)) answer = refused->code;
            if (const auto* receipts = std::get_if<Receipts>(&told))
                for (const CommandOutcome& outcome : receipts->outcomes)
                    if (!outcome.done) answer = *outcome.code;
        }
        caller.events.closed("end");
        return answer;
    }
    std::string expected(const std::string& name) const
    {
        const Row& row = GetParam();
        if (const auto found = row.but.find(name); found != row.but.end()) return found->second;
        if (name == "silent") return "out_of_order";
        if (name == "pending" || name == "approved") return "sign_in_required";
        return among(row.done_by, name) ? "done" : row.otherwise;
    }
};

TEST_P(Matrix, EverybodyIsAnsweredAsTheirRightsAre)
{
    const Row& row = GetParam();
    if (row.before) row.before(*this);
    settle();
    bool done = false;
    for (const auto& [name, person] : everybody) {
        const std::string wanted = expected(name);
        if (wanted == "*") continue;
        const std::string answer = answer_to(name, std::string(name) == "local" ? office.person : PersonId(person));
        if (row.once && done && wanted == "done") {
            EXPECT_NE(answer, row.otherwise) << row.name << " by " << name;
            EXPECT_NE(answer, "not_allowed") << row.name << " by " << name;
            continue;
        }
        EXPECT_EQ(answer, wanted) << row.name << " by " << name;
        done = done || answer == "done";
    }
}

#define SAYS(expression)                                                                                               \
    [](Matrix& w, const PersonId& self) -> FromDevice {                                                                \
        (void)w;                                                                                                       \
        (void)self;                                                                                                    \
        return expression;                                                                                             \
    }
#define DOES(expression)                                                                                               \
    [](Matrix& w, const PersonId& self) -> FromDevice {                                                                \
        (void)w;                                                                                                       \
        (void)self;                                                                                                    \
        return Matrix::one(expression);                                                                                \
    }

void seal(Matrix& w)
{
    w.seal();
}

const std::map<std::string, std::string> no_content = {{"admin", "not_allowed"}, {"auditor", "not_allowed"}};
const std::map<std::string, std::string> no_device = {
    {"admin", "not_allowed"}, {"auditor", "not_allowed"}, {"local", "device_unknown"}};
const std::map<std::string, std::string> anybody = {{"silent", "done"}, {"pending", "done"}, {"approved", "done"}};
const std::string at = "2024-12-18T00:30:00Z";

std::vector<Row> annotation_rows()
{
    std::vector<Row> rows = {
        {"put_annotation private, paper for everyone",
         SAYS(w.put(self, w.open, w.sha_of(w.open))),
         content,
         "not_allowed",
         {}},
        {"put_annotation private, paper for delegates", SAYS(w.put(self, w.shut, w.sha_of(w.shut))), closed_content,
         "document_unknown", no_content},
        {"put_annotation private, waiting paper", SAYS(w.put(self, w.draft, w.sha_of(w.draft))), "", "document_unknown",
         no_content},
        {"put_annotation private, withdrawn paper", SAYS(w.put(self, w.gone, w.gone_sha)), content, "not_allowed", {}},
        {"put_annotation for a group, withdrawn paper",
         SAYS(w.put(self, w.gone, w.gone_sha, Visibility::group)),
         "",
         "not_allowed",
         {{"delegate", "document_unknown"}, {"chair", "document_unknown"}}},
        {"put_annotation private, no paper", SAYS(w.put(self, DocumentId("none"), w.none_sha)), "", "document_unknown",
         no_content},
        {"put_annotation private, no revision", SAYS(w.put(self, w.open, w.none_sha)), "", "revision_unknown",
         no_content},
        {"put_annotation in another's name",
         SAYS(w.put(PersonId("DB02"), w.open, w.sha_of(w.open))),
         "delegate",
         "not_allowed",
         {}},
        {"put_annotation for a group",
         SAYS(w.put(self, w.open, w.sha_of(w.open), Visibility::group)),
         "delegate chair",
         "not_allowed",
         {}},
        {"put_annotation official",
         SAYS(w.put(self, w.open, w.sha_of(w.open), Visibility::official)),
         "delegate chair other",
         "not_allowed",
         {}},
        {"put_annotation official, sealed",
         SAYS(w.put(self, w.open, w.sha_of(w.open), Visibility::official)),
         "",
         "not_allowed",
         {{"delegate", "session_sealed"}, {"chair", "session_sealed"}, {"other", "session_sealed"}},
         seal},
        {"put_annotation published",
         SAYS(w.put(self, w.open, w.sha_of(w.open), Visibility::published)),
         staff,
         "not_allowed",
         {}},
        {"delete_annotation that is not there", DOES(DeleteAnnotation{AnnotationId("DB02.delegate.none")}), "delegate",
         "annotation_unknown", no_content},
        {"acknowledge_comment", DOES(AcknowledgeComment{w.written("official")}), staff, "not_allowed", {}},
        {"acknowledge_comment of a private note",
         DOES(AcknowledgeComment{w.written("private")}),
         "",
         "not_allowed",
         {{"secretary", "annotation_unknown"}, {"clerk", "annotation_unknown"}, {"local", "annotation_unknown"}}},
        {"acknowledge_comment that is not there",
         DOES(AcknowledgeComment{AnnotationId("none")}),
         "",
         "not_allowed",
         {{"secretary", "annotation_unknown"}, {"clerk", "annotation_unknown"}, {"local", "annotation_unknown"}}},
        {"acknowledge_comment, sealed",
         DOES(AcknowledgeComment{w.written("official")}),
         "",
         "not_allowed",
         {{"secretary", "session_sealed"}, {"clerk", "session_sealed"}, {"local", "session_sealed"}},
         seal},
    };
    for (const std::string which : {"private", "group", "official", "published"}) {
        Row row;
        row.name = "delete_annotation " + which;
        row.message = [which](Matrix& w, const PersonId&) { return Matrix::one(DeleteAnnotation{w.written(which)}); };
        row.done_by = which == "published" ? "secretary" : "delegate";
        row.otherwise = "annotation_unknown";
        row.but = no_content;
        rows.push_back(std::move(row));
    }
    return rows;
}

std::vector<Row> paper_rows()
{
    struct Paper {
        std::string name;
        std::function<std::pair<DocumentId, std::string>(Matrix&)> which;
        std::string seen_by;
    };
    const Paper papers[] = {
        {"paper for everyone", [](Matrix& w) { return std::pair(w.open, w.sha_of(w.open)); }, content},
        {"paper for delegates", [](Matrix& w) { return std::pair(w.shut, w.sha_of(w.shut)); }, closed_content},
        {"waiting paper", [](Matrix& w) { return std::pair(w.draft, w.sha_of(w.draft)); }, staff},
        {"withdrawn paper", [](Matrix& w) { return std::pair(w.gone, w.gone_sha); }, ""},
        {"no paper", [](Matrix& w) { return std::pair(DocumentId("none"), w.none_sha); }, ""},
    };
    std::vector<Row> rows;
    for (const Paper& paper : papers) {
        const auto which = paper.which;
        rows.push_back({"fetch " + paper.name,
                        [which](Matrix& w, const PersonId&) -> FromDevice {
                            return Fetch{1, which(w).second, 0, 1};
                        },
                        paper.seen_by,
                        "blob_unknown",
                        {}});
        rows.push_back({"progress " + paper.name,
                        [which](Matrix& w, const PersonId&) -> FromDevice {
                            return Progress{which(w).second, 1};
                        },
                        paper.seen_by,
                        "blob_unknown",
                        {}});
        rows.push_back({"ask_download " + paper.name,
                        [which](Matrix& w, const PersonId&) -> FromDevice {
                            return AskDownload{7, {}, which(w).second};
                        },
                        paper.seen_by,
                        "blob_unknown",
                        {}});
        std::map<std::string, std::string> but = no_device;
        rows.push_back({"received " + paper.name,
                        [which](Matrix& w, const PersonId&) {
                            return Matrix::one(Received{which(w).first, 1, which(w).second});
                        },
                        paper.seen_by, "document_unknown", but});
    }
    const std::map<std::string, std::string> unknown = {
        {"secretary", "document_unknown"}, {"clerk", "document_unknown"}, {"local", "document_unknown"}};
    const auto readers = [](const std::string& code) {
        return std::map<std::string, std::string>{
            {"guest", code}, {"delegate", code}, {"chair", code}, {"other", code}};
    };
    rows.push_back(
        {"opened paper for everyone", DOES((Opened{w.open, 1, at})), "guest delegate chair other", "not_allowed", {}});
    rows.push_back({"opened paper for delegates",
                    DOES((Opened{w.shut, 1, at})),
                    "delegate chair other",
                    "not_allowed",
                    {{"guest", "document_unknown"}}});
    rows.push_back(
        {"opened waiting paper", DOES((Opened{w.draft, 1, at})), "", "not_allowed", readers("document_unknown")});
    rows.push_back(
        {"opened withdrawn paper", DOES((Opened{w.gone, 1, at})), "", "not_allowed", readers("document_unknown")});
    rows.push_back(
        {"opened no revision", DOES((Opened{w.open, 9, at})), "", "not_allowed", readers("revision_unknown")});
    rows.push_back(
        {"received no revision", DOES((Received{w.open, 9, w.none_sha})), "", "revision_unknown", no_device});
    const auto page = [](const PersonId& person, const std::string& counter) {
        NotebookNote note;
        note.id = NotebookNoteId(person.value + ".x." + counter);
        note.person = person;
        note.session = SessionId("KH13");
        note.kind = NotebookNoteKind::text;
        note.text = "Chữ";
        note.created_at = at;
        return PutNotebookNote{note, 0};
    };
    rows.push_back(
        {"put_notebook_note",
         [page](Matrix& w, const PersonId& self) { return Matrix::one(page(self, std::to_string(++w.drawn))); },
         content, "not_allowed", no_content});
    rows.push_back(
        {"put_notebook_note in another's name",
         [page](Matrix& w, const PersonId&) { return Matrix::one(page(PersonId("DB02"), std::to_string(++w.drawn))); },
         "delegate",
         "not_allowed",
         {}});
    rows.push_back(
        {"put_notebook_note, sealed",
         [page](Matrix& w, const PersonId& self) { return Matrix::one(page(self, std::to_string(++w.drawn))); },
         content, "not_allowed", no_content, seal});
    rows.push_back({"remove_notebook_note", DOES(RemoveNotebookNote{NotebookNoteId("DB02.x.none")}), "delegate",
                    "annotation_unknown", no_content});
    rows.push_back({"purged", DOES(Purged{w.none_sha}), content + " admin auditor", "", {}});
    rows.push_back({"edit_document published",
                    DOES((EditDocument{w.open, "Tên khác", {}, {}, {}, {}})),
                    staff,
                    "not_allowed",
                    {}});
    rows.push_back(
        {"edit_document waiting", DOES((EditDocument{w.draft, "Tên khác", {}, {}, {}, {}})), staff, "not_allowed", {}});
    rows.push_back({"edit_document withdrawn", DOES((EditDocument{w.gone, "Tên khác", {}, {}, {}, {}})), "",
                    "not_allowed", unknown});
    rows.push_back({"publish_documents",
                    DOES((PublishDocuments{SessionId("KH13"), {w.draft}})),
                    staff,
                    "not_allowed",
                    {},
                    {},
                    true});
    rows.push_back({"publish_documents withdrawn", DOES((PublishDocuments{SessionId("KH13"), {w.gone}})), "",
                    "not_allowed", unknown});
    rows.push_back(
        {"withdraw_document", DOES((WithdrawDocument{w.open, "Gửi nhầm"})), staff, "not_allowed", {}, {}, true});
    rows.push_back(
        {"withdraw_document withdrawn", DOES((WithdrawDocument{w.gone, "Gửi nhầm"})), "", "not_allowed", unknown});
    rows.push_back({"drop_revision where none waits",
                    DOES((DropRevision{w.open, "Nhầm tệp"})),
                    "",
                    "not_allowed",
                    {{"secretary", "nothing_waiting"}, {"clerk", "nothing_waiting"}, {"local", "nothing_waiting"}}});
    rows.push_back({"drop_revision withdrawn", DOES((DropRevision{w.gone, "Nhầm tệp"})), "", "not_allowed", unknown});
    rows.push_back({"ask_upload",
                    SAYS((AskUpload{3, SessionId("KH13"), AgendaItemId("M1"), {}, "a.pdf", 10, {}})),
                    staff,
                    "not_allowed",
                    {}});
    rows.push_back(
        {"ask_download of an archive",
         SAYS((AskDownload{7, ArchiveId("none"), {}})),
         "",
         "not_allowed",
         {{"secretary", "not_found"}, {"clerk", "not_found"}, {"archivist", "not_found"}, {"local", "not_found"}}});
    const auto part_of_it = [](ArchivePart part) {
        return [part](Matrix& w, const PersonId&) -> FromDevice {
            w.keep_archive();
            return AskDownload{7, ArchiveId("HS1"), {}, part};
        };
    };
    rows.push_back({"ask_download of an archive's digest",
                    part_of_it(ArchivePart::checksum),
                    "archivist " + staff,
                    "not_allowed",
                    {}});
    rows.push_back(
        {"ask_download of a part that is not there",
         part_of_it(ArchivePart::time_stamp),
         "",
         "not_allowed",
         {{"secretary", "not_found"}, {"clerk", "not_found"}, {"archivist", "not_found"}, {"local", "not_found"}}});
    return rows;
}

// What a desktop can bring: the session as it is, without hashes.
SessionImport brought()
{
    SessionImport session = storage::test::small_session();
    session.secrets.clear();
    return session;
}

SessionImport brought_by_administrators()
{
    SessionImport session = brought();
    session.agenda.clear();
    return session;
}

SessionImport with_staff()
{
    SessionImport session = brought_by_administrators();
    Person fresh = session.people.back();
    fresh.id = PersonId("VT09");
    session.people.push_back(fresh);
    return session;
}

SessionImport with_note(Annotation note)
{
    SessionImport session = brought();
    session.annotations.push_back(std::move(note));
    return session;
}

// A session that nothing hangs on yet, with a sitting.
void plan_kh15(Matrix& w)
{
    w.plan_another();
}

std::vector<Row> meeting_rows()
{
    const std::map<std::string, std::string> over = {{"guest", "session_sealed"},
                                                     {"delegate", "session_sealed"},
                                                     {"chair", "session_sealed"},
                                                     {"other", "session_sealed"}};
    const std::map<std::string, std::string> sealed = {
        {"secretary", "session_sealed"}, {"clerk", "session_sealed"}, {"local", "session_sealed"}};
    return {
        {"check_in", DOES((CheckIn{SittingId("P1"), at})), "guest delegate chair other", "not_allowed", {}},
        {"check_in, sealed", DOES((CheckIn{SittingId("P1"), at})), "", "not_allowed", over, seal},
        {"record_attendance",
         DOES((RecordAttendance{SittingId("P1"), PersonId("DB03"), AttendanceAction::absent_excused, at, "Nghỉ ốm"})),
         staff,
         "not_allowed",
         {},
         {},
         true},
        {"record_attendance, sealed",
         DOES((RecordAttendance{SittingId("P1"), PersonId("DB03"), AttendanceAction::absent_excused, at, "Nghỉ ốm"})),
         "", "not_allowed", sealed, seal},
        {"correct_attendance",
         DOES((CorrectAttendance{
             SittingId("P1"), PersonId("DB03"), AttendanceStatus::absent, {}, true, {}, "Ghi nhầm", 0})),
         staff,
         "not_allowed",
         {},
         {},
         true},
        {"correct_attendance, sealed",
         DOES((CorrectAttendance{
             SittingId("P1"), PersonId("DB03"), AttendanceStatus::absent, {}, true, {}, "Ghi nhầm", 0})),
         "", "not_allowed", sealed, seal},
        {"open_agenda_item",
         DOES((OpenAgendaItem{SessionId("KH13"), AgendaItemId("M1")})),
         "chair " + staff,
         "not_allowed",
         {}},
        {"set_chair",
         DOES((SetChair{SessionId("KH13"), {PersonId("DB01")}, {}, "Như cũ"})),
         "secretary local",
         "not_allowed",
         {}},
        {"put_guest",
         DOES((PutGuest{SessionId("KH13"), PersonId("KM77"), "Lê Thị Khách", "", {}, {}})),
         staff,
         "not_allowed",
         {}},
        {"remove_guest",
         DOES((RemoveGuest{SessionId("KH13"), PersonId("KM01"), "Không dự"})),
         staff,
         "not_allowed",
         {},
         {},
         true},
        {"put_agenda_item",
         DOES((PutAgendaItem{
             SessionId("KH13"), AgendaItemId("M3"), SittingId("P1"), "3", "Bổ sung", "", {}, {}, 10, 3, {}})),
         staff,
         "not_allowed",
         {}},
        {"remove_agenda_item", DOES((RemoveAgendaItem{AgendaItemId("M2"), "Rút"})), staff, "not_allowed", {}, {}, true},
        {"set_session_state",
         DOES((SetSessionState{SessionId("KH13"), SessionState::in_session})),
         "chair secretary local",
         "not_allowed",
         {},
         {},
         true},
        {"approve_device", DOES((ApproveDevice{w.code, "MTB"})), operations, "not_allowed", {}, {}, true},
        {"revoke_device", DOES((RevokeDevice{DeviceId("new"), "Mất"})), operations, "not_allowed", {}},
        {"set_enrolment", DOES(SetEnrolment{true}), operations, "not_allowed", {}},
        {"set_device_rules", DOES((SetDeviceRules{10, 48})), "secretary admin local", "not_allowed", {}},
        {"confirm_check_ins of nobody who waits",
         DOES((ConfirmCheckIns{SittingId("P1"), {PersonId("DB02")}, true})),
         "",
         "not_allowed",
         {{"secretary", "nobody_waits"}, {"clerk", "nobody_waits"}, {"local", "nobody_waits"}}},
        {"set_meeting_rules", DOES(SetMeetingRules{45}), "secretary admin local", "not_allowed", {}},
        {"settle_alarm that is not there",
         DOES(SettleAlarm{"none"}),
         "",
         "not_allowed",
         {{"secretary", "not_found"}, {"clerk", "not_found"}, {"admin", "not_found"}, {"local", "not_found"}}},
        {"build_archive", SAYS((BuildArchive{5, SessionId("KH13")})), "archivist " + staff, "not_allowed", {}},
        {"recheck", SAYS((Recheck{5, {}})), operations, "not_allowed", {}},
        {"scrub", SAYS(Scrub{5}), operations, "not_allowed", {}},
        {"cancel_archive", SAYS((CancelArchive{5, SessionId("KH13")})), "archivist " + staff, "not_allowed", {}},
        {"read_trust", SAYS(ReadTrust{5}), operations, "not_allowed", {}},
        {"keep_trust", SAYS((KeepTrust{5, "eA", TrustUse::everything, {}})), "admin local", "not_allowed", {}},
        {"drop_trust",
         SAYS((DropTrust{5, std::string(64, 'a'), TrustUse::everything, "Hết dùng"})),
         "admin local",
         "not_allowed",
         {}},
        {"read_secret_holders", SAYS(ReadSecretHolders{5}), "secretary admin local", "not_allowed", {}},
        {"list", SAYS((ListEntities{5, "device"})), "local", "not_allowed", {}},
        {"list of what is no type", SAYS((ListEntities{5, "paper"})), "", "not_allowed", {{"local", "unknown_type"}}},
        {"import_session with secrets",
         SAYS((ImportSession{5, storage::test::small_session(), false, {}})),
         "local",
         "not_allowed",
         {}},
        {"import_session", SAYS((ImportSession{5, brought(), true, {}})), staff, "not_allowed", {}},
        {"import_session without an agenda",
         SAYS((ImportSession{5, brought_by_administrators(), true, {}})),
         operations,
         "not_allowed",
         {}},
        {"import_session with new staff",
         SAYS((ImportSession{5, with_staff(), true, {}})),
         "admin local",
         "not_allowed",
         {}},
        {"import_session with notes",
         SAYS((ImportSession{5, with_note(w.annotation("DB02", "x", "1", Visibility::private_note)), true, {}})),
         "local",
         "not_allowed",
         {}},
        {"draw_secret of a delegate",
         SAYS((DrawSecret{5, {PersonId("DB03")}})),
         "secretary admin local",
         "not_allowed",
         {}},
        {"draw_secret of staff", SAYS((DrawSecret{5, {PersonId("LT01")}})), "admin local", "not_allowed", {}},
        {"draw_secret of oneself", SAYS((DrawSecret{5, {self}})), "", "not_allowed", {}},
        {"draw_secret of nobody known",
         SAYS((DrawSecret{5, {PersonId("none")}})),
         "",
         "not_allowed",
         {{"secretary", "person_unknown"}, {"admin", "person_unknown"}, {"local", "person_unknown"}}},
        {"search", SAYS((Search{5, "tài liệu", {}})), content + " admin auditor", "", {}},
        {"remove_session with papers",
         DOES((RemoveSession{SessionId("KH13"), "Nhầm"})),
         "",
         "not_allowed",
         {{"secretary", "session_not_planned"}, {"clerk", "session_not_planned"}, {"local", "session_not_planned"}}},
        {"remove_session", DOES((RemoveSession{SessionId("KH15"), "Nhầm"})), staff, "not_allowed", {}, plan_kh15, true},
        {"remove_sitting with items",
         DOES((RemoveSitting{SittingId("P1"), "Nhầm"})),
         "",
         "not_allowed",
         {{"secretary", "sitting_has_items"}, {"clerk", "sitting_has_items"}, {"local", "sitting_has_items"}}},
        {"remove_sitting", DOES((RemoveSitting{SittingId("P2"), "Nhầm"})), staff, "not_allowed", {}, plan_kh15, true},
        {"call_for_help", DOES((CallForHelp{HelpKind::water, ""})), "guest delegate chair other", "not_allowed", {}},
        {"end_help_call that is not there", DOES(EndHelpCall{"none"}), "", "not_found", no_content},
        {"schedule_publishing in the past",
         DOES((SchedulePublishing{SessionId("KH13"), {}, "2024-12-01T00:00:00Z"})),
         "",
         "not_allowed",
         {{"secretary", "publish_time_past"}, {"clerk", "publish_time_past"}, {"local", "publish_time_past"}}},
        {"schedule_publishing",
         DOES((SchedulePublishing{SessionId("KH13"), {}, "2024-12-19T00:00:00Z"})),
         staff,
         "not_allowed",
         {}},
        {"set_seat_map", DOES(SetSeatMap{}), operations, "not_allowed", {}},
        {"write_minutes of no session",
         DOES((WriteMinutes{SessionId("none"), {}, "opening", "Chữ", ""})),
         "",
         "not_allowed",
         {{"secretary", "session_unknown"}, {"clerk", "session_unknown"}, {"local", "session_unknown"}}},
        {"write_minutes",
         DOES((WriteMinutes{SessionId("KH13"), {}, "opening", "Chữ", ""})),
         staff,
         "not_allowed",
         {},
         {},
         true},
        {"set_minutes_state",
         DOES((SetMinutesState{SessionId("KH13"), {}, MinutesState::frozen, {}, {}})),
         staff,
         "not_allowed",
         {},
         {},
         true},
        {"set_minutes_state, sealed",
         DOES((SetMinutesState{SessionId("KH13"), {}, MinutesState::frozen, {}, {}})),
         "",
         "not_allowed",
         {{"secretary", "session_sealed"}, {"clerk", "session_sealed"}, {"local", "session_sealed"}},
         seal},
        {"make_sheet",
         SAYS((MakeSheet{5, SheetKind::roll, SheetFormat::csv, SessionId("none"), {}, {}, {}})),
         "",
         "not_allowed",
         {{"secretary", "not_found"}, {"clerk", "not_found"}, {"archivist", "not_found"}, {"local", "not_found"}}},
        {"keep_own, paper for everyone", SAYS((KeepOwn{5, {ReadingRecord{w.open}}, {}})), content, "not_allowed", {}},
        {"keep_own, paper that is not theirs",  // passed over, as one that is not there
         SAYS((KeepOwn{5, {ReadingRecord{w.draft}, ReadingRecord{DocumentId("none")}}, {}})),
         content,
         "not_allowed",
         {}},
        {"keep_own of a page that cannot be",
         SAYS((KeepOwn{5, {ReadingRecord{w.open, ReadingPlace{1, 0, 2, PageFit::width, 1, at}}}, {}})), "",
         "out_of_range", no_content},
        {"at_page, paper for everyone", SAYS((AtPage{w.open, w.sha_of(w.open), 0})), "chair", "not_allowed", {}},
        {"at_page, paper for delegates", SAYS((AtPage{w.shut, w.sha_of(w.shut), 0})), "chair", "not_allowed", {}},
        {"at_page, waiting paper",
         SAYS((AtPage{w.draft, w.sha_of(w.draft), 0})),
         "",
         "not_allowed",
         {{"chair", "document_unknown"}}},
        {"at_page, it is over", SAYS(AtPage{}), "chair", "not_allowed", {}},
        {"health", SAYS((Health{"2024-12-18T00:30:00Z", {}, {}, {}, 0, 0})), content + " admin auditor", "", {}},
        {"set_secret", SAYS((SetSecret{5, PersonId("DB01"), "hash"})), "local", "not_allowed", {}},
        {"hello again",
         SAYS(Hello{}),
         "",
         "out_of_order",
         {{"silent", "protocol_version"}, {"pending", "out_of_order"}, {"approved", "out_of_order"}}},
        {"sign_in",
         SAYS((SignIn{PersonId("DB01"), {}, "pin-DB01"})),
         "",
         "out_of_order",
         {{"pending", "device_pending"}, {"approved", "done"}}},
        {"sign_out", SAYS(SignOut{}), content + " admin auditor", "", {}},
        {"change_secret",
         SAYS((ChangeSecret{
             5, "sai", self.value.starts_with("DB") || self.value.starts_with("KM") ? "193746" : "một mật khẩu mới"})),
         "",
         "wrong_secret",
         {{"local", "*"}}},
        {"unlock", SAYS((Unlock{5, "sai"})), "", "wrong_secret", {{"local", "*"}}},
        {"handed_in", SAYS(HandedIn{0}), "", "*", {}},
        {"cancel_fetch", SAYS(CancelFetch{1}), content + " admin auditor", "", {}},
        {"ping", SAYS(Ping{1}), content + " admin auditor", "", anybody},
    };
}

std::vector<Row> all_rows()
{
    std::vector<Row> rows = annotation_rows();
    for (const auto& more : {paper_rows(), meeting_rows()}) rows.insert(rows.end(), more.begin(), more.end());
    return rows;
}

std::string title(const testing::TestParamInfo<Row>& row)
{
    std::string name;
    for (const char c : row.param.name) name += std::isalnum(static_cast<unsigned char>(c)) ? c : '_';
    return name;
}

INSTANTIATE_TEST_SUITE_P(Everything, Matrix, testing::ValuesIn(all_rows()), title);

TEST(MatrixRows, NoMessageIsInNoRow)
{
    std::set<std::string> said;
    for (const Row& row : all_rows()) said.insert(row.name.substr(0, row.name.find_first_of(" ,")));
    said.insert("commands");  // by each of its own
    boost::mp11::mp_for_each<boost::mp11::mp_transform<boost::mp11::mp_identity, FromDevice>>([&](auto type) {
        using Message = typename decltype(type)::type;
        EXPECT_TRUE(said.contains(Message::type)) << Message::type << " stands in no row of the permission matrix";
    });
    boost::mp11::mp_for_each<boost::mp11::mp_transform<boost::mp11::mp_identity, CommandBody>>([&](auto type) {
        using Message = typename decltype(type)::type;
        EXPECT_TRUE(said.contains(Message::type)) << Message::type << " stands in no row of the permission matrix";
    });
}

}  // namespace
}  // namespace chamber::server::test
