// What a signature's own bytes in /Contents say: is the CMS of these bytes, whose is it, and which time is proven for
// it. That a signature stands in the right place of the file, and what came behind it, is judged in signatures.cpp.
#pragma once

#include "server/inspect/byte_range.hpp"
#include "server/inspect/certificates.hpp"
#include "server/inspect/frame.hpp"
#include "server/inspect/revisions.hpp"
#include "server/inspect/signed_fields.hpp"
#include "server/inspect/timestamps.hpp"
#include "server/inspect/validation_data.hpp"
#include "server/inspect/verdict.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace chamber::inspect {

// What one signature is, before it is judged.
struct Candidate {
    SignedField field;
    CoverageFinding coverage;
    TailFinding tail;
    bool unlisted = false;  // no field of the form leads to it
};

// Of what it covers, in the frame; 0 where nothing is told.
inline std::size_t end_of(const Candidate& candidate)
{
    return candidate.coverage.coverage ? candidate.coverage.coverage->end : 0;
}

struct ContentJudging {
    TrustStore trust;  // more of it is read on the way
    std::int64_t now_s = 0;
    const ValidationData& evidence;            // of all revisions
    const std::vector<Candidate>& candidates;  // all: a document time-stamp may prove another's time
};

class SignatureContent {
public:
    SignatureContent(const Frame& frame, ContentJudging by) : frame_(frame), by_(std::move(by)) {}

    const std::string& trust_store_sha256() const { return by_.trust.sha256; }

    // `candidate`: with a coverage.
    void judge(Judged& judged, const Candidate& candidate);

private:
    // The signer's certificate comes with the signature, nearly always.
    CmsFinding look_at_cms(const std::string& cms, CmsContent kind, const std::vector<std::string_view>& pieces);
    std::vector<Certificate> all_helpers();
    // The time proven for a signature: its own time-stamp, or the earliest document time-stamp that covers it.
    std::optional<std::int64_t> judge_timestamps(Judged& judged, const Candidate& candidate, const CmsFinding& found);
    std::optional<std::int64_t> earliest_document_timestamp(std::size_t behind);
    TokenFinding look_at_token(const std::string& der, const std::vector<std::string_view>& stamped);
    const TokenFinding& document_token(const Candidate& candidate);
    void judge_document_timestamp(Judged& judged, const std::string& der, const std::vector<std::string_view>& pieces);

    const Frame& frame_;
    ContentJudging by_;
    std::map<std::size_t, TokenFinding> tokens_;  // of document time-stamps, by the length of their first piece
};

}  // namespace chamber::inspect
