#include "admin-cli/session_import.hpp"

#include "admin-cli/import/session_json.hpp"
#include "admin-cli/json_line.hpp"
#include "admin-cli/office.hpp"
#include "admin-cli/private_file.hpp"
#include "admin-cli/session_bringing.hpp"
#include "protocol/limits.hpp"

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
std::vector<SessionFault> in_file(const ImportPlan& plan, const SessionImport& import, SessionForm form,
                                  std::string_view text)
{
    const JsonPlaces places(text);
    std::vector<SessionFault> faults;
    for (const auto& fault : plan.faults) {
        const auto where = form == SessionForm::exported ? fault.where : file_pointer(import, fault.where);
        faults.push_back({ErrorCode::import_faulty, where, places.of(where), fault.sentence});
    }
    return faults;
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
    return bring_session(invocation, **office, std::move(file.session.import),
                         [&](const ImportPlan& plan, const SessionImport& session) {
                             return report(invocation, in_file(plan, session, file.form, *text));
                         });
}

}  // namespace chamber::admin
