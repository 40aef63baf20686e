#include "server/net/wire.hpp"

#include <boost/asio/error.hpp>
#include <boost/asio/post.hpp>

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <cstring>

namespace chamber::net {
namespace {

constexpr std::size_t joined_bytes_max = 4096;  // below it one copied record is cheaper than two records
constexpr std::size_t kept_bytes_max = 16'384;  // what an idle wire may hold
constexpr std::size_t wiped_bytes_max = 4096;   // a frame with a secret in it is shorter

// One for all wires: they share the thread, and the bytes leave it before anything else runs.
std::array<char, 65'536>& scratch()
{
    static thread_local std::array<char, 65'536> bytes;
    return bytes;
}

void tune(Socket& socket)
{
    error_code ignored;
    socket.non_blocking(true, ignored);
    const int on = 1;
    // Without the low mark a slow tablet's kernel buffer holds megabytes of document in front of a live message.
    const int unsent_bytes = batch_bytes;
    ::setsockopt(socket.native_handle(), IPPROTO_TCP, TCP_NODELAY, &on,
                 sizeof on);  // fails on a Unix socket, which is fine
    ::setsockopt(socket.native_handle(), IPPROTO_TCP, TCP_NOTSENT_LOWAT, &unsent_bytes, sizeof unsent_bytes);
}

}  // namespace

Wire::Wire(Socket socket, std::unique_ptr<TlsCodec> tls)
    : socket_(std::move(socket)),
      tls_(std::move(tls)),
      deadline_(socket_.get_executor())
{
    tune(socket_);
}

// ---- in

void Wire::handshake(Done done)
{
    if (!tls_) {
        asio::post(executor(), [done = std::move(done)]() mutable { done({}); });
        return;
    }
    try_handshake(std::move(done));
}

void Wire::try_handshake(Done done)
{
    error_code error;
    for (;;) {
        const std::size_t before = tls_->output().size();
        const TlsCodec::Step step = tls_->handshake();
        accepted_ += tls_->output().size() - before;
        pump();
        if (step == TlsCodec::Step::failed || step == TlsCodec::Step::ended) error = asio::error::connection_refused;
        if (step != TlsCodec::Step::wants_input) break;
        const Got got = fill(error);
        if (got == Got::failed) break;
        if (got == Got::bytes) continue;
        socket_.async_wait(Socket::wait_read,
                           [self = shared_from_this(), done = std::move(done)](error_code ended) mutable {
                               if (ended)
                                   done(ended);
                               else
                                   self->try_handshake(std::move(done));
                           });
        return;
    }
    asio::post(executor(), [self = shared_from_this(), done = std::move(done), error]() mutable { done(error); });
}

void Wire::read_some(asio::mutable_buffer to, Transferred done)
{
    if (!unread_.empty() || to.size() == 0) {
        const std::size_t count = asio::buffer_copy(to, asio::buffer(unread_));
        unread_.erase(0, count);
        asio::post(executor(), [done = std::move(done), count]() mutable { done({}, count); });
        return;
    }
    std::size_t count = 0;
    error_code error;
    const Got got = receive(to, count, error);
    if (got != Got::later) {
        asio::post(executor(), [done = std::move(done), error, count]() mutable { done(error, count); });
        return;
    }
    // Nothing is there yet, so this is the buffer's idle time: what the message before left in it may have been a
    // password.
    explicit_bzero(to.data(), std::min(to.size(), wiped_bytes_max));
    socket_.async_wait(Socket::wait_read,
                       [self = shared_from_this(), to, done = std::move(done)](error_code ended) mutable {
                           if (ended)
                               done(ended, 0);
                           else
                               self->try_read(to, std::move(done));
                       });
}

void Wire::try_read(asio::mutable_buffer to, Transferred done)
{
    std::size_t count = 0;
    error_code error;
    if (receive(to, count, error) != Got::later) return done(error, count);
    socket_.async_wait(Socket::wait_read,
                       [self = shared_from_this(), to, done = std::move(done)](error_code ended) mutable {
                           if (ended)
                               done(ended, 0);
                           else
                               self->try_read(to, std::move(done));
                       });
}

Wire::Got Wire::receive(asio::mutable_buffer to, std::size_t& count, error_code& error)
{
    if (tls_) return receive_tls(to, count, error);
    count = socket_.read_some(asio::buffer(to), error);
    if (error == asio::error::would_block) {
        error = {};
        return Got::later;
    }
    heard_ = std::chrono::steady_clock::now();
    return error ? Got::failed : Got::bytes;
}

Wire::Got Wire::receive_tls(asio::mutable_buffer to, std::size_t& count, error_code& error)
{
    for (;;) {
        const std::size_t before = tls_->output().size();
        const TlsCodec::Step step = tls_->read(static_cast<char*>(to.data()), to.size(), count);
        accepted_ += tls_->output().size() - before;  // an alert, or the answer to a key update
        if (tls_->output().size() != before) pump();
        if (step == TlsCodec::Step::done) return Got::bytes;
        if (step == TlsCodec::Step::ended) error = asio::error::eof;
        if (step == TlsCodec::Step::failed) error = asio::error::connection_aborted;
        if (error) return Got::failed;
        const Got got = fill(error);
        if (got != Got::bytes) return got;
    }
}

Wire::Got Wire::fill(error_code& error)
{
    const std::size_t count = socket_.read_some(asio::buffer(scratch()), error);
    if (error == asio::error::would_block) {
        error = {};
        return Got::later;
    }
    if (error) return Got::failed;
    heard_ = std::chrono::steady_clock::now();
    tls_->feed({scratch().data(), count});
    return Got::bytes;
}

void Wire::unread(std::string bytes)
{
    MUST(unread_.empty());
    unread_ = std::move(bytes);
}

// ---- out

void Wire::put(std::string head, SharedBytes owner, std::string_view body)
{
    if (failed_ || finishing_) return;
    if (!tls_) {
        accepted_ += head.size() + body.size();
        output_.push_back(OutputBuffer{std::move(head), std::move(owner), body});
        return;
    }
    if (head.size() + body.size() <= joined_bytes_max) {
        head += body;
        encrypt(head);
    } else {
        encrypt(head);
        encrypt(body);
    }
}

void Wire::encrypt(std::string_view bytes)
{
    if (bytes.empty()) return;
    const std::size_t before = tls_->output().size();
    if (before == 0 && bytes.size() > kept_bytes_max) tls_->output().reserve(batch_bytes + batch_bytes / 4);
    if (tls_->write(bytes) != TlsCodec::Step::done) return fail_all(asio::error::connection_aborted);
    accepted_ += tls_->output().size() - before;
}

bool Wire::flushed()
{
    if (!failed_) pump();
    return !failed_ && sent_ == accepted_;
}

void Wire::flush(Done done)
{
    waiting_.push_back(Waiting{accepted_, std::move(done)});
    if (failed_) return fail_all(failed_);
    pump();
    notify_flushed();
}

// Sends what there is until the kernel is full. Not asio::async_write: it passes at most 64 KiB to a call.
void Wire::pump()
{
    if (pumping_later_ || failed_) return;
    while (sent_ < accepted_) {
        error_code error;
        const std::size_t count = send_some(error);
        if (error == asio::error::would_block) {
            pumping_later_ = true;
            socket_.async_wait(Socket::wait_write, [self = shared_from_this()](error_code ended) {
                self->pumping_later_ = false;
                if (ended) return self->fail_all(ended);
                self->pump();
            });
            break;
        }
        if (error) return fail_all(error);
        sent_ += count;
    }
    notify_flushed();
}

std::size_t Wire::send_some(error_code& error)
{
    if (tls_) {
        if (sending_at_ == sending_.size()) {
            sending_.clear();
            sending_at_ = 0;
            std::swap(sending_, tls_->output());
        }
        const std::size_t count =
            socket_.write_some(asio::buffer(sending_.data() + sending_at_, sending_.size() - sending_at_), error);
        sending_at_ += count;
        const bool idle = sending_at_ == sending_.size() && tls_->output().empty();
        if (idle && sending_.capacity() + tls_->output().capacity() > kept_bytes_max) {
            sending_ = std::string();
            tls_->output() = std::string();
            sending_at_ = 0;
        }
        return count;
    }
    std::array<asio::const_buffer, 16> gathered{};
    std::size_t used = 0;
    for (const OutputBuffer& piece : output_) {
        if (used + 2 > gathered.size()) break;
        const std::size_t in_head = std::min(piece.at, piece.head.size());
        gathered[used++] = asio::buffer(piece.head.data() + in_head, piece.head.size() - in_head);
        gathered[used++] =
            asio::buffer(piece.body.data() + (piece.at - in_head), piece.body.size() - (piece.at - in_head));
    }
    const std::size_t count = socket_.write_some(gathered, error);
    std::size_t left = count;
    while (!output_.empty() && left >= output_.front().size() - output_.front().at) {
        left -= output_.front().size() - output_.front().at;
        output_.pop_front();
    }
    if (left != 0) output_.front().at += left;
    return count;
}

void Wire::notify_flushed()
{
    while (!waiting_.empty() && waiting_.front().until <= sent_) {
        asio::post(executor(), [done = std::move(waiting_.front().done)]() mutable { done({}); });
        waiting_.pop_front();
    }
}

void Wire::fail_all(error_code error)
{
    failed_ = error;
    output_.clear();
    for (Waiting& waiting : waiting_)
        asio::post(executor(), [done = std::move(waiting.done), error]() mutable { done(error); });
    waiting_.clear();
}

// ---- the end

void Wire::finish(std::uint64_t drop_bytes_max, std::chrono::milliseconds within, Done done)
{
    if (finishing_ || failed_ || !open()) {
        close();
        asio::post(executor(), [done = std::move(done)]() mutable { done({}); });
        return;
    }
    expires_after(within);
    if (tls_) {
        const std::size_t before = tls_->output().size();
        tls_->send_close_notify();
        accepted_ += tls_->output().size() - before;
    }
    finishing_ = true;
    flush([self = shared_from_this(), drop_bytes_max, done = std::move(done)](error_code error) mutable {
        error_code ignored;
        if (!error) self->socket_.shutdown(Socket::shutdown_send, error);
        if (!error) return self->drop_rest(drop_bytes_max, std::move(done));
        self->close();
        done(ignored);
    });
}

void Wire::drop_rest(std::uint64_t bytes_left, Done done)
{
    error_code error;
    for (int reads = 0; reads < 16 && bytes_left > 0 && !error; ++reads)  // then it is somebody else's turn
        bytes_left -= std::min<std::uint64_t>(bytes_left, socket_.read_some(asio::buffer(scratch()), error));
    if (bytes_left > 0 && (!error || error == asio::error::would_block)) {
        socket_.async_wait(Socket::wait_read,
                           [self = shared_from_this(), bytes_left, done = std::move(done)](error_code ended) mutable {
                               if (!ended) return self->drop_rest(bytes_left, std::move(done));
                               self->close();
                               done({});
                           });
        return;
    }
    close();
    done({});
}

void Wire::close()
{
    error_code ignored;
    deadline_.cancel();
    socket_.close(ignored);
    if (!failed_) fail_all(asio::error::operation_aborted);
}

void Wire::expires_after(std::chrono::milliseconds time)
{
    deadline_.expires_after(time);
    deadline_.async_wait([weak = weak_from_this()](error_code cancelled) {
        const auto self = weak.lock();
        if (cancelled || !self || self->deadline_.expiry() > asio::steady_timer::clock_type::now())
            return;  // moved on meanwhile
        self->expired_ = true;
        self->close();
    });
}

void Wire::never_expires()
{
    deadline_.expires_at(asio::steady_timer::time_point::max());
}

}  // namespace chamber::net
