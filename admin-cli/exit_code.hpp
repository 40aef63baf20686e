// What chamber-admin tells the shell. The table is part of the interface: scripts of the IT officer branch on it
// (README.md).
#pragma once

#include "protocol/error.hpp"

namespace chamber::admin {

enum class ExitCode : int {
    done = 0,
    failed = 1,          // refused, or it did not work
    usage = 2,           // the command line cannot be read
    not_found = 3,       // the session, document, person, file or data directory named does not exist
    unavailable = 4,     // the data directory is held and its server does not answer, or the server is busy or stopping
    partly = 5,          // some of several files were refused, the others went through
    nobody_vouches = 6,  // an archive is intact, but no root was given or it is a draft
    wrong_root = 7,      // an archive is intact as far as was looked, but the root that was given is not the seal's or
                         // cannot be read
};

ExitCode exit_code_of(ErrorCode code);

}  // namespace chamber::admin
