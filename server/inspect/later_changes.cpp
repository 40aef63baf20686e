#include "server/inspect/later_changes.hpp"

#include "server/inspect/opened_pdf.hpp"

#include <algorithm>

namespace chamber::inspect {
namespace {

constexpr std::size_t revisions_max = 128;

}  // namespace

RevisionSteps compare_steps(std::string_view bytes, const RevisionChain& chain, std::size_t first_end)
{
    RevisionSteps steps;
    std::vector<std::size_t> ends;
    for (const auto& revision : chain.ends)
        if (revision.close > first_end) ends.push_back(revision.close);
    if (ends.empty()) return steps;
    if (ends.size() > revisions_max) {
        steps[ends.back()] = {{ChangeLevel::other, "Tệp có quá nhiều lần sửa sau khi ký", {}, 0}};
        return steps;
    }
    OpenedPdf older = open_pdf(bytes.substr(0, first_end), Repair::refused);
    LetterShelf letters;
    for (const std::size_t end : ends) {
        OpenedPdf newer = open_pdf(bytes.substr(0, end), Repair::refused);
        if (!older.pdf || !newer.pdf)
            steps[end] = {{ChangeLevel::other, "Có lần sửa sau khi ký không đọc được", {}, 0}};
        else
            steps[end] = compare_revisions(*older.pdf, *newer.pdf, letters);
        older = std::move(newer);
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
