// A markdown page as its sections: heading, prose, table rows and fenced blocks. As much as the written protocol uses.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace chamber {

struct Section {
    struct Block {
        std::string language;  // "json", "hex"; empty for drawings
        std::string text;
    };
    std::string heading;
    bool names_something = false;  // "### `hello`": the heading is one word of code
    std::string prose;
    std::vector<std::vector<std::string>> rows;  // of its tables, without their heads
    std::vector<Block> blocks;

    std::vector<std::string> blocks_of(std::string_view language) const;
};

std::vector<Section> sections_of(std::string_view page);

// Without the backticks around it.
std::string plain(std::string_view cell);

}  // namespace chamber
