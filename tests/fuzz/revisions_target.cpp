// The revision walker and all behind it: hostile bytes as a whole document, as the inspector gets them.
//
// Oracles: an intact signature of a trusted signer is about something that was really signed; a report can be told to
// the parent as records and to the devices as JSON; a verdict that says valid has such a signature.
#include "protocol/codec.hpp"
#include "server/inspect/raw_dictionary.hpp"
#include "server/inspect/records.hpp"
#include "server/inspect/revisions.hpp"
#include "server/inspect/structure.hpp"
#include "tests/fuzz/documents.hpp"
#include "tests/fuzz/target.hpp"
#include "tests/fuzz/texts.hpp"
#include "tests/fuzz/updates.hpp"
#include "tests/support/test_pdf.hpp"

#include <algorithm>
#include <new>

namespace chamber::fuzz {
namespace {

using inspect::decode_record_body;
using inspect::encode_record_body;

bool vouches(const SignatureFinding& finding)
{
    return finding.integrity && finding.trust != Trust::untrusted &&
           (finding.verdict == Verdict::valid || finding.verdict == Verdict::valid_with_allowed_changes);
}

void check_findings(std::string_view bytes, const SignatureReport& report)
{
    for (const auto& finding : report.signatures) {
        if (!vouches(finding)) continue;
        forbid(finding.byte_range.size() != 4, "a trusted signature is called valid without a range of four numbers");
        const auto at = [&](std::size_t i) { return static_cast<std::size_t>(finding.byte_range[i]); };
        const std::string content = std::string(bytes.substr(0, at(1))) + std::string(bytes.substr(at(2), at(3)));
        forbid(!was_signed(content), "a trusted signature is called valid about something that nobody signed");
    }
    const bool any = std::any_of(report.signatures.begin(), report.signatures.end(),
                                 [](const SignatureFinding& finding) { return finding.integrity; });
    forbid(says_valid(report) && !any, "a file is called valid and has no intact signature");
}

void check_telling(const SignatureReport& report)
{
    SignatureReport heard;
    const std::string body = encode_record_body(report);
    forbid(!decode_record_body(body, heard) || encode_record_body(heard) != body,
           "the parent cannot read a report of the child");
    forbid(!decode_signature_report(encode(report)), "a device cannot read a report");
}

void check_revisions(std::string_view bytes)
{
    const inspect::RevisionChain chain = inspect::read_revisions(bytes);
    for (const auto& end : chain.ends)
        forbid(end.close > bytes.size() || end.section >= end.close, "a revision ends outside the file");
    for (const auto& end : chain.ends) inspect::look_behind(bytes, chain, end.close);
    inspect::read_raw_dictionary(bytes, bytes.size() / 2);
}

// Signed hexadecimal is most of a small file and little of what there is to find in it: changes are made elsewhere.
std::size_t place_outside_values(std::string_view bytes, Dice& dice)
{
    for (int attempt = 0; attempt < 8; ++attempt) {
        const std::size_t at = dice.below(bytes.size());
        if (bytes.substr(at, 40).find_first_not_of("0123456789abcdef") != std::string_view::npos) return at;
    }
    return dice.below(bytes.size());
}

}  // namespace

void run_revisions(std::string_view input)
{
    check_revisions(input);
    SignatureReport report;
    try {
        const inspect::Structure structure = inspect::look_at_structure(input);
        static_cast<void>(inspect::refuse_structure(structure));
        report = judge(input);
    } catch (const std::bad_alloc&) {
        throw;
    } catch (const std::exception&) {
        return;  // the inspector says pdf_unreadable then
    }
    check_findings(input, report);
    check_telling(report);
}

std::vector<std::string> revisions_seeds()
{
    std::vector<std::string> seeds;
    for (const auto& document : documents()) {
        seeds.push_back(document.bytes);
        seeds.push_back(
            append_update(document.bytes, {true, {{40, "<< /Type /Sig /ByteRange [0 10 20 30] >>"}}, {}, {}}));
    }
    seeds.push_back(testing::encrypt_pdf(testing::make_pdf({"mat khau"}), ""));
    seeds.push_back(testing::encrypt_pdf(documents()[0].bytes, "x"));
    seeds.push_back(testing::make_pdf({"khong ky"}));
    return seeds;
}

std::string mutate_revisions(std::string_view input, const Mutation& how)
{
    Dice dice(how.seed);
    std::string bytes(input);
    if (bytes.size() < 32 || dice.one_in(16)) return how.raw(bytes, how.bytes_max);
    if (dice.one_in(4)) {
        const auto objects = objects_of(bytes);
        Update update{dice.one_in(3), {}, {}, {}};
        const std::size_t wanted = 1 + dice.below(3);
        for (std::size_t i = 0; i < wanted && !objects.empty(); ++i) {
            auto chosen = objects.begin();
            std::advance(chosen, static_cast<std::ptrdiff_t>(dice.below(objects.size())));
            update.objects[chosen->first] = mutate_object(chosen->second.substr(0, 4'000), dice, how.raw);
        }
        if (bytes.find("startxref\n") != std::string::npos) return append_update(bytes, update);
    }
    // A window of the file, changed where it stands.
    const std::size_t at = place_outside_values(bytes, dice),
                      length = std::min<std::size_t>(bytes.size() - at, 1 + dice.below(200));
    std::string window = bytes.substr(at, length);
    window = dice.one_in(2) ? how.raw(window, 400) : mutate_object(window, dice, how.raw);
    return bytes.replace(at, length, window);
}

}  // namespace chamber::fuzz
