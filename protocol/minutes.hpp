// The minutes (biên bản) of a session or of one sitting.
//
// Facts are the server's and are not typed; the words between them are the secretary's, one text a part. Freezing keeps
// the facts as they are then; the signed PDF comes back as a published document of the session.
#pragma once

#include "protocol/ids.hpp"

#include <boost/describe.hpp>

#include <optional>
#include <string>
#include <vector>

namespace chamber {

enum class MinutesState { draft, frozen, signed_back };
BOOST_DESCRIBE_ENUM(MinutesState, draft, frozen, signed_back)

struct MinutesPart {
    std::string part;  // "opening", "item:M3" …: what the template calls it
    std::string text;
    PersonId by;
    std::string at;
};
BOOST_DESCRIBE_STRUCT(MinutesPart, (), (part, text, by, at))

// id: the session's, or the sitting's. Scope: staff.
struct Minutes {
    static constexpr auto type = "minutes";
    std::string id;
    SessionId session;
    std::optional<SittingId> sitting;  // nothing: of the whole session
    MinutesState state = MinutesState::draft;
    std::vector<MinutesPart> parts;
    std::string facts_sha256;  // frozen: of minutes_facts.json; else empty
    std::optional<std::string> frozen_at;
    std::optional<PersonId> frozen_by;
    std::optional<DocumentId> document;  // signed_back: the signed PDF
};
BOOST_DESCRIBE_STRUCT(Minutes, (), (id, session, sitting, state, parts, facts_sha256, frozen_at, frozen_by, document))

}  // namespace chamber
