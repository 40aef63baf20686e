#include "server/inspect/differences.hpp"

#include "server/inspect/object_walk.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <stdexcept>

namespace chamber::inspect
{
namespace
{

using Object = QPDFObjectHandle;

constexpr int field_depth_max = 32;
constexpr int tree_depth_max = 64;
constexpr std::size_t tree_nodes_max = 20'000;

bool in(const std::string& key, std::initializer_list<const char*> keys)
{
    return std::find(keys.begin(), keys.end(), key) != keys.end();
}

std::set<std::string> keys_of(Object older, Object newer)
{
    std::set<std::string> keys;
    if (older.isDictionary()) keys = older.getKeys();
    if (newer.isDictionary()) keys.merge(newer.getKeys());
    return keys;
}

std::vector<Object> items(Object array)
{
    std::vector<Object> list;
    if (array.isArray())
        for (int i = 0; i < array.getArrayNItems(); ++i)
            list.push_back(array.getArrayItem(i));
    return list;
}

Object find_same(const std::vector<Object>& list, Object wanted)
{
    for (auto item : list)
        if (item.isIndirect() && wanted.isIndirect() && item.getObjGen() == wanted.getObjGen()) return item;
    return Object();
}

std::string name_value(Object object)
{
    return object.isName() ? object.getName() : std::string();
}

bool is_invisible(Object widget)
{
    Object rectangle = widget.getKey("/Rect");
    if (!rectangle.isArray() || rectangle.getArrayNItems() != 4) return true;
    std::array<double, 4> side{};
    for (int i = 0; i < 4; ++i)
        side[static_cast<std::size_t>(i)] = rectangle.getArrayItem(i).isNumber() ? rectangle.getArrayItem(i).getNumericValue() : 0;
    return side[0] == side[2] || side[1] == side[3];
}

// A page with what it inherits.
struct Page {
    Object object;
    std::map<std::string, Object> inherited;
};

// Leaves in the order they are shown, a page that stands there twice twice. Errors: throws when the tree is deeper or wider than
// any document, which is how a circle ends too.
void collect_pages(Object node, std::map<std::string, Object> inherited, int depth, std::vector<Page>& pages, std::vector<Object>& nodes)
{
    if (!node.isDictionary()) return;
    if (depth > tree_depth_max || pages.size() + nodes.size() > tree_nodes_max) throw std::length_error("page tree");
    for (const char* key : {"/Resources", "/MediaBox", "/CropBox", "/Rotate"})
        if (node.hasKey(key)) inherited[key] = node.getKey(key);
    if (!node.getKey("/Kids").isArray()) {
        pages.push_back({node, std::move(inherited)});
        return;
    }
    nodes.push_back(node);
    for (const auto& kid : items(node.getKey("/Kids")))
        collect_pages(kid, inherited, depth + 1, pages, nodes);
}

class Comparison
{
public:
    Comparison(QPDF& older, QPDF& newer) : older_(older), newer_(newer), walk_(older, newer) {}

    std::vector<Change> run()
    {
        collect_landmarks();
        compare_trailers();
        compare_catalogs(older_.getRoot(), newer_.getRoot());
        find_freed();
        return std::move(changes_);
    }

private:
    void say(ChangeLevel level, std::string sentence, std::string field = {})
    {
        for (const auto& change : changes_)
            if (change.sentence == sentence) return;
        changes_.push_back({level, std::move(sentence), std::move(field)});
    }

    bool same(Object older, Object newer) { return walk_.same(older, newer); }

    // ---- landmarks

    void collect_landmarks()
    {
        std::vector<Object> nodes;
        collect_pages(older_.getRoot().getKey("/Pages"), {}, 0, old_pages_, nodes);
        collect_pages(newer_.getRoot().getKey("/Pages"), {}, 0, new_pages_, nodes);
        for (const auto& page : old_pages_)
            walk_.add_landmark(page.object);
        for (const auto& page : new_pages_)
            walk_.add_landmark(page.object);
        for (const auto& node : nodes)
            walk_.add_landmark(node);
        walk_.add_landmark(older_.getRoot());
        walk_.add_landmark(newer_.getRoot());
        for (QPDF* pdf : {&older_, &newer_}) {
            Object form = pdf->getRoot().getKey("/AcroForm");
            Object structure = pdf->getRoot().getKey("/StructTreeRoot");
            walk_.add_landmark(form);
            if (structure.isDictionary()) collect_structure(structure, pdf == &older_ ? old_structure_ : new_structure_);
            if (form.isDictionary()) collect_fields(form.getKey("/Fields"), pdf == &older_ ? old_fields_ : new_fields_, 0);
        }
        for (const auto& id : old_fields_)
            walk_.add_landmark(older_.getObjectByObjGen(id));
        for (const auto& id : new_fields_)
            walk_.add_landmark(newer_.getObjectByObjGen(id));
        for (const auto& id : old_structure_)
            walk_.add_landmark(older_.getObjectByObjGen(id));
    }

    void collect_fields(Object fields, std::set<QPDFObjGen>& found, int depth)
    {
        if (depth > field_depth_max) return;
        for (auto field : items(fields)) {
            if (!field.isDictionary() || !field.isIndirect() || !found.insert(field.getObjGen()).second) continue;
            collect_fields(field.getKey("/Kids"), found, depth + 1);
        }
    }

    // The elements of the structure tree, by its /K.
    void collect_structure(Object root, std::set<QPDFObjGen>& found)
    {
        std::vector<Object> waiting{root};
        while (!waiting.empty()) {
            Object element = waiting.back();
            waiting.pop_back();
            if (element.isArray()) {
                for (const auto& kid : items(element))
                    waiting.push_back(kid);
                continue;
            }
            if (!element.isDictionary() || name_value(element.getKey("/Type")) == "/OBJR" || name_value(element.getKey("/Type")) == "/MCR")
                continue;
            if (element.isIndirect() && !found.insert(element.getObjGen()).second) continue;
            if (element.hasKey("/K")) waiting.push_back(element.getKey("/K"));
        }
    }

    // ---- trailer and catalog

    void compare_trailers()
    {
        Object older = older_.getTrailer(), newer = newer_.getTrailer();
        for (const auto& key : keys_of(older, newer)) {
            if (in(key,
                   {"/Root", "/Size", "/Prev", "/ID", "/XRefStm", "/Type", "/W", "/Index", "/Filter", "/DecodeParms", "/Length", "/DL"}))
                continue;
            if (key == "/Info") {
                if (!same(older.getKey(key), newer.getKey(key))) say(ChangeLevel::upkeep, "Thông tin mô tả tệp (Info) được cập nhật");
                continue;
            }
            // What only a private entry leads to is outside all rules of form and page: nobody can say what a reader makes of it.
            const bool private_door = !in(key, {"/Encrypt", "/DocChecksum", "/AdditionalStreams"}) && newer.getKey(key).isIndirect();
            if (private_door || !same(older.getKey(key), newer.getKey(key)))
                say(ChangeLevel::other, "Phần đầu mục của tệp có mục lạ hoặc bị thay đổi sau khi ký (" + key.substr(1) + ")");
        }
    }

    void compare_catalogs(Object older, Object newer)
    {
        for (const auto& key : keys_of(older, newer)) {
            Object before = older.getKey(key), after = newer.getKey(key);
            if (key == "/Pages")
                compare_pages();
            else if (key == "/AcroForm")
                compare_forms(before, after);
            else if (key == "/DSS")
                compare_validation_data(before, after);
            else if (key == "/StructTreeRoot")
                compare_structure(before, after);
            else if (key == "/Extensions" || key == "/Version" || key == "/Metadata" || key == "/MarkInfo") {
                if (!same(before, after)) say(ChangeLevel::upkeep, "Thông tin mô tả tệp được cập nhật");
            } else if (!same(before, after)) {
                say(ChangeLevel::other, "Sau khi ký có thay đổi cấu trúc tài liệu (" + key.substr(1) + ")");
            }
        }
    }

    // Evidence draws nothing, and each piece is verified before it counts: tools may add to it and rewrite it, never put
    // anything else there.
    void compare_validation_data(Object older, Object newer)
    {
        if (same(older, newer)) return;
        bool good = newer.isDictionary();
        if (good)
            for (const auto& key : newer.getKeys())
                good = good && in(key, {"/Type", "/VRI", "/Certs", "/CRLs", "/OCSPs"});
        say(good ? ChangeLevel::upkeep : ChangeLevel::other,
            good ? "Dữ liệu kiểm tra chữ ký (DSS) được bổ sung" : "Sau khi ký có dữ liệu kiểm tra chữ ký bị thay hoặc bị xóa");
    }

    // Tagged documents that are signed again get elements for the new fields. The tree draws nothing, so growth is allowed;
    // what was there must stay.
    void compare_structure(Object older, Object newer)
    {
        bool good = older.isDictionary() && newer.isDictionary();
        if (good) {
            for (const auto& key : older.getKeys())
                good = good && walk_.same(older.getKey(key), newer.getKey(key), WalkMode::may_grow);
            for (const auto& id : old_structure_) {
                Object before = older_.getObjectByObjGen(id), after = newer_.getObjectByObjGen(id);
                if (!good || !before.isDictionary() || !after.isDictionary()) {
                    good = good && before.isNull() == after.isNull();
                    continue;
                }
                if (walk_.untouched(id)) continue;
                for (const auto& key : keys_of(before, after))
                    good = good && walk_.same(before.getKey(key), after.getKey(key), key == "/K" ? WalkMode::may_grow : WalkMode::strict);
            }
        }
        if (!good) say(ChangeLevel::other, "Sau khi ký có thay đổi cây cấu trúc của tài liệu");
    }

    // ---- pages and annotations

    void compare_pages()
    {
        if (old_pages_.size() != new_pages_.size()) {
            say(ChangeLevel::other,
                "Sau khi ký số trang đã thay đổi (" + std::to_string(old_pages_.size()) + " → " + std::to_string(new_pages_.size()) + ")");
            return;
        }
        for (std::size_t i = 0; i < old_pages_.size(); ++i)
            compare_page(old_pages_[i], new_pages_[i], std::to_string(i + 1));
    }

    void compare_page(Page& older, Page& newer, const std::string& number)
    {
        if (older.object.getObjGen() != newer.object.getObjGen())
            say(ChangeLevel::other, "Sau khi ký trang " + number + " bị thay bằng trang khác");
        std::map<std::string, Object> before = older.inherited, after = newer.inherited;
        for (const auto& key : older.object.getKeys())
            before[key] = older.object.getKey(key);
        for (const auto& key : newer.object.getKeys())
            after[key] = newer.object.getKey(key);
        std::set<std::string> keys;
        for (const auto& entry : before)
            keys.insert(entry.first);
        for (const auto& entry : after)
            keys.insert(entry.first);
        for (const auto& key : keys) {
            if (key == "/Parent") continue;
            Object was = before.count(key) > 0 ? before[key] : Object::newNull(),
                   is = after.count(key) > 0 ? after[key] : Object::newNull();
            if (key == "/Annots")
                compare_annotations(was, is, number);
            else if (same(was, is))
                continue;
            else if (key == "/Contents" || key == "/Resources")
                say(ChangeLevel::other, "Sau khi ký có thay đổi nội dung trang " + number);
            else if (in(key, {"/MediaBox", "/CropBox", "/Rotate", "/UserUnit", "/BleedBox", "/TrimBox", "/ArtBox"}))
                say(ChangeLevel::other, "Sau khi ký có thay đổi khổ hoặc hướng của trang " + number);
            else if (in(key, {"/Tabs", "/StructParents"}) && was.isNull())
                continue;
            else
                say(ChangeLevel::other, "Sau khi ký có thay đổi thuộc tính của trang " + number + " (" + key.substr(1) + ")");
        }
    }

    bool is_field_widget(Object annotation, const std::set<QPDFObjGen>& fields) const
    {
        return annotation.isIndirect() && fields.count(annotation.getObjGen()) > 0;
    }

    void compare_annotations(Object older, Object newer, const std::string& number)
    {
        const auto before = items(older), after = items(newer);
        for (auto annotation : before) {
            if (!annotation.isDictionary()) continue;
            Object now = find_same(after, annotation);
            if (!annotation.isIndirect()) now = find_equal_direct(annotation, after);
            if (!now.isInitialized())
                say(ChangeLevel::other, "Sau khi ký có chú thích hoặc ô ký bị gỡ khỏi trang " + number);
            else if (is_field_widget(annotation, old_fields_) && is_field_widget(now, new_fields_))
                continue; // compared with its field
            else if (walk_.is_landmark(annotation) || !same(annotation, now))
                compare_annotation(annotation, now, number);
        }
        for (auto annotation : after) {
            if (!annotation.isDictionary()) continue;
            const bool known = annotation.isIndirect() ? find_same(before, annotation).isInitialized()
                                                       : find_equal_direct(annotation, before).isInitialized();
            if (!known) add_annotation(annotation, number);
        }
    }

    Object find_equal_direct(Object wanted, const std::vector<Object>& list)
    {
        for (auto item : list)
            if (!item.isIndirect() && item.unparse() == wanted.unparse()) return item;
        return Object();
    }

    void compare_annotation(Object older, Object newer, const std::string& number)
    {
        if (older.unparse() == newer.unparse() && walk_.untouched(older.getObjGen())) return;
        const bool note = is_note(older) && is_note(newer);
        say(note ? ChangeLevel::annotation : ChangeLevel::other, "Sau khi ký có chú thích bị sửa trên trang " + number);
    }

    // Kinds that mark text or stand beside it. Free text, stamps and the like can lie over the page and pass for its content.
    static bool is_note(Object annotation)
    {
        return in(name_value(annotation.getKey("/Subtype")),
                  {"/Text", "/Highlight", "/Underline", "/StrikeOut", "/Squiggly", "/Ink", "/Popup", "/Link"});
    }

    void add_annotation(Object annotation, const std::string& number)
    {
        // A new signature's widget is announced with its field; an old field's widget must not wander.
        if (is_field_widget(annotation, new_fields_) && !is_field_widget(annotation, old_fields_)) return;
        const std::string kind = name_value(annotation.getKey("/Subtype"));
        const std::string shown = kind.empty() ? std::string() : " (" + kind.substr(1) + ")";
        say(is_note(annotation) ? ChangeLevel::annotation : ChangeLevel::other,
            "Sau khi ký có thêm chú thích" + shown + " trên trang " + number);
    }

    // ---- form

    void compare_forms(Object older, Object newer)
    {
        if (older.isDictionary() && !newer.isDictionary()) {
            say(ChangeLevel::other, "Sau khi ký biểu mẫu và các ô chữ ký bị gỡ bỏ");
            return;
        }
        for (const auto& key : keys_of(older, newer)) {
            Object before = older.isDictionary() ? older.getKey(key) : Object::newNull(), after = newer.getKey(key);
            if (key == "/Fields")
                compare_field_lists(before, after, {}, {}, 0);
            else if (in(key, {"/DR", "/DA", "/Q", "/NeedAppearances", "/SigFlags"}))
                continue;
            else if (!same(before, after))
                say(ChangeLevel::other, "Sau khi ký có thay đổi biểu mẫu (" + key.substr(1) + ")");
        }
    }

    void compare_field_lists(Object older, Object newer, const std::string& prefix, const std::string& type, int depth)
    {
        if (depth > field_depth_max) {
            say(ChangeLevel::other, "Biểu mẫu lồng quá sâu, không kiểm tra được");
            return;
        }
        const auto before = items(older), after = items(newer);
        for (auto field : before) {
            if (!field.isDictionary()) continue;
            Object now = find_same(after, field);
            if (!now.isInitialized() && !field.isIndirect()) now = find_equal_direct(field, after);
            if (!now.isInitialized() || !now.isDictionary())
                say(ChangeLevel::other, "Sau khi ký có trường biểu mẫu bị gỡ bỏ");
            else
                compare_field(field, now, prefix, type, depth);
        }
        for (auto field : after)
            if (field.isDictionary() && !find_same(before, field).isInitialized() &&
                (field.isIndirect() || !find_equal_direct(field, before).isInitialized()))
                add_field(field, type);
    }

    void add_field(Object field, const std::string& inherited)
    {
        const std::string type = field.hasKey("/FT") ? name_value(field.getKey("/FT")) : inherited;
        Object kids = field.getKey("/Kids");
        if (type.empty() && kids.isArray() && !field.hasKey("/V")) {
            for (auto kid : items(kids))
                add_field(kid, type);
            return;
        }
        if (type != "/Sig") {
            say(ChangeLevel::other, "Sau khi ký có thêm trường biểu mẫu");
            return;
        }
        Object value = field.getKey("/V");
        const bool stamp = value.isDictionary() && name_value(value.getKey("/SubFilter")) == "/ETSI.RFC3161";
        const bool invisible = is_invisible(field);
        if (stamp && invisible)
            say(ChangeLevel::upkeep, "Dấu thời gian được bổ sung");
        else if (!value.isDictionary())
            say(ChangeLevel::form_fill, "Sau khi ký có thêm ô ký trống");
        else
            say(invisible ? ChangeLevel::upkeep : ChangeLevel::signing, "Sau khi ký có thêm chữ ký số");
    }

    static std::string field_name(Object field, const std::string& prefix)
    {
        Object own = field.getKey("/T");
        if (!own.isString()) return prefix;
        return prefix.empty() ? own.getUTF8Value() : prefix + "." + own.getUTF8Value();
    }

    void compare_field(Object older, Object newer, const std::string& prefix, const std::string& inherited, int depth)
    {
        const std::string name = field_name(older, prefix);
        const std::string type = older.hasKey("/FT") ? name_value(older.getKey("/FT")) : inherited;
        const bool signature = type == "/Sig";
        const bool already_signed = signature && older.getKey("/V").isDictionary();
        bool filled = false;
        for (const auto& key : keys_of(older, newer)) {
            Object before = older.getKey(key), after = newer.getKey(key);
            if (key == "/Kids") {
                compare_kids(before, after, name, type, depth);
                continue;
            }
            if (key == "/Parent" && same_reference(before, after)) continue;
            if (same(before, after)) continue;
            const bool fillable = in(key, {"/V", "/AP", "/AS", "/F", "/DA", "/Q", "/Ff", "/Type", "/I", "/RV", "/MK"});
            if (already_signed && key != "/Ff" && key != "/Type") {
                say(ChangeLevel::other, "Sau khi ký có thay đổi ô chữ ký " + name, name);
            } else if (!fillable) {
                say(ChangeLevel::other, "Sau khi ký có thay đổi trường biểu mẫu " + name + " (" + key.substr(1) + ")", name);
            } else {
                filled = true;
            }
        }
        if (filled) announce_filled(newer, name, signature);
    }

    static bool same_reference(Object older, Object newer)
    {
        return older.isIndirect() && newer.isIndirect() && older.getObjGen() == newer.getObjGen();
    }

    void announce_filled(Object field, const std::string& name, bool signature)
    {
        if (!signature) {
            say(ChangeLevel::form_fill, "Sau khi ký có điền biểu mẫu: " + name, name);
            return;
        }
        Object value = field.getKey("/V");
        const bool stamp = value.isDictionary() && name_value(value.getKey("/SubFilter")) == "/ETSI.RFC3161";
        if (stamp && is_invisible(field))
            say(ChangeLevel::upkeep, "Dấu thời gian được bổ sung");
        else
            say(ChangeLevel::signing, "Sau khi ký có thêm chữ ký số", name);
    }

    // Kids with a name are fields; those without are the field's widgets and may not come or go.
    void compare_kids(Object older, Object newer, const std::string& name, const std::string& type, int depth)
    {
        const auto before = items(older), after = items(newer);
        for (auto kid : after)
            if (kid.isDictionary() && !kid.hasKey("/T") && !find_same(before, kid).isInitialized())
                say(ChangeLevel::other, "Sau khi ký có thêm ô hiển thị cho trường " + name, name);
        compare_field_lists(older, newer, name, type, depth + 1);
    }

    // ---- objects that were there and are no more

    void find_freed()
    {
        const auto before = older_.getXRefTable(), after = newer_.getXRefTable();
        for (const auto& [id, entry] : before) {
            if (entry.getType() == 0 || after.count(id) > 0) continue;
            say(ChangeLevel::other, "Sau khi ký có đối tượng bị xóa khỏi tài liệu");
            return;
        }
    }

    QPDF& older_;
    QPDF& newer_;
    ObjectWalk walk_;
    std::vector<Page> old_pages_, new_pages_;
    std::set<QPDFObjGen> old_fields_, new_fields_, old_structure_, new_structure_;
    std::vector<Change> changes_;
};

} // namespace

std::vector<Change> compare_revisions(QPDF& older, QPDF& newer)
{
    try {
        return Comparison(older, newer).run();
    } catch (const std::exception&) {
        return {{ChangeLevel::other, "Không so sánh được các lần sửa sau khi ký", {}}};
    }
}

} // namespace chamber::inspect
