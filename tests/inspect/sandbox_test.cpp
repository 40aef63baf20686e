// The walls, tried from inside: a program with the real sandbox attempts each escape in a process of its own; on this
// machine's kernel and on older ones (older_kernel.hpp).
#include "tests/inspect/inspecting.hpp"
#include "tests/inspect/older_kernel.hpp"
#include "tests/support/test_pdf.hpp"

#include <chrono>
#include <csignal>
#include <gtest/gtest.h>
#include <spawn.h>
#include <sys/wait.h>

namespace chamber::inspect {
namespace {

constexpr int refused = 10, worked = 20, no_sandbox = 30;

enum class Ask { landlock, what_there_is };

int run(const char* attempt, Ask ask = Ask::landlock)
{
    std::string program = CHAMBER_ESCAPE_PROGRAM, word = attempt, weaker = "weaker";
    char* arguments[] = {program.data(), word.data(), ask == Ask::landlock ? nullptr : weaker.data(), nullptr};
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

bool left_with(int status, int code)
{
    return WIFEXITED(status) && WEXITSTATUS(status) == code;
}

// The calls that reach out, by number or by argument.
constexpr const char* deadly[] = {"write",  "socket", "fork",      "exec",       "ptrace",     "kill",
                                  "code",   "uring",  "namespace", "owner",      "owner_wide", "owner_thread",
                                  "signal", "async",  "lease",     "notify",     "merge",      "pipe_size",
                                  "poison", "lend",   "clock",     "processors", "limits",     "control"};
// What is asked about a path.
constexpr const char* questions[] = {"open", "proc", "stat", "stat_empty_flag", "access", "readlink", "statfs"};

void expect_walls(Ask ask = Ask::landlock)
{
    for (const char* attempt : {"nothing", "descriptors", "own_input", "wake"})
        EXPECT_TRUE(left_with(run(attempt, ask), worked)) << attempt;
    for (const char* attempt : questions) EXPECT_TRUE(left_with(run(attempt, ask), refused)) << attempt;
    for (const char* attempt : deadly) {
        const int status = run(attempt, ask);
        EXPECT_TRUE(killed_by(status, SIGSYS) || (attempt == std::string_view("write") && left_with(status, refused)))
            << attempt;
    }
    const int handle = run("handle", ask);
    EXPECT_TRUE(killed_by(handle, SIGSYS) || left_with(handle, refused));
}

TEST(Sandbox, LetsComputingAndFontsAndNothingElse)
{
    expect_walls();
    EXPECT_TRUE(left_with(run("fonts"), worked));
}

TEST(Sandbox, StandsWithoutOwnNamespaces)
{
    on({.namespaces = false}, [] {
        expect_walls();
        EXPECT_TRUE(left_with(run("fonts"), worked));
    });
}

TEST(Sandbox, StandsWithALandlockThatKnowsNoScoping)
{
    on({.landlock_abi = 2, .namespaces = false}, [] { expect_walls(); });
    on({.landlock_abi = 2}, [] { expect_walls(); });
}

TEST(Sandbox, IsNotEnteredWithoutLandlockUnlessTold)
{
    for (const bool namespaces : {false, true})
        on({.landlock_abi = 0, .namespaces = namespaces}, [namespaces] {
            EXPECT_TRUE(left_with(run("nothing"), no_sandbox));
            expect_walls(Ask::what_there_is);
            EXPECT_TRUE(left_with(run("fonts", Ask::what_there_is), namespaces ? worked : refused));
        });
}

TEST(Sandbox, RefusesMoreMemoryThanItsLimit)
{
    EXPECT_TRUE(left_with(run("memory"), refused));
}

TEST(Sandbox, EndsAnEndlessLoopByProcessorTime)
{
    const int status = run("loop");
    EXPECT_TRUE(killed_by(status, SIGXCPU) || killed_by(status, SIGKILL));
}

std::string preview_with(const InspectOptions& options)
{
    const auto inspection = inspect_bytes(testing::make_pdf({"To trinh so 12"}), options);
    return inspection ? inspection->preview : std::string(error_name(inspection.error().code));
}

// Text, sizes and a picture with letters in a font that the file does not carry.
void expect_reading(const InspectOptions& options, const char* kernel)
{
    const auto inspection = inspect_bytes(testing::make_pdf({"To trinh so 12"}), options);
    ASSERT_TRUE(inspection) << kernel << ": " << error_name(inspection.error().code) << ' '
                            << inspection.error().detail;
    EXPECT_NE(inspection->page_text[0].find("To trinh so 12"), std::string::npos) << kernel;
    EXPECT_EQ(inspection->preview_ends.size(), 1U) << kernel;
    EXPECT_EQ(inspection->report.verdict, Verdict::unsigned_document) << kernel;
}

TEST(Inspector, ReadsOnEveryKernelThatItStartsOn)
{
    InspectOptions weaker = test_options();
    weaker.allow_no_landlock = true;
    on({.landlock_abi = 2}, [] { expect_reading(test_options(), "ABI 2"); });
    on({.landlock_abi = 2, .namespaces = false}, [] { expect_reading(test_options(), "ABI 2 without namespaces"); });
    on({.namespaces = false}, [] { expect_reading(test_options(), "no namespaces"); });
    on({.pidfd_open = false}, [] { expect_reading(test_options(), "no pidfd_open"); });
    on({.landlock_abi = 0}, [&] { expect_reading(weaker, "no Landlock"); });
    on({.landlock_abi = 0, .namespaces = false}, [&] { expect_reading(weaker, "neither"); });
}

TEST(Inspector, DrawsWithTheFontsOfTheMachineBehindEveryWall)
{
    const std::string here = preview_with(test_options());
    on({.namespaces = false}, [&] { EXPECT_TRUE(preview_with(test_options()) == here); });
    on({.landlock_abi = 2}, [&] { EXPECT_TRUE(preview_with(test_options()) == here); });
}

TEST(Inspector, SaysWhenItsWallsCannotBeBuilt)
{
    on({.landlock_abi = 0}, [] {
        const auto inspection = inspect_bytes(testing::make_pdf({"chu"}));
        ASSERT_FALSE(inspection);
        EXPECT_EQ(inspection.error().code, ErrorCode::sandbox_missing);
        const auto walls = probe(test_options());
        ASSERT_FALSE(walls);
        EXPECT_EQ(walls.error().code, ErrorCode::sandbox_missing);
    });
}

TEST(Inspector, TellsWhichWallsStand)
{
    const auto here = probe(test_options());
    ASSERT_TRUE(here) << here.error().detail;
    EXPECT_GT(here->landlock_abi, 0);
    on({.landlock_abi = 2, .namespaces = false}, [] {
        const auto walls = probe(test_options());
        ASSERT_TRUE(walls);
        EXPECT_EQ(walls->landlock_abi, 2);
        EXPECT_FALSE(walls->own_namespaces || walls->own_root);
    });
    on({.landlock_abi = 0}, [] {
        InspectOptions weaker = test_options();
        weaker.allow_no_landlock = true;
        const auto walls = probe(weaker);
        ASSERT_TRUE(walls);
        EXPECT_EQ(walls->landlock_abi, 0);
    });
}

}  // namespace
}  // namespace chamber::inspect
