#include "server/inspect/picture_samples.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <qpdf/Buffer.hh>

namespace chamber::inspect {
namespace {

constexpr int cells_max = 256;  // a side: of a seal, a third of a point
constexpr long long samples_max = 40'000'000;
constexpr std::size_t parts_max = 4;

int integer(Object value, int otherwise)
{
    return value.isInteger() ? value.getIntValueAsInt() : otherwise;
}

bool is_true(Object value)
{
    return value.isBool() && value.getBoolValue();
}

// A picture's samples as they are stored.
struct Samples {
    std::shared_ptr<Buffer> bytes;
    int columns = 0, rows = 0, bits = 0;
    std::size_t parts = 1;

    std::size_t stride() const
    {
        return (static_cast<std::size_t>(columns) * parts * static_cast<std::size_t>(bits) + 7) / 8;
    }
    unsigned most() const { return (1U << bits) - 1; }
    const unsigned char* row(int number) const
    {
        return bytes->getBuffer() + static_cast<std::size_t>(number) * stride();
    }

    unsigned read(const unsigned char* from, std::size_t index) const
    {
        if (bits == 8) return from[index];
        if (bits == 16) return static_cast<unsigned>(from[index * 2] << 8 | from[index * 2 + 1]);
        const std::size_t bit = index * static_cast<std::size_t>(bits);
        return from[bit / 8] >> (8 - bits - static_cast<int>(bit % 8)) & most();
    }
};

// 0: of a kind whose samples are not read here.
std::size_t parts_of(Object space)
{
    const std::string name = name_value(space.isArray() && space.getArrayNItems() > 0 ? space.getArrayItem(0) : space);
    if (in(name, {"/DeviceGray", "/CalGray", "/G", "/Indexed", "/I", "/Separation"})) return 1;
    if (in(name, {"/DeviceRGB", "/CalRGB", "/RGB", "/Lab"})) return 3;
    if (in(name, {"/DeviceCMYK", "/CMYK"})) return 4;
    if (name != "/ICCBased" || space.getArrayNItems() < 2 || !space.getArrayItem(1).isStream()) return 0;
    const int parts = integer(space.getArrayItem(1).getDict().getKey("/N"), 0);
    return parts == 1 || parts == 3 || parts == 4 ? static_cast<std::size_t>(parts) : 0;
}

// No bytes: not to be read. Errors: none; what libqpdf cannot decode is not read.
Samples read_samples(Object picture)
{
    Object about = picture.getDict();
    Samples samples{nullptr, integer(about.getKey("/Width"), 0), integer(about.getKey("/Height"), 0),
                    integer(about.getKey("/BitsPerComponent"), 1), 1};
    if (is_true(about.getKey("/ImageMask")))
        samples.bits = 1;
    else
        samples.parts = parts_of(about.getKey("/ColorSpace"));
    const bool depth =
        samples.bits == 1 || samples.bits == 2 || samples.bits == 4 || samples.bits == 8 || samples.bits == 16;
    if (!depth || samples.columns <= 0 || samples.rows <= 0 || samples.parts == 0) return samples;
    if (static_cast<long long>(samples.columns) * samples.rows > samples_max) return samples;
    try {
        auto bytes = picture.getStreamData(qpdf_dl_all);
        if (bytes->getSize() >= samples.stride() * static_cast<std::size_t>(samples.rows))
            samples.bytes = std::move(bytes);
    } catch (const std::exception&) {
        return samples;
    }
    return samples;
}

// `measure` writes `parts` values from 0 to 255 for a sample of this row and column.
template <typename Measure>
SampleGrid average(const Samples& samples, int parts, Measure measure)
{
    SampleGrid grid{std::min(samples.columns, cells_max), std::min(samples.rows, cells_max), parts, {}};
    const auto width = static_cast<std::size_t>(parts);
    const auto cells = static_cast<std::size_t>(grid.columns) * static_cast<std::size_t>(grid.rows);
    std::vector<std::uint64_t> sums(cells * width);
    std::vector<std::uint32_t> counts(cells);
    std::vector<std::size_t> cell_columns;
    for (int column = 0; column < samples.columns; ++column)
        cell_columns.push_back(
            static_cast<std::size_t>(static_cast<long long>(column) * grid.columns / samples.columns));
    std::array<std::uint8_t, 3> values{};
    for (int row = 0; row < samples.rows; ++row) {
        const auto cell_row = static_cast<std::size_t>(static_cast<long long>(row) * grid.rows / samples.rows);
        const unsigned char* from = samples.row(row);
        for (std::size_t column = 0; column < cell_columns.size(); ++column) {
            const std::size_t cell = cell_row * static_cast<std::size_t>(grid.columns) + cell_columns[column];
            measure(from, column, values);
            for (std::size_t part = 0; part < width; ++part) sums[cell * width + part] += values[part];
            ++counts[cell];
        }
    }
    for (std::size_t i = 0; i < sums.size(); ++i)
        grid.values.push_back(static_cast<std::uint8_t>(counts[i / width] > 0 ? sums[i] / counts[i / width] : 0));
    return grid;
}

using Values = std::array<std::uint8_t, 3>;

bool is_decoded_inside_out(Object about)
{
    Object decode = about.getKey("/Decode");
    return decode.isArray() && decode.getArrayNItems() > 0 && decode.getArrayItem(0).isNumber() &&
           decode.getArrayItem(0).getNumericValue() == 1;
}

enum class Meaning { high_is_opaque, low_is_opaque };

SampleGrid read_mask(Object mask, Meaning meaning)
{
    const Samples samples = read_samples(mask);
    if (!samples.bytes || samples.parts != 1) return {};
    const bool high = (meaning == Meaning::high_is_opaque) != is_decoded_inside_out(mask.getDict());
    return average(samples, 1, [&](const unsigned char* row, std::size_t column, Values& values) {
        const unsigned value = samples.read(row, column) * 255 / samples.most();
        values[0] = static_cast<std::uint8_t>(high ? value : 255 - value);
    });
}

// Samples all of whose parts are in these ranges are not painted.
SampleGrid read_colour_key(const Samples& samples, Object ranges)
{
    if (!samples.bytes || ranges.getArrayNItems() != static_cast<int>(samples.parts * 2)) return {};
    std::array<unsigned, parts_max * 2> bounds{};
    for (std::size_t i = 0; i < samples.parts * 2; ++i) {
        const int bound = integer(ranges.getArrayItem(static_cast<int>(i)), -1);
        if (bound < 0) return {};
        bounds[i] = static_cast<unsigned>(bound);
    }
    return average(samples, 1, [&](const unsigned char* row, std::size_t column, Values& values) {
        bool left_out = true;
        for (std::size_t part = 0; part < samples.parts && left_out; ++part) {
            const unsigned value = samples.read(row, column * samples.parts + part);
            left_out = value >= bounds[part * 2] && value <= bounds[part * 2 + 1];
        }
        values[0] = left_out ? 0 : 255;
    });
}

SampleGrid read_colours(Object about, const Samples& samples)
{
    Object space = about.getKey("/ColorSpace");
    const std::string name = name_value(space.isArray() ? space.getArrayItem(0) : space);
    const bool told = !in(name, {"/Indexed", "/I", "/Separation", "/Lab"}) && about.getKey("/Decode").isNull();
    if (!samples.bytes || !told || is_true(about.getKey("/ImageMask"))) return {};
    std::vector<double> components(samples.parts);
    return average(samples, 3, [&](const unsigned char* row, std::size_t column, Values& values) {
        for (std::size_t part = 0; part < samples.parts; ++part)
            components[part] = static_cast<double>(samples.read(row, column * samples.parts + part)) / samples.most();
        const Colour colour = colour_of(components);
        for (std::size_t part = 0; part < 3; ++part) values[part] = static_cast<std::uint8_t>(colour[part] * 255);
    });
}

}  // namespace

const std::uint8_t* SampleGrid::at(Point point) const
{
    static constexpr std::array<std::uint8_t, 3> opaque{255, 255, 255}, dark{0, 0, 0};
    if (values.empty()) return parts == 3 ? dark.data() : opaque.data();
    if (!std::isfinite(point.x) || !std::isfinite(point.y)) point = {};
    const int column = std::clamp(static_cast<int>(std::clamp(point.x, 0.0, 1.0) * columns), 0, columns - 1);
    const int row = std::clamp(static_cast<int>((1 - std::clamp(point.y, 0.0, 1.0)) * rows), 0, rows - 1);
    return values.data() +
           (static_cast<std::size_t>(row) * static_cast<std::size_t>(columns) + static_cast<std::size_t>(column)) *
               static_cast<std::size_t>(parts);
}

Picture read_picture(Object picture, PictureColours colours)
{
    Picture read;
    if (!picture.isStream()) return read;
    Object about = picture.getDict(), soft = about.getKey("/SMask"), mask = about.getKey("/Mask");
    const bool wanted = colours == PictureColours::wanted, keyed = !soft.isStream() && mask.isArray();
    const Samples samples = wanted || keyed ? read_samples(picture) : Samples{};
    if (soft.isStream())
        read.alpha = read_mask(soft, Meaning::high_is_opaque);
    else if (mask.isStream())
        read.alpha = read_mask(mask, Meaning::low_is_opaque);
    else if (keyed)
        read.alpha = read_colour_key(samples, mask);
    else if (is_true(about.getKey("/ImageMask")))
        read.alpha = read_mask(picture, Meaning::low_is_opaque);
    if (wanted) read.colours = read_colours(about, samples);
    return read;
}

}  // namespace chamber::inspect
