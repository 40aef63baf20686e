// The trust store as an IT officer runs it, on the real program: what enters and what is refused, and what it does to
// documents.
#include "tests/admin-cli/program.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/test_pdf.hpp"
#include "tests/support/trust_files.hpp"

#include <ctime>

namespace chamber::test {

namespace {

using chamber::testing::der_of;
using chamber::testing::Identity;
using chamber::testing::ListWish;
using chamber::testing::make_root;
using chamber::testing::pem_of;
using chamber::testing::revocation_list;
using chamber::testing::RootWish;
using chamber::testing::sign_pdf;
using chamber::testing::TestPki;
using ::testing::HasSubstr;

constexpr std::int64_t day_s = 86'400;

const TestPki& pki()
{
    return TestPki::instance();
}

std::string text(const boost::json::object& object, const char* key)
{
    return std::string{object.at(key).as_string()};
}

class TrustTest : public ::testing::Test {
protected:
    std::string list_from(std::int64_t hours_ago, std::vector<Identity> revoked = {}) const
    {
        const std::int64_t from = std::time(nullptr) - hours_ago * 3'600;
        return revocation_list(pki().authority, ListWish{from, from + 10 * day_s, std::move(revoked), from});
    }
    std::string file(const std::string& name, const std::string& bytes) const { return office.write_file(name, bytes); }
    std::vector<boost::json::object> of_kind(const std::string& kind) const
    {
        std::vector<boost::json::object> found;
        for (const auto& object : office.json({"trust", "list"}))
            if (text(object, "kind") == kind) found.push_back(object);
        return found;
    }
    void add(const Identity& authority, std::vector<std::string> more = {}) const
    {
        std::vector<std::string> words{"trust", "add", file("them.pem", pem_of(authority)), "--yes"};
        words.insert(words.end(), more.begin(), more.end());
        const auto ran = office.run(words);
        ASSERT_EQ(ran.exit_code, 0) << ran.err;
    }
    std::string trust_of_the_document() const
    {
        const auto listed = office.json({"document", "list"});
        return text(listed.at(0).at("waiting").as_array().at(0).as_object(), "trust");
    }

    Office office;
};

}  // namespace

TEST_F(TrustTest, NothingEntersBeforeItsFingerprintIsCompared)
{
    const auto root = file("goc.pem", pem_of(pki().root));
    const auto unasked = office.run({"trust", "add", root});
    EXPECT_EQ(unasked.exit_code, 1);
    EXPECT_EQ(unasked.code(), "trust_unconfirmed");
    EXPECT_THAT(unasked.err, HasSubstr("--fingerprint"));
    EXPECT_THAT(unasked.err, HasSubstr("CN=Gốc thử nghiệm"));
    const auto wrong = office.run({"trust", "add", root, "--fingerprint", std::string(64, 'a')});
    EXPECT_EQ(wrong.code(), "trust_fingerprint_differs");
    EXPECT_TRUE(of_kind("certificate").empty());

    const auto tell = office.run({"trust", "add", root, "--fingerprint", std::string(64, 'a')}).err;
    const auto at = tell.find("dấu của tệp: ") + std::string("dấu của tệp: ").size();
    const auto added = office.json({"trust", "add", root, "--fingerprint", tell.substr(at, 64)});
    ASSERT_EQ(added.size(), 2u);
    EXPECT_EQ(text(added[0], "authority"), "root");
    EXPECT_EQ(text(added[0], "role"), "all");
    EXPECT_EQ(text(added[0], "fingerprint"), tell.substr(at, 64));
    EXPECT_EQ(text(added[1], "kind"), "recheck");
    ASSERT_EQ(of_kind("certificate").size(), 1u);
    EXPECT_THAT(text(of_kind("certificate")[0], "file"), HasSubstr("goc-thu-nghiem-"));
}

TEST_F(TrustTest, RefusesWhatMustNotEnterAndChangesNothing)
{
    const std::int64_t now = std::time(nullptr);
    const auto old = make_root(RootWish{"Gốc hết hạn", now - 10 * day_s, now - day_s, 0, false});
    add(pki().root);
    const auto refused = [&](const std::string& bytes) {
        const auto ran =
            office.run({"trust", "add", file("x.pem", bytes), file("tot.pem", pem_of(pki().authority)), "--yes"});
        EXPECT_EQ(ran.exit_code, 1) << ran.err;
        EXPECT_EQ(ran.out, "");
        EXPECT_EQ(of_kind("certificate").size(), 1u);
        return ran.code();
    };
    EXPECT_EQ(refused(pem_of(pki().person)), "trust_not_authority");
    EXPECT_EQ(refused(pem_of(pki().time_stamper)), "trust_not_authority");
    EXPECT_EQ(refused(pem_of(old)), "trust_expired");
    EXPECT_EQ(refused(chamber::testing::key_pem(pki().root)), "trust_private_key");
    EXPECT_EQ(refused("rác"), "trust_unreadable");
    EXPECT_EQ(refused(""), "trust_unreadable");
    EXPECT_EQ(refused(list_from(1)), "trust_not_authority");
    EXPECT_EQ(refused(std::string(17'000'000, 'x')), "trust_too_large");
    const auto again = office.run({"trust", "add", file("lai.crt", der_of(pki().root)), "--yes"});
    EXPECT_EQ(again.code(), "trust_duplicate");
    EXPECT_EQ(office.run({"trust", "add", office.path("khong-co.pem"), "--yes"}).exit_code, 3);
    EXPECT_EQ(office.run({"trust", "add", file("a.pem", pem_of(pki().authority)), "--for", "moi-viec", "--yes"}).code(),
              "unknown_value");
    EXPECT_EQ(of_kind("certificate").size(), 1u);
}

TEST_F(TrustTest, TakesBundlesAndGivesRoles)
{
    const auto both = office.json(
        {"trust", "add", file("ca-hai.p7b", chamber::testing::bundle_of({pki().root, pki().authority})), "--yes"});
    EXPECT_EQ(both.size(), 3u);
    const auto stamps =
        office.json({"trust", "add", file("tsa.pem", pem_of(pki().time_stamper)), "--for", "timestamp", "--yes"});
    EXPECT_EQ(text(stamps.at(0), "authority"), "timestamp_service");
    EXPECT_TRUE(std::filesystem::exists(office.data() / "trust" / "timestamp" / text(stamps[0], "file")));
    const auto listed = office.run({"trust", "list"}).out;
    for (const char* word : {"Gốc thử nghiệm", "CA thử nghiệm", "trung gian", "chỉ dấu thời gian", "DẤU VÂN TAY"})
        EXPECT_THAT(listed, HasSubstr(word));
}

TEST_F(TrustTest, SaysWhatIsWeakAndWhatEndsSoon)
{
    const std::int64_t now = std::time(nullptr);
    const auto weak = make_root(RootWish{"Gốc yếu", now - day_s, now + 30 * day_s, 1024, true});
    const auto ran = office.run({"trust", "add", file("yeu.pem", pem_of(weak)), "--yes"});
    EXPECT_EQ(ran.exit_code, 0) << ran.err;
    EXPECT_THAT(ran.err, HasSubstr("LƯU Ý: Khóa RSA 1024 bit"));
    EXPECT_EQ(of_kind("certificate").at(0).at("weaknesses").as_array().size(), 2u);
    EXPECT_EQ(text(of_kind("concern").at(0), "code"), "certificate_ends_soon");
    EXPECT_THAT(office.run({"trust", "list"}).out, HasSubstr("LƯU Ý: Chứng thư Gốc yếu sẽ hết hạn"));
    EXPECT_THAT(office.run({"doctor"}).out, HasSubstr("Chứng thư Gốc yếu sẽ hết hạn"));
}

TEST_F(TrustTest, ImportsTheNewestListOfAKnownIssuer)
{
    const auto import = [&](const std::string& bytes) {
        return office.run({"trust", "import-crl", file("ds.crl", bytes)});
    };
    const auto unknown = import(list_from(5));
    EXPECT_EQ(unknown.code(), "list_issuer_unknown");
    EXPECT_THAT(unknown.err, HasSubstr("CN=CA thử nghiệm"));
    add(pki().authority);
    const std::int64_t now = std::time(nullptr);
    EXPECT_EQ(import(revocation_list(pki().stranger, pki().authority, ListWish{now, now + day_s, {}, 0})).code(),
              "list_signature_wrong");
    EXPECT_EQ(import(pem_of(pki().root)).code(), "trust_unreadable");
    EXPECT_EQ(import(chamber::testing::list_pem(list_from(5, {pki().revoked}))).exit_code, 0);
    EXPECT_EQ(import(list_from(6)).code(), "list_older");
    const auto imported = office.json({"trust", "import-crl", file("moi.crl", list_from(1))});
    EXPECT_EQ(text(imported.at(0), "name"), "CA thử nghiệm");
    ASSERT_EQ(of_kind("revocation_list").size(), 1u);
    EXPECT_EQ(of_kind("revocation_list")[0].at("revoked").as_int64(), 0);
}

TEST_F(TrustTest, RemovesByNameOrFingerprintWhenTold)
{
    add(pki().root);
    add(pki().authority);
    const auto print = text(of_kind("certificate").at(0), "fingerprint");
    EXPECT_EQ(office.run({"trust", "remove", print.substr(0, 8)}).code(), "trust_unconfirmed");
    EXPECT_EQ(office.run({"trust", "remove", "CA nào đó", "--yes"}).exit_code, 3);
    EXPECT_EQ(of_kind("certificate").size(), 2u);
    EXPECT_EQ(office.run({"trust", "remove", print.substr(0, 8), "--yes"}).exit_code, 0);
    EXPECT_EQ(office.run({"trust", "remove", "Gốc thử nghiệm", "--yes"}).exit_code, 0);
    EXPECT_TRUE(of_kind("certificate").empty());
    EXPECT_EQ(text(of_kind("concern").at(0), "code"), "trust_empty");
}

TEST_F(TrustTest, DocumentsAreJudgedAnewWithAndWithoutTheServer)
{
    office.import_session();
    const auto pdf = file("nq.pdf", sign_pdf(chamber::testing::make_pdf({"Nghi quyet"}), pki().person));
    ASSERT_EQ(office.run({"document", "add", "15", pdf, "--item", "1"}).exit_code, 0);
    EXPECT_EQ(trust_of_the_document(), "untrusted");
    add(pki().root);
    const auto told = office.run({"trust", "add", file("ca.pem", pem_of(pki().authority)), "--yes"});
    EXPECT_THAT(told.out, HasSubstr("Đã kiểm tra lại chữ ký của 1 bản tài liệu: 1 bản đổi kết luận."));
    EXPECT_EQ(trust_of_the_document(), "unknown_revocation");
    {
        ServerProcess server{office.data()};
        ASSERT_TRUE(server.ready()) << server.output();
        // Behind the round that the server begins with: that one would find the list as well, and leave nothing to
        // tell.
        EXPECT_EQ(office.json({"trust", "recheck", "15"}).at(0).at("changed").as_int64(), 0);
        const auto revoked = office.json({"trust", "import-crl", file("ds.crl", list_from(1, {pki().person}))});
        EXPECT_EQ(revoked.back().at("changed").as_int64(), 1);
        EXPECT_EQ(trust_of_the_document(), "untrusted");
        const auto again = office.json({"trust", "recheck", "15"});
        EXPECT_EQ(again.at(0).at("checked").as_int64(), 1);
        EXPECT_EQ(again[0].at("refreshed").as_int64(), 0);
        EXPECT_EQ(server.stop(), 0);
    }
    EXPECT_EQ(office.run({"trust", "recheck", "99"}).code(), "session_unknown");
    EXPECT_EQ(office.run({"doctor"}).exit_code, 0);
}

}  // namespace chamber::test
