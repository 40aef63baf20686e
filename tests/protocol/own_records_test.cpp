// The golden table is read by the web side too (server/web/tests/sync/own_records.test.ts).
#include "protocol/own_records.hpp"

#include "protocol/codec.hpp"
#include "protocol/limits.hpp"
#include "tests/protocol/golden.hpp"

#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>
#include <gtest/gtest.h>

namespace chamber {
namespace {

namespace json = boost::json;

TEST(OwnRecords, AreMergedAsTheGoldenTableSays)
{
    for (const json::value& row : golden("own_records.json")) {
        const auto text = [&](const char* key) { return json::serialize(row.at(key)); };
        const std::string name(row.at("name").as_string());
        const std::string now(row.at("now").as_string());
        if (row.at("known").as_object().contains("document")) {
            const auto known = decode_reading(text("known")), said = decode_reading(text("said"));
            ASSERT_TRUE(known && said) << name;
            EXPECT_EQ(encode(merged(*known, *said, now)), encode(*decode_reading(text("merged")))) << name;
        } else {
            const auto known = decode_preferences(text("known")), said = decode_preferences(text("said"));
            ASSERT_TRUE(known && said) << name;
            EXPECT_EQ(encode(merged(*known, *said, now)), encode(*decode_preferences(text("merged")))) << name;
        }
    }
}

// Whatever order two devices say it in, what is kept is the same, but for words of one second.
TEST(OwnRecords, AreTheSameInWhateverOrderTheyAreSaid)
{
    const std::string now = "2024-12-18T02:00:00Z";
    ReadingRecord first{DocumentId("TL08")}, second{DocumentId("TL08")};
    first.place = ReadingPlace{1, 3, 0.5, PageFit::width, 1, "2024-12-18T01:00:00Z"};
    first.read = ReadMark{1, "2024-12-18T01:00:00Z"};
    second.place = ReadingPlace{1, 9, 0, PageFit::page, 2, "2024-12-18T01:00:01Z"};
    second.opened_revision = 2;
    const ReadingRecord none{DocumentId("TL08")};
    EXPECT_EQ(encode(merged(merged(none, first, now), second, now)),
              encode(merged(merged(none, second, now), first, now)));
}

TEST(OwnRecords, RefuseWhatNoPageAndNoScreenHas)
{
    const auto where = [](const ReadingRecord& reading) {
        const auto checked = check_reading(reading);
        return checked ? std::string("fits") : checked.error().where;
    };
    ReadingRecord reading{DocumentId("TL08")};
    EXPECT_EQ(where(reading), "fits");
    reading.place = ReadingPlace{1, 0, 0, PageFit::width, 1, "2024-12-18T01:00:00Z"};
    EXPECT_EQ(where(reading), "fits");
    reading.place->zoom = 0;
    EXPECT_EQ(where(reading), "/place/zoom");
    reading.place->zoom = 41;
    EXPECT_EQ(where(reading), "/place/zoom");
    reading.place->zoom = 1;
    reading.place->share = 1.01;
    EXPECT_EQ(where(reading), "/place/share");
    reading.place->share = 1;
    reading.place->page_index = limits::document_pages_max;
    EXPECT_EQ(where(reading), "/place/page_index");
    reading.place->page_index = 0;
    reading.place->revision = 0;
    EXPECT_EQ(where(reading), "/place/revision");
    reading.place.reset();
    reading.bookmarks = Bookmarks{{{1, 1}, {1, 2}, {1, 3}}, "2024-12-18T01:00:00Z"};
    EXPECT_EQ(where(reading), "/bookmarks/pages");
    reading.bookmarks->pages = {{1, 1}, {1, -1}};
    EXPECT_EQ(where(reading), "/bookmarks/pages/1/page_index");
    EXPECT_EQ(where(ReadingRecord{}), "/document");
}

TEST(OwnRecords, RefuseAPenThatIsNone)
{
    Preferences liked;
    liked.pen = PenPreferences{"pen", {PenChoice{"pen", "#1a3fb0", 1.6}}, "2024-12-18T01:00:00Z"};
    EXPECT_TRUE(check_preferences(liked));
    liked.pen->pens[0].colour = "blue";
    EXPECT_EQ(check_preferences(liked).error().where, "/pen/pens/0/colour");
    liked.pen->pens[0].colour = "#1a3fb0";
    liked.pen->pens[0].width_pt = 0;
    EXPECT_EQ(check_preferences(liked).error().where, "/pen/pens/0/width_pt");
    liked.pen->pens.assign(limits::preference_words_max + 1, PenChoice{"pen", "#1a3fb0", 1.6});
    EXPECT_EQ(check_preferences(liked).error().where, "/pen/pens");
    liked.pen.reset();
    liked.guides = GuidesSeen{std::vector<std::string>(limits::preference_words_max + 1, "x"), "2024-12-18T01:00:00Z"};
    EXPECT_EQ(check_preferences(liked).error().where, "/guides/guides");
}

}  // namespace
}  // namespace chamber
