// session import|list.
#include "admin-cli/commands.hpp"
#include "admin-cli/demo/session_json.hpp"
#include "admin-cli/filed_document.hpp"
#include "admin-cli/json_line.hpp"
#include "admin-cli/office.hpp"
#include "admin-cli/private_file.hpp"
#include "admin-cli/secrets.hpp"
#include "admin-cli/slips.hpp"
#include "admin-cli/table.hpp"
#include "admin-cli/words.hpp"
#include "protocol/limits.hpp"
#include "storage/secret.hpp"
#include "storage/system_world.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace chamber::admin {

namespace {

// People who are here already keep their secrets: a second session must not lock anybody out.
Result<std::vector<Person>> strangers(Office& office, const SessionImport& import)
{
    auto known = office.all<Person>();
    if (!known) return known.error();
    std::vector<Person> found;
    for (const auto& person : import.people) {
        if (std::ranges::find(*known, person.id, &Person::id) == known->end()) found.push_back(person);
    }
    return found;
}

// Draws a secret for each and puts its hash into the import.
Result<std::vector<IssuedSecret>> issue_secrets(const Invocation& invocation, const std::vector<Person>& people, SessionImport& import)
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
        if (!has_pin(person)) secret.account = account_of(person);
        secret.secret = has_pin(person) ? draw_pin(entropy) : draw_password(entropy);
        auto hash = has_pin(person) ? hasher->hash_pin(secret.secret) : hasher->hash_password(secret.secret);
        if (!hash) return hash.error();
        import.secrets.push_back({person.id, secret.account, *hash});
        issued.push_back(std::move(secret));
    }
    return issued;
}

Result<ExitCode> import(const Invocation& invocation)
{
    auto text = read_whole_file(invocation.one("FILE"), limits::local_frame_bytes_max);
    if (!text) return text.error();
    auto file = demo::parse_session_file(*text);
    if (!file) return file.error();
    auto office = open_office(invocation.data);
    if (!office) return office.error();
    auto session = std::move(file->import);
    // Before anybody waits for fifty hashes.
    if (find_session(**office, session.session.id.value)) return fail(ErrorCode::already_exists, {}, session.session.id.value);
    auto people = strangers(**office, session);
    if (!people) return people.error();
    auto issued = issue_secrets(invocation, *people, session);
    if (!issued) return issued.error();

    // The sheet comes first: a session whose PINs nobody knows would be worse than a sheet without a session.
    const std::filesystem::path sheet =
        invocation.text("--pins", (invocation.data / ("ma-pin-" + session.session.id.value + ".csv")).string());
    if (!issued->empty()) {
        auto head = slip_head(invocation.data, session.council.name, session.session.name);
        if (!head) return head.error();
        if (auto written = write_sheet_and_slips(sheet, *head, *issued); !written) return written.error();
    }
    if (auto imported = (*office)->import_session(session); !imported) {
        if (!issued->empty()) remove_sheet_and_slips(sheet);
        return imported.error();
    }

    if (invocation.json()) {
        JsonObject object;
        object.add("session", session.session.id.value).add("sittings", session.sittings.size()).add("agenda_items", session.agenda.size());
        object.add("people", session.people.size()).add("secrets", issued->size());
        object.add("pins_file", issued->empty() ? std::nullopt : std::optional{sheet.string()});
        object.add("slips_file", issued->empty() ? std::nullopt : std::optional{slips_beside(sheet).string()});
        invocation.terminal->answer(object.text());
        return ExitCode::done;
    }
    invocation.terminal->answer(fmt::format("{}  {}: {} phiên, {} nội dung, {} người", session.session.id.value, session.session.name,
                                            session.sittings.size(), session.agenda.size(), session.people.size()));
    if (!issued->empty()) invocation.terminal->note(sheet_words(issued->size(), sheet));
    return ExitCode::done;
}

Result<ExitCode> list(const Invocation& invocation)
{
    auto office = open_office(invocation.data);
    if (!office) return office.error();
    auto sessions = (*office)->all<Session>();
    if (!sessions) return sessions.error();
    auto items = (*office)->all<AgendaItem>();
    if (!items) return items.error();
    std::ranges::sort(*sessions, {}, [](const Session& session) { return std::tuple{session.start_on, session.id}; });
    Table table{{"MÃ", "SỐ", "TỪ NGÀY", "ĐẾN NGÀY", "TRẠNG THÁI", "NỘI DUNG", "TÀI LIỆU", "CHỜ PHÁT HÀNH", "TÊN"}};
    for (const auto& session : *sessions) {
        auto documents = filed_documents(**office, session.id);
        if (!documents) return documents.error();
        const auto waiting = std::ranges::count_if(*documents, [](const FiledDocument& document) { return !document.waiting.empty(); });
        const auto item_count = std::ranges::count(*items, session.id, &AgendaItem::session);
        if (invocation.json()) {
            JsonObject object;
            object.add("id", session.id.value)
                .add("number", session.number)
                .add("name", session.name)
                .add("state", wire_name(session.state));
            object.add("start_on", session.start_on).add("end_on", session.end_on).add("venue", session.venue);
            object.add("current_item", session.current_item ? std::optional{session.current_item->value} : std::nullopt);
            object.add("agenda_items", item_count).add("documents", documents->size()).add("waiting", waiting);
            invocation.terminal->answer(object.text());
        } else {
            table.add({session.id.value, std::to_string(session.number), session.start_on, session.end_on,
                       std::string{label(session.state)}, std::to_string(item_count), std::to_string(documents->size()),
                       std::to_string(waiting), session.name});
        }
    }
    if (!invocation.json()) invocation.terminal->answer_raw(table.text(invocation.terminal->columns()));
    return ExitCode::done;
}

}  // namespace

CommandTable session_commands()
{
    return {
        {"session import",
         "Nhập kỳ họp từ tệp JSON: chương trình, đại biểu, khách mời, tổ; cấp mã PIN cho người mới",
         {{"FILE", Takes::word, "Tệp JSON của kỳ họp"},
          {"--pins", Takes::option, "Nơi ghi mã PIN (CSV, chỉ chủ sở hữu đọc được), phiếu để in nằm bên cạnh (.html); mặc định: ma-pin-<kỳ họp>.csv trong thư mục dữ liệu"}},
         "  chamber-admin session import ky-hop-15.json --pins ma-pin.csv",
         import},
        {"session list", "Liệt kê kỳ họp", {}, "  chamber-admin session list --json", list},
    };
}

}  // namespace chamber::admin
