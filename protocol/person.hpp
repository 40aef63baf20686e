// People, groups and devices.
//
// A delegate is a person's mandate, a guest is invited and never counted, staff run the office. A device is an enrolled
// tablet or desktop, named by its public key: `id` is the first 16 bytes of the SHA-256 of the raw P-256 point, in
// hexadecimal.
#pragma once

#include "protocol/ids.hpp"
#include "protocol/world.hpp"

#include <boost/describe.hpp>

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace chamber {

enum class Role { delegate, guest, secretary, clerk, archivist, administrator, auditor };
BOOST_DESCRIBE_ENUM(Role, delegate, guest, secretary, clerk, archivist, administrator, auditor)

struct Person {
    static constexpr auto type = "person";
    PersonId id;
    std::string name;
    std::string sort_name;  // given name: Vietnamese lists sort by it
    std::string position;
    std::vector<Role> roles;
    std::optional<GroupId> group;      // tổ đại biểu
    std::optional<GroupId> committee;  // Ban
    std::optional<std::string> seat;
    bool counts_for_quorum = false;
    // ISO dates: first and last day of the mandate, where they are known.
    std::optional<std::string> mandate_from = std::nullopt;
    std::optional<std::string> mandate_to = std::nullopt;
    // ISO dates: first and last day on which the mandate may not be exercised (tạm đình chỉ). Without a last day: until
    // it is said to be over. Still one of those in office.
    std::optional<std::string> suspended_from = std::nullopt;
    std::optional<std::string> suspended_to = std::nullopt;
};
BOOST_DESCRIBE_STRUCT(Person, (),
                      (id, name, sort_name, position, roles, group, committee, seat, counts_for_quorum, mandate_from,
                       mandate_to, suspended_from, suspended_to))

// A person as they stand in the roll of one session, as of its days. id: "<session>/<person>".
struct Participant {
    static constexpr auto type = "participant";
    std::string id;
    SessionId session;
    PersonId person;
    std::string name;
    std::string sort_name;
    std::string position;
    std::vector<Role> roles;
    std::optional<GroupId> group;
    std::optional<GroupId> committee;
    std::optional<std::string> seat;
    bool counts_for_quorum = false;
    // of `group`, as this session calls it: a later one may rename it.
    std::optional<std::string> group_name = std::nullopt;
};
BOOST_DESCRIBE_STRUCT(Participant, (),
                      (id, session, person, name, sort_name, position, roles, group, committee, seat, counts_for_quorum,
                       group_name))

// Of a person, a participant, a viewer.
template <class Holder>
bool has_role(const Holder& holder, Role role)
{
    return std::find(holder.roles.begin(), holder.roles.end(), role) != holder.roles.end();
}

// True for secretary, clerk, archivist, administrator and auditor.
bool is_staff(const Person& person);

enum class GroupKind { delegation, committee };
BOOST_DESCRIBE_ENUM(GroupKind, delegation, committee)

struct Group {
    static constexpr auto type = "group";
    GroupId id;
    GroupKind kind = GroupKind::delegation;
    std::string name;
    std::optional<PersonId> leader;
    std::optional<PersonId> deputy;
    std::vector<PersonId> members;
    std::optional<std::string> room;
};
BOOST_DESCRIBE_STRUCT(Group, (), (id, kind, name, leader, deputy, members, room))

enum class DeviceKind { tablet, desktop };
BOOST_DESCRIBE_ENUM(DeviceKind, tablet, desktop)

enum class DeviceState { pending, approved, revoked };
BOOST_DESCRIBE_ENUM(DeviceState, pending, approved, revoked)

// What the office sees of a device.
struct Device {
    static constexpr auto type = "device";
    DeviceId id;
    DeviceKind kind = DeviceKind::tablet;
    DeviceState state = DeviceState::pending;
    std::string label;               // "MTB-07"
    std::optional<PersonId> person;  // signed in on it
    std::string enrolled_at;
    std::optional<std::string> last_seen_at;
    std::string model;                                       // what the device says of itself; shown, never trusted
    std::optional<std::int32_t> unsent = std::nullopt;       // commands it said it still holds, at its last hello
    std::optional<std::string> handed_in_at = std::nullopt;  // revoked: it has sent what it still held
};
BOOST_DESCRIBE_STRUCT(Device, (),
                      (id, kind, state, label, person, enrolled_at, last_seen_at, model, unsent, handed_in_at))

// Whether new devices may ask to be enrolled. id: always "enrolment". Scope: operations.
struct Enrolment {
    static constexpr auto type = "enrolment";
    std::string id;
    std::optional<std::string> open_until;  // RFC 3339; nothing: closed
};
BOOST_DESCRIBE_STRUCT(Enrolment, (), (id, open_until))

// Which revision a device holds, verified by its hash. id: "<device>/<revision sha256>".
struct Holding {
    static constexpr auto type = "holding";
    std::string id;
    DeviceId device;
    DocumentId document;
    std::int32_t revision = 0;
    std::string sha256;
    std::string received_at;
};
BOOST_DESCRIBE_STRUCT(Holding, (), (id, device, document, revision, sha256, received_at))

// That somebody opened a document, and in which revision last: no more, never how long or which page. id:
// "<person>/<document>".
struct Opening {
    static constexpr auto type = "opening";
    std::string id;
    PersonId person;
    DocumentId document;
    std::int32_t revision = 0;  // the newest one that was opened
    std::string opened_at;      // when it was opened first
};
BOOST_DESCRIBE_STRUCT(Opening, (), (id, person, document, revision, opened_at))

// A person proven on a device: what every permission is asked for.
struct Viewer {
    PersonId person;
    DeviceId device;
    std::vector<Role> roles;
    std::vector<GroupId> groups;  // delegation and committee
    bool presiding = false;

    bool has(Role role) const;
    bool operator==(const Viewer&) const = default;
};

}  // namespace chamber
