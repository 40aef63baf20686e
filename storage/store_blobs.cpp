// The verbs about stored bytes: who may see them, and what became of them on the disk.
#include "storage/damage.hpp"
#include "storage/documents.hpp"
#include "storage/store_body.hpp"

#include <utility>

namespace chamber::storage {

}  // namespace chamber::storage
