#include "protocol/sealing.hpp"

namespace chamber {

bool may_be_sealed(SessionState state)
{
    switch (state) {
    case SessionState::filing:
    case SessionState::archived: return true;
    case SessionState::planned:
    case SessionState::convened:
    case SessionState::distributed:
    case SessionState::in_session:
    case SessionState::recess:
    case SessionState::closed:
    case SessionState::postponed:
    case SessionState::cancelled: break;
    }
    return false;
}

bool goes_into_archive(const Annotation& annotation)
{
    return annotation.visibility == Visibility::official || annotation.visibility == Visibility::published;
}

}  // namespace chamber
