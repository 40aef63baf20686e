// What an archive says of itself is so: state, days, withdrawals, and that a draft is a draft.
#include "tests/storage/archive/world.hpp"

#include <boost/describe/enumerators.hpp>
#include <boost/mp11.hpp>
#include <gmock/gmock.h>

namespace chamber::storage {
namespace {

using testing::HasSubstr;
using testing::Not;

class ArchiveTruth : public testing::Test {
protected:
    std::filesystem::path unpack(const BuiltArchive& built) const
    {
        const auto to = world_.place.path / ("of-" + built.file_name);
        const auto ran = run("unzip -q -o " + built.path.string() + " -d " + to.string());
        EXPECT_EQ(ran.exit_code, 0) << ran.output;
        for (const auto& entry : std::filesystem::directory_iterator(to)) return entry.path();
        return to;
    }
    std::string said(const BuiltArchive& built, const std::string& path) const
    {
        return read_file(unpack(built) / path);
    }
    Ran script(const BuiltArchive& built) const
    {
        return run("sh " + (unpack(built) / "KIEM-TRA.sh").string() + " " + built.path.string() + " " +
                   world_.root_file().string());
    }

    ArchiveWorld world_;
};

TEST_F(ArchiveTruth, OnlyACompleteSessionIsSealedAndAnyOneDrafted)
{
    boost::mp11::mp_for_each<boost::describe::describe_enumerators<SessionState>>([&](auto state) {
        world_.file.session.state = state.value;
        const auto sealed = world_.try_build();
        EXPECT_EQ(sealed.has_value(), may_be_sealed(state.value)) << state.name;
        if (!sealed) {
            EXPECT_EQ(sealed.error().code, ErrorCode::not_sealable) << state.name;
        }
        EXPECT_TRUE(world_.try_build({}, ArchiveKind::draft)) << state.name;
    });
}

TEST_F(ArchiveTruth, SaysTheStateTheSessionIsIn)
{
    EXPECT_THAT(said(world_.build(), "metadata/phien-hop.json"), HasSubstr("\"state\": \"filing\""));
    world_.file.session.state = SessionState::in_session;
    world_.file.session.current_item = AgendaItemId("MUC02");
    const auto draft = world_.build(ArchiveKind::draft);
    EXPECT_THAT(said(draft, "metadata/phien-hop.json"), HasSubstr("\"state\": \"in_session\""));
    EXPECT_THAT(said(draft, "metadata/phien-hop.json"), HasSubstr("\"current_item\": \"MUC02\""));
    EXPECT_THAT(said(draft, "bag-info.txt"), HasSubstr("Session-State: in_session\n"));
}

TEST_F(ArchiveTruth, IsBaggedOnTheDayItIsSealedWhateverTheSessionsDaysAre)
{
    world_.file.session.end_on = "2030-06-01";
    const auto built = world_.build();
    EXPECT_EQ(built.made_at, "2025-01-06T17:30:00Z");
    const auto bag = said(built, "bag-info.txt");
    EXPECT_THAT(bag, HasSubstr("Bagging-Date: 2025-01-07\n"));  // Vietnam's day
    EXPECT_THAT(bag, HasSubstr("Sealed-At: 2025-01-06T17:30:00Z\n"));
    EXPECT_THAT(said(built, "DOC-TOI-TRUOC.txt"), HasSubstr("Niêm phong lúc: 07/01/2025 00:30"));
    EXPECT_THAT(said(built, "metadata/su-kien.csv"),
                HasSubstr("\"2025-01-06T17:30:00Z\",\"information package creation\""));
}

TEST_F(ArchiveTruth, ChangedContentIsSealedAtItsOwnMoment)
{
    const auto first = world_.build();
    world_.clock.advance_days(2);
    world_.file.session.venue = "Nơi khác";
    const auto changed = world_.build();
    EXPECT_NE(changed.made_at, first.made_at);
    EXPECT_THAT(said(changed, "bag-info.txt"), HasSubstr("Bagging-Date: 2025-01-09\n"));
    world_.file.session.venue = "Hội trường lớn";
    EXPECT_EQ(world_.build().made_at, first.made_at);
}

TEST_F(ArchiveTruth, ADraftIsMarkedWhereverAPersonLooks)
{
    world_.file.session.state = SessionState::recess;
    const auto draft = world_.build(ArchiveKind::draft);
    EXPECT_THAT(draft.file_name, HasSubstr("_ban-nhap.zip"));
    const auto top = unpack(draft);
    EXPECT_THAT(top.filename().string(), testing::EndsWith("_ban-nhap"));
    for (const char* path :
         {"DOC-TOI-TRUOC.txt", "bag-info.txt", "data/00-muc-luc/muc-luc.html", "metadata/ho-so.json"})
        EXPECT_THAT(read_file(top / path),
                    HasSubstr(std::string(path) == "metadata/ho-so.json" ? "bản nháp" : "BẢN NHÁP"))
            << path;
    EXPECT_TRUE(read_file(top / "DOC-TOI-TRUOC.txt").starts_with("BẢN NHÁP – không phải hồ sơ lưu trữ"));
    EXPECT_THAT(read_file(top / "data/00-muc-luc/muc-luc.html"),
                HasSubstr("position:fixed"));  // repeated on each printed page
    EXPECT_THAT(read_file(top / "metadata/phien-hop.json"), HasSubstr("\"draft\": true"));
    const auto tables = run(
        "cd " + top.string() +
        R"( && find . -name '*.csv' | sort | while read f; do head -c 30 "$f" | grep -q 'BẢN NHÁP' || echo "$f"; done)");
    EXPECT_EQ(tables.output, "");
    EXPECT_FALSE(std::filesystem::exists(top / "signatures"));
    EXPECT_THAT(read_file(top / "DOC-TOI-TRUOC.txt"),
                Not(HasSubstr("openssl cms -verify -binary -inform DER -in signatures/")));
    EXPECT_THAT(read_file(top / "DOC-TOI-TRUOC.txt"), Not(testing::ContainsRegex("\\{[a-z?/]"))) << "a slot was left";
}

TEST_F(ArchiveTruth, ASealedOneIsNowhereCalledADraft)
{
    const auto top = unpack(world_.build());
    for (const char* path : {"DOC-TOI-TRUOC.txt", "bag-info.txt", "data/00-muc-luc/muc-luc.html",
                             "metadata/tai-lieu.csv", "metadata/phien-hop.json"})
        EXPECT_THAT(read_file(top / path),
                    Not(testing::AnyOf(HasSubstr("BẢN NHÁP"), testing::StartsWith("{\n  \"draft\""))))
            << path;
}

TEST_F(ArchiveTruth, ADraftIsWholeAndNobodyVouchesForIt)
{
    const auto draft = world_.build(ArchiveKind::draft);
    const auto verdict = verify_archive(draft.path, world_.root_pem()).value();
    EXPECT_TRUE(verdict.intact);
    EXPECT_TRUE(verdict.draft);
    EXPECT_EQ(verdict.vouching, Vouching::nobody);
    const auto ran = script(draft);
    EXPECT_EQ(ran.exit_code, 3) << ran.output;
    EXPECT_THAT(ran.output, HasSubstr("BẢN NHÁP NGUYÊN VẸN, KHÔNG NIÊM PHONG"));
}

TEST_F(ArchiveTruth, DraftAndSealedStandSideBySide)
{
    const auto sealed = world_.build();
    const auto draft = world_.build(ArchiveKind::draft);
    EXPECT_NE(sealed.path, draft.path);
    EXPECT_EQ(world_.build().sha256, sealed.sha256);
    EXPECT_EQ(world_.build(ArchiveKind::draft).sha256, draft.sha256);
}

TEST_F(ArchiveTruth, AWithdrawnPaperStaysWithReasonAndBytes)
{
    world_.withdraw(false);
    const auto built = world_.build();
    const auto top = unpack(built);
    EXPECT_EQ(read_file(top / "data/03-tai-lieu/TH01_7-BC-UBND_khong-thuoc-muc-nao.pdf"),
              std::string("%PDF\0\xFF\r\n", 8));
    const auto index = read_file(top / "data/00-muc-luc/muc-luc.html");
    EXPECT_THAT(index, HasSubstr("Tài liệu đã thu hồi"));
    EXPECT_THAT(index,
                HasSubstr("Thu hồi lúc 03/12/2024 09:00 bởi Kiều Thị Phấn Trắng. Lý do: Gửi nhầm bản, &lt;nháp&gt;."));
    EXPECT_THAT(index, HasSubstr("../03-tai-lieu/TH01_7-BC-UBND_khong-thuoc-muc-nao.pdf"));
    EXPECT_THAT(read_file(top / "data/00-muc-luc/muc-luc.csv"),
                HasSubstr("\"Đã thu hồi\",\"Gửi nhầm bản, <nháp>\",\"2024-12-03T02:00:00Z\""));
    EXPECT_THAT(read_file(top / "metadata/tai-lieu.csv"),
                HasSubstr("\"TL04\",\"Đã thu hồi\",\"Gửi nhầm bản, <nháp>\""));
    EXPECT_THAT(read_file(top / "metadata/su-kien.csv"),
                HasSubstr("\"2024-12-03T02:00:00Z\",\"withdrawal\",\"DB24\",\"TL04 (TH01)\",\"Gửi nhầm bản, <nháp>\""));
    EXPECT_THAT(read_file(top / "metadata/phien-hop.json"), HasSubstr("\"withdrawals\": ["));
    const auto verdict = verify_archive(built.path, world_.root_pem()).value();
    EXPECT_TRUE(verdict.intact);
    EXPECT_EQ(verdict.documents, 3U);  // in force
}

TEST_F(ArchiveTruth, AWithdrawnSecretLeavesItsEntryAlone)
{
    world_.withdraw(true);
    const auto top = unpack(world_.build());
    EXPECT_EQ(run("ls " + (top / "data/03-tai-lieu").string() + " | grep -c TH01").output, "0\n");
    EXPECT_THAT(read_file(top / "data/00-muc-luc/muc-luc.html"), HasSubstr("Tệp đã bị hủy vì lý do bảo mật"));
    EXPECT_THAT(read_file(top / "data/00-muc-luc/muc-luc.csv"), HasSubstr("\"Đã thu hồi, tệp đã bị hủy\""));
    EXPECT_THAT(read_file(top / "metadata/tai-lieu.csv"), HasSubstr("\"Đã thu hồi, tệp đã bị hủy\""));
    EXPECT_THAT(read_file(top / "metadata/su-kien.csv"), HasSubstr("\"deletion\""));
}

TEST_F(ArchiveTruth, TellsWhatWasCorrectedAndWhatStoodThereBefore)
{
    world_.file.amendments = {
        {"document/TL01",
         {{"2024-12-02T01:00:00Z", PersonId("DB24"), "issuer", "PHỤ LỤC 01", "Thường trực HĐND", "đọc sai"}}}};
    EXPECT_THAT(
        said(world_.build(), "metadata/sua-doi.csv"),
        HasSubstr(
            "\"document/TL01\",\"2024-12-02T01:00:00Z\",\"DB24\",\"Kiều Thị Phấn Trắng\",\"issuer\",\"PHỤ LỤC 01\",\"Thường trực HĐND\",\"đọc sai\""));
}

TEST_F(ArchiveTruth, ABrokenJournalIsNotSealed)
{
    auto& line = world_.file.journal_lines.at(1);
    line.replace(line.find("publish_documents"), 7, "revoked");
    const auto refused = world_.try_build();
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::journal_broken);
}

}  // namespace
}  // namespace chamber::storage
