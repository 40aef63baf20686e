// A certificate authority for one test run, made with OpenSSL; nothing of it is ever written down.
#pragma once

#include <string>

namespace chamber::net {

struct Identity {
    std::string chain_pem;
    std::string key_pem;
};

class TestAuthority {
public:
    TestAuthority();
    ~TestAuthority();
    const std::string& certificate_pem() const { return pem_; }
    // A P-256 leaf for `name` and 127.0.0.1; each has its own serial number.
    Identity issue(const std::string& name, long serial) const;

private:
    struct Body;
    Body* body_;
    std::string pem_;
};

}  // namespace chamber::net
