// One document checked again: its blobs are read, compared with their digests and handed to whoever verifies signatures
// and reads pages.
//
// Between Store::documents_to_check() and Store::store_checks(); holds no store. Blocks its thread; slow on purpose,
// one document after the other. Thread: any.
#pragma once

#include "storage/files/blobs.hpp"
#include "storage/records/checks.hpp"

#include <functional>

namespace chamber::storage {

// server/inspect's check(), with its options.
using CheckPdf = std::function<Result<Inspection>(int descriptor, std::uint64_t bytes)>;

// A revision whose bytes are missing or rotten, or that cannot be verified, is a failure of its own; the others go on.
DocumentChecks check_document(const Blobs& blobs, const DocumentToCheck& document, const CheckPdf& check);

}  // namespace chamber::storage
