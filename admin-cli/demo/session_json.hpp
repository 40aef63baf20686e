// Reads a session file, "hop-khong-giay/sample-session/1": what `chamber-admin session import` takes and `demo` brings along.
//
// Two halves come out: what the server imports at once (SessionImport: council, agenda, people, attendance, annotations), and
// the documents that follow as uploads. Times become UTC as world.hpp writes them. A field we do not know, inside the parts we
// use, is an error; votes, speaking requests, questions and outputs are other people's business and are skipped whole.
// Secrets are left empty: whoever imports makes them. Annotations name their revision as "revision:2" until its bytes are known.
#pragma once

#include "protocol/error.hpp"
#include "protocol/message.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace chamber::demo {

// How a document of the demonstration is signed.
enum class SignatureCase { valid_2, valid_org_only, valid_expired_cert, draft_unsigned, unsigned_scan };

struct SampleRevision {
    std::int32_t n = 1;
    std::string published_at;
    std::int32_t pages = 0;
    std::optional<std::string> reason;
};

struct SampleDocument {
    DocumentId id;
    DocumentFields fields;  // as they are to stand in the system; file_name is empty
    std::string notation;   // "TTr-UBND": drafts have one and no number yet
    SignatureCase signature = SignatureCase::draft_unsigned;
    std::vector<SampleRevision> revisions;  // in order
};

// Which tablet stands at whose seat.
struct SeatedDevice {
    std::string label;  // "MTB-07"
    PersonId person;
};

struct SampleSession {
    SessionImport import;
    std::vector<SampleDocument> documents;
    std::vector<SeatedDevice> devices;
    std::vector<std::string> communes;  // "xã Lúa Vàng": the invented documents speak of them
};

// `where` of an error is a JSON pointer into the file ("/documents/3/pages").
// Errors: not_json, unknown_field, missing_field, wrong_type, unknown_value, out_of_range, person_unknown, sitting_unknown,
// item_unknown, document_unknown, already_exists.
Result<SampleSession> parse_session_file(std::string_view json);

// The fictional session that is built in (sample-session.json beside this file).
std::string_view sample_session_text();

}  // namespace chamber::demo
