// Every route of HTTP, at every door: what is answered without a sign-in, and that nothing but a ticket opens the rest.
#include "tests/server/meeting.hpp"

namespace chamber::test {
namespace {

struct Row {
    const char* path;
    int tls;
    int loopback;
};

// The web client itself may be missing in a build without it: its rows are 200 or 404.
constexpr Row rows[] = {
    {"/about.json", 200, 200},
    {"/about.json?x=1", 200, 200},
    {"/health", 200, 200},
    {"/ca.crt", 200, 200},
    {"/chamber.mobileconfig", 200, 200},
    {"/tablet-qr.svg", 200, 200},
    {"/tablet", 308, 308},
    {"/console", 308, 308},
    {"/sync", 426, 426},
    {"/download/", 403, 403},
    {"/download/none", 403, 403},
    {"/download/none/ten.pdf", 403, 403},
    {"/upload/none", 404, 404},
    {"/keys/pepper", 404, 404},
    {"/demo.json", 404, 404},
    {"/chamber.db", 404, 404},
    {"//about.json", 404, 404},
    {"/about.json/", 404, 404},
};

TEST_F(Meeting, EveryRouteAnswersAtEveryDoorAsItsRowSays)
{
    for (const Row& row : rows) {
        const auto outside = net::get(server->tls(), row.path);
        ASSERT_TRUE(outside) << row.path;
        EXPECT_EQ(outside->status, row.tls) << row.path;
        const auto here = net::get(server->loopback(), row.path);
        ASSERT_TRUE(here) << row.path;
        EXPECT_EQ(here->status, row.loopback) << row.path;
        for (const auto& answer : {*outside, *here}) {
            EXPECT_EQ(answer.body.find(pin), std::string::npos) << row.path;
            EXPECT_EQ(answer.body.find(password), std::string::npos) << row.path;
            std::string policy;
            for (const auto& [name, value] : answer.headers)
                if (name == "Content-Security-Policy" || name == "content-security-policy") policy = value;
            EXPECT_NE(policy.find("default-src 'none'"), std::string::npos) << row.path;
            EXPECT_EQ(policy.find("unsafe-inline"), std::string::npos) << row.path;
            EXPECT_EQ(policy.find("data:"), std::string::npos) << row.path;
        }
    }
}

TEST_F(Meeting, WhatIsSentWithoutATicketIsRefused)
{
    const auto file = folder.path() / "any.pdf";
    std::ofstream(file) << "%PDF-1.7";
    for (const char* path : {"/upload/none", "/upload/", "/upload/none/a.pdf"})
        EXPECT_EQ(net::put_file(server->tls(), path, file, {})->status, 403) << path;
    for (const char* path : {"/", "/about.json", "/download/none", "/sync"})
        EXPECT_EQ(net::put_file(server->tls(), path, file, {})->status, 404) << path;
}

TEST_F(Meeting, ATabletIsMetOnlyWhileTheOfficeEnrols)
{
    auto desk = office();
    ASSERT_TRUE(desk->run(SetEnrolment{false})->done);
    Tablet late(server->tls(), server->tls_origin());
    EXPECT_FALSE(late.connect());
    auto at_the_server = office();  // a fresh desktop in front of the server comes in without
    ASSERT_TRUE(at_the_server->run(SetEnrolment{true})->done);
    EXPECT_EQ(late.connect().value().state, StandingState::pending);
}

TEST_F(Meeting, AnAccountThatNobodyHasIsAnsweredLikeAWrongPassword)
{
    auto answer_to = [this](const std::string& account) {
        Tablet desktop(server->loopback(), server->loopback_origin(), DeviceKind::desktop);
        EXPECT_TRUE(desktop.connect());
        const auto begun = std::chrono::steady_clock::now();
        const auto refused = desktop.sign_in(account, "sai-mat-khau-roi");
        const auto took = std::chrono::steady_clock::now() - begun;
        EXPECT_FALSE(refused);
        return std::pair(refused ? ErrorCode::internal : refused.error().code, took);
    };
    const auto [known, known_took] = answer_to(secretary_account);
    const auto [unknown, unknown_took] = answer_to("khong-co-ai");
    EXPECT_EQ(known, unknown);
    EXPECT_GT(unknown_took * 5, known_took) << "the same work is done for nobody";
}

}  // namespace
}  // namespace chamber::test
