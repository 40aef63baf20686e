// Reads a session file, "hop-khong-giay/sample-session/1": what `chamber-admin session import` takes and `demo` brings
// along.
//
// Two halves come out: what the server imports at once (SessionImport: council, agenda, people, attendance,
// annotations), and the documents that follow as uploads. Times become UTC as world.hpp writes them. A field we do not
// know, inside the parts we use, is an error; votes, speaking requests, questions and outputs are other people's
// business and are skipped whole. Secrets are left empty: whoever imports makes them. Annotations name their revision
// as "revision:2" until its bytes are known.
//
// Every fault of a file is found at once, each with its pointer, its line and a sentence: what a field may be (here),
// and what must hold between the fields (protocol/importing.hpp).
#pragma once

#include "admin-cli/import/json_places.hpp"
#include "protocol/error.hpp"
#include "protocol/message.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace chamber::admin {

// How the demonstration signs a document; a council's own file says nothing of it.
enum class SignatureCase { valid_2, valid_org_only, valid_expired_cert, draft_unsigned, unsigned_scan };

struct ListedRevision {
    std::int32_t n = 1;
    std::string published_at;
    std::int32_t pages = 0;
    std::optional<std::string> reason;
};

struct ListedDocument {
    DocumentId id;
    DocumentFields fields;  // as they are to stand in the system; file_name is empty
    std::string notation;   // "TTr-UBND": drafts have one and no number yet
    SignatureCase signature = SignatureCase::draft_unsigned;
    std::vector<ListedRevision> revisions;  // in order
};

// Which tablet stands at whose seat.
struct SeatedDevice {
    std::string label;  // "MTB-07"
    PersonId person;
};

struct SessionFile {
    SessionImport import;
    std::vector<ListedDocument> documents;
    std::vector<SeatedDevice> devices;
    std::vector<std::string> communes;  // "xã Lúa Vàng": the invented documents speak of them
};

// `where`: a JSON pointer into the file ("/documents/3/pages").
struct SessionFault {
    ErrorCode code;
    std::string where;
    TextPlace place;
    std::string sentence;
};

// council_file: the words of a council's own file. exported: what session export writes, the session as it is on the
// wire; its places are those of the import.
enum class SessionForm { council_file, exported };

struct ReadSession {
    SessionForm form = SessionForm::council_file;
    SessionFile session;               // only what has no fault in it is worth anything
    std::vector<SessionFault> faults;  // in the order of the file
};

// Codes of faults: not_json, unknown_field, missing_field, wrong_type, unknown_value, out_of_range, person_unknown,
// sitting_unknown, item_unknown, document_unknown, already_exists, import_faulty (a rule between fields).
ReadSession read_session_file(std::string_view json);

// The same for whoever needs a file without a fault. Errors: the first fault.
Result<SessionFile> parse_session_file(std::string_view json);

// The file's pointer of a place in the import ("/people/3/seat" → "/delegates/3/seat"): faults that the server finds
// are shown in the file.
std::string file_pointer(const SessionImport& imported, std::string_view where);

// The session as a file of the exported form, to be read again by read_session_file.
std::string exported_session(const SessionImport& session);

// The fictional session that is built in (sample-session.json beside this file).
std::string_view sample_session_text();

}  // namespace chamber::admin
