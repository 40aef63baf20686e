// What a model tablet has for good: everything that outlives the app. One commit moves all of it or nothing
// (IndexedDB's transaction).
#pragma once

#include "protocol/device_ledger.hpp"

#include <cstdint>
#include <map>
#include <string>
#include <utility>

namespace chamber::simulation {

struct Blob {
    std::uint64_t bytes = 0;
    std::string have;
    bool verified = false;
};

struct Flash {
    explicit Flash(std::string incarnation) : ledger(std::move(incarnation)) {}

    // Who sits here; "": nobody.
    std::string person() const { return ledger.place().person.value_or(PersonId()).value; }

    bool revoked = false;
    DeviceLedger ledger;
    std::map<std::string, Blob> blobs;  // by SHA-256
};

// The revisions that the view refers to, each with its document's id: visit(id, revision).
template <class Visit>
void each_paper(const DeviceLedger& ledger, Visit visit)
{
    for (const Document* document : ledger.all<Document>())
        for (const Revision& revision : document->revisions) visit(document->id, revision);
    for (const DraftDocument* draft : ledger.all<DraftDocument>())
        for (const Revision& revision : draft->revisions) visit(draft->id, revision);
}

// A command's verb; what it writes, which makes its effect known again; the note it concerns. "": none.
std::string_view verb_of(const CommandBody& body);
const std::string& token_of(const CommandBody& body);
const std::string& target_of(const CommandBody& body);

// Thrown out of a commit: the app ends there.
struct AppEnded {};

}  // namespace chamber::simulation
