// The part of a conversation that a revoked device may still have: its person's last notes in, receipts out, nothing
// else.
#include "protocol/dialogue.hpp"

#include "protocol/answers.hpp"
#include "protocol/limits.hpp"

namespace chamber {
namespace {

// A revoked device begins to hand in at once or has nothing to say. One that was connected when it was revoked may be
// in a thief's hands that speak otherwise: its line ends within two seconds, and it may come back with a hello.
constexpr std::int64_t hand_in_begins_ms = 1'000;
constexpr std::int64_t hand_in_pause_ms = limits::hello_ms;

}  // namespace

bool Dialogue::handing_in() const
{
    return std::holds_alternative<HandingIn>(state_);
}

Actions Dialogue::on_revoked(Standing standing)
{
    if (handing_in()) return {};
    const bool fresh = std::holds_alternative<Identifying>(state_);
    Actions actions;
    if (signed_in()) actions.push_back(Leave{});
    const bool may_hand_in = standing.hand_in;
    actions.push_back(Send{standing});
    if (may_hand_in) {
        state_ = HandingIn{SteadyMs{now_.value + (fresh ? hand_in_pause_ms : hand_in_begins_ms)}, std::move(standing)};
    } else {
        state_ = Ended{};
        actions.push_back(HangUp{ErrorCode::device_revoked});
    }
    return actions;
}

// Nothing is told to it but receipts; whatever else it asks for is refused.
Actions Dialogue::on_hand_in_message(FromDevice& message)
{
    if (auto* commands = std::get_if<Commands>(&message)) {
        if (commands->items.empty()) return {};
        if (commands->items.size() > limits::commands_per_message_max)
            return {Send{refusal_of(fail(ErrorCode::too_long, {}, "/items"))}};
        std::get<HandingIn>(state_).until = SteadyMs{now_.value + hand_in_pause_ms};
        return {TakeHandIn{std::move(commands->items)}};
    }
    if (const auto* handed_in = std::get_if<HandedIn>(&message)) {
        const std::int32_t left = handed_in->left;
        Standing standing = std::move(std::get<HandingIn>(state_).standing);
        standing.hand_in = false;
        state_ = Ended{};
        return {EndHandIn{left}, Send{std::move(standing)}, HangUp{ErrorCode::device_revoked}};
    }
    // The refusal of a revoked device hangs up; this one has more to say.
    return {Send{refusal_of(fail(ErrorCode::device_revoked))}};
}

}  // namespace chamber
