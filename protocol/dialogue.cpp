#include "protocol/dialogue.hpp"

#include "protocol/access.hpp"
#include "protocol/answers.hpp"
#include "protocol/codec.hpp"
#include "protocol/dialogue_actions.hpp"
#include "protocol/digest.hpp"
#include "protocol/field_rules.hpp"
#include "protocol/limits.hpp"

#include <algorithm>

namespace chamber {
namespace {

constexpr double fetch_cost = 0.1;  // of a message that messages_per_second counts

Standing standing_of(const Identified& identified)
{
    Standing standing;
    standing.device = identified.device.id;
    standing.label = identified.device.label;
    standing.epoch = identified.epoch;
    switch (identified.device.state) {
    case DeviceState::pending:
        standing.state = StandingState::pending;
        standing.code = identified.code;
        break;
    case DeviceState::approved:
        standing.state = StandingState::approved;
        standing.candidates = identified.candidates;
        break;
    case DeviceState::revoked:
        standing.state = StandingState::revoked;
        standing.hand_in = identified.hand_in;
        break;
    }
    return standing;
}

Standing signed_in_standing(const Identified& identified, const Viewer& viewer)
{
    Standing standing = standing_of(identified);
    standing.state = StandingState::signed_in;
    standing.candidates.clear();
    standing.code.reset();
    standing.person = viewer.person;
    standing.roles = viewer.roles;
    return standing;
}

// n = 0: the device was told of none yet.
bool is_journal_mark(const JournalMark& mark)
{
    return mark.n == 0 || (mark.n > 0 && Sha256::parse(mark.hash).has_value());
}

}  // namespace

Dialogue::Dialogue(Setting setting, SteadyMs now)
    : setting_(std::move(setting)),
      state_(AwaitingHello{now}),
      pace_(now),
      tokens_(limits::messages_burst),
      refilled_(now),
      now_(now)
{
}

Actions Dialogue::start()
{
    return actions_of(Send{Welcome{limits::protocol_version, setting_.build, setting_.nonce, setting_.council,
                                   setting_.time, setting_.demo}});
}

bool Dialogue::signed_in() const
{
    return std::holds_alternative<SignedIn>(state_);
}

const Viewer* Dialogue::viewer() const
{
    const auto* state = std::get_if<SignedIn>(&state_);
    return state ? &state->viewer : nullptr;
}

Actions Dialogue::refuse(ErrorCode code, std::string where)
{
    Actions actions = actions_of(Send{refusal_of(fail(code, {}, std::move(where)))});
    if (error_row(code).close_code != 0) {
        state_ = Ended{};
        actions.push_back(HangUp{code});
    }
    return actions;
}

Actions Dialogue::end(ErrorCode code)
{
    state_ = Ended{};
    return actions_of(Send{refusal_of(fail(code))}, HangUp{code});
}

bool Dialogue::may_speak(std::string_view text, SteadyMs now)
{
    const double refill = static_cast<double>(now.value - refilled_.value) * limits::messages_per_second / 1000.0;
    tokens_ = std::min<double>(limits::messages_burst, tokens_ + refill);
    refilled_ = now;
    // A fetch is bounded by its window already: a wired desktop asks for more than a hundred of them in a second.
    const double cost = text.starts_with(R"({"type":"fetch",)") ? fetch_cost : 1;
    if (tokens_ < cost) return false;
    tokens_ -= cost;
    return true;
}

Actions Dialogue::on_binary()
{
    return std::holds_alternative<Ended>(state_) ? Actions() : end(ErrorCode::text_expected);
}

Actions Dialogue::on_tick(SteadyMs now)
{
    now_ = now;
    if (const auto* handing = std::get_if<HandingIn>(&state_); handing && now.value > handing->until.value) {
        state_ = Ended{};
        return actions_of(HangUp{ErrorCode::device_revoked});
    }
    const auto* waiting = std::get_if<AwaitingHello>(&state_);
    if (waiting && now.value - waiting->since.value > limits::hello_ms) return end(ErrorCode::out_of_order);
    return signed_in() ? carry_out(now) : Actions();
}

Actions Dialogue::carry_out(SteadyMs now)
{
    Actions actions;
    for (std::vector<Command> turn = pace_.take(now); !turn.empty(); turn = pace_.take(now))
        actions.push_back(ApplyCommands{std::move(turn)});
    return actions;
}

Actions Dialogue::on_text(std::string_view text, SteadyMs now)
{
    now_ = now;
    if (std::holds_alternative<Ended>(state_)) return {};
    if (setting_.door != Door::local && !may_speak(text, now)) return end(ErrorCode::rate_limited);
    Result<FromDevice> message = decode_from_device(text);
    if (!message) {
        if (std::holds_alternative<AwaitingHello>(state_)) {
            // An app of another version is told to update, whatever else its hello holds.
            const std::optional<std::int64_t> version = hello_version(text);
            return end(version && *version != limits::protocol_version ? ErrorCode::protocol_version
                                                                       : message.error().code);
        }
        return refuse(message.error().code, message.error().where);
    }
    if (const Result<void> parsed = parse_fields(*message); !parsed) return unparsed(*message, parsed.error());
    return on_message(*message, text.size());
}

Actions Dialogue::unparsed(const FromDevice& message, const Error& error)
{
    if (const auto* hello = std::get_if<Hello>(&message))
        return end(hello->protocol != limits::protocol_version ? ErrorCode::protocol_version : error.code);
    return actions_of(Send{refusal_of(error, ask_of(message))});
}

Actions Dialogue::on_message(FromDevice& message, std::size_t text_bytes)
{
    if (auto* ping = std::get_if<Ping>(&message)) return actions_of(Send{Pong{ping->t}});
    if (std::holds_alternative<AwaitingHello>(state_)) {
        auto* hello = std::get_if<Hello>(&message);
        return hello ? on_hello(*hello) : end(ErrorCode::out_of_order);
    }
    if (std::holds_alternative<Hello>(message)) return end(ErrorCode::out_of_order);
    if (handing_in()) return on_hand_in_message(message);
    if (auto* sign_in = std::get_if<SignIn>(&message)) return on_sign_in(*sign_in);
    if (!signed_in()) return refuse(ErrorCode::sign_in_required, {});
    return on_signed_in_message(message, text_bytes);
}

Actions Dialogue::on_hello(Hello& hello)
{
    if (hello.protocol != limits::protocol_version) return end(ErrorCode::protocol_version);
    if (hello.incarnation.empty() || hello.incarnation.size() > 64) return end(ErrorCode::out_of_range);
    if (!is_journal_mark(hello.journal)) return end(ErrorCode::out_of_range);
    hello_ = std::move(hello);
    if (setting_.door == Door::local) {
        device_ = setting_.local_viewer.device;
        Identified office;
        office.device.id = device_;
        office.device.kind = DeviceKind::desktop;
        office.device.state = DeviceState::approved;
        return enter(std::move(office), setting_.local_viewer);
    }
    const Result<std::string> key = decode_base64url(hello_.device_key);
    const Result<std::string> signature = decode_base64url(hello_.signature);
    constexpr std::size_t point_bytes = 65;  // 0x04, x, y
    if (!key || !signature || key->size() != point_bytes || signature->size() != 64)
        return end(ErrorCode::proof_failed);
    state_ = Identifying{};
    Identify identify{hello_.device_kind, *key, *signature, setting_.nonce, hello_.model, hello_.unsent};
    return actions_of(std::move(identify));
}

Actions Dialogue::on_identified(Result<Identified> answer)
{
    if (std::holds_alternative<Ended>(state_) || std::holds_alternative<AwaitingHello>(state_)) return {};
    if (!answer) return end(answer.error().code);
    device_ = answer->device.id;
    const bool was_signed_in = signed_in();
    if (answer->device.state == DeviceState::revoked) return on_revoked(standing_of(*answer));
    if (answer->viewer && !was_signed_in) {
        Viewer viewer = *answer->viewer;
        return enter(std::move(*answer), std::move(viewer));
    }
    if (answer->viewer) {
        auto& state = std::get<SignedIn>(state_);
        if (state.viewer == *answer->viewer) return {};
        state.viewer = *answer->viewer;
        return actions_of(Send{signed_in_standing(state.identified, state.viewer)}, Regrant{state.viewer});
    }
    // Somebody signs in just now: what was asked before does not take their answer away.
    if (auto* checking = std::get_if<Checking>(&state_)) {
        checking->identified = std::move(*answer);
        return {};
    }
    Actions actions;
    if (was_signed_in) {
        actions.push_back(Leave{});
        // By a new PIN or password, or because its time is over: the person is told why they stand at the entrance.
        if (!leaving_) actions.push_back(Send{refusal_of(fail(ErrorCode::sign_in_ended))});
        leaving_ = false;
    }
    actions.push_back(Send{standing_of(*answer)});
    state_ = Standing_{std::move(*answer)};
    return actions;
}

Actions Dialogue::on_sign_in(SignIn& sign_in)
{
    auto* standing = std::get_if<Standing_>(&state_);
    if (!standing) return refuse(ErrorCode::out_of_order, {});
    if (sign_in.secret.empty() || sign_in.secret.size() > limits::secret_bytes_max)
        return refuse(ErrorCode::wrong_secret, "/secret");
    if (sign_in.person.has_value() == sign_in.account.has_value()) return refuse(ErrorCode::missing_field, "/person");
    const bool pending = standing->identified.device.state == DeviceState::pending;
    const bool desktop_here =
        setting_.door == Door::loopback && hello_.device_kind == DeviceKind::desktop && sign_in.account.has_value();
    if (pending && !desktop_here) return actions_of(Send{refusal_of(fail(ErrorCode::device_pending))});
    Identified identified = std::move(standing->identified);
    state_ = Checking{std::move(identified)};
    secret_kind_ = sign_in.account ? SecretKind::password : SecretKind::pin;
    return actions_of(CheckSecret{device_, std::move(sign_in), pending, setting_.door == Door::loopback});
}

Actions Dialogue::on_signed_in(SecretChecked answer)
{
    auto* checking = std::get_if<Checking>(&state_);
    if (!checking) return {};
    Identified identified = std::move(checking->identified);
    if (answer.viewer) {
        identified.device.state = DeviceState::approved;
        return enter(std::move(identified), std::move(*answer.viewer));
    }
    state_ = Standing_{std::move(identified)};
    return actions_of(Send{
        secret_refusal(secret_kind_, fail(answer.error ? answer.error->code : ErrorCode::internal), 0, answer.wait_s)});
}

Actions Dialogue::enter(Identified identified, Viewer viewer)
{
    Standing standing = signed_in_standing(identified, viewer);
    const bool is_told = setting_.door != Door::local;
    Join join{viewer, hello_.epoch, hello_.cursor, hello_.access, hello_.incarnation, hello_.journal};
    state_ = SignedIn{std::move(identified), std::move(viewer)};
    pace_.clear();  // of whoever sat here before
    leaving_ = false;
    return is_told ? actions_of(Send{std::move(standing)}, std::move(join)) : actions_of(Send{std::move(standing)});
}

}  // namespace chamber
