// Builds the server in order and stops it in reverse: data directory and lock, store, workers, room, jobs, doors.
#pragma once

#include "protocol/error.hpp"
#include "server/config.hpp"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>

namespace chamber::server {

struct AppOptions {
    std::filesystem::path data;
    std::filesystem::path web;          // the built web client
    std::filesystem::path inspector;    // chamber-inspect; empty: beside this program
    std::optional<std::uint16_t> port;  // instead of the configuration's
    std::optional<std::uint16_t> loopback_port;
    std::optional<std::string> address;
    bool allow_no_landlock = false;
};

class App {
public:
    // Errors: what data_directory, store, authority and net can fail with; nothing runs after a failure.
    static Result<std::unique_ptr<App>> open(const AppOptions& options);
    ~App();

    std::uint16_t port() const;
    std::optional<std::uint16_t> loopback_port() const;
    std::string tls_url() const;

    // Until SIGINT, SIGTERM, or a failure of the disk that makes going on dishonest. Success: a clean end.
    Result<void> run();

private:
    struct Body;
    explicit App(std::unique_ptr<Body> body);
    std::unique_ptr<Body> body_;
};

}  // namespace chamber::server
