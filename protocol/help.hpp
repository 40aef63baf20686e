// Somebody in the hall needs somebody of the office: a tablet has no bell.
#pragma once

#include "protocol/ids.hpp"

#include <boost/describe.hpp>

#include <optional>
#include <string>

namespace chamber {

enum class HelpKind { tablet, document, water, other };
BOOST_DESCRIBE_ENUM(HelpKind, tablet, document, water, other)

// A call, in the caller's own scope. It ends when somebody of the office has seen to it, or the caller takes it back.
struct HelpCall {
    static constexpr auto type = "help_call";
    std::string id;  // 32 hexadecimal digits
    PersonId person;
    HelpKind kind = HelpKind::other;
    std::string text;  // what else there is to say; may be empty
    std::string called_at;
    std::optional<std::string> ended_at;
    std::optional<PersonId> ended_by;  // the caller: taken back
};
BOOST_DESCRIBE_STRUCT(HelpCall, (), (id, person, kind, text, called_at, ended_at, ended_by))

}  // namespace chamber
