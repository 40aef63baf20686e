#include "storage/receipts.hpp"

#include <algorithm>

namespace chamber::storage {

namespace {

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
    return database.integer("SELECT max(number) FROM receipt WHERE device = ?1 AND incarnation = ?2", device.value, incarnation).value_or(0);
}

std::optional<Receipt> find_receipt(Database& database, const DeviceId& device, std::string_view incarnation, std::int64_t number)
{
    Statement row = database.query("SELECT content, code, place FROM receipt WHERE device = ?1 AND incarnation = ?2 AND number = ?3",
                                   device.value, incarnation, number);
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

void add_receipt(Database& database, const DeviceId& device, std::string_view incarnation, const Receipt& receipt)
{
    database.run("INSERT INTO receipt (device, incarnation, number, content, code, place) VALUES (?1, ?2, ?3, ?4, ?5, ?6)", device.value,
                 incarnation, receipt.outcome.number, Bytes{bytes_of(receipt.content)}, receipt.outcome.code, receipt.outcome.where);
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

}  // namespace chamber::storage
