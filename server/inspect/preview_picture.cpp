#include "server/inspect/preview_picture.hpp"

#include "server/inspect/png.hpp"

#include <algorithm>
#include <cstdint>
#include <limits>
#include <map>
#include <vector>

namespace chamber::inspect {
namespace {

constexpr int grey_levels = 12;
constexpr int main_colours = 4;
constexpr int white_from = 236;       // paper that was scanned is white, too
constexpr int coloured_from = 32;     // between the strongest and the weakest of red, green and blue
constexpr double stamp_share = 0.02;  // of a page's pixels: more are no stamps and signatures
constexpr double photo_share = 0.25;
constexpr int cube_side = 6;

int spread(const Colour& pixel)
{
    const auto [least, most] = std::minmax_element(pixel.begin(), pixel.end());
    return *most - *least;
}

int distance(const Colour& one, const Colour& other)
{
    int sum = 0;
    for (std::size_t part = 0; part < one.size(); ++part) {
        const int apart = one[part] - other[part];
        sum += apart * apart;
    }
    return sum;
}

std::uint8_t grey_index(const Colour& pixel)
{
    const int grey = (pixel[0] * 77 + pixel[1] * 150 + pixel[2] * 29 + 128) >> 8;  // ITU-R BT.601
    return static_cast<std::uint8_t>(grey >= white_from ? grey_levels - 1 : (grey * (grey_levels - 1) + 127) / 255);
}

std::vector<Colour> greys()
{
    std::vector<Colour> made;
    for (int level = 0; level < grey_levels; ++level) {
        const auto part = static_cast<std::uint8_t>(level * 255 / (grey_levels - 1));
        made.push_back({part, part, part});
    }
    return made;
}

struct Page {
    int width_px;
    int height_px;
    std::vector<Colour> pixels;
    std::size_t coloured = 0;
};

Page page_of(const RgbPixels& pixels)
{
    Page page{pixels.width_px, pixels.height_px, {}};
    page.pixels.reserve(static_cast<std::size_t>(pixels.width_px) * static_cast<std::size_t>(pixels.height_px));
    for (int y = 0; y < pixels.height_px; ++y) {
        const char* at = pixels.bytes + static_cast<std::ptrdiff_t>(y) * pixels.row_bytes;
        for (int x = 0; x < pixels.width_px; ++x, at += 3) {
            page.pixels.push_back(
                {static_cast<std::uint8_t>(at[0]), static_cast<std::uint8_t>(at[1]), static_cast<std::uint8_t>(at[2])});
            if (spread(page.pixels.back()) >= coloured_from) ++page.coloured;
        }
    }
    return page;
}

// The colours of a page that lie furthest apart, weighed by how much of it has them.
std::vector<Colour> colours_of(const Page& page)
{
    struct Sum {
        std::array<long, 3> parts{};
        long count = 0;
    };
    std::map<int, Sum> shades;  // of 5 bits each
    for (const Colour& pixel : page.pixels) {
        if (spread(pixel) < coloured_from) continue;
        Sum& sum = shades[(pixel[0] >> 3) << 10 | (pixel[1] >> 3) << 5 | pixel[2] >> 3];
        for (std::size_t part = 0; part < pixel.size(); ++part) sum.parts[part] += pixel[part];
        ++sum.count;
    }
    std::vector<Colour> chosen;
    for (int n = 0; n < main_colours; ++n) {
        long best_weight = 0;
        Colour best{};
        for (const auto& [key, sum] : shades) {
            Colour mean{};
            for (std::size_t part = 0; part < mean.size(); ++part)
                mean[part] = static_cast<std::uint8_t>(sum.parts[part] / sum.count);
            long apart = std::numeric_limits<std::uint16_t>::max();
            for (const Colour& other : chosen) apart = std::min<long>(apart, distance(mean, other));
            if (sum.count * apart <= best_weight) continue;
            best_weight = sum.count * apart;
            best = mean;
        }
        if (best_weight == 0) break;
        chosen.push_back(best);
    }
    return chosen;
}

std::uint8_t nearest(const std::vector<Colour>& palette, const Colour& pixel)
{
    const auto by_distance = [&](const Colour& one, const Colour& other) {
        return distance(one, pixel) < distance(other, pixel);
    };
    return static_cast<std::uint8_t>(std::min_element(palette.begin(), palette.end(), by_distance) - palette.begin());
}

std::uint8_t cube_index(const Colour& pixel)
{
    int index = 0;
    for (const std::uint8_t part : pixel) index = index * cube_side + (part * (cube_side - 1) + 127) / 255;
    return static_cast<std::uint8_t>(grey_levels + index);
}

std::vector<Colour> cube()
{
    std::vector<Colour> made;
    const auto part = [](int step) { return static_cast<std::uint8_t>(step * 255 / (cube_side - 1)); };
    for (int red = 0; red < cube_side; ++red)
        for (int green = 0; green < cube_side; ++green)
            for (int blue = 0; blue < cube_side; ++blue) made.push_back({part(red), part(green), part(blue)});
    return made;
}

std::string few_colours(const Page& page)
{
    IndexedPixels indexed{page.width_px, page.height_px, greys(), {}};
    const std::vector<Colour> colours = colours_of(page);
    indexed.palette.insert(indexed.palette.end(), colours.begin(), colours.end());
    indexed.indices.reserve(page.pixels.size());
    for (const Colour& pixel : page.pixels)
        indexed.indices.push_back(spread(pixel) < coloured_from ? grey_index(pixel) : nearest(indexed.palette, pixel));
    return encode_png(indexed);
}

std::string many_colours(const Page& page)
{
    IndexedPixels indexed{page.width_px, page.height_px, greys(), {}};
    const std::vector<Colour> colours = cube();
    indexed.palette.insert(indexed.palette.end(), colours.begin(), colours.end());
    indexed.indices.reserve(page.pixels.size());
    for (const Colour& pixel : page.pixels)
        indexed.indices.push_back(spread(pixel) < coloured_from ? grey_index(pixel) : cube_index(pixel));
    return encode_png(indexed);
}

}  // namespace

std::string encode_preview(const RgbPixels& pixels)
{
    const Page page = page_of(pixels);
    const double share =
        static_cast<double>(page.coloured) / static_cast<double>(std::max<std::size_t>(1, page.pixels.size()));
    std::string jpeg = encode_jpeg(pixels);
    if (share > photo_share) return jpeg;
    std::string png = share > stamp_share ? many_colours(page) : few_colours(page);
    return png.size() < jpeg.size() ? png : jpeg;
}

}  // namespace chamber::inspect
