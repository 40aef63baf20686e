// Every text that comes from outside has a rule, and each rule refuses what it must, told by its field.
#include "protocol/field_rules.hpp"

#include "protocol/codec.hpp"
#include "protocol/limits.hpp"
#include "tests/protocol/golden.hpp"

#include <boost/json/serialize.hpp>
#include <boost/mp11.hpp>
#include <gtest/gtest.h>

#include <functional>
#include <map>
#include <set>

namespace chamber {
namespace {

namespace describe = boost::describe;
namespace mp11 = boost::mp11;

using Texts = std::map<std::string, std::set<std::string>>;

template <class T>
std::string struct_name()
{
    std::string_view text = __PRETTY_FUNCTION__;  // "… [with T = chamber::Change; …"
    text.remove_prefix(text.find("T = ") + 4);
    text = text.substr(0, text.find_first_of(";]"));
    return std::string(text.substr(text.rfind(':') + 1));
}

// The text fields of T and of all it is made of, found apart from the walk under test.
template <class T>
struct Finder {
    static void find(Texts& found)
    {
        if constexpr (describe::has_describe_members<T>::value && std::is_class_v<T>) {
            if (found.contains(struct_name<T>())) return;
            auto& texts = found[struct_name<T>()];
            mp11::mp_for_each<describe::describe_members<T, describe::mod_public | describe::mod_inherited>>(
                [&](auto member) {
                    using Field = std::remove_cvref_t<decltype(std::declval<T&>().*member.pointer)>;
                    if constexpr (std::is_same_v<Field, std::string> ||
                                  std::is_same_v<Field, std::optional<std::string>> ||
                                  std::is_same_v<Field, std::vector<std::string>>)
                        texts.insert(member.name);
                    else
                        Finder<Field>::find(found);
                });
        }
    }
};
template <class T>
struct Finder<std::optional<T>> : Finder<T> {
};
template <class T>
struct Finder<std::vector<T>> : Finder<T> {
};
template <class... T>
struct Finder<std::variant<T...>> {
    static void find(Texts& found) { (Finder<T>::find(found), ...); }
};

struct Fault {
    ErrorCode code = ErrorCode::internal;
    std::string where;
    bool operator==(const Fault&) const = default;
};

std::ostream& operator<<(std::ostream& out, const Fault& fault)
{
    return out << error_name(fault.code) << " " << fault.where;
}

constexpr Fault none{};

template <class T>
Fault fault_of(T object)
{
    const auto parsed = parse_fields(object);
    return parsed ? none : Fault{parsed.error().code, parsed.error().where};
}

Fault edited(std::optional<std::string> title, std::optional<std::string> issued_on)
{
    EditDocument edit;
    edit.document = DocumentId("D1");
    edit.title = std::move(title);
    edit.issued_on = std::move(issued_on);
    return fault_of(CommandBody(edit));
}

PutAnnotation note(const std::string& text, const std::string& created_at = "2024-12-18T01:00:00.250Z")
{
    PutAnnotation put;
    put.annotation.id = AnnotationId("DB24.m1.1");
    put.annotation.kind = AnnotationKind::text;
    put.annotation.text = text;
    put.annotation.created_at = created_at;
    return put;
}

Fault imported(const std::function<void(SessionImport&)>& spoil)
{
    SessionImport import;
    import.council.name = "HĐND xã";
    import.session.name = "Kỳ họp 15";
    import.people.push_back(Person{PersonId("DB01"), "A", "A", "", {Role::delegate}, {}, {}, {}, true});
    spoil(import);
    return fault_of(std::move(import));
}

}  // namespace

TEST(FieldRules, AreThereForEveryTextThatComesFromOutside)
{
    Texts from_outside;
    Finder<FromDevice>::find(from_outside);
    ASSERT_GT(from_outside.size(), 20u);
    for (const auto& [structure, fields] : from_outside)
        for (const std::string& field : fields)
            EXPECT_NE(find_field_rule(structure, field), nullptr) << structure << "." << field;
    for (const FieldRule& rule : field_rules()) {
        if (rule.structure == "DocumentFields") continue;  // no message: suggested by a first page
        const auto found = from_outside.find(std::string(rule.structure));
        EXPECT_TRUE(found != from_outside.end() && found->second.contains(std::string(rule.field)))
            << rule.structure << "." << rule.field << " is gone";
    }
}

TEST(FieldRules, LetTheWorkedExamplesPassUnchanged)
{
    std::size_t seen = 0;
    const auto expect_unchanged = [&](auto decoded) {
        ASSERT_TRUE(decoded);
        const std::string before = encode(*decoded);
        EXPECT_EQ(fault_of(*decoded), none) << before;
        EXPECT_TRUE(parse_fields(*decoded));
        EXPECT_EQ(encode(*decoded), before);
        ++seen;
    };
    for (const auto& example : golden("messages.json")) {
        const std::string text = boost::json::serialize(example.at("message"));
        if (example.at("kind").as_string() == "command") expect_unchanged(decode_command_body(text));
        if (example.at("kind").as_string() == "from_device") expect_unchanged(decode_from_device(text));
    }
    EXPECT_GT(seen, 30u);
}

TEST(FieldRules, RefuseADayThatIsNoDay)
{
    EXPECT_EQ(edited({}, "<script>document.title='SCRIPT RAN'</script>"), (Fault{ErrorCode::bad_day, "/issued_on"}));
    EXPECT_EQ(edited({}, "2026-02-31"), (Fault{ErrorCode::bad_day, "/issued_on"}));
    EXPECT_EQ(edited({}, "2024-12-18"), none);
    EXPECT_EQ(edited({}, ""), none) << "a draft has no day";
    EXPECT_EQ(imported([](SessionImport& import) { import.session.start_on = "<b>"; }),
              (Fault{ErrorCode::bad_day, "/session/start_on"}));
    EXPECT_EQ(imported([](SessionImport& import) { import.session.documents_deadline = "2024-02-30"; }),
              (Fault{ErrorCode::bad_time, "/session/documents_deadline"}));
}

TEST(FieldRules, RefuseAMomentThatIsNone)
{
    EXPECT_EQ(fault_of(CommandBody(note("a", "<b>x</b>"))), (Fault{ErrorCode::bad_time, "/annotation/created_at"}));
    EXPECT_EQ(fault_of(CommandBody(note("a", ""))), (Fault{ErrorCode::bad_time, "/annotation/created_at"}));
    EXPECT_EQ(fault_of(CommandBody(CheckIn{SittingId("PH1"), "2024-12-18T25:00:00Z"})),
              (Fault{ErrorCode::bad_time, "/at"}));
    EXPECT_EQ(imported([](SessionImport& import) {
                  import.attendance.emplace_back().intervals.push_back({"now", {}, {}, {}});
              }),
              (Fault{ErrorCode::bad_time, "/attendance/0/intervals/0/in_at"}));
}

TEST(FieldRules, RefuseTextsThatHideOrSteer)
{
    EXPECT_EQ(edited("gpj\u202Eexe", {}), (Fault{ErrorCode::unclean_text, "/title"}));
    EXPECT_EQ(edited("a\nb", {}), (Fault{ErrorCode::unclean_text, "/title"}));
    EXPECT_EQ(edited(" \u00A0\u200B", {}), (Fault{ErrorCode::missing_field, "/title"}));
    EXPECT_EQ(edited(std::string(limits::title_bytes_max + 1, 'a'), {}), (Fault{ErrorCode::too_long, "/title"}));
    EXPECT_EQ(fault_of(CommandBody(note("\uFFFE"))), (Fault{ErrorCode::unclean_text, "/annotation/text"}));
    EXPECT_EQ(fault_of(CommandBody(note("a\r\nb\tc"))), none);
    EXPECT_EQ(fault_of(CommandBody(WithdrawDocument{DocumentId("D1"), "\u3000"})),
              (Fault{ErrorCode::reason_required, "/reason"}));
    EXPECT_EQ(fault_of(CommandBody(ApproveDevice{"ABCD2345", "MTB\x1b[2J"})),
              (Fault{ErrorCode::unclean_text, "/label"}));
    EXPECT_EQ(imported([](SessionImport& import) { import.people[0].name = "A\u2066B"; }),
              (Fault{ErrorCode::unclean_text, "/people/0/name"}));
    EXPECT_EQ(imported([](SessionImport& import) { import.council.in_office = 2'000'000'000; }),
              (Fault{ErrorCode::out_of_range, "/council/in_office"}));
}

TEST(FieldRules, WriteEveryTextInComposedForm)
{
    CommandBody body = note("Nghi\u0323 quye\u0302\u0301t\r\n");
    ASSERT_TRUE(parse_fields(body));
    EXPECT_EQ(std::get<PutAnnotation>(body).annotation.text, "Nghị quyết\n");
}

TEST(FieldRules, CleanWhatNoPersonTyped)
{
    Hello hello;
    hello.model = "iPad\u202E \x1b[31mđỏ" + std::string(300, 'x');
    FromDevice message = hello;
    ASSERT_TRUE(parse_fields(message));
    EXPECT_EQ(std::get<Hello>(message).model.substr(0, 15), "iPad [31mđỏx");
    EXPECT_LE(std::get<Hello>(message).model.size(), limits::said_bytes_max);
    AskUpload ask;
    ask.file_name = "to\u0300 tri\u0300nh\u202Efdp.exe\n.pdf";
    ask.ask = 7;
    message = ask;
    EXPECT_EQ(ask_of(message), 7u);
    ASSERT_TRUE(parse_fields(message));
    EXPECT_EQ(std::get<AskUpload>(message).file_name, "tò trìnhfdp.exe .pdf");
}

TEST(FieldRules, LeaveSecretsAlone)
{
    FromDevice message = SignIn{{}, "thu-ky", "e\u0301\u200B\n"};
    ASSERT_TRUE(parse_fields(message));
    EXPECT_EQ(std::get<SignIn>(message).secret, "e\u0301\u200B\n");
}

TEST(FieldRules, LookAtEveryTextOfAList)
{
    const std::string right(64, 'a');
    EXPECT_EQ(fault_of(FromDevice(KeepTrust{1, "eA", TrustUse::everything, {right, right}})), none);
    EXPECT_EQ(fault_of(FromDevice(KeepTrust{1, "eA", TrustUse::everything, {right, "12ab"}})),
              (Fault{ErrorCode::wrong_type, "/confirmed/1"}));
}

}  // namespace chamber
