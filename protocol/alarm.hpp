// An alarm: something the office must know and see to. It stays until somebody of the office settles it.
#pragma once

#include "protocol/ids.hpp"

#include <boost/describe.hpp>

#include <cstdint>
#include <optional>
#include <string>

namespace chamber {

// copied_back: a device is ahead of this server in its own history: somebody put an older copy of the data directory
// back by hand. other_journal: a device was told of a journal entry that is not in this journal. restored: a backup was
// put back; devices bring what it lacks. unsent_notes: a revoked device holds notes that never reached the server.
// backup_failed: the newest backup could not be made or verified. published_late: the server did not run when papers
// were to be published. not_published: what was to be published by itself could not be. not_time_stamped: an archive
// was sealed and the authority gave it no time-stamp.
enum class AlarmKind {
    copied_back,
    other_journal,
    restored,
    unsent_notes,
    backup_failed,
    published_late,
    not_published,
    not_time_stamped
};
BOOST_DESCRIBE_ENUM(AlarmKind, copied_back, other_journal, restored, unsent_notes, backup_failed, published_late,
                    not_published, not_time_stamped)

struct Alarm {
    static constexpr auto type = "alarm";
    std::string id;
    AlarmKind kind = AlarmKind::copied_back;
    std::optional<DeviceId> device;
    std::optional<PersonId> person;
    std::int32_t count = 0;  // unsent_notes: notes not handed in yet; copied_back: changes missing here
    std::string sentence;    // Vietnamese: what happened and what to do
    std::string at;          // RFC 3339, the newest time
    std::optional<std::string> settled_at;
    std::optional<PersonId> settled_by;  // empty with settled_at: it ended by itself
};
BOOST_DESCRIBE_STRUCT(Alarm, (), (id, kind, device, person, count, sentence, at, settled_at, settled_by))

}  // namespace chamber
