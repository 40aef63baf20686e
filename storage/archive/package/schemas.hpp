// The schemas that lie in every package: the two descriptions as annex III has their fields, and METS and PREMIS as far
// as a package uses them. Built in by CMake from schemas/*.xsd.
#pragma once

#include <span>
#include <string_view>

namespace chamber::storage {

struct PackageSchema {
    std::string_view name;  // "ead.xsd"
    std::string_view text;
};

std::span<const PackageSchema> package_schemas();

}  // namespace chamber::storage
