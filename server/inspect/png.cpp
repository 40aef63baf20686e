#include "server/inspect/png.hpp"

#include <cstdlib>
#include <string_view>
#include <zlib.h>

namespace chamber::inspect {
namespace {

constexpr std::string_view signature{"\x89PNG\r\n\x1a\n", 8};
constexpr std::size_t small_palette = 16;
constexpr std::uint8_t indexed_colour = 3;
// Pages are mostly white: without a bound the search for the longest match takes 27 ms a page and saves 1 %.
constexpr int longest_search = 256;

void put_number(std::string& out, std::size_t number)
{
    for (int shift = 24; shift >= 0; shift -= 8) out += static_cast<char>(number >> shift & 0xFF);
}

void put_chunk(std::string& out, std::string_view type, std::string_view body)
{
    put_number(out, body.size());
    const std::size_t from = out.size();
    out += type;
    out += body;
    const auto* checked = reinterpret_cast<const Bytef*>(out.data() + from);
    put_number(out, crc32_z(0, checked, out.size() - from));
}

// Each row behind a filter byte: none, which suits few colours best.
std::string packed_rows(const IndexedPixels& pixels, bool small)
{
    const auto width = static_cast<std::size_t>(pixels.width_px);
    std::string rows;
    rows.reserve((width + 2) * static_cast<std::size_t>(pixels.height_px));
    for (std::size_t row = 0; row < static_cast<std::size_t>(pixels.height_px); ++row) {
        rows += '\0';
        const std::uint8_t* line = pixels.indices.data() + row * width;
        for (std::size_t x = 0; x < width; x += small ? 2 : 1) {
            const unsigned second = small && x + 1 < width ? line[x + 1] : 0;
            rows += static_cast<char>(small ? line[x] << 4 | second : line[x]);
        }
    }
    return rows;
}

// Our own pixels fail to be packed only without memory: the process ends, as it does for every other lack of it here.
std::string deflated(std::string& raw)
{
    z_stream stream{};
    if (deflateInit2(&stream, Z_BEST_COMPRESSION, Z_DEFLATED, 15, 9, Z_DEFAULT_STRATEGY) != Z_OK) std::abort();
    deflateTune(&stream, 32, 258, 258, longest_search);
    std::string out(deflateBound(&stream, raw.size()), '\0');
    stream.next_in = reinterpret_cast<Bytef*>(raw.data());
    stream.avail_in = static_cast<uInt>(raw.size());
    stream.next_out = reinterpret_cast<Bytef*>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    if (deflate(&stream, Z_FINISH) != Z_STREAM_END) std::abort();
    out.resize(stream.total_out);
    deflateEnd(&stream);
    return out;
}

}  // namespace

std::string encode_png(const IndexedPixels& pixels)
{
    const bool small = pixels.palette.size() <= small_palette;
    std::string header;
    put_number(header, static_cast<std::size_t>(pixels.width_px));
    put_number(header, static_cast<std::size_t>(pixels.height_px));
    header += static_cast<char>(small ? 4 : 8);
    header += static_cast<char>(indexed_colour);
    header += std::string(3, '\0');  // deflate, the five filters, not interlaced
    std::string palette;
    for (const Colour& colour : pixels.palette)
        for (const std::uint8_t part : colour) palette += static_cast<char>(part);
    std::string rows = packed_rows(pixels, small);
    std::string png(signature);
    put_chunk(png, "IHDR", header);
    put_chunk(png, "PLTE", palette);
    put_chunk(png, "IDAT", deflated(rows));
    put_chunk(png, "IEND", {});
    return png;
}

}  // namespace chamber::inspect
