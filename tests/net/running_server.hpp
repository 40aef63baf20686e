// A real server on free ports with all three doors, on a thread of its own, stopped at the end of its scope.
#pragma once

#include "server/net/client.hpp"
#include "server/net/server.hpp"
#include "tests/net/certificates.hpp"

#include <condition_variable>
#include <filesystem>
#include <mutex>
#include <thread>

namespace chamber::net {

// Something that happens on the meeting thread and that a test waits for.
class Happening {
public:
    void happened(std::string what = {});
    // What happened; fails the test when it has not within ten seconds.
    std::string wait();
    bool has_happened();

private:
    std::mutex mutex_;
    std::condition_variable changed_;
    bool done_ = false;
    std::string what_;
};

const TestAuthority& test_authority();
inline const std::string test_name = "chamber.test";
inline const std::string test_origin = "https://chamber.test";

class TemporaryDirectory {
public:
    TemporaryDirectory();
    ~TemporaryDirectory();
    const std::filesystem::path& path() const { return path_; }

private:
    std::filesystem::path path_;
};

// Options with a fresh certificate, all doors, one allowed origin.
ServerOptions test_options(const TemporaryDirectory& directory);
// 404 for requests, refusal for uploads, echo for sockets.
Routes test_routes();
SocketEvents echo(std::shared_ptr<Connection> connection);

class RunningServer {
public:
    RunningServer();
    explicit RunningServer(Routes routes);
    RunningServer(Routes routes, const std::function<void(ServerOptions&)>& change);
    ~RunningServer();

    Server& server() { return *server_; }
    Endpoint tls() const;
    Endpoint loopback() const;
    Endpoint local() const;
    std::filesystem::path socket_file() const { return directory_.path() / "chamber.sock"; }
    const std::filesystem::path& directory() const { return directory_.path(); }
    // Stops and joins.
    void stop();

private:
    TemporaryDirectory directory_;
    std::unique_ptr<Server> server_;
    std::thread thread_;
};

}  // namespace chamber::net
