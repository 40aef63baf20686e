#include "tests/bench/rivals/rivals.hpp"

#include "tests/bench/swarm/swarm.hpp"
#include "tests/net/certificates.hpp"

#include <netinet/in.h>
#include <signal.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <cstring>
#include <fstream>
#include <thread>

extern char** environ;

namespace chamber::bench {
namespace {

sockaddr_in loopback(std::uint16_t port)
{
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return address;
}

std::uint16_t free_port()
{
    const int descriptor = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address = loopback(0);
    socklen_t size = sizeof address;
    ::bind(descriptor, reinterpret_cast<sockaddr*>(&address), size);
    ::getsockname(descriptor, reinterpret_cast<sockaddr*>(&address), &size);
    ::close(descriptor);
    return ntohs(address.sin_port);
}

bool listens(std::uint16_t port)
{
    const sockaddr_in address = loopback(port);
    for (int tries = 0; tries < 250; ++tries) {
        const int descriptor = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        const bool connected = ::connect(descriptor, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
        ::close(descriptor);
        if (connected) return true;
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
    }
    return false;
}

RivalPtr start(std::vector<std::string> words, std::uint16_t port)
{
    std::vector<char*> argv;
    for (std::string& word : words) argv.push_back(word.data());
    argv.push_back(nullptr);
    pid_t process = -1;
    if (::posix_spawnp(&process, argv[0], nullptr, nullptr, argv.data(), environ) == 0) {
        auto rival = std::make_unique<Rival>(process, port);
        if (listens(port)) return rival;
    }
    std::fprintf(stderr, "room_bench: %s did not start; this rival is left out\n", words[0].c_str());
    return nullptr;
}

// The same certificate for all of them.
void certify(const RivalSetup& setup)
{
    if (std::filesystem::exists(setup.folder / "chain.pem")) return;
    const net::TestAuthority authority;
    const net::Identity identity = authority.issue("localhost", 2);
    std::ofstream(setup.folder / "chain.pem") << identity.chain_pem;
    std::ofstream(setup.folder / "key.pem") << identity.key_pem;
}

RivalPtr start_node(const RivalSetup& setup, const std::string& script, std::vector<std::string> more)
{
    certify(setup);
    const std::uint16_t port = free_port();
    std::vector<std::string> words = {"node", (setup.scripts / script).string(), std::to_string(port),
                                      (setup.folder / "chain.pem").string(), (setup.folder / "key.pem").string()};
    words.insert(words.end(), more.begin(), more.end());
    return start(std::move(words), port);
}

}  // namespace

Rival::~Rival()
{
    ::kill(process_, SIGKILL);
    ::waitpid(process_, nullptr, 0);
}

RivalPtr start_nginx(const RivalSetup& setup, Sendfile sendfile)
{
    certify(setup);
    const std::uint16_t port = free_port();
    const std::string at = setup.folder.string();
    std::ofstream(setup.folder / "nginx.conf")
        << "daemon off; master_process off; error_log " << at << "/error.log; pid " << at
        << "/nginx.pid;\nevents { worker_connections 1024; }\nhttp { access_log off; sendfile "
        << (sendfile == Sendfile::on ? "on" : "off") << "; tcp_nopush on; keepalive_requests 100000;\n"
        << "client_body_temp_path " << at << "/t1; proxy_temp_path " << at << "/t2; fastcgi_temp_path " << at
        << "/t3; uwsgi_temp_path " << at << "/t4; scgi_temp_path " << at << "/t5;\nserver { listen 127.0.0.1:" << port
        << " ssl; root " << at << "; ssl_certificate " << at << "/chain.pem; ssl_certificate_key " << at
        << "/key.pem; ssl_protocols TLSv1.3;\n"
        << "ssl_conf_command Ciphersuites TLS_AES_128_GCM_SHA256; } }\n";
    return start({"nginx", "-c", at + "/nginx.conf", "-e", at + "/error.log"}, port);
}

RivalPtr start_ws(const RivalSetup& setup)
{
    return start_node(setup, "ws_server.mjs", {setup.file.string()});
}

RivalPtr start_yjs(const RivalSetup& setup)
{
    return start_node(setup, "yjs_server.mjs", {});
}

RivalPtr start_mosquitto(const RivalSetup& setup)
{
    certify(setup);
    const std::uint16_t port = free_port();
    const std::string at = setup.folder.string();
    std::ofstream(setup.folder / "mosquitto.conf")
        << "user root\nlistener " << port << " 127.0.0.1\nallow_anonymous true\nset_tcp_nodelay true\n"
        << "certfile " << at << "/chain.pem\nkeyfile " << at << "/key.pem\nlog_type none\nmax_queued_messages 100000\n";
    return start({"mosquitto", "-c", at + "/mosquitto.conf"}, port);
}

RivalPtr start_nats(const RivalSetup& setup)
{
    certify(setup);
    const std::uint16_t port = free_port();
    const std::string at = setup.folder.string();
    std::ofstream(setup.folder / "nats.conf") << "listen: 127.0.0.1:" << port << "\ntls { timeout: 30, cert_file: \""
                                              << at << "/chain.pem\", key_file: \"" << at << "/key.pem\" }\n";
    return start({"nats-server", "-c", at + "/nats.conf", "-l", at + "/nats.log"}, port);
}

RivalPtr start_bare(const RivalSetup& setup)
{
    certify(setup);
    const std::uint16_t port = free_port();
    return start({"/proc/self/exe", "bare", std::to_string(port), (setup.folder / "chain.pem").string(),
                  (setup.folder / "key.pem").string(), setup.file.string()},
                 port);
}

std::vector<std::vector<std::string>> yjs_messages(const RivalSetup& setup, int clients, int updates, int bytes)
{
    const std::string command = "node " + (setup.scripts / "yjs_updates.mjs").string() + " " + std::to_string(clients) +
                                " " + std::to_string(updates) + " " + std::to_string(bytes);
    FILE* const pipe = ::popen(command.c_str(), "r");
    if (pipe == nullptr) give_up("node does not run");
    std::vector<std::vector<std::string>> all(static_cast<std::size_t>(clients));
    for (std::vector<std::string>& messages : all)
        for (int i = 0; i < updates; ++i) {
            unsigned char head[4];
            if (std::fread(head, 1, 4, pipe) != 4) give_up("yjs_updates.mjs ended early");
            std::string message(head[0] | head[1] << 8 | head[2] << 16 | static_cast<std::size_t>(head[3]) << 24, '\0');
            if (std::fread(message.data(), 1, message.size(), pipe) != message.size())
                give_up("yjs_updates.mjs ended early");
            messages.push_back(std::move(message));
        }
    ::pclose(pipe);
    return all;
}

}  // namespace chamber::bench
