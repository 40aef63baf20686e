#include "server/app_body.hpp"
#include "server/log.hpp"
#include "storage/keys/authority.hpp"
#include "storage/soundness.hpp"

namespace chamber::server {
namespace {

constexpr std::int64_t full_said_every_ms = 60'000;

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

}  // namespace

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
