// The law a council works under, as data: how many must be there and must agree, of whom, in how many days, with how
// many seats; each figure with the place it stands at and whether that text could be read.
//
//   law/*.json ──(build)──▶ legal_profile_file ──▶ legal_profiles() ──▶ law_of(council, session) ──▶ quorum, needed
//
// A profile holds for some levels from a day to a day. Which one, is asked of a session's first day, so a session of
// 2024 stays under the law of 2024 whatever came later. Nothing here decides what a figure is: the files do
// (law/, README "Legal profiles"). Integers only. The TypeScript twin (generated profiles, council/law.ts) and this are
// held to tests/golden/legal_profiles.json. Pure.
#pragma once

#include "protocol/session.hpp"
#include "protocol/thresholds.hpp"

#include <boost/describe.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace chamber {

// Where a figure stands. confirmed: somebody read it there; else `why` says what stands in the way.
struct LegalSource {
    std::string cite;
    bool confirmed = false;
    std::optional<std::string> why;
};
BOOST_DESCRIBE_STRUCT(LegalSource, (), (cite, confirmed, why))

// What a share is a share of.
enum class LegalBase { in_office, seats_by_law, present, ballots_issued, ballots_collected, ballots_valid };
BOOST_DESCRIBE_ENUM(LegalBase, in_office, seats_by_law, present, ballots_issued, ballots_collected, ballots_valid)

// strict: more than num/den; else at least.
struct LegalShare {
    std::int32_t num = 0;
    std::int32_t den = 1;
    bool strict = false;
    LegalBase base = LegalBase::in_office;
};
BOOST_DESCRIBE_STRUCT(LegalShare, (), (num, den, strict, base))

struct LegalQuorum : LegalShare, LegalSource {};
BOOST_DESCRIBE_STRUCT(LegalQuorum, (LegalShare, LegalSource), ())

enum class VoteForm { open, secret };
BOOST_DESCRIBE_ENUM(VoteForm, open, secret)

// When a rule takes the place of all others.
enum class RuleWhen { under_two_thirds_of_seats };
BOOST_DESCRIBE_ENUM(RuleWhen, under_two_thirds_of_seats)

struct LegalRule : LegalShare, LegalSource {
    std::string id;    // "nghi-quyet"
    std::string name;  // Vietnamese
    std::optional<VoteForm> form;
    std::optional<RuleWhen> when;  // nothing: always
};
BOOST_DESCRIBE_STRUCT(LegalRule, (LegalShare, LegalSource), (id, name, form, when))

// Delegates to be elected; the first that fits level and place counts.
struct LegalSeats : LegalSource {
    std::vector<std::string> levels;
    std::optional<std::vector<std::string>> places;  // "Hà Nội"; nothing: everywhere
    std::int32_t min = 0;
    std::int32_t max = 0;
};
BOOST_DESCRIBE_STRUCT(LegalSeats, (LegalSource), (levels, places, min, max))

struct LegalCommittees : LegalSource {
    std::vector<std::string> levels;
    std::vector<std::string> names;
};
BOOST_DESCRIBE_STRUCT(LegalCommittees, (LegalSource), (levels, names))

// What may be chosen in a vote.
struct LegalChoices : LegalSource {
    std::string id;
    std::string name;
    std::vector<std::string> names;
};
BOOST_DESCRIBE_STRUCT(LegalChoices, (LegalSource), (id, name, names))

enum class TurnKind { debate, question, answer, reply };
BOOST_DESCRIBE_ENUM(TurnKind, debate, question, answer, reply)

// How long somebody may speak for the nth time.
struct LegalTurn : LegalSource {
    TurnKind kind = TurnKind::debate;
    std::string name;
    std::int32_t nth = 1;
    std::int32_t seconds = 0;
};
BOOST_DESCRIBE_STRUCT(LegalTurn, (LegalSource), (kind, name, nth, seconds))

enum class DayKind { calendar, working };
BOOST_DESCRIBE_ENUM(DayKind, calendar, working)

struct LegalDays : LegalSource {
    std::string id;    // "documents"
    std::string name;  // what is due, and from when it is counted
    std::int32_t n = 0;
    DayKind kind = DayKind::calendar;
};
BOOST_DESCRIBE_STRUCT(LegalDays, (LegalSource), (id, name, n, kind))

struct LegalHoliday {
    std::string on;  // "09-02": month and day
    std::string name;
};
BOOST_DESCRIBE_STRUCT(LegalHoliday, (), (on, name))

// Those of the solar calendar. Tết and Giỗ Tổ are days of the moon: whoever counts working days computes them.
struct LegalHolidays : LegalSource {
    std::vector<LegalHoliday> fixed;
};
BOOST_DESCRIBE_STRUCT(LegalHolidays, (LegalSource), (fixed))

// Its own source speaks of the whole: unconfirmed means that there is a text behind it that was not read.
struct LegalProfile : LegalSource {
    std::string id;                 // "luat-72-2025/cap-xa"
    std::string name;               // Vietnamese
    std::string from;               // ISO day, the first one
    std::optional<std::string> to;  // the last one; nothing: still
    std::vector<std::string> levels;
    std::vector<std::string> laws;
    std::vector<LegalSeats> seats;
    std::vector<LegalCommittees> committees;
    LegalQuorum quorum;
    std::vector<LegalRule> rules;
    std::vector<LegalChoices> choices;
    std::vector<LegalTurn> turns;
    std::vector<LegalDays> days;
    LegalHolidays holidays;
};
BOOST_DESCRIBE_STRUCT(LegalProfile, (LegalSource),
                      (id, name, from, to, levels, laws, seats, committees, quorum, rules, choices, turns, days,
                       holidays))

// The shipped ones, in the order of their ids; read at the first call. A wrong file ends the program with its name and
// place: chamber-typescript, which runs in every build, finds it first.
const std::vector<LegalProfile>& legal_profiles();

// nearest: no profile is for that level or that day; what is shown from it is unconfirmed.
enum class ProfileFit { holds, nearest };

struct LawAtHand {
    const LegalProfile* profile = nullptr;  // never null, lives as long as the program
    ProfileFit fit = ProfileFit::holds;
    std::string level;  // as it was asked for, in small letters
};

// `level`: as in Council::level, in any letters; `day`: ISO. A level nobody knows is taken as a commune, a day that is
// none as today's law.
LawAtHand legal_profile(std::string_view level, std::string_view day);

// A session's law. Its level is that of the council's name on its days ("Hội đồng nhân dân huyện …"): what the council
// is today says nothing of 2024.
LawAtHand law_of(const Council& council, const Session& session);
std::string level_in_name(std::string_view council_name);  // empty: it names none

// What shares are counted of.
struct DelegateCount {
    std::int32_t in_office = 0;
    std::int32_t seats = 0;  // as elected; 0: nobody said
};
// The session's own word, else the council's.
DelegateCount delegates_of(const Council& council, const Session& session);

// How many must be in the room.
std::int32_t quorum(const LegalProfile& profile, DelegateCount count);
// The same of a session, by its own law and its own count of delegates.
std::int32_t quorum_of(const Council& council, const Session& session);
// The smallest number that meets the share. `base` from 0.
std::int32_t needed(const LegalShare& share, std::int32_t base);
// What the share is of, where that is known before anybody votes: nothing for those present and for ballots.
std::optional<std::int32_t> base_of(const LegalShare& share, DelegateCount count);

// Fewer than two thirds of those to be elected are left; false while nobody said how many those are.
bool is_shrunken(DelegateCount count);

// Null: the profile says nothing of it. `place`: the council's name and province ("thành phố Hà Nội").
const LegalSeats* seats_by_law(const LawAtHand& law, std::string_view place);
const LegalCommittees* committees_by_law(const LawAtHand& law);

}  // namespace chamber
