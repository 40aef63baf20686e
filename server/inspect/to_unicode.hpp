// What a font's /ToUnicode map says that its codes mean: UTF-8 by code. Pairs, ranges and lists. Internal to the
// readers of fonts. Source: ISO 32000-2 §9.10.3.
//
// At most 70,000 codes are kept.
#pragma once

#include "server/inspect/object_values.hpp"

#include <map>
#include <optional>
#include <string>

namespace chamber::inspect {

using CodeTexts = std::map<unsigned, std::string>;

// Empty for what is no stream; nothing when it cannot be read to its end.
std::optional<CodeTexts> read_to_unicode(Object map);

}  // namespace chamber::inspect
