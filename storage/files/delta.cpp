#include "storage/files/delta.hpp"

#include "protocol/limits.hpp"

#include <bit>
#include <cerrno>
#include <cstring>
#include <memory>
#include <sys/mman.h>
#include <zstd.h>

namespace chamber::storage {
namespace {

constexpr int level = 3;
constexpr int window_log_max = 27;  // what every decoder takes without being asked
static_assert(2 * limits::delta_document_bytes_max <= (1ULL << window_log_max));

// A file's bytes as memory; blobs never change, so nothing can be cut away below it.
class Mapping {
public:
    explicit Mapping(const BlobFile& file) : size_(file.bytes())
    {
        if (size_ > 0) bytes_ = ::mmap(nullptr, size_, PROT_READ, MAP_PRIVATE, file.descriptor(), 0);
    }
    Mapping(const Mapping&) = delete;
    Mapping& operator=(const Mapping&) = delete;
    ~Mapping()
    {
        if (is_mapped()) ::munmap(bytes_, size_);
    }
    bool is_mapped() const { return bytes_ != MAP_FAILED; }
    const void* data() const { return bytes_; }
    std::size_t size() const { return size_; }

private:
    std::size_t size_;
    void* bytes_ = MAP_FAILED;
};

struct Free {
    void operator()(ZSTD_CCtx* context) const { ZSTD_freeCCtx(context); }
    void operator()(ZSTD_DCtx* context) const { ZSTD_freeDCtx(context); }
};

}  // namespace

Result<std::optional<std::string>> make_delta(const BlobFile& older, const BlobFile& newer)
{
    const std::uint64_t longest = std::max(older.bytes(), newer.bytes());
    if (longest > limits::delta_document_bytes_max || older.bytes() == 0 || newer.bytes() == 0)
        return std::optional<std::string>();
    const Mapping from(older), to(newer);
    if (!from.is_mapped() || !to.is_mapped())
        return fail(ErrorCode::io_failed, std::string("mmap: ") + std::strerror(errno));

    const std::unique_ptr<ZSTD_CCtx, Free> context(ZSTD_createCCtx());
    MUST(context != nullptr);
    const int window_log = std::bit_width(older.bytes() + newer.bytes());
    ZSTD_CCtx_setParameter(context.get(), ZSTD_c_compressionLevel, level);
    ZSTD_CCtx_setParameter(context.get(), ZSTD_c_windowLog, std::min(window_log_max, std::max(window_log, 10)));
    ZSTD_CCtx_setParameter(context.get(), ZSTD_c_enableLongDistanceMatching, 1);
    ZSTD_CCtx_setParameter(context.get(), ZSTD_c_checksumFlag, 1);
    ZSTD_CCtx_refPrefix(context.get(), from.data(), from.size());
    // Room for half of it and no more: what does not fit is not worth sending.
    std::string delta(newer.bytes() / 2, '\0');
    const std::size_t written = ZSTD_compress2(context.get(), delta.data(), delta.size(), to.data(), to.size());
    if (ZSTD_isError(written)) return std::optional<std::string>();
    delta.resize(written);
    return std::optional(std::move(delta));
}

Result<std::string> apply_delta(std::string_view older, std::string_view delta)
{
    const unsigned long long size = ZSTD_getFrameContentSize(delta.data(), delta.size());
    if (size == ZSTD_CONTENTSIZE_UNKNOWN || size == ZSTD_CONTENTSIZE_ERROR)
        return fail(ErrorCode::blob_damaged, "not a delta");
    if (size > limits::delta_document_bytes_max) return fail(ErrorCode::too_large);
    const std::unique_ptr<ZSTD_DCtx, Free> context(ZSTD_createDCtx());
    MUST(context != nullptr);
    ZSTD_DCtx_refPrefix(context.get(), older.data(), older.size());
    std::string newer(size, '\0');
    const std::size_t written =
        ZSTD_decompressDCtx(context.get(), newer.data(), newer.size(), delta.data(), delta.size());
    if (ZSTD_isError(written)) return fail(ErrorCode::blob_damaged, ZSTD_getErrorName(written));
    newer.resize(written);
    return newer;
}

}  // namespace chamber::storage
