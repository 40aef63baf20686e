// verify on files of every verdict: exit codes, words for people, keys for machines.
#include "tests/admin-cli/program.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/test_pdf.hpp"
#include "tests/support/trust_files.hpp"

#include <fstream>

namespace chamber::test {

namespace {

using chamber::testing::append_revision;
using chamber::testing::judging_day_s;
using chamber::testing::next_object;
using chamber::testing::object_text;
using chamber::testing::sign_pdf;
using chamber::testing::TestPki;
using ::testing::HasSubstr;

constexpr const char* judging_day = "2026-11-24";

const TestPki& pki()
{
    return TestPki::instance();
}

std::string document()
{
    return chamber::testing::make_pdf({"So tien la 100 trieu"});
}

// A note on the page, which a certification of 3 allows.
std::string with_note(std::string pdf)
{
    const int added = next_object(pdf);
    std::string page = object_text(pdf, 3);
    page.insert(page.find("/Annots [") + 9, " " + std::to_string(added) + " 0 R ");
    return append_revision(
        pdf, {{3, page}, {added, "<< /Type /Annot /Subtype /Text /Rect [72 700 90 718] /Contents (xem lai) >>"}});
}

std::string with_broken_byte(std::string pdf)
{
    pdf[pdf.find("100 trieu")] = '9';
    return pdf;
}

std::string with_another_size(std::string pdf)
{
    std::string page = object_text(pdf, 3);
    page.replace(page.find("/MediaBox"), 9, "/MediaBox [0 0 10 10] /Old");
    return append_revision(pdf, {{3, page}});
}

class VerifyTest : public ::testing::Test {
protected:
    VerifyTest() { pki().write_trust(folder.path() / "trust"); }

    std::string file(const std::string& name, const std::string& bytes) const
    {
        std::ofstream(folder.path() / name, std::ios::binary) << bytes;
        return (folder.path() / name).string();
    }
    Ran verify(std::vector<std::string> words) const
    {
        words.insert(words.begin(), {"--data", (folder.path() / "khong-co").string(), "verify", "--trust",
                                     (folder.path() / "trust").string(), "--at", judging_day});
        return run_admin(words);
    }
    std::pair<int, std::string> verdict(const std::string& bytes) const
    {
        const auto ran = verify({file("x.pdf", bytes), "--json"});
        const auto objects = ran.objects();
        EXPECT_EQ(objects.size(), 1u);
        return {ran.exit_code, std::string(objects.at(0).at("verdict").as_string())};
    }

    Folder folder;
};

}  // namespace

TEST_F(VerifyTest, ExitsWithZeroForValidFilesAlone)
{
    using Outcome = std::pair<int, std::string>;
    EXPECT_EQ(verdict(sign_pdf(document(), pki().person)), (Outcome{0, "valid"}));
    EXPECT_EQ(verdict(with_note(sign_pdf(document(), pki().person, {.certification = 3}))),
              (Outcome{0, "valid_with_allowed_changes"}));
    EXPECT_EQ(verdict(with_another_size(sign_pdf(document(), pki().person))), (Outcome{1, "suspicious"}));
    EXPECT_EQ(verdict(with_broken_byte(sign_pdf(document(), pki().person))), (Outcome{1, "invalid"}));
    EXPECT_EQ(verdict(document()), (Outcome{1, "unsigned_document"}));
    EXPECT_EQ(verdict(sign_pdf(document(), pki().person, {.sub_filter = "PBAD.PAdES"})), (Outcome{1, "unsupported"}));
}

TEST_F(VerifyTest, OneBadFileAmongGoodOnesIsNotZero)
{
    const auto good = file("tot.pdf", sign_pdf(document(), pki().person));
    EXPECT_EQ(verify({good, good}).exit_code, 0);
    EXPECT_EQ(verify({good, file("hong.pdf", with_broken_byte(sign_pdf(document(), pki().person)))}).exit_code, 1);
    EXPECT_NE(verify({good, folder.path().string()}).exit_code, 0);
    EXPECT_EQ(verify({good, (folder.path() / "khong-co.pdf").string()}).exit_code, 3);
    const auto mixed = verify({good, file("chu.pdf", "chữ"), "--json"});
    EXPECT_NE(mixed.exit_code, 0);
    ASSERT_EQ(mixed.objects().size(), 2u);
    EXPECT_TRUE(mixed.objects()[1].at("signatures").as_array().empty());
}

TEST_F(VerifyTest, TellsMachinesTheIndicationsOfTheStandard)
{
    const auto object =
        verify({file("x.pdf", with_broken_byte(sign_pdf(document(), pki().person))), "--json"}).objects().at(0);
    const auto& signature = object.at("signatures").as_array().at(0).as_object();
    EXPECT_EQ(signature.at("indication").as_string(), "total_failed");
    EXPECT_EQ(signature.at("sub_indication").as_string(), "HASH_FAILURE");
    for (const char* key : {"file", "word", "sentence", "verdict", "trust", "signatures", "changes", "reasons",
                            "missing", "engine", "trust_store_sha256", "checked_at"})
        EXPECT_TRUE(object.contains(key)) << key;
    EXPECT_EQ(object.at("word").as_string(), "Không hợp lệ");
}

TEST_F(VerifyTest, TellsPeopleWhoSignedAndWhatChanged)
{
    const auto out = verify({file("x.pdf", with_note(sign_pdf(document(), pki().person, {.certification = 3})))}).out;
    for (const char* word : {"KẾT QUẢ", "Nguyễn Văn Đức", "HĐND tỉnh Thử Nghiệm", "còn hiệu lực",
                             "Thiếu chữ ký của cơ quan", "thay đổi sau khi ký (được phép, trang 1)"})
        EXPECT_THAT(out, HasSubstr(word));
}

TEST_F(VerifyTest, JudgesAsIfItWereAnotherTime)
{
    const auto pdf = file("x.pdf", sign_pdf(document(), pki().expired));
    const auto trust_at = [&](const std::string& at) {
        const auto ran =
            run_admin({"verify", "--trust", (folder.path() / "trust").string(), "--at", at, pdf, "--json"});
        return std::string(ran.objects().at(0).at("trust").as_string());
    };
    EXPECT_EQ(trust_at("2026-11-24"), "untrusted");
    EXPECT_NE(trust_at("2025-01-10 08:00"), "untrusted");
    const auto wrong = run_admin({"verify", "--at", "18/12/2024", pdf});
    EXPECT_EQ(wrong.exit_code, 1);
    EXPECT_EQ(wrong.code(), "time_unreadable");
    EXPECT_THAT(wrong.err, HasSubstr("18/12/2024"));
}

}  // namespace chamber::test
