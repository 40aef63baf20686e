// What lies beside an archive in archives/, under its name and one of these. Written by server/workflows, handed on by
// chamber-admin.
#pragma once

#include <string_view>

namespace chamber::storage {

inline constexpr std::string_view digest_suffix = ".sha256";
// The time-stamp over the seal, an authority's answer in DER (RFC 3161); where one was asked for.
inline constexpr std::string_view time_stamp_suffix = ".tsr";
// "Biên bản niêm phong", to be signed; a sealed archive's alone. Those of older versions have none until they are built
// again.
inline constexpr std::string_view sealing_record_suffix = ".bien-ban.pdf";

}  // namespace chamber::storage
