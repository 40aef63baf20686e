#include "server/inspect/page_changes.hpp"

#include "server/inspect/annotation_order.hpp"
#include "server/inspect/overlay.hpp"

namespace chamber::inspect {
namespace {

bool is_field_widget(Object annotation, const std::set<QPDFObjGen>& fields)
{
    return annotation.isIndirect() && fields.count(annotation.getObjGen()) > 0;
}

// Kinds that mark text or stand beside it. Free text, stamps and the like can lie over the page and pass for its
// content.
bool is_note(Object annotation)
{
    return in(name_value(annotation.getKey("/Subtype")),
              {"/Text", "/Highlight", "/Underline", "/StrikeOut", "/Squiggly", "/Ink", "/Popup", "/Link"});
}

std::string kind_in_words(Object annotation)
{
    const std::string kind = name_value(annotation.getKey("/Subtype"));
    if (kind == "/FreeText") return " dạng chữ";
    if (kind == "/Stamp") return " dạng con dấu";
    if (kind == "/Widget") return " dạng ô biểu mẫu";
    return {};
}

}  // namespace

bool starts_something(Object annotation)
{
    if (annotation.hasKey("/AA")) return true;
    Object action = annotation.getKey("/A");
    return action.isDictionary() && (!in(name_value(action.getKey("/S")), {"/URI", "/GoTo"}) || action.hasKey("/Next"));
}

void PageChanges::compare(const PageTree& older, const PageTree& newer)
{
    if (older.pages.size() != newer.pages.size()) {
        log_.report(ChangeLevel::other, "Sau khi ký số trang đã thay đổi (" + std::to_string(older.pages.size()) +
                                            " → " + std::to_string(newer.pages.size()) + ")");
        return;
    }
    for (std::size_t i = 0; i < older.pages.size(); ++i)
        compare_page(older.pages[i], newer.pages[i], static_cast<std::int32_t>(i + 1));
    compare_nodes(older, newer);
}

// A node of the tree gives its pages more than it hands down by name: a page may name the node itself as its resources.
void PageChanges::compare_nodes(const PageTree& older, const PageTree& newer)
{
    std::map<QPDFObjGen, Object> before;
    for (auto node : older.nodes)
        if (node.isIndirect()) before.emplace(node.getObjGen(), node);
    for (auto node : newer.nodes) {
        if (!node.isIndirect()) continue;  // compared where it stands, in its own parent's /Kids
        const auto known = before.find(node.getObjGen());
        if (known == before.end()) {
            log_.report(ChangeLevel::other, "Sau khi ký có nút lạ trong cây trang của tài liệu");
            continue;
        }
        Object was = known->second;
        for (const auto& key : keys_of(was, node)) {
            // A kid that is no page is skipped by one reader and an empty page to the next, so /Kids must be the same
            // too; and a reader that goes by /Count shows other pages when it changes.
            Object before_value = was.getKey(key), value = node.getKey(key);
            const bool same = key == "/Parent" ? same_ancestry(before_value, value)
                                               : walk_.same(before_value, value, WalkMode::drawn);
            if (same) continue;
            if (is_upkeep_entry(key, before_value) && is_upkeep_entry(key, value))
                log_.report(ChangeLevel::upkeep, "Thông tin mô tả tệp được cập nhật");
            else
                log_.report(ChangeLevel::other,
                            "Sau khi ký có thay đổi cây trang của tài liệu (" + key.substr(1) + ")");
        }
    }
}

// What a reader would find on its way up, whichever objects it meets there.
bool PageChanges::same_ancestry(Object older, Object newer)
{
    const std::pair<QPDFObjGen, QPDFObjGen> parents{older.getObjGen(), newer.getObjGen()};
    if (older.isIndirect() && newer.isIndirect() && same_parents_.count(parents) > 0) return true;
    const Ancestry before = read_ancestry(older), after = read_ancestry(newer);
    if (before.endless != after.endless || before.gives.size() != after.gives.size()) return false;
    for (const auto& [key, value] : before.gives) {
        const auto now = after.gives.find(key);
        if (now == after.gives.end() || !walk_.same(value, now->second, WalkMode::drawn)) return false;
    }
    if (older.isIndirect() && newer.isIndirect()) same_parents_.insert(parents);
    return true;
}

void PageChanges::compare_page(const Page& older, const Page& newer, std::int32_t number)
{
    const auto report = [&](const std::string& words, const std::string& rest = {}) {
        log_.report(ChangeLevel::other, "Sau khi ký " + words + " trang " + std::to_string(number) + rest,
                    {{}, number});
    };
    if (older.object.getObjGen() != newer.object.getObjGen()) report("có trang lạ thế chỗ");
    std::map<std::string, Object> before = older.inherited, after = newer.inherited;
    Object old_page = older.object, new_page = newer.object;
    for (const auto& key : old_page.getKeys()) before[key] = old_page.getKey(key);
    for (const auto& key : new_page.getKeys()) after[key] = new_page.getKey(key);
    std::set<std::string> keys;
    for (const auto& entry : before) keys.insert(entry.first);
    for (const auto& entry : after) keys.insert(entry.first);
    for (const auto& key : keys) {
        Object was = before.count(key) > 0 ? before[key] : Object::newNull(),
               is = after.count(key) > 0 ? after[key] : Object::newNull();
        const bool list = is.isArray() || is.isNull();
        if (key == "/Annots" && list)
            compare_annotations(was, is, {newer, number, older});
        else if (key == "/Parent" ? same_ancestry(was, is) : walk_.same(was, is, WalkMode::drawn))
            continue;
        else if (key == "/Parent")
            report("có thay đổi những gì cây trang truyền cho");
        else if (is_upkeep_entry(key, was) && is_upkeep_entry(key, is))
            log_.report(ChangeLevel::upkeep, "Thông tin mô tả tệp được cập nhật");
        else if (key == "/Contents" || key == "/Resources")
            report("có thay đổi nội dung");
        else if (in(key, {"/MediaBox", "/CropBox", "/Rotate", "/UserUnit", "/BleedBox", "/TrimBox", "/ArtBox"}))
            report("có thay đổi khổ hoặc hướng của");
        else if (was.isNull() && ((key == "/Tabs" && is.isName()) || (key == "/StructParents" && is.isInteger())))
            continue;
        else
            report("có thay đổi thuộc tính của", " (" + key.substr(1) + ")");
    }
}

void PageChanges::compare_annotations(Object older, Object newer, const Place& place)
{
    const auto before = items(older), after = items(newer);
    for (auto annotation : before) {
        if (!annotation.isDictionary()) continue;
        Object now = find_again(after, annotation);
        if (!now.isInitialized())
            count_removed(annotation, place);
        else if (is_field_widget(annotation, widgets_.older) && is_field_widget(now, widgets_.newer))
            continue;  // compared with its field
        else
            compare_annotation(annotation, now, place);
    }
    for (auto annotation : after) {
        if (!annotation.isDictionary()) continue;
        if (!was_there(before, annotation)) add_annotation(annotation, place);
    }
    compare_order(before, after, place.number);
}

// What lies on top is content: two fields at one place show the value of the one that is drawn last.
void PageChanges::compare_order(const std::vector<Object>& older, const std::vector<Object>& newer, std::int32_t number)
{
    const AnnotationOrder order = compare_annotation_order(older, newer);
    const std::string page = " trang " + std::to_string(number);
    if (order == AnnotationOrder::changed)
        log_.report(ChangeLevel::other, "Sau khi ký thứ tự xếp chồng của các chú thích hoặc ô ký bị đổi ở" + page,
                    {{}, number});
    if (order == AnnotationOrder::repeated)
        log_.report(ChangeLevel::other, "Sau khi ký có chú thích hoặc ô ký được đặt nhiều lần ở" + page, {{}, number});
}

// Whoever may add a note may take one away. A field's widget is no note, whatever it calls itself, and a note that hid
// words of the page shows them when it goes.
void PageChanges::count_removed(Object annotation, const Place& place)
{
    if (!is_note(annotation) || is_field_widget(annotation, widgets_.older))
        count(ChangeLevel::other, {"Sau khi ký có ", " chú thích hoặc ô ký bị gỡ khỏi trang "}, place.number);
    else if (look_under(place.before, annotation).hides)
        count(ChangeLevel::other, {"Sau khi ký có ", " chú thích bị xóa làm lộ nội dung trang "}, place.number);
    else
        count(ChangeLevel::annotation, {"Sau khi ký có ", " chú thích bị xóa khỏi trang "}, place.number);
}

void PageChanges::count(ChangeLevel level, Counted words, std::int32_t number)
{
    words.rest += std::to_string(number);
    log_.count(level, std::move(words), {{}, number});
}

ChangeLevel PageChanges::level_of(Object annotation, const Place& place) const
{
    const bool acts = starts_something(annotation);
    return is_note(annotation) && !acts && !look_under(place.page, annotation).hides ? ChangeLevel::annotation
                                                                                     : ChangeLevel::other;
}

void PageChanges::compare_annotation(Object older, Object newer, const Place& place)
{
    // Key by key: the annotation may be a landmark, and its own bytes may stand still while its picture changes.
    bool equal = newer.isDictionary();
    for (const auto& key : keys_of(older, newer))
        equal = equal &&
                walk_.same(older.getKey(key), newer.getKey(key), key == "/AP" ? WalkMode::drawn : WalkMode::strict);
    if (equal) return;
    const bool bares = look_under(place.before, older).hides;  // what it hid may show now
    const ChangeLevel level = is_note(older) && !bares ? level_of(newer, place) : ChangeLevel::other;
    count(level, {"Sau khi ký có ", " chú thích bị sửa ở trang "}, place.number);
}

void PageChanges::add_annotation(Object annotation, const Place& place)
{
    // A new signature's widget is announced with its field; an old field's widget must not wander.
    if (is_field_widget(annotation, widgets_.newer) && !is_field_widget(annotation, widgets_.older)) return;
    const std::string over = look_under(place.page, annotation).hides ? " che lên nội dung trang " : " ở trang ";
    count(level_of(annotation, place), {"Sau khi ký có thêm ", " chú thích" + kind_in_words(annotation) + over},
          place.number);
}

}  // namespace chamber::inspect
