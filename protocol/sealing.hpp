// Which sessions may be sealed, and which notes go with them. Others give a draft (bản nháp), marked as such, that
// vouches for nothing.
#pragma once

#include "protocol/annotation.hpp"
#include "protocol/session.hpp"

namespace chamber {

// Only what is complete is sealed: from "hoàn thiện hồ sơ" on. A session that has merely ended still lacks signed
// papers and minutes; one that was cancelled or postponed never took place.
bool may_be_sealed(SessionState state);

// Official and published notes alone; everything else stays its author's, or its group's.
bool goes_into_archive(const Annotation& annotation);

}  // namespace chamber
