// What a model tablet has for good: everything that outlives the app. One commit moves all of it or nothing
// (IndexedDB's transaction).
#pragma once

#include "tests/simulation/network/wire_text.hpp"

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace chamber::simulation {

// Where the device stands in the history of `epoch`, whose view it is, and what the server filtered it for.
struct Place {
    std::string person;
    std::string epoch;
    std::int64_t cursor = 0;
    std::string access;
    // The newest entry of the journal that the device was told of, whoever sat here then.
    std::int64_t journal_n = 0;
    std::string journal_hash;
};

// A revision's bytes that a document in the view refers to.
struct PaperRef {
    std::string document;
    std::int32_t n = 0;
    std::string sha256;
    std::uint64_t bytes = 0;
};

struct Held {
    SharedBatch owner;
    ChangeText change;
    std::vector<PaperRef> papers;
};

// A command, durable before it is sent. `token` marks its effect, so that the invariants know it again.
struct Row {
    std::int64_t number = 0;
    std::string verb;
    std::string body;  // wire text
    std::string token;
    std::string target;
    std::optional<std::int64_t> shown_at;  // answered: the view holds the effect from this seq on
};

struct Outbox {
    std::string incarnation;
    std::int64_t next = 1;
    std::vector<Row> rows;
};

// A done command that the server could still lose: no verified backup holds what it did. A restored server is told of
// it again.
struct Kept {
    std::string person, incarnation, epoch;
    std::int64_t seq = 0;  // shown from here on
    Row row;
};

struct Blob {
    std::uint64_t bytes = 0;
    std::string have;
    bool verified = false;
};

// What a server of another history than `epoch` may lack; that one has it, at `seq`.
struct Owed {
    Row row;
    std::string epoch;
    std::int64_t seq = 0;
};

struct Flash {
    bool revoked = false;
    Place place;
    Outbox outbox;
    std::map<std::string, Outbox> left;             // by person: laid down with its numbers
    std::map<std::string, std::vector<Owed>> owed;  // by person, until their view is complete
    std::vector<Kept> kept;                         // oldest first
    std::map<std::string, Held> view;               // by "type id"
    std::map<std::string, Blob> blobs;              // by SHA-256
};

// Thrown out of a commit: the app ends there.
struct AppEnded {};

}  // namespace chamber::simulation
