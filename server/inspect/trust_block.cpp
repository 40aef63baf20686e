#include "server/inspect/trust_block.hpp"

#include <optional>

namespace chamber::inspect {
namespace {

constexpr std::size_t head_bytes = 10;

void append_u32(std::string& block, std::uint32_t number)
{
    for (int i = 0; i < 4; ++i) block += static_cast<char>(number >> (8 * i));
}

std::uint32_t u32_at(std::string_view block, std::size_t at)
{
    std::uint32_t number = 0;
    for (std::size_t i = 0; i < 4; ++i)
        number |= static_cast<std::uint32_t>(static_cast<unsigned char>(block[at + i])) << (8 * i);
    return number;
}

}  // namespace

void append_entry(std::string& block, const TrustEntry& entry)
{
    block += static_cast<char>(entry.role);
    block += static_cast<char>(entry.kind);
    append_u32(block, entry.name_hash);
    append_u32(block, static_cast<std::uint32_t>(entry.der.size()));
    block += entry.der;
}

std::vector<TrustEntry> trust_entries(std::string_view block)
{
    std::vector<TrustEntry> entries;
    while (block.size() >= head_bytes) {
        const auto role = static_cast<unsigned char>(block[0]), kind = static_cast<unsigned char>(block[1]);
        const std::uint32_t hash = u32_at(block, 2), length = u32_at(block, 6);
        block.remove_prefix(head_bytes);
        if (length > block.size() || role > static_cast<unsigned char>(TrustRole::timestamp) ||
            kind > static_cast<unsigned char>(TrustKind::revocation_list))
            break;
        entries.push_back({static_cast<TrustRole>(role), static_cast<TrustKind>(kind), hash, block.substr(0, length)});
        block.remove_prefix(length);
    }
    return entries;
}

}  // namespace chamber::inspect
