// Who is signed in, what they see, what they change. Each message is dealt with to its end before the next one.
#include "tests/simulation/tablet/model_tablet.hpp"

#include "protocol/codec.hpp"
#include "protocol/limits.hpp"
#include "tests/simulation/server/model_identity.hpp"

#include <algorithm>

namespace chamber::simulation {
namespace {

template <class Message>
Message read(std::string_view text)
{
    auto message = decode_to_device(text);
    MUST(message.has_value());
    return std::get<Message>(std::move(*message));
}

// Every command up to `last` as answered, whatever the server says.
Receipts made_up(const DeviceLedger& ledger, std::int64_t last, bool done)
{
    Receipts receipts;
    receipts.shown_at = ledger.place().cursor + 1;
    for (const DeviceLedger::Row& row : ledger.outbox().rows) {
        if (row.number > last || row.shown_at) continue;
        receipts.outcomes.emplace_back();
        receipts.outcomes.back().number = row.number;
        receipts.outcomes.back().done = done;
    }
    return receipts;
}

}  // namespace

void ModelTablet::on_text(const net::SharedBytes& text)
{
    if (setting_.strict) {
        const auto read = decode_to_device(*text);
        MUST(read.has_value());
        MUST(encode(*read) == *text || is_message(*text, "batch"));
    }
    if (is_message(*text, "batch"))
        on_batch(reader_.decode(text));
    else if (is_message(*text, "receipts"))
        on_receipts(read<Receipts>(*text));
    else if (is_message(*text, "fetch_done"))
        fetch_done(static_cast<std::uint32_t>(number_of(field_of(*text, "transfer"))));
    else if (is_message(*text, "fetch_refused"))
        fetch_refused(static_cast<std::uint32_t>(number_of(field_of(*text, "transfer"))));
    else if (is_message(*text, "welcome"))
        on_welcome(*text);
    else if (is_message(*text, "standing"))
        on_standing(*text);
    else if (is_message(*text, "gap"))
        on_gap(number_of(field_of(*text, "last_command")));
    else if (is_message(*text, "refusal"))
        on_refusal(*text);
}

void ModelTablet::on_welcome(std::string_view text)
{
    Hello hello;
    hello.protocol = limits::protocol_version;
    hello.build = "mô hình";
    hello.device_kind = setting_.owner == "VP01" ? DeviceKind::desktop : DeviceKind::tablet;
    hello.device_key = encode_base64url(key_);
    hello.signature =
        encode_base64url(model_signature(key_, hello_text(unquoted(field_of(text, "nonce")), DeviceId(device_))));
    hello.model = "mô hình";
    flash_.ledger.introduce(hello);
    unanswered_at_hello_ = flash_.ledger.first_unanswered();
    send(encode(FromDevice(hello)));
}

void ModelTablet::on_standing(std::string_view text)
{
    const std::string state(unquoted(field_of(text, "state")));
    watch_.note(device_, "standing " + state);
    standing_ = state;
    server_epoch_ = std::string(unquoted(field_of(text, "epoch")));
    code_ = std::string(unquoted(field_of(text, "code")));
    if (state == "revoked") {
        commit([&](Flash& flash) {
            flash = Flash(new_incarnation());
            flash.revoked = true;
        });
        abandon();
        link_ = Link::resting;
        lost();
        return;
    }
    const std::string person(state == "signed_in" ? unquoted(field_of(text, "person")) : std::string_view());
    const std::string left = flash_.person();
    const std::string incarnation = flash_.ledger.outbox().incarnation;
    if (left != person) change_person(person);
    // `hello` told the server of the former person's place, or of a numbering that is not theirs: say it again.
    if ((!left.empty() && left != person) || flash_.ledger.outbox().incarnation != incarnation) return reconnect_now();
    online_ = true;
    attempt_ = 0;
    if (state == "approved") return try_sign_in();
    if (person.empty()) return;
    signing_in_ = false;
    sent_up_to_ = flash_.ledger.first_unanswered() - 1;
    failures_.clear();
    fetch_more();
    pump();
}

void ModelTablet::try_sign_in()
{
    if (signing_in_) return;
    signing_in_ = true;
    const std::uint64_t life = life_;
    const std::shared_ptr<Wire> wire = wire_;
    events_.after(chance_.between(200, 3'000), [this, life, wire] {
        if (life != life_ || wire != wire_ || !online_ || standing_ != "approved") return;
        SignIn sign_in;
        if (setting_.owner == "VP01")
            sign_in.account = "vanphong";
        else
            sign_in.person = PersonId(setting_.owner);
        sign_in.secret = chance_.percent(5) ? "nhầm" : secret_of(setting_.owner);
        send(encode(FromDevice(sign_in)));
    });
}

void ModelTablet::change_person(const std::string& person)
{
    const std::string left = flash_.person();
    commit([&](Flash& flash) {
        flash.ledger.change_person(person.empty() ? std::nullopt : std::optional(PersonId(person)),
                                   {server_epoch_, signing_out_}, [this] { return new_incarnation(); });
    });
    if (std::exchange(signing_out_, false)) watch_.signed_out(device_, left);
}

// Rows that are new in the outbox, or have new numbers.
void ModelTablet::watch_outbox()
{
    const DeviceLedger::Outbox& outbox = flash_.ledger.outbox();
    std::int64_t& watched = watched_[outbox.incarnation];
    for (const DeviceLedger::Row& row : outbox.rows) {
        if (row.number <= watched) continue;
        watched = row.number;
        watch_.kept(device_, outbox.incarnation, row);
    }
}

std::vector<AnnotationId> ModelTablet::own_notes() const
{
    std::vector<AnnotationId> notes;
    for (const Annotation* note : flash_.ledger.all<Annotation>())
        if (note->author == flash_.ledger.place().person) notes.push_back(note->id);
    return notes;
}

// What a planted bug makes of a batch before the ledger sees it.
std::shared_ptr<const Batch> ModelTablet::as_heard(const std::shared_ptr<const Batch>& told) const
{
    const DeviceLedger::Place& place = flash_.ledger.place();
    const Bug bug = setting_.bug;
    if (bug == Bug::none) return told;
    auto heard = std::make_shared<Batch>(*told);
    if (bug == Bug::prev_not_checked && !told->snapshot) heard->prev = place.cursor;
    if (bug == Bug::epoch_ignored && !told->snapshot && !place.epoch.empty()) heard->epoch = place.epoch;
    if (bug == Bug::revoke_without_purge) heard->purge_scopes.clear();
    if (bug == Bug::done_is_forgotten) heard->backed_up = INT64_MAX;
    return heard;
}

void ModelTablet::on_batch(const std::shared_ptr<const Batch>& told)
{
    const Bug bug = setting_.bug;
    if (!flash_.ledger.place().person) return;
    const std::shared_ptr<const Batch> batch = as_heard(told);
    if (!flash_.ledger.continues(*batch)) return out_of_step();
    mismatches_ = 0;
    const DeviceLedger::Place before = flash_.ledger.place();
    const bool new_history = batch->snapshot && !before.epoch.empty() && batch->epoch != before.epoch;
    const std::vector<AnnotationId> lost = new_history ? own_notes() : std::vector<AnnotationId>();
    if (bug == Bug::cursor_before_view) {
        const DeviceLedger ledger = flash_.ledger;
        commit([&](Flash& flash) {
            auto nothing = std::make_shared<Batch>();
            nothing->epoch = before.epoch;
            nothing->prev = before.cursor;
            nothing->upto = batch->upto;
            nothing->more = true;
            flash.ledger.take_batch(nothing, {}, {});
        });
        flash_.ledger = ledger;
    }
    bool renumbered = false;
    commit([&](Flash& flash) {
        if (bug == Bug::epoch_ignored && new_history) flash.ledger.from_nothing();
        const auto taken = flash.ledger.take_batch(batch, held_blobs(), [this] { return new_incarnation(); });
        MUST(taken);
        for (const std::string& sha256 : taken->dropped) flash.blobs.erase(sha256);
        for (const DeviceLedger::Row& row : taken->shown) watch_.shown(device_, row, flash);
        renumbered = taken->renumbered;
    });
    watch_.taken(device_, before, *told, lost);
    const bool fresh = fresh_connection_;
    fresh_connection_ = false;
    if (renumbered) {
        watch_.note(device_, "does again what the server lost");
        return reconnect_now();
    }
    // The server lacks commands that we no longer hold: it was restored from a backup.
    if (fresh && flash_.ledger.is_astray(batch->last_command, unanswered_at_hello_)) return restart_numbering();
    if (!batch->more) fetch_more();
    pump();
}

// A fresh socket starts from our cursor; if even that does not fit, from nothing.
void ModelTablet::out_of_step()
{
    if (++mismatches_ > 1) {
        commit([](Flash& flash) { flash.ledger.from_nothing(); });
    }
    reconnect_now();
}

void ModelTablet::restart_numbering()
{
    watch_.note(device_, "numbers anew");
    commit([&](Flash& flash) { flash.ledger.number_anew(new_incarnation()); });
    reconnect_now();
}

void ModelTablet::on_receipts(Receipts receipts)
{
    if (setting_.bug == Bug::dropped_at_receipt) receipts.shown_at = 0;
    commit([&](Flash& flash) {
        const DeviceLedger::Outbox& outbox = flash.ledger.outbox();
        for (const CommandOutcome& outcome : receipts.outcomes) {
            const auto row = std::ranges::find(outbox.rows, outcome.number, &DeviceLedger::Row::number);
            if (row != outbox.rows.end())
                watch_.answered(device_, outbox.incarnation, *row, outcome.done, outcome.code.value_or(""));
        }
        for (const DeviceLedger::Row& row : flash.ledger.take_receipts(receipts, server_epoch_))
            watch_.shown(device_, row, flash);
    });
}

void ModelTablet::on_gap(std::int64_t last_command)
{
    if (flash_.ledger.is_astray(last_command)) return restart_numbering();
    sent_up_to_ = std::max(last_command, flash_.ledger.first_unanswered() - 1);
    pump();
}

void ModelTablet::on_refusal(std::string_view text)
{
    const std::string code(unquoted(field_of(text, "code")));
    watch_.note(device_, "refused " + code);
    if (code == "device_cloned") return restart_numbering();
    if (standing_ == "approved") {
        // Signing in did not work now: once more, after the wait that was asked for.
        signing_in_ = false;
        const std::string_view wait = field_of(text, "wait_s");
        const std::uint64_t life = life_;
        const std::shared_ptr<Wire> wire = wire_;
        events_.after(1'000 + (wait.empty() ? 0 : number_of(wait) * 1'000), [this, life, wire] {
            if (life == life_ && wire == wire_ && online_ && standing_ == "approved") try_sign_in();
        });
        return;
    }
    const bool nothing_taken = code == "busy" || code == "disk_full" || code == "io_failed";
    if (!nothing_taken) return;
    hold_until_ms_ = events_.now_ms() + chance_.between(1'000, 2'000);
    sent_up_to_ = flash_.ledger.first_unanswered() - 1;
}

void ModelTablet::pump()
{
    if (hold_until_ms_ > 0 || !online_ || standing_ != "signed_in") return;
    for (;;) {
        std::vector<Command> commands = flash_.ledger.next_message(sent_up_to_);
        if (commands.empty()) return;
        const std::size_t count = commands.size();
        const std::int64_t last = commands.back().number;
        last_commands_ = encode(FromDevice(Commands{std::move(commands)}));
        watch_.sent(device_, count, last_commands_.size());
        send(last_commands_);
        sent_up_to_ = last;
        after_sending(last);
    }
}

// Planted: what was sent counts as answered, as refused or as done.
void ModelTablet::after_sending(std::int64_t last)
{
    const bool dropped = setting_.bug == Bug::outbox_dropped_at_send;
    if (!dropped && setting_.bug != Bug::receipts_not_awaited) return;
    commit([&](Flash& flash) {
        const Receipts receipts = made_up(flash.ledger, dropped ? INT64_MAX : last, !dropped);
        (void)flash.ledger.take_receipts(receipts, flash.ledger.place().epoch);
    });
}

}  // namespace chamber::simulation
