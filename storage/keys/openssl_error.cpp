#include "storage/keys/openssl_error.hpp"

#include <array>
#include <openssl/err.h>

namespace chamber::storage {

Error openssl_error(ErrorCode code, std::string what)
{
    while (const auto number = ERR_get_error()) {
        std::array<char, 256> text{};
        ERR_error_string_n(number, text.data(), text.size());
        what += std::string("; ") + text.data();
    }
    return fail(code, std::move(what));
}

}  // namespace chamber::storage
