#include "server/inspect/child_process.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstring>
#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

namespace chamber::inspect {
namespace {

using Clock = std::chrono::steady_clock;

constexpr auto look_again = std::chrono::milliseconds(5);
constexpr int first_unknown_descriptor = 4;

Error system_error(const char* what)
{
    return fail(ErrorCode::io_failed, std::string(what) + ": " + std::strerror(errno));
}

int remaining_ms(Clock::time_point deadline)
{
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(deadline - Clock::now()).count();
    return static_cast<int>(std::clamp<long long>(left, 0, 1'000'000'000));
}

struct Pipe {
    Descriptor read;
    Descriptor write;
};

Result<Pipe> open_pipe()
{
    std::array<int, 2> ends{};
    if (pipe2(ends.data(), O_CLOEXEC) != 0) return system_error("pipe");
    Descriptor read(ends[0]), low_write(ends[1]);
    Descriptor write(fcntl(low_write.number(), F_DUPFD_CLOEXEC, 10));
    if (!write) return system_error("dup");
    Pipe made{std::move(read), std::move(write)};
    return made;
}

Result<pid_t> spawn(const ChildOrders& orders, const Descriptor& document, const Descriptor& trust,
                    const Descriptor& records)
{
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, document.number(), 0);
    posix_spawn_file_actions_adddup2(&actions, records.number(), 1);
    posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_adddup2(&actions, trust.number(), 3);
    posix_spawn_file_actions_addclosefrom_np(&actions, first_unknown_descriptor);
    posix_spawnattr_t attributes;
    posix_spawnattr_init(&attributes);
    sigset_t none, all;
    sigemptyset(&none);
    sigfillset(&all);
    posix_spawnattr_setsigmask(&attributes, &none);
    posix_spawnattr_setsigdefault(&attributes, &all);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);

    const std::string program = orders.program.string();
    std::vector<std::string> words = orders.arguments;
    std::vector<char*> argv{const_cast<char*>(program.c_str())};
    for (auto& word : words) argv.push_back(word.data());
    argv.push_back(nullptr);
    std::string language = "LANG=C.UTF-8";
    std::array<char*, 2> environment{language.data(), nullptr};
    pid_t child = -1;
    const int error = posix_spawn(&child, program.c_str(), &actions, &attributes, argv.data(), environment.data());
    posix_spawnattr_destroy(&attributes);
    posix_spawn_file_actions_destroy(&actions);
    if (error == ENOENT || error == EACCES) return fail(ErrorCode::inspector_missing, std::strerror(error), program);
    if (error != 0) return fail(ErrorCode::io_failed, std::string("posix_spawn: ") + std::strerror(error));
    return child;
}

enum class Listened { to_the_end, out_of_time, out_of_bounds, not_believed };

Listened listen(int records, Clock::time_point deadline, const ChildOrders& orders)
{
    std::uint64_t heard = 0;
    std::array<char, 65'536> block;
    for (;;) {
        pollfd waiting{records, POLLIN, 0};
        const int ready = poll(&waiting, 1, remaining_ms(deadline));
        if (ready < 0 && errno == EINTR) continue;
        if (ready == 0) return Listened::out_of_time;
        const ssize_t got = read(records, block.data(), block.size());
        if (got < 0 && errno == EINTR) continue;
        if (got <= 0) return Listened::to_the_end;
        heard += static_cast<std::uint64_t>(got);
        if (heard > orders.output_bytes_max) return Listened::out_of_bounds;
        if (!orders.hear({block.data(), static_cast<std::size_t>(got)})) return Listened::not_believed;
        if (Clock::now() >= deadline) return Listened::out_of_time;
    }
}

// For kernels before 5.3, and where a filter knows no pidfd_open.
bool looks_until_it_ends(pid_t child, Clock::time_point deadline)
{
    for (;;) {
        siginfo_t ended{};
        const int looked = waitid(P_PID, static_cast<id_t>(child), &ended, WEXITED | WNOHANG | WNOWAIT);
        if (looked == 0 && ended.si_pid == child) return true;
        if (looked != 0 && errno != EINTR) return false;
        if (Clock::now() >= deadline) return false;
        std::this_thread::sleep_for(look_again);
    }
}

// The pipe is closed; the child has until the deadline to be gone too.
bool waits_to_end(pid_t child, Clock::time_point deadline)
{
    Descriptor process(static_cast<int>(syscall(SYS_pidfd_open, child, 0)));
    if (!process) return looks_until_it_ends(child, deadline);
    for (;;) {
        pollfd waiting{process.number(), POLLIN, 0};
        const int ready = poll(&waiting, 1, remaining_ms(deadline));
        if (ready < 0 && errno == EINTR) continue;
        return ready > 0;
    }
}

int reap(pid_t child)
{
    int status = 0;
    while (waitpid(child, &status, 0) < 0 && errno == EINTR) continue;
    return status;
}

}  // namespace

Result<ChildRun> run_child(const ChildOrders& orders, const Descriptor& document, const Descriptor& trust)
{
    Result<Pipe> pipe = open_pipe();
    if (!pipe) return pipe.error();
    const auto deadline = Clock::now() + std::chrono::milliseconds(orders.wall_ms);
    const Result<pid_t> child = spawn(orders, document, trust, pipe->write);
    if (!child) return child.error();
    pipe->write.close();

    ChildRun run;
    const Listened listened = listen(pipe->read.number(), deadline, orders);
    const bool in_time = listened == Listened::to_the_end && waits_to_end(*child, deadline);
    if (!in_time) kill(*child, SIGKILL);
    const int status = reap(*child);
    if (listened == Listened::out_of_bounds)
        run.end = ChildEnd::out_of_bounds;
    else if (listened == Listened::not_believed)
        run.end = ChildEnd::not_believed;
    else if (!in_time)
        run.end = ChildEnd::out_of_time;
    else if (WIFSIGNALED(status))
        run.end = ChildEnd::killed_by_signal;
    run.status = WIFSIGNALED(status) ? WTERMSIG(status) : WEXITSTATUS(status);
    return run;
}

}  // namespace chamber::inspect
