#include "tests/simulation/simulation.hpp"

#include "tests/simulation/office/model_office.hpp"

#include <algorithm>
#include <spdlog/spdlog.h>

namespace chamber::simulation {
namespace {

constexpr std::int64_t recovery_ms = 24'000;

class World {
public:
    World(const Plan& plan, History history);
    Outcome play();

private:
    void do_deed(const Deed& deed);
    void do_to_server(const Deed& deed, Chance& chance);
    void do_to_device(const Deed& deed, ModelTablet& tablet, Chance& chance);
    void do_as_person(const Deed& deed, ModelTablet& tablet, Chance& chance);
    void recover();
    void note(const std::string& who, const std::string& what);
    std::string readable(std::string text) const;
    void for_a_while(ModelTablet& tablet, std::int64_t ms, std::function<void(Weather&)> end);

    const Plan& plan_;
    Outcome outcome_;
    Events events_;
    BatchReader reader_;
    Machine machine_;
    VirtualClock clock_;
    Invariants invariants_;
    VirtualServer server_;
    std::vector<std::unique_ptr<ModelTablet>> tablets_;
    std::unique_ptr<ModelOffice> office_;
};

World::World(const Plan& plan, History history)
    : plan_(plan),
      machine_(plan.bug),
      clock_(events_),
      invariants_(events_, reader_, machine_.papers()),
      server_(events_, machine_, clock_, plan.seed, invariants_, plan.bug)
{
    if (history == History::kept)
        invariants_.on_note = [this](const std::string& who, const std::string& what) { note(who, what); };
    for (std::size_t i = 0; i < plan.devices.size(); ++i) {
        ModelTablet::Setting setting{plan.devices[i], plan.owners[i], plan.seed, plan.bug, plan.strict};
        const std::string device = device_id(plan.devices[i]).value;
        tablets_.push_back(std::make_unique<ModelTablet>(
            setting, events_, reader_, invariants_,
            [this, device](const std::shared_ptr<Wire>& wire) { return server_.accept(wire, Door::tls, device); }));
    }
    office_ = std::make_unique<ModelOffice>(events_, machine_, server_, invariants_, *tablets_.back());
}

// Devices by their number instead of their digest.
std::string World::readable(std::string text) const
{
    for (const std::size_t device : plan_.devices) {
        const std::string id = device_id(device).value;
        for (auto at = text.find(id); at != std::string::npos; at = text.find(id))
            text.replace(at, id.size(), "device " + std::to_string(device));
    }
    return text;
}

void World::note(const std::string& who, const std::string& what)
{
    for (const char c : std::to_string(events_.now_ms()) + who + what)
        outcome_.hash = (outcome_.hash ^ static_cast<unsigned char>(c)) * 0x100000001b3ULL;
    outcome_.history.push_back(HistoryLine{events_.now_ms(), readable(who), readable(what)});
}

Outcome World::play()
{
    MUST(server_.start());
    for (const auto& tablet : tablets_) tablet->start();
    for (const Deed& deed : plan_.deeds) {
        events_.run_until(deed.at_ms);
        if (invariants_.violation()) break;
        do_deed(deed);
    }
    if (!invariants_.violation()) events_.run_until(plan_.until_ms);
    if (!invariants_.violation()) recover();
    invariants_.finish(server_, tablets_, machine_);
    outcome_.violation = invariants_.violation();
    outcome_.steps = events_.steps();
    return std::move(outcome_);
}

// All evils end. Twice everybody opens a fresh connection: what the first leaves open the second must close.
void World::recover()
{
    invariants_.note("world", "all is well again");
    machine_.disk().heal();
    for (int round = 0; round < 2 && !invariants_.violation(); ++round) {
        for (const auto& tablet : tablets_) tablet->come_back();
        const std::int64_t begin = events_.now_ms();
        // Days may have passed: the office lets newcomers in again, once the server is up.
        events_.run_until(begin + 2'000);
        office_->open_enrolment();
        events_.run_until(begin + 6'000);
        for (const auto& tablet : tablets_)
            if (!tablet->waiting_code().empty()) office_->approve(tablet->waiting_code());
        events_.run_until(begin + recovery_ms / 2);
    }
}

void World::for_a_while(ModelTablet& tablet, std::int64_t ms, std::function<void(Weather&)> end)
{
    events_.after(ms, [&tablet, end = std::move(end)] { end(tablet.weather); });
}

void World::do_deed(const Deed& deed)
{
    Chance chance(deed.chance);
    ModelTablet& tablet = *tablets_[deed.tablet];
    if (invariants_.on_note) note("deed", std::string(deed_name(deed.kind)) + " " + tablet.device());
    if (deed.kind >= DeedKind::kill)
        do_to_server(deed, chance);
    else if (deed.kind >= DeedKind::cut)
        do_to_device(deed, tablet, chance);
    else
        do_as_person(deed, tablet, chance);
}

void World::do_as_person(const Deed& deed, ModelTablet& tablet, Chance& chance)
{
    constexpr const char* people[] = {"DB01", "DB02", "DB03", "KM01"};
    const bool is_desktop = deed.tablet + 1 == tablets_.size();
    switch (deed.kind) {
    case DeedKind::write_note: return tablet.write_note(chance);
    case DeedKind::edit_note: return tablet.edit_note(chance);
    case DeedKind::delete_note: return tablet.delete_note(chance);
    case DeedKind::check_in: return tablet.check_in();
    case DeedKind::publish: return office_->publish();
    case DeedKind::withdraw: return office_->withdraw(chance);
    case DeedKind::edit_document: return office_->edit_document(chance);
    case DeedKind::upload: return office_->upload(chance);
    case DeedKind::revise: return office_->revise(chance);
    case DeedKind::record_attendance: return office_->record_attendance(chance);
    case DeedKind::acknowledge: return office_->acknowledge(chance);
    case DeedKind::open_item: return office_->open_item(chance);
    case DeedKind::pry:
        return tablet.pry(
            std::next(machine_.papers().begin(), static_cast<std::ptrdiff_t>(chance.below(machine_.papers().size())))
                ->first);
    case DeedKind::hand_over: return is_desktop ? tablet.sign_out() : tablet.hand_to(people[chance.below(4)]);
    case DeedKind::sign_out: return tablet.sign_out();
    case DeedKind::revoke: return is_desktop ? office_->publish() : office_->revoke(tablet.device());
    case DeedKind::change_rights: return office_->change_rights(chance);
    default: return;
    }
}

void World::do_to_device(const Deed& deed, ModelTablet& tablet, Chance& chance)
{
    const auto a_while = static_cast<std::int64_t>(200 + chance.below(chance.percent(30) ? 30'000 : 5'000));
    switch (deed.kind) {
    case DeedKind::cut: return tablet.cut(static_cast<Wire::Hears>(chance.below(4)));
    case DeedKind::shed:
        tablet.weather.shed_percent = 10 + chance.below(40);
        return for_a_while(tablet, a_while, [](Weather& weather) { weather.shed_percent = 0; });
    case DeedKind::offline:
        tablet.weather.offline = true;
        return for_a_while(tablet, a_while, [](Weather& weather) { weather.offline = false; });
    case DeedKind::delay:
        tablet.weather.delay_ms_max = chance.between(50, 4'000);
        return for_a_while(tablet, a_while, [](Weather& weather) { weather.delay_ms_max = 0; });
    case DeedKind::reconnect:
        tablet.weather.delay_ms_max = chance.between(50, 2'000);
        tablet.write_note(chance);
        tablet.wake_again();
        return for_a_while(tablet, 500, [](Weather& weather) { weather.delay_ms_max = 0; });
    case DeedKind::say_again: return tablet.say_again();
    case DeedKind::half_open: return tablet.swallow(chance.percent(50) ? Side::server : Side::device);
    case DeedKind::clog: tablet.weather.clogged_until_ms[chance.below(2)] = events_.now_ms() + a_while; return;
    case DeedKind::sleep:
        // The days pass for the clocks; the minutes in between, in which nothing happens here, are left out.
        if (chance.percent(40)) clock_.pass(chance.between(1, 80) * 3'600'000);
        return tablet.sleep(a_while);
    case DeedKind::end_app: return tablet.end_app(a_while);
    case DeedKind::end_app_at_commit: return tablet.end_at_commit(1 + chance.below(6), chance.percent(50));
    default: return;
    }
}

void World::do_to_server(const Deed& deed, Chance& chance)
{
    const auto operation = chance.below(chance.percent(70) ? 12 : 60);
    switch (deed.kind) {
    case DeedKind::kill: return server_.end_and_return(End::process, chance.between(200, 4'000));
    case DeedKind::kill_at_operation:
    case DeedKind::power_cut:
        if (chance.percent(50)) return machine_.disk().arm(DiskFault::dies, operation, UINT32_MAX);
        return server_.end_and_return(deed.kind == DeedKind::kill_at_operation ? End::process : End::power,
                                      chance.between(200, 4'000));
    case DeedKind::disk_full: return machine_.disk().arm(DiskFault::full, operation, 1 + chance.below(30));
    case DeedKind::io_error: return machine_.disk().arm(DiskFault::io_error, operation, 1);
    case DeedKind::slow_disk:
        if (server_.up())
            server_.storage().slow_down(chance.between(50, 1'500), events_.now_ms() + chance.between(500, 5'000));
        return;
    case DeedKind::damage: return office_->damage(chance);
    case DeedKind::back_up: return office_->back_up();
    case DeedKind::put_back: return office_->put_back(ModelOffice::Way::restored);
    case DeedKind::copy_back: return office_->put_back(ModelOffice::Way::copied);
    case DeedKind::jump_clock: return clock_.jump(chance.between(-48, 48) * 1'800'000);
    default: return;
    }
}

}  // namespace

void quiet_product()
{
    spdlog::set_level(spdlog::level::off);
}

Outcome run(const Plan& plan, History history)
{
    World world(plan, history);
    return world.play();
}

// Halves, quarters … of the deeds are left out while the same invariant still breaks.
Plan shrink(Plan plan, const Violation& violation)
{
    const auto breaks = [&](const Plan& candidate) {
        const Outcome outcome = run(candidate, History::forgotten);
        return outcome.violation && outcome.violation->invariant == violation.invariant;
    };
    for (std::size_t piece = std::max<std::size_t>(plan.deeds.size() / 2, 1);;) {
        bool smaller = false;
        for (std::size_t at = 0; at < plan.deeds.size();) {
            Plan candidate = plan;
            const auto begin = candidate.deeds.begin() + static_cast<std::ptrdiff_t>(at);
            candidate.deeds.erase(begin,
                                  begin + static_cast<std::ptrdiff_t>(std::min(piece, candidate.deeds.size() - at)));
            if (breaks(candidate)) {
                plan = std::move(candidate);
                smaller = true;
            } else {
                at += piece;
            }
        }
        if (piece == 1 && !smaller) return plan;
        piece = std::max<std::size_t>(piece / 2, 1);
    }
}

}  // namespace chamber::simulation
