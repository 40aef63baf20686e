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
struct Ground {
    std::filesystem::path folder;
    std::filesystem::path file;
    std::filesystem::path scripts;  // tests/bench/rivals with its node_modules
};

enum class Sendfile : std::uint8_t { off, on };
RivalPtr start_nginx(const Ground& ground, Sendfile sendfile);
RivalPtr start_ws(const Ground& ground);
RivalPtr start_yjs(const Ground& ground);
RivalPtr start_mosquitto(const Ground& ground);
RivalPtr start_nats(const Ground& ground);
// OpenSSL and nothing else: sends the file to whoever says a byte, 256 KiB of records per send.
RivalPtr start_bare(const Ground& ground);

// yjs_updates.mjs: per client, its messages.
std::vector<std::vector<std::string>> yjs_messages(const Ground& ground, int clients, int updates, int bytes);

}  // namespace chamber::bench
