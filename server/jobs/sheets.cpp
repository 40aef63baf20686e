#include "server/jobs/sheets.hpp"

#include "protocol/access.hpp"
#include "protocol/answers.hpp"
#include "protocol/limits.hpp"
#include "server/log.hpp"

namespace chamber::server {

struct Sheets::Order {
    std::uint32_t ask = 0;
    workflow::SheetOrder sheet;
    Viewer viewer;
    std::uint64_t connection = 0;
};

Sheets::Sheets(StorageQueue& storage, Workers& documents, Tickets& tickets, const storage::DataDirectory& directory,
               std::function<void(std::uint64_t, ToDevice)> say)
    : storage_(storage),
      documents_(documents),
      tickets_(tickets),
      directory_(directory),
      say_(std::move(say))
{
}

bool Sheets::has_room()
{
    std::erase_if(held_, [](const auto& bytes) { return bytes.expired(); });
    return making_ + held_.size() < held_max;
}

void Sheets::make(const MakeSheet& ask, const Viewer& viewer, std::uint64_t connection)
{
    if (!ask.session) {
        say_(connection, refusal_of(fail(ErrorCode::unknown_value, {}, "/kind"), ask.ask));
        return;
    }
    if (!has_room()) {
        say_(connection, failed_job(ask.ask, fail(ErrorCode::busy, "sheets wait to be fetched")));
        return;
    }
    ++making_;
    const auto order = std::make_shared<Order>(
        Order{ask.ask, workflow::SheetOrder{ask.kind, ask.format, *ask.session, ask.sitting}, viewer, connection});
    say_(connection, job_at(ask.ask, JobStage::building));
    storage_.ask([order](storage::Store& store) { return workflow::read_sheet(store, order->sheet); },
                 [this, order](Result<storage::SessionFile> file) {
                     if (!file) return finish(order, file.error());
                     const auto held = std::make_shared<storage::SessionFile>(std::move(*file));
                     documents_.ask(
                         [this, order, held] { return workflow::make_sheet(*held, directory_, order->sheet); },
                         [this, order](Result<workflow::MadeSheet> made) { finish(order, std::move(made)); });
                 });
}

void Sheets::finish(const std::shared_ptr<Order>& order, Result<workflow::MadeSheet> made)
{
    --making_;
    if (!made) {
        log_error("sheet", made.error());
        say_(order->connection, failed_job(order->ask, made.error()));
        return;
    }
    const auto bytes = std::make_shared<const std::string>(std::move(made->bytes));
    held_.emplace_back(bytes);
    DownloadPass pass;
    pass.file_name = std::move(made->file_name);
    pass.content_type = std::move(made->content_type);
    pass.claim = Claim{order->viewer, [](const Viewer& now, const std::function<void(Result<void>)>& answer) {
                           answer(may_make_sheet(now));
                       }};
    pass.bytes = bytes;
    say_(order->connection, job_at(order->ask, JobStage::done, {bytes->size(), bytes->size()}));
    const std::string ticket = tickets_.issue(std::move(pass));
    say_(order->connection,
         Ticket{order->ask, "/download/" + ticket, static_cast<std::int32_t>(limits::ticket_ms / 1000)});
}

}  // namespace chamber::server
