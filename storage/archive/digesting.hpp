// SHA-256 and SHA-512 of a stream, at once. OpenSSL stays in the .cpp.
#pragma once

#include "storage/archive/bag.hpp"

#include <memory>
#include <string_view>

namespace chamber::storage {

class Digesting {
public:
    Digesting();
    Digesting(Digesting&&) noexcept;
    Digesting& operator=(Digesting&&) noexcept;
    ~Digesting();

    void take(std::string_view bytes);

    // Ends it.
    FileDigests finish();

private:
    struct Body;
    std::unique_ptr<Body> body_;
};

FileDigests digest_text(std::string_view bytes);

}  // namespace chamber::storage
