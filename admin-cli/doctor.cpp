// doctor: is this data directory, and the machine under it, fit for a session?
#include "admin-cli/commands.hpp"
#include "admin-cli/examination.hpp"
#include "admin-cli/json_line.hpp"
#include "admin-cli/table.hpp"

#include <algorithm>

namespace chamber::admin {

namespace {

std::string_view words(Fitness fitness)
{
    switch (fitness) {
    case Fitness::sound: return "đạt";
    case Fitness::warning: return "LƯU Ý";
    case Fitness::failed: return "HỎNG";
    case Fitness::skipped: return "bỏ qua";
    }
    return "";
}

Result<ExitCode> doctor(const Invocation& invocation)
{
    const auto findings = examine(invocation.data, *invocation.terminal);
    Table table{{"KẾT QUẢ", "MỤC", "GIẢI THÍCH"}};
    for (const auto& finding : findings) {
        if (invocation.json()) {
            invocation.terminal->answer(JsonObject{}
                                            .add("check", finding.check)
                                            .add("state", wire_name_of(finding.fitness))
                                            .add("sentence", finding.sentence)
                                            .text());
        } else {
            table.add({std::string{words(finding.fitness)}, std::string{finding.label}, finding.sentence});
        }
    }
    // The explanations matter here: they are not cut at the terminal's edge.
    if (!invocation.json()) invocation.terminal->answer_raw(table.text(0));
    const bool failed =
        std::ranges::any_of(findings, [](const Finding& finding) { return finding.fitness == Fitness::failed; });
    return failed ? ExitCode::failed : ExitCode::done;
}

}  // namespace

CommandTable doctor_commands()
{
    return {
        {"doctor",
         "Kiểm tra thư mục dữ liệu và máy chủ trước kỳ họp",
         {},
         "  chamber-admin doctor\n  chamber-admin doctor --json | jq -r 'select(.state != \"sound\")'",
         doctor},
    };
}

}  // namespace chamber::admin
