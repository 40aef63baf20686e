// What each text field that comes from outside must be: one row per field, walked over every message at the door.
//
// Structs are described (Boost.Describe), so the walk finds every text there is; a text without a row does not compile.
// Behind the door nobody asks again: a day is a day, a moment a moment, a text clean and in NFC. Stored rows of before
// are read as they are.
//
//   wire ──▶ Dialogue: parse_fields(message), all but the bodies of commands and imports
//   wire, chamber-admin ──▶ storage: parse_fields(body), each command by itself, so that one bad text refuses one
//   command;
//                                    parse_fields(import), parse_fields(document fields)
#pragma once

#include "protocol/error.hpp"
#include "protocol/message.hpp"

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace chamber {

// line, lines: typed by a person. said: words of a machine or of hostile bytes, cleaned and cut. file_name: cleaned,
// refused when too long. day, moment, day_or_moment: in the calendar. word: printable ASCII. digest: 64 hexadecimal
// digits. secret: never touched. elsewhere: parsed where it is used, or not taken from the sender at all.
enum class FieldKind { line, lines, said, file_name, day, moment, day_or_moment, word, digest, secret, elsewhere };

// optional: may be blank. required, reason: missing_field or reason_required when there is nothing to see.
enum class Presence { optional, required, reason };

struct FieldRule {
    std::string_view structure;  // the struct's name in C++
    std::string_view field;
    FieldKind kind = FieldKind::line;
    Presence presence = Presence::optional;
    std::uint32_t bytes_max = 0;
};

std::span<const FieldRule> field_rules();
const FieldRule* find_field_rule(std::string_view structure, std::string_view field);

// Success: every text is what its rule says, spelled in NFC, and every whole number of 32 bits within 0 … 1,000,000.
// Errors: unclean_text, too_long, missing_field, reason_required, bad_day, bad_time, wrong_type, out_of_range; `where`
// is the field.
Result<void> parse_fields(FromDevice& message);
Result<void> parse_fields(CommandBody& body);
Result<void> parse_fields(SessionImport& imported);
Result<void> parse_fields(AskUpload& ask);
Result<void> parse_fields(Council& council);
Result<void> parse_fields(Person& person);
Result<void> parse_fields(DocumentFields& fields);

// The same, but every fault and not the first alone; texts without a fault are parsed. A session that is typed by hand
// is mended in one go.
std::vector<Error> all_field_faults(SessionImport& imported);

// The number a message wants its answer under; 0: none.
std::uint32_t ask_of(const FromDevice& message);

}  // namespace chamber
