#include "server/jobs/sheets.hpp"

#include "protocol/access.hpp"
#include "protocol/answers.hpp"
#include "protocol/limits.hpp"
#include "server/log.hpp"

namespace chamber::server {

struct Sheets::Order {
    std::uint32_t ask = 0;
    Viewer viewer;
    std::uint64_t connection = 0;
};

Sheets::Sheets(StorageQueue& storage, Workers& documents, Tickets& tickets, const storage::DataDirectory& directory,
               Clock& clock, std::function<void(std::uint64_t, ToDevice)> say)
    : storage_(storage),
      documents_(documents),
      tickets_(tickets),
      directory_(directory),
      clock_(clock),
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
    if (!has_room()) {
        say_(connection, failed_job(ask.ask, fail(ErrorCode::busy, "sheets wait to be fetched")));
        return;
    }
    ++making_;
    const auto order = std::make_shared<Order>(Order{ask.ask, viewer, connection});
    say_(connection, job_at(ask.ask, JobStage::building));
    if (ask.kind == SheetKind::report)
        make_report(ask, order);
    else
        make_of_session(ask, order);
}

void Sheets::make_of_session(const MakeSheet& ask, const std::shared_ptr<Order>& order)
{
    if (!ask.session) return finish(order, fail(ErrorCode::missing_field, {}, "/session"));
    const workflow::SheetOrder sheet{ask.kind, ask.format, *ask.session, ask.sitting};
    storage_.ask([sheet](storage::Store& store) { return workflow::read_sheet(store, sheet); },
                 [this, order, sheet](Result<storage::SessionFile> file) {
                     if (!file) return finish(order, file.error());
                     const auto held = std::make_shared<storage::SessionFile>(std::move(*file));
                     documents_.ask(
                         [this, sheet, held] { return workflow::make_sheet(*held, directory_, sheet); },
                         [this, order](Result<workflow::MadeSheet> made) { finish(order, std::move(made)); });
                 });
}

void Sheets::make_report(const MakeSheet& ask, const std::shared_ptr<Order>& order)
{
    storage_.look([ask, now = clock_.utc()](storage::Store& store) { return workflow::read_report(store, ask, now); },
                  [this, order, format = ask.format](Result<storage::YearReport> report) {
                      if (!report) return finish(order, report.error());
                      const auto held = std::make_shared<storage::YearReport>(std::move(*report));
                      documents_.ask(
                          [held, format] { return workflow::make_report(*held, format); },
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
