// What was changed after the first entry: who, when, what it was before, and why. The office's alone.
//
// Values are as they stand on the wire (a day, a number, a name); lists are joined with ", ". Nothing is ever taken out
// of a history.
#pragma once

#include "protocol/ids.hpp"

#include <boost/describe.hpp>

#include <string>
#include <vector>

namespace chamber {

// `field`: the wire name of what was changed; "added" and "removed" for the whole thing, "confirmed" when somebody
// compared it with the page.
struct Amendment {
    std::string at;  // RFC 3339
    PersonId by;
    std::string field;
    std::string before;
    std::string after;
    std::string reason;  // may be blank
};
BOOST_DESCRIBE_STRUCT(Amendment, (), (at, by, field, before, after, reason))

// Every amendment of one thing, oldest first. id: "<entity type>/<entity id>", a paper's type always being "document".
struct Amendments {
    static constexpr auto type = "amendments";
    std::string id;
    std::vector<Amendment> entries;
};
BOOST_DESCRIBE_STRUCT(Amendments, (), (id, entries))

}  // namespace chamber
