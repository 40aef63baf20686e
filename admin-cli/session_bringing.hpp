// Bringing a session in, whatever it was made of (a file, a copy, a few words typed): its plan is shown, and what is
// there already is overwritten only for whoever says so.
//
//   plan ─ faults? told ─▶ shown ─ --dry-run? end ─ overwrites? asked, or --yes ─▶ secrets ─▶ import
//
// People who are new get a PIN or a password; the sheet is written before the import (--pins).
#pragma once

#include "admin-cli/command.hpp"
#include "admin-cli/known.hpp"
#include "admin-cli/office.hpp"

#include <functional>
#include <memory>

namespace chamber::admin {

// A session that is changed, and all that is known around it.
struct Changing {
    std::unique_ptr<Office> office;
    KnownCouncil known;
    SessionImport session;
};

// The session that was typed (known_session()), as it is known; nothing typed before the first session: the council
// alone. Errors: those of the office, session_unknown.
Result<Changing> open_changing(const Invocation& invocation, const std::string& typed);

// Of every command that brings a session in.
inline constexpr Parameter dry_run_option{"--dry-run", Takes::flag, "Chỉ cho xem sẽ thay đổi gì, không ghi"};
inline constexpr Parameter yes_option{"--yes", Takes::flag, "Đồng ý thay dữ liệu đang có, không hỏi lại"};

// Tells what is wrong, in the words of where it came from; what it answers ends the command.
using TellFaults = std::function<Error(const ImportPlan& plan, const SessionImport& session)>;

// Errors: import_faulty, import_overwrites (nobody agreed), those of secrets and of the import.
Result<ExitCode> bring_session(const Invocation& invocation, Office& office, SessionImport session,
                               const TellFaults& tell_faults);
// Faults one a line, with their places in the import.
Result<ExitCode> bring_session(const Invocation& invocation, Office& office, SessionImport session);

}  // namespace chamber::admin
