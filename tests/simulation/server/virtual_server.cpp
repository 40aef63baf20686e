#include "tests/simulation/server/virtual_server.hpp"

#include "protocol/codec.hpp"
#include "tests/simulation/network/wire_text.hpp"

namespace chamber::simulation {
namespace {

constexpr std::int64_t tick_ms = 500;

}  // namespace

struct VirtualServer::Running {
    VirtualStorage storage;
    ModelIdentity identity;
    server::Tickets tickets;
    std::unique_ptr<server::Room> room;

    Running(Events& events, Chance chance, std::unique_ptr<storage::Store> store, VirtualStorage::Told told, Bug bug,
            Clock& clock, Entropy& entropy)
        : storage(events, chance, std::move(store), std::move(told)),
          identity(storage, bug),
          tickets(clock, entropy)
    {
    }
};

VirtualServer::VirtualServer(Events& events, Machine& machine, VirtualClock& clock, std::uint64_t seed,
                             ServerWatch& watch, Bug bug)
    : events_(events),
      machine_(machine),
      clock_(clock),
      seed_(seed),
      watch_(watch),
      bug_(bug),
      chance_(Chance::stream(seed, 11)),
      entropy_(Chance::stream(seed, 12).next())
{
}

VirtualServer::~VirtualServer()
{
    for (const auto& socket : sockets_)
        if (const auto open = socket.lock()) open->vanish();
}

bool VirtualServer::start()
{
    if (up()) return true;
    Result<std::unique_ptr<storage::Store>> store = machine_.open(clock_, entropy_);
    if (!store) return false;
    if (new_history_ && bug_ != Bug::no_new_epoch)
        if (const auto begun = (*store)->begin_new_history(); !begun) return false;
    new_history_ = false;
    (void)(*store)->note_start();  // a full disk keeps nobody from reading
    const storage::FeedHead head = (*store)->head();
    server::Room::Facts facts{"mô phỏng", "Hội đồng", false, (*store)->local_viewer(), (*store)->floor()};
    ++lives_;
    VirtualStorage::Told told;
    told.published = [this](const storage::FeedSlice& slice) {
        watch_.published(slice);
        running_->room->published(slice);
    };
    told.broken = [this](const Error& error) { on_broken(error); };
    told.ran = [this] { after_group(); };
    told.waiting = [this](std::size_t jobs) { watch_.storage_waits(jobs); };
    running_ = std::make_unique<Running>(events_, Chance::stream(seed_, 100 + lives_), std::move(*store),
                                         std::move(told), bug_, clock_, entropy_);
    running_->room = std::make_unique<server::Room>(running_->storage, running_->identity, running_->tickets, clock_,
                                                    entropy_, std::move(facts), head);
    server::Room::Jobs jobs;
    jobs.joined = [](const DeviceId&) {};
    jobs.examine = [this](const Sha256& sha256, std::function<void(Result<void>)> answer) {
        examine(sha256, std::move(answer));
    };
    running_->room->set_jobs(std::move(jobs));
    watch_.started(running_->storage.store());
    tick(lives_);
    if (on_start) on_start();
    return true;
}

// As Scrubs::examine, whose worker takes a while.
void VirtualServer::examine(const Sha256& sha256, std::function<void(Result<void>)> answer)
{
    events_.after(chance_.between(1, 20), [this, sha256, answer = std::move(answer), life = lives_] {
        if (!up() || life != lives_) return;
        const Result<void> sound = running_->storage.blobs().verify(sha256);
        if (sound) return answer(sound);
        running_->storage.ask(
            [sha256](storage::Store& store) { return store.note_damage(sha256, DamageKind::wrong_bytes); },
            [answer, sha256](Result<storage::NotedDamage> noted) {
                MUST(noted || !server::never_asked(noted.error().code));
                answer(fail(ErrorCode::blob_damaged, sha256.hex()));
            });
    });
}

void VirtualServer::tick(std::uint64_t life)
{
    events_.after(tick_ms, [this, life] {
        if (!up() || life != lives_) return;
        running_->room->tick();
        tick(life);
    });
}

void VirtualServer::end(End how)
{
    if (up()) {
        for (const auto& each : sockets_)
            if (const auto socket = each.lock()) socket->vanish();
        watch_.stopped();
        // Closing the database must not write: the process does not get to say goodbye.
        machine_.disk().arm(DiskFault::dies, 0, 1);
        running_.reset();
    }
    for (const auto& each : sockets_)
        if (const auto socket = each.lock())
            socket->wire().cut(how == End::process ? Wire::Hears::device : Wire::Hears::nobody);
    sockets_.clear();
    if (how == End::power)
        machine_.disk().lose_power(chance_);
    else
        machine_.disk().end_process();
    machine_.disk().heal();
}

void VirtualServer::end_and_return(End how, std::int64_t after_ms)
{
    end(how);
    if (returning_) return;
    returning_ = true;
    events_.after(after_ms, [this] {
        returning_ = false;
        if (!start()) end_and_return(End::process, 500);
    });
}

// As App: a full disk refuses and goes on; after anything else the truth is read from the disk.
void VirtualServer::on_broken(const Error& error)
{
    if (error.code == ErrorCode::disk_full) return;
    const std::uint64_t life = lives_;
    events_.after(0, [this, life] {
        if (up() && life == lives_) end_and_return(End::process, 1'000);
    });
}

void VirtualServer::after_group()
{
    if (!machine_.disk().dead()) return;
    const std::uint64_t life = lives_;
    events_.after(0, [this, life] {
        if (up() && life == lives_) end_and_return(End::power, 1'000 + static_cast<std::int64_t>(chance_.below(4'000)));
    });
}

VirtualStorage& VirtualServer::storage()
{
    MUST(up());
    return running_->storage;
}

server::Room& VirtualServer::room()
{
    MUST(up());
    return *running_->room;
}

net::SocketEvents VirtualServer::with_bug(net::SocketEvents events)
{
    if (bug_ != Bug::gap_accepted) return events;
    // Whatever number is missing is taken for done: the messages are made to follow one another.
    events.text = [text = std::move(events.text), last = std::make_shared<std::int64_t>(0)](std::string_view arrived) {
        if (!is_message(arrived, "commands")) return text(arrived);
        auto message = decode_from_device(arrived);
        MUST(message.has_value());
        auto& commands = std::get<Commands>(*message);
        const std::int64_t first = commands.items.front().number;
        if (*last > 0 && first > *last + 1) {
            Commands filler;
            for (std::int64_t number = *last + 1; number < first && number <= *last + 60; ++number)
                filler.items.push_back(Command{number, Purged{std::string(64, '0')}});
            text(encode(FromDevice(filler)));
        }
        *last = std::max(*last, commands.items.back().number);
        text(arrived);
    };
    return events;
}

bool VirtualServer::accept(const std::shared_ptr<Wire>& wire, Door door, const std::string& device)
{
    if (!up()) return false;
    std::erase_if(sockets_, [](const auto& socket) { return socket.expired(); });
    auto socket = std::make_shared<VirtualSocket>(events_, wire, door, device, watch_, bug_);
    sockets_.push_back(socket);
    Result<net::SocketEvents> events = running_->room->welcome(socket);
    MUST(events.has_value());
    socket->begin(with_bug(std::move(*events)));
    return true;
}

}  // namespace chamber::simulation
