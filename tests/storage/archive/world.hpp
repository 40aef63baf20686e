// A small session with everything that can go wrong in an archive: accents, two revisions, signatures, formulas,
// private notes.
#pragma once

#include "storage/archive/archive.hpp"
#include "tests/storage/archive/fixture.hpp"

namespace chamber::storage {

// Must never be found in an archive.
inline constexpr auto private_canary = "CANARY-RIENG-TU-7f3a";
inline constexpr auto group_canary = "CANARY-NHOM-91bc";

// A council with keys and blobs, and its session file.
class ArchiveWorld {
public:
    ArchiveWorld();

    // Keeps bytes and returns their digest.
    std::string keep(const std::string& bytes);
    BuiltArchive build(ArchiveKind kind = ArchiveKind::sealed) const;
    Result<BuiltArchive> try_build(const BuildWatch& watch = {}, ArchiveKind kind = ArchiveKind::sealed) const;
    // Takes TL04 back, as the office does.
    void withdraw(bool secret);

    std::string root_pem() const { return ca_certificate_pem(directory); }
    std::filesystem::path root_file() const { return directory.keys / "ca.pem"; }

    // What lies in archives/, hidden files too.
    std::vector<std::string> archives() const;

    TemporaryDirectory place;
    StandingClock clock{"2025-01-06T17:30:00Z"};  // the 7th in Vietnam, after the session
    DataDirectory directory;
    Blobs blobs;
    SealIdentity seal;
    SessionFile file;

private:
    void add_journal();
    void add_people();
    void add_documents();
    void add_attendance();
    void add_annotations();
    Revision revision(std::int32_t n, const std::string& bytes, const std::string& added_at);
    // PDF-like bytes with a detached CMS in the gap of its ByteRange; fills the finding.
    std::string signed_pdf(const std::string& body, SignatureFinding& finding) const;
};

}  // namespace chamber::storage
