// The part of a conversation that somebody signed in has: what they may ask, and what becomes of it.
#include "protocol/access.hpp"
#include "protocol/answers.hpp"
#include "protocol/dialogue_actions.hpp"
#include "protocol/digest.hpp"
#include "protocol/limits.hpp"
#include "protocol/sheet_rules.hpp"

namespace chamber {
namespace {

// What a signed-in device may ask, once the state is known to be right.
struct SignedInRules {
    const Viewer& viewer;
    Door door;
    DeviceKind device;

    Actions denied(const Error& error, std::uint32_t ask) const { return actions_of(Send{refusal_of(error, ask)}); }

    template <class Doing, class Ask>
    Actions when(const Result<void>& allowed, Ask& ask) const
    {
        if (!allowed) return denied(allowed.error(), ask.ask);
        return actions_of(Doing{std::move(ask)});
    }

    Actions operator()(Commands& commands) const
    {
        if (commands.items.empty()) return {};
        if (commands.items.size() > limits::commands_per_message_max)
            return actions_of(Send{refusal_of(fail(ErrorCode::too_long, {}, "/items"))});
        return actions_of(ApplyCommands{std::move(commands.items)});
    }
    Actions operator()(Fetch& fetch) const { return actions_of(OpenFetch{std::move(fetch)}); }
    Actions operator()(CancelFetch& cancel) const { return actions_of(StopFetch{cancel.transfer}); }
    Actions operator()(Progress& progress) const { return actions_of(NoteProgress{std::move(progress)}); }
    Actions operator()(Health& health) const { return actions_of(NoteHealth{std::move(health)}); }
    Actions operator()(KeepOwn& ask) const
    {
        if (const Result<void> allowed = may_keep_own(viewer); !allowed) return denied(allowed.error(), ask.ask);
        if (ask.readings.size() > limits::readings_per_message_max)
            return denied(fail(ErrorCode::too_long, {}, "/readings"), ask.ask);
        for (std::size_t i = 0; i < ask.readings.size(); ++i)
            if (const Result<void> checked = check_reading(ask.readings[i]); !checked)
                return denied(fail(checked.error().code, checked.error().detail,
                                   "/readings/" + std::to_string(i) + checked.error().where),
                              ask.ask);
        if (ask.preferences)
            if (const Result<void> checked = check_preferences(*ask.preferences); !checked)
                return denied(
                    fail(checked.error().code, checked.error().detail, "/preferences" + checked.error().where),
                    ask.ask);
        return actions_of(KeepOwnRecords{viewer, std::move(ask)});
    }
    Actions operator()(AtPage& place) const
    {
        if (const Result<void> allowed = may_lead(viewer); !allowed) return denied(allowed.error(), 0);
        if (place.document && !Sha256::parse(place.sha256))
            return denied(fail(ErrorCode::wrong_type, "digest", "/sha256"), 0);
        return actions_of(LeadTo{viewer, std::move(place)});
    }
    Actions operator()(ChangeSecret& ask) const
    {
        const SecretKind kind = secret_kind_of(viewer);
        if (door == Door::local) return denied(fail(ErrorCode::not_allowed, {}, "change_secret"), ask.ask);
        if (ask.current.empty() || ask.current.size() > limits::secret_bytes_max)
            return actions_of(Send{secret_refusal(kind, fail(ErrorCode::wrong_secret, {}, "/current"), ask.ask, 0)});
        if (const auto complaint = complaint_about(kind, ask.current, ask.secret)) {
            Refusal refusal = refusal_of(fail(ErrorCode::secret_too_weak, {}, "/secret"), ask.ask);
            refusal.sentence = *complaint;
            return actions_of(Send{std::move(refusal)});
        }
        return actions_of(ChangeOwnSecret{viewer, std::move(ask)});
    }
    Actions operator()(Unlock& ask) const
    {
        if (door == Door::local) return denied(fail(ErrorCode::not_allowed, {}, "unlock"), ask.ask);
        if (ask.secret.empty() || ask.secret.size() > limits::secret_bytes_max)
            return actions_of(
                Send{secret_refusal(secret_kind_of(viewer), fail(ErrorCode::wrong_secret, {}, "/secret"), ask.ask, 0)});
        return actions_of(ProveAgain{viewer, std::move(ask)});
    }
    Actions operator()(AskUpload& ask) const
    {
        if (const Result<void> allowed = may_upload(viewer); !allowed) return denied(allowed.error(), ask.ask);
        if (ask.bytes == 0) return denied(fail(ErrorCode::empty_file, {}, "/bytes"), ask.ask);
        if (ask.bytes > limits::document_bytes_max) return denied(fail(ErrorCode::too_large, {}, "/bytes"), ask.ask);
        if (ask.item.has_value() == ask.document.has_value())
            return denied(fail(ErrorCode::missing_field, {}, "/item"), ask.ask);
        return actions_of(PrepareUpload{std::move(ask)});
    }
    Actions operator()(AskDownload& ask) const { return actions_of(PrepareDownload{std::move(ask)}); }
    Actions operator()(BuildArchive& ask) const { return when<PrepareArchive>(may_export(viewer), ask); }
    Actions operator()(MakeSheet& ask) const
    {
        const Result<void> allowed = may_make_sheet(viewer);
        return when<PrepareSheet>(allowed ? check_sheet(ask) : allowed, ask);
    }
    Actions operator()(Recheck& ask) const { return when<PrepareRecheck>(may_recheck(viewer), ask); }
    Actions operator()(Scrub& ask) const { return when<PrepareScrub>(may_scrub(viewer), ask); }
    Actions operator()(CancelArchive& ask) const { return when<StopArchive>(may_export(viewer), ask); }
    Actions operator()(ReadTrust& ask) const { return when<AskTrust>(may_read_trust(viewer), ask); }
    Actions operator()(KeepTrust& ask) const
    {
        const Result<void> allowed = may_change_trust(viewer, device);
        if (!allowed) return denied(allowed.error(), ask.ask);
        // base64url: four letters for three bytes.
        if (ask.material.size() / 4 * 3 > limits::trust_material_bytes_max)
            return denied(fail(ErrorCode::trust_too_large, {}, "/material"), ask.ask);
        Result<std::string> bytes = decode_base64url(ask.material);
        if (!bytes) return denied(fail(ErrorCode::trust_unreadable, {}, "/material"), ask.ask);
        ask.material = std::move(*bytes);
        return actions_of(AskTrust{std::move(ask)});
    }
    Actions operator()(DropTrust& ask) const { return when<AskTrust>(may_change_trust(viewer, device), ask); }
    Actions operator()(ReadSecretHolders& ask) const
    {
        return when<ListSecretHolders>(may_draw_secrets(viewer, device), ask);
    }
    Actions operator()(ImportSession& ask) const
    {
        // Who sits at the server itself brings whatever a file holds.
        return when<RunImport>(door == Door::local ? Result<void>() : may_import(viewer, device, ask.import), ask);
    }
    Actions operator()(ListEntities& ask) const
    {
        if (door != Door::local) return denied(fail(ErrorCode::not_allowed, {}, "list"), ask.ask);
        return actions_of(ReadListing{std::move(ask)});
    }
    Actions operator()(DrawSecret& ask) const
    {
        const Result<void> allowed = may_draw_secrets(viewer, device);
        if (!allowed) return denied(allowed.error(), ask.ask);
        if (ask.people.empty()) return denied(fail(ErrorCode::missing_field, {}, "/people"), ask.ask);
        if (ask.people.size() > limits::secrets_per_draw_max)
            return denied(fail(ErrorCode::too_long, {}, "/people"), ask.ask);
        return actions_of(DrawSecrets{viewer, std::move(ask)});
    }
    Actions operator()(Search& ask) const { return actions_of(RunSearch{std::move(ask)}); }
    Actions operator()(SetSecret& ask) const
    {
        if (door != Door::local) return denied(fail(ErrorCode::not_allowed, {}, "set_secret"), ask.ask);
        return actions_of(KeepSecret{std::move(ask)});
    }
    template <class Other>
    Actions operator()(Other&) const
    {
        return actions_of(Send{refusal_of(fail(ErrorCode::out_of_order))});
    }
};

}  // namespace

Actions Dialogue::on_signed_in_message(FromDevice& message, std::size_t text_bytes)
{
    auto& state = std::get<SignedIn>(state_);
    if (std::holds_alternative<SignOut>(message)) {
        if (setting_.door == Door::local) return {};
        leaving_ = true;
        // The owner forgets the sign-in and identifies the device anew, which brings its standing.
        return actions_of(ForgetSignIn{device_});
    }
    Actions actions = std::visit(SignedInRules{state.viewer, setting_.door, state.identified.device.kind}, message);
    auto* apply = actions.size() == 1 ? std::get_if<ApplyCommands>(&actions.front()) : nullptr;
    if (!apply || setting_.door == Door::local) return actions;
    if (!pace_.add(std::move(apply->commands), text_bytes)) return actions_of(Send{refusal_of(fail(ErrorCode::busy))});
    return carry_out(refilled_);
}

}  // namespace chamber
