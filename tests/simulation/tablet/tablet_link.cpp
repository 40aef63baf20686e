// One socket at a time, opened and given up as policy.ts and link.ts say; and what may happen to the machine around it.
#include "tests/simulation/tablet/model_tablet.hpp"

#include "protocol/codec.hpp"

#include <algorithm>

namespace chamber::simulation {
namespace {

constexpr std::int64_t connect_ms_max = 8'000;
constexpr std::int64_t pong_ms_max = 5'000;
constexpr std::int64_t ping_every_ms = 10'000;
constexpr std::int64_t back_off_ms_min = 500;
constexpr std::int64_t back_off_ms_max = 15'000;
constexpr std::int64_t clock_jump_ms = 5'000;
constexpr std::int64_t tick_ms = 1'000;

}  // namespace

ModelTablet::ModelTablet(Setting setting, Events& events, BatchReader& reader, TabletWatch& watch, Connect connect)
    : setting_(std::move(setting)),
      events_(events),
      reader_(reader),
      watch_(watch),
      connect_(std::move(connect)),
      chance_(Chance::stream(setting_.seed, 1'000 + setting_.index)),
      key_(device_key(setting_.index)),
      device_(device_id(setting_.index).value),
      flash_(new_incarnation())
{
}

ModelTablet::~ModelTablet()
{
    if (wire_) wire_->let_go(Side::device);
}

std::string ModelTablet::new_incarnation()
{
    return "i" + std::to_string(setting_.index) + "." + std::to_string(++incarnations_);
}

void ModelTablet::guarded(const std::function<void()>& work)
{
    try {
        work();
    } catch (const AppEnded&) {
        watch_.note(device_, "app ends in the middle");
        end_app(1'000 + static_cast<std::int64_t>(chance_.below(5'000)));
    }
}

void ModelTablet::start()
{
    if (running_) return;
    running_ = true;
    standing_.clear();
    attempt_ = 0;
    link_ = Link::waiting;
    until_ms_ = events_.now_ms();
    ticked_ms_ = events_.now_ms();
    const std::uint64_t life = ++life_;
    events_.after(static_cast<std::int64_t>(chance_.below(200)), [this, life] {
        if (life == life_) tick();
    });
}

void ModelTablet::tick()
{
    const std::uint64_t life = life_;
    events_.after(tick_ms, [this, life] {
        if (life == life_ && !asleep_) tick();
    });
    const std::int64_t now = events_.now_ms();
    const bool slept = now - ticked_ms_ > clock_jump_ms;
    ticked_ms_ = now;
    if (slept) return reconnect_now();
    if (link_ == Link::connecting && now - since_ms_ >= connect_ms_max) {
        abandon();
        lost();
    } else if (link_ == Link::waiting && now >= until_ms_) {
        open_wire();
    } else if (link_ == Link::open && pinged_ms_ >= 0) {
        if (now - pinged_ms_ < pong_ms_max) return;
        abandon();
        lost();
    } else if (link_ == Link::open && now - heard_ms_ >= ping_every_ms) {
        pinged_ms_ = now;
        send(R"({"type":"ping","t":)" + std::to_string(now) + "}");
    }
    if (hold_until_ms_ > 0 && now >= hold_until_ms_) {
        hold_until_ms_ = 0;
        guarded([this] { pump(); });
    }
}

void ModelTablet::open_wire()
{
    link_ = Link::connecting;
    since_ms_ = events_.now_ms();
    pinged_ms_ = -1;
    auto wire = std::make_shared<Wire>(events_, Chance(chance_.next()), weather);
    wire_ = wire;
    wire->attach(Side::device, this);
    // The handshakes; a path that is not there simply stays silent.
    events_.after(chance_.between(5, 40), [this, wire] {
        if (wire_ != wire || weather.offline) return;
        if (!connect_(wire)) {
            wire->let_go(Side::device);
            wire_.reset();
            lost();
            return;
        }
        link_ = Link::open;
        heard_ms_ = events_.now_ms();
    });
}

void ModelTablet::abandon()
{
    if (!wire_) return;
    wire_->send(Side::server, Packet{PacketKind::close, nullptr, nullptr, 1000});
    wire_->let_go(Side::device);
    wire_.reset();
}

// The socket is gone: what hung on it is forgotten, the next comes after a while.
void ModelTablet::lost()
{
    online_ = false;
    signing_in_ = false;
    sent_up_to_ = INT64_MAX;
    fresh_connection_ = true;
    fetches_.clear();
    last_commands_.clear();
    hold_until_ms_ = 0;
    if (link_ == Link::resting) return;
    link_ = Link::waiting;
    const std::int64_t ceiling = std::min(back_off_ms_max, back_off_ms_min << std::min(attempt_, 8));
    until_ms_ = events_.now_ms() + ceiling / 2 +
                static_cast<std::int64_t>(chance_.below(static_cast<std::uint64_t>(ceiling / 2)));
    ++attempt_;
}

void ModelTablet::reconnect_now()
{
    if (!running_ || asleep_ || link_ == Link::resting) return;
    abandon();
    lost();
    attempt_ = 0;
    open_wire();
}

void ModelTablet::send(std::string text)
{
    if (!wire_ || link_ != Link::open) return;
    wire_->send(Side::server,
                Packet{PacketKind::text, nullptr, std::make_shared<const std::string>(std::move(text)), 0});
}

void ModelTablet::arrived(const Packet& packet)
{
    if (!running_ || asleep_) return;
    heard_ms_ = events_.now_ms();
    if (packet.kind == PacketKind::ping) {
        wire_->send(Side::server, Packet{PacketKind::pong, nullptr, nullptr, 0});
        return;
    }
    pinged_ms_ = -1;
    if (packet.kind == PacketKind::close) return broken();
    guarded([&] {
        if (packet.kind == PacketKind::binary)
            on_chunk(packet);
        else
            on_text(packet.bytes);
    });
}

void ModelTablet::broken()
{
    if (!wire_) return;
    wire_->let_go(Side::device);
    wire_.reset();
    if (running_) lost();
}

void ModelTablet::cut(Wire::Hears hears)
{
    if (wire_) wire_->cut(hears);
}

void ModelTablet::swallow(Side to)
{
    if (wire_) wire_->swallow(to);
}

void ModelTablet::end_app(std::int64_t away_ms)
{
    if (!running_) return;
    running_ = false;
    asleep_ = false;
    ends_at_ = 0;
    ++life_;
    if (wire_) {
        if (chance_.percent(50)) wire_->cut(Wire::Hears::server);
        wire_->let_go(Side::device);
        wire_.reset();
    }
    lost();
    const std::uint64_t life = life_;
    events_.after(away_ms, [this, life] {
        if (life == life_) start();
    });
}

void ModelTablet::end_at_commit(std::uint64_t n, bool after_it)
{
    ends_at_ = commits_ + n;
    ends_after_ = after_it;
}

void ModelTablet::sleep(std::int64_t ms)
{
    if (!running_ || asleep_) return;
    asleep_ = true;
    const std::uint64_t life = life_;
    events_.after(ms, [this, life] {
        if (life == life_) wake();
    });
}

void ModelTablet::wake()
{
    if (!running_ || !asleep_) return;
    asleep_ = false;
    tick();
    // A short nap shows no jump of the clock, but the page was hidden: it asks for a fresh socket as well.
    reconnect_now();
}

void ModelTablet::come_back()
{
    weather = Weather{};
    ends_at_ = 0;
    if (!running_) return start();
    if (asleep_) return wake();
    reconnect_now();
}

}  // namespace chamber::simulation
