// Every command refuses what it cannot take: with the exit code of the table, a Vietnamese sentence and a machine code,
// and leaves nothing behind.
#include "storage/files/data_directory.hpp"
#include "tests/admin-cli/program.hpp"
#include "tests/support/pdf.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace chamber::test {

namespace {

using testing::HasSubstr;

struct Refusal {
    std::vector<std::string> arguments;
    int exit_code;
    std::string code;
};

void expect_refused(const Office& office, const std::vector<Refusal>& refusals)
{
    for (const auto& refusal : refusals) {
        std::string words;
        for (const auto& argument : refusal.arguments) words += argument + " ";
        SCOPED_TRACE(words);
        const auto ran = office.run(refusal.arguments);
        EXPECT_EQ(ran.exit_code, refusal.exit_code) << ran.err;
        EXPECT_EQ(ran.code(), refusal.code) << ran.err;
        EXPECT_EQ(ran.out, "");
        EXPECT_TRUE(ran.err.starts_with("chamber-admin: ")) << ran.err;
    }
}

}  // namespace

TEST(Usage, IsRefusedWithTheWayToHelp)
{
    const std::vector<std::vector<std::string>> wrong{{},
                                                      {"nothing"},
                                                      {"document"},
                                                      {"document", "nothing"},
                                                      {"document", "add", "15"},
                                                      {"document", "add", "15", "a.pdf"},
                                                      {"document", "add", "15", "a.pdf", "--item"},
                                                      {"document", "replace", "TL01", "a.pdf"},
                                                      {"session", "list", "extra"},
                                                      {"session", "list", "--nothing"},
                                                      {"device", "approve"},
                                                      {"init", "--council", "HĐND"},
                                                      {"verify"},
                                                      {"archive", "verify", "a.zip", "b.zip"}};
    for (const auto& arguments : wrong) {
        const auto ran = run_admin(arguments);
        EXPECT_EQ(ran.exit_code, 2) << testing::PrintToString(arguments);
        EXPECT_EQ(ran.code(), "usage") << ran.err;
        EXPECT_THAT(ran.err, HasSubstr("--help"));
    }
}

TEST(Usage, HelpIsVietnameseAndHasExamples)
{
    const auto help = run_admin({"--help"});
    EXPECT_EQ(help.exit_code, 0);
    for (const char* word : {"document", "Tài liệu của kỳ họp", "Mã thoát", "CHAMBER_DATA"})
        EXPECT_THAT(help.out, HasSubstr(word));
    const auto add = run_admin({"document", "add", "--help"});
    EXPECT_EQ(add.exit_code, 0);
    for (const char* word : {"Cách dùng", "--item", "Ví dụ", "SESSION"}) EXPECT_THAT(add.out, HasSubstr(word));
    EXPECT_THAT(run_admin({"--version"}).out, HasSubstr("chamber-admin "));
}

TEST(Init, RefusesAndLeavesNothing)
{
    const Folder folder;
    const auto data = folder.path() / "data";
    const auto init = [&](std::vector<std::string> more, const std::string& password) {
        std::vector<std::string> arguments{"--data", data.string(), "init", "--council", "HĐND xã Mẫu"};
        arguments.insert(arguments.end(), more.begin(), more.end());
        const auto ran = run_admin(arguments, password);
        EXPECT_FALSE(std::filesystem::exists(data)) << ran.code();
        return std::pair{ran.exit_code, ran.code()};
    };
    const std::string good = office_password + "\n";
    const std::string host = "hop.test";
    EXPECT_EQ(init({"--host", host, "--password-stdin"}, "ngan\n"), (std::pair{1, std::string{"secret_too_weak"}}));
    EXPECT_EQ(init({"--host", host, "--password-stdin"}, ""), (std::pair{1, std::string{"missing_field"}}));
    EXPECT_EQ(init({"--host", host, "--password-stdin"}, std::string(300, 'x')),
              (std::pair{1, std::string{"too_long"}}));
    EXPECT_EQ(init({"--host", host}, good), (std::pair{1, std::string{"missing_field"}}));
    EXPECT_EQ(init({"--host", host, "--password-file", "/khong/co"}, ""), (std::pair{3, std::string{"not_found"}}));
    EXPECT_EQ(init({"--host", host, "--password-stdin", "--password-file", "x"}, good),
              (std::pair{1, std::string{"unknown_value"}}));
    EXPECT_EQ(init({"--host", "10.0.0.1", "--password-stdin"}, good), (std::pair{1, std::string{"bad_configuration"}}));
    EXPECT_EQ(init({"--host", host, "--account", "có dấu", "--password-stdin"}, good),
              (std::pair{1, std::string{"wrong_type"}}));
    EXPECT_EQ(init({"--host", host, "--seats", "nhiều", "--password-stdin"}, good),
              (std::pair{1, std::string{"wrong_type"}}));
    EXPECT_EQ(init({"--host", host, "--seats", "-3", "--password-stdin"}, good),
              (std::pair{1, std::string{"out_of_range"}}));
    EXPECT_EQ(init({"--host", host, "--seats", "99999999999", "--password-stdin"}, good),
              (std::pair{1, std::string{"out_of_range"}}));
}

TEST(Init, NeverTouchesAFullDirectory)
{
    const Office office;
    const auto before = read_file(office.data() / "chamber.toml");
    expect_refused(
        office,
        {{{"init", "--host", "khac.test", "--council", "HĐND", "--password-stdin"}, 1, "data_directory_not_empty"},
         {{"demo"}, 1, "data_directory_not_empty"}});
    EXPECT_EQ(read_file(office.data() / "chamber.toml"), before);
}

TEST(Data, MustBeADataDirectory)
{
    const Folder folder;
    for (const std::string command : {"session list", "document list", "device list", "person list", "archive list"}) {
        const auto space = command.find(' ');
        const auto ran =
            run_admin({"--data", folder.path().string(), command.substr(0, space), command.substr(space + 1)});
        EXPECT_EQ(ran.exit_code, 3) << command;
        EXPECT_EQ(ran.code(), "not_a_data_directory") << ran.err;
    }
}

TEST(Data, HeldBySomebodySilentIsSaidPlainly)
{
    const Office office;
    const auto directory = storage::DataDirectory::open(office.data());
    ASSERT_TRUE(directory);
    const auto lock = directory->lock();
    ASSERT_TRUE(lock);
    const auto ran = office.run({"session", "list"});
    EXPECT_EQ(ran.exit_code, 4);
    EXPECT_EQ(ran.code(), "data_in_use");
    EXPECT_THAT(ran.err, HasSubstr(std::to_string(getpid())));
    EXPECT_THAT(ran.err, HasSubstr("không trả lời"));
}

TEST(Session, ImportRefusesBrokenFiles)
{
    const Office office;
    auto stranger = session_json();
    stranger.insert(stranger.find("\"council\""), "\"xyz\": 1, ");
    auto homeless = session_json();
    homeless.replace(homeless.find("\"sitting_id\": \"PH1\""), 19, "\"sitting_id\": \"PH9\"");
    expect_refused(office, {{{"session", "import", office.path("khong-co.json")}, 3, "not_found"},
                            {{"session", "import", office.write_file("a.json", "{")}, 1, "not_json"},
                            {{"session", "import", office.write_file("b.json", "[]")}, 1, "import_faulty"},
                            {{"session", "import", office.write_file("c.json", stranger)}, 1, "import_faulty"},
                            {{"session", "import", office.write_file("d.json", homeless)}, 1, "import_faulty"},
                            {{"session", "import", office.data().string()}, 1, "io_failed"}});
    EXPECT_TRUE(office.json({"session", "list"}).empty());
}

TEST(Session, ImportNeverOverwritesASheetAndGivesNoSecretTwice)
{
    const Office office;
    const auto file = office.write_file("ky-hop.json", session_json());
    const auto sheet = office.write_file("ma-pin.csv", "giữ nguyên");
    expect_refused(office, {{{"session", "import", file, "--pins", sheet}, 1, "already_exists"}});
    EXPECT_TRUE(office.json({"session", "list"}).empty());
    EXPECT_EQ(read_file(sheet), "giữ nguyên");

    EXPECT_EQ(office.run({"session", "import", file, "--pins", office.path("khac.csv")}).exit_code, 0);
    EXPECT_EQ(office.run({"session", "import", file, "--pins", office.path("ba.csv")}).exit_code, 0);
    EXPECT_FALSE(std::filesystem::exists(office.path("ba.csv")));
}

TEST(Document, RefusesFilesThatAreNoGoodPdf)
{
    const Office office;
    office.import_session();
    const auto pdf = make_pdf({"To trinh"});
    const auto add = [&](const std::string& path) {
        return std::vector<std::string>{"document", "add", "15", path, "--item", "1"};
    };
    expect_refused(office,
                   {{add(office.path("khong-co.pdf")), 3, "not_found"},
                    {add(office.data().string()), 1, "not_pdf"},
                    {add(office.write_file("rong.pdf", "")), 1, "empty_file"},
                    {add(office.write_file("chu.pdf", "day la chu\n")), 1, "not_pdf"},
                    {add(office.write_file("cut.pdf", pdf.substr(0, pdf.size() / 2))), 1, "pdf_truncated"},
                    {{"document", "add", "99", office.write_file("tot.pdf", pdf), "--item", "1"}, 3, "session_unknown"},
                    {{"document", "add", "15", office.path("tot.pdf"), "--item", "99"}, 3, "item_unknown"}});
    EXPECT_TRUE(office.json({"document", "list"}).empty());
    EXPECT_EQ(office.run(add(office.path("tot.pdf"))).exit_code, 0);
    expect_refused(office, {{add(office.path("tot.pdf")), 1, "same_bytes"}});
}

TEST(Document, AddsTheGoodFilesAndNamesTheBadOnes)
{
    const Office office;
    office.import_session();
    const auto good = office.write_file("tot.pdf", make_pdf({"To trinh"}));
    const auto bad = office.write_file("xau.pdf", "chu");
    const auto ran = office.run({"document", "add", "15", bad, good, "--item", "1"});
    EXPECT_EQ(ran.exit_code, 5);
    EXPECT_THAT(ran.err, HasSubstr("chamber-admin: " + bad + ": Tệp này không phải PDF."));
    EXPECT_EQ(office.json({"document", "list"}).size(), 1u);
    EXPECT_EQ(office.run({"document", "add", "15", bad, office.path("khong-co.pdf"), "--item", "1"}).exit_code, 1);
}

TEST(Document, ReplaceAndPublishNeedSomethingToWorkOn)
{
    const Office office;
    office.import_session();
    const auto file = office.write_file("a.pdf", make_pdf({"Mot"}));
    expect_refused(office, {{{"publish", "15"}, 1, "nothing_to_publish"},
                            {{"publish", "15", "TL99"}, 3, "document_unknown"},
                            {{"publish", "16"}, 3, "session_unknown"},
                            {{"document", "replace", "TL99", file, "--reason", "Sửa"}, 3, "document_unknown"}});
    const auto added = office.json({"document", "add", "15", file, "--item", "1"});
    ASSERT_EQ(added.size(), 1u);
    const std::string id{added[0].at("id").as_string()};
    expect_refused(office, {{{"document", "replace", id, office.write_file("b.pdf", make_pdf({"Hai"})), "--reason", ""},
                             1,
                             "reason_required"},
                            {{"document", "replace", id, file, "--reason", "Sửa"}, 1, "same_bytes"}});
}

TEST(People, AndDevicesMustBeKnown)
{
    const Office office;
    office.import_session();
    expect_refused(office, {{{"device", "approve", "000000", "--label", "MTB-01"}, 3, "code_unknown"},
                            {{"device", "revoke", "MTB-01", "--reason", "Hỏng"}, 3, "device_unknown"},
                            {{"person", "pin", "DB99"}, 3, "person_unknown"},
                            {{"person", "pin", "NV02"}, 1, "not_allowed"},
                            {{"person", "password", "DB01", "--password-stdin"}, 1, "not_allowed"},
                            {{"person", "password", "NV02", "--password-stdin"}, 1, "missing_field"},
                            {{"attendance", "list", "99"}, 3, "session_unknown"},
                            {{"attendance", "list", "15", "--sitting", "PH9"}, 3, "sitting_unknown"}});
}

TEST(Archive, NeedsASessionADirectoryAndAZip)
{
    const Office office;
    office.import_session();
    expect_refused(
        office,
        {{{"archive", "build", "99"}, 3, "session_unknown"},
         {{"archive", "build", "15", "--out", office.path("khong-co")}, 3, "not_found"},
         {{"archive", "build", "15"}, 1, "not_sealable"},
         {{"archive", "list", "99"}, 3, "session_unknown"},
         {{"archive", "verify", office.path("khong-co.zip")}, 3, "not_found"},
         {{"archive", "verify", office.write_file("chu.zip", "khong phai zip")}, 1, "archive_damaged"},
         {{"archive", "verify", office.path("chu.zip"), "--root", office.path("khong-co.pem")}, 3, "not_found"}});
}

TEST(Verify, NamesTheFilesItCannotRead)
{
    const Office office;
    expect_refused(office,
                   {{{"verify", office.path("khong-co.pdf")}, 3, "not_found"},
                    {{"verify", office.data().string()}, 1, "not_pdf"},
                    {{"verify", office.write_file("a.pdf", make_pdf({"x"})), "--trust", office.path("khong-co")},
                     3,
                     "not_found"}});
    const auto ran = office.run({"--json", "verify", office.path("khong-co.pdf"), office.path("a.pdf")});
    EXPECT_EQ(ran.exit_code, 1);
    ASSERT_EQ(ran.objects().size(), 2u);
    EXPECT_TRUE(ran.objects()[0].at("verdict").is_null());
    EXPECT_EQ(ran.objects()[0].at("code").as_string(), "not_found");
}

}  // namespace chamber::test
