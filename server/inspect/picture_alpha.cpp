#include "server/inspect/picture_alpha.hpp"

#include <qpdf/Buffer.hh>

namespace chamber::inspect {
namespace {

constexpr int cells_max = 64;  // a side
constexpr long long samples_max = 40'000'000;

enum class Meaning { high_is_opaque, low_is_opaque };

struct Samples {
    int columns = 0;
    int rows = 0;
    int bits = 0;
    Meaning meaning = Meaning::high_is_opaque;
};

int integer(Object value, int otherwise)
{
    return value.isInteger() ? value.getIntValueAsInt() : otherwise;
}

double sample(const unsigned char* row, const Samples& shape, int column)
{
    if (shape.bits == 8) return row[column] / 255.0;
    return row[column / 8] >> (7 - column % 8) & 1;
}

// The mean of each cell's samples.
AlphaGrid average(const unsigned char* bytes, const Samples& shape)
{
    AlphaGrid grid{std::min(shape.columns, cells_max), std::min(shape.rows, cells_max), {}};
    const auto cells = static_cast<std::size_t>(grid.columns * grid.rows);
    std::vector<double> sums(cells), counts(cells);
    const std::size_t stride = (static_cast<std::size_t>(shape.columns) * static_cast<std::size_t>(shape.bits) + 7) / 8;
    for (int row = 0; row < shape.rows; ++row) {
        const auto cell_row = static_cast<std::size_t>(static_cast<long long>(row) * grid.rows / shape.rows);
        for (int column = 0; column < shape.columns; ++column) {
            const auto cell_column = static_cast<std::size_t>(static_cast<long long>(column) * grid.columns / shape.columns);
            const std::size_t cell = cell_row * static_cast<std::size_t>(grid.columns) + cell_column;
            const double value = sample(bytes + static_cast<std::size_t>(row) * stride, shape, column);
            sums[cell] += shape.meaning == Meaning::high_is_opaque ? value : 1 - value;
            counts[cell] += 1;
        }
    }
    for (std::size_t i = 0; i < cells; ++i)
        grid.cells.push_back(counts[i] > 0 ? sums[i] / counts[i] : 1);
    return grid;
}

// A mask of one or eight bits; others are taken for opaque.
AlphaGrid read_mask(Object mask, Meaning meaning)
{
    Object about = mask.getDict();
    Samples shape{integer(about.getKey("/Width"), 0), integer(about.getKey("/Height"), 0), integer(about.getKey("/BitsPerComponent"), 1), meaning};
    if (about.getKey("/ImageMask").isBool() && about.getKey("/ImageMask").getBoolValue()) shape.bits = 1;
    if (shape.columns <= 0 || shape.rows <= 0 || (shape.bits != 1 && shape.bits != 8)) return {};
    if (static_cast<long long>(shape.columns) * shape.rows > samples_max) return {};
    Object decode = about.getKey("/Decode");
    if (decode.isArray() && decode.getArrayNItems() > 0 && decode.getArrayItem(0).isNumber() && decode.getArrayItem(0).getNumericValue() == 1)
        shape.meaning = shape.meaning == Meaning::high_is_opaque ? Meaning::low_is_opaque : Meaning::high_is_opaque;
    try {
        const auto bytes = mask.getStreamData(qpdf_dl_all);
        const std::size_t stride = (static_cast<std::size_t>(shape.columns) * static_cast<std::size_t>(shape.bits) + 7) / 8;
        if (bytes->getSize() < stride * static_cast<std::size_t>(shape.rows)) return {};
        return average(bytes->getBuffer(), shape);
    } catch (const std::exception&) {
        return {};
    }
}

}  // namespace

AlphaGrid read_alpha(Object picture)
{
    if (!picture.isStream()) return {};
    Object about = picture.getDict(), soft = about.getKey("/SMask"), hard = about.getKey("/Mask"), stencil = about.getKey("/ImageMask");
    if (soft.isStream()) return read_mask(soft, Meaning::high_is_opaque);
    if (hard.isStream()) return read_mask(hard, Meaning::low_is_opaque);
    if (stencil.isBool() && stencil.getBoolValue()) return read_mask(picture, Meaning::low_is_opaque);
    return {};
}

}  // namespace chamber::inspect
