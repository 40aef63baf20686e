// From findings to words: one signature's verdict and reasons, the file's verdict as the worst of them, and its trust.
//
// A verdict speaks of the bytes (intact, changed, unreadable), trust of the signer. An intact signature by somebody
// unknown is `valid` and `untrusted`, and both are said.
#pragma once

#include "protocol/document.hpp"
#include "server/inspect/differences.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace chamber::inspect {

// One signature as it is judged: the finding that goes into the report and what only the judging needs.
struct Judged {
    SignatureFinding finding;
    Verdict verdict = Verdict::valid;
    bool document_timestamp = false;
    bool reserved = false;  // a place for a signature, not one
    std::string deciding;   // the reason that made the verdict what it is

    // Keeps the worse of two verdicts and the first sub-indication of the worst.
    void worsen(Verdict to, Indication indication, const char* sub_indication, std::string reason);
    void note(std::string reason);
};

int severity(Verdict verdict);

// What a later change means for a signature with this certification (DocMDP P; 0: none).
bool is_allowed(const Change& change, std::int32_t certification);

// The file's verdict, trust and reasons from all its signatures.
void sum_up(SignatureReport& report, std::vector<Judged>& judged);

// Dictionaries that mean nothing any more. A re-saved copy keeps those of its original, and under a newer signature
// they are a part of what was signed: neither is an alarm. `alone`: nothing else in the file looks like a signature
// outside the form.
void describe_remains(SignatureReport& report, bool alone);

}  // namespace chamber::inspect
