// The two METS files (1.12, E-ARK CSIP) of a package: of the whole, and of its one representation. Shape and fixed
// values: Thông tư 05/2025/TT-BNV, annex III; README of this room.
#pragma once

#include "storage/archive/package/plan.hpp"

#include <string>
#include <vector>

namespace chamber::storage {

// A description beside the document it is of.
struct DescribedDocument {
    const PackagedDocument* document = nullptr;
    PackagedFile description;
};

struct PackageParts {
    PackagedFile description;     // EAD.xml
    PackagedFile preservation;    // PREMIS.xml
    PackagedFile representation;  // rep1/METS.xml
    std::vector<PackagedFile> schemas;
};

// Who the package is of.
struct PackageOrigin {
    std::string title;      // tiêu đề hồ sơ
    std::string file_code;  // mã hồ sơ
    std::string organ_id;   // mã phông
    std::string organ;      // tên cơ quan
};

std::string mets_of_package(const PackagePlan& plan, const PackageOrigin& origin, const PackageParts& parts);
std::string mets_of_representation(const PackagePlan& plan, const PackageOrigin& origin,
                                   const std::vector<DescribedDocument>& documents);

}  // namespace chamber::storage
