#include "protocol/field_rules.hpp"

#include "protocol/calendar.hpp"
#include "protocol/digest.hpp"
#include "protocol/field_table.hpp"
#include "protocol/importing.hpp"
#include "protocol/text.hpp"

#include <algorithm>
#include <boost/mp11.hpp>
#include <concepts>
#include <cstdlib>
#include <type_traits>
#include <vector>

namespace chamber {
namespace {

namespace describe = boost::describe;
namespace mp11 = boost::mp11;

constexpr std::int32_t number_max = 1'000'000;

template <class T>
concept Described = describe::has_describe_members<T>::value && std::is_class_v<T>;

// "Annotation", from "… [with T = chamber::Annotation; …".
template <class T>
constexpr std::string_view name_of()
{
    std::string_view text = __PRETTY_FUNCTION__;
    text.remove_prefix(text.find("T = ") + 4);
    text = text.substr(0, text.find_first_of(";]"));
    return text.substr(text.rfind(':') + 1);
}

// Not constexpr on purpose: a text without a rule ends the compilation here.
const FieldRule& every_text_needs_a_row_in_the_field_table()
{
    std::abort();
}

consteval const FieldRule& rule_of(std::string_view structure, std::string_view field)
{
    for (const FieldRule& rule : field_table)
        if (rule.structure == structure && rule.field == field) return rule;
    return every_text_needs_a_row_in_the_field_table();
}

Result<void> parse_typed(const FieldRule& rule, std::string& text)
{
    // NFD is at most three times as long as NFC; what is longer needs no look.
    if (text.size() > 3UL * rule.bytes_max) return fail(ErrorCode::too_long, std::to_string(text.size()) + " bytes");
    auto parsed = parse_text(text, rule.kind == FieldKind::lines ? Lines::many : Lines::one);
    if (!parsed) return parsed.error();
    if (parsed->size() > rule.bytes_max) return fail(ErrorCode::too_long, std::to_string(parsed->size()) + " bytes");
    text = std::move(*parsed);
    return {};
}

bool is_word(std::string_view text)
{
    return std::ranges::all_of(text, [](char c) { return c >= 0x20 && c < 0x7F; });
}

Result<void> parse_machine_text(const FieldRule& rule, std::string& text)
{
    switch (rule.kind) {
    case FieldKind::said: text = cleaned_text(text, rule.bytes_max); return {};
    case FieldKind::file_name:
        if (text.size() > 3UL * rule.bytes_max) return fail(ErrorCode::too_long);
        text = cleaned_text(text, std::string::npos);
        if (text.size() > rule.bytes_max) return fail(ErrorCode::too_long);
        return {};
    case FieldKind::word:
        if (text.size() > rule.bytes_max) return fail(ErrorCode::too_long);
        if (!is_word(text)) return fail(ErrorCode::wrong_type, "printable ASCII expected");
        return {};
    case FieldKind::digest:
        if (!Sha256::parse(text)) return fail(ErrorCode::wrong_type, "digest");
        return {};
    default: return {};
    }
}

Result<void> parse_time(const FieldRule& rule, const std::string& text)
{
    if (text.empty() && rule.presence == Presence::optional) return {};
    const bool day = rule.kind != FieldKind::moment && is_day(text);
    if (day) return {};
    if (rule.kind == FieldKind::day) return fail(ErrorCode::bad_day, text.substr(0, 40));
    if (auto time = parse_moment(text); !time) return time.error();
    return {};
}

Result<void> parse_field(const FieldRule& rule, std::string& text)
{
    Result<void> parsed;
    switch (rule.kind) {
    case FieldKind::line:
    case FieldKind::lines: parsed = parse_typed(rule, text); break;
    case FieldKind::day:
    case FieldKind::moment:
    case FieldKind::day_or_moment: return parse_time(rule, text);
    default: parsed = parse_machine_text(rule, text);
    }
    if (!parsed || rule.presence == Presence::optional || !is_blank(text)) return parsed;
    return fail(rule.presence == Presence::reason ? ErrorCode::reason_required : ErrorCode::missing_field, "blank");
}

// Goes through a value and all it holds; stops when it has met as many faults as are wanted.
class Walk {
public:
    explicit Walk(std::size_t faults_max = 1) : faults_max_(faults_max) {}

    template <class T>
    void value(T& object)
    {
        if constexpr (std::same_as<T, std::int32_t>) {
            if (object < 0 || object > number_max) note(fail(ErrorCode::out_of_range, std::to_string(object)));
        } else if constexpr (Described<T>) {
            structure(object);
        }
    }
    template <class Noun>
    void value(Id<Noun>& id)
    {
        if (!id.empty() && !is_id(id.value)) note(fail(ErrorCode::out_of_range, "not an id"));
    }
    template <class T>
    void value(std::optional<T>& object)
    {
        if (object) value(*object);
    }
    template <class T>
    void value(std::vector<T>& list)
    {
        if constexpr (!std::is_arithmetic_v<T>) {
            for (std::size_t i = 0; i < list.size() && !full(); ++i) {
                path_.push_back(std::to_string(i));
                value(list[i]);
                path_.pop_back();
            }
        }
    }
    template <class... T>
    void value(std::variant<T...>& one)
    {
        std::visit([this](auto& alternative) { this->value(alternative); }, one);
    }
    // Each command is parsed where it is done, so that a bad one is refused by itself.
    void value(Commands&) {}
    // So is an import: who may not import learns nothing of it, and chamber-admin brings it without a wire, too.
    void value(ImportSession&) {}

    Result<void> result() &&
    {
        if (!faults_.empty()) return std::move(faults_.front());
        return {};
    }
    std::vector<Error> faults() && { return std::move(faults_); }

private:
    template <class T>
    void structure(T& object)
    {
        mp11::mp_for_each<describe::describe_bases<T, describe::mod_public>>(
            [&]<class Base>(Base) { structure(static_cast<typename Base::type&>(object)); });
        mp11::mp_for_each<describe::describe_members<T, describe::mod_public>>([&]<class Member>(Member) {
            if (full()) return;
            path_.emplace_back(Member::name);
            member<T, Member>(object.*Member::pointer);
            path_.pop_back();
        });
    }
    template <class T, class Member, class Field>
    void member(Field& field)
    {
        if constexpr (std::same_as<Field, std::string>) {
            constexpr const FieldRule& rule = rule_of(name_of<T>(), Member::name);
            text(rule, field);
        } else if constexpr (std::same_as<Field, std::optional<std::string>>) {
            constexpr const FieldRule& rule = rule_of(name_of<T>(), Member::name);
            if (field) text(rule, *field);
        } else if constexpr (std::same_as<Field, std::vector<std::string>>) {
            constexpr const FieldRule& rule = rule_of(name_of<T>(), Member::name);
            for (std::size_t i = 0; i < field.size() && !full(); ++i) {
                path_.push_back(std::to_string(i));
                text(rule, field[i]);
                path_.pop_back();
            }
        } else {
            value(field);
        }
    }
    void text(const FieldRule& rule, std::string& text)
    {
        if (auto parsed = parse_field(rule, text); !parsed) note(parsed.error());
    }
    void note(Error error)
    {
        for (const std::string& step : path_) error.where += "/" + step;
        faults_.push_back(std::move(error));
    }
    bool full() const { return faults_.size() >= faults_max_; }

    std::size_t faults_max_;
    std::vector<std::string> path_;
    std::vector<Error> faults_;
};

template <class T>
Result<void> walk(T& object)
{
    Walk walk;
    walk.value(object);
    return std::move(walk).result();
}

}  // namespace

std::span<const FieldRule> field_rules()
{
    return field_table;
}

const FieldRule* find_field_rule(std::string_view structure, std::string_view field)
{
    const auto found = std::ranges::find_if(
        field_table, [&](const FieldRule& rule) { return rule.structure == structure && rule.field == field; });
    return found == std::end(field_table) ? nullptr : &*found;
}

Result<void> parse_fields(FromDevice& message)
{
    return walk(message);
}
Result<void> parse_fields(CommandBody& body)
{
    return walk(body);
}
Result<void> parse_fields(SessionImport& imported)
{
    if (!is_council_only(imported)) return walk(imported);
    auto faults = all_field_faults(imported);
    return faults.empty() ? Result<void>() : Result<void>(std::move(faults.front()));
}
Result<void> parse_fields(AskUpload& ask)
{
    return walk(ask);
}
Result<void> parse_fields(Council& council)
{
    return walk(council);
}
Result<void> parse_fields(Person& person)
{
    return walk(person);
}
Result<void> parse_fields(DocumentFields& fields)
{
    return walk(fields);
}

std::vector<Error> all_field_faults(SessionImport& imported)
{
    constexpr std::size_t faults_max = 200;  // beyond that nobody reads on
    Walk walk(faults_max);
    walk.value(imported);
    std::vector<Error> faults = std::move(walk).faults();
    // There is no session yet of which anything could be asked.
    if (is_council_only(imported))
        std::erase_if(faults, [](const Error& fault) { return fault.where.starts_with("/session/"); });
    return faults;
}

std::uint32_t ask_of(const FromDevice& message)
{
    return std::visit(
        [](const auto& body) -> std::uint32_t {
            if constexpr (requires { body.ask; })
                return body.ask;
            else
                return 0;
        },
        message);
}

}  // namespace chamber
