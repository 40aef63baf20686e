#include "storage/council_seal.hpp"

#include "storage/keys/authority.hpp"
#include "storage/keys/seal.hpp"

#include <memory>

namespace chamber::storage {

JournalSeal council_seal(const DataDirectory& directory)
{
    const auto identity = seal_identity(directory);
    if (!identity) return {};
    JournalSeal seal;
    if (auto opened = Sealer::of(*identity))
        seal.sign = [sealer = std::make_shared<const Sealer>(std::move(*opened))](const std::string& text) {
            auto signature = sealer->seal(text);
            return signature ? std::move(*signature) : std::string();
        };
    const std::string root = ca_certificate_pem(directory);
    if (!root.empty())
        seal.check = [root](const std::string& signature, const std::string& text) {
            return check_seal(signature, text, root).has_value();
        };
    return seal;
}

}  // namespace chamber::storage
