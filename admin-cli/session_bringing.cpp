#include "admin-cli/session_bringing.hpp"

#include "admin-cli/json_line.hpp"
#include "admin-cli/private_file.hpp"
#include "admin-cli/secrets.hpp"
#include "admin-cli/slips.hpp"
#include "protocol/importing.hpp"
#include "storage/keys/secret_hasher.hpp"
#include "storage/system_world.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace chamber::admin {

namespace {

// What is brought in, by its id; before the first session the council.
std::string name_of(const SessionImport& import)
{
    return is_council_only(import) ? "hội đồng" : import.session.id.value;
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
Result<void> agree(const Invocation& invocation, const SessionImport& session, std::size_t overwrites)
{
    if (overwrites == 0 || invocation.given("--yes")) return {};
    const std::string path = invocation.given("FILE") ? invocation.one("FILE") : name_of(session);
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
std::filesystem::path sheet_of(const Invocation& invocation, const SessionImport& import)
{
    if (const auto chosen = invocation.maybe("--pins")) return *chosen;
    const std::string of = is_council_only(import) ? "hoi-dong" : import.session.id.value;
    std::filesystem::path sheet = invocation.data / ("ma-pin-" + of + ".csv");
    std::error_code ignored;
    for (int n = 2; std::filesystem::exists(sheet, ignored) || std::filesystem::exists(slips_beside(sheet), ignored);
         ++n)
        sheet = invocation.data / fmt::format("ma-pin-{}-{}.csv", of, n);
    return sheet;
}

JsonObject counted(const SessionImport& session)
{
    JsonObject object;
    object.add("session", is_council_only(session) ? std::nullopt : std::optional(session.session.id.value))
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
    const auto sheet = sheet_of(invocation, session);
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
    if (is_council_only(session)) {
        invocation.terminal->answer(
            fmt::format("{}: {} người, chưa có kỳ họp", session.council.name, session.people.size()));
        if (!issued->empty()) invocation.terminal->note(sheet_words(issued->size(), sheet));
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

Error tell_faults_plainly(const Invocation& invocation, const ImportPlan& plan, const SessionImport& session)
{
    for (const ImportFault& fault : plan.faults) {
        if (invocation.json())
            invocation.terminal->answer(JsonObject{}.add("fault", fault.sentence).add("where", fault.where).text());
        else
            invocation.terminal->complain(fault.sentence + " (" + fault.where + ")",
                                          error_name(ErrorCode::import_faulty));
    }
    return fail(ErrorCode::import_faulty, fmt::format("{} lỗi", plan.faults.size()), name_of(session));
}

}  // namespace

Result<Changing> open_changing(const Invocation& invocation, const std::string& typed)
{
    auto office = open_office(invocation.data);
    if (!office) return office.error();
    auto known = known_council(**office);
    if (!known) return known.error();
    const bool none =
        std::ranges::all_of(known->sessions, [](const Session& each) { return each.state == SessionState::cancelled; });
    if (typed.empty() && none) {
        SessionImport council = council_import_of(*known);
        return Changing{std::move(*office), std::move(*known), std::move(council)};
    }
    auto session = known_session(*known, typed);
    if (!session) return session.error();
    SessionImport import = *import_of(*known, session->id);
    return Changing{std::move(*office), std::move(*known), std::move(import)};
}

Result<ExitCode> bring_session(const Invocation& invocation, Office& office, SessionImport session,
                               const TellFaults& tell_faults)
{
    // Before anybody waits for fifty hashes.
    auto plan = office.plan_import(session);
    if (!plan) return plan.error();
    if (!plan->faults.empty()) return tell_faults(*plan, session);
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
    if (auto agreed = agree(invocation, session, overwrites); !agreed) return agreed.error();
    return carry_out(invocation, office, session, *plan);
}

Result<ExitCode> bring_session(const Invocation& invocation, Office& office, SessionImport session)
{
    return bring_session(invocation, office, std::move(session),
                         [&](const ImportPlan& plan, const SessionImport& wrong) {
                             return tell_faults_plainly(invocation, plan, wrong);
                         });
}

}  // namespace chamber::admin
