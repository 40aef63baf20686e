// Tables of words by name, and how one is looked up. Internal to the dictionary's words.
#pragma once

#include "storage/archive/dictionary_words.hpp"

#include <algorithm>
#include <array>

namespace chamber::storage {

struct DictionaryEntry {
    std::string_view key;
    Words words;
};

// By key, sorted.
template <std::size_t N>
std::optional<Words> find_in(const std::array<DictionaryEntry, N>& entries, std::string_view key)
{
    static_assert(N > 0);
    const auto found = std::ranges::lower_bound(entries, key, {}, &DictionaryEntry::key);
    return found == entries.end() || found->key != key ? std::nullopt : std::optional(found->words);
}

constexpr bool is_sorted(const auto& entries)
{
    return std::ranges::is_sorted(entries, std::ranges::less{}, &DictionaryEntry::key);
}

}  // namespace chamber::storage
