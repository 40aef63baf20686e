#include "tests/bench/rival.hpp"

#include "tests/bench/process_cost.hpp"
#include "tests/net/certificates.hpp"

#include <fcntl.h>
#include <netinet/in.h>
#include <signal.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <fstream>
#include <string>
#include <thread>
#include <vector>

extern char** environ;

namespace chamber::bench
{
namespace
{

pid_t start(std::vector<std::string> words)
{
    std::vector<char*> argv;
    for (std::string& word : words)
        argv.push_back(word.data());
    argv.push_back(nullptr);
    pid_t process = -1;
    return ::posix_spawnp(&process, argv[0], nullptr, nullptr, argv.data(), environ) == 0 ? process : -1;
}

bool succeeded(pid_t process)
{
    int status = 0;
    return process > 0 && ::waitpid(process, &status, 0) == process && WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

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
    for (int tries = 0; tries < 200; ++tries) {
        const int descriptor = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        const bool connected = ::connect(descriptor, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
        ::close(descriptor);
        if (connected) return true;
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
    }
    return false;
}

// Its best plain configuration: sendfile, keep-alive, the same cipher first, nothing logged.
void configure(const std::filesystem::path& folder, std::uint16_t port)
{
    const net::TestAuthority authority;
    const net::Identity identity = authority.issue("chamber.test", 2);
    std::ofstream(folder / "ca.pem") << authority.certificate_pem();
    std::ofstream(folder / "chain.pem") << identity.chain_pem;
    std::ofstream(folder / "key.pem") << identity.key_pem;
    const std::string at = folder.string();
    std::ofstream(folder / "nginx.conf") << "daemon off; master_process off; error_log " << at << "/error.log; pid " << at
                                         << "/nginx.pid;\n"
                                         << "events { worker_connections 1024; }\nhttp { access_log off; sendfile on; tcp_nopush on;\n"
                                         << "client_body_temp_path " << at << "/t1; proxy_temp_path " << at << "/t2; fastcgi_temp_path "
                                         << at << "/t3; uwsgi_temp_path " << at << "/t4; scgi_temp_path " << at
                                         << "/t5;\nserver { listen 127.0.0.1:" << port << " ssl; root " << at << "; ssl_certificate " << at
                                         << "/chain.pem; ssl_certificate_key " << at << "/key.pem; ssl_protocols TLSv1.2 TLSv1.3;\n"
                                         << "ssl_conf_command Ciphersuites TLS_AES_128_GCM_SHA256; } }\n";
}

bool download(const std::filesystem::path& folder, const std::string& name, std::uint16_t port, int clients)
{
    const std::string host = "chamber.test:" + std::to_string(port);
    std::vector<pid_t> processes;
    for (int i = 0; i < clients; ++i)
        processes.push_back(start({"curl", "-s", "-f", "-o", "/dev/null", "--cacert", (folder / "ca.pem").string(), "--resolve",
                                   host + ":127.0.0.1", "https://" + host + "/" + name}));
    bool all = true;
    for (const pid_t process : processes)
        all = succeeded(process) && all;
    return all;
}

} // namespace

std::optional<RivalCost> run_rival(const std::filesystem::path& folder, const std::filesystem::path& file, int clients, int rounds)
{
    const std::uint16_t port = free_port();
    configure(folder, port);
    const pid_t nginx = start({"nginx", "-c", (folder / "nginx.conf").string(), "-e", (folder / "error.log").string()});
    if (nginx <= 0) return std::nullopt;
    bool well = listens(port) && download(folder, file.filename().string(), port, clients); // once to warm up
    RivalCost cost;
    const double before = cpu_seconds(nginx);
    const auto begin = std::chrono::steady_clock::now();
    for (int round = 0; round < rounds && well; ++round)
        well = download(folder, file.filename().string(), port, clients);
    cost.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
    cost.cpu_seconds = cpu_seconds(nginx) - before;
    cost.peak_kib = peak_kib(nginx);
    ::kill(nginx, SIGTERM);
    ::waitpid(nginx, nullptr, 0);
    if (!well) return std::nullopt;
    return cost;
}

} // namespace chamber::bench
