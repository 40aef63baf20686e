#include "admin-cli/secrets.hpp"

#include "admin-cli/private_file.hpp"
#include "protocol/limits.hpp"
#include "storage/soundness.hpp"
#include "storage/text/escapes.hpp"

#include <algorithm>
#include <cctype>

namespace chamber::admin {

namespace {

// One character of `alphabet`, all equally likely: bytes at or above the largest multiple of its size are drawn again.
char draw_character(Entropy& entropy, std::string_view alphabet)
{
    const std::size_t fair = 256 - 256 % alphabet.size();
    for (;;) {
        const auto byte = static_cast<unsigned char>(entropy.draw(1).front());
        if (byte < fair) return alphabet[byte % alphabet.size()];
    }
}

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

std::string draw_pin(Entropy& entropy)
{
    // A spreadsheet takes a PIN for a number and drops the zero in front.
    std::string pin{draw_character(entropy, "123456789")};
    while (pin.size() < limits::pin_digits) pin += draw_character(entropy, "0123456789");
    return pin;
}

std::string draw_password(Entropy& entropy)
{
    std::string password;
    for (int letter = 0; letter < 16; ++letter) {
        if (letter > 0 && letter % 4 == 0) password += '-';
        password += draw_character(entropy, "abcdefghkmnpqrstuvwxyz23456789");
    }
    return password;
}

bool has_pin(const Person& person)
{
    return std::ranges::any_of(person.roles, [](Role role) { return role == Role::delegate || role == Role::guest; });
}

std::string account_of(const Person& person)
{
    std::string account = person.id.value;
    std::ranges::transform(account, account.begin(),
                           [](unsigned char letter) { return static_cast<char>(std::tolower(letter)); });
    return account;
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
