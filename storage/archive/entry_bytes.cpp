#include "storage/archive/entry_bytes.hpp"

#include <algorithm>
#include <cstring>

namespace chamber::storage {
namespace {

constexpr std::uint32_t piece_bytes = 262'144;

}  // namespace

Result<void> BuildProgress::advance(std::uint64_t bytes)
{
    done += bytes;
    if (watch.goes_on && !watch.goes_on(stage, done, total))
        return fail(ErrorCode::cancelled, "the archive was given up");
    return {};
}

DocumentBytes::DocumentBytes(const FiledRevision& filed, const Blobs& blobs, DigestTable& digests,
                             BuildProgress& progress)
    : filed_(filed),
      blobs_(blobs),
      digests_(digests),
      progress_(progress)
{
}

Result<std::uint64_t> DocumentBytes::open()
{
    const auto digest = Sha256::parse(filed_.revision->sha256);
    if (!digest) return corrupt("its digest is unreadable");
    auto opened = blobs_.open(*digest);
    if (!opened) return corrupt(opened.error().detail);
    if (opened->bytes() != filed_.revision->bytes) return corrupt("its size is wrong");
    blob_ = std::make_unique<BlobFile>(std::move(*opened));
    return blob_->bytes();
}

Result<std::size_t> DocumentBytes::read(char* into, std::size_t room)
{
    if (taken_ == piece_.size()) {
        if (auto more = next_piece(); !more) return more.error();
    }
    const auto count = std::min(room, piece_.size() - taken_);
    std::memcpy(into, piece_.data() + taken_, count);
    taken_ += count;
    return count;
}

Error DocumentBytes::corrupt(const std::string& why) const
{
    return fail(ErrorCode::blob_damaged, filed_.revision->sha256 + ": " + why, filed_.document->id.value);
}

Result<void> DocumentBytes::next_piece()
{
    piece_.clear();
    taken_ = 0;
    const auto left = blob_->bytes() - offset_;
    if (left > 0) {
        auto read = blob_->read(offset_, static_cast<std::uint32_t>(std::min<std::uint64_t>(left, piece_bytes)));
        if (!read) return fail(read.error().code, read.error().detail, filed_.document->id.value);
        piece_ = std::move(*read);
        offset_ += piece_.size();
        digesting_.take(piece_);
        if (auto told = progress_.advance(piece_.size()); !told) return told;
    }
    if (offset_ < blob_->bytes() || compared_) return {};
    // Before the last piece leaves our hands, so that libzip cannot finish an entry with wrong bytes.
    compared_ = true;
    auto found = digesting_.finish();
    if (found.sha256 != filed_.revision->sha256) return corrupt("its bytes are not what they were");
    digests_[filed_.path] = std::move(found);
    return {};
}

TextBytes::TextBytes(std::string path, std::variant<std::string, LateText> text, DigestTable& digests)
    : path_(std::move(path)),
      text_(std::move(text)),
      digests_(digests)
{
}

Result<std::uint64_t> TextBytes::open()
{
    if (const auto* late = std::get_if<LateText>(&text_)) {
        auto written = (*late)(digests_);
        if (!written) return written.error();
        text_ = std::move(*written);
    }
    digests_[path_] = digest_text(std::get<std::string>(text_));
    return std::get<std::string>(text_).size();
}

Result<std::size_t> TextBytes::read(char* into, std::size_t room)
{
    const auto& text = std::get<std::string>(text_);
    const auto count = std::min(room, text.size() - taken_);
    std::memcpy(into, text.data() + taken_, count);
    taken_ += count;
    return count;
}

}  // namespace chamber::storage
