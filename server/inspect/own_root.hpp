// A world of the child's own: another user where the server is root, and namespaces with a root folder that holds the
// font folders and nothing else. There no path answers anything, which Landlock cannot do: it lets stat, readlink and
// statfs of any path through.
//
// A kernel, or the service manager, may forbid namespaces; then the child is left as it was, and call_filter.cpp
// refuses such calls.
#pragma once

#include "server/inspect/walls.hpp"

#include <span>

namespace chamber::inspect {

// Poppler's tables and all that fontconfig reads.
std::span<const char* const> font_folders();

// Fills in what could be built; never fails. Before any thread is started; what is opened by path later must lie in a
// font folder.
void leave_for_own_root(Walls& walls);

// No right at all is left in the own namespaces.
void drop_capabilities();

}  // namespace chamber::inspect
