#include "server/inspect/trust_block.hpp"

#include "protocol/little_endian.hpp"

#include <openssl/x509.h>

namespace chamber::inspect {
namespace {

constexpr std::size_t head_bytes = 10;

}  // namespace

std::uint32_t name_hash(const X509_NAME* name)
{
    return static_cast<std::uint32_t>(X509_NAME_hash_ex(name, nullptr, nullptr, nullptr));
}

void append_entry(std::string& block, const TrustEntry& entry)
{
    block += static_cast<char>(entry.role);
    block += static_cast<char>(entry.kind);
    put_little_endian(block, entry.name_hash);
    put_little_endian(block, static_cast<std::uint32_t>(entry.der.size()));
    block += entry.der;
}

std::vector<TrustEntry> trust_entries(std::string_view block)
{
    std::vector<TrustEntry> entries;
    while (block.size() >= head_bytes) {
        const auto role = static_cast<unsigned char>(block[0]), kind = static_cast<unsigned char>(block[1]);
        const auto hash = get_little_endian<std::uint32_t>(block.substr(2)),
                   length = get_little_endian<std::uint32_t>(block.substr(6));
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
