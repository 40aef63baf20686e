// Which sessions may be sealed. Others give a draft (bản nháp), marked as such, that vouches for nothing.
#pragma once

#include "protocol/session.hpp"

namespace chamber {

// Only what is complete is sealed: from "hoàn thiện hồ sơ" on. A session that has merely ended still lacks signed
// papers and minutes; one that was cancelled or postponed never took place.
bool may_be_sealed(SessionState state);

}  // namespace chamber
