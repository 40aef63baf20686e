#include "tests/faults/notebook.hpp"

#include "protocol/error.hpp"

#include <chrono>
#include <fcntl.h>
#include <unistd.h>

namespace chamber::test {

Notebook::Notebook(const std::filesystem::path& file)
    : descriptor_(::open(file.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_APPEND | O_CLOEXEC, 0600))
{
    MUST(descriptor_ >= 0);
}

Notebook::~Notebook()
{
    ::close(descriptor_);
}

void Notebook::note(const char* event, const std::string& person, std::int64_t number, const std::string& id) const
{
    const auto now = std::chrono::steady_clock::now().time_since_epoch().count();
    const std::string line =
        std::to_string(now) + " " + event + " " + person + " " + std::to_string(number) + " " + id + "\n";
    MUST(::write(descriptor_, line.data(), line.size()) == static_cast<ssize_t>(line.size()));
}

}  // namespace chamber::test
