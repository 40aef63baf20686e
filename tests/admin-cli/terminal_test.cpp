// What happens only on a terminal: the hidden question and the progress line. A pseudo-terminal plays the clerk's
// screen.
#include "storage/trust/material.hpp"
#include "tests/admin-cli/program.hpp"
#include "tests/support/pdf.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/trust_files.hpp"

#include <csignal>
#include <pty.h>
#include <sys/wait.h>
#include <unistd.h>
#include <utility>

namespace chamber::test {

namespace {

using ::testing::HasSubstr;
using ::testing::Not;

class Screen {
public:
    explicit Screen(std::vector<std::string> arguments)
    {
        arguments.insert(arguments.begin(), CHAMBER_ADMIN);
        std::vector<char*> argv;
        for (auto& word : arguments) argv.push_back(word.data());
        argv.push_back(nullptr);
        winsize size{40, 100, 0, 0};
        pid_ = forkpty(&descriptor_, nullptr, nullptr, &size);
        if (pid_ == 0) {
            execv(argv[0], argv.data());
            _exit(127);
        }
    }
    ~Screen()
    {
        if (descriptor_ >= 0) close(descriptor_);
        if (pid_ > 0) waitpid(pid_, nullptr, 0);
    }
    Screen(const Screen&) = delete;
    Screen& operator=(const Screen&) = delete;

    // Reads until the text stands on the screen; false when the program ends before.
    bool shows(const std::string& text)
    {
        while (seen_.find(text) == std::string::npos) {
            char piece[4096];
            const auto count = read(descriptor_, piece, sizeof piece);
            if (count <= 0) return false;
            seen_.append(piece, static_cast<std::size_t>(count));
        }
        return true;
    }

    void type(const std::string& text)
    {
        EXPECT_EQ(write(descriptor_, text.data(), text.size()), static_cast<ssize_t>(text.size()));
    }

    int exit_code()
    {
        shows("\x01 never shown");
        int status = 0;
        waitpid(std::exchange(pid_, -1), &status, 0);
        return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
    }

    const std::string& seen() const { return seen_; }

private:
    int descriptor_ = -1;
    pid_t pid_ = -1;
    std::string seen_;
};

std::vector<std::string> init_in(const Folder& folder)
{
    return {"--data", (folder.path() / "data").string(), "init", "--host", "hop.test", "--council", "HĐND xã Mẫu"};
}

}  // namespace

TEST(Terminal, AsksForThePasswordTwiceAndNeverShowsIt)
{
    const Folder folder;
    Screen screen{init_in(folder)};
    ASSERT_TRUE(screen.shows("Mật khẩu của tài khoản van-phong"));
    screen.type(office_password + "\n");
    ASSERT_TRUE(screen.shows("Nhập lại"));
    screen.type(office_password + "\n");
    EXPECT_EQ(screen.exit_code(), 0) << screen.seen();
    EXPECT_THAT(screen.seen(), Not(HasSubstr(office_password)));
}

TEST(Terminal, RefusesTwoDifferentPasswords)
{
    const Folder folder;
    Screen screen{init_in(folder)};
    ASSERT_TRUE(screen.shows("Mật khẩu"));
    screen.type("mot-mat-khau-dai\n");
    ASSERT_TRUE(screen.shows("Nhập lại"));
    screen.type("mat-khau-khac-han\n");
    EXPECT_EQ(screen.exit_code(), 1);
    EXPECT_THAT(screen.seen(), HasSubstr("[wrong_secret]"));
    EXPECT_FALSE(std::filesystem::exists(folder.path() / "data"));
}

TEST(Terminal, DiesOfCtrlCAtAQuestion)
{
    const Folder folder;
    Screen screen{init_in(folder)};
    ASSERT_TRUE(screen.shows("Mật khẩu"));
    screen.type("\x03");
    EXPECT_EQ(screen.exit_code(), -SIGINT);
}

TEST(Terminal, AsksForTheFingerprintOfACertificate)
{
    const Office office;
    const auto& root = chamber::testing::TestPki::instance().root;
    const auto pem = office.write_file("goc.pem", chamber::testing::pem_of(root));
    const auto print = storage::parse_trust_file(chamber::testing::pem_of(root))->certificates.at(0).sha256.hex();
    const auto answer = [&](std::vector<std::string> words, const std::string& question, const std::string& typed) {
        words.insert(words.begin(), {"--data", office.data().string(), "trust"});
        Screen screen{words};
        EXPECT_TRUE(screen.shows(question)) << screen.seen();
        screen.type(typed + "\n");
        return screen.exit_code();
    };
    EXPECT_EQ(answer({"add", pem}, "gõ 8 ký tự đầu", "00000000"), 1);
    EXPECT_EQ(answer({"add", pem}, "gõ 8 ký tự đầu", print.substr(0, 7)), 1);
    EXPECT_EQ(answer({"add", pem}, "gõ 8 ký tự đầu", print.substr(0, 4) + " " + print.substr(4, 4)), 0);
    EXPECT_EQ(answer({"remove", print.substr(0, 12)}, "Gõ xóa", "thôi"), 1);
    EXPECT_EQ(office.json({"trust", "list"}).size(), 1u);
    EXPECT_EQ(answer({"remove", print.substr(0, 12)}, "Gõ xóa", "xóa"), 0);
}

TEST(Terminal, ShowsProgressAndWipesIt)
{
    const Office office;
    office.import_session();
    const auto pdf = office.write_file("to-trinh.pdf", make_pdf({"To trinh"}));
    Screen screen{{"--data", office.data().string(), "document", "add", "15", pdf, "--item", "1"}};
    EXPECT_EQ(screen.exit_code(), 0) << screen.seen();
    EXPECT_THAT(screen.seen(), HasSubstr("to-trinh.pdf: đang kiểm tra"));
    EXPECT_THAT(screen.seen(), HasSubstr("\r\x1b[K"));
    Screen quiet{{"--quiet", "--data", office.data().string(), "document", "list"}};
    EXPECT_EQ(quiet.exit_code(), 0);
    EXPECT_THAT(quiet.seen(), Not(HasSubstr("\x1b")));
}

}  // namespace chamber::test
