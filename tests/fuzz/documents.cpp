#include "tests/fuzz/documents.hpp"

#include "server/inspect/signatures.hpp"
#include "server/inspect/trust_folder.hpp"
#include "tests/support/test_pdf.hpp"

#include <cstdlib>
#include <filesystem>
#include <set>
#include <stdexcept>

namespace chamber::fuzz {
namespace {

using testing::make_pdf_of;
using testing::Signing;
using testing::TestPki;

std::string stream(const std::string& entries, const std::string& data)
{
    return "<< " + entries + " /Length " + std::to_string(data.size()) + " >>\nstream\n" + data + "\nendstream";
}

std::string words(const std::string& text)
{
    return stream("", "BT /F1 14 Tf 72 720 Td (" + text + ") Tj ET");
}

const std::string font = "/Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >>";
const std::string picture = stream("/Type /XObject /Subtype /Form /BBox [0 0 9 9]", "0 0 9 9 re f");

std::string plain()
{
    return testing::make_pdf({"Dieu 1. So tien la 100 trieu dong", "Noi nhan"});
}

// 5 a text field, 6 an empty signature field, 7 a field with two widgets, 10 an appearance.
std::string form()
{
    return make_pdf_of(
        {"<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [5 0 R 6 0 R 7 0 R] >> >>",
         "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
         "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Annots [5 0 R 6 0 R 8 0 R 9 0 R] "
         "/Resources << " +
             font + " >> >>",
         words("Don xin"),
         "<< /Type /Annot /Subtype /Widget /FT /Tx /T (Ten) /Rect [9 9 99 29] /P 3 0 R /AP << /N 10 0 R >> >>",
         "<< /Type /Annot /Subtype /Widget /FT /Sig /T (Cho) /Rect [9 39 99 59] /P 3 0 R /Lock << /Action /Include /Fields [(Ten)] >> >>",
         "<< /FT /Btn /T (Chon) /V /Off /Kids [8 0 R 9 0 R] >>",
         "<< /Type /Annot /Subtype /Widget /Parent 7 0 R /Rect [9 69 19 79] /AS /Off >>",
         "<< /Type /Annot /Subtype /Widget /Parent 7 0 R /Rect [29 69 39 79] /AS /Off >>", picture});
}

// 5 a note, 6 a stamp with its picture 8, 7 free text; 20 is named and is not there.
std::string annotated()
{
    return make_pdf_of(
        {"<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
         "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Annots [5 0 R 6 0 R 7 0 R 20 0 R] "
         "/Resources << " +
             font + " >> >>",
         words("Bao cao"), "<< /Type /Annot /Subtype /Text /Rect [9 9 29 29] /Contents (xem) >>",
         "<< /Type /Annot /Subtype /Stamp /Rect [99 99 199 199] /AP << /N 8 0 R >> >>",
         "<< /Type /Annot /Subtype /FreeText /Rect [9 99 99 119] /Contents (da doc) /DA (/Helv 9 Tf) >>", picture});
}

std::string tagged()
{
    return make_pdf_of(
        {"<< /Type /Catalog /Pages 2 0 R /MarkInfo << /Marked true >> /StructTreeRoot 5 0 R /Outlines 9 0 R >>",
         "<< /Type /Pages /Kids [3 0 R] /Count 1 /MediaBox [0 0 595 842] /Resources << " + font + " >> >>",
         "<< /Type /Page /Parent 2 0 R /Contents 4 0 R /StructParents 0 >>", words("Nghi quyet"),
         "<< /Type /StructTreeRoot /K 6 0 R /ParentTree 8 0 R /ParentTreeNextKey 1 >>",
         "<< /Type /StructElem /S /Document /P 5 0 R /K [7 0 R] >>",
         "<< /Type /StructElem /S /P /P 6 0 R /Pg 3 0 R /K 0 >>", "<< /Nums [0 [7 0 R]] >>",
         "<< /Type /Outlines /First 10 0 R /Last 10 0 R /Count 1 >>",
         "<< /Title (Dieu 1) /Parent 9 0 R /Dest [3 0 R /Fit] >>"});
}

// What a forger would have signed: the names that the page draws with are a field and a node of the page tree.
std::string prepared()
{
    return make_pdf_of(
        {"<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [5 0 R 20 0 R] >> >>",
         "<< /Type /Pages /Kids [3 0 R 9 0 R] /Count 2 /XObject << /X 6 0 R >> >>",
         "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Annots [20 0 R] /Resources << /XObject 5 0 R >> >>",
         stream("", "/V Do /AP Do"), "<< /FT /Tx /T (X) /V 6 0 R /AP 7 0 R >>", picture, picture, stream("", "/X Do"),
         "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 8 0 R /Resources 2 0 R >>"});
}

// As little room for the CMS as it needs: what is fuzzed should be document, not zeros.
std::string sign(const std::string& pdf, const testing::Identity& signer, Signing how = {})
{
    how.reserved_bytes = how.time_stamper != nullptr ? 2'600 : 1'400;
    return testing::sign_pdf(pdf, signer, how);
}

std::vector<SignedDocument> make()
{
    const TestPki& pki = TestPki::instance();
    const std::string first = sign(plain(), pki.person, {.certification = 2}), seal = "[72 72 172 112]";
    const Signing with_stamp{.time_stamper = &pki.time_stamper, .stamped_at_s = testing::judging_day_s - 86'400};
    const Signing stamp{.field = "Stamp", .sub_filter = "ETSI.RFC3161", .stamped_at_s = testing::judging_day_s - 3'600};
    return {{"approved", sign(plain(), pki.person)},
            {"certified-1", sign(plain(), pki.person, {.sub_filter = "ETSI.CAdES.detached", .certification = 1})},
            {"form", sign(form(), pki.person, {.certification = 2, .rectangle = seal})},
            {"annotated", sign(annotated(), pki.organisation, {.certification = 3})},
            {"tagged", sign(tagged(), pki.person)},
            {"prepared", sign(prepared(), pki.person, {.certification = 2})},
            {"twice", sign(first, pki.organisation, {.field = "Signature2", .rectangle = seal})},
            {"stamped", sign(sign(plain(), pki.person, with_stamp), pki.time_stamper, stamp)},
            {"annotated-approved", sign(annotated(), pki.person)}};
}

std::string without_signature_values(std::string content)
{
    constexpr std::string_view opening = "/Contents <";
    for (std::size_t at = content.find(opening); at != std::string::npos; at = content.find(opening, at + 1))
        for (std::size_t i = at + opening.size(); i < content.size() && content[i] != '>'; ++i) content[i] = '0';
    return content;
}

std::string signed_content(std::string_view pdf, const std::vector<std::int64_t>& range)
{
    const auto at = [&](std::size_t i) { return static_cast<std::size_t>(range.at(i)); };
    return std::string(pdf.substr(0, at(1))) + std::string(pdf.substr(at(2), at(3)));
}

std::set<std::string> make_contents()
{
    std::set<std::string> contents;
    for (const auto& document : documents())
        for (const auto& finding : judge(document.bytes).signatures)
            contents.insert(without_signature_values(signed_content(document.bytes, finding.byte_range)));
    return contents;
}

}  // namespace

const std::vector<SignedDocument>& documents()
{
    static const std::vector<SignedDocument> made = make();
    return made;
}

const std::string& trust_block()
{
    static const std::string block = [] {
        std::string folder = (std::filesystem::temp_directory_path() / "chamber-fuzz-XXXXXX").string();
        if (mkdtemp(folder.data()) == nullptr) throw std::runtime_error("mkdtemp");
        TestPki::instance().write_trust(folder);
        const std::string read = *inspect::read_trust_folder(folder);
        std::filesystem::remove_all(folder);
        return read;
    }();
    return block;
}

SignatureReport judge(std::string_view pdf)
{
    return inspect::judge_signatures(pdf, inspect::look_at_structure(pdf), {trust_block(), testing::judging_day_s});
}

bool says_valid(const SignatureReport& report)
{
    return report.verdict == Verdict::valid || report.verdict == Verdict::valid_with_allowed_changes;
}

bool was_signed(std::string_view content)
{
    static const std::set<std::string> contents = make_contents();
    return contents.count(without_signature_values(std::string(content))) > 0;
}

}  // namespace chamber::fuzz
