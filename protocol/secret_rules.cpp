#include "protocol/secret_rules.hpp"

#include "protocol/answers.hpp"
#include "protocol/limits.hpp"

#include <algorithm>

namespace chamber {
namespace {

bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

// 000000, 123456, 654321: what a thief tries first.
bool is_a_row(std::string_view digits)
{
    for (const int step : {0, 1, -1}) {
        bool all = true;
        for (std::size_t i = 1; i < digits.size(); ++i) all = all && digits[i] - digits[i - 1] == step;
        if (all) return true;
    }
    return false;
}

// Of UTF-8: bytes that begin a character.
std::size_t characters_of(std::string_view text)
{
    return static_cast<std::size_t>(
        std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

bool is_one_letter(std::string_view text)
{
    return std::all_of(text.begin(), text.end(), [&](char c) { return c == text.front(); });
}

// One character of `alphabet`, all equally likely: bytes at or above the largest multiple of its size are drawn again.
char draw_character(Entropy& entropy, std::string_view alphabet)
{
    const std::size_t fair = 256 - 256 % alphabet.size();
    for (;;) {
        const auto byte = static_cast<unsigned char>(entropy.draw(1).front());
        if (byte < fair) return alphabet[byte % alphabet.size()];
    }
}

}  // namespace

SecretKind secret_kind_of(const Viewer& viewer)
{
    using enum Role;
    for (const Role role : {secretary, clerk, archivist, administrator, auditor})
        if (viewer.has(role)) return SecretKind::password;
    return SecretKind::pin;
}

std::optional<std::string_view> complaint_about(SecretKind kind, std::string_view current, std::string_view wanted)
{
    if (kind == SecretKind::pin) {
        if (wanted.size() != limits::pin_digits || !std::all_of(wanted.begin(), wanted.end(), is_digit))
            return "Mã PIN mới cần đúng 6 chữ số.";
        if (is_a_row(wanted))
            return "Mã PIN này quá dễ đoán. Hãy chọn 6 số khác, không phải dãy số liền nhau hay một số lặp lại.";
        if (wanted == current) return "Mã PIN mới trùng mã đang dùng. Hãy chọn mã khác.";
        return std::nullopt;
    }
    if (wanted.size() > limits::secret_bytes_max) return "Mật khẩu quá dài. Hãy chọn mật khẩu ngắn hơn.";
    if (characters_of(wanted) < limits::password_chars_min) return "Mật khẩu mới cần ít nhất 12 ký tự.";
    if (is_one_letter(wanted)) return "Mật khẩu này quá dễ đoán. Hãy chọn mật khẩu khác.";
    if (wanted == current) return "Mật khẩu mới trùng mật khẩu đang dùng. Hãy chọn mật khẩu khác.";
    return std::nullopt;
}

std::string draw_pin(Entropy& entropy)
{
    std::string pin;
    do {
        pin = draw_character(entropy, "123456789");
        while (pin.size() < limits::pin_digits) pin += draw_character(entropy, "0123456789");
    } while (is_a_row(pin));
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
    return has_role(person, Role::delegate) || has_role(person, Role::guest);
}

std::string account_of(const PersonId& person)
{
    std::string account = person.value;
    for (char& letter : account)
        if (letter >= 'A' && letter <= 'Z') letter = static_cast<char>(letter - 'A' + 'a');
    return account;
}

Refusal secret_refusal(SecretKind kind, const Error& error, std::uint32_t ask, std::int32_t wait_s)
{
    Refusal refusal = refusal_of(error, ask);
    if (error.code == ErrorCode::wrong_secret)
        refusal.sentence = kind == SecretKind::pin ? "Mã PIN không đúng. Hãy nhập lại."
                                                   : "Tài khoản hoặc mật khẩu không đúng. Hãy nhập lại.";
    if (wait_s > 0) refusal.wait_s = wait_s;
    return refusal;
}

}  // namespace chamber
