#include "server/app.hpp"

#include "protocol/answers.hpp"
#include "protocol/build_id.hpp"
#include "protocol/limits.hpp"
#include "server/jobs/backups.hpp"
#include "server/jobs/exports.hpp"
#include "server/jobs/intake.hpp"
#include "server/jobs/rechecks.hpp"
#include "server/jobs/repairs.hpp"
#include "server/jobs/scrubs.hpp"
#include "server/jobs/sheets.hpp"
#include "server/jobs/trust_changes.hpp"
#include "server/log.hpp"
#include "server/room.hpp"
#include "server/routes.hpp"
#include "server/sign_ins.hpp"
#include "server/storage_thread.hpp"
#include "storage/keys/authority.hpp"
#include "storage/soundness.hpp"
#include "storage/system_world.hpp"

#include <fstream>
#include <sstream>

namespace chamber::server {
namespace {

constexpr std::int64_t tick_ms = 500;
constexpr std::int64_t certificate_check_ms = 12LL * 3'600'000;
constexpr std::int64_t nightly_ms = 24LL * 3'600'000;
constexpr std::int64_t backup_look_ms = 60'000;
constexpr std::int64_t stamp_look_ms = 60'000;
constexpr std::int64_t publish_look_ms = 5'000;
constexpr std::int64_t full_said_every_ms = 60'000;
constexpr int documents_nice = 10;
// Behind the intake: a re-check may wait, an upload has somebody watching it.
constexpr int checker_nice = 15;

std::string read_text(const std::filesystem::path& file)
{
    std::ifstream in(file, std::ios::binary);
    std::ostringstream text;
    text << in.rdbuf();
    return text.str();
}

// Whether `folder` lies above `inner` or is it. What lies below the pages' folder is served to everybody, and opening
// the database beside SQLite drops its locks.
bool holds(const std::filesystem::path& folder, const std::filesystem::path& inner)
{
    std::error_code failed;
    const std::filesystem::path above = std::filesystem::weakly_canonical(folder, failed);
    for (std::filesystem::path at = std::filesystem::weakly_canonical(inner, failed); !at.empty();
         at = at.parent_path()) {
        if (at == above) return true;
        if (at == at.parent_path()) return false;
    }
    return false;
}

std::string lower_case(std::string name)
{
    for (char& c : name)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return name;
}

Council council_of(storage::Store& store)
{
    const Result<std::vector<Entity>> found = store.entities("council");
    if (found)
        for (const Entity& entity : *found)
            if (const auto* council = std::get_if<Council>(&entity)) return *council;
    return {};
}

// Hostile files are read behind walls or not at all: better no server than one that finds out at the first upload. What
// a program that is missing or dies means, uploads say themselves.
Result<void> look_at_walls(const inspect::InspectOptions& inspecting)
{
    const Result<inspect::Walls> walls = inspect::probe(inspecting);
    if (!walls && walls.error().code == ErrorCode::sandbox_missing) return walls.error();
    if (!walls) {
        log_error("inspector", walls.error());
        return {};
    }
    if (walls->landlock_abi == 0)
        log(LogLevel::warning,
            "inspector: no Landlock, so documents are read behind weaker walls and without fonts of this machine");
    log(LogLevel::info, "inspector: Landlock " + std::to_string(walls->landlock_abi) +
                            (walls->own_namespaces ? ", own namespaces" : ", no own namespaces") +
                            (walls->own_root ? ", own root" : ", no own root") +
                            (walls->own_uid ? ", own user" : ", the server's user"));
    return {};
}

}  // namespace

struct App::Body {
    storage::DataDirectory directory;
    std::shared_ptr<storage::DataDirectory::Lock> lock;
    Config config;
    storage::SystemClock clock;
    storage::SystemEntropy entropy;
    std::string tls_url;
    Result<void> outcome;
    std::optional<SteadyMs> full_said;

    std::unique_ptr<net::Server> server;
    std::unique_ptr<StorageThread> storage;
    std::unique_ptr<Workers> documents;
    std::unique_ptr<Workers> checker;
    std::unique_ptr<Workers> secrets;
    std::unique_ptr<Workers> backup_worker;
    std::unique_ptr<SignIns> sign_ins;
    std::unique_ptr<Tickets> tickets;
    std::unique_ptr<Room> room;
    std::unique_ptr<Intake> intake;
    std::unique_ptr<Exports> exports;
    std::unique_ptr<Sheets> sheets;
    std::unique_ptr<Rechecks> rechecks;
    std::unique_ptr<TrustChanges> trust_changes;
    std::unique_ptr<Repairs> repairs;
    std::unique_ptr<Scrubs> scrubs;
    std::unique_ptr<Backups> backups;
    std::unique_ptr<SiteRoutes> routes;

    explicit Body(storage::DataDirectory opened) : directory(std::move(opened)) {}

    Post post()
    {
        return [this](std::function<void()> work) { server->post(std::move(work)); };
    }

    Result<void> listen(const AppOptions& options);
    Result<void> build(const AppOptions& options, std::unique_ptr<storage::Store> store, storage::SecretHasher hasher);
    About about(const Council& council) const;
    void renew_certificate();
    void publish_due();
    void check_beside();
    void on_broken(const Error& error);
};

Result<void> App::Body::listen(const AppOptions& options)
{
    const Result<storage::ServerIdentity> identity = storage::server_identity(directory, config.host_name, clock);
    if (!identity) return identity.error();
    net::ServerOptions doors;
    doors.address = options.address.value_or(config.address);
    doors.port = options.port.value_or(config.port);
    doors.loopback_port = options.loopback_port ? options.loopback_port : config.loopback_port;
    doors.certificate_chain_pem = identity->certificate_chain_pem;
    doors.private_key_pem = identity->private_key_pem;
    doors.local_socket = directory.socket;
    doors.allowed_hosts = {lower_case(config.host_name)};
    doors.content_security_policy = std::string(content_security_policy);
    net::Routes open;
    open.request = [this](const net::HttpRequest& request, std::function<void(net::HttpResponse)> answer) {
        routes->request(request, answer);
    };
    open.admit_upload = [this](const net::HttpRequest& request, std::function<void(Result<void>)> answer) {
        routes->admit_upload(request, answer);
    };
    open.upload = [this](const net::HttpRequest& request) { return routes->upload(request); };
    open.socket = [this](std::shared_ptr<net::Connection> connection) { return room->welcome(std::move(connection)); };
    Result<std::unique_ptr<net::Server>> listening = net::Server::listen(std::move(doors), std::move(open));
    if (!listening) return listening.error();
    server = std::move(*listening);
    const std::string port = ":" + std::to_string(server->port());
    tls_url = "https://" + config.host_name + port;
    server->allow_origin(tls_url);
    server->allow_origin("https://localhost" + port);
    return {};
}

Result<void> App::Body::build(const AppOptions& options, std::unique_ptr<storage::Store> store,
                              storage::SecretHasher hasher)
{
    const Council council = council_of(*store);
    // A full disk keeps nobody from reading.
    if (const Result<void> cleaned = Exports::clean_up(*store, directory); !cleaned)
        log_error("archives", cleaned.error());
    const storage::FeedHead head = store->head();
    Room::Facts facts{std::string(build_id()), council.name, council.demo, store->local_viewer(), store->floor()};
    storage = std::make_unique<StorageThread>(
        std::move(store), post(),
        [this](const storage::FeedSlice& slice) {
            room->published(slice);
            backups->published(slice);
        },
        [this](const Error& error) { on_broken(error); });
    documents =
        std::make_unique<Workers>(Workers::Shape{"documents", limits::document_workers, 256, documents_nice}, post());
    checker = std::make_unique<Workers>(Workers::Shape{"checker", 1, 4, checker_nice}, post());
    secrets = std::make_unique<Workers>(Workers::Shape{"secrets", 2, 50, 0}, post());
    // Of its own: a backup may read gigabytes for minutes.
    backup_worker = std::make_unique<Workers>(Workers::Shape{"backup", 1, 2, checker_nice}, post());
    backups =
        std::make_unique<Backups>(*storage, *backup_worker, directory, config.backup, std::string(build_id()), clock);
    sign_ins = std::make_unique<SignIns>(*storage, *secrets, std::move(hasher));
    tickets = std::make_unique<Tickets>(clock, entropy);
    room = std::make_unique<Room>(*storage, *sign_ins, *tickets, clock, entropy, std::move(facts), head);
    const auto tell = [this](std::uint64_t connection, const Job& job) { room->send_to(connection, job); };
    inspect::InspectOptions inspecting;
    inspecting.program = options.inspector;
    inspecting.trust = directory.trust;
    inspecting.allow_no_landlock = options.allow_no_landlock;
    if (Result<void> walled = look_at_walls(inspecting); !walled) return walled;
    intake = std::make_unique<Intake>(*storage, *documents, inspecting, clock, tell);
    const auto say = [this](std::uint64_t connection, ToDevice message) {
        room->send_to(connection, std::move(message));
    };
    const auto met_damage = [this] { scrubs->begin(); };
    rechecks = std::make_unique<Rechecks>(*storage, *checker, std::move(inspecting), clock, say, met_damage);
    trust_changes = std::make_unique<TrustChanges>(*storage, *checker, directory.trust, clock, say,
                                                   [this](const Asker& asker) { rechecks->store_changed(asker); });
    exports = std::make_unique<Exports>(*storage, *documents, post(), directory, config.time_authority, clock, say,
                                        met_damage);
    sheets = std::make_unique<Sheets>(*storage, *documents, *tickets, directory, clock, say);
    repairs = std::make_unique<Repairs>(
        *storage, *documents, *tickets, clock,
        Repairs::Reach{[this](const DeviceId& device) { return room->connection_of(device); },
                       [this](std::uint64_t connection) { return room->viewer_at(connection); }, say});
    scrubs = std::make_unique<Scrubs>(*storage, *checker, *documents, say,
                                      [this](const storage::StoredBlob& blob) { repairs->want(blob); });
    Room::Jobs jobs;
    jobs.build_archive = [this](const BuildArchive& ask, const Viewer& viewer, std::uint64_t connection) {
        exports->build(ask, viewer, connection);
    };
    jobs.make_sheet = [this](const MakeSheet& ask, const Viewer& viewer, std::uint64_t connection) {
        sheets->make(ask, viewer, connection);
    };
    jobs.cancel_archive = [this](const CancelArchive& ask, std::uint64_t connection) {
        exports->cancel(ask, connection);
    };
    jobs.archive_part = [this](const Archive& archive, ArchivePart part,
                               std::function<void(Result<ArchivePartFile>)> answer) {
        documents->ask([this, archive, part] { return archive_part(archive, part, directory); }, std::move(answer));
    };
    jobs.trust = [this](const AskTrust& ask, const Viewer& viewer, std::uint64_t connection) {
        trust_changes->ask(ask, viewer, connection);
    };
    jobs.recheck = [this](const Recheck& ask, const Viewer& viewer, std::uint64_t connection) {
        rechecks->ask(ask, viewer, connection);
    };
    jobs.scrub = [this](const Scrub& ask, std::uint64_t connection) { scrubs->ask(ask, connection); };
    jobs.joined = [this](const DeviceId& device) { repairs->joined(device); };
    jobs.examine = [this](const Sha256& sha256, std::function<void(Result<void>)> answer) {
        scrubs->examine(sha256, std::move(answer));
    };
    room->set_jobs(std::move(jobs));
    Assets assets(options.web);
    if (assets.empty())
        log(LogLevel::warning, "no web client in " + options.web.string() + ": build it, or give --web");
    routes =
        std::make_unique<SiteRoutes>(std::move(assets), about(council), *tickets, room->permits(), *intake, *repairs);
    server->every(tick_ms, [this] {
        room->tick();
        repairs->tick();
        return true;
    });
    server->every(certificate_check_ms, [this] {
        renew_certificate();
        return true;
    });
    server->every(publish_look_ms, [this] {
        publish_due();
        return true;
    });
    server->every(backup_look_ms, [this] {
        backups->tick();
        return true;
    });
    server->every(stamp_look_ms, [this] {
        exports->tick();
        return true;
    });
    server->every(nightly_ms, [this] {
        rechecks->check_stale();
        scrubs->begin();
        return true;
    });
    return {};
}

About App::Body::about(const Council& council) const
{
    About about;
    about.council = council.name;
    about.build = build_id();
    about.tls_url = tls_url;
    about.ca_pem = storage::ca_certificate_pem(directory);
    about.ca_fingerprint = storage::ca_fingerprint(directory);
    about.mobileconfig = storage::mobileconfig(directory, council.name, tls_url + "/tablet/");
    if (council.demo) about.demo_json = read_text(directory.root / "demo.json");
    return about;
}

void App::Body::publish_due()
{
    storage->ask([](storage::Store& store) { return store.publish_due(); },
                 [](Result<std::int32_t> published) {
                     if (!published)
                         log(LogLevel::error, "publishing at a time: " + published.error().detail);
                     else if (*published > 0)
                         log(LogLevel::info, "published at their time: " + std::to_string(*published) + " documents");
                 });
}

void App::Body::renew_certificate()
{
    const Result<storage::ServerIdentity> identity = storage::server_identity(directory, config.host_name, clock);
    if (!identity) {
        log_error("certificate", identity.error());
        return;
    }
    const Result<void> replaced =
        server->replace_certificate(identity->certificate_chain_pem, identity->private_key_pem);
    if (!replaced) log_error("certificate", replaced.error());
}

// A large database is looked through beside the meeting: who starts the server in the morning does not wait for it.
// What it finds ends the server as it would have at the start.
void App::Body::check_beside()
{
    checker->ask([this] { return storage::check_soundness(directory, storage::Thoroughness::quick); },
                 [this](const Result<storage::Soundness>& sound) {
                     if (sound)
                         return log(LogLevel::info, "database and journal are sound, " +
                                                        std::to_string(sound->journal_entries) + " entries");
                     on_broken(sound.error());
                 });
}

// A full disk refuses and goes on. Any other failed commit means that what is on disk is not known: stop, and start
// again from disk.
void App::Body::on_broken(const Error& error)
{
    if (error.code == ErrorCode::disk_full) {
        // Thirty-seven tablets try again every second: the log must not fill what is left.
        const SteadyMs now = clock.steady();
        if (full_said && now.value - full_said->value < full_said_every_ms) return;
        full_said = now;
        return log_error("storage", error);
    }
    log_error("storage", error);
    outcome = error;
    server->stop();
}

App::App(std::unique_ptr<Body> body) : body_(std::move(body)) {}
App::~App() = default;

Result<std::unique_ptr<App>> App::open(const AppOptions& options)
{
    Result<storage::DataDirectory> directory = storage::DataDirectory::open(options.data);
    if (!directory) return directory.error();
    auto body = std::make_unique<Body>(std::move(*directory));
    Result<Config> config = read_config(body->directory.configuration);
    if (!config) return config.error();
    body->config = std::move(*config);
    if (const Result<void> closed = body->directory.check_private(); !closed) return closed.error();
    if (holds(options.web, body->directory.root))
        return fail(ErrorCode::bad_configuration, "--web " + options.web.string() + " holds the data directory");
    start_log(body->config.log_level);
    auto lock = body->directory.lock();
    if (!lock) return lock.error();
    body->lock = std::move(*lock);
    body->directory.tighten();
    Result<storage::SecretHasher> hasher = storage::SecretHasher::open(body->directory);
    if (!hasher) return hasher.error();
    Result<std::unique_ptr<storage::Store>> store = storage::Store::open(body->directory, body->clock, body->entropy);
    if (!store) return store.error();
    if (const Result<void> fits = (*store)->check_pepper(hasher->pepper_check()); !fits) return fits.error();
    if (const Result<storage::SealIdentity> seal = storage::seal_identity(body->directory); !seal) return seal.error();
    if (storage::is_checked_at_once(body->directory))
        if (const Result<void> sound = (*store)->check_database(storage::Thoroughness::quick); !sound)
            return sound.error();
    // A full disk keeps nobody from reading.
    if (const Result<void> noted = (*store)->note_start(); !noted)
        log(LogLevel::warning, "the start is not in the journal: " + noted.error().detail);
    if (const Result<void> listening = body->listen(options); !listening) return listening.error();
    if (const Result<void> built = body->build(options, std::move(*store), std::move(*hasher)); !built)
        return built.error();
    // Before anybody is told that it is ready: whoever stops it at once ends it as cleanly as later.
    body->server->on_signal([&server = *body->server] {
        log(LogLevel::info, "stopping");
        server.stop();
    });
    return std::unique_ptr<App>(new App(std::move(body)));
}

std::uint16_t App::port() const
{
    return body_->server->port();
}

std::optional<std::uint16_t> App::loopback_port() const
{
    return body_->server->loopback_port();
}

std::string App::tls_url() const
{
    return body_->tls_url;
}

Result<void> App::run()
{
    log(LogLevel::info, "ready");
    body_->rechecks->check_stale();
    body_->scrubs->begin();
    if (!storage::is_checked_at_once(body_->directory)) body_->check_beside();
    body_->publish_due();
    body_->backups->tick();
    body_->exports->tick();
    body_->server->run();
    body_->scrubs->stop();
    body_->exports->stop();
    body_->backups->stop();
    // What had been accepted becomes durable; nobody is left to be told.
    body_->documents->stop();
    body_->checker->stop();
    body_->secrets->stop();
    body_->backup_worker->stop();
    body_->storage->stop();
    return body_->outcome;
}

}  // namespace chamber::server
