#include "server/inspect/drawn_letters.hpp"

#include "protocol/text.hpp"
#include "server/inspect/look_walk.hpp"
#include "server/inspect/object_geometry.hpp"

#include <algorithm>
#include <cmath>

namespace chamber::inspect {
namespace {

constexpr std::size_t text_bytes_max = 262'144;
constexpr double letter_height_min_pt = 1.5;
constexpr double contrast_min = 0.15;

// Neither on a ground of its own brightness nor painted over later.
bool stands_out(const LaidLetter& letter, const std::vector<GroundFill>& fills)
{
    const Point middle{(letter.box.left + letter.box.right) / 2, (letter.box.bottom + letter.box.top) / 2};
    double ground = 1;
    for (std::size_t i = 0; i < fills.size(); ++i) {
        if (!fills[i].box.holds(middle)) continue;
        if (i >= letter.fills_before) return false;
        ground = fills[i].brightness;
    }
    return std::abs(letter.brightness - ground) >= contrast_min;
}

// Line by line from above, a line from the left. A line ends where the next letter lies lower than `step`.
std::vector<const LaidLetter*> in_reading_order(std::vector<const LaidLetter*> letters, double step)
{
    std::stable_sort(letters.begin(), letters.end(), [](const LaidLetter* left, const LaidLetter* right) {
        return left->box.bottom > right->box.bottom;
    });
    const auto from_the_left = [](const LaidLetter* left, const LaidLetter* right) {
        return left->box.left < right->box.left;
    };
    for (auto line = letters.begin(); line != letters.end();) {
        auto end = line + 1;
        while (end != letters.end() && (*(end - 1))->box.bottom - (*end)->box.bottom <= step) ++end;
        std::stable_sort(line, end, from_the_left);
        line = end;
    }
    return letters;
}

void sum_up(Sheet& sheet, double scale)
{
    std::vector<const LaidLetter*> seen;
    double heights = 0;
    for (const auto& letter : sheet.letters) {
        if (sheet.look.in_stream_order.size() < text_bytes_max) sheet.look.in_stream_order += letter.text;
        const double height = letter.box.height() * scale;
        if (!letter.visible || height < letter_height_min_pt || is_blank(letter.text) ||
            !stands_out(letter, sheet.fills))
            continue;
        seen.push_back(&letter);
        heights += height;
    }
    if (!seen.empty()) sheet.look.letter_height = heights / static_cast<double>(seen.size());
    for (const LaidLetter* letter : in_reading_order(std::move(seen), sheet.look.letter_height / scale / 2))
        if (sheet.look.seen.size() < text_bytes_max) sheet.look.seen += letter->text;
    sheet.look.in_stream_order = plain_letters(sheet.look.in_stream_order);
    sheet.look.seen = plain_letters(sheet.look.seen);
}

}  // namespace

std::shared_ptr<const FaceOfFont> LookBudget::face_of(Object font)
{
    const auto key = std::pair(font.isInitialized() ? font.getOwningQPDF() : nullptr, font.getObjGen());
    if (font.isIndirect())
        if (const auto known = faces.find(key); known != faces.end()) return known->second;
    if (fonts == 0) return nullptr;
    --fonts;
    auto face = std::make_shared<const FaceOfFont>(FaceOfFont{read_font(font), read_font_letters(font)});
    if (font.isIndirect()) faces.emplace(key, face);
    return face;
}

DrawnLook read_drawn_look(Object form, const Matrix& place, LookBudget& budget)
{
    Sheet sheet{box_of(form.getDict().getKey("/BBox")).value_or(Box{}), {}, {}, {}, budget};
    walk_look(form, sheet);
    const Matrix whole = matrix_of(form.getDict().getKey("/Matrix")) * place;
    sum_up(sheet, std::sqrt(std::abs(whole.determinant())));
    return std::move(sheet.look);
}

}  // namespace chamber::inspect
