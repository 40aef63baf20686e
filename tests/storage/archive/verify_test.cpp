// Ways to cheat, each of which the script inside and verify_archive must both notice.
#include "tests/storage/archive/world.hpp"

#include "storage/archive/zip_reader.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <array>
#include <map>
#include <random>

namespace chamber::storage {
namespace {

using testing::HasSubstr;

// One built archive for the whole suite: nothing here changes it.
class ArchiveVerify : public testing::Test {
protected:
    static void SetUpTestSuite()
    {
        world_ = new ArchiveWorld;
        built_ = new BuiltArchive(world_->build());
        // The script of an honest copy: what a careful archivist keeps apart.
        ASSERT_EQ(run("unzip -q -j " + built_->path.string() + " '*/KIEM-TRA.sh' -d " + world_->place.path.string())
                      .exit_code,
                  0);
    }
    static void TearDownTestSuite()
    {
        delete built_;
        delete world_;
    }

    std::filesystem::path tamper(const std::string& how, const std::string& more = {}) const
    {
        auto name = how;
        std::ranges::replace(name, '/', '-');
        const auto target = world_->place.path / (name + ".zip");
        const auto ran = run(std::string("python3 " TAMPER " ") + built_->path.string() + " " + target.string() + " " +
                             how + " " + more);
        EXPECT_EQ(ran.exit_code, 0) << ran.output;
        return target;
    }
    static Ran script(const std::filesystem::path& zip, const std::filesystem::path& root)
    {
        return run("sh " + (world_->place.path / "KIEM-TRA.sh").string() + " " + zip.string() + " " + root.string());
    }
    static ArchiveVerdict verify(const std::filesystem::path& zip)
    {
        return verify_archive(zip, world_->root_pem()).value();
    }

    static std::string failed_step(const ArchiveVerdict& verdict)
    {
        const auto failed = std::ranges::find(verdict.checks, false, &ArchiveCheck::passed);
        return failed == verdict.checks.end() ? "" : failed->step;
    }

    // "changed data/03-tai-lieu/003_…" with the names cut to the tag.
    static std::vector<std::string> faults_of(const ArchiveVerdict& verdict)
    {
        static constexpr std::array words{"missing", "changed", "extra", "unreadable"};
        std::vector<std::string> named;
        for (const auto& fault : verdict.faults) {
            auto path = fault.path;
            if (path.starts_with("data/03-tai-lieu/")) path = path.substr(17, path.find('_') - 17);
            named.push_back(std::string(words.at(static_cast<std::size_t>(fault.kind))) + " " + path);
        }
        return named;
    }

    inline static ArchiveWorld* world_ = nullptr;
    inline static BuiltArchive* built_ = nullptr;
};

TEST_F(ArchiveVerify, AcceptsWhatWasBuiltAndSaysWhoSealedIt)
{
    const auto verdict = verify(built_->path);
    EXPECT_TRUE(verdict.intact);
    EXPECT_EQ(failed_step(verdict), "");
    EXPECT_EQ(verdict.session_name, "Hồ sơ Kỳ họp thứ Mười lăm");
    EXPECT_EQ(verdict.documents, 4U);
    EXPECT_THAT(verdict.sealed_by, HasSubstr("CN=Hội đồng nhân dân huyện Hương Sen"));
    EXPECT_THAT(
        run("openssl x509 -noout -fingerprint -sha256 -in " + (world_->directory.keys / "seal.pem").string()).output,
        HasSubstr(verdict.seal_fingerprint));
}

TEST_F(ArchiveVerify, SaysWithoutARootThatNobodyVouches)
{
    const auto verdict = verify_archive(built_->path, {}).value();
    EXPECT_TRUE(verdict.intact);
    EXPECT_EQ(verdict.vouching, Vouching::nobody);
    EXPECT_THAT(verdict.checks.back().sentence, HasSubstr("chưa ai bảo đảm"));
}

struct Cheat {
    const char* how;
    const char* step;
    const char* said;  // by the script
};

class ArchiveCheat : public ArchiveVerify, public testing::WithParamInterface<Cheat> {};

TEST_P(ArchiveCheat, IsNoticedByTheProgramAndByTheScript)
{
    const auto zip = tamper(GetParam().how);
    const auto verdict = verify(zip);
    EXPECT_FALSE(verdict.intact);
    EXPECT_EQ(failed_step(verdict), GetParam().step);
    const auto ran = script(zip, world_->root_file());
    EXPECT_EQ(ran.exit_code, 1) << ran.output;
    EXPECT_THAT(ran.output, HasSubstr(GetParam().said));
    EXPECT_THAT(ran.output, HasSubstr("KẾT LUẬN: HỒ SƠ KHÔNG CÒN NGUYÊN VẸN"));
}

INSTANTIATE_TEST_SUITE_P(All, ArchiveCheat,
                         testing::Values(Cheat{"edited_document", "manifest-sha256", "tài liệu khác với danh mục"},
                                         Cheat{"edited_metadata", "tagmanifest-sha256",
                                               "thông tin mô tả khác với danh mục"},
                                         Cheat{"extra_file", "no extra files", "tệp thừa"},
                                         Cheat{"extra_tag_file", "no extra files", "tệp thừa"},
                                         Cheat{"extra_signature", "no extra files", "tệp thừa"},
                                         Cheat{"missing_file", "manifest-sha256", "tệp bị thiếu"},
                                         Cheat{"duplicate_name", "container", "hai tệp trùng tên"},
                                         Cheat{"duplicate_by_case", "container", "hai tệp trùng tên"},
                                         Cheat{"recomputed_manifests", "seal", "chữ ký niêm phong không khớp"},
                                         Cheat{"unsealed", "seal", "chưa được niêm phong"},
                                         Cheat{"escaping_name", "container", "chỉ ra ngoài thư mục"},
                                         Cheat{"absolute_name", "container", "chỉ ra ngoài thư mục"},
                                         Cheat{"symbolic_link", "container", "không phải là tệp thường"},
                                         Cheat{"compressed", "container", "không được lưu nguyên dạng"}),
                         [](const auto& one) { return std::string(one.param.how); });

TEST_F(ArchiveVerify, AcceptsAnUntouchedRewriteSoThatTheCheatsAreCaughtForTheRightReason)
{
    const auto zip = tamper("untouched");
    EXPECT_TRUE(verify(zip).intact);
    EXPECT_EQ(script(zip, world_->root_file()).exit_code, 0);
}

TEST_F(ArchiveVerify, RefusesTheRootOfAnotherCouncil)
{
    const ArchiveWorld other;
    const auto verdict = verify_archive(built_->path, other.root_pem()).value();
    EXPECT_TRUE(verdict.intact) << "the root was wrong, not the file";
    EXPECT_EQ(verdict.vouching, Vouching::another);
    EXPECT_TRUE(verdict.faults.empty());
    EXPECT_EQ(failed_step(verdict), "root");
    EXPECT_THAT(verdict.checks.back().sentence, HasSubstr("đưa nhầm chứng thư gốc"));
    const auto ran = script(built_->path, other.root_file());
    EXPECT_EQ(ran.exit_code, 4);
    EXPECT_THAT(ran.output, HasSubstr("niêm phong không thuộc chứng thư gốc đã đưa"));
    EXPECT_THAT(ran.output,
                HasSubstr("KẾT LUẬN: HỒ SƠ NGUYÊN VẸN, NHƯNG CHỨNG THƯ GỐC ĐÃ ĐƯA KHÔNG PHẢI CỦA NGƯỜI NIÊM PHONG"));
}

TEST_F(ArchiveVerify, CallsWhatIsNoCertificateThat)
{
    const auto verdict = verify_archive(built_->path, "không phải chứng thư").value();
    EXPECT_TRUE(verdict.intact);
    EXPECT_EQ(verdict.vouching, Vouching::another);
    EXPECT_THAT(verdict.checks.back().sentence, HasSubstr("không phải là chứng thư"));
    const auto path = world_->place.path / "khong-phai.pem";
    write_file(path, "không phải chứng thư");
    const auto ran = script(built_->path, path);
    EXPECT_EQ(ran.exit_code, 2);
    EXPECT_THAT(ran.output, HasSubstr("không phải là chứng thư"));
}

TEST_F(ArchiveVerify, NamesEveryBadFileAndNoOther)
{
    const auto zip = tamper("many");
    const auto verdict = verify(zip);
    EXPECT_FALSE(verdict.intact);
    EXPECT_THAT(faults_of(verdict), testing::UnorderedElementsAre(
                                        "changed 001", "changed 003", "changed metadata/su-kien.csv", "missing 004",
                                        "missing data/04-diem-danh/diem-danh.csv", "extra 099", "extra GHI-CHU.txt"));
    for (const auto& check : verdict.checks)
        EXPECT_EQ(check.sentence.find("/002"), std::string::npos) << check.sentence;
    const auto ran = script(zip, world_->root_file());
    EXPECT_EQ(ran.exit_code, 1);
    for (const auto& fault : verdict.faults) EXPECT_THAT(ran.output, HasSubstr("          " + fault.path + "\n"));
    std::size_t named = 0;
    for (auto at = ran.output.find("\n          "); at != std::string::npos;
         at = ran.output.find("\n          ", at + 1))
        ++named;
    EXPECT_EQ(named, verdict.faults.size()) << ran.output;
}

// A list may be what was changed: then it is named, and not the file it lies about.
TEST_F(ArchiveVerify, AccusesTheListThatLies)
{
    for (const std::string list : {"manifest-sha256.txt", "manifest-sha512.txt", "tagmanifest-sha512.txt"}) {
        for (const std::string how : {"list:", "line:"}) {
            const auto zip = tamper(how + list);
            const auto verdict = verify(zip);
            EXPECT_FALSE(verdict.intact);
            EXPECT_THAT(faults_of(verdict), testing::ElementsAre("changed " + list)) << how;
            const auto ran = script(zip, world_->root_file());
            EXPECT_EQ(ran.exit_code, 1) << how << list;
            EXPECT_THAT(ran.output, HasSubstr("          " + list + "\n")) << how;
            EXPECT_THAT(ran.output, testing::Not(HasSubstr("          data/"))) << how << ran.output;
        }
        EXPECT_THAT(faults_of(verify(tamper("gone:" + list))), testing::ElementsAre("missing " + list));
        EXPECT_EQ(script(tamper("gone:" + list), world_->root_file()).exit_code, 1);
    }
    const auto sealed_list = tamper("list:tagmanifest-sha256.txt");
    EXPECT_THAT(faults_of(verify(sealed_list)), testing::ElementsAre("changed tagmanifest-sha256.txt"));
    EXPECT_EQ(failed_step(verify(sealed_list)), "tagmanifest-sha256");
    EXPECT_THAT(script(sealed_list, world_->root_file()).output, HasSubstr("          tagmanifest-sha256.txt\n"));
}

TEST_F(ArchiveVerify, SeesASealThatIsCutOrACertificateThatIsGone)
{
    EXPECT_THAT(faults_of(verify(tamper("cut:signatures/tagmanifest-sha256.txt.p7s"))),
                testing::ElementsAre("changed signatures/tagmanifest-sha256.txt.p7s"));
    for (const std::string how : {"gone:", "cut:"}) {
        const auto zip = tamper(how + "signatures/chung-thu-kem-theo.pem");
        EXPECT_EQ(failed_step(verify(zip)), "seal") << how;
        EXPECT_EQ(verify(zip).faults.size(), 1U) << how;
    }
    EXPECT_EQ(script(tamper("gone:signatures/chung-thu-kem-theo.pem"), world_->root_file()).exit_code, 1);
}

TEST_F(ArchiveVerify, WalksTheJournalsChain)
{
    const auto zip = tamper("journal");
    const auto verdict = verify(zip);
    EXPECT_FALSE(verdict.intact);
    EXPECT_EQ(failed_step(verdict), "journal");
    const auto journal = std::ranges::find(verdict.checks, std::string("journal"), &ArchiveCheck::step);
    EXPECT_THAT(journal->sentence, HasSubstr("dòng 3 không nối với dòng trước"));
    const auto ran = script(zip, world_->root_file());
    EXPECT_EQ(ran.exit_code, 1);
    EXPECT_THAT(ran.output, HasSubstr("chuỗi nhật ký đứt: dòng 3"));
    EXPECT_THAT(script(built_->path, world_->root_file()).output, HasSubstr("chuỗi nhật ký liền mạch: 3 dòng"));
}

TEST_F(ArchiveVerify, NamesEveryFileThatCannotBeReadToItsEnd)
{
    auto bytes = read_file(built_->path);
    for (const std::string mark : {"%PDF-1.7\n(Trang mot) dự thảo 1", "%PDF-1.7\n(Trang mot) dự thảo 2"})
        bytes[bytes.find(mark) + 12] = '#';
    const auto path = world_->place.path / "rotten.zip";
    write_file(path, bytes);
    const auto verdict = verify(path);
    EXPECT_EQ(failed_step(verdict), "container");
    EXPECT_THAT(faults_of(verdict), testing::ElementsAre("unreadable 003.r1", "unreadable 003"));
    EXPECT_THAT(
        script(path, world_->root_file()).output,
        testing::AllOf(HasSubstr("          data/03-tai-lieu/003.r1_"), HasSubstr("          data/03-tai-lieu/003_")));
}

TEST_F(ArchiveVerify, RefusesASealMadeAnewBySomebodyElse)
{
    const ArchiveWorld other;
    const auto zip = tamper("resealed", (other.directory.keys / "seal.pem").string());
    EXPECT_EQ(failed_step(verify(zip)), "root");
    EXPECT_EQ(verify(zip).vouching, Vouching::another);
    EXPECT_EQ(script(zip, world_->root_file()).exit_code, 4);
    // Without a root nobody can tell, and both say so instead of praising it.
    EXPECT_EQ(script(zip, {}).exit_code, 3);
}

TEST_F(ArchiveVerify, RefusesASealMadeWithTheServersTlsKey)
{
    ASSERT_TRUE(server_identity(world_->directory, "localhost", world_->clock));
    const auto zip = tamper("resealed", (world_->directory.keys / "server.pem").string());
    EXPECT_EQ(failed_step(verify(zip)), "seal");
}

TEST_F(ArchiveVerify, NoticesBytesThatBelongToNoFile)
{
    const auto verdict = verify_archive(tamper("hidden_bytes"), world_->root_pem());
    EXPECT_TRUE(!verdict || failed_step(*verdict) == "container");
}

TEST_F(ArchiveVerify, SaysDamagedOfWhatIsNoZip)
{
    const auto path = world_->place.path / "no.zip";
    write_file(path, "PK\x03\x04 not a zip");
    EXPECT_EQ(verify_archive(path, {}).error().code, ErrorCode::archive_damaged);
    write_file(path, read_file(built_->path).substr(0, 100'000));
    EXPECT_EQ(verify_archive(path, {}).error().code, ErrorCode::archive_damaged);
    EXPECT_EQ(verify_archive(world_->place.path / "none.zip", {}).error().code, ErrorCode::not_found);
}

std::map<std::string, std::string> contents_of(const std::filesystem::path& path)
{
    std::map<std::string, std::string> contents;
    const auto zip = ZipReader::open(path).value();
    for (std::size_t i = 0; i < zip.entries().size(); ++i) {
        auto& text = contents[zip.entries()[i].name];
        EXPECT_TRUE(zip.read(i, [&](std::string_view piece) { text += piece; }));
    }
    return contents;
}

TEST_F(ArchiveVerify, NeverCallsIntactWhatReadsDifferently)
{
    const auto bytes = read_file(built_->path);
    const auto honest = contents_of(built_->path);
    const auto path = world_->place.path / "flipped.zip";
    std::mt19937 random(20241219);
    for (int round = 0; round < 250; ++round) {
        // Mostly outside the long document, where headers and manifests are.
        auto at = random() % bytes.size();
        if (at > 20'000 && at < 720'000 && round % 10 != 0) at = bytes.size() - 1 - random() % 80'000;
        auto changed = bytes;
        changed[at] = static_cast<char>(changed[at] ^ (1 << random() % 8));
        write_file(path, changed);
        const auto verdict = verify_archive(path, world_->root_pem());
        if (verdict && verdict->intact) {
            EXPECT_EQ(contents_of(path), honest) << "byte " << at;
        }
    }
}

}  // namespace
}  // namespace chamber::storage
