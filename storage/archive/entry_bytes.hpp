// The bytes of one entry while the zip is written, digested as they pass: a stored revision, or a text of ours.
#pragma once

#include "storage/archive/archive.hpp"
#include "storage/archive/bag.hpp"
#include "storage/archive/digesting.hpp"
#include "storage/archive/zip_writer.hpp"
#include "storage/files/blobs.hpp"

#include <memory>
#include <string>
#include <variant>

namespace chamber::storage {

// Bytes of one stage of a build done of all of them. Outlives the entries.
struct BuildProgress {
    const BuildWatch& watch;
    BuildStage stage = BuildStage::packing;
    std::uint64_t done = 0;
    std::uint64_t total = 0;

    // Errors: cancelled.
    Result<void> advance(std::uint64_t bytes);
};

// A stored revision, compared with its digest while it is read. Errors: blob_damaged (missing, longer, shorter, other
// bytes), io_failed, cancelled; `where`: the document.
class DocumentBytes : public ZipBytes {
public:
    DocumentBytes(const FiledRevision& filed, const Blobs& blobs, DigestTable& digests, BuildProgress& progress);

    Result<std::uint64_t> open() override;
    Result<std::size_t> read(char* into, std::size_t room) override;

private:
    Error corrupt(const std::string& why) const;
    Result<void> next_piece();

    const FiledRevision& filed_;
    const Blobs& blobs_;
    DigestTable& digests_;
    BuildProgress& progress_;
    std::unique_ptr<BlobFile> blob_;
    Digesting digesting_;
    std::string piece_;
    std::size_t taken_ = 0;
    std::uint64_t offset_ = 0;
    bool compared_ = false;
};

// A text of ours; a late one is written when it is opened, for then everything before it is.
class TextBytes : public ZipBytes {
public:
    TextBytes(std::string path, std::variant<std::string, LateText> text, DigestTable& digests);

    Result<std::uint64_t> open() override;
    Result<std::size_t> read(char* into, std::size_t room) override;

private:
    std::string path_;
    std::variant<std::string, LateText> text_;
    DigestTable& digests_;
    std::size_t taken_ = 0;
};

}  // namespace chamber::storage
