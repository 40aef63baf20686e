// What goes into a package before a byte of it is written: every file with its place, its name in METS and its digest.
//
//   OBJID/METS.xml                                    the package
//        /metadata/descriptive/EAD.xml                the file (hồ sơ), 18 fields
//        /metadata/preservation/PREMIS.xml            every file of the representation, every event
//        /representations/rep1/METS.xml               the documents in force, each with its own description
//        /representations/rep1/metadata/descriptive/EAD_DOC_<docId>.xml
//        /representations/rep1/data/<docId>.pdf
//        /documentation/ho-so-niem-phong/…            whatever else lies in the sealed bag, at its own path: with
//                                                     documentation/doi-chieu-tep.csv the bag can be put together again
//        /schemas/*.xsd
//
// Names and ids are made of what was sealed, never drawn: the same archive is the same package, wherever it is made.
// Points into the ReadSession and the Filing, which must outlive it.
#pragma once

#include "storage/archive/filing.hpp"
#include "storage/archive/session_reading.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace chamber::storage {

// Names of one archive: a UUID (RFC 9562, version 8) for whatever is called by it, in capitals as the circular wants.
class PackageNames {
public:
    explicit PackageNames(std::string seed) : seed_(std::move(seed)) {}
    std::string uuid(std::string_view what) const;                                   // "7D0D1987-…"
    std::string id(std::string_view what) const { return "uuid-" + uuid(what); }     // of elements
    std::string file_id(std::string_view what) const { return "ID-" + uuid(what); }  // of files

private:
    std::string seed_;
};

struct PackagedFile {
    std::string path;  // below OBJID/
    std::string mime;
    std::uint64_t bytes = 0;
    std::string sha256;     // hexadecimal
    std::string bag_path;   // where it lies in the sealed bag; blank for what the package adds
    std::size_t entry = 0;  // of the sealed zip, where there is a bag_path
};

struct PackagedDocument {
    const FiledRevision* filed = nullptr;
    std::string doc_id;    // "H99.15.2024.HDND.15.3"
    std::string doc_code;  // "H99.15.2024.HĐND.15.0000003"
    PackagedFile data;
};

struct PackagePlan {
    PackageNames names;
    std::string objid;       // "uuid-…"
    std::string created_at;  // as the circular writes moments
    std::vector<PackagedDocument> documents;
    std::vector<PackagedFile> documentation;  // by path
};

// `filing` has the moment of sealing. Errors: archive_incomplete (`where`: a document the bag lacks), archive_damaged.
Result<PackagePlan> plan_package(const ZipReader& zip, const ReadSession& read, const Filing& filing);

// "phien-hop.json" → "application/json"
std::string mime_of(std::string_view path);

}  // namespace chamber::storage
