// The rivals, each started as its own process in its best plain configuration, TLS 1.3 with AES-128-GCM.
#pragma once

#include <sys/types.h>

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace chamber::bench {

class Rival {
public:
    Rival(pid_t process, std::uint16_t port) : process_(process), port_(port) {}
    ~Rival();  // ends it
    Rival(const Rival&) = delete;
    pid_t pid() const { return process_; }
    std::uint16_t port() const { return port_; }

private:
    pid_t process_;
    std::uint16_t port_;
};
using RivalPtr = std::unique_ptr<Rival>;  // null: not installed; said on stderr

// `folder` is scratch; holds `file`.
struct RivalSetup {
    std::filesystem::path folder;
    std::filesystem::path file;
    std::filesystem::path scripts;  // tests/bench/rivals with its node_modules
};

enum class Sendfile : std::uint8_t { off, on };
RivalPtr start_nginx(const RivalSetup& setup, Sendfile sendfile);
RivalPtr start_ws(const RivalSetup& setup);
RivalPtr start_yjs(const RivalSetup& setup);
RivalPtr start_mosquitto(const RivalSetup& setup);
RivalPtr start_nats(const RivalSetup& setup);
// OpenSSL and nothing else: sends the file to whoever says a byte, 256 KiB of records per send.
RivalPtr start_bare(const RivalSetup& setup);

// yjs_updates.mjs: per client, its messages.
std::vector<std::vector<std::string>> yjs_messages(const RivalSetup& setup, int clients, int updates, int bytes);

}  // namespace chamber::bench
