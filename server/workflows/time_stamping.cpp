#include "server/workflows/time_stamping.hpp"

#include "server/net/time_authority.hpp"
#include "storage/trust/trust_store.hpp"

namespace chamber::workflow {

Result<std::string> time_roots(const storage::DataDirectory& directory)
{
    const auto contents = storage::TrustStore(directory.trust).read();
    if (!contents) return contents.error();
    std::string roots;
    for (const auto& one : contents->certificates)
        if (one.role != storage::TrustRole::signing) roots += storage::pem_of(one.certificate);
    return roots;
}

Result<std::optional<storage::StampedArchive>> stamp(const std::filesystem::path& zip,
                                                     const storage::DataDirectory& directory,
                                                     const std::optional<storage::TimeAuthority>& authority)
{
    if (!authority) return std::optional<storage::StampedArchive>();
    const auto roots = time_roots(directory);
    if (!roots) return roots.error();
    auto stamped = storage::stamp_archive(zip, *roots, [&](const std::string& request) {
        return net::ask_time_authority(authority->host, authority->port, authority->path, request);
    });
    if (!stamped) return stamped.error();
    return std::optional(std::move(*stamped));
}

}  // namespace chamber::workflow
