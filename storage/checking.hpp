// One document's signatures verified again: its blobs are read, compared with their digests and handed to whoever verifies.
//
// Between Store::documents_to_check() and Store::store_checks(); holds no store. Blocks its thread; slow on purpose, one document
// after the other. Thread: any.
#pragma once

#include "storage/store.hpp"

#include <functional>

namespace chamber::storage {

// server/inspect's verify_signatures(), with its options.
using VerifySignatures = std::function<Result<SignatureReport>(int descriptor, std::uint64_t bytes)>;

// A revision whose bytes are missing or rotten, or that cannot be verified, is a failure of its own; the others go on.
DocumentChecks check_document(const Blobs& blobs, const DocumentToCheck& document, const VerifySignatures& verify);

}  // namespace chamber::storage
