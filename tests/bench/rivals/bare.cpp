#include "tests/bench/rivals/bare.hpp"

#include "tests/bench/swarm/swarm.hpp"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <openssl/ssl.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <fstream>
#include <memory>
#include <sstream>

namespace chamber::bench {
namespace {

constexpr std::size_t batch_bytes = 262'144;

struct Client {
    int descriptor = -1;
    SSL* ssl = nullptr;
    BIO* out = nullptr;  // what OpenSSL wants to send
    std::size_t at = std::string::npos;
    std::string sending;
    std::size_t sent = 0;
    bool shaken = false;
};

bool collect(Client& client)
{
    char* bytes = nullptr;
    const long size = BIO_get_mem_data(client.out, &bytes);
    if (size <= 0) return false;
    client.sending.assign(bytes, static_cast<std::size_t>(size));
    client.sent = 0;
    BIO_reset(client.out);
    return true;
}

// False: the kernel is full.
bool flush(Client& client)
{
    while (client.sent < client.sending.size()) {
        const ssize_t count = ::send(client.descriptor, client.sending.data() + client.sent,
                                     client.sending.size() - client.sent, MSG_NOSIGNAL);
        if (count < 0) return false;
        client.sent += static_cast<std::size_t>(count);
    }
    return true;
}

void serve(Client& client, const std::string& file)
{
    if (!client.shaken) client.shaken = SSL_do_handshake(client.ssl) == 1;
    char word = 0;
    while (client.shaken && SSL_read(client.ssl, &word, 1) == 1) client.at = 0;
    if (!flush(client)) return;
    for (int turns = 0; turns < 2; ++turns) {  // then it is somebody else's turn
        std::size_t collected = 0;
        while (client.at < file.size() && collected < batch_bytes) {
            const std::size_t piece = std::min<std::size_t>(16'384, file.size() - client.at);
            SSL_write(client.ssl, file.data() + client.at, static_cast<int>(piece));
            client.at += piece;
            collected += piece;
        }
        if (!collect(client) || !flush(client)) return;
    }
}

}  // namespace

void serve_bare(std::uint16_t port, const std::string& chain, const std::string& key, const std::string& path)
{
    std::ifstream in(path, std::ios::binary);
    std::ostringstream text;
    text << in.rdbuf();
    const std::string file = text.str();
    SSL_CTX* const context = SSL_CTX_new(TLS_server_method());
    SSL_CTX_set_ciphersuites(context, "TLS_AES_128_GCM_SHA256");
    if (SSL_CTX_use_certificate_chain_file(context, chain.c_str()) != 1 ||
        SSL_CTX_use_PrivateKey_file(context, key.c_str(), SSL_FILETYPE_PEM) != 1)
        give_up("bare: no certificate");
    const int door = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    const int on = 1;
    ::setsockopt(door, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (::bind(door, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0 || ::listen(door, 128) != 0)
        give_up("bare: no door");
    const int epoll = ::epoll_create1(EPOLL_CLOEXEC);
    epoll_event event{};
    event.events = EPOLLIN;
    ::epoll_ctl(epoll, EPOLL_CTL_ADD, door, &event);
    std::vector<std::unique_ptr<Client>> clients;
    epoll_event events[128];
    for (;;) {
        const int count = ::epoll_wait(epoll, events, 128, -1);
        for (int i = 0; i < count; ++i) {
            if (events[i].data.ptr != nullptr) {
                serve(*static_cast<Client*>(events[i].data.ptr), file);
                continue;
            }
            const int descriptor = ::accept4(door, nullptr, nullptr, SOCK_CLOEXEC | SOCK_NONBLOCK);
            if (descriptor < 0) continue;
            ::setsockopt(descriptor, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
            auto client = std::make_unique<Client>();
            client->descriptor = descriptor;
            client->ssl = SSL_new(context);
            client->out = BIO_new(BIO_s_mem());
            SSL_set_bio(client->ssl, BIO_new_socket(descriptor, BIO_NOCLOSE), client->out);
            SSL_set_accept_state(client->ssl);
            event.events = EPOLLIN | EPOLLOUT;
            event.data.ptr = client.get();
            ::epoll_ctl(epoll, EPOLL_CTL_ADD, descriptor, &event);
            clients.push_back(std::move(client));
        }
    }
}

}  // namespace chamber::bench
