#include "storage/import_plan.hpp"

#include "protocol/labels.hpp"
#include "storage/import_changes.hpp"
#include "storage/import_conflicts.hpp"
#include "storage/participants.hpp"
#include "storage/people.hpp"
#include "storage/sessions.hpp"

#include <algorithm>

namespace chamber::storage {

namespace {

std::string numeral(std::int64_t value)
{
    return std::to_string(value);
}

std::string joined(const std::vector<std::string>& words)
{
    std::string text;
    for (const std::string& word : words) text += (text.empty() ? "" : ", ") + word;
    return text;
}

std::string role_words(const std::vector<Role>& roles)
{
    std::vector<std::string> words;
    for (const Role role : roles) words.emplace_back(label(role));
    return joined(words);
}

class Plan : ImportChanges {
public:
    Plan(Database& database, const SessionImport& imported)
        : database_(database),
          imported_(imported),
          before_(find_session(database, imported.session.id)),
          newest_(is_newest(database, imported.session)),
          council_(council_after(database, imported))
    {
    }

    PlannedImport made()
    {
        known_groups_ = list_entities<Group>(database_, "SELECT body FROM people_group ORDER BY id");
        ImportConflicts conflicts = import_conflicts(database_, imported_, council_);
        for (ImportFault& each : conflicts.faults) fault(std::move(each.where), std::move(each.sentence));
        if (conflicts.same_number)
            tell("session", imported_.session.id.value, "number", "Số kỳ họp trùng với năm khác",
                 *conflicts.same_number);
        if (!is_council_only(imported_)) session();
        in_office();
        if (newest_)
            council();
        else if (before_)
            council_then();
        sittings();
        agenda();
        groups();
        people();
        roll();
        return taken();
    }

private:
    std::string name_of_person(const std::string& id) const
    {
        for (const Person& each : imported_.people)
            if (each.id.value == id) return each.name;
        const auto known = find_person(database_, PersonId(id));
        return known ? known->name : id;
    }

    std::string names_of(const std::vector<PersonId>& people) const
    {
        std::vector<std::string> names;
        for (const PersonId& each : people) names.push_back(name_of_person(each.value));
        return joined(names);
    }

    std::string name_of_group(const std::optional<GroupId>& id) const
    {
        if (!id) return {};
        for (const Group& each : imported_.groups)
            if (each.id == *id) return each.name;
        const auto known = find_entity<Group>(database_, "SELECT body FROM people_group WHERE id = ?1", id->value);
        return known ? known->name : id->value;
    }

    void session()
    {
        const Session& now = imported_.session;
        const std::string& id = now.id.value;
        if (!before_) {
            const auto listed = std::count_if(imported_.people.begin(), imported_.people.end(),
                                              [&](const Person& each) { return sits_in(each, now); });
            return tell("session", id, "added", "Kỳ họp mới",
                        now.name + " (" + id + "): " + numeral(static_cast<std::int64_t>(imported_.sittings.size())) +
                            " phiên, " + numeral(static_cast<std::int64_t>(imported_.agenda.size())) + " nội dung, " +
                            numeral(listed) + " người");
        }
        const Session& was = *before_;
        const auto field = comparing("session", id, "Kỳ họp: ");
        field("number", "số", numeral(was.number), numeral(now.number));
        field("name", "tên", was.name, now.name);
        field("classification", "loại", was.classification, now.classification);
        field("start_on", "ngày khai mạc", was.start_on, now.start_on);
        field("end_on", "ngày bế mạc", was.end_on, now.end_on);
        field("venue", "nơi họp", was.venue, now.venue);
        field("documents_deadline", "hạn gửi tài liệu", was.documents_deadline.value_or(""),
              now.documents_deadline.value_or(""));
        field("presiding", "chủ tọa", names_of(was.presiding), names_of(now.presiding));
        field("secretaries", "thư ký", names_of(was.secretaries), names_of(now.secretaries));
        field("council_name", "tên cơ quan", was.council_name, council_.name);
        field("term_name", "khóa", was.term_name, council_.term_name);
        field("seats", "số đại biểu được bầu", numeral(was.seats), numeral(council_.seats));
        // The first delegates of a session overwrite nothing.
        if (was.in_office > 0)
            field("in_office", "số đại biểu đương nhiệm", numeral(was.in_office), numeral(council_.in_office));
        else if (council_.in_office > 0)
            tell("session", id, "in_office", "Kỳ họp: số đại biểu đương nhiệm", numeral(council_.in_office));
        const std::string fields = database_.text("SELECT archive_fields FROM session WHERE id = ?1", id).value_or("");
        if (!imported_.archive_fields.empty())
            field("archive_fields", "thông tin hồ sơ lưu trữ", fields, imported_.archive_fields);
    }

    void council()
    {
        const auto known = find_council(database_);
        const bool alone = is_council_only(imported_);
        // Before the first session nothing was recorded under what the council was called when the directory was made:
        // only who changes that by itself is asked.
        if (!known || (!alone && !database_.integer("SELECT 1 FROM session LIMIT 1"))) return;
        const Council& now = council_;
        const auto field = [&](std::string_view name, const std::string& what, const std::string& before,
                               const std::string& after) {
            const bool said = !before.empty() && before != "0";
            if (said) compare("council", now.id, name, "Cơ quan: " + what, before, after);
            if (!said && alone && before != after) tell("council", now.id, name, "Cơ quan: " + what, after);
        };
        field("id", "mã", known->id, now.id);
        field("name", "tên", known->name, now.name);
        field("level", "cấp", known->level, now.level);
        field("province", "tỉnh", known->province, now.province);
        field("organ_id", "mã định danh", known->organ_id, now.organ_id);
        field("term_name", "khóa", known->term_name, now.term_name);
        field("seats", "số đại biểu được bầu", numeral(known->seats), numeral(now.seats));
        const std::string in_office = alone ? "0" : numeral(known->in_office);  // adding people overwrites nothing
        if (known->in_office != now.in_office)
            field("in_office", "số đại biểu đương nhiệm", in_office, numeral(now.in_office));
    }

    // Counted, never typed: whoever typed another number is told so.
    void in_office()
    {
        const std::int32_t typed = imported_.council.in_office;
        if (typed > 0 && typed != council_.in_office)
            tell("council", council_.id, "in_office", "Số đại biểu đương nhiệm",
                 "ghi " + numeral(typed) + ", đếm theo nhiệm vụ đại biểu vào ngày khai mạc được " +
                     numeral(council_.in_office) + "; dùng số đếm được");
    }

    // What an earlier session keeps of its council.
    void council_then()
    {
        const Council was = council_of(database_, *before_);
        const auto field = comparing("session", imported_.session.id.value, "Cơ quan, theo kỳ họp này: ");
        field("council_id", "mã", was.id, council_.id);
        field("level", "cấp", was.level, council_.level);
        field("province", "tỉnh", was.province, council_.province);
        field("organ_id", "mã định danh", was.organ_id, council_.organ_id);
    }

    void sittings()
    {
        for (const Sitting& now : imported_.sittings) {
            const auto was = find_sitting(database_, now.id);
            if (!was) {
                if (before_) tell("sitting", now.id.value, "added", "Phiên mới", now.name + " (" + now.id.value + ")");
                continue;
            }
            const auto field = comparing("sitting", now.id.value, "Phiên " + was->name + ": ");
            field("name", "tên", was->name, now.name);
            field("classification", "loại", was->classification, now.classification);
            field("start_at", "bắt đầu", format_vietnam(parse_utc(was->start_at)),
                  format_vietnam(parse_utc(now.start_at)));
            field("end_at", "kết thúc", format_vietnam(parse_utc(was->end_at)), format_vietnam(parse_utc(now.end_at)));
            field("open_to_public", "công khai", was->open_to_public ? "có" : "không",
                  now.open_to_public ? "có" : "không");
            field("position", "thứ tự", numeral(was->position), numeral(now.position));
        }
        for (const Sitting& was :
             list_entities<Sitting>(database_, "SELECT body FROM sitting WHERE session = ?1 ORDER BY position, id",
                                    imported_.session.id.value)) {
            const bool listed = std::any_of(imported_.sittings.begin(), imported_.sittings.end(),
                                            [&](const Sitting& each) { return each.id == was.id; });
            if (!listed)
                tell("sitting", was.id.value, "kept", "Phiên " + was.name + " (" + was.id.value + ")",
                     "không có trong tệp, giữ nguyên");
        }
    }

    void agenda()
    {
        for (const AgendaItem& now : imported_.agenda) {
            const auto was = find_item(database_, now.id);
            if (!was) {
                if (before_)
                    tell("agenda_item", now.id.value, "added", "Nội dung mới",
                         (now.number.empty() ? "" : now.number + ". ") + now.name);
                continue;
            }
            const auto field =
                comparing("agenda_item", now.id.value, "Nội dung " + was->number + " (" + now.id.value + "): ");
            field("number", "số", was->number, now.number);
            field("name", "tên", was->name, now.name);
            field("sitting", "phiên", was->sitting.value, now.sitting.value);
            field("item_type", "loại", was->item_type, now.item_type);
            field("presenter", "người trình bày", name_of_person(was->presenter.value_or("")),
                  name_of_person(now.presenter.value_or("")));
            field("planned_start", "giờ dự kiến", clock(was->planned_start), clock(now.planned_start));
            field("planned_minutes", "số phút", numeral(was->planned_minutes), numeral(now.planned_minutes));
            field("position", "thứ tự", numeral(was->position), numeral(now.position));
        }
        for (const AgendaItem& was : list_entities<AgendaItem>(
                 database_, "SELECT body FROM agenda_item WHERE session = ?1 ORDER BY position, id",
                 imported_.session.id.value)) {
            const bool listed = std::any_of(imported_.agenda.begin(), imported_.agenda.end(),
                                            [&](const AgendaItem& each) { return each.id == was.id; });
            if (!listed)
                tell("agenda_item", was.id.value, "kept",
                     "Nội dung " + (was.number.empty() ? "" : was.number + ". ") + was.name,
                     "không có trong tệp, giữ nguyên; muốn bỏ: chamber-admin session item " +
                         imported_.session.id.value + " " + was.id.value + " --remove --reason \"lý do\"");
        }
    }

    static std::string clock(const std::optional<std::string>& at)
    {
        return at ? format_vietnam(parse_utc(*at)) : std::string();
    }

    // As they are known today; of an earlier session, as it keeps them.
    std::optional<Group> known_group(const GroupId& id) const
    {
        if (newest_) return find_entity<Group>(database_, "SELECT body FROM people_group WHERE id = ?1", id.value);
        if (!before_) return std::nullopt;
        return find_entity<Group>(database_, "SELECT body FROM session_group WHERE session = ?1 AND id = ?2",
                                  before_->id.value, id.value);
    }

    void groups()
    {
        for (const Group& now : imported_.groups) {
            const auto was = known_group(now.id);
            if (!was) continue;
            const auto field = comparing("group", now.id.value, was->name + ": ");
            field("name", "tên", was->name, now.name);
            field("leader", "trưởng", name_of_person(was->leader.value_or(PersonId()).value),
                  name_of_person(now.leader.value_or(PersonId()).value));
            field("deputy", "phó", name_of_person(was->deputy.value_or(PersonId()).value),
                  name_of_person(now.deputy.value_or(PersonId()).value));
            field("members", "thành viên", names_of(was->members), names_of(now.members));
            field("room", "nơi họp", was->room.value_or(""), now.room.value_or(""));
        }
    }

    void people()
    {
        std::vector<std::string> fresh;
        for (const Person& now : imported_.people) {
            const auto was = find_person(database_, now.id);
            if (!was) {
                fresh.push_back(now.name);
                continue;
            }
            if (newest_) person("person", now.id.value, in_groups(*was, known_groups_), now);
        }
        constexpr std::size_t named_max = 5;
        const std::string count = numeral(static_cast<std::int64_t>(fresh.size())) + " người";
        if (!fresh.empty())
            tell("session", imported_.session.id.value, "people", "Người mới",
                 fresh.size() <= named_max ? count + ": " + joined(fresh) : count);
    }

    void person(std::string_view type, const std::string& entity, const Person& was, const Person& now)
    {
        const auto field = comparing(type, entity, was.name + " (" + was.id.value + "): ");
        field("name", "họ tên", was.name, now.name);
        field("sort_name", "tên để xếp", was.sort_name, now.sort_name);
        field("position", "chức vụ", was.position, now.position);
        field("roles", "vai trò", role_words(was.roles), role_words(now.roles));
        field("group", "tổ", name_of_group(was.group), name_of_group(now.group));
        field("committee", "Ban", name_of_group(was.committee), name_of_group(now.committee));
        field("seat", "ghế", was.seat.value_or(""), now.seat.value_or(""));
        field("counts_for_quorum", "tính vào túc số", was.counts_for_quorum ? "có" : "không",
              now.counts_for_quorum ? "có" : "không");
        if (type != Person::type) return;
        // Learnt later than the person: nothing was said of it before.
        if (was.mandate_from)
            field("mandate_from", "ngày bắt đầu nhiệm vụ", *was.mandate_from, now.mandate_from.value_or(""));
        if (was.mandate_to) field("mandate_to", "ngày thôi nhiệm vụ", *was.mandate_to, now.mandate_to.value_or(""));
        if (!was.mandate_to && now.mandate_to) field("mandate_to", "ngày thôi nhiệm vụ", "", *now.mandate_to);
        field("suspended_from", "tạm đình chỉ từ ngày", was.suspended_from.value_or(""),
              now.suspended_from.value_or(""));
        field("suspended_to", "tạm đình chỉ đến hết ngày", was.suspended_to.value_or(""),
              now.suspended_to.value_or(""));
    }

    void roll()
    {
        if (!before_) return;
        for (std::size_t i = 0; i < imported_.people.size(); ++i) {
            const Person& now = imported_.people[i];
            const auto was = find_participant(database_, imported_.session.id, now.id);
            const std::string id = participant_id(imported_.session.id, now.id);
            const bool sits = sits_in(now, imported_.session);
            if (!was && sits)
                tell(Participant::type, id, "added", "Thêm vào danh sách kỳ họp", now.name + " (" + now.id.value + ")");
            if (was && sits) person(Participant::type, id, person_of(*was), now);
            if (was && !sits) leaves(*was, "/people/" + std::to_string(i));
        }
        for (const Participant& was : people_of(database_, imported_.session.id)) {
            const bool listed = std::any_of(imported_.people.begin(), imported_.people.end(),
                                            [&](const Person& each) { return each.id == was.person; });
            const bool delegate = has_role(was, Role::delegate);
            if (!listed && delegate && !imported_.people.empty()) leaves(was, "/people");
        }
    }

    void leaves(const Participant& was, const std::string& where)
    {
        if (has_record(database_, was.session, was.person))
            return fault(where,
                         was.name + " (" + was.person.value +
                             ") đã có điểm danh hoặc ghi chép trong kỳ họp này nên không bỏ khỏi danh sách được");
        add(Participant::type, was.id, "removed", "Bỏ khỏi danh sách kỳ họp", was.name + " (" + was.person.value + ")",
            "");
    }

    Database& database_;
    const SessionImport& imported_;
    std::optional<Session> before_;
    bool newest_;
    Council council_;  // as the file and what is known say it together
    std::vector<Group> known_groups_;
};

}  // namespace

PlannedImport plan_import(Database& database, const SessionImport& imported)
{
    return Plan(database, imported).made();
}

}  // namespace chamber::storage
