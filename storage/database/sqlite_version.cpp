#include "storage/database/sqlite_version.hpp"

#include <sqlite3.h>

namespace chamber::storage {

std::string sqlite_version()
{
    return sqlite3_libversion();
}

WalResetFault wal_reset_fault_of(int number)
{
    const int line = number / 1'000;
    const bool corrected =
        number >= 3'051'003 || (line == 3'044 && number >= 3'044'006) || (line == 3'050 && number >= 3'050'007);
    return number >= 3'007'000 && !corrected ? WalResetFault::present : WalResetFault::absent;
}

WalResetFault wal_reset_fault()
{
    return wal_reset_fault_of(sqlite3_libversion_number());
}

}  // namespace chamber::storage
