#include "storage/minutes/conduct.hpp"

#include <algorithm>
#include <boost/json/object.hpp>
#include <boost/json/parse.hpp>

namespace chamber::storage {
namespace {

namespace json = boost::json;

constexpr std::int64_t hour_ms = 3'600'000;

std::string text_of(const json::object& line, std::string_view name)
{
    const auto* value = line.if_contains(name);
    return value != nullptr && value->is_string() ? std::string(value->get_string()) : std::string();
}

std::optional<Deed> deed_of(std::string_view text, const SessionFile& file)
{
    json::error_code failed;
    const auto value = json::parse(text, failed);
    if (failed || !value.is_object()) return std::nullopt;
    const auto& line = value.get_object();
    const auto verb = text_of(line, "verb");
    const auto at = read_utc(text_of(line, "at"));
    if (!at || line.contains("refused")) return std::nullopt;
    auto target = text_of(line, "target");
    if (verb == "set_session_state") {
        const auto slash = target.rfind('/');
        if (slash == std::string::npos) return std::nullopt;
        return Deed{*at, DeedKind::state_set, target.substr(slash + 1)};
    }
    if (verb != "open_agenda_item") return std::nullopt;
    // The session's own id stands for "none is open".
    if (target == file.session.id.value) target.clear();
    return Deed{*at, DeedKind::item_opened, target};
}

bool stands_still(const Deed& deed)
{
    return deed.kind == DeedKind::state_set && deed.what != "in_session";
}

bool goes_on(const Deed& deed)
{
    return deed.kind == DeedKind::item_opened ? !deed.what.empty() : deed.what == "in_session";
}

void end_last(std::vector<ItemSpans>& all, const std::string& open, UtcMs at)
{
    const auto found = std::ranges::find(all, AgendaItemId(open), &ItemSpans::item);
    if (found != all.end() && !found->spans.back().ended) found->spans.back().ended = at;
}

void begin(std::vector<ItemSpans>& all, const std::string& item, UtcMs at)
{
    const auto found = std::ranges::find(all, AgendaItemId(item), &ItemSpans::item);
    if (found == all.end())
        all.push_back({AgendaItemId(item), {{at, {}}}});
    else if (found->spans.back().ended)
        found->spans.push_back({at, {}});
}

}  // namespace

std::vector<Deed> deeds_of(const SessionFile& file)
{
    std::vector<Deed> deeds;
    for (const auto& line : file.journal_lines)
        if (auto deed = deed_of(line, file)) deeds.push_back(std::move(*deed));
    return deeds;
}

std::vector<ItemSpans> spans_of(const std::vector<Deed>& deeds)
{
    std::vector<ItemSpans> all;
    std::string open;  // during a recess, too
    for (const auto& deed : deeds) {
        if (deed.kind == DeedKind::item_opened) {
            if (!open.empty() && open != deed.what) end_last(all, open, deed.at);
            open = deed.what;
            if (!open.empty()) begin(all, open, deed.at);
        } else if (!open.empty()) {
            if (goes_on(deed))
                begin(all, open, deed.at);
            else
                end_last(all, open, deed.at);
            if (stands_still(deed) && deed.what != "recess") open.clear();
        }
    }
    return all;
}

SittingTimes times_of(const SessionFile& file, const Sitting& sitting, const std::vector<Deed>& deeds)
{
    SittingTimes times;
    const auto start = read_utc(sitting.start_at);
    if (!start) return times;
    const UtcMs from{start->value - hour_ms};
    UtcMs until{start->value + 24 * hour_ms};
    for (const auto& other : file.sittings) {
        const auto next = read_utc(other.start_at);
        if (next && *next > *start) until = std::min(until, UtcMs{std::max(start->value, next->value - hour_ms)});
    }
    for (const auto& deed : deeds) {
        if (deed.at < from || deed.at >= until) continue;
        if (goes_on(deed)) {
            if (!times.opened) times.opened = deed.at;
            times.closed.reset();
        } else if (times.opened && stands_still(deed)) {
            if (!times.closed) times.closed = deed.at;
        }
    }
    return times;
}

}  // namespace chamber::storage
