#include "tests/support/server_process.hpp"

#include "storage/files/data_directory.hpp"
#include "storage/keys/authority.hpp"

#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>

extern char** environ;

namespace chamber::test {

ServerProcess::ServerProcess(std::filesystem::path data, std::vector<std::string> arguments) : data_(std::move(data))
{
    std::vector<std::string> words = {CHAMBER_SERVER, "--data", data_.string(),    "--address", "127.0.0.1",
                                      "--port",       "0",      "--loopback-port", "0"};
    if (std::find(arguments.begin(), arguments.end(), "--web") == arguments.end())
        words.insert(words.end(), {"--web", CHAMBER_WEB_ROOT});
    words.insert(words.end(), arguments.begin(), arguments.end());
    std::vector<char*> argv;
    for (std::string& word : words) argv.push_back(word.data());
    argv.push_back(nullptr);
    int pipe_ends[2];
    if (pipe2(pipe_ends, O_CLOEXEC) != 0) return;
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, pipe_ends[1], 1);
    posix_spawn_file_actions_addopen(&actions, 2, (data_.string() + ".log").c_str(), O_WRONLY | O_CREAT | O_APPEND,
                                     0600);
    const int spawned = posix_spawn(&pid_, words[0].c_str(), &actions, nullptr, argv.data(), environ);
    posix_spawn_file_actions_destroy(&actions);
    close(pipe_ends[1]);
    char byte = 0;
    while (spawned == 0 && read(pipe_ends[0], &byte, 1) == 1 && byte != '\n') output_ += byte;
    close(pipe_ends[0]);
    unsigned tls = 0, loopback = 0;
    ready_ = std::sscanf(output_.c_str(), "ready tls=%u loopback=%u", &tls, &loopback) == 2;
    port_ = static_cast<std::uint16_t>(tls);
    loopback_port_ = static_cast<std::uint16_t>(loopback);
}

ServerProcess::~ServerProcess()
{
    if (pid_ > 0) kill();
}

int ServerProcess::wait()
{
    int status = 0;
    if (pid_ <= 0 || waitpid(pid_, &status, 0) != pid_) return -1;
    pid_ = -1;
    return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
}

int ServerProcess::stop()
{
    ::kill(pid_, SIGTERM);
    return wait();
}

int ServerProcess::kill()
{
    ::kill(pid_, SIGKILL);
    return wait();
}

net::Endpoint ServerProcess::tls() const
{
    net::Endpoint endpoint;
    endpoint.port = port_;
    endpoint.ca_pem = storage::ca_certificate_pem(storage::DataDirectory::open(data_).value());
    endpoint.server_name = "localhost";
    return endpoint;
}

net::Endpoint ServerProcess::loopback() const
{
    net::Endpoint endpoint;
    endpoint.port = loopback_port_;
    return endpoint;
}

net::Endpoint ServerProcess::local() const
{
    net::Endpoint endpoint;
    endpoint.local_socket = data_ / "chamber.sock";
    return endpoint;
}

std::string ServerProcess::tls_origin() const
{
    return "https://localhost:" + std::to_string(port_);
}

std::string ServerProcess::loopback_origin() const
{
    return "http://localhost:" + std::to_string(loopback_port_);
}

Folder::Folder()
{
    std::string pattern = (std::filesystem::temp_directory_path() / "chamber-XXXXXX").string();
    if (mkdtemp(pattern.data())) path_ = pattern;
}

Folder::~Folder()
{
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
}

}  // namespace chamber::test
