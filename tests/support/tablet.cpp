#include "tests/support/tablet.hpp"

#include "protocol/chunk_frame.hpp"
#include "protocol/codec.hpp"
#include "protocol/digest.hpp"
#include "protocol/limits.hpp"
#include "server/auth.hpp"
#include "storage/files/hash.hpp"
#include "tests/support/server_process.hpp"

#include <chrono>
#include <fstream>
#include <random>
#include <thread>

namespace chamber::test {
namespace {

std::int64_t now_ms()
{
    return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now().time_since_epoch())
        .count();
}

std::string random_text()
{
    std::random_device device;
    return std::to_string(device()) + std::to_string(device());
}

ErrorCode code_named(const std::string& name)
{
    for (const ErrorRow& row : error_rows())
        if (row.name == name) return row.code;
    return ErrorCode::internal;
}

Error error_of(const Refusal& refusal)
{
    return fail(code_named(refusal.code), refusal.sentence, refusal.where.value_or(""));
}

}  // namespace

Tablet::Tablet(net::Endpoint endpoint, std::string origin, DeviceKind kind)
    : endpoint_(std::move(endpoint)),
      origin_(std::move(origin)),
      kind_(kind),
      device_(server::device_of_key(key_.point())),
      ledger_(random_text())
{
}

Result<void> Tablet::say(const FromDevice& message)
{
    if (!client_) return fail(ErrorCode::io_failed, "not connected");
    return client_->send_text(encode(message));
}

Result<Standing> Tablet::connect()
{
    client_.reset();
    receiver_.reset();
    batches_ = 0;
    last_command_of_connection_ = 0;
    Result<std::unique_ptr<net::Client>> connected = net::Client::connect(endpoint_, origin_);
    if (!connected) return connected.error();
    client_ = std::move(*connected);
    Result<net::Frame> first = client_->receive(10'000);
    if (!first) return first.error();
    Result<ToDevice> welcome = decode_to_device(first->bytes);
    if (!welcome || !std::holds_alternative<Welcome>(*welcome)) return fail(ErrorCode::out_of_order, "no welcome");
    Hello hello;
    hello.protocol = limits::protocol_version;
    hello.build = "test";
    hello.device_kind = kind_;
    hello.device_key = encode_base64url(key_.point());
    hello.signature = encode_base64url(key_.sign(hello_text(std::get<Welcome>(*welcome).nonce, device_)));
    hello.model = "test device";
    ledger_.introduce(hello);
    if (const Result<void> said = say(hello); !said) return said.error();
    const std::uint64_t before = standings_;
    if (const Result<void> read = read_until([&] { return standings_ > before; }); !read) return read.error();
    return standing_;
}

void Tablet::move_to(net::Endpoint endpoint, std::string origin)
{
    endpoint_ = std::move(endpoint);
    origin_ = std::move(origin);
}

Result<Standing> Tablet::sign_in(const PersonId& person, const std::string& pin)
{
    const std::size_t before = refusals_.size();
    if (const Result<void> said = say(SignIn{person, std::nullopt, pin}); !said) return said.error();
    if (const Result<void> read =
            read_until([&] { return standing_.state == StandingState::signed_in || refusals_.size() > before; });
        !read)
        return read.error();
    if (refusals_.size() > before) return error_of(refusals_.back());
    return standing_;
}

Result<Standing> Tablet::sign_in(const std::string& account, const std::string& password)
{
    const std::size_t before = refusals_.size();
    if (const Result<void> said = say(SignIn{std::nullopt, account, password}); !said) return said.error();
    if (const Result<void> read =
            read_until([&] { return standing_.state == StandingState::signed_in || refusals_.size() > before; });
        !read)
        return read.error();
    if (refusals_.size() > before) return error_of(refusals_.back());
    return standing_;
}

Result<Standing> Tablet::wait_for(StandingState state)
{
    if (const Result<void> read = read_until([&] { return standing_.state == state; }); !read) return read.error();
    return standing_;
}

std::vector<std::string> Tablet::refusal_codes() const
{
    std::vector<std::string> codes;
    for (const Refusal& refusal : refusals_) codes.push_back(refusal.code);
    return codes;
}

Result<void> Tablet::come_back(std::int64_t patience_ms)
{
    const std::int64_t tries = std::max<std::int64_t>(1, patience_ms / 250);
    for (std::int64_t i = 0; i < tries; ++i) {
        if (i > 0) std::this_thread::sleep_for(std::chrono::milliseconds(250));
        const std::string incarnation = ledger_.outbox().incarnation;
        if (const auto standing = connect(); !standing || standing->state != StandingState::signed_in) continue;
        if (!read_until([&] { return greeted(); })) continue;
        // New numbers are said with a fresh hello.
        if (ledger_.outbox().incarnation != incarnation) continue;
        if (ledger_.is_astray(last_command_of_connection_)) {
            ledger_.number_anew(random_text());
            continue;
        }
        if (const Result<void> read = read_until([&] { return ledger_.whole(); }); !read) continue;
        bool said = true;
        for (std::vector<Command> rest = ledger_.next_message(); said && !rest.empty(); rest = ledger_.next_message()) {
            const std::int64_t first = rest.front().number;
            said = say(Commands{std::move(rest)}).has_value() &&
                   read_until([&] { return ledger_.first_unanswered() != first; }).has_value();
        }
        if (said && read_until([&] { return ledger_.outbox().rows.empty(); })) return {};
    }
    return fail(ErrorCode::busy, "the device did not come to rest");
}

std::int64_t Tablet::send(CommandBody body)
{
    const std::int64_t number = ledger_.queue(body).number;
    if (client_) (void)say(Commands{{Command{number, std::move(body)}}}).has_value();
    return number;
}

Result<CommandOutcome> Tablet::wait_receipt(std::int64_t number)
{
    const std::size_t before = refusals_.size();
    if (const Result<void> read = read_until([&] { return receipts_.contains(number) || refusals_.size() > before; });
        !read)
        return read.error();
    if (!receipts_.contains(number)) return error_of(refusals_.back());
    return receipts_.at(number);
}

Result<void> Tablet::resend()
{
    std::vector<Command> message = ledger_.next_message();
    while (!message.empty()) {
        const std::int64_t last = message.back().number;
        if (const Result<void> said = say(Commands{std::move(message)}); !said) return said;
        message = ledger_.next_message(last);
    }
    return {};
}

Result<std::string> Tablet::fetch(const std::string& sha256, std::uint64_t size_bytes)
{
    fetched_.clear();
    receiver_ = std::make_unique<TransferReceiver>(++transfers_, sha256, size_bytes, 0);
    const std::size_t before = others_.size();
    while (!receiver_->complete()) {
        const std::optional<Fetch> window = receiver_->want();
        MUST(window);
        if (const Result<void> said = say(*window); !said) return said.error();
        const auto window_here = [&] {
            return receiver_->held() == window->offset + window->bytes || others_.size() > before;
        };
        if (const Result<void> read = read_until(window_here, 60'000); !read) return read.error();
        if (others_.size() > before)
            if (const auto* refused = std::get_if<FetchRefused>(&others_.back()))
                return fail(code_named(refused->code), refused->code);
    }
    receiver_.reset();
    if (storage::sha256_of(fetched_).hex() != sha256) return fail(ErrorCode::blob_damaged, "other bytes came");
    return std::move(fetched_);
}

Result<ToDevice> Tablet::ask(const FromDevice& message, const std::function<bool(const ToDevice&)>& wanted)
{
    const std::size_t others = others_.size();
    const std::size_t refusals = refusals_.size();
    if (const Result<void> said = say(message); !said) return said.error();
    std::size_t at = others;
    const auto answered = [&] {
        while (at < others_.size() && !wanted(others_[at])) ++at;
        return at < others_.size() || refusals_.size() > refusals;
    };
    if (const Result<void> read = read_until(answered, 60'000); !read) return read.error();
    if (at == others_.size()) return error_of(refusals_.back());
    return others_[at];
}

Result<void> Tablet::read_until(const std::function<bool()>& enough, std::int64_t timeout_ms)
{
    const std::int64_t end = now_ms() + timeout_ms;
    while (!enough()) {
        const std::int64_t left = end - now_ms();
        if (left <= 0) return fail(ErrorCode::busy, "nothing came in time");
        if (const Result<void> read = read_one(left); !read) return read.error();
    }
    return {};
}

Result<void> Tablet::read_one(std::int64_t timeout_ms)
{
    if (!client_) return fail(ErrorCode::io_failed, "not connected");
    Result<net::Frame> frame = client_->receive(timeout_ms);
    if (!frame) {
        if (frame.error().code != ErrorCode::busy) client_.reset();
        return frame.error();
    }
    if (!frame->text) {
        const Result<ChunkFrame> chunk = decode_chunk_frame(frame->bytes);
        if (!chunk || !receiver_ || !receiver_->take(chunk->offset, chunk->bytes.size())) {
            broken_rules_.push_back("chunk out of turn");
            return {};
        }
        fetched_ += chunk->bytes;
        return {};
    }
    Result<ToDevice> message = decode_to_device(frame->bytes);
    if (!message) {
        broken_rules_.push_back("unreadable: " + message.error().where + " " + message.error().detail);
        return {};
    }
    take(std::move(*message));
    return {};
}

void Tablet::take(ToDevice message)
{
    if (auto* standing = std::get_if<Standing>(&message)) {
        standing_ = std::move(*standing);
        ++standings_;
        // Whose view and commands these are; nobody else signs in on a test's tablet.
        if (standing_.state == StandingState::signed_in && standing_.person && !ledger_.place().person)
            ledger_.change_person(standing_.person, {standing_.epoch, false}, random_text);
    } else if (auto* batch = std::get_if<Batch>(&message)) {
        take_batch(std::make_shared<const Batch>(std::move(*batch)));
    } else if (auto* receipts = std::get_if<Receipts>(&message)) {
        shown_at_ = std::max(shown_at_, receipts->shown_at);
        (void)ledger_.take_receipts(*receipts, standing_.epoch);
        for (CommandOutcome& outcome : receipts->outcomes) {
            receipts_[outcome.number] = std::move(outcome);
        }
    } else if (auto* refusal = std::get_if<Refusal>(&message)) {
        refusals_.push_back(std::move(*refusal));
    } else if (auto* wanted = std::get_if<BlobWanted>(&message)) {
        give_back(*wanted);
    } else if (!std::holds_alternative<FetchDone>(message)) {
        others_.push_back(std::move(message));
    }
}

void Tablet::take_batch(const std::shared_ptr<const Batch>& batch)
{
    const std::int64_t begin = batch->snapshot ? 0 : batch->prev;
    for (const Change& change : batch->items)
        if (change.seq <= begin || change.seq > batch->upto) broken_rules_.push_back("change outside its batch");
    if (!ledger_.take_batch(batch, {}, random_text))
        broken_rules_.push_back("batch at " + std::to_string(batch->prev) + ", cursor " +
                                std::to_string(ledger_.place().cursor));
    if (++batches_ == 1) last_command_of_connection_ = batch->last_command;
}

void Tablet::give_back(const BlobWanted& wanted)
{
    wanted_path_ = wanted.path;
    const auto held = held_.find(wanted.sha256);
    if (held == held_.end()) return;
    const Folder folder;
    const auto file = folder.path() / "held";
    std::ofstream(file, std::ios::binary) << held->second;
    const auto answer = net::put_file(endpoint_, wanted.path, file, {});
    if (answer && answer->status == 200) ++given_back_;
}

}  // namespace chamber::test
