// The worked examples that C++ and TypeScript both read (tests/golden).
#pragma once

#include <boost/json/array.hpp>

#include <string>

namespace chamber {

// The list in the file of that name; empty, and a failed test, when there is none.
boost::json::array golden(const std::string& name);

// A whole file as text; empty, and a failed test, when it cannot be read.
std::string text_of_file(const std::string& path);

}  // namespace chamber
