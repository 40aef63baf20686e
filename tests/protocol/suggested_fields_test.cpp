// What a hostile first page suggests is clean, and passes the door that typed fields pass.
#include "protocol/field_rules.hpp"
#include "protocol/inspection.hpp"

#include <gtest/gtest.h>

namespace chamber {

TEST(Suggestions, AreCleanWhateverTheFileSays)
{
    Heading heading;
    heading.subject = "Ve\u0302\u0300 vie\u0323\u0302c\x1b[2J\u202Efdp " + std::string(3'000, 'x');
    heading.issuer = std::string(3'000, 'u') + "\u1ED7";
    heading.full_number = "208/TTr\uFFFE-UBND\n";
    DocumentFields uploaded;
    uploaded.file_name = "Bie\u0309u\u2066 03.pdf";
    DocumentFields fields = suggested_fields(uploaded, heading, Inspection{});
    EXPECT_TRUE(fields.title.starts_with("Về việc[2Jfdp xxx"));
    EXPECT_EQ(fields.full_number, "208/TTr-UBND");
    EXPECT_EQ(fields.file_name, "Biẻu 03.pdf");
    const std::string title = fields.title;
    const auto parsed = parse_fields(fields);
    ASSERT_TRUE(parsed) << parsed.error().where;
    EXPECT_EQ(fields.title, title);
}

TEST(Suggestions, HaveADayOnlyWhenThereIsOne)
{
    const auto day_of = [](const std::string& day) {
        return parse_heading("ỦY BAN NHÂN DÂN\nSố: 208/TTr-UBND\nHương Sen, ngày " + day + "\nTỜ TRÌNH\nVề việc này")
            .issued_on;
    };
    EXPECT_EQ(day_of("29 tháng 02 năm 2024"), "2024-02-29");
    for (const char* none :
         {"31 tháng 02 năm 2026", "29 tháng 02 năm 2025", "31 tháng 4 năm 2024", "00 tháng 5 năm 2024",
          "131 tháng 5 năm 2024", "12 tháng 13 năm 2024", "12 tháng 5 năm 2999"})
        EXPECT_EQ(day_of(none), "") << none;
}

TEST(Suggestions, NameWhoSignedAndTheSessionItBelongsTo)
{
    const Heading heading =
        parse_heading("HỘI ĐỒNG NHÂN DÂN\nHUYỆN CẦN GIỜ\nSố: 06/2021/NQ-HĐND\nCần Giờ, ngày 14 tháng 10 năm "
                      "2021\nNGHỊ QUYẾT\nVề việc này\nHỘI ĐỒNG NHÂN DÂN HUYỆN CẦN GIỜ\nKHÓA XI, KỲ HỌP THỨ HAI\n");
    Inspection inspection;
    inspection.report.signatures.resize(3);
    inspection.report.signatures[0].signer_kind = SignerKind::organisation;
    inspection.report.signatures[0].signer_name = "Hội đồng nhân dân huyện";
    inspection.report.signatures[1].signer_kind = SignerKind::person;
    inspection.report.signatures[1].signer_name = "Nguyễn Thị \u202EMẫu";
    inspection.report.signatures[2].signer_kind = SignerKind::person;
    inspection.report.signatures[2].signer_name = "Người Khác";
    const DocumentFields fields = suggested_fields({}, heading, inspection);
    EXPECT_EQ(fields.signer, "Nguyễn Thị Mẫu");
    EXPECT_EQ(fields.term, "XI");
    EXPECT_EQ(fields.session_number, 2);
    EXPECT_TRUE(fields.normative);
    const DocumentFields unsigned_draft = suggested_fields({}, {}, {});
    EXPECT_EQ(unsigned_draft.signer, "");
    EXPECT_EQ(unsigned_draft.session_number, 0);
}

}  // namespace chamber
