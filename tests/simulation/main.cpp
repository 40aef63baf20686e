// chamber-simulation: runs any range of seeds. Exit status: 0 when every world kept its promises, 1 on the first
// violation, 2 for a wrong command line.
#include "tests/simulation/simulation.hpp"

#include <CLI/CLI.hpp>

#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <unistd.h>

namespace {

using namespace chamber::simulation;

std::uint64_t seed_now = 0;

// A broken promise of the product's own (MUST) ends the process: the seed is what somebody needs then.
void on_abort(int)
{
    char line[64];
    const int bytes =
        std::snprintf(line, sizeof line, "seed %llu aborted\n", static_cast<unsigned long long>(seed_now));
    (void)!::write(STDERR_FILENO, line, static_cast<std::size_t>(bytes));
}

void print(const Outcome& outcome)
{
    for (const HistoryLine& line : outcome.history)
        std::printf("%10.3f s  %-9s  %s\n", static_cast<double>(line.at_ms) / 1'000, line.who.c_str(),
                    line.what.c_str());
}

int report(const Plan& plan, const Outcome& outcome)
{
    const Violation& violation = *outcome.violation;
    std::printf("seed %llu: %s: %s (at %.3f s, %zu deeds)\n", static_cast<unsigned long long>(plan.seed),
                violation.invariant.c_str(), violation.what.c_str(), static_cast<double>(violation.at_ms) / 1'000,
                plan.deeds.size());
    const Plan smaller = shrink(plan, violation);
    const Outcome again = run(smaller, History::kept);
    std::printf("shrunk to %zu deeds:\n", smaller.deeds.size());
    print(again);
    return 1;
}

}  // namespace

int main(int argc, char** argv)
{
    CLI::App app("Runs simulated councils, one per seed.");
    std::uint64_t seeds = 1'000;
    std::uint64_t from = 1;
    PlanOptions options;
    std::vector<std::string> evils;
    std::string bug;
    bool printed = false;
    app.add_option("--seeds", seeds, "How many worlds")->capture_default_str();
    app.add_option("--from", from, "The first seed")->capture_default_str();
    app.add_option("--evils", evils, "Only these")->delimiter(',');
    app.add_option("--tablets", options.tablets, "Devices per world, the office's included (0: the seed says)")
        ->check(CLI::Range(0, 7));
    app.add_option("--bug", bug, "Plants a bug (see bugs.hpp)");
    app.add_flag("--print", printed, "Prints the whole history of each world");
    try {
        app.parse(argc, argv);
        for (const std::string& name : evils) {
            const auto evil = parse_evil(name);
            if (!evil) throw CLI::ValidationError("--evils", "no evil " + name);
            options.evils.push_back(*evil);
        }
        if (!bug.empty()) {
            const auto named = parse_bug(bug);
            if (!named) throw CLI::ValidationError("--bug", "no bug " + bug);
            options.bug = *named;
        }
    } catch (const CLI::ParseError& error) {
        return app.exit(error) == 0 ? 0 : 2;
    }
    std::signal(SIGABRT, on_abort);
    quiet_product();
    const auto begin = std::chrono::steady_clock::now();
    std::uint64_t steps = 0;
    for (std::uint64_t seed = from; seed < from + seeds; ++seed) {
        seed_now = seed;
        const Plan plan = make_plan(seed, options);
        const Outcome outcome = run(plan, printed ? History::kept : History::forgotten);
        steps += outcome.steps;
        if (printed) print(outcome);
        if (outcome.violation) return report(plan, outcome);
    }
    const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
    std::printf("%llu seeds from %llu: every invariant held; %llu steps in %.1f s, %.0f seeds/s, %.0f steps/s\n",
                static_cast<unsigned long long>(seeds), static_cast<unsigned long long>(from),
                static_cast<unsigned long long>(steps), seconds, static_cast<double>(seeds) / seconds,
                static_cast<double>(steps) / seconds);
    return 0;
}
