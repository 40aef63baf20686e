// A dictionary as it stands in the file, token by token. libqpdf's own dictionary keeps only the last of two equal
// keys; here both are seen, which is how a second /Contents gives itself away.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace chamber::inspect {

struct RawEntry {
    std::string key;          // with its slash
    std::string first_value;  // the value's first token
    std::size_t value_offset = 0;
};

// The entries of the dictionary whose "<<" is the first one at or after `offset`; nothing when the tokens do not close.
std::optional<std::vector<RawEntry>> read_raw_dictionary(std::string_view bytes, std::size_t offset);

std::size_t count_key(const std::vector<RawEntry>& entries, std::string_view key);
std::optional<std::int64_t> integer_of(const std::vector<RawEntry>& entries, std::string_view key);

}  // namespace chamber::inspect
