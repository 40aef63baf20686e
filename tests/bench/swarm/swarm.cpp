#include "tests/bench/swarm/swarm.hpp"

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <ctime>

namespace chamber::bench {

std::int64_t now_ns()
{
    timespec at{};
    clock_gettime(CLOCK_MONOTONIC, &at);
    return at.tv_sec * 1'000'000'000LL + at.tv_nsec;
}

void give_up(const std::string& what)
{
    std::fprintf(stderr, "room_bench: %s\n", what.c_str());
    std::exit(1);
}

double percentile(std::vector<double> values, double share)
{
    if (values.empty()) return 0;
    std::sort(values.begin(), values.end());
    const double rank = std::ceil(share * static_cast<double>(values.size()));
    return values[static_cast<std::size_t>(std::max(rank, 1.0)) - 1];
}

double median(std::vector<double> values)
{
    return percentile(std::move(values), 0.5);
}

// ---- Peer

Peer::Peer(Swarm& swarm, int descriptor, ssl_st* ssl) : swarm_(swarm), descriptor_(descriptor), ssl_(ssl)
{
    epoll_event event{};
    event.events = watched_ = EPOLLIN | EPOLLOUT;
    event.data.ptr = this;
    ::epoll_ctl(swarm_.epoll_, EPOLL_CTL_ADD, descriptor_, &event);
}

Peer::~Peer()
{
    close();
}

void Peer::close()
{
    if (descriptor_ < 0) return;
    SSL_free(ssl_);
    ssl_ = nullptr;
    ::close(descriptor_);
    descriptor_ = -1;
}

void Peer::watch()
{
    const std::uint32_t wanted = EPOLLIN | (unsent_.empty() && up_ ? 0U : static_cast<std::uint32_t>(EPOLLOUT));
    if (wanted == watched_) return;
    epoll_event event{};
    event.events = watched_ = wanted;
    event.data.ptr = this;
    ::epoll_ctl(swarm_.epoll_, EPOLL_CTL_MOD, descriptor_, &event);
}

void Peer::send(std::string_view bytes)
{
    unsent_ += bytes;
    if (up_) write();
}

void Peer::sink()
{
    sinking_ = true;
    sunk_ = 0;
}

void Peer::write()
{
    while (!unsent_.empty()) {
        int count = 0;
        if (ssl_) {
            count = SSL_write(ssl_, unsent_.data(), static_cast<int>(std::min<std::size_t>(unsent_.size(), 1 << 20)));
            if (count <= 0 && SSL_get_error(ssl_, count) != SSL_ERROR_WANT_WRITE) give_up("a peer cannot write");
        } else {
            count = static_cast<int>(::send(descriptor_, unsent_.data(), unsent_.size(), MSG_NOSIGNAL));
            if (count < 0 && errno != EAGAIN) give_up("a plain peer cannot write");
        }
        if (count <= 0) break;
        unsent_.erase(0, static_cast<std::size_t>(count));
    }
    watch();
}

void Peer::read()
{
    static thread_local std::vector<char> buffer(1 << 18);
    for (int turns = 0; turns < 8 && descriptor_ >= 0; ++turns) {
        ssize_t count = 0;
        if (sinking_) {
            count = ::recv(descriptor_, buffer.data(), 4U << 20, MSG_TRUNC | MSG_DONTWAIT);
        } else if (ssl_) {
            count = SSL_read(ssl_, buffer.data(), static_cast<int>(buffer.size()));
            if (count <= 0) {
                const int error = SSL_get_error(ssl_, static_cast<int>(count));
                if (error == SSL_ERROR_WANT_READ || error == SSL_ERROR_WANT_WRITE) return;
                give_up("a peer's connection ended");
            }
        } else {
            count = ::recv(descriptor_, buffer.data(), buffer.size(), MSG_DONTWAIT);
        }
        if (count < 0 && errno == EAGAIN) return;
        if (count <= 0) give_up("a peer's connection ended");
        if (sinking_) {
            sunk_ += static_cast<std::uint64_t>(count);
            if (counted) counted(sunk_);
        } else if (received) {
            received({buffer.data(), static_cast<std::size_t>(count)});
        }
    }
}

void Peer::on_ready(std::uint32_t events)
{
    if (!up_) {
        if (ssl_) {
            const int result = SSL_connect(ssl_);
            if (result <= 0) {
                const int error = SSL_get_error(ssl_, result);
                if (error == SSL_ERROR_WANT_READ || error == SSL_ERROR_WANT_WRITE) {
                    epoll_event event{};
                    event.events = watched_ = error == SSL_ERROR_WANT_READ ? EPOLLIN : EPOLLOUT;
                    event.data.ptr = this;
                    ::epoll_ctl(swarm_.epoll_, EPOLL_CTL_MOD, descriptor_, &event);
                    return;
                }
                give_up(std::string("a TLS handshake failed: ") + ERR_error_string(ERR_get_error(), nullptr));
            }
        }
        up_ = true;
        write();
    }
    if ((events & EPOLLIN) != 0) read();
    if (descriptor_ >= 0 && (events & EPOLLOUT) != 0) write();
}

// ---- Swarm

Swarm::Swarm() : epoll_(::epoll_create1(EPOLL_CLOEXEC)), context_(SSL_CTX_new(TLS_client_method()))
{
    SSL_CTX_set_min_proto_version(context_, TLS1_3_VERSION);
    SSL_CTX_set_ciphersuites(context_, "TLS_AES_128_GCM_SHA256");
    SSL_CTX_set_mode(context_, SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER);
    SSL_CTX_set_verify(context_, SSL_VERIFY_NONE, nullptr);  // loopback, in a bench: nothing to protect
}

Swarm::~Swarm()
{
    SSL_CTX_free(context_);
    ::close(epoll_);
}

int Swarm::dial(std::uint16_t port)
{
    const int descriptor = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    const int on = 1;
    ::setsockopt(descriptor, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    // As tablets have: an address of their own each, as far as the limit per address asks for it.
    sockaddr_in from{};
    from.sin_family = AF_INET;
    from.sin_addr.s_addr = htonl(0x7f000001U + (dialled_++ / 100) * 256);
    ::bind(descriptor, reinterpret_cast<const sockaddr*>(&from), sizeof from);
    sockaddr_in to{};
    to.sin_family = AF_INET;
    to.sin_port = htons(port);
    to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (::connect(descriptor, reinterpret_cast<const sockaddr*>(&to), sizeof to) != 0 && errno != EINPROGRESS)
        give_up(std::string("connect: ") + std::strerror(errno));
    return descriptor;
}

std::unique_ptr<Peer> Swarm::connect(std::uint16_t port)
{
    const int descriptor = dial(port);
    ssl_st* const ssl = SSL_new(context_);
    SSL_set_fd(ssl, descriptor);
    char name[] = "localhost";  // SSL_set_tlsext_host_name, without the macro's C cast
    SSL_ctrl(ssl, SSL_CTRL_SET_TLSEXT_HOSTNAME, TLSEXT_NAMETYPE_host_name, name);
    return std::unique_ptr<Peer>(new Peer(*this, descriptor, ssl));
}

std::unique_ptr<Peer> Swarm::connect_plain(std::uint16_t port)
{
    return std::unique_ptr<Peer>(new Peer(*this, dial(port), nullptr));
}

void Swarm::upgrade(Peer& peer)
{
    peer.ssl_ = SSL_new(context_);
    SSL_set_fd(peer.ssl_, peer.descriptor_);
    peer.up_ = false;
    peer.on_ready(0);
}

void Swarm::run(const std::function<bool()>& enough, double seconds, const std::function<void()>& tick)
{
    const std::int64_t end = now_ns() + static_cast<std::int64_t>(seconds * 1e9);
    epoll_event events[256];
    while (!enough()) {
        if (now_ns() > end) give_up("something takes too long");
        const int count = ::epoll_wait(epoll_, events, 256, 1);
        for (int i = 0; i < count; ++i) static_cast<Peer*>(events[i].data.ptr)->on_ready(events[i].events);
        if (tick) tick();
    }
}

}  // namespace chamber::bench
