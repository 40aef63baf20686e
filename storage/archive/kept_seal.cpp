#include "storage/archive/kept_seal.hpp"

#include "storage/archive/digesting.hpp"
#include "storage/files/disk.hpp"
#include "storage/keys/certificate.hpp"

namespace chamber::storage {
namespace {

constexpr std::uint64_t seal_bytes_max = 1'048'576;

}  // namespace

KeptSeal::KeptSeal(const SealIdentity& seal, std::filesystem::path directory, std::string folder, Disk& disk)
    : seal_(seal),
      directory_(std::move(directory)),
      folder_(std::move(folder)),
      disk_(disk)
{
}

Result<std::string> KeptSeal::take(const std::string& tag_manifest)
{
    kept_at_ = directory_ / (folder_ + "." + digest_text(tag_manifest).sha256.substr(0, 16) + ".p7s");
    if (auto kept = read_file(kept_at_, seal_bytes_max); kept && is_ours(*kept, tag_manifest)) return *kept;
    auto made = seal_text(tag_manifest, seal_);
    if (made) made_ = *made;
    return made;
}

Result<void> KeptSeal::keep() const
{
    if (made_.empty()) return {};
    return write_file(disk_, kept_at_, made_);
}

bool KeptSeal::is_ours(const std::string& der, const std::string& tag_manifest) const
{
    const auto reading = check_seal(der, tag_manifest, {});
    const auto ours = read_certificate(seal_.certificate_pem);
    return reading && ours && reading->fingerprint == ours->fingerprint;
}

}  // namespace chamber::storage
