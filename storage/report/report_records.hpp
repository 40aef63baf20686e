// What a yearly report is counted from: the records of all sessions, as plain values.
//
// They come from a store, or through the local door of a running server: both answer "all of this type", and the same
// figures come out of both. Notes that are not official comments are left behind here and never reach a figure.
#pragma once

#include "protocol/entity.hpp"
#include "protocol/error.hpp"

#include <functional>
#include <string_view>
#include <vector>

namespace chamber::storage {

struct ReportRecords {
    Council council;
    std::vector<Session> sessions;
    std::vector<Sitting> sittings;
    std::vector<Participant> participants;
    std::vector<Person> people;
    std::vector<Document> documents;
    std::vector<Withdrawal> withdrawals;
    std::vector<Attendance> attendance;
    std::vector<Archive> archives;
    std::vector<Device> devices;
    std::vector<Holding> holdings;
    std::vector<Annotation> comments;  // official ones
};

// All entities of a wire type.
using EntitiesOf = std::function<Result<std::vector<Entity>>(std::string_view type)>;

// Errors: those of `entities_of`.
Result<ReportRecords> read_report_records(const EntitiesOf& entities_of);

}  // namespace chamber::storage
