#include "server/inspect/form_changes.hpp"

#include "server/inspect/field_values.hpp"
#include "server/inspect/signature_widgets.hpp"

#include <algorithm>

namespace chamber::inspect {
namespace {

constexpr int field_depth_max = 32;

std::string field_name(Object field, const std::string& prefix)
{
    Object own = field.getKey("/T");
    if (!own.isString()) return prefix;
    return prefix.empty() ? own.getUTF8Value() : prefix + "." + own.getUTF8Value();
}

std::string field_type(Object field, const std::string& inherited)
{
    return field.hasKey("/FT") ? name_value(field.getKey("/FT")) : inherited;
}

std::string on_page(std::int32_t page)
{
    return page > 0 ? " ở trang " + std::to_string(page) : std::string();
}

bool same_reference(Object older, Object newer)
{
    return older.isIndirect() && newer.isIndirect() && older.getObjGen() == newer.getObjGen();
}

// Signing locks the widget and has it printed; what was hidden stays hidden.
bool is_flagged_for_signing(Object older, Object newer)
{
    const long long before = integer_or_zero(older.getKey("/F")), after = integer_or_zero(newer.getKey("/F"));
    return inherited(newer, "/V").isDictionary() && (before & ~after) == 0 &&
           (after & ~before & ~(flag_print | flag_locked | flag_locked_contents)) == 0;
}

// By the names above it, as readers find it.
std::string full_name(Object field)
{
    std::string name;
    for (int depth = 0; field.isDictionary() && depth < field_depth_max; ++depth) {
        const std::string own = field_name(field, {});
        if (!own.empty()) name = name.empty() ? own : own + "." + name;
        field = field.getKey("/Parent");
    }
    return name;
}

// The full names of fields that end there; a widget is part of its field.
std::set<std::string> names_of(Object form)
{
    std::set<std::string> names;
    for (auto field : all_fields(form)) {
        const auto kids = items(field.getKey("/Kids"));
        if (field.hasKey("/T") &&
            std::none_of(kids.begin(), kids.end(), [](Object kid) { return kid.isDictionary() && kid.hasKey("/T"); }))
            names.insert(full_name(field));
    }
    return names;
}

// Fonts that are not embedded and draw the same letters, whatever else their dictionaries say.
bool draw_alike(Object older, Object newer)
{
    const FontLetters before = read_font_letters(older), after = read_font_letters(newer);
    return !before.embedded && !after.embedded && before.symbols == after.symbols &&
           before.code_bytes == after.code_bytes && before.letters == after.letters;
}

// What a field draws must not change by the rules of what its picture names: the catalog's metadata, another field.
WalkMode mode_of(const std::string& key)
{
    return in(key, {"/AP", "/MK"}) ? WalkMode::drawn : WalkMode::strict;
}

void collect(Object fields, std::set<QPDFObjGen>& found, int depth)
{
    if (depth > field_depth_max) return;
    for (auto field : items(fields)) {
        if (!field.isDictionary() || !field.isIndirect() || !found.insert(field.getObjGen()).second) continue;
        collect(field.getKey("/Kids"), found, depth + 1);
    }
}

}  // namespace

std::set<QPDFObjGen> collect_fields(Object form)
{
    std::set<QPDFObjGen> found;
    if (form.isDictionary()) collect(form.getKey("/Fields"), found, 0);
    return found;
}

void FormChanges::compare(Object older, Object newer)
{
    if (older.isDictionary() && !newer.isDictionary()) {
        log_.report(ChangeLevel::other, "Sau khi ký biểu mẫu và các ô chữ ký bị gỡ bỏ");
        return;
    }
    names_ = names_of(older);
    filled_.compare_drawing(older, newer);
    for (const auto& key : keys_of(older, newer)) {
        Object before = older.isDictionary() ? older.getKey(key) : Object::newNull();
        Object after = newer.isDictionary() ? newer.getKey(key) : Object::newNull();
        if (key == "/Fields")
            compare_lists(before, after, {});
        else if (key == "/DR")
            compare_resources(before, after, older);
        else if (key == "/DA")
            compare_style(before, after, older);
        else if (in(key, {"/Q", "/SigFlags", "/NeedAppearances"}))
            continue;
        else if (!walk_.same(before, after))
            log_.report(ChangeLevel::other, "Sau khi ký có thay đổi biểu mẫu (" + key.substr(1) + ")");
    }
}

// Signing tools set it for a form they make. Fields that have a value and no style of their own are drawn by it.
void FormChanges::compare_style(Object older, Object newer, Object older_form)
{
    if (older.isNull() || walk_.same(older, newer)) return;
    const auto fields = text_fields(older_form);
    const bool drawn = !newer.isNull() && std::any_of(fields.begin(), fields.end(), [](const Object& field) {
        return inherited(field, "/DA").isNull() && !value_text(field).empty();
    });
    log_.report(drawn ? ChangeLevel::other : ChangeLevel::form_fill,
                "Sau khi ký có thay đổi cách hiển thị các trường biểu mẫu");
}

// Signing tools add the fonts of their appearances, and some drop the list. A font that fields are drawn with is
// another matter.
void FormChanges::compare_resources(Object older, Object newer, Object older_form)
{
    bool equal = true, swapped = false;
    for (const auto& kind : keys_of(older, Object::newNull())) {
        Object before = older.getKey(kind), after = newer.isDictionary() ? newer.getKey(kind) : Object::newNull();
        for (const auto& name : keys_of(before, Object::newNull())) {
            Object was = before.getKey(name), is = after.isDictionary() ? after.getKey(name) : Object::newNull();
            if (walk_.same(was, is, WalkMode::drawn)) continue;
            equal = false;
            swapped |= !is.isNull() && !(kind == "/Font" && draw_alike(was, is));
        }
    }
    if (equal) return;
    const bool drawn = swapped && !text_fields(older_form).empty();
    log_.report(drawn ? ChangeLevel::other : ChangeLevel::form_fill, "Sau khi ký có thay đổi phông chữ của biểu mẫu");
}

void FormChanges::compare_lists(Object older, Object newer, const Place& place)
{
    if (place.depth > field_depth_max) {
        log_.report(ChangeLevel::other, "Biểu mẫu lồng quá sâu, không kiểm tra được");
        return;
    }
    // Kids may go round in a circle, by their own numbers (compare_field) or by the number of their list.
    if (older.isIndirect() && !compared_.insert({older.getObjGen(), place.prefix + place.type}).second) return;
    const auto before = items(older), after = items(newer);
    for (auto field : before) {
        if (!field.isDictionary()) continue;
        Object now = find_again(after, field);
        if (!now.isInitialized() || !now.isDictionary())
            log_.count(ChangeLevel::other, {"Sau khi ký có ", " trường biểu mẫu bị gỡ bỏ"});
        else
            compare_field(field, now, place);
    }
    for (auto field : after)
        if (field.isDictionary() && !was_there(before, field)) add_field(field, place);
}

void FormChanges::compare_field(Object older, Object newer, const Place& place)
{
    const std::string name = field_name(older, place.prefix), type = field_type(older, place.type);
    if (older.isIndirect() && !compared_.insert({older.getObjGen(), name + type}).second) return;
    std::set<std::string> changed;
    for (const auto& key : keys_of(older, newer)) {
        Object before = older.getKey(key), after = newer.getKey(key);
        if (key == "/Kids")
            compare_kids(before, after, {name, type, place.depth + 1});
        else if (!(key == "/Parent" && same_reference(before, after)) && !walk_.same(before, after, mode_of(key)))
            changed.insert(key);
    }
    if (changed.empty()) return;
    const FieldPair field{older, newer, name, type, page_of(newer)};
    if (type == "/Sig")
        compare_signature_field(field, changed);
    else if (type == "/Btn" &&
             (field_flags(newer) & flag_push_button) != 0)  // it only looks: it has no value to fill in
        log_.report(ChangeLevel::other, "Sau khi ký có thay đổi hình của nút bấm " + name, {name, field.page});
    else
        filled_.compare(field, changed);
}

void FormChanges::compare_signature_field(const FieldPair& field, const std::set<std::string>& changed)
{
    Object older = field.older, newer = field.newer;
    const ChangeSubject about{field.name, field.page};
    const bool already_signed = inherited(older, "/V").isDictionary();
    Object value = inherited(newer, "/V");
    bool filled = false;
    for (const auto& key : changed) {
        const bool lock = key == "/Lock" && older.getKey(key).isNull() &&
                          value.isDictionary();  // it only forbids, from this signature on
        if (already_signed && !in(key, {"/Ff", "/Type"}))
            log_.report(ChangeLevel::other, "Sau khi ký có thay đổi ô chữ ký " + field.name, about);
        else if (key == "/F" && !is_flagged_for_signing(older, newer))
            log_.report(ChangeLevel::other, "Sau khi ký có ô chữ ký bị ẩn đi hoặc cho hiện ra: " + field.name, about);
        else if (!lock && !in(key, {"/V", "/AP", "/AS", "/F", "/DA", "/Q", "/Ff", "/Type", "/RV", "/MK", "/M"}))
            log_.report(ChangeLevel::other,
                        "Sau khi ký có thay đổi trường biểu mẫu " + field.name + " (" + key.substr(1) + ")", about);
        else
            filled = true;
    }
    if (!filled || already_signed) return;
    // A widget of its own is announced with the field above it, which holds the signature.
    if (newer.hasKey("/T") || newer.hasKey("/V") || !value.isDictionary()) announce_signed(newer, field.name);
}

// Kids with a name are fields; those without are the field's widgets and may not come or go.
void FormChanges::compare_kids(Object older, Object newer, const Place& place)
{
    const auto before = items(older);
    for (auto kid : items(newer))
        if (kid.isDictionary() && !kid.hasKey("/T") && !was_there(before, kid))
            log_.report(ChangeLevel::other, "Sau khi ký có thêm ô hiển thị cho trường " + place.prefix,
                        {place.prefix, page_of(kid)});
    compare_lists(older, newer, place);
}

void FormChanges::add_field(Object field, const Place& place)
{
    const std::string type = field_type(field, place.type), name = field_name(field, place.prefix);
    Object kids = field.getKey("/Kids");
    if (type.empty() && kids.isArray() && !field.hasKey("/V") && place.depth <= field_depth_max) {
        for (auto kid : items(kids))
            if (kid.isDictionary()) add_field(kid, {name, type, place.depth + 1});
        return;
    }
    const std::int32_t page = page_of(field);
    if (!name.empty() &&
        !names_.insert(name).second)  // readers take two fields of one name for one, and locks go by names
        log_.report(ChangeLevel::other, "Sau khi ký có thêm trường biểu mẫu trùng tên với trường đã có: " + name,
                    {{}, page});
    const bool invisible = is_invisible(field), value = is_new_signature(field);
    if (type != "/Sig" || !is_plain_signature_field(field))
        log_.count(ChangeLevel::other, {"Sau khi ký có thêm ", " trường biểu mẫu" + on_page(page)}, {{}, page});
    else if (!value && !invisible && has_picture(field))  // anybody can add such a picture; a signature needs a key
        log_.count(ChangeLevel::other,
                   {"Sau khi ký có thêm ", " ô chưa ký nhưng có hình che lên trang" + on_page(page)}, {{}, page});
    else if (!value)
        log_.count(ChangeLevel::form_fill, {"Sau khi ký có thêm ", " ô ký trống" + on_page(page)}, {{}, page});
    else
        announce_signature(invisible ? ChangeLevel::upkeep : ChangeLevel::signing, field, {});
}

void FormChanges::announce_signed(Object field, const std::string& name)
{
    const std::int32_t page = page_of(field);
    if (!is_new_signature(field))  // the picture of a place that is still empty
        log_.report(ChangeLevel::other, "Sau khi ký có thay đổi hình của ô chưa ký " + name, {name, page});
    else
        announce_signature(is_time_stamp(field) && is_invisible(field) ? ChangeLevel::upkeep : ChangeLevel::signing,
                           field, name);
}

// A dictionary that was there before, or that another field has shown already, proves nothing about the picture that
// comes with it now.
bool FormChanges::is_new_signature(Object field)
{
    if (!has_signature(field)) return false;
    Object value = field.getKey("/V");
    if (!value.isIndirect()) return true;  // it came with its field
    return walk_.is_new(value.getObjGen()) && shown_.insert(value.getObjGen()).second;
}

// A picture that only meets the page's words is how documents are sealed here, and is said; one that hides them is no
// signature's business.
void FormChanges::announce_signature(ChangeLevel level, Object field, const std::string& name)
{
    const std::int32_t page = is_invisible(field) ? 0 : page_of(field);
    const Cover cover = page > 0 ? look_under_widgets(field) : Cover{};
    const std::string what = is_time_stamp(field) ? " dấu thời gian" : " chữ ký số";
    if (is_time_stamp(field) && page > 0 &&
        has_picture(field))  // it proves a time to machines; a picture of one is somebody's idea
        log_.count(ChangeLevel::other, {"Sau khi ký có thêm ", " dấu thời gian có hình" + on_page(page)}, {name, page});
    else if (pages_of(field) > 1)
        log_.count(ChangeLevel::other, {"Sau khi ký có thêm ", " chữ ký số hiện trên nhiều trang"}, {name, page});
    else if (cover.hides)
        log_.count(ChangeLevel::other,
                   {"Sau khi ký có thêm ", what + " che lên nội dung" + " trang " + std::to_string(page)},
                   {name, page});
    else
        log_.count(
            level,
            {"Sau khi ký có thêm ", what + on_page(page) + (cover.touched > 0 ? ", chồng lên chữ của trang" : "")},
            {name, page});
}

Cover FormChanges::look_under_widgets(Object field) const
{
    Cover worst;
    std::vector<Object> widgets = items(field.getKey("/Kids"));
    widgets.push_back(field);
    for (auto widget : widgets) {
        const auto page = widget.isIndirect() ? pages_.find(widget.getObjGen()) : pages_.end();
        if (page == pages_.end()) continue;
        const Cover cover = look_under(tree_.pages[static_cast<std::size_t>(page->second.front() - 1)], widget);
        worst.touched += cover.touched;
        worst.hides |= cover.hides;
    }
    return worst;
}

std::int32_t FormChanges::page_of(Object field) const
{
    if (const auto known = pages_.find(field.getObjGen()); field.isIndirect() && known != pages_.end())
        return known->second.front();
    for (auto kid : items(field.getKey("/Kids")))
        if (const auto known = pages_.find(kid.getObjGen()); kid.isIndirect() && known != pages_.end())
            return known->second.front();
    return 0;
}

std::size_t FormChanges::pages_of(Object widget) const
{
    const auto known = widget.isIndirect() ? pages_.find(widget.getObjGen()) : pages_.end();
    std::size_t most = known == pages_.end() ? 0 : known->second.size();
    for (auto kid : items(widget.getKey("/Kids")))
        if (const auto at = pages_.find(kid.getObjGen()); kid.isIndirect() && at != pages_.end())
            most = std::max(most, at->second.size());
    return most;
}

}  // namespace chamber::inspect
