#include "server/inspect/later_changes.hpp"

#include "server/inspect/appended.hpp"
#include "server/inspect/inert_text.hpp"
#include "server/inspect/opened_pdf.hpp"

#include <algorithm>
#include <iterator>

namespace chamber::inspect {
namespace {

constexpr std::size_t revisions_max = 128;

// It shows nothing, unless it keeps a reader from the closing and that reader then finds another document.
Change describe_tail(const WholeFile& file, std::size_t length)
{
    const bool alike = length <= seen_tail_bytes_max || is_found_alike(file.bytes, file.pdf);
    const std::string words = "Phía sau phần kết thúc của tệp có " + std::to_string(length) + " byte thừa, ";
    if (alike) return {ChangeLevel::upkeep, words + "không hiện trên trang nào", {}, 0};
    return {ChangeLevel::other, words + "khiến mỗi phần mềm có thể hiển thị một nội dung khác", {}, 0};
}

std::vector<Change> compare_step(const WholeFile& file, const AppendedPart& part, const OpenedPdf& older, const OpenedPdf& newer)
{
    if (!older.pdf || !newer.pdf) return {{ChangeLevel::other, "Có lần sửa sau khi ký không đọc được", {}, 0}};
    std::vector<Change> step = account_for(file.bytes, part, file.chain, *older.pdf, *newer.pdf);
    auto changes = compare_revisions(*older.pdf, *newer.pdf);
    std::move(changes.begin(), changes.end(), std::back_inserter(step));
    return step;
}

}  // namespace

RevisionSteps compare_steps(const WholeFile& file, std::size_t first_end)
{
    RevisionSteps steps;
    if (first_end >= file.bytes.size()) return steps;
    if (const std::size_t tail = inert_tail(file.bytes, file.chain).size(); tail > 0)
        steps[file.bytes.size()] = {describe_tail(file, tail)};
    std::vector<RevisionEnd> ends;
    for (const auto& revision : file.chain.ends)
        if (revision.close > first_end) ends.push_back(revision);
    if (ends.empty()) return steps;
    if (ends.size() > revisions_max) {
        steps[ends.back().close] = {{ChangeLevel::other, "Tệp có quá nhiều lần sửa sau khi ký", {}, 0}};
        return steps;
    }
    OpenedPdf older = open_pdf(file.bytes.substr(0, first_end), Repair::refused);
    std::size_t begin = first_end;
    for (const RevisionEnd& closing : ends) {
        OpenedPdf newer = open_pdf(file.bytes.substr(0, closing.close), Repair::refused);
        steps[closing.close] = compare_step(file, {begin, closing}, older, newer);
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
