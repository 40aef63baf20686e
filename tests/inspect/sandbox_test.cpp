// The walls, tried from inside: a program with the real sandbox attempts each escape in a process of its own.
#include <csignal>
#include <gtest/gtest.h>
#include <spawn.h>
#include <sys/wait.h>

namespace chamber::inspect {
namespace {

constexpr int refused = 10, worked = 20;

int run(const char* attempt)
{
    std::string program = CHAMBER_ESCAPE_PROGRAM, word = attempt;
    char* arguments[] = {program.data(), word.data(), nullptr};
    char* environment[] = {nullptr};
    pid_t child = -1;
    if (posix_spawn(&child, program.c_str(), nullptr, nullptr, arguments, environment) != 0) return -1;
    int status = 0;
    waitpid(child, &status, 0);
    return status;
}

bool killed_by(int status, int signal)
{
    return WIFSIGNALED(status) && WTERMSIG(status) == signal;
}

TEST(Sandbox, LetsComputing)
{
    const int status = run("nothing");
    ASSERT_TRUE(WIFEXITED(status));
    EXPECT_EQ(WEXITSTATUS(status), worked);
}

TEST(Sandbox, LetsFontsBeRead)
{
    EXPECT_EQ(WEXITSTATUS(run("fonts")), worked);
}

TEST(Sandbox, HidesEveryOtherFile)
{
    for (const char* attempt : {"open", "proc"}) {
        const int status = run(attempt);
        ASSERT_TRUE(WIFEXITED(status)) << attempt;
        EXPECT_EQ(WEXITSTATUS(status), refused) << attempt;
    }
}

TEST(Sandbox, KillsWhoeverReachesOut)
{
    for (const char* attempt : {"write", "socket", "fork", "exec", "ptrace", "kill", "code", "uring"})
        EXPECT_TRUE(killed_by(run(attempt), SIGSYS)) << attempt;
}

TEST(Sandbox, RefusesMoreMemoryThanItsLimit)
{
    EXPECT_EQ(WEXITSTATUS(run("memory")), refused);
}

TEST(Sandbox, EndsAnEndlessLoopByProcessorTime)
{
    const int status = run("loop");
    EXPECT_TRUE(killed_by(status, SIGXCPU) || killed_by(status, SIGKILL));
}

}  // namespace
}  // namespace chamber::inspect
