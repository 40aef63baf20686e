#include "tests/protocol/golden.hpp"

#include <boost/json/parse.hpp>
#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

namespace chamber {

std::string text_of_file(const std::string& path)
{
    std::ifstream file(path);
    EXPECT_TRUE(file.is_open()) << path;
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

boost::json::array golden(const std::string& name)
{
    boost::json::error_code failed;
    const boost::json::value list = boost::json::parse(text_of_file(std::string(CHAMBER_GOLDEN) + "/" + name), failed);
    EXPECT_TRUE(list.is_array()) << name << ": " << failed.message();
    return list.is_array() ? list.get_array() : boost::json::array();
}

}  // namespace chamber
