// One council with its real server, and the verbs that tests tell their stories with.
#pragma once

#include "tests/support/council.hpp"
#include "tests/support/pdf.hpp"
#include "tests/support/server_process.hpp"
#include "tests/support/tablet.hpp"

#include "protocol/codec.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <memory>
#include <optional>
#include <string>

namespace chamber::test {

class Meeting : public testing::Test {
protected:
    void SetUp() override
    {
        make_council(data());
        start();
    }
    void TearDown() override
    {
        if (server) {
            EXPECT_EQ(server->stop(), 0) << "the server ends cleanly; its log:\n" << log();
        }
    }

    std::filesystem::path data() const { return folder.path() / "data"; }
    std::string log() const
    {
        std::ifstream file(data().string() + ".log");
        return {std::istreambuf_iterator<char>(file), {}};
    }
    void start(std::vector<std::string> arguments = {})
    {
        server = std::make_unique<ServerProcess>(data(), std::move(arguments));
        ASSERT_TRUE(server->ready()) << server->output();
    }

    // The secretary's desktop, signed in on the server's own machine.
    std::unique_ptr<Tablet> office()
    {
        auto desktop = std::make_unique<Tablet>(server->loopback(), server->loopback_origin(), DeviceKind::desktop);
        EXPECT_TRUE(desktop->connect());
        const auto signed_in = desktop->sign_in(secretary_account, password);
        EXPECT_TRUE(signed_in) << error_name(signed_in.error().code);
        EXPECT_TRUE(synced(*desktop));
        return desktop;
    }

    // A tablet approved by `office` and signed in as this person, over TLS.
    std::unique_ptr<Tablet> tablet(Tablet& desk, const std::string& person)
    {
        auto made = std::make_unique<Tablet>(server->tls(), server->tls_origin());
        const auto standing = made->connect();
        EXPECT_TRUE(standing) << error_name(standing.error().code) << standing.error().detail;
        if (standing && standing->state == StandingState::pending) {
            EXPECT_TRUE(desk.run(ApproveDevice{*standing->code, "MTB-" + person + " " + *standing->code})->done);
            EXPECT_TRUE(made->wait_for(StandingState::approved));
        }
        const auto signed_in = made->sign_in(PersonId(person), pin);
        EXPECT_TRUE(signed_in) << error_name(signed_in.error().code);
        EXPECT_TRUE(synced(*made));
        return made;
    }

    static bool synced(Tablet& tablet)
    {
        return tablet.read_until([&] { return tablet.find<Session>(session.value) != nullptr; }).has_value();
    }

    // Uploads through ticket and HTTP; the final job.
    Job upload(Tablet& desk, const std::string& bytes, const std::string& name, std::optional<DocumentId> replaces = {},
               std::optional<std::string> reason = {})
    {
        AskUpload ask{++asks, session, std::nullopt, replaces, name, bytes.size(), std::move(reason)};
        if (!replaces) ask.item = item;
        const auto ticket = desk.ask(ask, [&](const ToDevice& message) {
            return std::holds_alternative<Ticket>(message) && std::get<Ticket>(message).ask == ask.ask;
        });
        if (!ticket)
            return Job{ask.ask,
                       JobStage::failed,
                       0,
                       0,
                       std::nullopt,
                       std::string(error_name(ticket.error().code)),
                       ticket.error().detail,
                       ticket.error().where};
        const auto file = folder.path() / "upload.pdf";
        std::ofstream(file, std::ios::binary) << bytes;
        const auto answer = net::put_file(server->loopback(), std::get<Ticket>(*ticket).path, file, {});
        EXPECT_TRUE(answer) << error_name(answer.error().code) << " " << answer.error().detail;
        if (!answer) return {};
        const auto job = decode_to_device(answer->body);
        EXPECT_TRUE(job) << answer->body;
        return job ? std::get<Job>(*job) : Job{};
    }

    DocumentId uploaded(Tablet& desk, const std::string& bytes, const std::string& name = "tai-lieu.pdf")
    {
        const Job job = upload(desk, bytes, name);
        EXPECT_EQ(job.stage, JobStage::done) << job.code.value_or("") << " " << job.sentence.value_or("");
        return DocumentId(job.result.value_or(""));
    }

    DocumentId published(Tablet& desk, const std::string& bytes)
    {
        const DocumentId document = uploaded(desk, bytes);
        EXPECT_TRUE(desk.run(PublishDocuments{session, {document}})->done);
        return document;
    }

    static bool sees(Tablet& tablet, const DocumentId& document)
    {
        return tablet.read_until([&] { return tablet.find<Document>(document.value) != nullptr; }, 5'000).has_value();
    }

    Folder folder;
    std::unique_ptr<ServerProcess> server;
    std::uint32_t asks = 100;
};

inline Annotation note(const std::string& author, const DocumentId& document, const std::string& sha256,
                       const std::string& id)
{
    Annotation made;
    made.id = AnnotationId(id);
    made.author = PersonId(author);
    made.document = document;
    made.revision_sha256 = sha256;
    made.strokes = {Stroke{{100, 200, 0.5, 110, 210, 0.5}}};
    made.created_at = "2024-12-18T01:00:00Z";
    return made;
}

}  // namespace chamber::test
