#include "storage/archive/sealing_facts.hpp"

#include "storage/archive/digesting.hpp"
#include "storage/archive/filing.hpp"
#include "storage/archive/metadata.hpp"
#include "storage/archive/zip_reader.hpp"
#include "storage/files/disk.hpp"
#include "storage/keys/certificate.hpp"

#include <algorithm>

namespace chamber::storage {
namespace {

Result<std::string> tag_manifest_digest(const BuiltArchive& built, const std::string& folder)
{
    const auto zip = ZipReader::open(built.path);
    if (!zip) return zip.error();
    const auto found = std::ranges::find(zip->entries(), folder + "/tagmanifest-sha256.txt", &ZipListing::name);
    if (found == zip->entries().end())
        return fail(ErrorCode::archive_damaged, "no tag manifest", built.path.filename().string());
    Digesting digesting;
    const auto index = static_cast<std::size_t>(found - zip->entries().begin());
    if (auto read = zip->read(index, [&](std::string_view piece) { digesting.take(piece); }); !read)
        return read.error();
    return digesting.finish().sha256;
}

}  // namespace

Result<SealingFacts> sealing_facts(const SessionFile& file, const BuiltArchive& built, const SealIdentity& seal)
{
    const auto filing = file_documents(file, built.kind);
    const auto certificate = read_certificate(seal.certificate_pem);
    if (!certificate) return certificate.error();
    const auto root = read_certificate(seal.chain_pem);
    if (!root) return root.error();
    auto digest = tag_manifest_digest(built, filing.folder);
    if (!digest) return digest.error();
    SealingFacts facts;
    facts.council = file.session.council_name.empty() ? file.council.name : file.session.council_name;
    facts.organ_id = file_field(file, filing, "OrganId");
    facts.title = file_field(file, filing, "Title");
    facts.file_code = file_field(file, filing, "FileCode");
    facts.maintenance = file_field(file, filing, "Maintenance");
    facts.documents = filing.documents;
    facts.pages = file_field(file, filing, "PageNumber");
    facts.tag_manifest_sha256 = std::move(*digest);
    facts.seal_fingerprint = certificate->fingerprint;
    facts.root_fingerprint = root->fingerprint;
    return facts;
}

Result<void> put_beside(const BuiltArchive& built, std::string_view suffix, const std::string& bytes)
{
    auto path = built.path;
    path += suffix;
    return write_file(Disk::real(), path, bytes);
}

}  // namespace chamber::storage
