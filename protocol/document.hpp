// Documents, their revisions and the signature report.
//
// A document is a titled thing on the agenda; a revision is its immutable bytes, named by SHA-256; a document has
// revisions in order, the last one is current. Before it is published a document is a `draft_document` in the staff's
// scope; publishing deletes that entity and makes a `document` in the audience's scope, because a scope never changes
// (access.hpp).
//
// A verdict is the worst over the file's signatures, never the best. Trust is a separate word. Wording: Circular
// 15/2025.
#pragma once

#include "protocol/error.hpp"
#include "protocol/ids.hpp"

#include <boost/describe.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace chamber {

enum class Verdict {
    valid,
    valid_with_allowed_changes,
    suspicious,
    invalid,
    unsigned_document,
    unreadable,
    unsupported
};
BOOST_DESCRIBE_ENUM(Verdict, valid, valid_with_allowed_changes, suspicious, invalid, unsigned_document, unreadable,
                    unsupported)

enum class Trust { trusted, untrusted, unknown_revocation, not_applicable };
BOOST_DESCRIBE_ENUM(Trust, trusted, untrusted, unknown_revocation, not_applicable)

// ETSI EN 319 102-1.
enum class Indication { total_passed, total_failed, indeterminate };
BOOST_DESCRIBE_ENUM(Indication, total_passed, total_failed, indeterminate)

enum class SignerKind { person, organisation, timestamp, unknown };
BOOST_DESCRIBE_ENUM(SignerKind, person, organisation, timestamp, unknown)

enum class RevocationState { good, revoked, unknown };
BOOST_DESCRIBE_ENUM(RevocationState, good, revoked, unknown)

// Circular 15/2025: was the certificate in force at the time that counts (proven_at, else claimed_at, else the check)?
enum class CertificateStanding { in_force, expired, not_yet_valid, revoked, unknown };
BOOST_DESCRIBE_ENUM(CertificateStanding, in_force, expired, not_yet_valid, revoked, unknown)

// One signature of one revision. Four axes, shown apart: integrity, coverage, identity, time.
struct SignatureFinding {
    std::int32_t index = 0;              // in the order of the signed revisions
    Verdict verdict = Verdict::invalid;  // of this signature alone, later changes included
    std::string field;
    std::string sub_filter;
    std::vector<std::int64_t> byte_range;
    Indication indication = Indication::indeterminate;
    std::string sub_indication;  // ETSI name, e.g. "HASH_FAILURE"; empty when total_passed
    bool integrity = false;      // digest and signature value are right
    bool covers_whole_file = false;
    std::int64_t revision_end = 0;   // bytes [0, revision_end) are the signed revision
    std::int32_t certification = 0;  // DocMDP P (1..3); 0: an approval signature
    SignerKind signer_kind = SignerKind::unknown;
    std::string signer_name;
    std::string signer_organisation;
    std::string issuer_name;
    std::string serial;
    std::string not_before;  // RFC 3339
    std::string not_after;
    std::string certificate_sha256;  // fingerprint, lower-case hex; empty without a certificate
    std::string anchor_name;         // the trusted root at the end of the chain; empty: none
    std::string claimed_at;          // the signer's own word: /M or signingTime
    std::string proven_at;           // a valid time-stamp; empty without one
    CertificateStanding standing = CertificateStanding::unknown;
    RevocationState revocation = RevocationState::unknown;
    std::string revocation_source;  // "CRL ngày 20/11/2026", "OCSP ngày …"; empty: nothing at hand
    std::string revoked_at;         // RFC 3339; empty: not revoked
    std::string digest_algorithm;
    std::string signature_algorithm;
    Trust trust = Trust::untrusted;
    std::vector<std::string> reasons;  // Vietnamese sentences a clerk understands
};
BOOST_DESCRIBE_STRUCT(SignatureFinding, (),
                      (index, verdict, field, sub_filter, byte_range, indication, sub_indication, integrity,
                       covers_whole_file, revision_end, certification, signer_kind, signer_name, signer_organisation,
                       issuer_name, serial, not_before, not_after, certificate_sha256, anchor_name, claimed_at,
                       proven_at, standing, revocation, revocation_source, revoked_at, digest_algorithm,
                       signature_algorithm, trust, reasons))

// What a revision behind a signature changed.
struct LaterChange {
    std::string sentence;           // "Sau khi ký có thêm 1 chú thích ở trang 2"
    std::int32_t page = 0;          // from 1; 0: no page
    std::int64_t revision_end = 0;  // of the revision that made it: signatures that end before it are concerned
    bool allowed = false;
};
BOOST_DESCRIBE_STRUCT(LaterChange, (), (sentence, page, revision_end, allowed))

// What the inspector found on a revision's bytes. Never stored without engine, trust store and time of the check.
struct SignatureReport {
    Verdict verdict = Verdict::unsigned_document;
    Trust trust = Trust::not_applicable;
    std::vector<SignatureFinding> signatures;
    std::vector<LaterChange> changes;
    std::vector<std::string> reasons;  // why this verdict, file level
    std::vector<std::string> missing;  // missing_signatures(): the legal form, apart from cryptography
    std::string engine;
    std::string trust_store_sha256;
    std::string checked_at;
};
BOOST_DESCRIBE_STRUCT(SignatureReport, (),
                      (verdict, trust, signatures, changes, reasons, missing, engine, trust_store_sha256, checked_at))

// Pictures of all pages, PNG or JPEG, in one blob, one after the other. ends[i]: offset behind page i.
struct Preview {
    std::string sha256;
    std::uint64_t bytes = 0;
    std::vector<std::uint32_t> ends;
};
BOOST_DESCRIBE_STRUCT(Preview, (), (sha256, bytes, ends))

// What turns the revision before into this one: a zstd frame with the older bytes as its prefix, a blob of its own. Who
// holds `base` fetches it instead of the whole file; the result counts only under the revision's SHA-256.
struct Delta {
    std::string base;  // SHA-256 of the older bytes
    std::string sha256;
    std::uint64_t bytes = 0;
};
BOOST_DESCRIBE_STRUCT(Delta, (), (base, sha256, bytes))

// From the page's own space, in which annotations are kept (PDF user space: default units, unrotated), to the page as
// it is shown (points, origin top left, y down; rotation, CropBox and UserUnit applied): x' = a x + c y + e, y' = b x +
// d y + f.
struct PageMatrix {
    double a = 1;
    double b = 0;
    double c = 0;
    double d = -1;
    double e = 0;
    double f = 0;
    bool operator==(const PageMatrix&) const = default;
};
BOOST_DESCRIBE_STRUCT(PageMatrix, (), (a, b, c, d, e, f))

// As it is shown.
struct PageSize {
    double width_pt = 0;
    double height_pt = 0;
    // Nothing: inspected by an engine that did not tell; nobody may draw before the file is there.
    std::optional<PageMatrix> matrix = std::nullopt;
};
BOOST_DESCRIBE_STRUCT(PageSize, (), (width_pt, height_pt, matrix))

struct Revision {
    std::int32_t n = 1;
    std::string sha256;
    std::uint64_t bytes = 0;
    std::int32_t pages = 0;
    std::vector<PageSize> page_sizes;
    std::optional<Preview> preview;
    std::optional<Delta> delta;
    std::string added_at;
    std::optional<std::string> published_at;
    std::optional<std::string> reason;  // required from the second revision on
    Verdict verdict = Verdict::unsigned_document;
    Trust trust = Trust::not_applicable;
    std::string verdict_sentence;      // one Vietnamese line for the seal strip
    std::vector<std::string> missing;  // missing_signatures()
    // What else the file holds and nobody sees on its pages: scripts, attached files (Vietnamese).
    std::vector<std::string> remarks = {};
};
BOOST_DESCRIBE_STRUCT(Revision, (),
                      (n, sha256, bytes, pages, page_sizes, preview, delta, added_at, published_at, reason, verdict,
                       trust, verdict_sentence, missing, remarks))

enum class Audience { everyone, delegates_only };
BOOST_DESCRIBE_ENUM(Audience, everyone, delegates_only)

// Nghị định 30/2020, Phụ lục I: khẩn, thượng khẩn, hỏa tốc.
enum class Urgency { none, urgent, very_urgent, express };
BOOST_DESCRIBE_ENUM(Urgency, none, urgent, very_urgent, express)

struct DocumentFields {
    SessionId session;
    AgendaItemId agenda_item;
    std::int32_t position = 0;
    std::string title;      // trích yếu
    std::string type_code;  // "TTr", "NQ" …; empty when unknown
    std::string type_name;
    std::string full_number;  // "208/TTr-UBND"; empty for drafts
    std::string issued_on;    // ISO date; empty for drafts
    std::string place;
    std::string issuer;
    std::string file_name;  // as it was uploaded
    bool draft = false;     // dự thảo
    bool late = false;      // gửi chậm
    bool scan = false;      // no text on its pages
    Audience audience = Audience::everyone;
    Urgency urgency = Urgency::none;
    std::string signer;               // who signed it, by name
    std::string term;                 // khóa of the council that it belongs to, e.g. "XII"
    std::int32_t session_number = 0;  // kỳ họp thứ; 0: not said
    bool normative = false;           // văn bản quy phạm pháp luật
};
BOOST_DESCRIBE_STRUCT(DocumentFields, (),
                      (session, agenda_item, position, title, type_code, type_name, full_number, issued_on, place,
                       issuer, file_name, draft, late, scan, audience, urgency, signer, term, session_number,
                       normative))

struct Document : DocumentFields {
    static constexpr auto type = "document";
    DocumentId id;
    std::vector<Revision> revisions;  // published ones, in order
};
BOOST_DESCRIBE_STRUCT(Document, (DocumentFields), (id, revisions))

// Not yet published, or the next revision waiting: staff only.
struct DraftDocument : DocumentFields {
    static constexpr auto type = "draft_document";
    DocumentId id;
    std::vector<Revision> revisions;
    std::optional<SignatureReport> report;  // of the newest waiting revision: the office looks at it before publishing
    std::optional<std::string> publish_at = std::nullopt;  // RFC 3339: the server publishes it then
};
BOOST_DESCRIBE_STRUCT(DraftDocument, (DocumentFields), (id, revisions, report, publish_at))

// What is left of a published document that the office took back, in the document's scope: what it was called and why
// it went. Its id is the document's.
struct Withdrawal {
    static constexpr auto type = "withdrawal";
    DocumentId id;
    SessionId session;
    AgendaItemId agenda_item;
    std::string title;
    std::string reason;
    std::string withdrawn_at;
    std::int32_t position = 0;
    std::string type_name = {};
    std::string full_number = {};
    std::string issued_on = {};
    std::string issuer = {};
    PersonId by = {};
    bool secret = false;  // the bytes were destroyed, in the store and on the devices
};
BOOST_DESCRIBE_STRUCT(Withdrawal, (),
                      (id, session, agenda_item, title, reason, withdrawn_at, position, type_name, full_number,
                       issued_on, issuer, by, secret))

// An older check of the same bytes. Its whole report stays in the store and in the archive.
struct EarlierCheck {
    std::string checked_at;
    std::string engine;
    std::string trust_store_sha256;
    Verdict verdict = Verdict::unsigned_document;
    Trust trust = Trust::not_applicable;
    std::string verdict_sentence;
};
BOOST_DESCRIBE_STRUCT(EarlierCheck, (), (checked_at, engine, trust_store_sha256, verdict, trust, verdict_sentence))

// The full signature report of a revision, in the scope of its document. id: "<document>/<n>".
struct Report {
    static constexpr auto type = "report";
    std::string id;
    DocumentId document;
    std::int32_t revision = 1;
    SignatureReport report;
    std::vector<EarlierCheck> earlier;  // newest first
};
BOOST_DESCRIBE_STRUCT(Report, (), (id, document, revision, report, earlier))

// The short form for lists and tables. An intact signature of nobody we know is not "Hợp lệ" there: "Chưa đủ căn cứ".
std::string_view verdict_word(Verdict verdict, Trust trust);

// One Vietnamese line for a verdict, e.g. "Hợp lệ", "Chưa đủ căn cứ: …".
std::string verdict_sentence(const SignatureReport& report);

// What the document's legal form wants and lacks, apart from cryptography (Nghị định 30/2020, Art. 5): empty, or
// "Thiếu chữ ký của cơ quan", "Thiếu chữ ký của người có thẩm quyền".
std::vector<std::string> missing_signatures(const SignatureReport& report);

}  // namespace chamber
