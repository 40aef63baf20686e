// completion bash|zsh, man: what a shell and `man` are to be told of this program.
#include "admin-cli/command_line.hpp"
#include "admin-cli/shell_texts.hpp"
#include "protocol/build_id.hpp"

namespace chamber::admin {

namespace {

Result<ExitCode> complete_bash(const Invocation& invocation)
{
    invocation.terminal->answer_raw(bash_completion(all_commands()));
    return ExitCode::done;
}

Result<ExitCode> complete_zsh(const Invocation& invocation)
{
    invocation.terminal->answer_raw(zsh_completion(all_commands()));
    return ExitCode::done;
}

Result<ExitCode> write_manual(const Invocation& invocation)
{
    invocation.terminal->answer_raw(manual_page(all_commands(), build_id(), overview_closing()));
    return ExitCode::done;
}

}  // namespace

CommandTable shell_commands()
{
    return {
        {"completion bash",
         "In phần gợi ý lệnh cho “bash”",
         {},
         "  source <(chamber-admin completion bash)",
         complete_bash},
        {"completion zsh",
         "In phần gợi ý lệnh cho “zsh”",
         {},
         "  chamber-admin completion zsh > \"${fpath[1]}/_chamber-admin\"",
         complete_zsh},
        {"man", "In trang hướng dẫn cho lệnh “man”", {}, "  chamber-admin man > chamber-admin.1", write_manual},
    };
}

}  // namespace chamber::admin
