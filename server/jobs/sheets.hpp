// The job of a sheet (workflows/sheet_making.hpp): records read in the store, the sheet made on a document worker, a
// ticket given for its bytes.
//
//   asked ─▶ job building ─▶ read (store) ─▶ made (worker) ─▶ job done, ticket ─▶ GET
//
// The bytes wait in memory behind their ticket and go with it: names and comments of people never lie on the disk for
// it. At most held_max wait at once, each at most sheet_bytes_max. Thread: the meeting thread.
#pragma once

#include "server/storage_queue.hpp"
#include "server/tickets.hpp"
#include "server/workers.hpp"
#include "server/workflows/sheet_making.hpp"

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace chamber::server {

class Sheets {
public:
    static constexpr std::size_t held_max = 8;

    Sheets(StorageQueue& storage, Workers& documents, Tickets& tickets, const storage::DataDirectory& directory,
           Clock& clock, std::function<void(std::uint64_t connection, ToDevice message)> say);

    // The viewer may (may_make_sheet) and the question is sound (check_sheet); asked again when the ticket is used.
    // Failures are jobs: busy (too many are being made or wait to be fetched), those of make_sheet.
    void make(const MakeSheet& ask, const Viewer& viewer, std::uint64_t connection);

private:
    struct Order;
    void make_of_session(const MakeSheet& ask, const std::shared_ptr<Order>& order);
    void make_report(const MakeSheet& ask, const std::shared_ptr<Order>& order);
    void finish(const std::shared_ptr<Order>& order, Result<workflow::MadeSheet> made);
    bool has_room();

    StorageQueue& storage_;
    Workers& documents_;
    Tickets& tickets_;
    storage::DataDirectory directory_;
    Clock& clock_;
    std::function<void(std::uint64_t, ToDevice)> say_;
    std::size_t making_ = 0;
    std::vector<std::weak_ptr<const std::string>> held_;
};

}  // namespace chamber::server
