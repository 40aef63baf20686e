#include "server/sheets/zipped_parts.hpp"

#include <memory>
#include <zip.h>

namespace chamber::sheets {
namespace {

struct Discard {
    void operator()(zip_t* zip) const { zip_discard(zip); }
};
using Zip = std::unique_ptr<zip_t, Discard>;

class Reader {
public:
    Reader(zip_t* zip, const PartLimits& limits) : zip_(zip), limits_(limits), room_(limits.unpacked_bytes_max) {}

    Result<ZippedPart> read(zip_uint64_t index, std::string name)
    {
        zip_stat_t stat;
        if (zip_stat_index(zip_, index, 0, &stat) != 0 || (stat.valid & ZIP_STAT_SIZE) == 0)
            return unreadable("a part without a size");
        if (stat.size > room_) return unreadable(std::string(limits_.too_large));
        ZippedPart part{std::move(name), std::string(static_cast<std::size_t>(stat.size), '\0')};
        zip_file_t* file = zip_fopen_index(zip_, index, 0);
        if (file == nullptr) return unreadable(part.name);
        const auto got = zip_fread(file, part.bytes.data(), part.bytes.size());
        // The checksum is compared when the end is met, not before.
        char more = 0;
        const bool ended = zip_fread(file, &more, 1) == 0;
        const bool whole = zip_fclose(file) == 0 && ended && got == static_cast<zip_int64_t>(part.bytes.size());
        if (!whole) return unreadable(part.name);
        room_ -= part.bytes.size();
        return part;
    }

    Error unreadable(std::string detail) const { return fail(limits_.refusal, std::move(detail)); }

private:
    zip_t* zip_;
    const PartLimits& limits_;
    std::size_t room_;
};

}  // namespace

Result<std::vector<ZippedPart>> read_zipped_parts(std::string_view bytes, const PartLimits& limits,
                                                  const std::function<bool(std::string_view)>& wanted)
{
    zip_error_t failed;
    zip_error_init(&failed);
    const int flags = ZIP_RDONLY | (limits.strict ? ZIP_CHECKCONS : 0);
    zip_source_t* source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, &failed);
    const Zip zip(source == nullptr ? nullptr : zip_open_from_source(source, flags, &failed));
    if (!zip) {
        if (source != nullptr) zip_source_free(source);
        auto detail = std::string(zip_error_strerror(&failed));
        zip_error_fini(&failed);
        return fail(limits.refusal, std::move(detail));
    }
    const auto count = zip_get_num_entries(zip.get(), 0);
    if (count < 0 || static_cast<std::size_t>(count) > limits.parts_max)
        return fail(limits.refusal, "more parts than " + std::to_string(limits.parts_max));
    Reader reader(zip.get(), limits);
    std::vector<ZippedPart> parts;
    for (zip_int64_t i = 0; i < count; ++i) {
        const auto index = static_cast<zip_uint64_t>(i);
        const char* name = zip_get_name(zip.get(), index, 0);
        if (name == nullptr) return reader.unreadable("a part without a name");
        const std::string_view said = name;
        if (said.ends_with('/') || !wanted(said)) continue;
        auto part = reader.read(index, std::string(said));
        if (!part) return part.error();
        parts.push_back(std::move(*part));
    }
    return parts;
}

}  // namespace chamber::sheets
