#include "server/inspect/later_changes.hpp"

#include "server/inspect/appended.hpp"
#include "server/inspect/inert_text.hpp"
#include "server/inspect/opened_pdf.hpp"
#include "server/inspect/verdict.hpp"

#include <algorithm>
#include <iterator>

namespace chamber::inspect {
namespace {

constexpr std::size_t revisions_max = 128;
constexpr std::size_t line_end_max = 2;

// It shows nothing, unless it keeps a reader from the closing and that reader then finds another document.
Change describe_tail(const WholeFile& file, std::size_t length)
{
    const bool alike = length <= seen_tail_bytes_max || is_found_alike(file.bytes, file.pdf);
    const std::string words = "Phía sau phần kết thúc của tệp có " + std::to_string(length) + " byte thừa, ";
    if (alike) return {ChangeLevel::upkeep, words + "không hiện trên trang nào", {}, 0};
    return {ChangeLevel::other, words + "khiến mỗi phần mềm có thể hiển thị một nội dung khác", {}, 0};
}

std::vector<Change> compare_step(const WholeFile& file, const AppendedPart& part, const OpenedPdf& older,
                                 const OpenedPdf& newer, LetterShelf& letters)
{
    if (!older.pdf || !newer.pdf) return {{ChangeLevel::other, "Có lần sửa sau khi ký không đọc được", {}, 0}};
    std::vector<Change> step = account_for(file.bytes, part, file.chain, *older.pdf, *newer.pdf);
    auto changes = compare_revisions(*older.pdf, *newer.pdf, letters);
    std::move(changes.begin(), changes.end(), std::back_inserter(step));
    return step;
}

// Since which revision the values stood there that this one wrote over; then, which values it brought.
void date_values(std::vector<Change>& changes, std::size_t end, std::map<std::string, std::size_t>& brought)
{
    for (auto& change : changes)
        if (const auto known = brought.find(change.field);
            change.value == ValueStep::overwritten && known != brought.end())
            change.value_since = known->second;
    for (const auto& change : changes)
        if (change.value != ValueStep::none) brought[change.field] = end;
}

// FieldMDP, or the field's own lock.
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

// DocMDP of the signature, or of the certification that it was made under.
std::int32_t permission_at(const std::vector<BoundSignature>& signatures, const BoundSignature& one)
{
    std::int32_t granted = one.field.certification;
    for (const auto& other : signatures)
        if (granted == 0 && other.intact && other.end < one.end) granted = other.field.certification;
    return granted;
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
    LetterShelf letters;
    std::map<std::string, std::size_t> brought;  // by the field's name: the revision that filled it in last
    for (const RevisionEnd& closing : ends) {
        OpenedPdf newer = open_pdf(file.bytes.substr(0, closing.close), Repair::refused);
        steps[closing.close] = compare_step(file, {begin, closing}, older, newer, letters);
        date_values(steps[closing.close], closing.close, brought);
        older = std::move(newer);
        begin = closing.close;
    }
    return steps;
}

bool all_allow(const std::vector<BoundSignature>& signatures, std::size_t end, const Change& change)
{
    for (const auto& one : signatures) {
        if (one.end >= end) continue;
        if (!is_allowed(change, permission_at(signatures, one)) || is_locked(one.field, change)) return false;
        if (change.value == ValueStep::overwritten && one.end >= change.value_since) return false;
        if (one.field.lock_permission > 0 && !is_allowed(change, one.field.lock_permission)) return false;
    }
    return true;
}

std::size_t joined_end(const std::vector<BoundSignature>& signatures, std::size_t end)
{
    for (const auto& one : signatures)
        if (one.ends_a_revision && one.end >= end && one.end - end <= line_end_max) return one.end;
    return end;
}

}  // namespace chamber::inspect
