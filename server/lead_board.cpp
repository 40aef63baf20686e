#include "server/lead_board.hpp"

#include "protocol/limits.hpp"

#include <utility>

namespace chamber::server {

void LeadBoard::note(std::uint64_t leader, const PersonId& person, const AtPage& place, Scope scope)
{
    leader_ = leader;
    told_ = ChairAt{person, place.document, place.sha256, place.page_index};
    scope_ = std::move(scope);
    fresh_ = true;
}

void LeadBoard::end(std::uint64_t leader)
{
    if (leader_ == leader) end();
}

void LeadBoard::end()
{
    if (!leader_) return;
    leader_.reset();
    told_ = {};
    fresh_ = true;
}

std::uint64_t LeadBoard::version(SteadyMs now)
{
    if (fresh_ && (version_ == 0 || now.value - at_.value >= limits::at_page_every_ms)) {
        fresh_ = false;
        at_ = now;
        ++version_;
    }
    return version_;
}

ChairAt LeadBoard::told_to(const Viewer& viewer) const
{
    return leader_ && may_see(viewer, scope_, Document::type) ? told_ : ChairAt{};
}

}  // namespace chamber::server
