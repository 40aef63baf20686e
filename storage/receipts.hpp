// The durable answers to commands, by device, incarnation and number. A repeated command gets the same answer; the same
// number with other content means that two tablets use one identity. Of each numbering the newest receipts are kept:
// nobody repeats older commands, and the journal is the evidence.
#pragma once

#include "protocol/digest.hpp"
#include "protocol/message.hpp"
#include "storage/transaction/unit_of_work.hpp"

#include <optional>
#include <string_view>

namespace chamber::storage {

struct Receipt {
    Sha256 content;  // of the command's wire text
    CommandOutcome outcome;
};

// 0 when the incarnation is new.
std::int64_t last_receipt(Database& database, const DeviceId& device, std::string_view incarnation);

std::optional<Receipt> find_receipt(Database& database, const DeviceId& device, std::string_view incarnation,
                                    std::int64_t number);

void add_receipt(UnitOfWork& work, const DeviceId& device, std::string_view incarnation, const Receipt& receipt);

// The outcome of a refused command.
CommandOutcome refused(std::int64_t number, const Error& error);

}  // namespace chamber::storage
