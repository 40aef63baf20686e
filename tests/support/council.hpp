// A small council on disk for tests: three delegates in two groups, a guest, a secretary, an administrator; one session
// in progress with two sittings and two agenda items. Everybody's PIN and password are the constants below.
#pragma once

#include "protocol/ids.hpp"

#include <filesystem>
#include <string>

namespace chamber::test {

inline const std::string pin = "246810";
inline const std::string password = "mat-khau-thu-nghiem";
inline const std::string secretary_account = "thuky";
inline const SessionId session{"K12-KH15"};
inline const SittingId sitting{"PH1"};
inline const AgendaItemId item{"MUC01"};

// delegates "DB01".."DB03" (DB01, DB02 in TO1, DB03 in TO2), more up to `delegates` in TO2; guest "KM01"; staff "NV03",
// "NV04".
void make_council(const std::filesystem::path& root, int delegates = 3);

}  // namespace chamber::test
