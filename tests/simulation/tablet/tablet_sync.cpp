// Who is signed in, what they see, what they change. Each message is dealt with to its end before the next one.
#include "tests/simulation/tablet/model_tablet.hpp"

#include "protocol/access.hpp"
#include "protocol/codec.hpp"
#include "protocol/limits.hpp"
#include "tests/simulation/server/model_identity.hpp"

#include <algorithm>

namespace chamber::simulation {
namespace {

std::string key_of(std::string_view type, std::string_view id)
{
    std::string key(type);
    key += ' ';
    key += id;
    return key;
}

std::vector<PaperRef> papers_of(const ChangeText& change)
{
    std::vector<PaperRef> papers;
    if (change.entity.empty() || (change.type != "document" && change.type != "draft_document")) return papers;
    each_element(field_of(change.entity, "revisions"), [&](std::string_view revision) {
        papers.push_back(PaperRef{std::string(change.id), static_cast<std::int32_t>(number_of(field_of(revision, "n"))),
                                  std::string(unquoted(field_of(revision, "sha256"))),
                                  static_cast<std::uint64_t>(number_of(field_of(revision, "bytes")))});
    });
    return papers;
}

void take_mark(Place& place, std::string_view mark)
{
    const std::int64_t n = mark.empty() ? 0 : number_of(field_of(mark, "n"));
    if (n == 0) return;
    place.journal_n = n;
    place.journal_hash = std::string(unquoted(field_of(mark, "hash")));
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
        on_batch(reader_.read(text));
    else if (is_message(*text, "receipts"))
        on_receipts(*text);
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
    hello.incarnation = flash_.outbox.incarnation;
    hello.epoch = flash_.place.epoch;
    hello.cursor = flash_.place.cursor;
    hello.access = flash_.place.access;
    hello.journal = JournalMark{flash_.place.journal_n, flash_.place.journal_hash};
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
            flash = Flash{};
            flash.revoked = true;
            flash.outbox.incarnation = new_incarnation();
        });
        abandon();
        link_ = Link::resting;
        lost();
        return;
    }
    const std::string person(state == "signed_in" ? unquoted(field_of(text, "person")) : std::string_view());
    const std::string left = flash_.place.person;
    const std::string incarnation = flash_.outbox.incarnation;
    if (left != person) change_person(person);
    // `hello` told the server of the former person's place, or of a numbering that is not theirs: say it again.
    if ((!left.empty() && left != person) || flash_.outbox.incarnation != incarnation) return reconnect_now();
    online_ = true;
    attempt_ = 0;
    if (state == "approved") return try_sign_in();
    if (person.empty()) return;
    signing_in_ = false;
    sent_up_to_ = first_unanswered() - 1;
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

// The view is one person's: it goes when they go. Their outbox waits for them with its numbers; meanwhile others have
// one of their own.
void ModelTablet::change_person(const std::string& person)
{
    const std::string left = flash_.place.person;
    commit([&](Flash& flash) {
        // The server was restored: its answers are void.
        if (!flash.place.epoch.empty() && flash.place.epoch != server_epoch_)
            for (Row& row : flash.outbox.rows) row.shown_at.reset();
        const std::string leaving = flash.place.person;
        if (!leaving.empty() && !signing_out_) owe(flash, flash.view, flash.place.epoch);
        std::vector<Row> unanswered;
        for (const Row& row : flash.outbox.rows) {
            if (!row.shown_at) {
                unanswered.push_back(row);
                continue;
            }
            keep(flash, row);
            if (row.verb == PutAnnotation::type && !signing_out_)
                flash.owed[leaving].push_back(
                    {Row{0, row.verb, row.body, row.token, row.target, {}}, flash.place.epoch, *row.shown_at});
        }
        const bool parted = !leaving.empty() && !unanswered.empty();
        flash.outbox.rows = std::move(unanswered);
        if (parted) flash.left[leaving] = std::move(flash.outbox);
        if (const auto back = flash.left.find(person); back != flash.left.end()) {
            flash.outbox = std::move(back->second);
            flash.left.erase(back);
        } else if (parted) {
            flash.outbox = Outbox{new_incarnation(), 1, {}};
        }
        flash.place = Place{person, {}, 0, {}, flash.place.journal_n, flash.place.journal_hash};
        flash.view.clear();
    });
    if (std::exchange(signing_out_, false)) watch_.signed_out(device_, left);
}

void ModelTablet::on_batch(const SharedBatch& batch)
{
    const Bug bug = setting_.bug;
    if (flash_.place.person.empty()) return;
    const bool same_history =
        batch->epoch == flash_.place.epoch || flash_.place.epoch.empty() || bug == Bug::epoch_ignored;
    const bool continues =
        batch->snapshot || ((batch->prev == flash_.place.cursor || bug == Bug::prev_not_checked) && same_history);
    if (!continues) return out_of_step();
    mismatches_ = 0;
    const Place before = flash_.place;
    std::vector<Row> lost_notes;
    bool numbered_anew = false;
    if (bug == Bug::cursor_before_view) commit([&](Flash& flash) { flash.place.cursor = batch->upto; });
    commit([&](Flash& flash) {
        const bool new_history = batch->snapshot && !flash.place.epoch.empty() && batch->epoch != flash.place.epoch;
        std::map<std::string, Held> old;
        if (batch->snapshot) old.swap(flash.view);
        if (bug != Bug::revoke_without_purge)
            for (const std::string_view scope : batch->purge_scopes)
                std::erase_if(flash.view, [&](const auto& each) { return each.second.change.scope == scope; });
        for (const ChangeText& change : batch->items) {
            const std::string key = key_of(change.type, change.id);
            if (!change.entity.empty())
                flash.view[key] = Held{batch, change, papers_of(change)};
            else
                flash.view.erase(key);
        }
        const std::string epoch = std::exchange(flash.place.epoch, std::string(batch->epoch));
        flash.place.cursor = batch->upto;
        if (!batch->access.empty()) flash.place.access = std::string(batch->access);
        take_mark(flash.place, batch->journal);
        std::erase_if(flash.kept,
                      [&](const Kept& kept) { return kept.epoch == batch->epoch && kept.seq <= batch->backed_up; });
        for (auto& [person, owed] : flash.owed)
            std::erase_if(owed,
                          [&](const Owed& each) { return each.epoch == batch->epoch && each.seq <= batch->backed_up; });
        if (new_history) {
            // Answers that the restored server forgot are void.
            std::erase_if(flash.outbox.rows, [&](const Row& row) {
                if (!row.shown_at || row.number > batch->last_command) return false;
                keep(flash, row);
                return true;
            });
            for (Row& row : flash.outbox.rows) row.shown_at.reset();
            lost_notes = owe(flash, old, epoch);
        }
        if (batch->snapshot && bug != Bug::epoch_ignored) numbered_anew = take_kept(flash, *batch);
        drop_reached(flash);
        if (!batch->more) {
            put_owed(flash);
            drop_unreferenced(flash);
        }
    });
    watch_.taken(device_, before, *batch, lost_notes);
    const bool fresh = fresh_connection_;
    fresh_connection_ = false;
    if (numbered_anew) return reconnect_now();
    // The server lacks commands that we no longer hold: it was restored from a backup.
    if (fresh && batch->last_command + 1 < first_unanswered()) return restart_numbering();
    if (!batch->more) fetch_more();
    pump();
}

// A cursor of another history says nothing of what the view shows.
void ModelTablet::drop_reached(Flash& flash)
{
    if (!flash.place.epoch.empty() && flash.place.epoch != server_epoch_) return;
    for (const Row& row : flash.outbox.rows)
        if (row.shown_at && *row.shown_at <= flash.place.cursor) {
            watch_.shown(device_, row, flash);
            keep(flash, row);
        }
    std::erase_if(flash.outbox.rows,
                  [&](const Row& row) { return row.shown_at && *row.shown_at <= flash.place.cursor; });
}

// A fresh socket starts from our cursor; if even that does not fit, from nothing.
void ModelTablet::out_of_step()
{
    if (++mismatches_ > 1) {
        commit([](Flash& flash) {
            flash.place = Place{flash.place.person, {}, 0, {}, flash.place.journal_n, flash.place.journal_hash};
            flash.view.clear();
        });
    }
    reconnect_now();
}

void ModelTablet::restart_numbering()
{
    watch_.note(device_, "numbers anew");
    commit([&](Flash& flash) { renumber(flash); });
    reconnect_now();
}

void ModelTablet::on_receipts(std::string_view text)
{
    const std::string_view shown_text = field_of(text, "shown_at");
    const std::int64_t shown_at =
        shown_text.empty() || setting_.bug == Bug::dropped_at_receipt ? 0 : number_of(shown_text);
    commit([&](Flash& flash) {
        each_element(field_of(text, "outcomes"), [&](std::string_view outcome) {
            const std::int64_t number = number_of(field_of(outcome, "number"));
            const bool done = field_of(outcome, "done") == "true";
            const auto row = std::find_if(flash.outbox.rows.begin(), flash.outbox.rows.end(),
                                          [&](const Row& each) { return each.number == number; });
            if (row == flash.outbox.rows.end()) return;
            watch_.answered(device_, flash.outbox.incarnation, *row, done,
                            std::string(unquoted(field_of(outcome, "code"))));
            if (done)
                row->shown_at = shown_at;
            else
                flash.outbox.rows.erase(row);
        });
        take_mark(flash.place, field_of(text, "journal"));
        drop_reached(flash);
    });
}

void ModelTablet::on_gap(std::int64_t last_command)
{
    if (last_command + 1 < first_unanswered()) return restart_numbering();
    sent_up_to_ = std::max(last_command, first_unanswered() - 1);
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
    sent_up_to_ = first_unanswered() - 1;
}

std::int64_t ModelTablet::first_unanswered() const
{
    for (const Row& row : flash_.outbox.rows)
        if (!row.shown_at) return row.number;
    return flash_.outbox.next;
}

Row ModelTablet::make_row(Flash& flash, std::string verb, std::string body, std::string token, std::string target)
{
    Row row{flash.outbox.next++, std::move(verb), std::move(body), std::move(token), std::move(target), {}};
    watch_.kept(device_, flash.outbox.incarnation, row);
    return row;
}

void ModelTablet::pump()
{
    if (hold_until_ms_ > 0 || !online_ || standing_ != "signed_in") return;
    for (;;) {
        std::string message = R"({"type":"commands","items":[)";
        std::size_t count = 0;
        std::int64_t last = 0;
        for (const Row& row : flash_.outbox.rows) {
            if (row.number <= sent_up_to_ || row.shown_at) continue;
            // Numbers of a message follow one another: behind an answered one another message begins.
            if (count > 0 && row.number != last + 1) break;
            if (count > 0 && (message.size() + row.body.size() > limits::text_frame_bytes_max / 2 ||
                              count == limits::commands_per_message_max))
                break;
            message += (count > 0 ? R"(,{"number":)" : R"({"number":)") + std::to_string(row.number) + R"(,"body":)" +
                       row.body + "}";
            last = row.number;
            ++count;
        }
        if (count == 0) return;
        message += "]}";
        watch_.sent(device_, count, message.size());
        last_commands_ = message;
        send(std::move(message));
        sent_up_to_ = last;
        if (setting_.bug == Bug::outbox_dropped_at_send) commit([](Flash& flash) { flash.outbox.rows.clear(); });
        if (setting_.bug == Bug::receipts_not_awaited)
            commit([last](Flash& flash) {
                for (Row& row : flash.outbox.rows)
                    if (row.number <= last && !row.shown_at) row.shown_at = flash.place.cursor + 1;
            });
    }
}

}  // namespace chamber::simulation
