// person import|edit|template, staff add|role: people are changed in a session, the newest unless another is named;
// what is known of them today follows the newest. Before the first session they are the council's alone.
#include "admin-cli/commands.hpp"
#include "admin-cli/json_line.hpp"
#include "admin-cli/known.hpp"
#include "admin-cli/people_table.hpp"
#include "admin-cli/session_bringing.hpp"
#include "protocol/importing.hpp"
#include "protocol/text.hpp"
#include "protocol/vietnamese.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace chamber::admin {

namespace {

Result<Changing> open_named(const Invocation& invocation)
{
    return open_changing(invocation, invocation.text("--session", ""));
}

std::string given_name(const std::string& name)
{
    return name.substr(name.rfind(' ') + 1);
}

// "DB07": behind the highest that there is.
PersonId next_person(const Changing& changing, const std::string& stem)
{
    int highest = 0;
    const auto count = [&](const std::vector<Person>& people) {
        for (const Person& each : people) {
            const std::string& id = each.id.value;
            if (!id.starts_with(stem) || id.size() == stem.size() || id.size() > stem.size() + 4) continue;
            const std::string digits = id.substr(stem.size());
            if (std::ranges::all_of(digits, [](char c) { return c >= '0' && c <= '9'; }))
                highest = std::max(highest, std::stoi(digits));
        }
    };
    count(changing.known.people);
    count(changing.session.people);
    return PersonId{fmt::format("{}{:02}", stem, highest + 1)};
}

std::string folded(const std::string& text)
{
    std::string plain;
    for (const char32_t c : vietnamese::letters_of(vietnamese::upper(vietnamese::normalised(text))))
        append_code_point(plain, vietnamese::base_letter(c));
    return plain;
}

// "Tổ đại biểu số 3" → "TDBS3".
std::string initials_of(const std::string& name)
{
    std::string initials;
    const vietnamese::Text letters = vietnamese::normalised(name);
    for (const vietnamese::View word : vietnamese::words_of(letters)) {
        const std::string plain = folded(vietnamese::utf8(word));
        if (plain.empty()) continue;
        const bool number = plain.front() >= '0' && plain.front() <= '9';
        initials += number ? plain : plain.substr(0, 1);
    }
    return initials.empty() ? "NHOM" : initials;
}

// By id or name; one that nobody knows is made, and told.
GroupId group_named(const Invocation& invocation, Changing& changing, const std::string& typed, GroupKind kind)
{
    auto& groups = changing.session.groups;
    if (groups.empty()) groups = changing.known.groups;
    for (const Group& each : groups)
        if (each.kind == kind && (each.id.value == typed || folded(each.name) == folded(typed))) return each.id;
    Group made;
    made.id = GroupId{free_id(initials_of(typed), [&](const std::string& id) {
        return std::ranges::any_of(groups, [&](const Group& each) { return each.id.value == id; });
    })};
    made.kind = kind;
    made.name = typed;
    invocation.terminal->note(
        fmt::format("{} mới: {} ({})", kind == GroupKind::committee ? "Ban" : "Tổ", typed, made.id.value));
    groups.push_back(made);
    return made.id;
}

// Out of the lists of the groups that they leave, into that of the new one.
void move_member(SessionImport& session, const PersonId& person, GroupKind kind, const GroupId& into)
{
    for (Group& group : session.groups) {
        if (group.kind != kind) continue;
        std::erase(group.members, person);
        if (group.id == into) group.members.push_back(person);
    }
}

// The cells of a row over what is known of the person.
void take_row(const Invocation& invocation, Changing& changing, const PersonRow& row)
{
    auto& people = changing.session.people;
    const auto is = [&](const Person& each) { return row.id && each.id.value == *row.id; };
    auto found = std::ranges::find_if(people, is);
    if (found == people.end()) {
        Person fresh;
        // Known, but not in this session's roll.
        const auto known = std::ranges::find_if(changing.known.people, is);
        if (known != changing.known.people.end()) {
            fresh = *known;
        } else {
            const Role role = row.role.value_or(Role::delegate);
            fresh.id = row.id ? PersonId{*row.id} : next_person(changing, role == Role::guest ? "KM" : "DB");
            fresh.roles = {role};
            fresh.counts_for_quorum = role == Role::delegate;
        }
        people.push_back(std::move(fresh));
        found = people.end() - 1;
    }
    Person& person = *found;
    if (row.name && *row.name != person.name) {
        person.name = *row.name;
        person.sort_name = given_name(person.name);
    }
    if (row.sort_name) person.sort_name = *row.sort_name;
    if (row.position) person.position = *row.position;
    if (row.role) {
        std::erase_if(person.roles, [](Role role) { return role == Role::delegate || role == Role::guest; });
        person.roles.insert(person.roles.begin(), *row.role);
        person.counts_for_quorum = *row.role == Role::delegate;
    }
    if (row.seat) person.seat = row.seat->empty() ? std::nullopt : row.seat;
    if (row.mandate_from) person.mandate_from = *row.mandate_from;
    if (row.mandate_to) person.mandate_to = *row.mandate_to;
    if (row.suspended_from) person.suspended_from = *row.suspended_from;
    if (row.suspended_to) person.suspended_to = *row.suspended_to;
    const PersonId id = person.id;
    if (row.group) {
        const GroupId group = group_named(invocation, changing, *row.group, GroupKind::delegation);
        person.group = group;
        move_member(changing.session, id, GroupKind::delegation, group);
    }
    if (row.committee) {
        const GroupId committee = group_named(invocation, changing, *row.committee, GroupKind::committee);
        person.committee = committee;
        move_member(changing.session, id, GroupKind::committee, committee);
    }
}

// Faults between rows and against what is there: by the row of the person they are of.
PeopleFile in_rows(const PeopleFile& file, const std::vector<std::pair<PersonId, std::int32_t>>& rows,
                   const ImportPlan& plan, const SessionImport& session)
{
    PeopleFile told;
    constexpr std::string_view people = "/people/";
    for (const ImportFault& fault : plan.faults) {
        std::int32_t row = 0;
        if (fault.where.starts_with(people)) {
            const std::size_t n = std::strtoul(fault.where.c_str() + people.size(), nullptr, 10);
            if (n < session.people.size())
                for (const auto& [person, at] : rows)
                    if (person == session.people[n].id) row = at;
        }
        told.faults.push_back({row == 0 ? file.rows.front().row : row, "", fault.sentence});
    }
    return told;
}

Result<ExitCode> import_people(const Invocation& invocation)
{
    if (invocation.given("--template")) {
        invocation.terminal->answer_raw(people_template());
        return ExitCode::done;
    }
    if (!invocation.given("FILE"))
        return fail(ErrorCode::missing_field, "hãy ghi tên tệp XLSX hoặc CSV, hoặc --template", "FILE");
    auto read = read_people_table(invocation);
    if (!read) return read.error();
    const PeopleFile file = std::move(*read);
    if (!file.faults.empty()) return tell_rows(invocation, file);
    auto changing = open_named(invocation);
    if (!changing) return changing.error();
    std::vector<std::pair<PersonId, std::int32_t>> rows;
    for (const PersonRow& row : file.rows) {
        const std::size_t before = changing->session.people.size();
        take_row(invocation, *changing, row);
        const bool fresh = changing->session.people.size() > before;
        rows.emplace_back(fresh ? changing->session.people.back().id : PersonId{row.id.value_or("")}, row.row);
    }
    return bring_session(invocation, *changing->office, std::move(changing->session),
                         [&](const ImportPlan& plan, const SessionImport& wrong) {
                             return tell_rows(invocation, in_rows(file, rows, plan, wrong));
                         });
}

Result<ExitCode> edit_person(const Invocation& invocation)
{
    auto changing = open_named(invocation);
    if (!changing) return changing.error();
    const std::string& typed = invocation.one("PERSON");
    const auto person = std::ranges::find_if(
        changing->session.people, [&](const Person& each) { return each.id.value == typed || each.seat == typed; });
    if (person == changing->session.people.end())
        return fail(ErrorCode::person_unknown,
                    "không có trong danh sách của " +
                        (is_council_only(changing->session) ? "hội đồng" : changing->session.session.name),
                    typed);
    PersonRow row;
    row.id = person->id.value;
    row.name = invocation.maybe("--name");
    row.sort_name = invocation.maybe("--sort-name");
    row.position = invocation.maybe("--position");
    row.group = invocation.maybe("--group");
    row.committee = invocation.maybe("--committee");
    row.seat = invocation.maybe("--seat");
    for (const auto& [option, field] :
         {std::pair{"--from", &row.mandate_from}, std::pair{"--to", &row.mandate_to},
          std::pair{"--suspended-from", &row.suspended_from}, std::pair{"--suspended-to", &row.suspended_to}}) {
        const auto day = invocation.maybe(option);
        if (!day) continue;
        auto read = day_typed(*day);
        if (!read) return fail(read.error().code, *day, option);
        *field = std::move(*read);
    }
    take_row(invocation, *changing, row);
    return bring_session(invocation, *changing->office, std::move(changing->session));
}

Result<std::vector<Role>> roles_typed(const std::string& typed)
{
    constexpr std::pair<std::string_view, Role> words[] = {
        {"thu-ky", Role::secretary},       {"van-thu", Role::clerk},    {"luu-tru", Role::archivist},
        {"quan-tri", Role::administrator}, {"kiem-tra", Role::auditor},
    };
    std::vector<Role> roles;
    std::string_view rest = typed;
    while (!rest.empty()) {
        const auto comma = std::min(rest.find(','), rest.size());
        const std::string_view word = rest.substr(0, comma);
        const auto known = std::ranges::find(words, word, [](const auto& each) { return each.first; });
        if (known == std::end(words)) return fail(ErrorCode::unknown_value, std::string{word}, "--roles");
        if (std::ranges::find(roles, known->second) == roles.end()) roles.push_back(known->second);
        rest.remove_prefix(std::min(comma + 1, rest.size()));
    }
    if (roles.empty()) return fail(ErrorCode::missing_field, {}, "--roles");
    return roles;
}

Result<ExitCode> add_staff(const Invocation& invocation)
{
    auto roles = roles_typed(invocation.one("--roles"));
    if (!roles) return roles.error();
    auto changing = open_named(invocation);
    if (!changing) return changing.error();
    Person person;
    person.id = invocation.given("--id") ? PersonId{invocation.one("--id")} : next_person(*changing, "NV");
    if (std::ranges::find(changing->known.people, person.id, &Person::id) != changing->known.people.end())
        return fail(ErrorCode::already_exists, {}, person.id.value);
    person.name = invocation.one("NAME");
    person.sort_name = given_name(person.name);
    person.position = invocation.text("--position", "");
    person.roles = std::move(*roles);
    changing->session.people.push_back(std::move(person));
    return bring_session(invocation, *changing->office, std::move(changing->session));
}

Result<ExitCode> change_roles(const Invocation& invocation)
{
    auto roles = roles_typed(invocation.one("--roles"));
    if (!roles) return roles.error();
    auto changing = open_named(invocation);
    if (!changing) return changing.error();
    const std::string& typed = invocation.one("PERSON");
    const auto known = std::ranges::find(changing->known.people, PersonId{typed}, &Person::id);
    if (known == changing->known.people.end()) return fail(ErrorCode::person_unknown, {}, typed);
    auto& people = changing->session.people;
    if (std::ranges::find(people, known->id, &Person::id) == people.end()) people.push_back(*known);
    Person& person = *std::ranges::find(people, known->id, &Person::id);
    // A delegate who also works in the office stays one.
    std::erase_if(person.roles, [](Role role) { return role != Role::delegate && role != Role::guest; });
    person.roles.insert(person.roles.end(), roles->begin(), roles->end());
    return bring_session(invocation, *changing->office, std::move(changing->session));
}

}  // namespace

CommandTable people_change_commands()
{
    const Parameter session{"--session", Takes::option, "Mã hoặc số kỳ họp; không ghi: kỳ họp mới nhất"};
    const Parameter pins{"--pins", Takes::option,
                         "Nơi ghi mã PIN, mật khẩu của người mới (CSV), phiếu để in nằm bên cạnh (.html)"};
    const Parameter roles{"--roles", Takes::needed_option,
                          "Vai trò, cách nhau bằng dấu phẩy: thu-ky, van-thu, luu-tru, quan-tri, kiem-tra"};
    return {
        {"person import",
         "Thêm và sửa đại biểu, khách mời từ bảng tính XLSX hoặc CSV; mọi lỗi được nêu theo dòng",
         {{"FILE", Takes::optional_word, "Tệp XLSX, hoặc CSV (dấu phẩy, chấm phẩy hoặc tab)"},
          {"--sheet", Takes::option, "Tên trang tính trong tệp XLSX; không ghi: trang đầu"},
          {"--template", Takes::flag,
           "In tệp mẫu CSV chỉ có dòng tiêu đề; mẫu XLSX: chamber-admin person template --help"},
          session,
          dry_run_option,
          yes_option,
          pins},
         "  chamber-admin person template --out dai-bieu.xlsx\n  chamber-admin person import dai-bieu.xlsx --dry-run",
         import_people},
        {"person template",
         "Ghi tệp mẫu danh sách người, có trang hướng dẫn từng cột",
         {{"--out", Takes::option, "Ghi vào tệp này, .xlsx hoặc .csv; không ghi: in CSV ra"},
          {"--xlsx", Takes::flag, "Dạng XLSX, dù tên tệp khác"}},
         "  chamber-admin person template --out dai-bieu.xlsx",
         write_people_template},
        {"person edit",
         "Sửa một đại biểu hoặc khách mời; giá trị cũ được giữ trong lịch sử",
         {{"PERSON", Takes::word, "Mã người hoặc số ghế"},
          {"--name", Takes::option, "Họ và tên"},
          {"--sort-name", Takes::option, "Tên để xếp thứ tự"},
          {"--position", Takes::option, "Chức vụ"},
          {"--group", Takes::option, "Mã hoặc tên tổ"},
          {"--committee", Takes::option, "Mã hoặc tên Ban"},
          {"--seat", Takes::option, "Ghế"},
          {"--from", Takes::option, "Ngày bắt đầu nhiệm vụ đại biểu"},
          {"--to", Takes::option, "Ngày thôi nhiệm vụ đại biểu"},
          {"--suspended-from", Takes::option, "Ngày bắt đầu tạm đình chỉ nhiệm vụ đại biểu"},
          {"--suspended-to", Takes::option, "Ngày cuối tạm đình chỉ"},
          session,
          dry_run_option,
          yes_option},
         "  chamber-admin person edit DB07 --to 31/03/2027 --dry-run",
         edit_person},
        {"staff add",
         "Thêm một cán bộ của văn phòng; mật khẩu được ghi ra phiếu",
         {{"NAME", Takes::word, "Họ và tên"},
          roles,
          {"--position", Takes::option, "Chức vụ"},
          {"--id", Takes::option, "Mã; không ghi: đặt tiếp theo, ví dụ NV04"},
          session,
          dry_run_option,
          yes_option,
          pins},
         "  chamber-admin staff add \"Trần Thị Văn\" --roles van-thu,luu-tru --pins mat-khau.csv",
         add_staff},
        {"staff role",
         "Đổi vai trò của một cán bộ",
         {{"PERSON", Takes::word, "Mã người"}, roles, session, dry_run_option, yes_option},
         "  chamber-admin staff role NV04 --roles thu-ky,van-thu --yes",
         change_roles},
    };
}

}  // namespace chamber::admin
