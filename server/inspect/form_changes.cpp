#include "server/inspect/form_changes.hpp"

#include <algorithm>
#include <array>

namespace chamber::inspect {
namespace {

constexpr int field_depth_max = 32;

// A widget without an area, or a field all of whose widgets are such.
bool is_invisible(Object widget, int depth = 0)
{
    if (depth > 2) return false;
    if (const auto kids = items(widget.getKey("/Kids")); !kids.empty())
        return std::all_of(kids.begin(), kids.end(), [&](const Object& kid) { return is_invisible(kid, depth + 1); });
    Object rectangle = widget.getKey("/Rect");
    if (!rectangle.isArray() || rectangle.getArrayNItems() != 4) return true;
    std::array<double, 4> side{};
    for (int i = 0; i < 4; ++i)
        side[static_cast<std::size_t>(i)] = rectangle.getArrayItem(i).isNumber() ? rectangle.getArrayItem(i).getNumericValue() : 0;
    return side[0] == side[2] || side[1] == side[3];
}

// A dictionary with something in its /Contents. A place that is only kept for a signature is none.
bool has_signature(Object field)
{
    Object value = field.getKey("/V");
    if (!value.isDictionary()) return false;
    Object contents = value.getKey("/Contents");
    return contents.isString() && contents.getStringValue().find_first_not_of('\0') != std::string::npos;
}

// Free text or a stamp draws without any picture, whatever else it calls itself.
bool is_widget(Object field)
{
    return !field.hasKey("/Subtype") || name_value(field.getKey("/Subtype")) == "/Widget";
}

// What a new signature field may be made of: itself, or plain widgets of its own, and nothing that acts.
bool is_plain_signature_field(Object field)
{
    if (starts_something(field) || !is_widget(field)) return false;
    for (auto kid : items(field.getKey("/Kids")))
        if (!kid.isDictionary() || kid.hasKey("/T") || kid.hasKey("/Kids") || kid.hasKey("/FT") || starts_something(kid) || !is_widget(kid)) return false;
    return true;
}

bool has_picture(Object field, int depth = 0)
{
    if (depth > field_depth_max) return true;  // kids may go round in a circle
    if (field.hasKey("/AP")) return true;
    Object look = field.getKey("/MK");
    if (look.isDictionary() && look.hasKey("/BG")) return true;
    for (auto kid : items(field.getKey("/Kids")))
        if (kid.isDictionary() && has_picture(kid, depth + 1)) return true;
    return false;
}

// A button that only looks: it has no value to fill in. Source: ISO 32000-2 Table 228.
bool is_push_button(Object field, const std::string& type)
{
    constexpr long long push_button = 1 << 16;
    for (int depth = 0; type == "/Btn" && field.isDictionary() && depth < field_depth_max; ++depth) {
        if (Object flags = field.getKey("/Ff"); flags.isInteger()) return (flags.getIntValue() & push_button) != 0;
        field = field.getKey("/Parent");
    }
    return false;
}

bool is_time_stamp(Object field)
{
    Object value = field.getKey("/V");
    return value.isDictionary() && name_value(value.getKey("/SubFilter")) == "/ETSI.RFC3161";
}

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
        log_.say(ChangeLevel::other, "Sau khi ký biểu mẫu và các ô chữ ký bị gỡ bỏ");
        return;
    }
    for (const auto& key : keys_of(older, newer)) {
        Object before = older.isDictionary() ? older.getKey(key) : Object::newNull();
        Object after = newer.isDictionary() ? newer.getKey(key) : Object::newNull();
        if (key == "/Fields")
            compare_lists(before, after, {});
        else if (key == "/DR")
            compare_resources(before, after);
        else if (in(key, {"/DA", "/NeedAppearances"}))
            compare_looks(key, before, after);
        else if (in(key, {"/Q", "/SigFlags"}))
            continue;
        else if (!walk_.same(before, after))
            log_.say(ChangeLevel::other, "Sau khi ký có thay đổi biểu mẫu (" + key.substr(1) + ")");
    }
}

// Signing tools set these for a form they make. For fields that are there already they decide how a reader draws them anew.
void FormChanges::compare_looks(const std::string& key, Object older, Object newer)
{
    const bool redrawn = key == "/NeedAppearances" && newer.isBool() && newer.getBoolValue();
    const bool restyled = key == "/DA" && !older.isNull();
    if ((redrawn || restyled) && !walk_.same(older, newer))
        log_.say(ChangeLevel::form_fill, "Sau khi ký có thay đổi cách hiển thị các trường biểu mẫu");
}

// Signing tools add the fonts of their appearances. A font that fields were already drawn with is another matter.
void FormChanges::compare_resources(Object older, Object newer)
{
    if (older.isNull() || walk_.same(older, newer, WalkMode::resources)) return;
    log_.say(ChangeLevel::form_fill, "Sau khi ký có thay đổi phông chữ của biểu mẫu");
}

void FormChanges::compare_lists(Object older, Object newer, const Place& place)
{
    if (place.depth > field_depth_max) {
        log_.say(ChangeLevel::other, "Biểu mẫu lồng quá sâu, không kiểm tra được");
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
    const bool already_signed = type == "/Sig" && older.getKey("/V").isDictionary();
    bool filled = false;
    for (const auto& key : keys_of(older, newer)) {
        Object before = older.getKey(key), after = newer.getKey(key);
        if (key == "/Kids") {
            compare_kids(before, after, {name, type, place.depth + 1});
            continue;
        }
        if (key == "/Parent" && same_reference(before, after)) continue;
        if (walk_.same(before, after)) continue;
        if (already_signed && !in(key, {"/Ff", "/Type"}))
            log_.say(ChangeLevel::other, "Sau khi ký có thay đổi ô chữ ký " + name, {name, page_of(newer)});
        else if (is_push_button(newer, type))
            log_.say(ChangeLevel::other, "Sau khi ký có thay đổi hình của nút bấm " + name, {name, page_of(newer)});
        else if (!in(key, {"/V", "/AP", "/AS", "/F", "/DA", "/Q", "/Ff", "/Type", "/I", "/RV", "/MK"}))
            log_.say(ChangeLevel::other, "Sau khi ký có thay đổi trường biểu mẫu " + name + " (" + key.substr(1) + ")", {name, page_of(newer)});
        else
            filled = true;
    }
    if (filled) announce_filled(newer, name, type);
}

// Kids with a name are fields; those without are the field's widgets and may not come or go.
void FormChanges::compare_kids(Object older, Object newer, const Place& place)
{
    const auto before = items(older);
    for (auto kid : items(newer))
        if (kid.isDictionary() && !kid.hasKey("/T") && !was_there(before, kid))
            log_.say(ChangeLevel::other, "Sau khi ký có thêm ô hiển thị cho trường " + place.prefix, {place.prefix, page_of(kid)});
    compare_lists(older, newer, place);
}

void FormChanges::add_field(Object field, const Place& place)
{
    const std::string type = field_type(field, place.type);
    Object kids = field.getKey("/Kids");
    if (type.empty() && kids.isArray() && !field.hasKey("/V") && place.depth <= field_depth_max) {
        for (auto kid : items(kids))
            add_field(kid, {{}, type, place.depth + 1});
        return;
    }
    const std::int32_t page = page_of(field);
    const bool invisible = is_invisible(field), value = is_new_signature(field);
    if (type != "/Sig" || !is_plain_signature_field(field))
        log_.count(ChangeLevel::other, {"Sau khi ký có thêm ", " trường biểu mẫu" + on_page(page)}, {{}, page});
    else if (!value && !invisible && has_picture(field))  // anybody can add such a picture; a signature needs a key
        log_.count(ChangeLevel::other, {"Sau khi ký có thêm ", " ô chưa ký nhưng có hình che lên trang" + on_page(page)}, {{}, page});
    else if (!value)
        log_.count(ChangeLevel::form_fill, {"Sau khi ký có thêm ", " ô ký trống" + on_page(page)}, {{}, page});
    else
        announce_signature(invisible ? ChangeLevel::upkeep : ChangeLevel::signing, field, {});
}

void FormChanges::announce_filled(Object field, const std::string& name, const std::string& type)
{
    const std::int32_t page = page_of(field);
    if (type != "/Sig")
        log_.say(ChangeLevel::form_fill, "Sau khi ký có điền biểu mẫu: " + name, {name, page});
    else if (!is_new_signature(field))  // the picture of a place that is still empty
        log_.say(ChangeLevel::other, "Sau khi ký có thay đổi hình của ô chưa ký " + name, {name, page});
    else
        announce_signature(is_time_stamp(field) && is_invisible(field) ? ChangeLevel::upkeep : ChangeLevel::signing, field, name);
}

// A dictionary that was there before, or that another field has shown already, proves nothing about the picture that comes with it
// now.
bool FormChanges::is_new_signature(Object field)
{
    if (!has_signature(field)) return false;
    Object value = field.getKey("/V");
    if (!value.isIndirect()) return true;  // it came with its field
    return walk_.is_new(value.getObjGen()) && shown_.insert(value.getObjGen()).second;
}

// A picture that only meets the page's words is how documents are sealed here, and is said; one that hides them is no signature's
// business.
void FormChanges::announce_signature(ChangeLevel level, Object field, const std::string& name)
{
    const std::int32_t page = is_invisible(field) ? 0 : page_of(field);
    const Cover cover = page > 0 ? look_under_widgets(field) : Cover{};
    const std::string what = is_time_stamp(field) ? " dấu thời gian" : " chữ ký số";
    if (is_time_stamp(field) && page > 0 && has_picture(field))  // it proves a time to machines; a picture of one is somebody's idea
        log_.count(ChangeLevel::other, {"Sau khi ký có thêm ", " dấu thời gian có hình" + on_page(page)}, {name, page});
    else if (pages_of(field) > 1)
        log_.count(ChangeLevel::other, {"Sau khi ký có thêm ", " chữ ký số hiện trên nhiều trang"}, {name, page});
    else if (cover.hides)
        log_.count(ChangeLevel::other, {"Sau khi ký có thêm ", what + " che lên nội dung" + " trang " + std::to_string(page)}, {name, page});
    else
        log_.count(level, {"Sau khi ký có thêm ", what + on_page(page) + (cover.touched > 0 ? ", chồng lên chữ của trang" : "")}, {name, page});
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
    if (const auto known = pages_.find(field.getObjGen()); field.isIndirect() && known != pages_.end()) return known->second.front();
    for (auto kid : items(field.getKey("/Kids")))
        if (const auto known = pages_.find(kid.getObjGen()); kid.isIndirect() && known != pages_.end()) return known->second.front();
    return 0;
}

std::size_t FormChanges::pages_of(Object widget) const
{
    const auto known = widget.isIndirect() ? pages_.find(widget.getObjGen()) : pages_.end();
    std::size_t most = known == pages_.end() ? 0 : known->second.size();
    for (auto kid : items(widget.getKey("/Kids")))
        if (const auto at = pages_.find(kid.getObjGen()); kid.isIndirect() && at != pages_.end()) most = std::max(most, at->second.size());
    return most;
}

}  // namespace chamber::inspect
