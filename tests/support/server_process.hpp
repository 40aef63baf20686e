// The real chamber-server program on free ports, on a data directory of its own. Killed when the object dies.
#pragma once

#include "server/net/client.hpp"

#include <sys/types.h>

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace chamber::test {

class ServerProcess {
public:
    // Waits until the server is ready. `output` holds what it said when it did not start.
    explicit ServerProcess(std::filesystem::path data, std::vector<std::string> arguments = {});
    ~ServerProcess();
    ServerProcess(const ServerProcess&) = delete;

    bool ready() const { return ready_; }
    const std::string& output() const { return output_; }
    pid_t pid() const { return pid_; }

    // The exit status, or minus the signal.
    int stop();  // SIGTERM
    int kill();  // SIGKILL
    int wait();

    net::Endpoint tls() const;
    net::Endpoint loopback() const;
    net::Endpoint local() const;
    std::string tls_origin() const;
    std::string loopback_origin() const;

private:
    std::filesystem::path data_;
    pid_t pid_ = -1;
    bool ready_ = false;
    std::string output_;
    std::uint16_t port_ = 0;
    std::uint16_t loopback_port_ = 0;
};

// A temporary directory, removed at the end.
class Folder {
public:
    Folder();
    ~Folder();
    Folder(const Folder&) = delete;
    const std::filesystem::path& path() const { return path_; }

private:
    std::filesystem::path path_;
};

}  // namespace chamber::test
