#include "storage/archive/sealing_facts.hpp"

#include "storage/archive/filing.hpp"
#include "storage/archive/metadata.hpp"
#include "storage/keys/certificate.hpp"

namespace chamber::storage {

Result<SealingFacts> sealing_facts(const SessionFile& file, const SealIdentity& seal, std::string tag_manifest_sha256)
{
    const auto filing = file_documents(file, ArchiveKind::sealed);
    const auto certificate = read_certificate(seal.certificate_pem);
    if (!certificate) return certificate.error();
    const auto root = read_certificate(seal.chain_pem);
    if (!root) return root.error();
    SealingFacts facts;
    facts.council = file.session.council_name.empty() ? file.council.name : file.session.council_name;
    facts.organ_id = file_field(file, filing, "OrganId");
    facts.title = file_field(file, filing, "Title");
    facts.file_code = file_field(file, filing, "FileCode");
    facts.maintenance = file_field(file, filing, "Maintenance");
    facts.documents = filing.documents;
    facts.pages = file_field(file, filing, "PageNumber");
    facts.tag_manifest_sha256 = std::move(tag_manifest_sha256);
    facts.seal_fingerprint = certificate->fingerprint;
    facts.root_fingerprint = root->fingerprint;
    return facts;
}

}  // namespace chamber::storage
