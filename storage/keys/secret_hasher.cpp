#include "storage/keys/secret_hasher.hpp"

#include "protocol/digest.hpp"
#include "protocol/limits.hpp"
#include "storage/files/disk.hpp"

#include <algorithm>
#include <argon2.h>
#include <array>
#include <cstdint>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/rand.h>

namespace chamber::storage {
namespace {

constexpr std::uint32_t memory_kib = 65'536;
constexpr std::uint32_t passes = 3;
constexpr std::uint32_t lanes = 1;
constexpr std::size_t salt_bytes = 16;
constexpr std::size_t hash_bytes = 32;
constexpr std::size_t pepper_bytes = 32;
constexpr std::uint64_t key_file_bytes_max = 1'024;

// Only hashes of this very cost are looked at: one that came from elsewhere could ask for all our memory.
constexpr std::string_view encoded_prefix = "$argon2id$v=19$m=65536,t=3,p=1$";
constexpr std::size_t encoded_bytes_max = 200;

using Digest = std::array<unsigned char, 32>;

// The secret as Argon2 sees it; wiped when it goes.
class Peppered {
public:
    Peppered(const std::string& pepper, std::string_view secret)
    {
        unsigned int length = 0;
        const auto* bytes = reinterpret_cast<const unsigned char*>(secret.data());
        const auto* done = HMAC(EVP_sha256(), pepper.data(), static_cast<int>(pepper.size()), bytes, secret.size(),
                                digest_.data(), &length);
        MUST(done != nullptr && length == digest_.size());
    }
    Peppered(const Peppered&) = delete;
    Peppered& operator=(const Peppered&) = delete;
    ~Peppered() { OPENSSL_cleanse(digest_.data(), digest_.size()); }
    const unsigned char* data() const { return digest_.data(); }
    std::size_t size() const { return digest_.size(); }

private:
    Digest digest_{};
};

Result<std::string> hash(const std::string& pepper, std::string_view secret)
{
    std::array<unsigned char, salt_bytes> salt{};
    if (RAND_bytes(salt.data(), static_cast<int>(salt.size())) != 1) return fail(ErrorCode::internal, "no randomness");
    const Peppered peppered(pepper, secret);
    std::array<char, encoded_bytes_max> encoded{};
    const int status = argon2id_hash_encoded(passes, memory_kib, lanes, peppered.data(), peppered.size(), salt.data(),
                                             salt.size(), hash_bytes, encoded.data(), encoded.size());
    if (status != ARGON2_OK) return fail(ErrorCode::internal, argon2_error_message(status));
    return std::string(encoded.data());
}

std::size_t characters(std::string_view utf8)
{
    return static_cast<std::size_t>(
        std::ranges::count_if(utf8, [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

}  // namespace

SecretHasher::SecretHasher(SecretText pepper) : pepper_(std::move(pepper)) {}

Result<void> SecretHasher::make_pepper(const DataDirectory& directory)
{
    const auto path = directory.keys / "pepper";
    if (std::error_code failed; std::filesystem::exists(path, failed))
        return fail(ErrorCode::already_exists, {}, path.string());
    std::string made(pepper_bytes, '\0');
    if (RAND_bytes(reinterpret_cast<unsigned char*>(made.data()), static_cast<int>(made.size())) != 1)
        return fail(ErrorCode::io_failed, "no randomness");
    auto written = write_file(Disk::real(), path, made);
    wipe(made);
    return written;
}

Result<SecretHasher> SecretHasher::open(const DataDirectory& directory)
{
    const auto path = directory.keys / "pepper";
    auto pepper = read_file(path, key_file_bytes_max);
    if (!pepper && pepper.error().code != ErrorCode::not_found && pepper.error().code != ErrorCode::too_large)
        return pepper.error();
    // A new or a short pepper would lock everybody out without a word: better refuse to start.
    if (!pepper)
        return fail(ErrorCode::key_missing, "không có tệp này, hoặc tệp không phải khóa của Nghị Trường",
                    path.string());
    if (pepper->size() != pepper_bytes) return fail(ErrorCode::key_missing, "tệp phải dài đúng 32 byte", path.string());
    return SecretHasher(SecretText(std::move(*pepper)));
}

std::string SecretHasher::pepper_check() const
{
    // No secret begins so (it is no UTF-8): the check is of no use to whoever tries secrets against a stolen database.
    const Peppered digest(pepper_.text(), "\xff chamber pepper check 1");
    return encode_hex(std::string_view(reinterpret_cast<const char*>(digest.data()), digest.size()));
}

Result<std::string> SecretHasher::hash_pin(std::string_view pin) const
{
    const bool digits = std::ranges::all_of(pin, [](char c) { return c >= '0' && c <= '9'; });
    if (!digits || pin.size() != limits::pin_digits) return fail(ErrorCode::secret_too_weak, "a PIN has six digits");
    return hash(pepper_.text(), pin);
}

Result<std::string> SecretHasher::hash_password(std::string_view password) const
{
    if (password.size() > limits::secret_bytes_max) return fail(ErrorCode::too_long, "password");
    if (characters(password) < limits::password_chars_min)
        return fail(ErrorCode::secret_too_weak, "password too short");
    return hash(pepper_.text(), password);
}

bool SecretHasher::verify(std::string_view secret, const std::string& hash) const
{
    if (secret.size() > limits::secret_bytes_max) return false;
    if (!hash.starts_with(encoded_prefix) || hash.size() >= encoded_bytes_max) return false;
    const Peppered peppered(pepper_.text(), secret);
    return argon2id_verify(hash.c_str(), peppered.data(), peppered.size()) == ARGON2_OK;
}

bool SecretHasher::verify_nobody(std::string_view secret) const
{
    const Result<std::string> worked = hash(pepper_.text(), secret);
    return worked.has_value() && worked->empty();
}

}  // namespace chamber::storage
