// What OpenSSL holds, as our values: names as text, and times. Internal to storage's X.509 files.
#pragma once

#include "protocol/digest.hpp"
#include "protocol/world.hpp"

#include <openssl/types.h>
#include <string>

namespace chamber::storage {

// RFC 2253, UTF-8.
std::string name_text(const X509_NAME* name);
// The common name; else the organisation; else all of it.
std::string short_name(const X509_NAME* name);
// The common name alone; empty without one.
std::string common_name(const X509_NAME* name);
// 0 when there is none.
UtcMs time_of(const ASN1_TIME* time);

}  // namespace chamber::storage
