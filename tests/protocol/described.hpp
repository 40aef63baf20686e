// Every struct and enumeration that a message is made of, as the written protocol names them: read from their
// descriptions.
#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

namespace chamber {

struct DescribedStruct {
    bool tagged = false;                                      // it has a `type` on the wire
    std::vector<std::string> parts_of;                        // described structs whose fields it has, too
    std::vector<std::pair<std::string, std::string>> fields;  // its own, in order: name and type
};

struct DescribedProtocol {
    std::map<std::string, DescribedStruct> structs;                // by wire name, or by name where there is none
    std::map<std::string, std::vector<std::string>> enumerations;  // words in order
};

// All that can be reached from FromDevice and ToDevice.
DescribedProtocol described_protocol();

}  // namespace chamber
