#include "storage/archive/zip_writer.hpp"

#include <cerrno>
#include <cstdlib>
#include <optional>
#include <zip.h>

namespace chamber::storage {
namespace {

// What libzip hands back to us while it writes one entry.
struct Stream {
    ZipBytes* bytes = nullptr;
    std::optional<std::uint64_t> size;       // once opened
    std::optional<Error>* failed = nullptr;  // the first error of the whole zip
    zip_error_t error{};
};

zip_int64_t refuse(Stream& stream, const Error& error)
{
    if (!*stream.failed) *stream.failed = error;
    zip_error_set(&stream.error, ZIP_ER_READ, EIO);
    return -1;
}

bool opened(Stream& stream)
{
    if (stream.size) return true;
    auto size = stream.bytes->open();
    if (!size) return refuse(stream, size.error()) == 0;
    stream.size = *size;
    return true;
}

zip_int64_t on_stat(Stream& stream, void* into, zip_uint64_t room)
{
    auto* stat = ZIP_SOURCE_GET_ARGS(zip_stat_t, into, room, &stream.error);
    if (stat == nullptr || !opened(stream)) return -1;
    zip_stat_init(stat);
    // Without a size libzip would reserve a ZIP64 extra field in every entry.
    stat->size = *stream.size;
    stat->valid = ZIP_STAT_SIZE;
    return sizeof *stat;
}

zip_int64_t on_read(Stream& stream, void* into, zip_uint64_t room)
{
    auto got = stream.bytes->read(static_cast<char*>(into), static_cast<std::size_t>(room));
    if (!got) return refuse(stream, got.error());
    return static_cast<zip_int64_t>(*got);
}

zip_int64_t on_command(void* state, void* into, zip_uint64_t room, zip_source_cmd_t command)
{
    auto& stream = *static_cast<Stream*>(state);
    switch (command) {
    case ZIP_SOURCE_OPEN: return opened(stream) ? 0 : -1;
    case ZIP_SOURCE_READ: return on_read(stream, into, room);
    case ZIP_SOURCE_CLOSE: return 0;
    case ZIP_SOURCE_STAT: return on_stat(stream, into, room);
    case ZIP_SOURCE_ERROR: return zip_error_to_data(&stream.error, into, room);
    case ZIP_SOURCE_FREE: return 0;
    case ZIP_SOURCE_SUPPORTS:
        return zip_source_make_command_bitmap(ZIP_SOURCE_OPEN, ZIP_SOURCE_READ, ZIP_SOURCE_CLOSE, ZIP_SOURCE_STAT,
                                              ZIP_SOURCE_ERROR, ZIP_SOURCE_FREE, ZIP_SOURCE_SUPPORTS, -1);
    default: zip_error_set(&stream.error, ZIP_ER_OPNOTSUPP, 0); return -1;
    }
}

// MS-DOS date: years since 1980 in 7 bits, month in 4, day in 5.
zip_uint16_t dos_date(const std::string& day)
{
    constexpr zip_uint16_t first_day = 0x21;
    if (day.size() != 10) return first_day;
    const int year = std::atoi(day.substr(0, 4).c_str());
    const int month = std::atoi(day.substr(5, 2).c_str());
    const int of_month = std::atoi(day.substr(8, 2).c_str());
    if (year < 1980 || year > 2107) return first_day;
    return static_cast<zip_uint16_t>((year - 1980) << 9 | month << 5 | of_month);
}

Error zip_failure(zip_error_t* error)
{
    const bool full = zip_error_code_system(error) == ENOSPC || zip_error_code_system(error) == EDQUOT;
    return fail(full ? ErrorCode::disk_full : ErrorCode::io_failed, zip_error_strerror(error));
}

Result<void> add(zip_t* zip, const std::string& name, Stream& stream, zip_uint16_t date)
{
    auto* source = zip_source_function(zip, on_command, &stream);
    if (source == nullptr) return zip_failure(zip_get_error(zip));
    const auto index = zip_file_add(zip, name.c_str(), source, ZIP_FL_ENC_UTF_8);
    if (index < 0) {
        zip_source_free(source);
        return zip_failure(zip_get_error(zip));
    }
    const auto at = static_cast<zip_uint64_t>(index);
    const bool set = zip_set_file_compression(zip, at, ZIP_CM_STORE, 0) == 0 &&
                     zip_file_set_dostime(zip, at, 0, date, 0) == 0 &&
                     zip_file_set_external_attributes(zip, at, 0, ZIP_OPSYS_UNIX, 0100644U << 16U) == 0;
    if (!set) return zip_failure(zip_get_error(zip));
    return {};
}

}  // namespace

Result<void> write_zip(const std::filesystem::path& path, const std::string& day, std::vector<ZipEntry> entries)
{
    int code = 0;
    zip_t* zip = zip_open(path.c_str(), ZIP_CREATE | ZIP_EXCL, &code);
    if (zip == nullptr)
        return fail(ErrorCode::io_failed, "libzip cannot create " + path.string() + ", error " + std::to_string(code));
    std::optional<Error> failed;
    std::vector<std::unique_ptr<Stream>> streams;
    for (auto& entry : entries) {
        auto stream = std::make_unique<Stream>();
        stream->bytes = entry.bytes.get();
        stream->failed = &failed;
        zip_error_init(&stream->error);
        streams.push_back(std::move(stream));
        if (auto added = add(zip, entry.name, *streams.back(), dos_date(day)); !added) {
            zip_discard(zip);
            return added.error();
        }
    }
    if (zip_close(zip) == 0) return {};
    const auto error = failed ? *failed : zip_failure(zip_get_error(zip));
    zip_discard(zip);
    return error;
}

}  // namespace chamber::storage
