// Which SQLite this program runs with, and whether that one has the WAL-reset fault (checkpoint_turn.hpp says why it
// cannot strike here).
#pragma once

#include <string>

namespace chamber::storage {

enum class WalResetFault { present, absent };

// "3.40.1": the library that was loaded, not the header this was compiled with.
std::string sqlite_version();

// 3.7.0 to 3.51.2, but for the corrected 3.44.6 and 3.50.7. Shape: as sqlite3_libversion_number(), 3040001. A
// distribution that mended an old version without another number is not known.
WalResetFault wal_reset_fault_of(int version_number);
WalResetFault wal_reset_fault();

}  // namespace chamber::storage
