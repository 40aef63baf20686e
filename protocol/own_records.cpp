#include "protocol/own_records.hpp"

#include "protocol/colour.hpp"
#include "protocol/limits.hpp"
#include "protocol/world.hpp"

#include <cmath>

namespace chamber {
namespace {

constexpr double zoom_max = 40;

Result<void> check_page(std::int32_t revision, std::int32_t page_index, const std::string& where)
{
    if (revision < 1) return fail(ErrorCode::out_of_range, "revision", where + "/revision");
    if (page_index < 0 || page_index >= static_cast<std::int32_t>(limits::document_pages_max))
        return fail(ErrorCode::out_of_range, "page", where + "/page_index");
    return {};
}

// As it is kept: in UTC, to the second, never later than now.
std::string settled(const std::string& at, const std::string& now)
{
    const UtcMs said = parse_utc(at);
    const UtcMs latest = parse_utc(now);
    return format_utc(said < latest ? said : latest);
}

template <class Part>
void take_newer(std::optional<Part>& known, const std::optional<Part>& said, const std::string& now)
{
    if (!said) return;
    Part part = *said;
    part.at = settled(part.at, now);
    if (known && parse_utc(part.at) < parse_utc(known->at)) return;
    known = std::move(part);
}

}  // namespace

Result<void> check_reading(const ReadingRecord& reading)
{
    if (!is_id(reading.document.value)) return fail(ErrorCode::out_of_range, "document", "/document");
    if (reading.place) {
        const ReadingPlace& place = *reading.place;
        if (auto page = check_page(place.revision, place.page_index, "/place"); !page) return page;
        if (!(place.share >= 0 && place.share <= 1)) return fail(ErrorCode::out_of_range, "share", "/place/share");
        if (!(place.zoom > 0 && place.zoom <= zoom_max)) return fail(ErrorCode::out_of_range, "zoom", "/place/zoom");
    }
    if (!reading.bookmarks) return {};
    const auto& pages = reading.bookmarks->pages;
    if (pages.size() > limits::bookmarks_max) return fail(ErrorCode::too_long, "bookmarks", "/bookmarks/pages");
    for (std::size_t i = 0; i < pages.size(); ++i)
        if (auto page = check_page(pages[i].revision, pages[i].page_index, "/bookmarks/pages/" + std::to_string(i));
            !page)
            return page;
    return {};
}

Result<void> check_preferences(const Preferences& preferences)
{
    if (preferences.pen) {
        const auto& pens = preferences.pen->pens;
        if (pens.size() > limits::preference_words_max) return fail(ErrorCode::too_long, "pens", "/pen/pens");
        for (std::size_t i = 0; i < pens.size(); ++i) {
            const std::string where = "/pen/pens/" + std::to_string(i);
            if (!is_colour(pens[i].colour)) return fail(ErrorCode::wrong_type, "#rrggbb", where + "/colour");
            if (!(pens[i].width_pt > 0 && pens[i].width_pt <= 100))
                return fail(ErrorCode::out_of_range, "width", where + "/width_pt");
        }
    }
    if (preferences.guides && preferences.guides->guides.size() > limits::preference_words_max)
        return fail(ErrorCode::too_long, "guides", "/guides/guides");
    return {};
}

ReadingRecord merged(ReadingRecord known, const ReadingRecord& said, const std::string& now)
{
    known.document = said.document;
    take_newer(known.place, said.place, now);
    take_newer(known.bookmarks, said.bookmarks, now);
    take_newer(known.read, said.read, now);
    if (said.opened_revision > known.opened_revision) known.opened_revision = said.opened_revision;
    return known;
}

Preferences merged(Preferences known, const Preferences& said, const std::string& now)
{
    take_newer(known.pen, said.pen, now);
    take_newer(known.screen, said.screen, now);
    take_newer(known.guides, said.guides, now);
    return known;
}

}  // namespace chamber
