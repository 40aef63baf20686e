// What is in an archive, and that the real tools accept it.
#include "protocol/build_id.hpp"
#include "storage/archive/placing.hpp"
#include "tests/storage/archive/world.hpp"

#include <gmock/gmock.h>

#include <algorithm>

namespace chamber::storage {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

constexpr auto folder = "HS_H99.15_K12-KH15_2024-12-19";

class ArchiveBuild : public testing::Test {
protected:
    // Unpacks with the real unzip; the top folder.
    std::filesystem::path unpack(const BuiltArchive& built)
    {
        const auto to = world_.place.path / "unpacked";
        const auto ran = run("unzip -q -o " + built.path.string() + " -d " + to.string());
        EXPECT_EQ(ran.exit_code, 0) << ran.output;
        return to / folder;
    }
    std::string in_zip(const std::string& path) { return read_file(unpack(world_.build()) / path); }

    ArchiveWorld world_;
};

TEST_F(ArchiveBuild, IsNamedAfterOfficeTermSessionAndClosingDay)
{
    const auto built = world_.build();
    EXPECT_EQ(built.file_name, std::string(folder) + ".zip");
    EXPECT_EQ(built.bytes, std::filesystem::file_size(built.path));
    EXPECT_THAT(run("sha256sum " + built.path.string()).output, HasSubstr(built.sha256.hex()));
    EXPECT_EQ(
        run("cd " + world_.directory.archives.string() + " && sha256sum -c " + built.file_name + ".sha256").exit_code,
        0);
}

TEST_F(ArchiveBuild, HoldsEveryPartOfTheLayout)
{
    const auto built = world_.build();
    std::string names = run("unzip -Z1 " + built.path.string() + " | sed 's,^[^/]*/,,'").output;
    EXPECT_EQ(
        names,
        "DOC-TOI-TRUOC.txt\nKIEM-TRA.ps1\nKIEM-TRA.sh\nbag-info.txt\nbagit.txt\n"
        "data/00-muc-luc/muc-luc.csv\ndata/00-muc-luc/muc-luc.html\n"
        "data/03-tai-lieu/001_15-QD-HDND_ve-viec-trieu-tap-ky-hop.pdf\n"
        "data/03-tai-lieu/002.r1_208-TTr-UBND_ve-ke-hoach-dau-tu-cong-nam-2025-dot-1.pdf\n"
        "data/03-tai-lieu/002_208-TTr-UBND_ve-ke-hoach-dau-tu-cong-nam-2025-dot-1.pdf\n"
        "data/03-tai-lieu/003.r1_DU-THAO-TTr_du-thao-nghi-quyet.pdf\n"
        "data/03-tai-lieu/003_DU-THAO-TTr_du-thao-nghi-quyet.pdf\n"
        "data/03-tai-lieu/004_7-BC-UBND_khong-thuoc-muc-nao.pdf\n"
        "data/04-diem-danh/danh-sach-vang.csv\ndata/04-diem-danh/diem-danh.csv\ndata/04-diem-danh/diem-danh.json\n"
        "data/04-diem-danh/dinh-chinh.csv\ndata/04-diem-danh/tong-hop.csv\n"
        "data/07-bien-ban/bien-ban.csv\ndata/07-bien-ban/bien-ban.json\ndata/07-bien-ban/minutes_facts.json\n"
        "data/08-gop-y-chinh-thuc/002.xfdf\ndata/08-gop-y-chinh-thuc/gop-y.json\n"
        "data/10-chu-ky-so/002/ket-qua.json\ndata/10-chu-ky-so/002/sig-1.p7s\ndata/10-chu-ky-so/002/sig-1.range.txt\n"
        "data/11-nhat-ky/nhat-ky.jsonl\n"
        "index.html\n"
        "manifest-sha256.txt\nmanifest-sha512.txt\n"
        "metadata/ho-so.json\nmetadata/phien-hop.json\nmetadata/su-kien.csv\nmetadata/sua-doi.csv\nmetadata/tai-lieu.csv\nmetadata/tu-dien-du-lieu.csv\n"
        "signatures/chung-thu-kem-theo.pem\nsignatures/tagmanifest-sha256.txt.p7s\n"
        "tagmanifest-sha256.txt\ntagmanifest-sha512.txt\n");
}

TEST_F(ArchiveBuild, HoldsEveryCheckOfTheSignaturesInTheirOrder)
{
    EarlierReport second{DocumentId("TL02"), 2, 2, world_.file.reports.at(0).report};
    second.report.trust = Trust::untrusted;
    second.report.checked_at = "2024-12-09T02:00:00Z";
    EarlierReport first = second;
    first.k = 1;
    first.report.engine = "Nghị Trường 0";
    first.report.checked_at = "2024-12-08T02:00:00Z";
    world_.file.earlier_reports = {second, first};
    const auto top = unpack(world_.build());
    EXPECT_THAT(read_file(top / "data/10-chu-ky-so/002/ket-qua.1.json"), HasSubstr("Nghị Trường 0"));
    EXPECT_THAT(read_file(top / "data/10-chu-ky-so/002/ket-qua.2.json"), HasSubstr("2024-12-09T02:00:00Z"));
    EXPECT_THAT(read_file(top / "data/10-chu-ky-so/002/ket-qua.json"), HasSubstr("2024-12-10T02:00:00Z"));
    const auto events = read_file(top / "metadata/su-kien.csv");
    EXPECT_LT(events.find("\"2024-12-08T02:00:00Z\",\"digital signature validation\""),
              events.find("\"2024-12-10T02:00:00Z\",\"digital signature validation\""));
    EXPECT_THAT(read_file(top / "DOC-TOI-TRUOC.txt"), HasSubstr("ket-qua.1.json"));
}

TEST_F(ArchiveBuild, PassesTheCommandsOfTheLetter)
{
    const auto built = world_.build();
    EXPECT_EQ(run("unzip -tqq " + built.path.string()).exit_code, 0);
    const auto checked = run(
        "cd " + unpack(built).string() +
        " && sha256sum -c --quiet --strict manifest-sha256.txt && sha512sum -c --quiet --strict manifest-sha512.txt"
        " && sha256sum -c --quiet --strict tagmanifest-sha256.txt && sha512sum -c --quiet --strict tagmanifest-sha512.txt"
        " && openssl cms -verify -binary -inform DER -in signatures/tagmanifest-sha256.txt.p7s -content tagmanifest-sha256.txt -CAfile " +
        world_.root_file().string() + " -purpose any -no_check_time -out /dev/null");
    EXPECT_EQ(checked.exit_code, 0) << checked.output;
}

TEST_F(ArchiveBuild, PassesItsOwnScriptWithTheRootFromOutside)
{
    const auto built = world_.build();
    const auto script = (unpack(built) / "KIEM-TRA.sh").string();
    const auto with_zip = run("sh " + script + " " + built.path.string() + " " + world_.root_file().string());
    EXPECT_EQ(with_zip.exit_code, 0) << with_zip.output;
    EXPECT_THAT(with_zip.output, HasSubstr("KẾT LUẬN: HỒ SƠ NGUYÊN VẸN VÀ ĐÚNG NIÊM PHONG."));
    EXPECT_THAT(with_zip.output, HasSubstr("Hội đồng nhân dân huyện Hương Sen"));
    EXPECT_EQ(run("cd / && sh " + script + " " + world_.root_file().string()).exit_code, 0);
    const auto rootless = run("sh " + script);
    EXPECT_EQ(rootless.exit_code, 3);
    EXPECT_THAT(rootless.output, HasSubstr("CHƯA XÁC ĐỊNH NGƯỜI NIÊM PHONG"));
    EXPECT_EQ(run("cd " + unpack(built).string() + " && sh KIEM-TRA.sh signatures/chung-thu-kem-theo.pem").exit_code,
              2);
}

TEST_F(ArchiveBuild, GivesTheSameBytesForTheSameSession)
{
    const auto first = world_.build();
    const auto bytes = read_file(first.path);
    std::filesystem::remove(first.path);
    std::ranges::reverse(world_.file.documents);
    std::ranges::reverse(world_.file.people);
    std::ranges::reverse(world_.file.attendance);
    std::ranges::reverse(world_.file.public_annotations);
    world_.clock.advance_days(40);
    const auto second = world_.build();
    EXPECT_EQ(second.sha256, first.sha256);
    EXPECT_EQ(read_file(second.path), bytes);
    EXPECT_EQ(second.made_at, first.made_at);
    EXPECT_EQ(second.file_name, first.file_name);
}

TEST_F(ArchiveBuild, KeepsOneCopyOfTheSameAndNeverReplacesAnother)
{
    const auto first = world_.build();
    EXPECT_EQ(world_.build().path, first.path);
    world_.file.session.venue = "Nơi khác";
    const auto changed = world_.build();
    EXPECT_EQ(changed.file_name, std::string(folder) + "_lan-2.zip");
    EXPECT_THAT(run("sha256sum " + first.path.string()).output, HasSubstr(first.sha256.hex()));
    world_.file.session.venue = "Hội trường lớn";
    EXPECT_EQ(world_.build().path, first.path);
}

TEST_F(ArchiveBuild, WritesEntriesWithoutAnythingThatDependsOnTheMachine)
{
    const auto built = world_.build();
    const auto odd = run(
        "python3 -c \"import zipfile; z=zipfile.ZipFile('" + built.path.string() +
        "'); l=z.infolist();"
        "print(set((i.compress_type,i.create_system,oct(i.external_attr>>16),i.date_time,i.extra,i.comment,i.flag_bits) for i in l),"
        " z.comment, [i.filename for i in l]==sorted(i.filename for i in l))\"");
    EXPECT_EQ(odd.output, "{(0, 3, '0o100644', (2025, 1, 7, 0, 0, 0), b'', b'', 0)} b'' True\n");
}

TEST_F(ArchiveBuild, NeverHoldsPrivateOrGroupNotes)
{
    const auto bytes = read_file(world_.build().path);
    EXPECT_EQ(bytes.find(private_canary), std::string::npos);
    EXPECT_EQ(bytes.find(group_canary), std::string::npos);
    EXPECT_EQ(bytes.find("DB24.m1.3"), std::string::npos);
    EXPECT_NE(bytes.find("DB24.m1.1"), std::string::npos);
}

TEST_F(ArchiveBuild, KeepsDocumentsByteForByte)
{
    const auto top = unpack(world_.build());
    EXPECT_EQ(read_file(top / "data/03-tai-lieu/004_7-BC-UBND_khong-thuoc-muc-nao.pdf"),
              std::string("%PDF\0\xFF\r\n", 8));
    EXPECT_EQ(read_file(top / "data/03-tai-lieu/001_15-QD-HDND_ve-viec-trieu-tap-ky-hop.pdf"),
              std::string(700'000, 'p'));
}

TEST_F(ArchiveBuild, CutsSignaturesOutSoThatOpensslVerifiesThem)
{
    const auto top = unpack(world_.build());
    const auto ran = run(
        "cd " + top.string() +
        R"sh( && read z a o l < data/10-chu-ky-so/002/sig-1.range.txt && f=$(ls data/03-tai-lieu/002_*.pdf)
        { head -c "$a" "$f"; tail -c +$((o+1)) "$f" | head -c "$l"; } > ../tbs
        p=data/10-chu-ky-so/002/sig-1.p7s
        openssl cms -verify -binary -inform DER -in $p -content ../tbs -purpose any -no_check_time -out /dev/null -CAfile )sh" +
        world_.root_file().string() +
        R"sh( && [ "$(od -An -v -tx1 $p | tr -d ' \n')" = "$(tail -c +$((a+2)) "$f" | head -c $((2*$(wc -c <$p))))" ])sh");
    EXPECT_EQ(ran.exit_code, 0) << ran.output;
}

TEST_F(ArchiveBuild, WritesOfficialCommentsAsXfdf)
{
    const auto xfdf = in_zip("data/08-gop-y-chinh-thuc/002.xfdf");
    EXPECT_THAT(xfdf,
                HasSubstr("<f href=\"../03-tai-lieu/002_208-TTr-UBND_ve-ke-hoach-dau-tu-cong-nam-2025-dot-1.pdf\"/>"));
    EXPECT_THAT(
        xfdf,
        HasSubstr(
            "<text page=\"0\" rect=\"470,640,490,660.456\" name=\"DB24.m1.1\" title=\"Kiều Thị Phấn Trắng\" subject=\"Góp ý chính thức\" "
            "creationdate=\"D:20241218155500+07'00'\" date=\"D:20241218155502+07'00'\""));
    EXPECT_THAT(xfdf, HasSubstr("<contents>Đề nghị bổ sung &lt;danh mục&gt; &amp; &quot;Phụ lục 02&quot;</contents>"));
    EXPECT_THAT(xfdf, HasSubstr("<gesture>101.25,455;118.9,461.333</gesture><gesture>10,20</gesture>"));
    EXPECT_EQ(
        run("xmllint --noout " + (unpack(world_.build()) / "data/08-gop-y-chinh-thuc/002.xfdf").string()).exit_code, 0);
}

TEST_F(ArchiveBuild, WritesTablesThatSpreadsheetsOpenAndCannotRun)
{
    const auto top = unpack(world_.build());
    const auto absent = read_file(top / "data/04-diem-danh/danh-sach-vang.csv");
    EXPECT_TRUE(absent.starts_with("\xEF\xBB\xBF\"MaPhien\",\"TenPhien\""));
    EXPECT_THAT(
        absent,
        HasSubstr(
            "\"PH1\",\"Phiên khai mạc\",\"DB02\",\"Lê \"\"Tư\"\", Minh Họa\",\"'=HYPERLINK(\"\"http://x\"\")\",\"Vắng có phép\",\"Có phép\","
            "\"'+Đi công tác, \"\"khẩn\"\"\nvề muộn\"\r\n"));
    const auto rows = run(
        "python3 -c \"import csv; r=list(csv.DictReader(open('" + (top / "metadata/tai-lieu.csv").string() +
        "',encoding='utf-8-sig',newline=''))); print([(x['DocOrdinal'],x['Subject'],x['Revision'],x['CodeNumber'],x['CodeNotation']) for x in r])\"");
    EXPECT_EQ(
        rows.output,
        "[('1', 'Về việc triệu tập Kỳ họp', '1', '15', 'QĐ-HĐND'), ('2', 'Về Kế hoạch đầu tư công năm 2025 (Đợt 1)', '2', '208', 'TTr-UBND'), "
        "('3', \"'=Dự thảo Nghị quyết\", '2', '', ''), ('4', 'Không thuộc mục nào', '1', '7', 'BC-UBND')]\n");
    EXPECT_THAT(read_file(top / "data/04-diem-danh/diem-danh.csv"),
                HasSubstr("\"18/12/2024 07:25\",\"18/12/2024 09:00\",\"Tự điểm danh trên máy\""));
}

TEST_F(ArchiveBuild, ExplainsEveryColumnInTheDictionary)
{
    const auto top = unpack(world_.build());
    const auto ran = run("cd " + top.string() + R"sh( && python3 - <<'P'
import csv, glob
def read(p): return list(csv.reader(open(p, encoding='utf-8-sig', newline='')))
known = {(r[0], r[1]) for r in read('metadata/tu-dien-du-lieu.csv')}
for p in glob.glob('**/*.csv', recursive=True):
    if 'tu-dien' not in p: print([(p, c) for c in read(p)[0] if (p, c) not in known], end='')
P
)sh");
    EXPECT_EQ(ran.output, "[][][][][][][][][]");
}

TEST_F(ArchiveBuild, CountsWhatCanBeCountedAndKeepsWhatWasEntered)
{
    const auto fields = in_zip("metadata/ho-so.json");
    EXPECT_THAT(fields, HasSubstr("\"FileCode\": \"H99.15.2024.HĐND.15\""));
    EXPECT_THAT(fields, HasSubstr("\"TotalDoc\": \"4\""));
    EXPECT_THAT(fields, HasSubstr("\"StartDate\": \"2024-12-18\""));
    EXPECT_THAT(fields, HasSubstr("\"EndDate\": \"2024-12-20\""));
    EXPECT_THAT(in_zip("bag-info.txt"), HasSubstr("Bagging-Date: 2025-01-07\n"));
    const auto top = unpack(world_.build());
    const auto oxum =
        run("cd " + top.string() +
            " && echo $(find data -type f -printf '%s\\n' | awk '{s+=$1} END {printf \"%d.%d\", s, NR}')");
    EXPECT_THAT(in_zip("bag-info.txt"), HasSubstr("Payload-Oxum: " + oxum.output));
    EXPECT_THAT(in_zip("bag-info.txt"), HasSubstr("Bag-Software-Agent: Nghi Truong " + std::string(build_id()) + "\n"));
}

TEST_F(ArchiveBuild, WritesJsonThatOthersRead)
{
    const auto top = unpack(world_.build());
    const auto ran = run(
        "cd " + top.string() +
        " && for f in metadata/*.json data/*/*.json data/*/*/*.json; do python3 -c 'import json,sys; json.load(open(sys.argv[1]))' $f || echo bad $f; done"
        " && python3 -c 'import json; [json.loads(l) for l in open(\"data/11-nhat-ky/nhat-ky.jsonl\")]'");
    EXPECT_EQ(ran.output, "");
    EXPECT_EQ(
        run("cd " + top.string() + " && xmllint --html --noout --nowarning data/00-muc-luc/muc-luc.html").exit_code, 0);
}

TEST_F(ArchiveBuild, LeavesNothingWhenADocumentIsDamaged)
{
    const auto& victim = world_.file.documents.front();
    const auto path = world_.blobs.path(Sha256::parse(victim.revisions.front().sha256).value());
    auto bytes = read_file(path);
    bytes[20] ^= 1;
    std::filesystem::remove(path);
    write_file(path, bytes);
    const auto failed = world_.try_build();
    ASSERT_FALSE(failed);
    EXPECT_EQ(failed.error().code, ErrorCode::blob_damaged);
    EXPECT_EQ(failed.error().where, "TL02");
    EXPECT_THAT(world_.archives(), IsEmpty());
}

TEST_F(ArchiveBuild, LeavesNothingWhenADocumentIsMissing)
{
    std::filesystem::remove(
        world_.blobs.path(Sha256::parse(world_.file.documents[1].revisions.front().sha256).value()));
    EXPECT_EQ(world_.try_build().error().code, ErrorCode::blob_damaged);
    EXPECT_THAT(world_.archives(), IsEmpty());
}

TEST_F(ArchiveBuild, TellsProgressAndLeavesNothingWhenCancelled)
{
    std::uint64_t calls = 0, last = 0, total = 0;
    auto at = BuildStage::packing;
    BuildWatch watch;
    watch.goes_on = [&](BuildStage stage, std::uint64_t done, std::uint64_t of) {
        if (stage != at) {
            EXPECT_EQ(last, total) << "the stage before is complete";
            last = 0;
        }
        at = stage;
        EXPECT_GE(done, last);
        EXPECT_LE(done - last, 1'048'576U);
        last = done;
        total = of;
        return ++calls > 0;
    };
    const auto built = world_.try_build(watch);
    ASSERT_TRUE(built);
    EXPECT_EQ(at, BuildStage::digesting);
    EXPECT_EQ(last, built->bytes);
    EXPECT_EQ(total, built->bytes);
    for (const auto& name : world_.archives()) std::filesystem::remove(world_.directory.archives / name);
    for (std::uint64_t stop_at = 1; stop_at <= calls; ++stop_at) {
        std::uint64_t seen = 0;
        BuildWatch giving_up;
        giving_up.goes_on = [&](BuildStage, std::uint64_t, std::uint64_t) { return ++seen < stop_at; };
        EXPECT_EQ(world_.try_build(giving_up).error().code, ErrorCode::cancelled);
        EXPECT_THAT(world_.archives(), IsEmpty()) << stop_at;
    }
    BuildWatch at_the_end;
    at_the_end.may_be_named = [] { return false; };
    EXPECT_EQ(world_.try_build(at_the_end).error().code, ErrorCode::cancelled);
    EXPECT_THAT(world_.archives(), IsEmpty());
}

TEST_F(ArchiveBuild, RemovesWhatACrashLeft)
{
    write_file(world_.directory.archives / (std::string(".") + folder + ".building-1-1"), "half");
    write_file(world_.directory.archives /
                   (std::string(".") + folder + ".building-" + std::to_string(::getpid()) + "-1.aB3xYz"),
               "half");
    write_file(world_.directory.archives / ".HS_H99.15_K11-KH01_2020-01-01.building-7-1", "half of another session");
    const auto built = world_.build();
    EXPECT_EQ(world_.archives().size(), 4U);  // zip, its digest, its seal, its moment
}

TEST_F(ArchiveBuild, RemovesAtTheStartWhatAKilledBuildLeft)
{
    write_file(world_.directory.archives / (std::string(".") + folder + ".building-1-1"), "half");
    const auto built = world_.build();
    write_file(world_.directory.archives / (std::string(".") + folder + ".building-1-2.aB3xYz"), "half");
    remove_unfinished_archives(world_.directory.archives, [](const std::string&) { return true; });
    EXPECT_THAT(world_.archives(), testing::Not(testing::Contains(HasSubstr(".building-"))));
    EXPECT_TRUE(std::filesystem::exists(built.path));
}

TEST_F(ArchiveBuild, PutsBackUnderItsOwnNameWhatWasTakenAway)
{
    const auto first = world_.build();
    std::filesystem::remove(first.path);
    world_.file.session.venue = "Nơi khác";
    EXPECT_EQ(world_.build().file_name, std::string(folder) + "_lan-2.zip");
    world_.file.session.venue = "Hội trường lớn";
    const auto again = world_.build();
    EXPECT_EQ(again.path, first.path);
    EXPECT_EQ(again.sha256, first.sha256);
}

TEST_F(ArchiveBuild, NamesASessionWithoutDocuments)
{
    world_.file.documents.clear();
    world_.file.reports.clear();
    const auto built = world_.build();
    EXPECT_TRUE(verify_archive(built.path, world_.root_pem()).value().intact);
}

// By RFC 8493 alone: a reader that knows nothing of us.
TEST_F(ArchiveBuild, IsABagForWhoeverReadsBags)
{
    world_.withdraw(false);
    const auto place = world_.place.path / "bag";
    std::filesystem::create_directory(place);
    const auto look = [&](const std::filesystem::path& zip) {
        std::filesystem::remove_all(place);
        std::filesystem::create_directory(place);
        return run("python3 " CHECK_BAG " '" + zip.string() + "' '" + place.string() + "'");
    };
    for (const auto kind : {ArchiveKind::sealed, ArchiveKind::draft}) {
        const auto seen = look(world_.build(kind).path);
        EXPECT_EQ(seen.exit_code, 0) << seen.output;
        EXPECT_EQ(seen.output, "");
    }
}

}  // namespace
}  // namespace chamber::storage
