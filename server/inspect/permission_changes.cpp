#include "server/inspect/permission_changes.hpp"

#include "server/inspect/object_values.hpp"
#include "server/inspect/signature_widgets.hpp"

#include <algorithm>

namespace chamber::inspect {
namespace {

std::vector<Object> signed_fields(Object catalog)
{
    std::vector<Object> found = all_fields(catalog.getKey("/AcroForm"));
    std::erase_if(found, [](const Object& field) { return !has_signature(field); });
    return found;
}

bool is_certification(Object signature)
{
    const auto references = items(signature.getKey("/Reference"));
    return std::any_of(references.begin(), references.end(), [](Object reference) {
        return reference.isDictionary() && name_value(reference.getKey("/TransformMethod")) == "/DocMDP";
    });
}

// A dictionary of its own that came with this revision and that a field shows.
bool comes_with_its_signature(const ObjectWalk& walk, Object signature, Object newer)
{
    if (!signature.isDictionary() || !signature.isIndirect() || !walk.is_new(signature.getObjGen()) ||
        !is_certification(signature))
        return false;
    const auto fields = signed_fields(newer);
    return std::any_of(fields.begin(), fields.end(), [&](Object field) {
        Object value = field.getKey("/V");
        return value.isIndirect() && value.getObjGen() == signature.getObjGen();
    });
}

}  // namespace

void compare_permissions(ObjectWalk& walk, ChangeLog& log, QPDFObjectHandle older, QPDFObjectHandle newer)
{
    Object before = older.getKey("/Perms"), after = newer.getKey("/Perms");
    if (walk.same(before, after)) return;
    bool good = before.isNull() || before.isDictionary();
    for (const auto& key : keys_of(before, after)) {
        Object was = before.isDictionary() ? before.getKey(key) : Object::newNull(),
               is = after.isDictionary() ? after.getKey(key) : Object::newNull();
        const bool comes = key == "/DocMDP" && was.isNull() && comes_with_its_signature(walk, is, newer);
        good = good && (comes || walk.same(was, is));
    }
    const auto fields = signed_fields(older);
    const bool only_stamps =
        std::all_of(fields.begin(), fields.end(), [](const Object& field) { return is_time_stamp(field); });
    if (!good)
        log.report(ChangeLevel::other, "Sau khi ký có thay đổi quyền được cấp cho tài liệu");
    else
        log.report(only_stamps ? ChangeLevel::upkeep : ChangeLevel::form_fill,
                   "Sau khi ký có thêm chữ ký chứng thực, giới hạn các thay đổi về sau (DocMDP)");
}

}  // namespace chamber::inspect
