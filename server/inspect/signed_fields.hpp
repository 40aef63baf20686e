// Finds the signatures of an opened PDF by walking the form's fields. Never by searching the bytes: that would find the
// signatures of embedded files and miss what a reader sees.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

class QPDF;
class QPDFObjGen;
class QPDFObjectHandle;

namespace chamber::inspect {

enum class LockAction { none, all, include, exclude };

// FieldMDP of the signature, or /Lock of its field.
struct FieldLock {
    LockAction action = LockAction::none;
    std::vector<std::string> fields;
};

struct SignedField {
    std::string name;  // fully qualified
    int object = 0;    // of the signature dictionary; 0: it stands inside the field
    std::string sub_filter;
    std::string claimed_at;  // /M as RFC 3339
    std::int64_t dictionary_offset = 0;
    std::int64_t contents_offset = 0;
    std::int64_t byte_range_offset = -1;
    bool has_contents = false;
    bool reserved = false;  // /Contents is there but empty or only zeros: a place kept for a signature
    bool inside_object_stream = false;
    std::optional<std::vector<std::int64_t>> byte_range;  // nothing unless a direct array of integers
    std::vector<std::string> certificates;                // /Cert, DER
    std::int32_t certification = 0;                       // DocMDP P
    std::vector<FieldLock> locks;
    std::int32_t lock_permission = 0;  // /P of the field's lock: stricter from this signature on
};

// In the order of the fields; two fields with one dictionary are one signature.
std::vector<SignedField> find_signed_fields(QPDF& pdf);

// A signature dictionary. `home`: the numbered object that holds it, which is the signature itself or what shows it.
SignedField read_signature(QPDF& pdf, QPDFObjectHandle signature, QPDFObjGen home, std::string name);

// Where the /ByteRange of Reader usage rights stand: they are signatures of the software's maker, not of the document.
std::vector<std::int64_t> usage_rights_offsets(QPDF& pdf);

// "D:20240520093000+07'00'" as RFC 3339 in UTC; empty when it is not such a date.
std::string parse_pdf_date(std::string_view text);

}  // namespace chamber::inspect
