// SHA-256, of bytes at once or piece by piece. OpenSSL stays in hash.cpp. Thread: one hasher belongs to one thread.
#pragma once

#include "protocol/digest.hpp"

#include <memory>
#include <string_view>

namespace chamber::storage {

Sha256 sha256_of(std::string_view bytes);

class Sha256Hasher {
public:
    Sha256Hasher();
    Sha256Hasher(Sha256Hasher&&) noexcept;
    Sha256Hasher& operator=(Sha256Hasher&&) noexcept;
    ~Sha256Hasher();

    void add(std::string_view bytes);
    Sha256 finish();  // once

private:
    struct Context;
    std::unique_ptr<Context> context_;
};

}  // namespace chamber::storage
