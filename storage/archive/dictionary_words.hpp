// What the keys, values and verbs of the archive's JSON files are called in Vietnamese and mean. The lists of keys,
// values and verbs are made from the described structs (dictionary.cpp); these words are looked up by name, and a test
// fails for a name without words.
#pragma once

#include <optional>
#include <string_view>

namespace chamber::storage {

struct Words {
    std::string_view name;
    std::string_view meaning;  // may be blank
};

// `key`: "Session.number", by the struct that declares the member.
std::optional<Words> member_words(std::string_view key);
std::optional<Words> minutes_member_words(std::string_view key);  // asked by member_words()
// `key`: "SessionState.filing".
std::optional<Words> value_words(std::string_view key);
// `verb`: "withdraw_document", a command's type or what the machine notes by itself.
std::optional<Words> verb_words(std::string_view verb);

}  // namespace chamber::storage
