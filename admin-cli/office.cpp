#include "admin-cli/office.hpp"

#include "admin-cli/offline.hpp"
#include "admin-cli/remote.hpp"

namespace chamber::admin {

Result<std::unique_ptr<Office>> open_office(const std::filesystem::path& data)
{
    auto directory = storage::DataDirectory::open(data);
    if (!directory) return directory.error();
    auto lock = directory->lock();
    if (lock) return open_offline(*directory, std::move(*lock));
    if (lock.error().code != ErrorCode::data_in_use) return lock.error();
    auto remote = connect_remote(*directory);
    if (remote || remote.error().code != ErrorCode::server_not_running) return remote;
    // Somebody writes here, but it is no server that could be asked: one that starts or stops, or another
    // chamber-admin.
    return fail(ErrorCode::data_in_use,
                "tiến trình " + lock.error().detail + " đang giữ thư mục dữ liệu nhưng không trả lời ở " +
                    directory->socket.string() +
                    "; nếu máy chủ đang khởi động hoặc đang dừng, hãy chờ một lát rồi thử lại",
                directory->root.string());
}

Error refusal(const std::optional<std::string>& code, const std::optional<std::string>& sentence,
              const std::optional<std::string>& where)
{
    for (const auto& row : error_rows()) {
        if (code && row.name == *code) return fail(row.code, {}, where.value_or(""));
    }
    // A newer server's word that this program does not know yet.
    return fail(ErrorCode::internal, code.value_or("") + ": " + sentence.value_or(""), where.value_or(""));
}

}  // namespace chamber::admin
