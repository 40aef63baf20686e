#include "tests/faults/writer.hpp"

#include "protocol/limits.hpp"

#include <chrono>
#include <thread>

namespace chamber::test {
namespace {

using Steady = std::chrono::steady_clock;
// A refusal that took nothing ("busy", "disk_full", "io_failed"): the same is sent again after this.
constexpr std::chrono::milliseconds again_after{300};
constexpr std::chrono::milliseconds knock_every{50};
// A device that speaks more often than the server allows is hung up on; three quarters of that is fast enough.
constexpr std::chrono::milliseconds between_notes{4'000 / (3 * limits::messages_per_second)};

// The note's content says which one it is.
Stroke stroke_of(std::int64_t number)
{
    const auto x = static_cast<double>(number % 500);
    return Stroke{{x, 200, 0.5, x + 10, 210, 0.5}};
}

}  // namespace

Writer::Writer(std::string person, std::unique_ptr<Tablet> tablet, const Notebook& notebook)
    : person_(std::move(person)),
      tablet_(std::move(tablet)),
      notebook_(notebook)
{
}

std::int64_t Writer::send_note(const Paper& paper)
{
    const std::int64_t count = ++notes_;
    Annotation note;
    note.id = AnnotationId(person_ + ".t." + std::to_string(count));
    note.author = PersonId(person_);
    note.document = paper.document;
    note.revision_sha256 = paper.sha256;
    note.strokes = {stroke_of(count)};
    note.created_at = "2024-12-18T01:00:00Z";
    const std::string id = note.id.value;
    const std::int64_t number = tablet_->send(PutAnnotation{std::move(note), 0});
    sent_[number] = id;
    unanswered_.insert(number);
    notebook_.sent(person_, number, id);
    return number;
}

void Writer::collect()
{
    std::erase_if(unanswered_, [&](std::int64_t number) {
        const auto receipt = tablet_->receipts().find(number);
        if (receipt == tablet_->receipts().end()) return false;
        if (receipt->second.done) {
            acknowledged_.insert(number);
            notebook_.acknowledged(person_, number, sent_.at(number));
        } else {
            ++refusals_[receipt->second.code.value_or("")];
        }
        return true;
    });
}

bool Writer::come_back()
{
    const auto standing = tablet_->connect();
    if (!standing || standing->state != StandingState::signed_in) {
        tablet_->disconnect();
        return false;
    }
    return tablet_->resend().has_value();
}

void Writer::write(const Paper& paper, const std::atomic<bool>& rest)
{
    auto next = Steady::now();
    while (!rest) {
        if (!tablet_->connected() && !come_back()) {
            std::this_thread::sleep_for(knock_every);
            continue;
        }
        if (unanswered_.empty()) {
            std::this_thread::sleep_until(next);
            next = Steady::now() + between_notes;
            (void)send_note(paper);
        }
        const auto outcome = tablet_->wait_receipt(*unanswered_.begin());
        collect();
        if (outcome) continue;
        if (!tablet_->connected()) {
            ++disconnects_;
            continue;
        }
        ++refusals_[std::string(error_name(outcome.error().code))];
        std::this_thread::sleep_for(again_after);
        (void)tablet_->resend().has_value();
    }
}

bool Writer::settle(std::int64_t patience_ms)
{
    const auto end = Steady::now() + std::chrono::milliseconds(patience_ms);
    const auto whole = [&] {
        collect();
        return unanswered_.empty() && tablet_->all<Annotation>().size() >= sent_.size();
    };
    while (Steady::now() < end) {
        if (!tablet_->connected() && !come_back()) {
            std::this_thread::sleep_for(knock_every);
            continue;
        }
        if (tablet_->read_until(whole, 1'000)) return true;
        if (tablet_->connected()) (void)tablet_->resend().has_value();
    }
    return false;
}

std::string Writer::write_one(const Paper& paper)
{
    if (!tablet_->connected() && !come_back()) return "not_connected";
    const bool again = !unanswered_.empty();
    const std::int64_t number = again ? *unanswered_.begin() : send_note(paper);
    if (again) (void)tablet_->resend().has_value();
    const auto outcome = tablet_->wait_receipt(number);
    collect();
    if (!outcome) return std::string(error_name(outcome.error().code));
    return outcome->done ? "" : outcome->code.value_or("refused");
}

Writer::Account Writer::account() const
{
    Account account;
    account.sent = sent_.size();
    account.acknowledged = acknowledged_.size();
    account.broken_rules = tablet_->broken_rules().size();
    account.disconnects = disconnects_;
    const std::size_t there = tablet_->all<Annotation>().size();
    if (there > sent_.size()) account.twice = there - sent_.size();
    for (const std::int64_t number : acknowledged_) {
        const std::string& id = sent_.at(number);
        const auto* note = tablet_->find<Annotation>(id);
        if (!note)
            ++account.lost;
        else if (note->strokes.size() != 1 ||
                 note->strokes[0].points != stroke_of(std::stoll(id.substr(id.rfind('.') + 1))).points)
            ++account.wrong;
    }
    return account;
}

}  // namespace chamber::test
