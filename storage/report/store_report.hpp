// The records of a report, out of a store.
//
// Thread: the store's. Notes that are not official comments are not decoded: ink is the bulk of a council's database.
#pragma once

#include "storage/report/year_report.hpp"

namespace chamber::storage {

class Store;

// `store` outlives it.
EntitiesOf entities_of(Store& store);

// Errors: database_damaged, database_failed.
Result<YearReport> read_year_report(Store& store, const ReportSpan& span);

}  // namespace chamber::storage
