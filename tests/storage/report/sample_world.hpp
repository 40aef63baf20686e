// The fictional session in a store of its own, brought in as its file tells it: documents published on their days,
// tablets that received them, the results that came after the end, the sealed archive.
#pragma once

#include "admin-cli/import/session_json.hpp"
#include "storage/report/year_report.hpp"
#include "storage/store.hpp"
#include "tests/storage/support/council.hpp"

#include <boost/json/value.hpp>

namespace chamber::storage::test {

class SampleWorld {
public:
    SampleWorld();

    void publish_documents();  // the papers of the session, in the order of their days
    void receive();            // each tablet what its person may see, before the opening
    void publish_outcome();    // resolutions and minutes
    void seal();

    ReportRecords records();
    YearReport report(const std::string& as_of = "2024-12-31");

    boost::json::value file;  // the session file itself
    admin::SessionFile sample;
    std::unique_ptr<Store> store;

private:
    void add(const DocumentId& id, const DocumentFields& fields, const admin::ListedRevision& revision, Verdict verdict,
             Trust trust);
    void send(const Viewer& viewer, std::vector<CommandBody> bodies);

    TemporaryDirectory temporary_;
    StillClock clock_;
    CountingEntropy entropy_;
    std::optional<DataDirectory> directory_;
    std::map<std::string, std::int64_t> numbers_;
};

}  // namespace chamber::storage::test
