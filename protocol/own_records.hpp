// What belongs to a person and follows them to another tablet: where they are in each document, and how they like the
// app. For nobody else's eyes, the office's neither; never in an archive.
//
// Beside the feed, because a place changes every few seconds and a change of the feed is told to everybody: a device
// says what it has (`keep_own`), the server keeps of each part the newer one and tells the person's other devices
// (`own_records`). Every part has its own moment, so that two devices that wrote offline lose nothing of each other but
// the older of two words about the same thing. Both sides merge by merged(); the twin in server/web reads the same
// worked examples (tests/golden/own_records.json).
#pragma once

#include "protocol/error.hpp"
#include "protocol/ids.hpp"

#include <boost/describe.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace chamber {

// Zoom is a multiple of this.
enum class PageFit { width, page };
BOOST_DESCRIBE_ENUM(PageFit, width, page)

// Where somebody left off.
struct ReadingPlace {
    std::int32_t revision = 0;  // from 1
    std::int32_t page_index = 0;
    double share = 0;  // of the page's height that is above the screen, 0 … 1
    PageFit fit = PageFit::width;
    double zoom = 1;
    std::string at;
};
BOOST_DESCRIBE_STRUCT(ReadingPlace, (), (revision, page_index, share, fit, zoom, at))

struct PageBookmark {
    std::int32_t revision = 0;  // from 1
    std::int32_t page_index = 0;
};
BOOST_DESCRIBE_STRUCT(PageBookmark, (), (revision, page_index))

struct Bookmarks {
    std::vector<PageBookmark> pages;  // as they were set
    std::string at;
};
BOOST_DESCRIBE_STRUCT(Bookmarks, (), (pages, at))

// "Đã đọc": up to this revision; 0: taken back.
struct ReadMark {
    std::int32_t revision = 0;
    std::string at;
};
BOOST_DESCRIBE_STRUCT(ReadMark, (), (revision, at))

// Of one document. What is absent was never said.
struct ReadingRecord {
    DocumentId document;
    std::optional<ReadingPlace> place = std::nullopt;
    std::optional<Bookmarks> bookmarks = std::nullopt;
    std::optional<ReadMark> read = std::nullopt;
    std::int32_t opened_revision = 0;  // the newest one that was opened; 0: none
};
BOOST_DESCRIBE_STRUCT(ReadingRecord, (), (document, place, bookmarks, read, opened_revision))

// One tool as it was used last.
struct PenChoice {
    std::string tool;    // the app's word for it
    std::string colour;  // #rrggbb
    double width_pt = 1.6;
};
BOOST_DESCRIBE_STRUCT(PenChoice, (), (tool, colour, width_pt))

struct PenPreferences {
    std::string tool;  // the one in hand
    std::vector<PenChoice> pens;
    std::string at;
};
BOOST_DESCRIBE_STRUCT(PenPreferences, (), (tool, pens, at))

struct ScreenPreferences {
    std::int32_t text_size_px = 0;  // 0: the app's own
    std::string theme;              // the app's word; empty: its own, here and below
    std::string language;
    std::string at;
};
BOOST_DESCRIBE_STRUCT(ScreenPreferences, (), (text_size_px, theme, language, at))

struct GuidesSeen {
    std::vector<std::string> guides;  // the app's words
    std::string at;
};
BOOST_DESCRIBE_STRUCT(GuidesSeen, (), (guides, at))

struct Preferences {
    std::optional<PenPreferences> pen = std::nullopt;
    std::optional<ScreenPreferences> screen = std::nullopt;
    std::optional<GuidesSeen> guides = std::nullopt;
};
BOOST_DESCRIBE_STRUCT(Preferences, (), (pen, screen, guides))

// Errors: out_of_range, too_long, wrong_type; `where` says which field.
Result<void> check_reading(const ReadingRecord& reading);
Result<void> check_preferences(const Preferences& preferences);

// Of each part the newer one; of two of the same second the one that was said. Moments later than `now` are of a clock
// that is wrong, and count as now. What was opened stays opened.
ReadingRecord merged(ReadingRecord known, const ReadingRecord& said, const std::string& now);
Preferences merged(Preferences known, const Preferences& said, const std::string& now);

}  // namespace chamber
