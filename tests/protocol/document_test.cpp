#include "protocol/document.hpp"

#include <boost/describe/enumerators.hpp>
#include <boost/json/parse.hpp>
#include <boost/mp11/algorithm.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <map>
#include <sstream>

namespace chamber {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

SignatureFinding signer(const char* name, SignerKind kind)
{
    SignatureFinding finding;
    finding.integrity = true;
    finding.signer_name = name;
    finding.signer_kind = kind;
    finding.trust = Trust::trusted;
    return finding;
}

SignatureReport report_of(Verdict verdict, Trust trust, std::vector<SignatureFinding> signatures)
{
    SignatureReport report;
    report.verdict = verdict;
    report.trust = trust;
    report.signatures = std::move(signatures);
    return report;
}

TEST(VerdictSentence, NamesWhoSigned)
{
    const auto report =
        report_of(Verdict::valid, Trust::trusted,
                  {signer("Nguyễn Văn Đức", SignerKind::person), signer("UBND tỉnh", SignerKind::organisation)});
    EXPECT_EQ(verdict_sentence(report), "Hợp lệ – đã ký bởi Nguyễn Văn Đức, UBND tỉnh");
}

TEST(VerdictSentence, SaysThatChangesWereAllowed)
{
    const auto report =
        report_of(Verdict::valid_with_allowed_changes, Trust::trusted, {signer("Nguyễn Văn Đức", SignerKind::person)});
    EXPECT_EQ(verdict_sentence(report), "Hợp lệ, có thay đổi được phép sau khi ký – đã ký bởi Nguyễn Văn Đức");
}

TEST(VerdictSentence, WarnsWhenRevocationIsUnknown)
{
    const auto report =
        report_of(Verdict::valid, Trust::unknown_revocation, {signer("Nguyễn Văn Đức", SignerKind::person)});
    EXPECT_EQ(verdict_sentence(report),
              "Hợp lệ – đã ký bởi Nguyễn Văn Đức (chưa kiểm tra được việc thu hồi chứng thư)");
}

TEST(VerdictSentence, NeverSaysValidOfAnUntrustedSigner)
{
    auto finding = signer("Nguyễn Văn Đức", SignerKind::person);
    finding.trust = Trust::untrusted;
    const std::pair<const char*, const char*> table[] = {
        {"NO_CERTIFICATE_CHAIN_FOUND",
         "Chưa đủ căn cứ: không tìm thấy chứng thư gốc tin cậy của Nguyễn Văn Đức (nội dung còn nguyên vẹn)"},
        {"OUT_OF_BOUNDS_NO_POE",
         "Chưa đủ căn cứ: chứng thư của Nguyễn Văn Đức đã hết hạn ngày 31/12/2023 và không có dấu thời gian (nội dung còn nguyên vẹn)"},
        {"REVOKED_NO_POE", "Chưa đủ căn cứ: chứng thư của Nguyễn Văn Đức đã bị thu hồi (nội dung còn nguyên vẹn)"},
    };
    finding.not_after = "2023-12-31T05:00:00Z";
    for (const auto& [indication, sentence] : table) {
        finding.sub_indication = indication;
        EXPECT_EQ(verdict_sentence(report_of(Verdict::valid, Trust::untrusted, {finding})), sentence);
    }
}

TEST(VerdictSentence, GivesTheReasonOfABadVerdict)
{
    auto report = report_of(Verdict::invalid, Trust::trusted, {});
    report.reasons = {"Nội dung đã bị thay đổi sau khi ký"};
    EXPECT_EQ(verdict_sentence(report), "Không hợp lệ: nội dung đã bị thay đổi sau khi ký");
    report.verdict = Verdict::suspicious;
    report.reasons = {"Sau khi ký có thay đổi nội dung trang 2"};
    EXPECT_EQ(verdict_sentence(report), "Cần kiểm tra lại: sau khi ký có thay đổi nội dung trang 2");
    EXPECT_EQ(verdict_sentence(SignatureReport{}), "Không ký số");
}

// By "verdict/trust"; the web client reads the same file.
std::map<std::string, std::string> golden_words()
{
    std::ifstream file(CHAMBER_GOLDEN "/verdict_words.json");
    std::ostringstream text;
    text << file.rdbuf();
    std::map<std::string, std::string> words;
    const boost::json::value rows = boost::json::parse(text.str());
    for (const auto& row : rows.as_array())
        words.emplace(std::string(row.at("verdict").as_string()) + "/" + std::string(row.at("trust").as_string()),
                      row.at("words").as_string());
    return words;
}

TEST(VerdictWord, IsTheGoldenOneForEveryVerdictAndTrust)
{
    const auto golden = golden_words();
    std::size_t count = 0;
    boost::mp11::mp_for_each<boost::describe::describe_enumerators<Verdict>>([&](auto verdict) {
        boost::mp11::mp_for_each<boost::describe::describe_enumerators<Trust>>([&](auto trust) {
            const std::string key = std::string(verdict.name) + "/" + trust.name;
            ASSERT_TRUE(golden.contains(key)) << key;
            EXPECT_EQ(verdict_word(verdict.value, trust.value), golden.at(key)) << key;
            ++count;
        });
    });
    EXPECT_EQ(golden.size(), count);
}

TEST(MissingSignatures, WantThePersonAndTheOrganisation)
{
    const auto person = signer("A", SignerKind::person), organisation = signer("B", SignerKind::organisation);
    EXPECT_THAT(missing_signatures(report_of(Verdict::valid, Trust::trusted, {person, organisation})), IsEmpty());
    EXPECT_THAT(missing_signatures(report_of(Verdict::valid, Trust::trusted, {person})),
                ElementsAre("Thiếu chữ ký của cơ quan"));
    EXPECT_THAT(missing_signatures(report_of(Verdict::valid, Trust::trusted, {organisation})),
                ElementsAre("Thiếu chữ ký của người có thẩm quyền"));
    EXPECT_EQ(missing_signatures(SignatureReport{}).size(), 2U);
}

TEST(MissingSignatures, DoNotCountATimeStampOrABrokenSignature)
{
    auto broken = signer("A", SignerKind::person);
    broken.integrity = false;
    EXPECT_EQ(
        missing_signatures(report_of(Verdict::invalid, Trust::trusted, {broken, signer("TSA", SignerKind::timestamp)}))
            .size(),
        2U);
}

TEST(MissingSignatures, AreNotClaimedWhenNobodyCouldRead)
{
    EXPECT_THAT(missing_signatures(report_of(Verdict::unreadable, Trust::not_applicable, {})), IsEmpty());
}

}  // namespace
}  // namespace chamber
