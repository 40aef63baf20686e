#include "storage/receipts.hpp"

#include "storage/store_body.hpp"

#include <algorithm>

namespace chamber::storage {

namespace {

// A device repeats what it has no receipt for: the messages on the wire when it broke, never thousands of commands.
constexpr std::int64_t receipts_kept = 4'096;
// A numbering that was not used for half a year is a former one; its last receipt stays, so that it can still be
// followed.
constexpr std::int64_t former_ms = 180LL * 86'400'000;

std::string_view sentence_of(std::string_view code)
{
    for (const ErrorRow& row : error_rows())
        if (row.name == code) return row.sentence;
    return error_sentence(ErrorCode::internal);
}

std::string_view bytes_of(const Sha256& digest)
{
    return {reinterpret_cast<const char*>(digest.bytes.data()), digest.bytes.size()};
}

}  // namespace

std::int64_t last_receipt(Database& database, const DeviceId& device, std::string_view incarnation)
{
    return database
        .integer("SELECT max(number) FROM receipt WHERE device = ?1 AND incarnation = ?2", device.value, incarnation)
        .value_or(0);
}

std::optional<Receipt> find_receipt(Database& database, const DeviceId& device, std::string_view incarnation,
                                    std::int64_t number)
{
    Statement row = database.query(
        "SELECT content, code, place FROM receipt WHERE device = ?1 AND incarnation = ?2 AND number = ?3", device.value,
        incarnation, number);
    if (!row.step()) return std::nullopt;
    Receipt receipt;
    const std::string content = row.bytes(0);
    std::copy(content.begin(), content.end(), receipt.content.bytes.begin());
    receipt.outcome.number = number;
    receipt.outcome.code = row.optional_text(1);
    receipt.outcome.where = row.optional_text(2);
    receipt.outcome.done = !receipt.outcome.code;
    if (receipt.outcome.code) receipt.outcome.sentence = std::string(sentence_of(*receipt.outcome.code));
    return receipt;
}

void add_receipt(UnitOfWork& work, const DeviceId& device, std::string_view incarnation, const Receipt& receipt)
{
    work.database.run(
        "INSERT INTO receipt (device, incarnation, number, content, code, place, at_ms) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        device.value, incarnation, receipt.outcome.number, Bytes{bytes_of(receipt.content)}, receipt.outcome.code,
        receipt.outcome.where, work.clock.utc().value);
}

// Removes what nobody can ask for any more: of a numbering all but the newest receipts, of one that was not used for
// half a year all but the last, which says where it stands.
Result<void> Store::Body::prune()
{
    pruned_at = clock.steady();
    return verb<void>([this]() -> Result<void> {
        struct Numbering {
            std::string device, incarnation;
            std::int64_t keep_from = 0;
        };
        std::vector<Numbering> long_ones;
        {
            Statement rows = work.database.query(
                "SELECT device, incarnation, min(number), max(number), max(at_ms) FROM receipt GROUP BY device, incarnation");
            const std::int64_t now = work.clock.utc().value;
            while (rows.step()) {
                const std::int64_t kept = now - rows.integer(4) > former_ms ? 1 : receipts_kept;
                const std::int64_t keep_from = rows.integer(3) - kept + 1;
                if (rows.integer(2) < keep_from) long_ones.push_back(Numbering{rows.text(0), rows.text(1), keep_from});
            }
        }
        for (const Numbering& each : long_ones)
            work.database.run("DELETE FROM receipt WHERE device = ?1 AND incarnation = ?2 AND number < ?3", each.device,
                              each.incarnation, each.keep_from);
        return {};
    });
}

CommandOutcome refused(std::int64_t number, const Error& error)
{
    CommandOutcome outcome;
    outcome.number = number;
    outcome.code = std::string(error_name(error.code));
    outcome.sentence = std::string(error_sentence(error.code));
    if (!error.where.empty()) outcome.where = error.where;
    return outcome;
}

std::int64_t Store::last_command(const DeviceId& device, std::string_view incarnation)
{
    auto last = body_->read<std::int64_t>(
        [&]() -> Result<std::int64_t> { return last_receipt(*body_->database, device, incarnation); });
    return last ? *last : 0;
}

}  // namespace chamber::storage
