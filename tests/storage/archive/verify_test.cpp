// Ways to cheat, each of which the script inside and verify_archive must both notice.
#include "tests/storage/archive/world.hpp"

#include "storage/archive/zip_reader.hpp"

#include <gmock/gmock.h>

#include <algorithm>
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
        ASSERT_EQ(run("unzip -q -j " + built_->path.string() + " '*/KIEM-TRA.sh' -d " + world_->place.path.string()).exit_code, 0);
    }
    static void TearDownTestSuite()
    {
        delete built_;
        delete world_;
    }

    std::filesystem::path tamper(const std::string& how, const std::string& more = {}) const
    {
        const auto target = world_->place.path / (how + ".zip");
        const auto ran = run(std::string("python3 " TAMPER " ") + built_->path.string() + " " + target.string() + " " + how + " " + more);
        EXPECT_EQ(ran.exit_code, 0) << ran.output;
        return target;
    }
    static Ran script(const std::filesystem::path& zip, const std::filesystem::path& root)
    {
        return run("sh " + (world_->place.path / "KIEM-TRA.sh").string() + " " + zip.string() + " " + root.string());
    }
    static ArchiveVerdict verify(const std::filesystem::path& zip) { return verify_archive(zip, world_->root_pem()).value(); }

    static std::string failed_step(const ArchiveVerdict& verdict)
    {
        const auto failed = std::ranges::find(verdict.checks, false, &ArchiveCheck::passed);
        return failed == verdict.checks.end() ? "" : failed->step;
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
    EXPECT_THAT(run("openssl x509 -noout -fingerprint -sha256 -in " + (world_->directory.keys / "seal.pem").string()).output, HasSubstr(verdict.seal_fingerprint));
}

TEST_F(ArchiveVerify, SaysWithoutARootThatNobodyVouches)
{
    const auto verdict = verify_archive(built_->path, {}).value();
    EXPECT_TRUE(verdict.intact);
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
                                         Cheat{"edited_metadata", "tagmanifest-sha256", "thông tin mô tả khác với danh mục"},
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
    EXPECT_FALSE(verdict.intact);
    EXPECT_EQ(failed_step(verdict), "seal");
    const auto ran = script(built_->path, other.root_file());
    EXPECT_EQ(ran.exit_code, 1);
    EXPECT_THAT(ran.output, HasSubstr("niêm phong không thuộc chứng thư gốc đã đưa"));
}

TEST_F(ArchiveVerify, RefusesASealMadeAnewBySomebodyElse)
{
    const ArchiveWorld other;
    const auto zip = tamper("resealed", (other.directory.keys / "seal.pem").string());
    EXPECT_EQ(failed_step(verify(zip)), "seal");
    EXPECT_EQ(script(zip, world_->root_file()).exit_code, 1);
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
