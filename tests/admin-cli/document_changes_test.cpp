// What happens to a paper after it was taken in: who may see it, corrections, order, replacements dropped, papers taken
// back.
#include "tests/admin-cli/program.hpp"
#include "tests/support/pdf.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace chamber::test {

namespace {

using testing::HasSubstr;

std::string text(const boost::json::object& object, const char* key)
{
    return std::string{object.at(key).as_string()};
}

// The small session, its second sitting closed to the public.
void import_with_closed_sitting(const Office& office)
{
    std::string session = session_json();
    const auto at = session.find("\"public\": true}],");
    session.replace(at, 14, "\"public\": false");
    ASSERT_EQ(
        office.run({"session", "import", office.write_file("kin.json", session), "--pins", office.path("pin.csv")})
            .exit_code,
        0);
}

std::string add(const Office& office, const std::string& name, const std::string& item = "1")
{
    const auto added =
        office.json({"document", "add", "15", office.write_file(name + ".pdf", make_pdf({name})), "--item", item});
    return added.empty() ? "" : text(added.front(), "id");
}

boost::json::object listed(const Office& office, const std::string& id)
{
    for (const auto& line : office.json({"document", "list", "15"}))
        if (text(line, "id") == id) return line;
    ADD_FAILURE() << id << " is not listed";
    return {};
}

std::vector<std::string> order(const Office& office)
{
    std::vector<std::string> titles;
    for (const auto& line : office.json({"document", "list", "15"})) titles.push_back(text(line, "title"));
    return titles;
}

}  // namespace

TEST(Audience, IsTheDelegatesInAClosedSittingAndWhatIsSaidOtherwise)
{
    const Office office;
    import_with_closed_sitting(office);
    EXPECT_EQ(text(listed(office, add(office, "mo", "1")), "audience"), "everyone");
    const auto closed = add(office, "kin", "2");
    EXPECT_EQ(text(listed(office, closed), "audience"), "delegates_only");
    const auto said = office.json({"document", "add", "15", office.write_file("x.pdf", make_pdf({"x"})), "--item", "1",
                                   "--audience", "dai-bieu"});
    EXPECT_EQ(text(said.at(0), "audience"), "delegates_only");
    const auto wrong =
        office.run({"document", "add", "15", office.path("x.pdf"), "--item", "1", "--audience", "ai-cung-duoc"});
    EXPECT_EQ(wrong.code(), "unknown_value");
    EXPECT_THAT(wrong.err, HasSubstr("ai-cung-duoc"));
    const auto published = office.run({"document", "publish", "15", closed});
    EXPECT_EQ(published.exit_code, 0) << published.err;
    EXPECT_THAT(published.out, HasSubstr("người xem: chỉ đại biểu"));
}

TEST(Document, IsMovedToAClosedSittingForDelegates)
{
    const Office office;
    import_with_closed_sitting(office);
    const auto id = add(office, "nhan-su");
    EXPECT_EQ(office.run({"document", "move", id}).code(), "missing_field");
    const auto moved = office.run({"document", "move", id, "--item", "2"});
    EXPECT_EQ(moved.exit_code, 0) << moved.err;
    EXPECT_THAT(moved.err, HasSubstr("chỉ đại biểu"));
    EXPECT_EQ(text(listed(office, id), "audience"), "delegates_only");
}

TEST(Document, IsCorrectedInEverythingThatWasRead)
{
    const Office office;
    office.import_session();
    const auto id = add(office, "quet");
    const auto edited = office.run({"document",  "edit",        id,           "--title",  "Về dự toán",   "--type",
                                    "Tờ trình",  "--type-code", "TTr",        "--issuer", "UBND xã",      "--place",
                                    "Hương Sen", "--date",      "19/12/2024", "--number", "208/TTr-UBND", "--urgency",
                                    "hoa-toc",   "--scan",      "co"});
    ASSERT_EQ(edited.exit_code, 0) << edited.err;
    const auto line = listed(office, id);
    EXPECT_EQ(text(line, "type_name"), "Tờ trình");
    EXPECT_EQ(text(line, "issuer"), "UBND xã");
    EXPECT_EQ(text(line, "issued_on"), "2024-12-19");
    EXPECT_EQ(text(line, "urgency"), "express");
    EXPECT_TRUE(line.at("scan").as_bool());
    for (const auto& [option, value, code] :
         std::vector<std::array<std::string, 3>>{{"--date", "31/02/2024", "bad_day"},
                                                 {"--urgency", "gap", "unknown_value"},
                                                 {"--scan", "chac", "unknown_value"},
                                                 {"--position", "0", "out_of_range"}})
        EXPECT_EQ(office.run({"document", "edit", id, option, value}).code(), code) << option;
    EXPECT_EQ(office.run({"document", "edit", "TL99", "--title", "x"}).code(), "document_unknown");
}

TEST(Document, StandsWhereItIsPut)
{
    const Office office;
    office.import_session();
    add(office, "mot");
    add(office, "hai");
    const auto third = add(office, "ba");
    EXPECT_EQ(order(office), (std::vector<std::string>{"mot", "hai", "ba"}));
    ASSERT_EQ(office.run({"document", "move", third, "--position", "1"}).exit_code, 0);
    EXPECT_EQ(order(office), (std::vector<std::string>{"ba", "mot", "hai"}));
    ASSERT_EQ(office.run({"publish", "15"}).exit_code, 0);
    EXPECT_EQ(order(office), (std::vector<std::string>{"ba", "mot", "hai"}));
}

TEST(Document, DropsAWrongReplacement)
{
    const Office office;
    office.import_session();
    const auto id = add(office, "goc");
    EXPECT_EQ(office.run({"document", "drop", id, "--reason", "Nhầm"}).code(), "nothing_waiting");
    ASSERT_EQ(office.run({"publish", "15"}).exit_code, 0);
    ASSERT_EQ(
        office.run({"document", "replace", id, office.write_file("nham.pdf", make_pdf({"Nham"})), "--reason", "Sửa"})
            .exit_code,
        0);
    const auto dropped = office.run({"document", "drop", id, "--reason", "Nhầm tệp"});
    EXPECT_EQ(dropped.exit_code, 0) << dropped.err;
    EXPECT_THAT(dropped.out, HasSubstr("đã bỏ bản 2"));
    const auto line = listed(office, id);
    EXPECT_EQ(line.at("published").as_array().size(), 1u);
    EXPECT_TRUE(line.at("waiting").as_array().empty());
}

TEST(Document, StaysInTheListWithItsReasonWhenItIsTakenBack)
{
    const Office office;
    office.import_session();
    const auto id = add(office, "goc");
    add(office, "khac");
    ASSERT_EQ(office.run({"publish", "15"}).exit_code, 0);
    EXPECT_EQ(office.run({"document", "withdraw", id, "--reason", " "}).code(), "reason_required");
    ASSERT_EQ(office.run({"document", "withdraw", id, "--reason", "Gửi nhầm bản"}).exit_code, 0);
    const auto line = listed(office, id);
    EXPECT_EQ(text(line.at("withdrawn").as_object(), "reason"), "Gửi nhầm bản");
    EXPECT_EQ(text(line.at("withdrawn").as_object(), "by"), "van-phong");
    EXPECT_EQ(order(office), (std::vector<std::string>{"goc", "khac"}));
    EXPECT_THAT(office.run({"document", "list", "15"}).out, HasSubstr("lý do: Gửi nhầm bản"));
    EXPECT_EQ(office.run({"document", "edit", id, "--title", "x"}).code(), "document_unknown");
}

TEST(Document, LosesItsBytesWhenItWasASecret)
{
    const Office office;
    office.import_session();
    const auto id = add(office, "mat");
    const auto sha256 = text(listed(office, id).at("waiting").as_array().at(0).as_object(), "sha256");
    const auto blob = office.data() / "blobs" / sha256.substr(0, 2) / sha256;
    ASSERT_TRUE(std::filesystem::exists(blob));
    const auto withdrawn = office.run({"document", "withdraw", id, "--reason", "Có nội dung mật", "--secret"});
    EXPECT_EQ(withdrawn.exit_code, 0) << withdrawn.err;
    EXPECT_THAT(withdrawn.err, HasSubstr("đã bị hủy"));
    EXPECT_FALSE(std::filesystem::exists(blob));
    EXPECT_TRUE(listed(office, id).at("withdrawn").as_object().at("secret").as_bool());
}

TEST(Publish, SaysThatTwoPapersBearTheSameNumber)
{
    const Office office;
    office.import_session();
    const auto first = add(office, "mot");
    const auto second = add(office, "hai");
    for (const auto& id : {first, second})
        ASSERT_EQ(office.run({"document", "edit", id, "--number", "62/TB-UBND"}).exit_code, 0);
    const auto published = office.run({"publish", "15"});
    EXPECT_EQ(published.exit_code, 0);
    EXPECT_THAT(published.err, HasSubstr("62/TB-UBND"));
    EXPECT_THAT(published.err, HasSubstr("Trùng số"));
}

}  // namespace chamber::test
