// Which files of a bag are not what its manifests say: every bad one, and no other.
//
// Four lists speak of the files, and each may itself be the one that was changed. The seal speaks for
// tagmanifest-sha256, this one for the manifests, these for the documents: whoever is spoken for by something sound
// decides. Where nothing sound speaks, the two lists of one kind are heard together: a file is accused when both accuse
// it, a list when it alone does. Pure: no zip, no disk.
#pragma once

#include "storage/archive/archive.hpp"
#include "storage/archive/bag.hpp"

#include <map>
#include <set>
#include <string>

namespace chamber::storage {

// What one pass over the zip leaves us: digests of everything, texts of the small files. Paths without the top folder.
struct BagContents {
    DigestTable digests;
    std::map<std::string, std::string> texts;
    std::set<std::string> unreadable;  // there, but not to be read to the end

    std::string text(std::string_view path) const;
    bool has(const std::string& path) const { return digests.contains(path) || unreadable.contains(path); }
};

using BagFaults = std::map<std::string, FaultKind>;

// `none`: there is no seal (a draft, or it was taken out).
enum class SealFit { fits, differs, none };

BagFaults find_bag_faults(const BagContents& contents, SealFit seal);

// The four manifests and "no extra files", with the faults in words.
std::vector<ArchiveCheck> bag_checks(const BagContents& contents, const BagFaults& faults);

// "a.pdf, b.pdf và 3 tệp nữa"
std::string named_files(const std::vector<std::string>& paths);

}  // namespace chamber::storage
