// The office's work without a server, command by command, on the real program.
#include "tests/admin-cli/program.hpp"
#include "tests/support/pdf.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <set>
#include <sys/stat.h>

namespace chamber::test {

namespace {

using testing::HasSubstr;

std::set<std::string> keys_of(const boost::json::object& object)
{
    std::set<std::string> keys;
    for (const auto& member : object) keys.insert(std::string{member.key()});
    return keys;
}

std::string text(const boost::json::object& object, const char* key)
{
    return std::string{object.at(key).as_string()};
}

mode_t rights_of(const std::string& path)
{
    struct stat status {};
    EXPECT_EQ(::stat(path.c_str(), &status), 0);
    return status.st_mode & 0777;
}

// One published document "Tờ trình" on item 1; its id.
std::string publish_one(const Office& office)
{
    const auto added = office.json(
        {"document", "add", "15", office.write_file("to-trinh.pdf", make_pdf({"To trinh"})), "--item", "1"});
    EXPECT_EQ(office.run({"publish", "15"}).exit_code, 0);
    return added.empty() ? "" : text(added.front(), "id");
}

void publish_another(const Office& office)
{
    EXPECT_EQ(
        office.run({"document", "add", "15", office.write_file("bao-cao.pdf", make_pdf({"Bao cao"})), "--item", "1"})
            .exit_code,
        0);
    EXPECT_EQ(office.run({"publish", "15"}).exit_code, 0);
}

}  // namespace

TEST(Init, MakesADirectoryThatOnlyItsOwnerReads)
{
    const Office office;
    const auto listed = office.json({"person", "list"});
    ASSERT_EQ(listed.size(), 1u);
    EXPECT_EQ(text(listed[0], "id"), "van-phong");
    EXPECT_THAT(read_file(office.data() / "chamber.toml"), HasSubstr("host_name = \"hop.test\""));
    for (const auto& entry : std::filesystem::directory_iterator{office.data() / "keys"})
        EXPECT_EQ(rights_of(entry.path()) & 0077U, 0u) << entry.path();
}

TEST(Init, TellsMachinesWhatItMade)
{
    const Folder folder;
    const auto password = (folder.path() / "mat-khau").string();
    std::ofstream{password} << office_password << "\n";
    const auto ran = run_admin({"--json", "--data", (folder.path() / "d").string(), "init", "--host", "hop.test",
                                "--council", "HĐND", "--account", "thu-ky", "--password-file", password});
    ASSERT_EQ(ran.exit_code, 0) << ran.err;
    EXPECT_EQ(keys_of(ran.objects().at(0)), (std::set<std::string>{"data", "host", "account", "ca_fingerprint"}));
    EXPECT_EQ(text(ran.objects()[0], "ca_fingerprint").size(), 95u);
}

TEST(Session, IsImportedWithPinsForItsPeople)
{
    const Office office;
    office.import_session();
    const auto sheet = read_file(office.path("ma-pin.csv"));
    EXPECT_EQ(rights_of(office.path("ma-pin.csv")), 0600u);
    EXPECT_EQ(std::ranges::count(sheet, '\n'), 5);
    EXPECT_THAT(sheet, testing::ContainsRegex("DB01,Nguyễn Văn Mẫu,Chủ tịch HĐND,A1,,[0-9]{6}\r\n"));
    EXPECT_THAT(sheet, testing::ContainsRegex("KM01,Khách Thị Mời,\"Bí thư, \"\"Chi bộ 1\"\"\",,,[0-9]{6}\r\n"));
    EXPECT_THAT(sheet, testing::ContainsRegex(
                           "NV02,Lưu Thị Trữ,Văn thư,,nv02,[a-z0-9]{4}-[a-z0-9]{4}-[a-z0-9]{4}-[a-z0-9]{4}\r\n"));
    const auto sessions = office.json({"session", "list"});
    ASSERT_EQ(sessions.size(), 1u);
    EXPECT_EQ(keys_of(sessions[0]),
              (std::set<std::string>{"id", "number", "name", "state", "start_on", "end_on", "venue", "imported_from",
                                     "current_item", "agenda_items", "documents", "waiting"}));
    EXPECT_EQ(text(sessions[0], "state"), "in_session");
    EXPECT_THAT(office.run({"session", "list"}).out, HasSubstr("K12-KH15  15  2024-12-18  2024-12-19  đang họp"));
}

TEST(Document, WaitsUntilItIsPublished)
{
    const Office office;
    office.import_session();
    const auto first = office.write_file("a.pdf", make_pdf({"Trang 1", "Trang 2"}));
    const auto second = office.write_file("b.pdf", make_pdf({"Bao cao"}));
    const auto added = office.json({"document", "add", "K12-KH15", first, second, "--item", "2"});
    ASSERT_EQ(added.size(), 2u);
    EXPECT_EQ(keys_of(added[0]),
              (std::set<std::string>{"id",          "session",   "agenda_item", "title",     "type_code",
                                     "full_number", "issued_on", "issuer",      "file_name", "audience",
                                     "draft",       "late",      "scan",        "position",  "urgency",
                                     "place",       "type_name", "published",   "waiting",   "withdrawn"}));
    EXPECT_EQ(text(added[0], "agenda_item"), "MUC02");
    EXPECT_EQ(text(added[0], "title"), "a");
    const auto& waiting = added[0].at("waiting").as_array();
    ASSERT_EQ(waiting.size(), 1u);
    EXPECT_EQ(keys_of(waiting[0].as_object()),
              (std::set<std::string>{"n", "sha256", "bytes", "pages", "verdict", "trust", "added_at", "published_at",
                                     "reason", "remarks"}));
    EXPECT_EQ(waiting[0].at("pages").as_int64(), 2);
    EXPECT_TRUE(waiting[0].at("published_at").is_null());

    const auto published = office.json({"publish", "15", text(added[0], "id")});
    ASSERT_EQ(published.size(), 1u);
    EXPECT_EQ(keys_of(published[0]), (std::set<std::string>{"id", "revision", "audience"}));
    const auto listed = office.json({"document", "list", "15"});
    ASSERT_EQ(listed.size(), 2u);
    EXPECT_EQ(listed[0].at("published").as_array().size(), 1u);
    EXPECT_EQ(listed[1].at("published").as_array().size(), 0u);
    EXPECT_EQ(listed[1].at("waiting").as_array().size(), 1u);
}

TEST(Document, IsReplacedByItsNextRevision)
{
    const Office office;
    office.import_session();
    const auto id = publish_one(office);
    const auto replaced =
        office.json({"document", "replace", id, office.write_file("moi.pdf", make_pdf({"To trinh, sua"})), "--reason",
                     "Sửa số liệu trang 7"});
    ASSERT_EQ(replaced.size(), 1u);
    EXPECT_EQ(text(replaced[0], "title"), "to-trinh");
    EXPECT_EQ(replaced[0].at("published").as_array().size(), 1u);
    const auto& waiting = replaced[0].at("waiting").as_array();
    ASSERT_EQ(waiting.size(), 1u);
    EXPECT_EQ(waiting[0].at("n").as_int64(), 2);
    EXPECT_EQ(waiting[0].at("reason").as_string(), "Sửa số liệu trang 7");
    EXPECT_THAT(office.run({"document", "list"}).out, HasSubstr("có bản mới chờ"));
}

TEST(Person, GetsANewPinOrPassword)
{
    const Office office;
    office.import_session();
    EXPECT_EQ(keys_of(office.json({"person", "list"}).at(0)),
              (std::set<std::string>{"id", "name", "sort_name", "position", "roles", "group", "committee", "seat",
                                     "counts_for_quorum"}));
    const auto pin = office.json({"person", "pin", "A1"});
    ASSERT_EQ(pin.size(), 1u);
    EXPECT_EQ(keys_of(pin[0]), (std::set<std::string>{"person", "name", "pin"}));
    EXPECT_EQ(text(pin[0], "person"), "DB01");
    EXPECT_EQ(text(pin[0], "pin").size(), 6u);
    EXPECT_EQ(office.run({"person", "password", "NV02", "--password-stdin"}, "mat-khau-moi-dai\n").exit_code, 0);
}

TEST(Archive, IsBuiltCopiedListedAndVerified)
{
    const Office office;
    office.import_session("hoàn thiện hồ sơ");
    publish_one(office);
    std::filesystem::create_directory(office.path("usb"));
    const auto built = office.json({"archive", "build", "15", "--out", office.path("usb")});
    ASSERT_EQ(built.size(), 1u);
    EXPECT_EQ(keys_of(built[0]), (std::set<std::string>{"id", "session", "state", "draft", "file_name", "sha256",
                                                        "bytes", "built_at", "path"}));
    EXPECT_EQ(text(built[0], "state"), "sealed");
    const auto zip = text(built[0], "path");
    EXPECT_EQ(std::filesystem::path{zip}.parent_path(), office.path("usb"));
    EXPECT_EQ(office.json({"archive", "list", "15"}).size(), 1u);
    EXPECT_EQ(read_file(zip + ".sha256"), text(built[0], "sha256") + "  " + text(built[0], "file_name") + "\n");
    EXPECT_TRUE(read_file(zip + ".bien-ban.pdf").starts_with("%PDF-"));

    const auto verified = office.json({"archive", "verify", zip});
    ASSERT_EQ(verified.size(), 1u);
    EXPECT_EQ(keys_of(verified[0]),
              (std::set<std::string>{"file", "intact", "vouching", "draft", "session", "documents", "sealed_by",
                                     "seal_fingerprint", "checks", "faults", "stamped_at"}));
    EXPECT_TRUE(verified[0].at("intact").as_bool());
    EXPECT_EQ(text(verified[0], "vouching"), "root");

    auto bytes = read_file(zip);
    bytes[bytes.find("To trinh")] = 'X';
    const auto tampered = office.run({"archive", "verify", office.write_file("sua.zip", bytes)});
    EXPECT_EQ(tampered.exit_code, 1);
    EXPECT_THAT(tampered.out, HasSubstr("KHÔNG ĐẠT"));
    EXPECT_THAT(tampered.out, HasSubstr("không đọc được  data/03-tai-lieu/001_"));
}

TEST(Archive, IsOneRowHoweverOftenItIsBuilt)
{
    const Office office;
    office.import_session("hoàn thiện hồ sơ");
    publish_one(office);
    const auto first = office.json({"archive", "build", "15"});
    const auto second = office.json({"archive", "build", "15"});
    ASSERT_TRUE(first.size() == 1u && second.size() == 1u);
    EXPECT_EQ(text(second[0], "id"), text(first[0], "id"));
    EXPECT_EQ(text(second[0], "sha256"), text(first[0], "sha256"));
    publish_another(office);
    EXPECT_NE(text(office.json({"archive", "build", "15"}).at(0), "id"), text(first[0], "id"));
    const auto listed = office.json({"archive", "list"});
    ASSERT_EQ(listed.size(), 2u);
    EXPECT_EQ(text(listed[0], "id"), text(first[0], "id"));  // the oldest first
}

TEST(Archive, OfARunningSessionIsADraft)
{
    const Office office;
    office.import_session();
    publish_one(office);
    const auto refused = office.run({"archive", "build", "15"});
    EXPECT_EQ(refused.exit_code, 1);
    EXPECT_THAT(refused.err, HasSubstr("--draft"));
    EXPECT_TRUE(office.json({"archive", "list"}).empty());
    const auto draft = office.json({"archive", "build", "15", "--draft"});
    ASSERT_EQ(draft.size(), 1u);
    EXPECT_TRUE(draft[0].at("draft").as_bool());
    EXPECT_EQ(text(draft[0], "state"), "building");
    EXPECT_THAT(text(draft[0], "file_name"), HasSubstr("_ban-nhap.zip"));
    EXPECT_THAT(office.run({"archive", "list"}).out, HasSubstr("bản nháp"));
    const auto verified = office.run({"archive", "verify", text(draft[0], "path")});
    EXPECT_EQ(verified.exit_code, 6);
    EXPECT_THAT(verified.out, HasSubstr("bản nháp nguyên vẹn; không niêm phong"));
}

TEST(Archive, IsNotBuiltForATargetThatCannotBe)
{
    const Office office;
    office.import_session("hoàn thiện hồ sơ");
    publish_one(office);
    const auto file = office.write_file("tep", "x");
    for (const auto& target : {office.path("khong-co"), file, office.path("khong-co/sau-nua")}) {
        const auto refused = office.run({"archive", "build", "15", "--out", target});
        EXPECT_NE(refused.exit_code, 0) << target;
        EXPECT_THAT(refused.err, HasSubstr("chưa đóng gói gì"));
    }
    EXPECT_TRUE(office.json({"archive", "list"}).empty());
    EXPECT_TRUE(std::filesystem::is_empty(office.data() / "archives"));
}

TEST(Archive, IsWholeButNobodysWithoutARootAndWithAWrongOne)
{
    const Office office;
    office.import_session("hoàn thiện hồ sơ");
    publish_one(office);
    const auto zip = text(office.json({"archive", "build", "15"}).at(0), "path");
    const auto rootless = run_admin({"--data", office.path("khong-co"), "archive", "verify", zip});
    EXPECT_EQ(rootless.exit_code, 6);
    EXPECT_THAT(rootless.out, HasSubstr("CHƯA AI BẢO ĐẢM"));
    const Office stranger;
    const auto wrong = office.run({"archive", "verify", zip, "--root", (stranger.data() / "keys" / "ca.pem").string()});
    EXPECT_EQ(wrong.exit_code, 7);
    EXPECT_THAT(wrong.out, HasSubstr("CHỨNG THƯ GỐC ĐÃ ĐƯA KHÔNG PHẢI của người niêm phong"));
    EXPECT_THAT(wrong.out, ::testing::Not(HasSubstr("KHÔNG CÒN NGUYÊN VẸN")));
    for (const auto& root :
         {office.write_file("trong.pem", ""), office.write_file("chu.pem", "khong phai chung thu")}) {
        const auto unreadable = office.run({"archive", "verify", zip, "--root", root});
        EXPECT_EQ(unreadable.exit_code, 7) << root;
        EXPECT_THAT(unreadable.out + unreadable.err, ::testing::Not(HasSubstr("KHÔNG CÒN NGUYÊN VẸN")));
    }
    const auto missing = office.run({"archive", "verify", zip, "--root", office.path("khong-co.pem")});
    EXPECT_EQ(missing.exit_code, 3);
    EXPECT_THAT(missing.err, HasSubstr("Không đọc được chứng thư gốc"));
}

TEST(Verify, SaysUnsignedOfAPlainPdf)
{
    const Office office;
    const auto file = office.write_file("tron.pdf", make_pdf({"Khong ky"}));
    const auto ran = office.run({"verify", file, "--json"});
    EXPECT_EQ(ran.exit_code, 1);
    const auto objects = ran.objects();
    ASSERT_EQ(objects.size(), 1u);
    for (const char* key : {"file", "verdict", "trust", "signatures"}) EXPECT_TRUE(objects[0].contains(key)) << key;
    EXPECT_EQ(text(objects[0], "file"), file);
    EXPECT_EQ(text(objects[0], "verdict"), "unsigned_document");
    EXPECT_THAT(office.run({"verify", file}).out, HasSubstr(file + ": "));
}

TEST(Listings, AreNeverCutOrColouredThroughAPipe)
{
    const Office office;
    office.import_session();
    const auto out = office.run({"person", "list"}).out;
    EXPECT_THAT(out, HasSubstr("Bí thư, \"Chi bộ 1\"\n"));
    EXPECT_THAT(out, testing::Not(HasSubstr("\x1b")));
    const auto quiet = office.run({"--quiet", "attendance", "list", "15"});
    EXPECT_EQ(quiet.err, "");
}

}  // namespace chamber::test
