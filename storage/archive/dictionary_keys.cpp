#include "storage/archive/dictionary_keys.hpp"

#include "protocol/message.hpp"
#include "storage/archive/dictionary_words.hpp"
#include "storage/archive/journal_extract.hpp"
#include "storage/minutes/facts.hpp"

#include <array>
#include <boost/describe.hpp>
#include <boost/mp11.hpp>
#include <set>

namespace chamber::storage {
namespace {

namespace describe = boost::describe;
namespace mp11 = boost::mp11;

constexpr auto ours = "Nghị Trường";

template <class T>
std::string type_name()
{
    std::string_view text = __PRETTY_FUNCTION__;  // "… [with T = chamber::Session; …"
    text.remove_prefix(text.find("T = ") + 4);
    text = text.substr(0, text.find_first_of(";]"));
    if (const auto colon = text.rfind("::"); colon != std::string_view::npos) text.remove_prefix(colon + 2);
    return std::string(text);
}

template <class T>
concept Described = describe::has_describe_members<T>::value && std::is_class_v<T>;
template <class T>
concept DescribedEnum = describe::has_describe_enumerators<T>::value;

// What stands behind lists and options, and the marks that say so.
template <class T>
struct Shape {
    using Inner = T;
    static constexpr std::string_view mark = "";
};
template <class T>
struct Shape<std::optional<T>> : Shape<T> {
};
template <class T>
struct Shape<std::vector<T>> {
    using Inner = typename Shape<T>::Inner;
    static constexpr std::string_view mark = "[]";
};

template <class Owner, class T>
Owner owner_of(T Owner::*);

class Walk {
public:
    Walk(std::string file, std::vector<DictionaryRow>& rows) : file_(std::move(file)), rows_(rows) {}

    void row(const std::string& field, std::optional<Words> words)
    {
        rows_.push_back(
            {file_, field, words ? std::string(words->name) : "", words ? std::string(words->meaning) : "", ours});
    }

    // `before`: "", or what ends with a dot.
    template <Described T>
    void members(const std::string& before)
    {
        if constexpr (requires { T::type; }) row(before + "type", Words{"Loại mục", T::type});
        mp11::mp_for_each<describe::describe_members<T, describe::mod_public | describe::mod_inherited>>(
            [&](auto member) {
                using Owner = decltype(owner_of(member.pointer));
                using Value = std::remove_cvref_t<decltype(std::declval<T>().*member.pointer)>;
                value<Value>(before + member.name, member_words(type_name<Owner>() + "." + member.name));
            });
    }

    template <class T>
    void value(const std::string& name, std::optional<Words> words)
    {
        using Inner = typename Shape<T>::Inner;
        const auto field = name + std::string(Shape<T>::mark);
        row(field, words);
        if constexpr (DescribedEnum<Inner>) {
            mp11::mp_for_each<describe::describe_enumerators<Inner>>(
                [&](auto one) { row(field + "=" + one.name, value_words(type_name<Inner>() + "." + one.name)); });
        } else if constexpr (Described<Inner>) {
            members<Inner>(field + ".");
        }
    }

private:
    std::string file_;
    std::vector<DictionaryRow>& rows_;
};

struct JournalKey {
    const char* key;
    Words words;
};

constexpr std::array<JournalKey, 14> journal_keys{{
    {"n",
     {"Số thứ tự trong nhật ký của máy chủ",
      "Tăng dần; trong hồ sơ chỉ có các dòng của kỳ họp này nên có thể cách quãng"}},
    {"at", {"Thời điểm", "RFC 3339, giờ UTC, luôn tăng"}},
    {"clock", {"Đồng hồ lúc ghi", "Chỉ có khi đồng hồ máy chủ bị chỉnh lùi"}},
    {"verb", {"Việc", "Xem các dòng verb=…"}},
    {"person", {"Người làm", "Mã người; không có: máy chủ"}},
    {"device", {"Máy đã dùng", "Mã máy; không có: ngay trên máy chủ"}},
    {"door", {"Đường vào", "tls: qua mạng; local, loopback: ngay trên máy chủ; machine: máy chủ tự làm"}},
    {"source", {"Dấu của địa chỉ mạng", "32 chữ số đầu của SHA-256(muối rồi địa chỉ); địa chỉ không có trong hồ sơ"}},
    {"target", {"Đối tượng", "Tùy việc; mã như trong phien-hop.json"}},
    {"refused", {"Bị từ chối vì", "Mã lỗi; không có: việc đã xong"}},
    {"reason", {"Lý do", "Người làm đã ghi"}},
    {"session", {"Mã kỳ họp", ""}},
    {"session_prev_hash",
     {"Mã băm của dòng trước trong kỳ họp",
      "SHA-256 (hệ 16, chữ thường) của đúng các byte UTF-8 của dòng liền trước trong tệp này, không kể dấu xuống dòng; dòng đầu: 64 chữ số 0. "
      "KIEM-TRA.sh kiểm tra mọi dòng"}},
    {"prev_hash",
     {"Mã băm của dòng trước trong nhật ký của máy chủ",
      "SHA-256 (hệ 16, chữ thường) của đúng các byte UTF-8 của dòng có số n - 1 trong nhật ký của máy chủ, không kể dấu xuống dòng; dòng số 1: "
      "64 chữ số 0. Chỉ kiểm được trong hồ sơ khi dòng n - 1 cũng thuộc kỳ họp này"}},
}};

// What the machine notes by itself, beside the commands.
constexpr std::array own_verbs{
    "add_revision",    "alarm",         "approve_desktop",  "backup",      "begin_new_history", "blob_damaged",
    "blob_repaired",   "change_secret", "clock_set",        "create",      "draw_secret",       "handed_in",
    "import_session",  "meet_device",   "overrule_marking", "publish_due", "receive_session",   "record_archive",
    "rename_host",     "renew_code",    "restore_backup",   "set_secret",  "sign_in",           "sign_ins_ended",
    "sign_out",        "start_server",  "testimony",        "trust_added", "trust_removed",     "unlock",
    "verdict_changed", "wrong_secret"};

}  // namespace

std::vector<DictionaryRow> json_rows()
{
    std::vector<DictionaryRow> rows;
    Walk session("metadata/phien-hop.json", rows);
    session.row("draft",
                Words{"Bản nháp", "true: lập khi kỳ họp chưa hoàn thiện hồ sơ; không có: hồ sơ đã niêm phong"});
    session.value<Council>("council", Words{"Hội đồng", "OParl Body, Popolo Organization"});
    session.value<Session>("session", Words{"Kỳ họp", "OParl Meeting"});
    session.value<std::vector<Sitting>>("sittings", Words{"Các phiên họp", "OParl Meeting"});
    session.value<std::vector<AgendaItem>>("agenda", Words{"Chương trình", "OParl AgendaItem"});
    session.value<std::vector<Person>>("people", Words{"Những người liên quan", "Popolo Person"});
    session.value<std::vector<Participant>>("participants", Words{"Những người dự, như vào lúc họp", ""});
    session.value<std::vector<Group>>("groups", Words{"Tổ đại biểu và các ban", "OParl Organization"});
    session.value<std::vector<Document>>("documents",
                                         Words{"Tài liệu có hiệu lực", "OParl Paper; các bản là OParl File"});
    session.value<std::vector<Withdrawal>>("withdrawals", Words{"Các lần thu hồi tài liệu", ""});
    session.value<std::vector<Document>>("withdrawn_documents",
                                         Words{"Tài liệu đã thu hồi mà tệp còn trong hồ sơ", ""});
    session.row("mapping", Words{"Tên tương ứng trong các chuẩn mở", "Giá trị: tên trong OParl 1.0 và Popolo"});
    for (const char* noun : {"council", "session", "sitting", "agenda_item", "document", "revision", "person", "group"})
        session.row(std::string("mapping.") + noun, Words{"Tên tương ứng trong các chuẩn mở", ""});
    Walk("data/04-diem-danh/diem-danh.json", rows)
        .value<std::vector<Attendance>>("", Words{"Điểm danh", "Mỗi người một mục trong mỗi phiên"});
    Walk("data/07-bien-ban/bien-ban.json", rows)
        .value<std::vector<Minutes>>("", Words{"Biên bản", "Của kỳ họp và của từng phiên, với lời của thư ký"});
    Walk("data/07-bien-ban/minutes_facts*.json", rows).members<MinutesFacts>("");
    Walk("data/08-gop-y-chinh-thuc/gop-y.json", rows)
        .value<std::vector<Annotation>>("", Words{"Góp ý", "Góp ý chính thức và nội dung công bố"});
    Walk("data/10-chu-ky-so/*/ket-qua*.json", rows).members<SignatureReport>("");
    return rows;
}

std::vector<DictionaryRow> journal_rows()
{
    std::vector<DictionaryRow> rows;
    Walk journal{std::string(journal_extract_path), rows};
    for (const auto& [key, words] : journal_keys) journal.row(key, words);
    std::set<std::string> verbs(own_verbs.begin(), own_verbs.end());
    mp11::mp_for_each<mp11::mp_transform<std::add_pointer_t, CommandBody>>(
        [&](auto command) { verbs.insert(std::remove_pointer_t<decltype(command)>::type); });
    for (const auto& verb : verbs) journal.row("verb=" + verb, verb_words(verb));
    return rows;
}

}  // namespace chamber::storage
