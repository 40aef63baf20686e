#include "server/inspect/filled_fields.hpp"

#include "server/inspect/field_values.hpp"
#include "server/inspect/object_geometry.hpp"
#include "server/inspect/overlay.hpp"

#include <algorithm>
#include <cmath>

namespace chamber::inspect {
namespace {

constexpr std::size_t outline_points_max = 8;  // of a frame or an underline that another tool draws; figures take more
constexpr std::size_t letters_written_over = 12;
constexpr double height_ratio_max = 2;
constexpr const char* text_fonts[] = {"/Helv",   "/Arial",   "/Times",   "/Courier", "/Verdana",
                                      "/Tahoma", "/Calibri", "/Cambria", "/Georgia"};

bool has_any(const std::set<std::string>& keys, std::initializer_list<const char*> wanted)
{
    return std::any_of(wanted.begin(), wanted.end(), [&](const char* key) { return keys.count(key) > 0; });
}

// A script of the field writes the value in another form: with thousands apart, as a date.
bool is_formatted(Object field)
{
    Object actions = inherited(field, "/AA");
    return actions.isDictionary() && actions.hasKey("/F");
}

Object states_of(Object widget, const char* kind)
{
    Object all = widget.getKey("/AP");
    return all.isDictionary() ? all.getKey(kind) : Object::newNull();
}

// Every reader draws it with a text font of its own, by an encoding that says which letters those are.
bool is_plain_font(Object font)
{
    if (!font.isDictionary() || !in(name_value(font.getKey("/Subtype")), {"/Type1", "/TrueType"})) return false;
    const std::string name = name_value(font.getKey("/BaseFont"));
    const bool text_font = std::any_of(std::begin(text_fonts), std::end(text_fonts),
                                       [&](const char* known) { return name.starts_with(known); });
    const FontLetters letters = read_font_letters(font);
    return text_font && !letters.embedded && !letters.letters.empty();
}

// A script may only set marks between the figures.
std::string figures_of(const std::string& text)
{
    std::string figures;
    std::copy_if(text.begin(), text.end(), std::back_inserter(figures), [](char c) { return c >= '0' && c <= '9'; });
    return figures;
}

bool turns_alike(Object older, Object newer)
{
    const Matrix before = matrix_of(older.getDict().getKey("/Matrix")),
                 after = matrix_of(newer.getDict().getKey("/Matrix"));
    const auto near = [](double left, double right) { return std::abs(left - right) < 0.001; };
    return near(before.a, after.a) && near(before.b, after.b) && near(before.c, after.c) && near(before.d, after.d);
}

// Outlines of the second that the first does not have, counted by their points.
std::size_t new_points(const DrawnLook& before, const DrawnLook& after)
{
    std::vector<std::string> fresh;
    std::set_difference(after.outlines.begin(), after.outlines.end(), before.outlines.begin(), before.outlines.end(),
                        std::back_inserter(fresh));
    std::size_t points = 0;
    for (const auto& outline : fresh)
        points += static_cast<std::size_t>(std::count(outline.begin(), outline.end(), ','));
    return points;
}

bool is_empty(const DrawnLook& look)
{
    return look.in_stream_order.empty() && look.pictures.empty() && look.shapes == 0;
}

}  // namespace

void FilledFields::compare(const FieldPair& field, const std::set<std::string>& changed)
{
    const ValueStep change = compare_values(field);
    if (!judge_keys(field, changed) || !judge_flags(field) || !judge_value(field, change, changed)) return;
    const bool drawn = has_any(changed, {"/AP", "/AS"});
    if (drawn && !judge_look(field, change)) return;
    if (change != ValueStep::none && field.type != "/Btn" && will_be_drawn_over_words(field)) {
        forbid(field, "có trường biểu mẫu ", " được điền chồng lên chữ của trang " + std::to_string(field.page));
        return;
    }
    const ChangeSubject about{field.name, field.page, change};
    if (change == ValueStep::overwritten)
        log_.report(ChangeLevel::form_fill, "Sau khi ký có sửa giá trị đã điền của trường " + field.name, about);
    else if (change != ValueStep::none || has_any(changed, {"/V", "/DA", "/Q", "/RV", "/I"}))
        log_.report(ChangeLevel::form_fill, "Sau khi ký có điền biểu mẫu: " + field.name, about);
    else if (drawn)
        log_.report(ChangeLevel::form_fill, "Sau khi ký có vẽ lại trường biểu mẫu, chữ không đổi: " + field.name,
                    about);
    else if (has_any(changed, {"/Ff"}))
        log_.report(ChangeLevel::form_fill, "Sau khi ký có khóa trường biểu mẫu: " + field.name, about);
}

ValueStep FilledFields::compare_values(const FieldPair& field)
{
    const std::string before = value_text(field.older), after = value_text(field.newer);
    if (before == after) return ValueStep::none;
    return before.empty() ? ValueStep::filled : ValueStep::overwritten;
}

bool FilledFields::forbid(const FieldPair& field, const std::string& before, const std::string& after)
{
    log_.report(ChangeLevel::other, "Sau khi ký " + before + field.name + after, {field.name, field.page});
    return false;
}

bool FilledFields::judge_keys(const FieldPair& field, const std::set<std::string>& changed)
{
    for (const auto& key : changed)
        if (!in(key, {"/V", "/AP", "/AS", "/F", "/DA", "/Q", "/Ff", "/Type", "/I", "/RV", "/M"}))
            return forbid(field, "có thay đổi trường biểu mẫu ", " (" + key.substr(1) + ")");
    return true;
}

bool FilledFields::judge_flags(const FieldPair& field)
{
    Object older = field.older, newer = field.newer;
    if (integer_or_zero(older.getKey("/F")) != integer_or_zero(newer.getKey("/F")))
        return forbid(field, "có trường biểu mẫu bị ẩn đi hoặc cho hiện ra: ");
    const long long before = field_flags(older), after = field_flags(newer);
    const long long differing = (before ^ after) & ~(flag_required | flag_no_export);
    if (differing != 0 && (differing != flag_read_only || (after & flag_read_only) == 0))
        return forbid(field, "có thay đổi trường biểu mẫu ", " (Ff)");
    return true;
}

bool FilledFields::judge_value(const FieldPair& field, ValueStep change, const std::set<std::string>& changed)
{
    const bool touched = change != ValueStep::none || has_any(changed, {"/RV", "/I"});
    if (touched && (field_flags(field.older) & flag_read_only) != 0)
        return forbid(field, "có điền vào trường chỉ đọc: ");
    const bool restyled = change == ValueStep::none && has_any(changed, {"/DA", "/Q", "/RV", "/I"});
    if (restyled && !value_text(field.newer).empty())
        return forbid(field, "có thay đổi cách hiển thị của trường ", ", giá trị không đổi");
    return true;
}

bool FilledFields::judge_look(const FieldPair& field, ValueStep change)
{
    if (!walk_.same(states_of(field.older, "/R"), states_of(field.newer, "/R"), WalkMode::drawn))
        return forbid(field, "có thay đổi hình của trường ");
    const bool box = field.type == "/Btn";
    if (!(box ? judge_box(field, change) : judge_letters(field, change))) return false;
    if (hides_other_words(field))
        return forbid(field, "có trường biểu mẫu ",
                      " che lên hoặc làm lộ nội dung trang " + std::to_string(field.page));
    return true;
}

// ---- boxes to tick

bool FilledFields::judge_box(const FieldPair& field, ValueStep change)
{
    if (!judge_states(field)) return forbid(field, "có thay hình của ô đánh dấu ");
    Object older = field.older, newer = field.newer;
    const std::string before = name_value(older.getKey("/AS")), after = name_value(newer.getKey("/AS"));
    if (before == after) return true;
    Object value = inherited(newer, "/V");
    const bool meant = after.empty() || after == "/Off" || value.isNull() || name_value(value) == after ||
                       !inherited(newer, "/Opt").isNull();
    if (!meant || (change == ValueStep::none && !before.empty()))
        return forbid(field, "có ô đánh dấu hiện khác với giá trị: ");
    return true;
}

// What a state looks like stays; a state that had no picture may get the one letter that ticks are.
bool FilledFields::judge_states(const FieldPair& field)
{
    for (const char* kind : {"/N", "/D"}) {
        Object before = states_of(field.older, kind), after = states_of(field.newer, kind);
        for (const auto& state : keys_of(before, after)) {
            Object was = before.isDictionary() ? before.getKey(state) : Object::newNull();
            Object is = after.isDictionary() ? after.getKey(state) : Object::newNull();
            if (walk_.same(was, is, WalkMode::drawn)) continue;
            if (!was.isNull() || !is.isStream()) return false;
            const DrawnLook look = look_of(field.newer, is);
            const bool tick = look.complete && look.pictures.empty() && look.in_stream_order.size() <= 16;
            if (state != "/Off" ? !tick : !is_empty(look)) return false;
        }
        if ((before.isStream() || after.isStream()) && !walk_.same(before, after, WalkMode::drawn)) return false;
    }
    return true;
}

// ---- letters

bool FilledFields::judge_letters(const FieldPair& field, ValueStep change)
{
    if (!walk_.same(states_of(field.older, "/D"), states_of(field.newer, "/D"), WalkMode::drawn))
        return forbid(field, "có thay đổi hình của trường ");
    Object before = shown_appearance(field.older), after = shown_appearance(field.newer);
    if (!after.isStream()) {
        const bool gone = change == ValueStep::none && before.isStream() &&
                          !says_value(look_of(field.older, before), field.newer, Saying::exactly);
        return gone ? forbid(field, "có hình bị gỡ khỏi trường ") : true;
    }
    const DrawnLook now = look_of(field.newer, after);
    if (change != ValueStep::none) {
        const bool alike = !now.readable || is_formatted(field.newer) || is_empty(now) ||
                           says_value(now, field.newer, Saying::as_tools_write);
        if (now.complete && now.pictures.empty() && alike) return true;
        return forbid(field, "có trường biểu mẫu hiện khác với giá trị được điền: ");
    }
    const bool redrawn = !before.isStream() || drawn_from_values_;
    const bool same =
        redrawn ? now.complete && now.pictures.empty() && now.readable && new_points({}, now) <= outline_points_max &&
                      says_value(now, field.newer, Saying::exactly)
                : turns_alike(before, after) && is_drawn_as_before(field, look_of(field.older, before), now);
    return same ? true : forbid(field, "có thay hình của trường ", ", giá trị không đổi");
}

bool FilledFields::is_drawn_as_before(const FieldPair& field, const DrawnLook& before, const DrawnLook& after)
{
    if (!before.complete || !after.complete || before.seen != after.seen ||
        new_points(before, after) > outline_points_max)
        return false;
    const double low = std::min(before.letter_height, after.letter_height),
                 high = std::max(before.letter_height, after.letter_height);
    if (high > low * height_ratio_max) return false;
    const auto was_there = [&](const std::vector<Object>& list, const Object& wanted) {
        return std::any_of(list.begin(), list.end(),
                           [&](const Object& each) { return walk_.same(each, wanted, WalkMode::drawn); });
    };
    for (const auto& picture : after.pictures)
        if (!was_there(before.pictures, picture)) return false;
    for (auto font : after.fonts) {
        QPDF* older = field.older.getOwningQPDF();
        const bool numbered = older != nullptr && font.isIndirect() && !walk_.is_new(font.getObjGen());
        if (is_plain_font(font) || was_there(before.fonts, font)) continue;
        if (!numbered || !walk_.same(older->getObjectByObjGen(font.getObjGen()), font, WalkMode::drawn)) return false;
    }
    return true;
}

DrawnLook FilledFields::look_of(Object widget, Object appearance)
{
    return read_drawn_look(appearance, place_of_appearance(widget, appearance), budget_);
}

// Words of the page that come or go with the field's picture. Of a field that readers still have to draw, any line of
// words under it.
bool FilledFields::hides_other_words(const FieldPair& field) const
{
    if (field.page < 1 ||
        static_cast<std::size_t>(field.page) > std::min(pages_.older.pages.size(), pages_.newer.pages.size()))
        return false;
    const auto index = static_cast<std::size_t>(field.page - 1);
    const bool drew = shown_appearance(field.older).isStream(), draws = shown_appearance(field.newer).isStream();
    if (!drew && !draws) return false;
    const std::size_t before = drew ? look_under(pages_.older.pages[index], field.older).hidden : 0;
    const std::size_t now = draws ? look_under(pages_.newer.pages[index], field.newer).hidden : 0;
    return before != now;
}

bool FilledFields::will_be_drawn_over_words(const FieldPair& field) const
{
    if (field.page < 1 || static_cast<std::size_t>(field.page) > pages_.newer.pages.size() ||
        shown_appearance(field.newer).isStream())
        return false;
    return look_under(pages_.newer.pages[static_cast<std::size_t>(field.page - 1)], field.newer).touched >=
           letters_written_over;
}

// ---- the form as a whole

void FilledFields::compare_drawing(Object older_form, Object newer_form)
{
    const auto redrawn = [](Object form) {
        Object flag = form.isDictionary() ? form.getKey("/NeedAppearances") : Object::newNull();
        return flag.isBool() && flag.getBoolValue();
    };
    drawn_from_values_ = redrawn(older_form);
    if (drawn_from_values_ == redrawn(newer_form)) return;
    const auto fields =
        text_fields(drawn_from_values_ ? newer_form : older_form);  // of the revision that shows appearances
    if (!drawn_from_values_ || !fields.empty())
        log_.report(ChangeLevel::form_fill, "Sau khi ký có thay đổi cách hiển thị các trường biểu mẫu");
    for (auto field : fields) {
        Object appearance = shown_appearance(field);
        if (!appearance.isStream()) continue;
        const DrawnLook look = look_of(field, appearance);
        if (look.complete && look.readable && says_value(look, field, Saying::exactly)) continue;
        const std::string figures = figures_of(value_text(field));
        if (is_formatted(field) && !figures.empty() && figures_of(look.seen).starts_with(figures)) continue;
        Object name = inherited(field, "/T");
        log_.report(ChangeLevel::other, "Sau khi ký có trường biểu mẫu sẽ hiện khác với khi ký: " +
                                            (name.isString() ? name.getUTF8Value() : std::string()));
    }
}

}  // namespace chamber::inspect
