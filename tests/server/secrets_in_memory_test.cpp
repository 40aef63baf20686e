// A password that was checked is nowhere in the server's memory any more.
#include "tests/server/meeting.hpp"

#include <algorithm>
#include <fcntl.h>
#include <unistd.h>
#include <vector>

namespace chamber::test {

namespace {

// Where the words lie in a process's writable memory, with what stands before them; nothing when it may not be read.
std::optional<std::vector<std::string>> copies_in(pid_t process, const std::string& words)
{
    const std::string folder = "/proc/" + std::to_string(process);
    const int memory = ::open((folder + "/mem").c_str(), O_RDONLY | O_CLOEXEC);
    if (memory < 0) return std::nullopt;
    std::vector<std::string> copies;
    std::ifstream maps(folder + "/maps");
    for (std::string line; std::getline(maps, line);) {
        unsigned long from = 0;
        unsigned long to = 0;
        char rights[5] = "";
        if (std::sscanf(line.c_str(), "%lx-%lx %4s", &from, &to, rights) != 3 ||
            std::string_view(rights).substr(0, 2) != "rw")
            continue;
        std::string bytes(to - from, '\0');
        const ssize_t got = ::pread(memory, bytes.data(), bytes.size(), static_cast<off_t>(from));
        if (got <= 0) continue;
        bytes.resize(static_cast<std::size_t>(got));
        for (auto at = bytes.find(words); at != std::string::npos; at = bytes.find(words, at + 1))
            copies.push_back(line + ": " + bytes.substr(at - std::min<std::size_t>(at, 60), 60));
    }
    ::close(memory);
    return copies;
}

}  // namespace

class SecretsInMemory : public Meeting {};

TEST_F(SecretsInMemory, NoCopyOfAPasswordIsLeftAfterASignIn)
{
    const auto desk = office();
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
    GTEST_SKIP() << "the sanitizer keeps what was freed";
#endif
    const auto over_tls = std::make_unique<Tablet>(server->tls(), server->tls_origin(), DeviceKind::desktop);
    EXPECT_TRUE(over_tls->connect());
    (void)over_tls->sign_in(secretary_account, "mot mat khau sai nhung dai");
    const auto left = copies_in(server->pid(), password);
    if (!left) GTEST_SKIP() << "needs the right to read another process's memory";
    EXPECT_EQ(*left, std::vector<std::string>());
    EXPECT_EQ(copies_in(server->pid(), "mot mat khau sai nhung dai").value(), std::vector<std::string>());
}

}  // namespace chamber::test
