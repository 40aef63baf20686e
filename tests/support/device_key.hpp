// A device's P-256 key as WebCrypto would make it. OpenSSL stays in the .cpp.
#pragma once

#include <memory>
#include <string>
#include <string_view>

namespace chamber::test {

class DeviceKey {
public:
    DeviceKey();
    ~DeviceKey();
    DeviceKey(DeviceKey&&) noexcept;

    // Shape: 65 bytes, 0x04, x, y.
    const std::string& point() const { return point_; }
    // Shape: 64 bytes, r, s.
    std::string sign(std::string_view text) const;

private:
    struct Body;
    std::unique_ptr<Body> body_;
    std::string point_;
};

}  // namespace chamber::test
