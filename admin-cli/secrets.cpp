#include "admin-cli/secrets.hpp"

#include "admin-cli/private_file.hpp"
#include "storage/soundness.hpp"
#include "storage/text/escapes.hpp"

namespace chamber::admin {

namespace {

std::string csv_field(const std::string& text)
{
    const std::string safe = storage::inert_cell(text);
    if (safe.find_first_of(",\"\r\n") == std::string::npos) return safe;
    std::string quoted = "\"";
    for (const char byte : safe) quoted += byte == '"' ? std::string{"\"\""} : std::string{byte};
    return quoted + "\"";
}

}  // namespace

Result<storage::SecretHasher> open_known_hasher(const storage::DataDirectory& directory)
{
    auto hasher = storage::SecretHasher::open(directory);
    if (!hasher) return hasher;
    auto known = storage::known_pepper_check(directory);
    if (!known) return known.error();
    if (*known && **known != hasher->pepper_check())
        return fail(ErrorCode::key_missing, "không phải khóa đã dùng để băm mật khẩu và mã PIN",
                    (directory.keys / "pepper").string());
    return hasher;
}

Result<void> write_secrets(const std::filesystem::path& path, const std::vector<IssuedSecret>& secrets)
{
    // The mark lets spreadsheets read the diacritics right.
    std::string text = "\xEF\xBB\xBFMã,Họ tên,Chức vụ,Ghế,Tài khoản,Mã PIN hoặc mật khẩu\r\n";
    for (const auto& issued : secrets) {
        const auto& person = issued.person;
        text += csv_field(person.id.value) + "," + csv_field(person.name) + "," + csv_field(person.position) + "," +
                csv_field(person.seat.value_or("")) + "," + csv_field(issued.account.value_or("")) + "," +
                csv_field(issued.secret) + "\r\n";
    }
    return write_new_file(path, text, FileMode::owner_only);
}

}  // namespace chamber::admin
