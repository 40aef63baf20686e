// Answers: a head and a body from memory, or a file in pieces that take turns with everybody else.
#include "server/net/conversation.hpp"
#include "server/net/response_head.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>

namespace chamber::net {
namespace {

constexpr std::size_t file_piece_bytes = limits::bulk_bytes_per_round;

class OpenFile {
public:
    explicit OpenFile(const std::filesystem::path& path)
        : descriptor_(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOCTTY))
    {
    }
    OpenFile(const OpenFile&) = delete;
    OpenFile& operator=(const OpenFile&) = delete;
    ~OpenFile()
    {
        if (descriptor_ >= 0) ::close(descriptor_);
    }
    int descriptor() const { return descriptor_; }
    std::optional<std::uint64_t> size() const
    {
        struct stat found = {};
        if (descriptor_ < 0 || ::fstat(descriptor_, &found) != 0 || !S_ISREG(found.st_mode)) return std::nullopt;
        ::posix_fadvise(descriptor_, 0, 0, POSIX_FADV_SEQUENTIAL);
        return static_cast<std::uint64_t>(found.st_size);
    }

private:
    int descriptor_;
};

}  // namespace

asio::awaitable<bool> Conversation::send(const RequestHead& head, HttpResponse& response, Persistence persistence)
{
    std::optional<OpenFile> file;
    std::optional<std::uint64_t> length = response.body.size();
    if (response.file) {
        file.emplace(*response.file);
        length = file->size();
        if (!length) {
            response = plain_response(file->descriptor() < 0 && errno == ENOENT ? 404 : 500);
            length = response.body.size();
            file.reset();
        }
    }
    const bool with_body = may_have_body(response.status);
    if (!with_body) length.reset();
    const ResponseFacts facts{door_, persistence, length, lobby_->options.content_security_policy};
    wire_->put(encode_response_head(response, facts));
    if (!with_body || head.method == "HEAD") co_return co_await send_all();
    if (file) {
        hold(response.leash);
        const bool sent = co_await send_file(file->descriptor(), *length);
        if (response.leash) response.leash->let_go();
        co_return sent;
    }
    const auto body = std::make_shared<const std::string>(std::move(response.body));
    for (std::size_t at = 0; at < body->size(); at += file_piece_bytes) {
        wire_->put({}, body, std::string_view(*body).substr(at, file_piece_bytes));
        if (wire_->unsent() < batch_bytes) continue;
        const bool sent = co_await send_all();
        if (!sent) co_return false;
    }
    co_return co_await send_all();
}

asio::awaitable<bool> Conversation::send_file(int file, std::uint64_t size)
{
    std::uint64_t left = size;
    while (left > 0) {
        if (!wire_->open()) co_return false;
        auto piece = std::make_shared<std::string>(std::min<std::uint64_t>(left, file_piece_bytes), '\0');
        const ssize_t count = ::read(file, piece->data(), piece->size());
        if (count <= 0) {  // the file broke off under us: the peer must not take the rest for complete
            wire_->close();
            co_return false;
        }
        piece->resize(static_cast<std::size_t>(count));
        left -= static_cast<std::uint64_t>(count);
        const std::string_view bytes = *piece;
        wire_->put({}, std::move(piece), bytes);
        if (left > 0 && wire_->unsent() < batch_bytes) {
            co_await await_turn();
            continue;
        }
        const bool sent = co_await send_all();
        if (!sent) co_return false;
    }
    co_return co_await send_all();
}

asio::awaitable<bool> Conversation::send_all()
{
    expires_after_http();
    const error_code error = co_await await_flush(wire_);
    co_return !error;
}

}  // namespace chamber::net
