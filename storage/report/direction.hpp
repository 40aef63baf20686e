// Whether a paper is văn bản đi (of the council and its organs) or văn bản đến (of everybody else).
//
// Told by the issuer as it stands on the paper, else by the symbol of its number. A council of another level ("HĐND
// tỉnh" for a commune) is somebody else.
#pragma once

#include "protocol/document.hpp"

#include <string_view>

namespace chamber::storage {

enum class Direction { outgoing, incoming, unknown };

// `council_name`: "Hội đồng nhân dân huyện Hương Sen".
Direction direction_of(const DocumentFields& paper, std::string_view council_name);

}  // namespace chamber::storage
