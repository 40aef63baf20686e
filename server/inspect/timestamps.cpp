#include "server/inspect/timestamps.hpp"

#include "server/inspect/signer.hpp"

#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/objects.h>
#include <openssl/ts.h>
#include <openssl/x509.h>

namespace chamber::inspect {
namespace {

using TokenContent = std::unique_ptr<TS_TST_INFO, decltype(&TS_TST_INFO_free)>;

TokenContent parse_content(const std::string& bytes)
{
    const auto* at = reinterpret_cast<const unsigned char*>(bytes.data());
    return {d2i_TS_TST_INFO(nullptr, &at, static_cast<long>(bytes.size())), TS_TST_INFO_free};
}

bool imprint_matches(TS_TST_INFO* content, const std::vector<std::string_view>& stamped, bool& weak)
{
    TS_MSG_IMPRINT* imprint = TS_TST_INFO_get_msg_imprint(content);
    const ASN1_OBJECT* object = nullptr;
    X509_ALGOR_get0(&object, nullptr, nullptr, TS_MSG_IMPRINT_get_algo(imprint));
    const int nid = OBJ_obj2nid(object);
    weak = nid == NID_sha1;
    if (nid == NID_md5) return false;
    const ASN1_OCTET_STRING* claimed = TS_MSG_IMPRINT_get_msg(imprint);
    const std::string value = digest(EVP_get_digestbynid(nid), stamped);
    return !value.empty() && value == std::string_view(reinterpret_cast<const char*>(ASN1_STRING_get0_data(claimed)),
                                                       static_cast<std::size_t>(ASN1_STRING_length(claimed)));
}

// A key that got out can write any time, also one before it was reported.
bool is_revoked(const TokenFinding& token, const TokenJudging& by)
{
    if (!token.chain.trusted) return false;
    const RevocationSources sources = revocation_sources({}, by.evidence, by.trust);
    const RevocationFinding found = check_revocation(token.chain, sources, token.time_s);
    return found.state == RevocationState::revoked || (found.leaf.revoked_at_s && found.leaf.key_compromised);
}

}  // namespace

TokenFinding check_token(std::string_view der, const std::vector<std::string_view>& stamped, const TokenJudging& by)
{
    TokenFinding found;
    found.cms = check_cms(der, CmsContent::embedded, {}, by.helpers);
    const TokenContent content = parse_content(found.cms.content);
    if (!content || !found.cms.holds_time || !imprint_matches(content.get(), stamped, found.weak_imprint)) {
        ERR_clear_error();
        return found;
    }
    const auto time = seconds_of(TS_TST_INFO_get_time(content.get()));
    if (!time) return found;
    found.time_s = *time;
    if (found.cms.state == CmsState::unsupported || found.cms.state == CmsState::no_certificate) {
        found.state = TokenState::unsupported;
        return found;
    }
    if (found.cms.state != CmsState::verified || found.cms.ess == Ess::mismatch) return found;
    std::vector<Certificate> helpers = found.cms.certificates;
    helpers.insert(helpers.end(), by.helpers.begin(), by.helpers.end());
    found.chain = build_chain(found.cms.signer, ChainPurpose::timestamp, helpers, by.trust);
    found.revoked = is_revoked(found, by);
    const bool trusted = found.chain.trusted && validity_at(found.chain, found.time_s) == Validity::good &&
                         usage_of(found.cms.signer) == Usage::time_stamping && !found.cms.broken_algorithm &&
                         !found.revoked;
    found.state = trusted ? TokenState::proof : TokenState::untrusted;
    return found;
}

}  // namespace chamber::inspect
