// room_bench bulk|fanout|overtaking|receipts|returning|catch_up|publish|delta|memory [numbers…]: see benches.hpp.
// Prints JSON.
#include "tests/bench/benches.hpp"

#include "tests/bench/rivals/bare.hpp"
#include "tests/bench/swarm/swarm.hpp"

#include <sys/resource.h>

#include <cstdlib>
#include <string>
#include <vector>

namespace chamber::bench {

std::filesystem::path scripts()
{
    const char* named = std::getenv("CHAMBER_BENCH_RIVALS");
    return named != nullptr ? named : CHAMBER_BENCH_RIVALS;
}

}  // namespace chamber::bench

int main(int count, char** words)
{
    using namespace chamber::bench;
    std::vector<std::string> given(words + 1, words + count);
    const auto number = [&given](std::size_t at, double otherwise) {
        return at < given.size() ? std::atof(given[at].c_str()) : otherwise;
    };
    const auto whole = [&number](std::size_t at, int otherwise) { return static_cast<int>(number(at, otherwise)); };
    const auto bytes = [&number](std::size_t at) { return static_cast<std::size_t>(number(at, 20) * 1e6); };
    rlimit files{};
    ::getrlimit(RLIMIT_NOFILE, &files);
    files.rlim_cur = files.rlim_max;
    ::setrlimit(RLIMIT_NOFILE, &files);
    const std::string bench = given.empty() ? "" : given[0];
    if (bench == "bare" && given.size() == 5)
        serve_bare(static_cast<std::uint16_t>(whole(1, 0)), given[2], given[3], given[4]);
    if (bench == "bulk")
        bulk_bench(whole(1, 37), bytes(2), whole(3, 5));
    else if (bench == "fanout")
        fanout_bench(whole(1, 37), number(2, 20), number(3, 5));
    else if (bench == "overtaking")
        overtaking_bench(whole(1, 37), bytes(2), whole(3, 5));
    else if (bench == "receipts")
        receipts_bench(37, number(1, 10'000), number(2, 5), given.size() > 3 ? given[3] : "");
    else if (bench == "returning")
        returning_bench(whole(1, 37), whole(2, 5));
    else if (bench == "catch_up")
        catch_up_bench(whole(1, 10'000));
    else if (bench == "publish")
        publish_bench(whole(1, 37), bytes(2), whole(3, 5));
    else if (bench == "delta")
        delta_bench();
    else if (bench == "memory")
        memory_bench(whole(1, 37), bytes(2));
    else
        give_up("which bench? bulk, fanout, overtaking, receipts, returning, catch_up, publish, delta or memory");
    return 0;
}
