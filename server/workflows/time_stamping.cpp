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

bool is_stamped(const std::filesystem::path& zip, const storage::DataDirectory& directory)
{
    const auto roots = time_roots(directory);
    const auto nobody = [](const std::string&) -> Result<std::string> {
        return fail(ErrorCode::timestamp_failed, {}, "network");
    };
    return storage::stamp_archive(zip, roots ? *roots : std::string(), nobody).has_value();
}

std::string why_not_stamped(const Error& error)
{
    if (error.where == "trust")
        return "dịch vụ đã trả lời, nhưng chứng thư của nó (" + error.detail +
               ") không thuộc gốc dấu thời gian nào trong kho tin cậy. Hãy so dấu vân tay rồi thêm chứng thư gốc: "
               "chamber-admin trust add GOC.pem";
    if (error.where == "network") return "dịch vụ không trả lời (" + error.detail + ")";
    if (error.where == "status") return "dịch vụ từ chối cấp";
    if (error.code == ErrorCode::disk_full) return "ổ đĩa đã đầy nên không ghi được câu trả lời của dịch vụ";
    if (error.code == ErrorCode::already_exists)
        return "tệp .tsr nằm cạnh hồ sơ không phải dấu thời gian của hồ sơ này. Hãy chuyển tệp ấy đi nơi khác";
    if (error.code == ErrorCode::bad_configuration)
        return "mục [archive] trong chamber.toml sai (" + error.detail + ")";
    return "câu trả lời của dịch vụ không dùng được: sai chữ ký, sai mã băm hoặc trả lời câu hỏi khác";
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
