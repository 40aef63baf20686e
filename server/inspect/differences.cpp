#include "server/inspect/differences.hpp"

#include "server/inspect/form_changes.hpp"
#include "server/inspect/object_walk.hpp"
#include "server/inspect/page_changes.hpp"
#include "server/inspect/permission_changes.hpp"
#include "server/inspect/reach.hpp"

#include <algorithm>

namespace chamber::inspect {
namespace {

class Comparison {
public:
    Comparison(QPDF& older, QPDF& newer) : older_(older), newer_(newer), walk_(older, newer) {}

    std::vector<Change> run(LetterShelf& letters)
    {
        collect_landmarks();
        take_letters(letters);
        compare_trailers();
        compare_catalogs(older_.getRoot(), newer_.getRoot());
        find_freed();
        find_generations();
        letters.clear();
        for (const auto& page : new_tree_.pages) letters.push_back(page.reading->kept_letters());
        return log_.take();
    }

private:
    // Only what plays the same part in both revisions: otherwise a page's resources could be made a "field" by the
    // later one and escape their comparison.
    void add_landmarks(Landmark kind, const std::vector<Object>& older, const std::vector<Object>& newer)
    {
        std::set<QPDFObjGen> before;
        for (auto object : older)
            if (object.isIndirect()) before.insert(object.getObjGen());
        for (auto object : newer)
            if (object.isIndirect() && before.count(object.getObjGen()) > 0) walk_.add_landmark(object, kind);
    }

    void collect_landmarks()
    {
        Object before = older_.getRoot(), after = newer_.getRoot();
        old_tree_ = read_page_tree(before.getKey("/Pages"));
        new_tree_ = read_page_tree(after.getKey("/Pages"));
        old_fields_ = collect_fields(before.getKey("/AcroForm"));
        new_fields_ = collect_fields(after.getKey("/AcroForm"));
        collect_structure(before.getKey("/StructTreeRoot"), structure_);
        collect_structure(after.getKey("/StructTreeRoot"), new_structure_);
        add_landmarks(Landmark::form_or_catalog, {before}, {after});
        add_landmarks(Landmark::form_or_catalog, {before.getKey("/AcroForm")}, {after.getKey("/AcroForm")});
        add_landmarks(Landmark::page, old_tree_.nodes, new_tree_.nodes);
        add_landmarks(Landmark::page, objects_of(old_tree_), objects_of(new_tree_));
        add_landmarks(Landmark::form_or_catalog, objects_of(older_, old_fields_), objects_of(newer_, new_fields_));
        add_landmarks(Landmark::structure, objects_of(older_, structure_), objects_of(newer_, new_structure_));
    }

    // A page that draws the same has the same letters: twelve signatures on a drawing need not read it twelve times.
    void take_letters(const LetterShelf& letters)
    {
        if (letters.size() != old_tree_.pages.size() || letters.size() != new_tree_.pages.size()) return;
        for (std::size_t i = 0; i < letters.size(); ++i) {
            const Page &was = old_tree_.pages[i], &is = new_tree_.pages[i];
            const auto same = [&](Object older, Object newer) { return walk_.same(older, newer, WalkMode::drawn); };
            const auto resources_of = [](const Page& page) {
                const auto found = page.inherited.find("/Resources");
                return found == page.inherited.end() ? Object::newNull() : found->second;
            };
            if (letters[i] && same(Object(was.object).getKey("/Contents"), Object(is.object).getKey("/Contents")) &&
                same(resources_of(was), resources_of(is)))
                is.reading->take_letters(letters[i]);
        }
    }

    static std::vector<Object> objects_of(const PageTree& tree)
    {
        std::vector<Object> objects;
        for (const auto& page : tree.pages) objects.push_back(page.object);
        return objects;
    }

    static std::vector<Object> objects_of(QPDF& pdf, const std::set<QPDFObjGen>& numbers)
    {
        std::vector<Object> objects;
        for (const auto& number : numbers) objects.push_back(pdf.getObjectByObjGen(number));
        return objects;
    }

    // The elements of the structure tree, by its /K.
    static void collect_structure(Object root, std::set<QPDFObjGen>& found)
    {
        std::vector<Object> waiting{root};
        std::set<QPDFObjGen> lists;
        while (!waiting.empty()) {
            Object element = waiting.back();
            waiting.pop_back();
            if (element.isArray()) {
                if (element.isIndirect() && !lists.insert(element.getObjGen()).second)
                    continue;  // a list may hold itself
                for (const auto& kid : items(element)) waiting.push_back(kid);
                continue;
            }
            if (!element.isDictionary() || in(name_value(element.getKey("/Type")), {"/OBJR", "/MCR"})) continue;
            if (element.isIndirect() && !found.insert(element.getObjGen()).second) continue;
            if (element.hasKey("/K")) waiting.push_back(element.getKey("/K"));
        }
    }

    void compare_trailers()
    {
        Object older = older_.getTrailer(), newer = newer_.getTrailer();
        for (const auto& key : keys_of(older, newer)) {
            if (in(key, {"/Root", "/Size", "/Prev", "/ID", "/XRefStm", "/Type", "/W", "/Index", "/Filter",
                         "/DecodeParms", "/Length", "/DL"}))
                continue;
            if (key == "/Info") {
                if (!walk_.same(older.getKey(key), newer.getKey(key)))
                    log_.report(ChangeLevel::upkeep, "Thông tin mô tả tệp (Info) được cập nhật");
                continue;
            }
            // A private entry that is dropped takes nothing from what is shown.
            if (key != "/Encrypt" && newer.getKey(key).isNull()) continue;
            // What only a private entry leads to is outside all rules of form and page: nobody can say what a reader
            // makes of it.
            const bool private_door =
                !in(key, {"/Encrypt", "/DocChecksum", "/AdditionalStreams"}) && newer.getKey(key).isIndirect();
            if (private_door || !walk_.same(older.getKey(key), newer.getKey(key)))
                log_.report(ChangeLevel::other,
                            "Phần đầu mục của tệp có mục lạ hoặc bị thay đổi sau khi ký (" + key.substr(1) + ")");
        }
    }

    void compare_catalogs(Object older, Object newer)
    {
        for (const auto& key : keys_of(older, newer)) {
            Object before = older.getKey(key), after = newer.getKey(key);
            if (key == "/Pages")
                PageChanges(walk_, log_, {old_fields_, new_fields_}).compare(old_tree_, new_tree_);
            else if (key == "/AcroForm")
                FormChanges(walk_, log_, {old_tree_, new_tree_}).compare(before, after);
            else if (key == "/Perms")
                compare_permissions(walk_, log_, older, newer);
            else if (key == "/DSS")
                compare_validation_data(before, after);
            else if (key == "/StructTreeRoot")
                compare_structure(before, after);
            else if (key == "/Extensions" || key == "/Version" || key == "/Metadata" || key == "/MarkInfo") {
                if (!walk_.same(before, after)) log_.report(ChangeLevel::upkeep, "Thông tin mô tả tệp được cập nhật");
            } else if (is_upkeep_entry(key, before) && is_upkeep_entry(key, after)) {
                if (!walk_.same(before, after)) log_.report(ChangeLevel::upkeep, "Thông tin mô tả tệp được cập nhật");
            } else if (!walk_.same(before, after)) {
                log_.report(ChangeLevel::other, "Sau khi ký có thay đổi cấu trúc tài liệu (" + key.substr(1) + ")");
            }
        }
    }

    // Evidence draws nothing, and each piece is verified before it counts: tools may add to it and rewrite it, never
    // put anything else there.
    void compare_validation_data(Object older, Object newer)
    {
        if (walk_.same(older, newer)) return;
        bool good = newer.isDictionary();
        if (good)
            for (const auto& key : newer.getKeys())
                good = good && in(key, {"/Type", "/VRI", "/Certs", "/CRLs", "/OCSPs"});
        log_.report(good ? ChangeLevel::upkeep : ChangeLevel::other,
                    good ? "Dữ liệu kiểm tra chữ ký (DSS) được bổ sung"
                         : "Sau khi ký có dữ liệu kiểm tra chữ ký bị thay hoặc bị xóa");
    }

    // Tagged documents that are signed again get elements for the new fields. The tree draws nothing, so growth is
    // allowed where the standard has it grow; what was there must stay, and what the tree's root holds beside the tree
    // must not move at all.
    void compare_structure(Object older, Object newer)
    {
        bool good = older.isDictionary() && newer.isDictionary() && same_structure_root(older, newer);
        for (const auto& id : structure_) {
            if (older.isIndirect() && id == older.getObjGen()) continue;  // the root, as above
            Object before = older_.getObjectByObjGen(id), after = newer_.getObjectByObjGen(id);
            if (!good || !before.isDictionary() || !after.isDictionary()) {
                good = good && before.isNull() == after.isNull();
                continue;
            }
            // An element whose own bytes stand still may name another text all the same.
            const bool still = walk_.untouched(id);
            for (const auto& key : keys_of(before, after)) {
                if (key == "/K" && still) continue;
                good = good && walk_.same(before.getKey(key), after.getKey(key),
                                          key == "/K" ? WalkMode::tree : WalkMode::strict);
            }
        }
        if (!good)
            log_.report(ChangeLevel::other, "Sau khi ký có thay đổi cây cấu trúc của tài liệu");
        else if (structure_.size() != new_structure_.size())
            log_.report(ChangeLevel::tagging, "Sau khi ký cây cấu trúc của tài liệu có thêm phần tử");
    }

    bool same_structure_root(Object older, Object newer)
    {
        for (const auto& key : keys_of(older, newer)) {
            Object before = older.getKey(key), after = newer.getKey(key);
            const WalkMode mode = structure_mode(key);
            const bool comes =
                before.isNull() && (mode != WalkMode::strict || in(key, {"/Namespaces", "/PronunciationLexicon"}));
            if (!comes && !walk_.same(before, after, mode)) return false;
        }
        return true;
    }

    // Of an entry of the tree's root. Source: ISO 32000-2 Table 354.
    static WalkMode structure_mode(const std::string& key)
    {
        if (in(key, {"/K", "/ParentTree", "/IDTree"})) return WalkMode::tree;
        if (in(key, {"/RoleMap", "/ClassMap"})) return WalkMode::resource_kind;
        return key == "/ParentTreeNextKey" ? WalkMode::counter : WalkMode::strict;
    }

    // An object that was there and is no more. One that nothing leads to now takes nothing with it: what led to it is
    // compared where it stands.
    void find_freed()
    {
        const auto &before = walk_.older_table(), &after = walk_.newer_table();
        std::set<QPDFObjGen> freed, holders;
        for (const auto& [id, entry] : before)
            if (entry.getType() != 0 && after.count(id) == 0) freed.insert(id);
        if (freed.empty()) return;
        for (const auto& [id, entry] : after)
            if (entry.getType() == 2) holders.insert(QPDFObjGen(entry.getObjStreamNumber(), 0));
        const Reached reached = reach_all(newer_);
        const bool used = !reached.whole || std::ranges::any_of(freed, [&](const QPDFObjGen& id) {
            return reached.objects.contains(id) || holders.contains(id);
        });
        if (used) log_.report(ChangeLevel::other, "Sau khi ký có đối tượng bị xóa khỏi tài liệu");
    }

    // A reference whose generation no object has leads to nothing for libqpdf and poppler, and to the object of that
    // number for pdfium and mupdf: an object that comes for a number must have the generation that all references name.
    void find_generations()
    {
        const auto &before = walk_.older_table(), &after = walk_.newer_table();
        std::set<QPDFObjGen> references = walk_.later_generations();
        const bool later_came = std::ranges::any_of(
            after, [&](const auto& entry) { return entry.first.getGen() != 0 && !before.contains(entry.first); });
        if (later_came) references.merge(reach_all(newer_).objects);
        for (const auto& reference : references) {
            for (auto object = after.lower_bound(QPDFObjGen(reference.getObj(), 0)); object != after.end(); ++object) {
                if (object->first.getObj() != reference.getObj()) break;
                if (object->first.getGen() == reference.getGen() || before.contains(object->first)) continue;
                log_.report(ChangeLevel::other, "Sau khi ký có đối tượng mang hai số đời (số " +
                                                    std::to_string(reference.getObj()) +
                                                    "): mỗi phần mềm có thể hiển thị một nội dung khác");
                return;
            }
        }
    }

    QPDF& older_;
    QPDF& newer_;
    ObjectWalk walk_;
    ChangeLog log_;
    PageTree old_tree_, new_tree_;
    std::set<QPDFObjGen> old_fields_, new_fields_, structure_, new_structure_;
};

}  // namespace

std::vector<Change> compare_revisions(QPDF& older, QPDF& newer, LetterShelf& letters)
{
    try {
        return Comparison(older, newer).run(letters);
    } catch (const std::exception&) {
        letters.clear();
        return {{ChangeLevel::other, "Không so sánh được các lần sửa sau khi ký", {}, 0}};
    }
}

}  // namespace chamber::inspect
