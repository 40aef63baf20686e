// Where pages lie: what the inspector says of odd pages is what pdf.js says of them (tests/golden/page_matrices.json,
// written by pdf.js in server/web/tests/pages/page_matrices.test.ts), in an inspection and in a re-check; and previews
// show that area, whatever poppler thinks.
#include "server/inspect/output_reader.hpp"
#include "server/inspect/records.hpp"
#include "tests/inspect/decoded_picture.hpp"
#include "tests/inspect/inspecting.hpp"
#include "tests/support/test_pdf.hpp"

#include <boost/json.hpp>
#include <cmath>
#include <fstream>
#include <gtest/gtest.h>
#include <limits>
#include <sstream>

namespace chamber::inspect {
namespace {

namespace json = boost::json;

constexpr double thousandth = 0.001;

json::array golden()
{
    std::ifstream file(std::string(CHAMBER_SOURCE_DIR) + "/tests/golden/page_matrices.json");
    std::stringstream text;
    text << file.rdbuf();
    return json::parse(text.str()).as_array();
}

std::string pdf_of(const json::object& example)
{
    std::vector<std::string> objects;
    for (const json::value& object : example.at("objects").as_array()) objects.emplace_back(object.as_string());
    return testing::make_pdf_of(objects);
}

void expect_same(const std::vector<PageSize>& told, const json::array& shown, const std::string& name)
{
    ASSERT_EQ(told.size(), shown.size()) << name;
    for (std::size_t i = 0; i < told.size(); ++i) {
        const json::object& page = shown[i].as_object();
        EXPECT_NEAR(told[i].width_pt, page.at("width_pt").to_number<double>(), thousandth) << name;
        EXPECT_NEAR(told[i].height_pt, page.at("height_pt").to_number<double>(), thousandth) << name;
        ASSERT_TRUE(told[i].matrix) << name;
        const PageMatrix& matrix = *told[i].matrix;
        const json::object& expected = page.at("matrix").as_object();
        const std::pair<const char*, double> entries[] = {{"a", matrix.a}, {"b", matrix.b}, {"c", matrix.c},
                                                          {"d", matrix.d}, {"e", matrix.e}, {"f", matrix.f}};
        for (const auto& [key, value] : entries)
            EXPECT_NEAR(value, expected.at(key).to_number<double>(), thousandth)
                << name << ", page " << i + 1 << ", " << key;
    }
}

TEST(PageGeometry, IsWhatPdfJsShows)
{
    InspectOptions quick = test_options();
    quick.previews = false;
    for (const json::value& each : golden()) {
        const json::object& example = each.as_object();
        const std::string name(example.at("name").as_string());
        const auto inspection = inspect_bytes(pdf_of(example), quick);
        ASSERT_TRUE(inspection) << name << ": " << inspection.error().detail;
        expect_same(inspection->page_sizes, example.at("pages").as_array(), name);
    }
}

TEST(PageGeometry, ComesWithACheckOfSignaturesToo)
{
    for (const json::value& each : golden()) {
        const json::object& example = each.as_object();
        const std::string name(example.at("name").as_string());
        const auto checked = check_bytes(pdf_of(example));
        ASSERT_TRUE(checked) << name << ": " << checked.error().detail;
        expect_same(checked->page_sizes, example.at("pages").as_array(), name);
    }
}

// Width, height, and the middle of what is dark, in parts of the picture.
struct Picture {
    double width = 0, height = 0, x = 0, y = 0;
};

Picture look_at(std::string_view preview)
{
    const testing::DecodedPicture picture = testing::decoded(preview);
    double sum_x = 0, sum_y = 0, dark = 0;
    for (int y = 0; y < picture.height; ++y) {
        for (int x = 0; x < picture.width; ++x) {
            if (picture.at(x, y)[0] > 100) continue;
            sum_x += x + 0.5, sum_y += y + 0.5, ++dark;
        }
    }
    return {double(picture.width), double(picture.height), sum_x / dark / picture.width, sum_y / dark / picture.height};
}

// A black square of ten units at this place of the page's own space.
std::string pdf_with_square(const std::string& page_entries, const std::string& place)
{
    const std::string contents = "0 g " + place + " 10 10 re f";
    return testing::make_pdf_of(
        {"<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
         "<< /Type /Page /Parent 2 0 R /Contents 4 0 R " + page_entries + " >>",
         "<< /Length " + std::to_string(contents.size()) + " >>\nstream\n" + contents + "\nendstream"});
}

TEST(PageGeometry, IsWhatThePreviewsShow)
{
    for (const std::string entries :
         {"/MediaBox [0 0 400 600]", "/MediaBox [0 0 400 600] /Rotate 90",
          "/MediaBox [0 0 400 600] /Rotate -90 /UserUnit 3", "/MediaBox [0 0 400 600] /CropBox [100 150 300 500]",
          "/MediaBox [0 0 400 600] /CropBox [100 150 300 500] /Rotate 180", "/MediaBox [-200 -300 500 600]",
          "/MediaBox [600 700 0 0]", "/MediaBox [0 0 400 600] /CropBox [900 900 1000 1000]",
          "/MediaBox [0 0 400 600] /Rotate 90.0", "/MediaBox [0 0 400 600] /Rotate 45",
          "/MediaBox [0 0 400 600] /CropBox [10 10 10 300]", ""}) {
        const auto inspection = inspect_bytes(pdf_with_square(entries, "200 300"));
        ASSERT_TRUE(inspection) << entries;
        ASSERT_EQ(inspection->preview_ends.size(), 1U) << entries;
        const PageSize& size = inspection->page_sizes[0];
        ASSERT_TRUE(size.matrix) << entries;
        const Picture picture = look_at(inspection->preview);
        EXPECT_NEAR(picture.width / picture.height, size.width_pt / size.height_pt, 0.01) << entries;
        const PageMatrix& m = *size.matrix;
        EXPECT_NEAR(picture.x, (m.a * 205 + m.c * 305 + m.e) / size.width_pt, 0.005) << entries;
        EXPECT_NEAR(picture.y, (m.b * 205 + m.d * 305 + m.f) / size.height_pt, 0.005) << entries;
    }
}

bool is_believed(const PageSize& size)
{
    const std::string body = encode_record_body(size);
    std::string output;
    for (const std::size_t number : {std::size_t{1}, body.size()})
        for (int i = 0; i < 4; ++i) output += static_cast<char>(number >> (8 * i));
    return read_records(output + body).has_value();
}

TEST(PageGeometry, OfALyingChildIsNotBelieved)
{
    const double nan = std::numeric_limits<double>::quiet_NaN(), infinite = std::numeric_limits<double>::infinity();
    EXPECT_TRUE(is_believed({595, 842, PageMatrix{1, 0, 0, -1, 0, 842}}));
    EXPECT_TRUE(is_believed({842, 595, PageMatrix{0, 2, 2, 0, -10, 5}}));
    EXPECT_TRUE(is_believed({595, 842, std::nullopt}));
    for (const PageMatrix& matrix :
         {PageMatrix{0, 0, 0, 0, 0, 0}, PageMatrix{1, 0.5, 0, -1, 0, 0}, PageMatrix{1, 0, 0, -2, 0, 0},
          PageMatrix{nan, 0, 0, nan, 0, 0}, PageMatrix{infinite, 0, 0, infinite, 0, 0}, PageMatrix{1, 0, 0, -1, nan, 0},
          PageMatrix{1, 0, 0, -1, 0, infinite}, PageMatrix{1, nan, 0, -1, 0, 0}, PageMatrix{1, 0, 0, -1, 0, 1e200}})
        EXPECT_FALSE(is_believed({595, 842, matrix}));
    EXPECT_FALSE(is_believed({nan, 842, std::nullopt}));
    EXPECT_FALSE(is_believed({595, infinite, std::nullopt}));
    EXPECT_FALSE(is_believed({595, 0, std::nullopt}));
}

}  // namespace
}  // namespace chamber::inspect
