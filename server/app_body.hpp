// What the server is made of, in the order in which it comes and, backwards, goes. For app.cpp, which opens, runs and
// ends it, and app_building.cpp, which puts it together.
#pragma once

#include "server/app.hpp"
#include "server/jobs/backups.hpp"
#include "server/jobs/exports.hpp"
#include "server/jobs/intake.hpp"
#include "server/jobs/rechecks.hpp"
#include "server/jobs/repairs.hpp"
#include "server/jobs/scrubs.hpp"
#include "server/jobs/sheets.hpp"
#include "server/jobs/trust_changes.hpp"
#include "server/room.hpp"
#include "server/routes.hpp"
#include "server/sign_ins.hpp"
#include "server/storage_thread.hpp"
#include "storage/system_world.hpp"

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>

namespace chamber::server {

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

}  // namespace chamber::server
