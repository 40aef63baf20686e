#include "server/jobs/trust_changes.hpp"

#include "protocol/answers.hpp"
#include "server/log.hpp"
#include "server/workflows/trust_listing.hpp"

#include <utility>

namespace chamber::server {

namespace {

using storage::TrustContents;
using storage::TrustFound;
using storage::TrustStore;
using workflow::TrustIntake;

std::uint32_t number_of(const AskTrust& wanted)
{
    return std::visit([](const auto& each) { return each.ask; }, wanted.ask);
}

}  // namespace

struct TrustChanges::Order {
    AskTrust wanted;
    PersonId by;
    Asker asker;
    TrustContents contents;           // before the change, then after it
    std::optional<TrustIntake> keep;  // what is to be kept
    std::optional<TrustFound> drop;   // what is to be taken out
    TrustListing listing;

    bool changes() const { return keep || drop; }
    std::optional<std::string> reason() const
    {
        const auto* ask = std::get_if<DropTrust>(&wanted.ask);
        return ask == nullptr ? std::nullopt : std::optional<std::string>(ask->reason);
    }

    Result<void> read(const std::filesystem::path& folder)
    {
        Result<TrustContents> found = TrustStore(folder).read();
        if (!found) return found.error();
        contents = std::move(*found);
        return {};
    }

    // What the ask comes to, before anything is changed.
    Result<void> judge(const ReadTrust&, UtcMs now)
    {
        listing = workflow::listing_of(contents, now);
        return {};
    }
    Result<void> judge(const KeepTrust& ask, UtcMs now)
    {
        Result<storage::TrustFile> file = storage::parse_trust_file(ask.material);
        if (!file) return file.error();
        const storage::TrustRole role = workflow::role_of(ask.use);
        Result<TrustIntake> intake = workflow::judge({std::move(*file)}, role, contents, now);
        if (!intake) return intake.error();
        if (workflow::is_compared(*intake, ask.confirmed))
            keep = std::move(*intake);
        else
            listing = workflow::offer_of(*intake, role, now);
        return {};
    }
    Result<void> judge(const DropTrust& ask, UtcMs)
    {
        Result<TrustFound> found = workflow::find(contents, ask.sha256, workflow::role_of(ask.use));
        if (!found) return found.error();
        drop = std::move(*found);
        return {};
    }

    Result<void> change(const std::filesystem::path& folder, UtcMs now)
    {
        TrustStore store(folder);
        if (keep) {
            const auto& ask = std::get<KeepTrust>(wanted.ask);
            const auto kept = workflow::keep(store, *keep, workflow::role_of(ask.use), contents);
            if (!kept) return kept.error();
        } else if (const Result<void> dropped = workflow::drop(store, *drop); !dropped) {
            return dropped;
        }
        if (const Result<void> after = read(folder); !after) return after;
        listing = workflow::listing_of(contents, now);
        return {};
    }
};

TrustChanges::TrustChanges(StorageQueue& storage, Workers& checker, std::filesystem::path folder, Clock& clock,
                           Notify notify, std::function<void(const Asker& asker)> changed)
    : storage_(storage),
      checker_(checker),
      folder_(std::move(folder)),
      clock_(clock),
      notify_(std::move(notify)),
      changed_(std::move(changed))
{
}

void TrustChanges::ask(const AskTrust& wanted, const Viewer& viewer, std::uint64_t connection)
{
    const Asker asker{connection, number_of(wanted)};
    if (waiting_.size() >= waiting_max) {
        notify_(connection, refusal_of(fail(ErrorCode::busy, "asks for the trust store wait"), asker.ask));
        return;
    }
    waiting_.push_back(std::make_shared<Order>(Order{wanted, viewer.person, asker, {}, {}, {}, {}}));
    start_next();
}

void TrustChanges::start_next()
{
    if (running_ || waiting_.empty()) return;
    running_ = std::move(waiting_.front());
    waiting_.pop_front();
    const Shared order = running_;
    look(order);
}

void TrustChanges::look(const Shared& order)
{
    auto work = [order, folder = folder_, now = clock_.utc()]() -> Result<void> {
        if (const Result<void> read = order->read(folder); !read) return read;
        return std::visit([&](const auto& ask) { return order->judge(ask, now); }, order->wanted.ask);
    };
    checker_.ask(std::move(work), [this, order](const Result<void>& looked) {
        if (!looked) return refuse(order, looked.error());
        if (!order->changes()) return send_listing(order);
        note_former(order);
    });
}

void TrustChanges::note_former(const Shared& order)
{
    storage_.ask([order](storage::Store& store) { return store.note_trust(order->contents, {}); },
                 [this, order](const Result<std::vector<storage::TrustChange>>& noted) {
                     if (!noted) return refuse(order, noted.error());
                     change(order);
                 });
}

void TrustChanges::change(const Shared& order)
{
    auto work = [order, folder = folder_, now = clock_.utc()] { return order->change(folder, now); };
    checker_.ask(std::move(work), [this, order](const Result<void>& changed) {
        if (!changed) return refuse(order, changed.error());
        note_change(order);
    });
}

void TrustChanges::note_change(const Shared& order)
{
    storage_.ask(
        [order](storage::Store& store) { return store.note_trust(order->contents, order->by, order->reason()); },
        [this, order](const Result<std::vector<storage::TrustChange>>& noted) {
            if (!noted) return refuse(order, noted.error());
            for (const storage::TrustChange& each : *noted)
                log(LogLevel::info, "trust store: " + each.verb + " " + each.target);
            send_listing(order);
            changed_(order->asker);
        });
}

void TrustChanges::refuse(const Shared& order, const Error& error)
{
    log_error("trust store", error);
    notify_(order->asker.connection, refusal_of(error, order->asker.ask));
    end();
}

void TrustChanges::send_listing(const Shared& order)
{
    order->listing.ask = order->asker.ask;
    notify_(order->asker.connection, order->listing);
    end();
}

void TrustChanges::end()
{
    running_.reset();
    start_next();
}

}  // namespace chamber::server
