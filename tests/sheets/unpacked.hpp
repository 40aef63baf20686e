// A zip in memory, opened as any other program opens it.
#pragma once

#include <map>
#include <string>

namespace chamber::sheets::test {

// Every entry's bytes by its name; fails the test when the zip is damaged.
std::map<std::string, std::string> unpacked(const std::string& zip);
// The same entries as a zip again, with one of them changed: a template after somebody's hand.
std::string repacked(const std::map<std::string, std::string>& entries);

}  // namespace chamber::sheets::test
