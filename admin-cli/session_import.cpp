#include "admin-cli/session_import.hpp"

#include "admin-cli/import/session_json.hpp"
#include "admin-cli/json_line.hpp"
#include "admin-cli/office.hpp"
#include "admin-cli/private_file.hpp"
#include "admin-cli/secrets.hpp"
#include "admin-cli/slips.hpp"
#include "protocol/importing.hpp"
#include "protocol/limits.hpp"
#include "storage/keys/secret_hasher.hpp"
#include "storage/system_world.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace chamber::admin {

namespace {

// Each fault on a line of its own, as compilers write them; machines get an object for each.
Error report(const Invocation& invocation, const std::vector<SessionFault>& faults)
{
    const auto& path = invocation.one("FILE");
    const auto code = faults.front().code == ErrorCode::not_json ? ErrorCode::not_json : ErrorCode::import_faulty;
    for (const auto& fault : faults) {
        if (invocation.json()) {
            JsonObject object;
            object.add("fault", fault.sentence)
                .add("where", fault.where)
                .add("line", fault.place.line)
                .add("column", fault.place.column);
            invocation.terminal->answer(object.text());
        } else {
            invocation.terminal->complain(fmt::format("{}: dòng {}, cột {}: {}{}", path, fault.place.line,
                                                      fault.place.column, fault.sentence,
                                                      fault.where.empty() ? "" : " (" + fault.where + ")"),
                                          error_name(code));
        }
    }
    return fail(ErrorCode::import_faulty, fmt::format("{} lỗi", faults.size()), path);
}

// The server's faults, with their places in the file.
std::vector<SessionFault> in_file(const ImportPlan& plan, const SessionImport& import, std::string_view text)
{
    const JsonPlaces places(text);
    std::vector<SessionFault> faults;
    for (const auto& fault : plan.faults) {
        const auto where = file_pointer(import, fault.where);
        faults.push_back({ErrorCode::import_faulty, where, places.of(where), fault.sentence});
    }
    return faults;
}

std::size_t overwrites_of(const ImportPlan& plan)
{
    return static_cast<std::size_t>(
        std::ranges::count_if(plan.changes, [](const ImportChange& each) { return !each.before.empty(); }));
}

void show(const Invocation& invocation, const ImportPlan& plan)
{
    for (const auto& change : plan.changes) {
        if (invocation.json()) {
            invocation.terminal->answer(
                JsonObject{}.add("change", change.what).add("before", change.before).add("after", change.after).text());
        } else if (change.before.empty()) {
            invocation.terminal->answer(fmt::format("  + {}: {}", change.what, change.after));
        } else {
            invocation.terminal->answer(fmt::format("  ~ {}: {} → {}", change.what, change.before,
                                                    change.after.empty() ? "(bỏ)" : change.after));
        }
    }
}

// Whoever overwrites has seen what.
Result<void> agree(const Invocation& invocation, std::size_t overwrites)
{
    if (overwrites == 0 || invocation.given("--yes")) return {};
    const auto& path = invocation.one("FILE");
    if (!invocation.terminal->can_ask())
        return fail(
            ErrorCode::import_overwrites,
            fmt::format("{} chỗ sẽ bị thay; chạy lại ở cửa sổ lệnh để trả lời, hoặc thêm --yes nếu đồng ý", overwrites),
            path);
    auto typed =
        invocation.terminal->ask(fmt::format("{} chỗ đánh dấu ~ ở trên sẽ bị thay. Gõ đồng ý để nạp", overwrites));
    if (!typed) return typed.error();
    for (const std::string_view yes : {"đồng ý", "Đồng ý", "dong y", "có", "co"})
        if (*typed == yes) return {};
    return fail(ErrorCode::import_overwrites, "chưa đồng ý nên chưa nạp gì", path);
}

// People who are here already keep their secrets: a second session must not lock anybody out. Who sits no more needs
// none.
Result<std::vector<Person>> strangers(Office& office, const SessionImport& import)
{
    auto known = office.all<Person>();
    if (!known) return known.error();
    std::vector<Person> found;
    for (const auto& person : import.people) {
        if (std::ranges::find(*known, person.id, &Person::id) == known->end() && sits_in(person, import.session))
            found.push_back(person);
    }
    return found;
}

// Draws a secret for each and puts its hash into the import.
Result<std::vector<IssuedSecret>> issue_secrets(const Invocation& invocation, const std::vector<Person>& people,
                                                SessionImport& import)
{
    auto directory = storage::DataDirectory::open(invocation.data);
    if (!directory) return directory.error();
    auto hasher = open_known_hasher(*directory);
    if (!hasher) return hasher.error();
    storage::SystemEntropy entropy;
    std::vector<IssuedSecret> issued;
    for (const auto& person : people) {
        invocation.terminal->progress("đang cấp mã PIN", issued.size(), people.size());
        IssuedSecret secret{person, std::nullopt, {}};
        if (!has_pin(person)) secret.account = account_of(person.id);
        secret.secret = has_pin(person) ? draw_pin(entropy) : draw_password(entropy);
        auto hash = has_pin(person) ? hasher->hash_pin(secret.secret) : hasher->hash_password(secret.secret);
        if (!hash) return hash.error();
        import.secrets.push_back({person.id, secret.account, *hash});
        issued.push_back(std::move(secret));
    }
    return issued;
}

// A sheet that was written before is never written over: the next one has a number.
std::filesystem::path sheet_of(const Invocation& invocation, const SessionId& session)
{
    if (const auto chosen = invocation.maybe("--pins")) return *chosen;
    std::filesystem::path sheet = invocation.data / ("ma-pin-" + session.value + ".csv");
    std::error_code ignored;
    for (int n = 2; std::filesystem::exists(sheet, ignored) || std::filesystem::exists(slips_beside(sheet), ignored);
         ++n)
        sheet = invocation.data / fmt::format("ma-pin-{}-{}.csv", session.value, n);
    return sheet;
}

JsonObject counted(const SessionImport& session)
{
    JsonObject object;
    object.add("session", session.session.id.value)
        .add("sittings", session.sittings.size())
        .add("agenda_items", session.agenda.size());
    return object.add("people", session.people.size());
}

Result<ExitCode> carry_out(const Invocation& invocation, Office& office, SessionImport& session, const ImportPlan& plan)
{
    auto people = strangers(office, session);
    if (!people) return people.error();
    auto issued = issue_secrets(invocation, *people, session);
    if (!issued) return issued.error();

    // The sheet comes first: a session whose PINs nobody knows would be worse than a sheet without a session.
    const auto sheet = sheet_of(invocation, session.session.id);
    if (!issued->empty()) {
        auto head = slip_head(invocation.data, session.council.name, session.session.name);
        if (!head) return head.error();
        if (auto written = write_sheet_and_slips(sheet, *head, *issued); !written) return written.error();
    }
    if (auto imported = office.import_session(session, plan.digest); !imported) {
        if (!issued->empty()) remove_sheet_and_slips(sheet);
        return imported.error();
    }

    if (invocation.json()) {
        auto object = counted(session);
        object.add("secrets", issued->size())
            .add("changes", plan.changes.size())
            .add("overwritten", overwrites_of(plan));
        object.add("pins_file", issued->empty() ? std::nullopt : std::optional{sheet.string()});
        object.add("slips_file", issued->empty() ? std::nullopt : std::optional{slips_beside(sheet).string()});
        invocation.terminal->answer(object.text());
        return ExitCode::done;
    }
    const auto listed =
        std::ranges::count_if(session.people, [&](const Person& each) { return sits_in(each, session.session); });
    invocation.terminal->answer(fmt::format("{}  {}: {} phiên, {} nội dung, {} người", session.session.id.value,
                                            session.session.name, session.sittings.size(), session.agenda.size(),
                                            listed));
    for (const auto& person : session.people)
        if (!sits_in(person, session.session))
            invocation.terminal->note(
                fmt::format("{} ({}) không còn nhiệm vụ đại biểu vào ngày họp nên không có trong danh sách.",
                            person.name, person.id.value));
    if (!issued->empty()) invocation.terminal->note(sheet_words(issued->size(), sheet));
    return ExitCode::done;
}

}  // namespace

Result<ExitCode> import_session_file(const Invocation& invocation)
{
    auto text = read_whole_file(invocation.one("FILE"), limits::local_frame_bytes_max);
    if (!text) return text.error();
    auto file = read_session_file(*text);
    if (!file.faults.empty()) return report(invocation, file.faults);
    auto office = open_office(invocation.data);
    if (!office) return office.error();
    auto session = std::move(file.session.import);
    // Before anybody waits for fifty hashes.
    auto plan = (*office)->plan_import(session);
    if (!plan) return plan.error();
    if (!plan->faults.empty()) return report(invocation, in_file(*plan, session, *text));
    const auto overwrites = overwrites_of(*plan);
    const bool dry_run = invocation.given("--dry-run");
    // Whoever imports what is new sees what came of it; a machine that does not ask for the plan gets one object.
    if (dry_run || (overwrites > 0 && !invocation.json())) show(invocation, *plan);
    if (dry_run) {
        if (invocation.json())
            invocation.terminal->answer(counted(session)
                                            .add("dry_run", true)
                                            .add("changes", plan->changes.size())
                                            .add("overwritten", overwrites)
                                            .add("digest", plan->digest)
                                            .text());
        else
            invocation.terminal->answer(
                plan->changes.empty() ? "Không có gì thay đổi."
                                      : fmt::format("Nạp thử, chưa đổi gì: {} mục mới hoặc giữ nguyên, {} chỗ bị thay.",
                                                    plan->changes.size() - overwrites, overwrites));
        return ExitCode::done;
    }
    if (auto agreed = agree(invocation, overwrites); !agreed) return agreed.error();
    return carry_out(invocation, **office, session, *plan);
}

}  // namespace chamber::admin
