// The written protocol (protocol/*.md) held against the code: what is missing, too much, or says something else.
#pragma once

#include <boost/json/array.hpp>

#include <string>
#include <vector>

namespace chamber {

struct WrittenProtocol {
    std::string pages;            // all of them, one behind the other
    std::string limits;           // limits.hpp
    boost::json::array messages;  // golden
    boost::json::array frames;    // golden
};

// As they lie in the source tree.
WrittenProtocol read_written_protocol();

// One line each; empty when the pages say what the code does.
std::vector<std::string> complaints_about(const WrittenProtocol& written);

}  // namespace chamber
