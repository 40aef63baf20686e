// demo: a data directory with the fictional council in the middle of its session, ready to be shown.
//
// The story: second day's business is on, item MUC10 is open, TL25 came late and still waits to be published, two
// sittings have their attendance and two are yet to come. Everybody's secrets are known and written into demo.json for
// the landing page.
#include "admin-cli/demo/demonstration.hpp"

#include "admin-cli/demo/demo_set.hpp"
#include "admin-cli/founding.hpp"
#include "admin-cli/import/session_json.hpp"
#include "admin-cli/json_line.hpp"
#include "admin-cli/new_file.hpp"
#include "admin-cli/private_file.hpp"
#include "admin-cli/secrets.hpp"
#include "storage/keys/secret_hasher.hpp"
#include "storage/store.hpp"
#include "storage/system_world.hpp"
#include "storage/trust/trust_store.hpp"

#include <algorithm>
#include <cstdlib>
#include <fmt/format.h>
#include <set>

namespace chamber::demo {

namespace {

constexpr std::string_view demo_password = "hop-khong-giay-2026";
constexpr std::string_view demo_pin = "246810";
constexpr std::string_view demo_account = "van-phong";
constexpr std::string_view open_item = "MUC10";
constexpr std::string_view late_document = "TL25";
constexpr std::string_view sittings_over[] = {"PH1", "PH2"};

struct DemoAccount {
    std::string label;
    std::optional<std::string> account;
    std::optional<PersonId> person;
    std::string_view secret;
};

// A directory of its own, gone at the end.
class TemporaryDirectory {
public:
    static Result<std::unique_ptr<TemporaryDirectory>> make()
    {
        std::error_code failed;
        auto name = (std::filesystem::temp_directory_path(failed) / "chamber-demo.XXXXXX").string();
        if (failed || ::mkdtemp(name.data()) == nullptr)
            return fail(ErrorCode::io_failed, "không tạo được thư mục tạm");
        return std::unique_ptr<TemporaryDirectory>{new TemporaryDirectory{name}};
    }
    ~TemporaryDirectory()
    {
        std::error_code ignored;
        std::filesystem::remove_all(path, ignored);
    }
    TemporaryDirectory(const TemporaryDirectory&) = delete;
    TemporaryDirectory& operator=(const TemporaryDirectory&) = delete;

    const std::filesystem::path path;

private:
    explicit TemporaryDirectory(std::filesystem::path made) : path(std::move(made)) {}
};

Result<void> copy_files(const std::filesystem::path& from, const std::filesystem::path& to)
{
    std::error_code failed;
    std::filesystem::create_directories(to, failed);
    if (!failed)
        std::filesystem::copy(
            from, to, std::filesystem::copy_options::recursive | std::filesystem::copy_options::overwrite_existing,
            failed);
    if (failed) return fail(ErrorCode::io_failed, failed.message(), to.string());
    return {};
}

// The fictional authorities, by the way every certificate takes; nobody has to compare what this program made itself a
// moment ago.
Result<void> trust_own(const std::filesystem::path& made, const std::filesystem::path& folder, UtcMs now)
{
    storage::TrustStore material(made), store(folder);
    auto contents = material.read();
    if (!contents) return contents.error();
    for (const auto& each : contents->certificates) {
        const bool service = each.certificate.kind == storage::AuthorityKind::timestamp_service;
        const auto role = service ? storage::TrustRole::timestamp : storage::TrustRole::all;
        auto there = store.read();
        if (!there) return there.error();
        if (auto checked = storage::TrustStore::check_new(each.certificate, role, *there, now); !checked)
            return checked;
        if (auto added = store.add(each.certificate, role); !added) return added.error();
    }
    for (const auto& each : contents->lists) {
        auto there = store.read();
        if (!there) return there.error();
        if (auto checked = storage::TrustStore::check_list(each.list, *there); !checked) return checked;
        if (auto imported = store.import_list(each.list, *there); !imported) return imported.error();
    }
    return {};
}

// The session as it stands at the moment of the story.
void set_scene(SessionImport& import)
{
    import.council.demo = true;
    import.session.state = SessionState::in_session;
    import.session.current_item = AgendaItemId{std::string { open_item }};
    std::erase_if(import.attendance, [](const Attendance& attendance) {
        return std::ranges::find(sittings_over, attendance.sitting.value) == std::end(sittings_over);
    });
    std::erase_if(import.absence_reasons, [&](const AbsenceReason& absence) {
        return std::ranges::find(import.attendance, absence.id, &Attendance::id) == import.attendance.end();
    });
}

// One hash for all PINs and one for all passwords: the secrets are public, and 43 hashes would cost seconds.
Result<void> give_secrets(const storage::DataDirectory& directory, SessionImport& import)
{
    auto hasher = storage::SecretHasher::open(directory);
    if (!hasher) return hasher.error();
    auto pin = hasher->hash_pin(demo_pin);
    if (!pin) return pin.error();
    auto password = hasher->hash_password(demo_password);
    if (!password) return password.error();
    for (const auto& person : import.people) {
        if (has_pin(person)) {
            import.secrets.push_back({person.id, std::nullopt, *pin});
        } else {
            import.secrets.push_back({person.id, account_of(person.id), *password});
        }
    }
    return {};
}

std::vector<DemoAccount> accounts_of(const SessionImport& import)
{
    std::vector<DemoAccount> accounts;
    accounts.push_back({"Văn phòng (toàn quyền)", std::string{demo_account}, std::nullopt, demo_password});
    for (const auto& person : import.people) {
        const auto name = person.name + ", " + person.position;
        if (has_pin(person)) {
            const auto seat = person.seat ? " (ghế " + *person.seat + ")" : std::string{};
            accounts.push_back({name + seat, std::nullopt, person.id, demo_pin});
        } else {
            accounts.push_back({name, account_of(person.id), std::nullopt, demo_password});
        }
    }
    return accounts;
}

std::string demo_json(const std::vector<DemoAccount>& accounts)
{
    admin::JsonArray array;
    for (const auto& account : accounts) {
        admin::JsonObject object;
        object.add("label", account.label);
        if (account.account) object.add("account", *account.account);
        if (account.person) object.add("person", account.person->value);
        array.add(object.add("secret", account.secret));
    }
    return admin::JsonObject{}.add("accounts", array).text() + "\n";
}

// The store of a directory just made: nobody else knows of it yet, so no server needs to be asked.
class OpenDirectory {
public:
    OpenDirectory(storage::DataDirectory directory, admin::Terminal& terminal)
        : directory_(std::move(directory)),
          terminal_(terminal)
    {
    }

    Result<void> open()
    {
        auto lock = directory_.lock();
        if (!lock) return lock.error();
        lock_ = std::move(*lock);
        auto store = storage::Store::open(directory_, clock_, entropy_);
        if (!store) return store.error();
        store_ = std::move(*store);
        return {};
    }

    Result<void> note_trust()
    {
        auto contents = storage::TrustStore(directory_.trust).read();
        if (!contents) return contents.error();
        auto noted = store_->note_trust(*contents, store_->local_viewer().person);
        if (!noted) return noted.error();
        return {};
    }

    Result<void> import_session(const SessionImport& import) { return store_->import_session(import); }

    // First revisions first, published but for the late one; then the replacements, as they came in the story.
    Result<void> file(const std::vector<DemoDocument>& documents)
    {
        std::set<std::int32_t> rounds;
        for (const auto& document : documents) rounds.insert(document.revision.n);
        std::size_t filed = 0;
        for (const auto round : rounds) {
            PublishDocuments publish;
            for (const auto& document : documents) {
                if (document.revision.n != round) continue;
                if (auto added = add(document, filed++, documents.size()); !added) return added;
                publish.session = document.document.fields.session;
                if (document.document.id.value != late_document) publish.documents.push_back(document.document.id);
            }
            if (auto published = run(publish); !published) return published;
        }
        return {};
    }

private:
    Result<void> add(const DemoDocument& document, std::size_t filed, std::size_t all)
    {
        admin::NewFile file;
        file.session = document.document.fields.session;
        file.path = document.path;
        file.reason = document.revision.reason;
        if (document.revision.n > 1) {
            file.document = document.document.id;
        } else {
            file.item = document.document.fields.agenda_item;
        }
        auto known = [&](storage::NewRevision& revision) { bring(document, revision); };
        auto added =
            admin::take_in(*store_, directory_, file, known, clock_, [&](JobStage, std::uint64_t, std::uint64_t) {
                terminal_.progress("đang nộp tài liệu " + document.file_name, filed, all);
            });
        if (!added)
            return fail(added.error().code, added.error().detail, document.file_name + " " + added.error().where);
        return {};
    }

    // The session knows its documents' ids, fields and dates better than their headings do.
    static void bring(const DemoDocument& document, storage::NewRevision& revision)
    {
        const auto file_name = revision.fields.file_name;
        revision.fields = document.document.fields;
        revision.fields.file_name = file_name;
        revision.added_at = document.revision.published_at;
        if (!revision.document) revision.new_id = document.document.id;
    }

    Result<void> run(const CommandBody& body)
    {
        auto applied = store_->apply(store_->local_viewer(), draw_id(entropy_), {Command{1, body}});
        if (!applied) return applied.error();
        const auto& outcome = applied->outcomes.front();
        if (!outcome.done) return admin::refusal(outcome.code, outcome.sentence, outcome.where);
        return {};
    }

    storage::DataDirectory directory_;
    admin::Terminal& terminal_;
    std::shared_ptr<storage::DataDirectory::Lock> lock_;
    storage::SystemClock clock_;
    storage::SystemEntropy entropy_;
    std::unique_ptr<storage::Store> store_;
};

Result<void> fill(const storage::DataDirectory& directory, admin::SessionFile& sample, admin::Terminal& terminal)
{
    if (auto given = give_secrets(directory, sample.import); !given) return given;
    auto folder = TemporaryDirectory::make();
    if (!folder) return folder.error();
    storage::SystemClock clock;
    auto set = make_demo_documents(sample, (*folder)->path, clock.utc(),
                                   [&](std::uint32_t done, std::uint32_t all, const std::string& name) {
                                       terminal.progress("đang soạn tài liệu mẫu " + name, done, all);
                                   });
    if (!set) return set.error();
    // Before the first document is inspected: it is judged by this trust.
    if (auto trusted = trust_own(set->trust, directory.trust, clock.utc()); !trusted) return trusted;
    if (!set->trials.empty()) {
        if (auto copied = copy_files(set->trials.front().path.parent_path(), directory.root / "thu-nghiem"); !copied)
            return copied;
    }
    OpenDirectory demo_store{directory, terminal};
    if (auto opened = demo_store.open(); !opened) return opened;
    if (auto noted = demo_store.note_trust(); !noted) return noted;
    if (auto imported = demo_store.import_session(sample.import); !imported) return imported;
    if (auto filed = demo_store.file(set->documents); !filed) return filed;
    return admin::write_new_file(directory.root / "demo.json", demo_json(accounts_of(sample.import)),
                                 admin::FileMode::owner_only);
}

}  // namespace

Result<admin::ExitCode> demonstrate(const admin::Invocation& invocation)
{
    auto sample = admin::parse_session_file(admin::sample_session_text());
    if (!sample) return sample.error();
    set_scene(sample->import);
    admin::Founding founding;
    founding.data = invocation.data;
    founding.host = invocation.text("--host", "localhost");
    founding.council = sample->import.council;
    founding.account = demo_account;
    founding.staff_name = "Văn phòng";
    founding.password = demo_password;
    auto founded = admin::found(founding, [&](const storage::DataDirectory& directory) {
        return fill(directory, *sample, *invocation.terminal);
    });
    if (!founded) return founded.error();

    if (invocation.json()) {
        admin::JsonObject object;
        object.add("data", founded->root.string())
            .add("session", sample->import.session.id.value)
            .add("documents", sample->documents.size());
        object.add("account", demo_account).add("password", demo_password).add("pin", demo_pin);
        invocation.terminal->answer(object.text());
        return admin::ExitCode::done;
    }
    invocation.terminal->answer(
        fmt::format("Dữ liệu trình diễn (hư cấu): {}\n{}: {} tài liệu, mục {} đang mở, {} chờ phát hành\n"
                    "Văn phòng: {} / {}\nĐại biểu, khách mời: mã PIN {}\nTệp để thử tải lên: {}",
                    founded->root.string(), sample->import.session.name, sample->documents.size(), open_item,
                    late_document, demo_account, demo_password, demo_pin, (founded->root / "thu-nghiem").string()));
    return admin::ExitCode::done;
}

}  // namespace chamber::demo
