#include "storage/agenda.hpp"

#include "protocol/importing.hpp"
#include "storage/amendments.hpp"
#include "storage/participants.hpp"
#include "storage/people.hpp"
#include "storage/sessions.hpp"

#include <algorithm>

namespace chamber::storage {

namespace {

std::vector<AgendaItem> items_of(Database& database, const SessionId& session)
{
    return list_entities<AgendaItem>(database, "SELECT body FROM agenda_item WHERE session = ?1 ORDER BY position, id",
                                     session.value);
}

Result<void> check_presenter(Database& database, const SessionId& session, const std::optional<std::string>& presenter)
{
    if (!presenter || find_participant(database, session, PersonId(*presenter))) return {};
    if (database.integer("SELECT 1 FROM people_group WHERE id = ?1", *presenter)) return {};
    return fail(ErrorCode::person_unknown, *presenter, "/presenter");
}

Result<void> check_times(const Sitting& sitting, const std::optional<std::string>& planned)
{
    if (!planned) return {};
    const auto at = read_utc(*planned);
    if (!at) return fail(ErrorCode::bad_time, *planned, "/planned_start");
    const bool within = *at >= parse_utc(sitting.start_at) && *at <= parse_utc(sitting.end_at);
    return within ? Result<void>() : fail(ErrorCode::outside_sitting, *planned, "/planned_start");
}

// The item as it is to be; its place among the others apart.
Result<AgendaItem> item_of(UnitOfWork& work, const PutAgendaItem& command, const std::optional<AgendaItem>& before,
                           const std::vector<AgendaItem>& others)
{
    if (!is_id(command.item.value)) return fail(ErrorCode::wrong_type, "item id", "/item");
    const auto sitting = find_sitting(work.database, command.sitting);
    if (!sitting || sitting->session != command.session)
        return fail(ErrorCode::sitting_unknown, command.sitting.value, "/sitting");
    if (auto known = check_presenter(work.database, command.session, command.presenter); !known) return known.error();
    if (auto fits = check_times(*sitting, command.planned_start); !fits) return fits.error();
    constexpr std::int32_t day_min = 24 * 60;
    if (command.planned_minutes < 0 || command.planned_minutes > day_min)
        return fail(ErrorCode::out_of_range, "minutes", "/planned_minutes");
    const bool taken =
        !command.number.empty() && std::any_of(others.begin(), others.end(), [&](const AgendaItem& each) {
            return each.sitting == command.sitting && each.number == command.number;
        });
    if (taken) return fail(ErrorCode::already_exists, command.number, "/number");
    AgendaItem item;
    if (before) item = *before;
    item.id = command.item;
    item.session = command.session;
    item.sitting = command.sitting;
    item.number = command.number;
    item.name = command.name;
    item.item_type = command.item_type;
    item.presenter = command.presenter;
    item.planned_start = command.planned_start;
    item.planned_minutes = command.planned_minutes;
    return item;
}

std::string title(const AgendaItem& item)
{
    return item.number.empty() ? item.name : item.number + ". " + item.name;
}

void amend(UnitOfWork& work, const PersonId& by, const std::optional<AgendaItem>& was, const AgendaItem& now,
           const std::string& reason)
{
    const auto amend = [&](const char* field, const std::string& before, const std::string& after) {
        add_amendment(work, AgendaItem::type, now.id.value, Amendment{"", by, field, before, after, reason});
    };
    if (!was) return amend("added", "", title(now));
    amend("sitting", was->sitting.value, now.sitting.value);
    amend("number", was->number, now.number);
    amend("name", was->name, now.name);
    amend("item_type", was->item_type, now.item_type);
    amend("presenter", was->presenter.value_or(""), now.presenter.value_or(""));
    amend("planned_start", was->planned_start.value_or(""), now.planned_start.value_or(""));
    amend("planned_minutes", std::to_string(was->planned_minutes), std::to_string(now.planned_minutes));
}

}  // namespace

Result<CommandEffect> put_agenda_item(UnitOfWork& work, const Viewer& viewer, const PutAgendaItem& command)
{
    auto session = open_session(work.database, command.session);
    if (!session) return session.error();
    const auto before = find_item(work.database, command.item);
    if (before && before->session != session->id) return fail(ErrorCode::item_unknown, command.item.value, "/item");
    std::vector<AgendaItem> order = items_of(work.database, session->id);
    const std::int32_t first = order.empty() ? 1 : order.front().position;
    const auto own =
        std::find_if(order.begin(), order.end(), [&](const AgendaItem& each) { return each.id == command.item; });
    const auto place_before = own - order.begin() + 1;
    if (own != order.end()) order.erase(own);
    auto item = item_of(work, command, before, order);
    if (!item) return item.error();
    if (command.position < 1 || static_cast<std::size_t>(command.position) > order.size() + 1)
        return fail(ErrorCode::out_of_range, "position", "/position");
    const std::string reason = command.reason.value_or("");
    amend(work, viewer.person, before, *item, reason);
    if (before)
        add_amendment(work, AgendaItem::type, item->id.value,
                      Amendment{"", viewer.person, "position", std::to_string(place_before),
                                std::to_string(command.position), reason});
    order.insert(order.begin() + (command.position - 1), *item);
    // Printed numbers stay as they are; only the order is counted anew.
    for (std::size_t i = 0; i < order.size(); ++i) {
        const std::int32_t position = first + static_cast<std::int32_t>(i);
        const bool changed = order[i].position != position || order[i].id == item->id;
        order[i].position = position;
        if (changed) put_item(work, order[i]);
    }
    return CommandEffect{item->id.value, session->id, command.reason};
}

Result<CommandEffect> remove_agenda_item(UnitOfWork& work, const Viewer& viewer, const RemoveAgendaItem& command)
{
    const auto item = find_item(work.database, command.item);
    if (!item) return fail(ErrorCode::item_unknown, command.item.value, "/item");
    auto session = open_session(work.database, item->session);
    if (!session) return session.error();
    // A withdrawn paper keeps its place in the record as well.
    const auto papers =
        work.database.integer("SELECT count(*) FROM document WHERE agenda_item = ?1", item->id.value).value_or(0);
    if (papers > 0) return fail(ErrorCode::item_in_use, std::to_string(papers) + " documents", "/item");
    if (session->current_item == item->id) {
        session->current_item.reset();
        put_session(work, *session);
    }
    add_amendment(work, AgendaItem::type, item->id.value,
                  Amendment{"", viewer.person, "removed", title(*item), "", command.reason});
    work.database.run("DELETE FROM agenda_paper WHERE item = ?1", item->id.value);
    work.database.run("DELETE FROM agenda_item WHERE id = ?1", item->id.value);
    work.feed.remove(AgendaItem::type, item->id.value);
    return CommandEffect{item->id.value, session->id, command.reason};
}

}  // namespace chamber::storage
