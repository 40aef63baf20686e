// CMS, certificates, revocation and time-stamps: hostile DER and BER.
//
// Input: a digit for what it is, then the bytes. Oracles: nobody here has a key, so nothing is ever proven about a
// content that was not signed, no stranger's key gets a trusted chain, and a revocation that was heard is not taken
// back.
#include "server/inspect/certificates.hpp"
#include "server/inspect/cms.hpp"
#include "server/inspect/revocation.hpp"
#include "server/inspect/timestamps.hpp"
#include "storage/handles/openssl.hpp"
#include "tests/fuzz/documents.hpp"
#include "tests/fuzz/target.hpp"
#include "tests/support/test_pdf.hpp"

#include <algorithm>
#include <array>
#include <openssl/evp.h>
#include <openssl/x509.h>

namespace chamber::fuzz {
namespace {

using inspect::Certificate;
using inspect::ChainPurpose;
using inspect::CmsContent;
using inspect::CmsState;
using inspect::TokenState;
using testing::judging_day_s;
using testing::TestPki;

constexpr std::string_view foreign = "a content that nobody signed";

inspect::TrustStore& trust()
{
    static inspect::TrustStore store = [] {
        inspect::TrustStore parsed = inspect::parse_trust(trust_block());
        inspect::read_all(parsed);  // so that every input meets the same store
        return parsed;
    }();
    return store;
}

const inspect::ValidationData no_evidence{};

struct Content {
    std::string first, second;  // around the gap
    std::string cms;
    std::string digest;
};

// Of the first signature of a document.
Content content_of(const SignedDocument& document)
{
    const auto range = judge(document.bytes).signatures.front().byte_range;
    const auto at = [&](std::size_t i) { return static_cast<std::size_t>(range[i]); };
    Content content{document.bytes.substr(0, at(1)), document.bytes.substr(at(2), at(3)), {}, {}};
    content.digest = inspect::digest(EVP_sha256(), {content.first, content.second});
    const std::string hex = document.bytes.substr(at(1) + 1, at(2) - at(1) - 2);
    for (std::size_t i = 0; i + 1 < hex.size(); i += 2)
        content.cms += static_cast<char>(std::stoi(hex.substr(i, 2), nullptr, 16));
    // The last octet of a signature is rarely zero; the reserved place behind it is all zeros.
    content.cms.resize(content.cms.find_last_not_of('\0') + 1);
    return content;
}

const std::vector<Content>& contents()
{
    static const std::vector<Content> all = [] {
        std::vector<Content> made;
        for (const auto& document : documents()) made.push_back(content_of(document));
        return made;
    }();
    return all;
}

bool is_known_key(const Certificate& certificate)
{
    const TestPki& pki = TestPki::instance();
    const EVP_PKEY* key = X509_get0_pubkey(certificate.get());
    if (key == nullptr) return false;
    for (const auto* known :
         {&pki.root, &pki.authority, &pki.person, &pki.organisation, &pki.expired, &pki.revoked, &pki.time_stamper})
        if (EVP_PKEY_eq(key, known->key.get()) == 1) return true;
    return false;
}

void ask_about(const Certificate& certificate, const std::vector<Certificate>& others)
{
    for (const ChainPurpose purpose : {ChainPurpose::signing, ChainPurpose::timestamp}) {
        const inspect::Chain chain = inspect::build_chain(certificate, purpose, others, trust());
        forbid(chain.trusted && !is_known_key(certificate), "a stranger's key has a trusted chain");
        inspect::validity_at(chain, judging_day_s);
    }
    inspect::describe_subject(certificate);
    inspect::usage_of(certificate);
    inspect::key_strength(certificate);
}

void check_finding(const inspect::CmsFinding& found)
{
    if (found.signer) ask_about(found.signer, found.certificates);
    forbid(found.state == CmsState::verified && !found.signer, "verified without a signer");
}

void run_cms_bytes(std::string_view bytes, CmsContent kind)
{
    const inspect::CmsFinding found = inspect::check_cms(bytes, kind, {foreign}, trust().intermediates);
    check_finding(found);
    forbid(kind != CmsContent::embedded && found.state == CmsState::verified,
           "a content that nobody signed is verified");
    for (const auto& content : contents())
        if (bytes.find(content.digest) != std::string_view::npos)  // the others could only mismatch
            check_finding(inspect::check_cms(bytes, kind, {content.first, content.second}, {}));
    for (const auto& token : found.timestamp_tokens)
        inspect::check_token(token, {found.signature_value}, {found.certificates, no_evidence, trust()});
}

void run_token(std::string_view bytes)
{
    const inspect::TokenFinding found =
        inspect::check_token(bytes, {foreign}, {trust().intermediates, no_evidence, trust()});
    forbid(found.state == TokenState::proof || found.state == TokenState::untrusted,
           "a time-stamp of something that was never stamped");
    check_finding(found.cms);
    inspect::check_token(bytes, {contents()[7].first, contents()[7].second},
                         {trust().intermediates, no_evidence, trust()});
}

void run_rsa(std::string_view bytes)
{
    std::vector<Certificate> certificates;
    std::string_view rest = bytes;
    while (const auto element = inspect::take_element(rest))
        if (auto certificate = inspect::parse_certificate(element->whole))
            certificates.push_back(std::move(certificate));
    const inspect::CmsFinding found = inspect::check_rsa_sha1(bytes, {foreign}, certificates);
    forbid(found.state == CmsState::verified, "a content that nobody signed is verified");
    check_finding(found);
}

// Certificates, lists and answers one after the other, as a DSS brings them.
void run_evidence(std::string_view bytes)
{
    std::vector<Certificate> certificates;
    inspect::RevocationSources sources;
    while (const auto element = inspect::take_element(bytes)) {
        if (auto certificate = inspect::parse_certificate(element->whole))
            certificates.push_back(std::move(certificate));
        else if (auto list = inspect::parse_revocation_list(element->whole))
            sources.lists.push_back(std::move(list));
        else
            sources.ocsp.emplace_back(element->whole);
    }
    for (const auto& certificate : certificates) ask_about(certificate, certificates);
    const TestPki& pki = TestPki::instance();
    // Only a trusted chain's revocation is ever asked for; a false authority among the certificates may have broken it.
    const auto ask = [&](const testing::Identity& who, RevocationState otherwise) {
        const inspect::Chain chain =
            inspect::build_chain(who.certificate, ChainPurpose::signing, certificates, trust());
        return chain.trusted ? inspect::check_revocation(chain, sources, judging_day_s).state : otherwise;
    };
    using R = RevocationState;
    forbid(ask(pki.person, R::unknown) == R::revoked, "somebody is revoked whom nobody revoked");
    sources.lists.insert(sources.lists.end(), trust().lists.begin(), trust().lists.end());
    forbid(ask(pki.revoked, R::revoked) != R::revoked, "a revocation was taken back");
}

}  // namespace

void run_cms(std::string_view input)
{
    if (input.empty()) return;
    const std::string_view bytes = input.substr(1);
    switch (input[0]) {
    case '1': return run_cms_bytes(bytes, CmsContent::sha1_inside);
    case '2': return run_rsa(bytes);
    case '3': return run_token(bytes);
    case '4': return run_evidence(bytes);
    case '5': inspect::parse_trust(bytes); return;
    default: return run_cms_bytes(bytes, CmsContent::detached);
    }
}

std::vector<std::string> cms_seeds()
{
    std::vector<std::string> seeds;
    for (const auto& content : contents()) {
        seeds.push_back("0" + content.cms);
        seeds.push_back("0" + content.cms + std::string(20, '\0'));
    }
    seeds.push_back("1" + contents()[0].cms);
    const inspect::CmsFinding stamped = inspect::check_cms(contents()[7].cms, CmsContent::detached, {}, {});
    for (const auto& token : stamped.timestamp_tokens) seeds.push_back("3" + token);
    const TestPki& pki = TestPki::instance();
    std::string evidence;
    for (const auto* who : {&pki.person, &pki.authority, &pki.root}) evidence += testing::der_of(*who);
    for (const auto& list : trust().lists) evidence += openssl::der_of(list.get(), i2d_X509_CRL);
    seeds.push_back("4" + evidence);
    seeds.push_back("2" + std::string("\x04\x04sign", 6) + testing::der_of(pki.person));
    seeds.push_back("5" + trust_block());
    return seeds;
}

}  // namespace chamber::fuzz
