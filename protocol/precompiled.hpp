// What most sources include, parsed once for all of them (CMakeLists.txt: chamber_precompiled). No source relies on it:
// each includes what it uses, and all is built without, too (tests/thorough threads, fuzz).
#pragma once

#include "protocol/message.hpp"
#include "protocol/world.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <span>
#include <sstream>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <variant>
#include <vector>
