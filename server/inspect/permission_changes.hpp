// /Perms of two revisions: a certification may come behind signatures that are none, by a signature made in the same
// revision.
//
// An initial or a document time-stamp comes first in many offices, and the certification after it. It only forbids, and
// binds nobody who signed before. Internal to differences.cpp.
#pragma once

#include "server/inspect/change_log.hpp"
#include "server/inspect/object_walk.hpp"

namespace chamber::inspect {

// `older`, `newer`: the catalogs.
void compare_permissions(ObjectWalk& walk, ChangeLog& log, QPDFObjectHandle older, QPDFObjectHandle newer);

}  // namespace chamber::inspect
