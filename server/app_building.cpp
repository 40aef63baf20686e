// The doors, the workers, the room and the jobs, tied together.
#include "protocol/build_id.hpp"
#include "protocol/limits.hpp"
#include "server/app_body.hpp"
#include "server/log.hpp"
#include "storage/keys/authority.hpp"

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

}  // namespace chamber::server
