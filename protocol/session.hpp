// The council, its session (kỳ họp), sittings (phiên họp) and agenda items, as a device may hold them.
//
// A session is the numbered event of a term and the unit that is archived; a sitting is one half-day of it. States move
// only along the arrows of may_follow(); nothing here touches a clock.
#pragma once

#include "protocol/ids.hpp"

#include <boost/describe.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace chamber {

// dự kiến → đã triệu tập → đã gửi tài liệu → đang họp ⇄ tạm nghỉ → bế mạc → hoàn thiện hồ sơ → đã lưu trữ; hoãn, hủy.
enum class SessionState {
    planned,
    convened,
    distributed,
    in_session,
    recess,
    closed,
    filing,
    archived,
    postponed,
    cancelled
};
BOOST_DESCRIBE_ENUM(SessionState, planned, convened, distributed, in_session, recess, closed, filing, archived,
                    postponed, cancelled)

std::vector<SessionState> next_states(SessionState from);  // in the order in which they are offered
bool may_follow(SessionState from, SessionState to);

// How the hall is drawn: straight rows before the chair's table, or a horseshoe around it.
enum class SeatShape { rows, horseshoe };
BOOST_DESCRIBE_ENUM(SeatShape, rows, horseshoe)

struct Seat {
    std::string seat;  // as it stands in Person::seat; empty: an aisle
};
BOOST_DESCRIBE_STRUCT(Seat, (), (seat))

struct SeatRow {
    std::vector<Seat> seats;  // from the left, seen from the chair's table
};
BOOST_DESCRIBE_STRUCT(SeatRow, (), (seats))

// The hall, drawn once and used by every session.
struct SeatMap {
    SeatShape shape = SeatShape::rows;
    std::vector<SeatRow> rows;  // the one before the chair's table first
};
BOOST_DESCRIBE_STRUCT(SeatMap, (), (shape, rows))

struct Council {
    static constexpr auto type = "council";
    std::string id;
    std::string name;
    std::string level;  // "huyện", "xã", "tỉnh" …: data, never a constant
    std::string province;
    std::string organ_id;  // mã định danh, e.g. "H99.15"
    std::string term_name;
    std::int32_t seats = 0;
    std::int32_t in_office = 0;  // the denominator of quorum and majorities
    bool demo = false;           // the fictional council: every screen says so
    // Tablets ask for the PIN after so many idle minutes; nothing: never.
    std::optional<std::int32_t> lock_after_min = std::nullopt;
    // Papers are readable so long without the server; nothing: for ever.
    std::optional<std::int32_t> lease_h = std::nullopt;
    // Delegates may check in from so long before a sitting; nothing: limits::check_in_before_min.
    std::optional<std::int32_t> check_in_before_min = std::nullopt;
    std::optional<SeatMap> seat_map = std::nullopt;  // nothing: nobody has drawn it
    bool confirm_check_ins = false;                  // who checks in is present when the office says so
};
BOOST_DESCRIBE_STRUCT(Council, (),
                      (id, name, level, province, organ_id, term_name, seats, in_office, demo, lock_after_min, lease_h,
                       check_in_before_min, seat_map, confirm_check_ins))

struct Session {
    static constexpr auto type = "session";
    SessionId id;
    std::int32_t number = 0;
    std::string name;
    std::string classification;
    std::string start_on;  // ISO date, Vietnamese calendar day
    std::string end_on;
    std::string venue;
    std::optional<std::string> documents_deadline;
    SessionState state = SessionState::planned;
    std::optional<AgendaItemId> current_item;
    std::vector<PersonId> presiding;
    std::vector<PersonId> secretaries;
    // The council as of this session's days: what a later import says of the council changes nothing here.
    std::string council_name = {};
    std::string term_name = {};
    std::int32_t seats = 0;
    std::int32_t in_office = 0;  // the denominator of its quorum and majorities
    // It was held elsewhere and came in a sealed archive: whose it was. Nothing in it changes here.
    std::optional<std::string> imported_from = std::nullopt;
};
BOOST_DESCRIBE_STRUCT(Session, (),
                      (id, number, name, classification, start_on, end_on, venue, documents_deadline, state,
                       current_item, presiding, secretaries, council_name, term_name, seats, in_office, imported_from))

struct Sitting {
    static constexpr auto type = "sitting";
    SittingId id;
    SessionId session;
    std::string name;
    std::string classification;
    std::string start_at;  // RFC 3339
    std::string end_at;
    bool open_to_public = true;
    std::int32_t position = 0;
};
BOOST_DESCRIBE_STRUCT(Sitting, (), (id, session, name, classification, start_at, end_at, open_to_public, position))

struct AgendaItem {
    static constexpr auto type = "agenda_item";
    AgendaItemId id;
    SessionId session;
    SittingId sitting;
    std::string number;
    std::int32_t position = 0;
    std::string name;
    std::string item_type;
    std::optional<std::string> presenter;  // a person or a group
    std::optional<std::string> planned_start;
    std::int32_t planned_minutes = 0;
    std::vector<DocumentId> documents;  // in reading order; a document may serve several items
};
BOOST_DESCRIBE_STRUCT(AgendaItem, (),
                      (id, session, sitting, number, position, name, item_type, presenter, planned_start,
                       planned_minutes, documents))

}  // namespace chamber
