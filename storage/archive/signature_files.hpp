// data/10-chu-ky-so: per revision the newest report, every report before it, and each signature cut out of the PDF
// for `openssl cms`.
//
// Reports are written as they are, also for files whose signatures cannot be cut out; nothing is judged here. Reads the
// blob.
#pragma once

#include "storage/archive/bag.hpp"
#include "storage/files/blobs.hpp"

#include <cstdint>
#include <string_view>
#include <vector>

namespace chamber::storage {

// Errors: io_failed, blob_unknown; `where`: the document.
Result<BagFiles> signature_files(const Filing& filing, const Blobs& blobs);

// The DER inside a ByteRange gap "<3082…0000>", without its padding, by the DER's own length. Empty when it is no such
// thing.
std::string cms_in_gap(std::string_view gap);

}  // namespace chamber::storage
