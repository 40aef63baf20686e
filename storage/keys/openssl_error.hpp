// What OpenSSL's queue says of the failure just met, emptied into an error's detail. Thread: the one that failed.
#pragma once

#include "protocol/error.hpp"

namespace chamber::storage {

Error openssl_error(ErrorCode code, std::string what);

}  // namespace chamber::storage
