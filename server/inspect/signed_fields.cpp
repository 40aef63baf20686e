#include "server/inspect/signed_fields.hpp"

#include "server/inspect/crypto.hpp"

#include <ctime>
#include <set>
#define POINTERHOLDER_TRANSITION 4
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFObjectHandle.hh>

namespace chamber::inspect {
namespace {

constexpr int field_depth_max = 32;
constexpr std::size_t signatures_max = 256;

std::string name_of(QPDFObjectHandle object)
{
    return object.isName() ? object.getName().substr(1) : std::string();
}
std::string text_of(QPDFObjectHandle object)
{
    return object.isString() ? object.getUTF8Value() : std::string();
}

std::vector<std::string> texts_of(QPDFObjectHandle array)
{
    std::vector<std::string> texts;
    if (!array.isArray()) return texts;
    for (int i = 0; i < array.getArrayNItems(); ++i) texts.push_back(text_of(array.getArrayItem(i)));
    return texts;
}

std::optional<std::vector<std::int64_t>> integers_of(QPDFObjectHandle array)
{
    if (!array.isArray() || array.isIndirect() || array.getArrayNItems() > 64) return std::nullopt;
    std::vector<std::int64_t> numbers;
    for (int i = 0; i < array.getArrayNItems(); ++i) {
        QPDFObjectHandle item = array.getArrayItem(i);
        if (!item.isInteger()) return std::nullopt;
        numbers.push_back(item.getIntValue());
    }
    return numbers;
}

FieldLock read_lock(QPDFObjectHandle dictionary)
{
    FieldLock lock;
    const std::string action = name_of(dictionary.getKey("/Action"));
    if (action == "All")
        lock.action = LockAction::all;
    else if (action == "Include")
        lock.action = LockAction::include;
    else if (action == "Exclude")
        lock.action = LockAction::exclude;
    lock.fields = texts_of(dictionary.getKey("/Fields"));
    return lock;
}

// 1 to 3; what is none of them allows nothing.
std::int32_t permission(QPDFObjectHandle level)
{
    const long long value = level.getIntValue();
    return value >= 1 && value <= 3 ? static_cast<std::int32_t>(value) : 1;
}

// DocMDP counts once per document; a lock's own /P may only make it stricter.
void read_transforms(QPDFObjectHandle signature, SignedField& found)
{
    QPDFObjectHandle references = signature.getKey("/Reference");
    if (!references.isArray()) return;
    for (int i = 0; i < references.getArrayNItems(); ++i) {
        QPDFObjectHandle reference = references.getArrayItem(i);
        if (!reference.isDictionary()) continue;
        const std::string method = name_of(reference.getKey("/TransformMethod"));
        QPDFObjectHandle parameters = reference.getKey("/TransformParams");
        if (method == "DocMDP") {
            QPDFObjectHandle level = parameters.isDictionary() ? parameters.getKey("/P") : QPDFObjectHandle::newNull();
            found.certification = level.isInteger() ? permission(level) : 2;
        } else if (method == "FieldMDP" && parameters.isDictionary()) {
            found.locks.push_back(read_lock(parameters));
        }
    }
}

void read_certificates(QPDFObjectHandle entry, SignedField& found)
{
    if (entry.isString()) found.certificates.push_back(entry.getStringValue());
    if (!entry.isArray()) return;
    for (int i = 0; i < entry.getArrayNItems(); ++i)
        if (entry.getArrayItem(i).isString()) found.certificates.push_back(entry.getArrayItem(i).getStringValue());
}

bool stands_in_object_stream(QPDF& pdf, QPDFObjGen object)
{
    const auto table = pdf.getXRefTable();
    const auto entry = table.find(object);
    return entry != table.end() && entry->second.getType() == 2;
}

class FieldWalk {
public:
    explicit FieldWalk(QPDF& pdf) : pdf_(pdf) {}

    // What a field hands down to its kids.
    struct Place {
        std::string prefix;
        std::string type;
        QPDFObjGen home;  // the nearest numbered object
        int depth = 0;
    };

    void walk(QPDFObjectHandle fields, const Place& place)
    {
        if (!fields.isArray() || place.depth > field_depth_max) return;
        if (fields.isIndirect() && !seen_.insert(fields.getObjGen()).second) return;  // a list may hold itself
        for (int i = 0; i < fields.getArrayNItems(); ++i) visit(fields.getArrayItem(i), place);
    }

    std::vector<SignedField> take() { return std::move(found_); }

private:
    void visit(QPDFObjectHandle field, const Place& place)
    {
        if (!field.isDictionary() || found_.size() >= signatures_max) return;
        if (field.isIndirect() && !seen_.insert(field.getObjGen()).second) return;
        const QPDFObjGen home = field.isIndirect() ? field.getObjGen() : place.home;
        std::string name = place.prefix;
        if (const std::string own = text_of(field.getKey("/T")); !own.empty()) name += (name.empty() ? "" : ".") + own;
        const std::string type = field.hasKey("/FT") ? name_of(field.getKey("/FT")) : place.type;
        QPDFObjectHandle value = field.getKey("/V");
        if (type == "Sig" && value.isDictionary()) {
            if (!value.isIndirect() || seen_.insert(value.getObjGen()).second) {
                found_.push_back(read_signature(pdf_, value, value.isIndirect() ? value.getObjGen() : home, name));
                if (QPDFObjectHandle lock = field.getKey("/Lock"); lock.isDictionary()) {
                    found_.back().locks.push_back(read_lock(lock));
                    if (QPDFObjectHandle level = lock.getKey("/P"); level.isInteger())
                        found_.back().lock_permission = permission(level);
                }
            }
        }
        walk(field.getKey("/Kids"), {name, type, home, place.depth + 1});
    }

    QPDF& pdf_;
    std::set<QPDFObjGen> seen_;
    std::vector<SignedField> found_;
};

bool digits(std::string_view text)
{
    return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

int number(std::string_view text, std::size_t at, std::size_t length, int otherwise)
{
    if (text.size() < at + length || !digits(text.substr(at, length))) return otherwise;
    return std::stoi(std::string(text.substr(at, length)));
}

}  // namespace

SignedField read_signature(QPDF& pdf, QPDFObjectHandle signature, QPDFObjGen home, std::string name)
{
    SignedField found;
    found.name = std::move(name);
    found.object = signature.getObjectID();
    found.sub_filter = name_of(signature.getKey("/SubFilter"));
    found.claimed_at = parse_pdf_date(text_of(signature.getKey("/M")));
    found.dictionary_offset = signature.getParsedOffset();
    QPDFObjectHandle contents = signature.getKey("/Contents");
    found.has_contents = contents.isString();
    if (found.has_contents) {
        found.contents_offset = contents.getParsedOffset();
        found.reserved = contents.getStringValue().find_first_not_of('\0') == std::string::npos;
    }
    QPDFObjectHandle range = signature.getKey("/ByteRange");
    found.byte_range = integers_of(range);
    if (range.isArray()) found.byte_range_offset = range.getParsedOffset();
    found.inside_object_stream = stands_in_object_stream(pdf, home);
    read_certificates(signature.getKey("/Cert"), found);
    read_transforms(signature, found);
    return found;
}

std::vector<SignedField> find_signed_fields(QPDF& pdf)
{
    QPDFObjectHandle form = pdf.getRoot().getKey("/AcroForm");
    if (!form.isDictionary()) return {};
    FieldWalk walk(pdf);
    walk.walk(form.getKey("/Fields"), {{}, {}, form.isIndirect() ? form.getObjGen() : pdf.getRoot().getObjGen(), 0});
    return walk.take();
}

std::vector<std::int64_t> usage_rights_offsets(QPDF& pdf)
{
    std::vector<std::int64_t> offsets;
    QPDFObjectHandle permissions = pdf.getRoot().getKey("/Perms");
    if (!permissions.isDictionary()) return offsets;
    for (const char* key : {"/UR", "/UR3"}) {
        QPDFObjectHandle rights = permissions.getKey(key);
        if (rights.isDictionary() && rights.getKey("/ByteRange").isArray())
            offsets.push_back(rights.getKey("/ByteRange").getParsedOffset());
    }
    return offsets;
}

std::string parse_pdf_date(std::string_view text)
{
    if (text.starts_with("D:")) text.remove_prefix(2);
    if (text.size() < 4 || !digits(text.substr(0, 4))) return {};
    std::tm broken{};
    broken.tm_year = number(text, 0, 4, 1970) - 1900;
    broken.tm_mon = number(text, 4, 2, 1) - 1;
    broken.tm_mday = number(text, 6, 2, 1);
    broken.tm_hour = number(text, 8, 2, 0);
    broken.tm_min = number(text, 10, 2, 0);
    broken.tm_sec = number(text, 12, 2, 0);
    std::int64_t seconds = timegm(&broken);
    if (text.size() > 14 && (text[14] == '+' || text[14] == '-')) {
        const int offset_s = number(text, 15, 2, 0) * 3'600 + number(text, 18, 2, 0) * 60;
        seconds -= text[14] == '+' ? offset_s : -offset_s;
    }
    return format_rfc3339(seconds);
}

}  // namespace chamber::inspect
