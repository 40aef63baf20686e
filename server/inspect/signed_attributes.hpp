// The attributes beside a CMS signature: those it signs (message digest, signing certificate, time, Adobe's revocation
// archive) and those that come after it (time-stamps). Internal to cms.cpp.
#pragma once

#include "server/inspect/cms.hpp"

#include <string>
#include <string_view>

struct CMS_SignerInfo_st;

namespace chamber::inspect {

enum class AttributeCheck { absent, right, digest_mismatch, wrong };

// messageDigest and contentType exactly once, each equal to what they speak of. Source: RFC 5652 §5.3, §11.
AttributeCheck check_signed_attributes(CMS_SignerInfo_st* info, std::string_view content_digest,
                                       const ASN1_OBJECT* content_type);

// The SET OF that was signed, in the order sent.
std::string encode_signed_attributes(CMS_SignerInfo_st* info);

// The first certificate hash of signingCertificate (RFC 2634) or its second version (RFC 5035) against this
// certificate.
Ess compare_ess(CMS_SignerInfo_st* info, const Certificate& certificate);

// signing_time_s, timestamp_tokens, lists, ocsp.
void collect_attributes(CMS_SignerInfo_st* info, CmsFinding& found);

}  // namespace chamber::inspect
