#include "server/inspect/later_changes.hpp"

#include "server/inspect/appended.hpp"
#include "server/inspect/opened_pdf.hpp"

#include <algorithm>
#include <iterator>

namespace chamber::inspect {
namespace {

constexpr std::size_t revisions_max = 128;

}  // namespace

RevisionSteps compare_steps(std::string_view bytes, const RevisionChain& chain, std::size_t first_end)
{
    RevisionSteps steps;
    std::vector<RevisionEnd> ends;
    for (const auto& revision : chain.ends)
        if (revision.close > first_end) ends.push_back(revision);
    if (ends.empty()) return steps;
    if (ends.size() > revisions_max) {
        steps[ends.back().close] = {{ChangeLevel::other, "Tệp có quá nhiều lần sửa sau khi ký", {}, 0}};
        return steps;
    }
    OpenedPdf older = open_pdf(bytes.substr(0, first_end), Repair::refused);
    std::size_t begin = first_end;
    for (const RevisionEnd& closing : ends) {
        OpenedPdf newer = open_pdf(bytes.substr(0, closing.close), Repair::refused);
        std::vector<Change>& step = steps[closing.close];
        if (!older.pdf || !newer.pdf) {
            step = {{ChangeLevel::other, "Có lần sửa sau khi ký không đọc được", {}, 0}};
        } else {
            step = account_for(bytes, {begin, closing}, chain, *older.pdf, *newer.pdf);
            auto changes = compare_revisions(*older.pdf, *newer.pdf);
            std::move(changes.begin(), changes.end(), std::back_inserter(step));
        }
        older = std::move(newer);
        begin = closing.close;
    }
    return steps;
}

bool is_locked(const SignedField& signature, const Change& change)
{
    if (change.field.empty()) return false;
    for (const auto& lock : signature.locks) {
        const bool named = std::any_of(lock.fields.begin(), lock.fields.end(), [&](const std::string& name) {
            return change.field == name || change.field.starts_with(name + ".");
        });
        if (lock.action == LockAction::all || (lock.action == LockAction::include && named) ||
            (lock.action == LockAction::exclude && !named))
            return true;
    }
    return false;
}

}  // namespace chamber::inspect
