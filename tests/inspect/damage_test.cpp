// Damage that was there when it was signed, and another document that lay in wait in the signed bytes: libqpdf says
// nothing of either.
#include "tests/inspect/judging.hpp"

#include <cstdio>
#include <gtest/gtest.h>

namespace chamber::inspect {
namespace {

using testing::sign_pdf;

// Of a table.
std::string line_of(std::size_t offset)
{
    char text[32];
    std::snprintf(text, sizeof text, "%010zu 00000 n \n", offset);
    return text;
}

// A document whose first object says how long the file is; behind it a section that knows the forged page. It is read
// when the length is true.
std::string document_in_wait(std::size_t length)
{
    char dictionary[64];
    std::snprintf(dictionary, sizeof dictionary, "9 0 obj\n<< /Linearized 1 /L %010zu >>\nendobj\n", length);
    std::string pdf = document();
    const std::size_t body = pdf.find("1 0 obj");
    const std::string section =
        "xref\n0 1\n0000000000 65535 f \ntrailer\n<< /Root 1 0 R /Size 9 >>\nstartxref\n0\n%%EOF\n";
    const std::size_t shift = std::string(dictionary).size() + section.size();
    pdf.insert(body, dictionary + section);
    for (std::size_t line = pdf.find(" 00000 n"); line != std::string::npos; line = pdf.find(" 00000 n", line + 1))
        pdf.replace(line - 10, 10, line_of(std::stoull(pdf.substr(line - 10, 10)) + shift).substr(0, 10));
    const std::size_t number = pdf.rfind("startxref") + 10, end = pdf.find('\n', number);
    return pdf.replace(number, end - number, std::to_string(std::stoull(pdf.substr(number, end - number)) + shift));
}

TEST(Linearization, ThatComesTrueLaterIsNoticed)
{
    const std::string plain = sign_pdf(document_in_wait(0), pki().person, {.certification = 2});
    EXPECT_EQ(judge(plain).verdict, Verdict::valid);
    const std::size_t length = plain.size() + 400;
    const std::string waiting = sign_pdf(document_in_wait(length), pki().person, {.certification = 2});
    EXPECT_EQ(judge(waiting).verdict, Verdict::valid);
    EXPECT_EQ(judge(waiting + std::string(399, ' ')).verdict, Verdict::valid_with_allowed_changes);
    EXPECT_EQ(judge(waiting + std::string(400, ' ')).verdict, Verdict::suspicious);
    EXPECT_EQ(judge(sign_pdf(document_in_wait(plain.size()), pki().person, {.certification = 2})).verdict,
              Verdict::suspicious);
}

// libqpdf takes an object that it cannot find for null, without a word; readers that repair show it.
TEST(Damage, OfTheSignedRevisionIsNeverPlainlyValid)
{
    for (const int shift : {3, -7}) {
        std::string pdf = document();
        const std::size_t at = pdf.find("4 0 obj"), line = pdf.find(line_of(at));
        ASSERT_NE(line, std::string::npos);
        pdf.replace(line, 20, line_of(at + static_cast<std::size_t>(shift)));
        EXPECT_EQ(judge(sign_pdf(pdf, pki().person, {.certification = 2})).verdict, Verdict::suspicious);
    }
}

// libqpdf reads on with a warning, and other readers otherwise.
TEST(Damage, OfAnObjectsFormIsNeverPlainlyValid)
{
    for (const auto& [good, bad] :
         {std::pair("endstream\nendobj", "endstream\nendob "), std::pair("/Type /Pages", "/Type  Pages"),
          std::pair("/Type /Pages", "/Type /P#ges"), std::pair("/Count 2", "/Count 2 2")}) {
        std::string pdf = document();
        ASSERT_NE(pdf.find(good), std::string::npos) << good;
        pdf.replace(pdf.find(good), std::string(good).size(), bad);
        if (std::string(bad).size() != std::string(good).size()) {
            const std::size_t section = pdf.rfind("xref\n", pdf.rfind("startxref") - 1);
            pdf.replace(pdf.rfind("startxref") + 10, pdf.size(), std::to_string(section) + "\n%%EOF\n");
        }
        EXPECT_EQ(judge(sign_pdf(pdf, pki().person, {.certification = 2})).verdict, Verdict::suspicious) << bad;
    }
}

TEST(Damage, IsNoWordForBadStyle)
{
    std::string pdf = document();
    for (const auto& [good, bad] :
         {std::pair("\nendobj\n5 0 obj", "\n       5 0 obj"), std::pair(">>\nstream\nBT", ">>stream \nBT")}) {
        ASSERT_NE(pdf.find(good), std::string::npos) << good;
        pdf.replace(pdf.find(good), std::string(good).size(), bad);
        EXPECT_EQ(judge(sign_pdf(pdf, pki().person, {.certification = 2})).verdict, Verdict::valid) << bad;
    }
}

TEST(Damage, OfWhatNothingLeadsToIsNone)
{
    std::string pdf = testing::append_revision(document(), {{30, "<< /x 1 >>"}});
    const std::size_t at = pdf.find("30 0 obj");
    pdf.replace(pdf.find(line_of(at)), 20, line_of(at + 2));
    EXPECT_EQ(judge(sign_pdf(pdf, pki().person, {.certification = 2})).verdict, Verdict::valid);
}

TEST(Damage, OfAStreamsLengthIsNeverPlainlyValid)
{
    std::string pdf = document();
    const std::size_t length = pdf.find("/Length ", pdf.find("4 0 obj"));
    pdf[length + 8] = '9';
    EXPECT_EQ(judge(sign_pdf(pdf, pki().person, {.certification = 2})).verdict, Verdict::suspicious);
}

}  // namespace
}  // namespace chamber::inspect
