// session import|list|chair|guest|item.
#include "admin-cli/commands.hpp"
#include "admin-cli/filed_document.hpp"
#include "admin-cli/json_line.hpp"
#include "admin-cli/office.hpp"
#include "admin-cli/session_bringing.hpp"
#include "admin-cli/session_changes.hpp"
#include "admin-cli/session_import.hpp"
#include "admin-cli/table.hpp"
#include "admin-cli/words.hpp"

#include <algorithm>
#include <iterator>

namespace chamber::admin {

namespace {

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
        const auto waiting =
            std::ranges::count_if(*documents, [](const FiledDocument& document) { return !document.waiting.empty(); });
        const auto item_count = std::ranges::count(*items, session.id, &AgendaItem::session);
        if (invocation.json()) {
            JsonObject object;
            object.add("id", session.id.value)
                .add("number", session.number)
                .add("name", session.name)
                .add("state", wire_name(session.state));
            object.add("start_on", session.start_on).add("end_on", session.end_on).add("venue", session.venue);
            object.add("current_item",
                       session.current_item ? std::optional{session.current_item->value} : std::nullopt);
            object.add("imported_from", session.imported_from);
            object.add("agenda_items", item_count).add("documents", documents->size()).add("waiting", waiting);
            invocation.terminal->answer(object.text());
        } else {
            table.add(
                {session.id.value, std::to_string(session.number), session.start_on, session.end_on,
                 label_in_sentence(session.state), std::to_string(item_count), std::to_string(documents->size()),
                 std::to_string(waiting),
                 session.imported_from ? session.name + " (nhập từ " + *session.imported_from + ")" : session.name});
        }
    }
    if (!invocation.json()) invocation.terminal->answer_raw(table.text(invocation.terminal->columns()));
    return ExitCode::done;
}

}  // namespace

CommandTable session_commands()
{
    CommandTable table{
        {"session import",
         "Nhập kỳ họp từ tệp JSON: chương trình, đại biểu, khách mời, tổ; cấp mã PIN cho người mới. Nạp lại được để sửa chỗ gõ sai",
         {{"FILE", Takes::word, "Tệp JSON của kỳ họp"},
          {"--dry-run", Takes::flag, "Chỉ cho xem sẽ thay đổi gì, không nạp"},
          yes_option,
          {"--pins", Takes::option,
           "Nơi ghi mã PIN (CSV, chỉ chủ sở hữu đọc được), phiếu để in nằm bên cạnh (.html); mặc định: ma-pin-<kỳ họp>.csv trong thư mục dữ liệu"}},
         "  chamber-admin session import ky-hop-15.json --dry-run\n  chamber-admin session import ky-hop-15.json --pins ma-pin.csv",
         import_session_file},
        {"session list", "Liệt kê kỳ họp", {}, "  chamber-admin session list --json", list},
    };
    std::ranges::move(session_change_commands(), std::back_inserter(table));
    return table;
}

}  // namespace chamber::admin
