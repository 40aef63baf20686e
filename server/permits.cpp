#include "server/permits.hpp"

#include <utility>

namespace chamber::server {
namespace {

// Nobody could say: not the end of anything.
bool is_no_answer(ErrorCode code)
{
    return never_asked(code) || code == ErrorCode::io_failed || code == ErrorCode::database_failed ||
           code == ErrorCode::database_damaged;
}

}  // namespace

void Permit::end(const Error& why)
{
    if (why_) return;
    why_ = why;
    cut();
    if (const auto told = std::exchange(told_, nullptr)) told(why);
}

void Permits::ask(const Claim& claim, std::function<void(Result<void>)> answer)
{
    auto work = [viewer = claim.viewer](storage::Store& store) -> Result<Viewer> {
        // The office's own machine has no device: whoever may open its socket acts for the office.
        if (viewer.device == store.local_viewer().device) return viewer;
        return store.proven_viewer(viewer.person, viewer.device);
    };
    storage_.look(std::move(work), [still = claim.still, answer](Result<Viewer> viewer) {
        if (!viewer) return answer(viewer.error());
        if (!still) return answer({});
        still(*viewer, answer);
    });
}

std::shared_ptr<Permit> Permits::open(Claim claim)
{
    std::erase_if(open_, [](const auto& permit) { return permit.expired(); });
    auto permit = std::make_shared<Permit>(std::move(claim));
    open_.push_back(permit);
    // What changed between the question and now was told to nobody.
    ask_about(permit);
    return permit;
}

void Permits::ask_again()
{
    std::erase_if(open_, [](const auto& permit) { return permit.expired(); });
    const auto open = open_;
    for (const auto& weak : open)
        if (const auto permit = weak.lock()) ask_about(permit);
}

void Permits::tick()
{
    if (std::exchange(unasked_, false)) ask_again();
}

void Permits::ask_about(const std::shared_ptr<Permit>& permit)
{
    if (permit->why_) return;
    if (permit->asking_) {
        permit->again_ = true;
        return;
    }
    permit->asking_ = true;
    ask(permit->claim_, [this, weak = std::weak_ptr<Permit>(permit)](Result<void> holds) {
        const auto asked = weak.lock();
        if (!asked) return;
        asked->asking_ = false;
        if (!holds && is_no_answer(holds.error().code))
            unasked_ = true;
        else if (!holds)
            return asked->end(holds.error());
        if (std::exchange(asked->again_, false)) ask_about(asked);
    });
}

}  // namespace chamber::server
