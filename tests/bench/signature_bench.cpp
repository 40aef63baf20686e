// What verifying signatures costs beside `pdfsig` (poppler-utils), file by file in the same run: the engine in this
// process, the whole child with its sandbox, and the rival. Units: CPU milliseconds, user and system; wall time would
// measure the machine.
//
//   signature_bench [folder] [rounds]      default: $CHAMBER_CORPUS, or twelve documents made here; 5 rounds
//   signature_bench heavy [rounds]         three documents that cost much, each by itself
#include "server/inspect/client.hpp"
#include "server/inspect/signatures.hpp"
#include "server/inspect/trust_folder.hpp"
#include "tests/bench/heavy_documents.hpp"
#include "tests/support/test_pdf.hpp"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <fcntl.h>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>
#include <vector>

namespace chamber::bench {
namespace {

double milliseconds(const rusage& usage)
{
    const auto of = [](const timeval& time) {
        return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_usec) / 1e3;
    };
    return of(usage.ru_utime) + of(usage.ru_stime);
}

double spent(int whose)
{
    rusage usage{};
    getrusage(whose, &usage);
    return milliseconds(usage);
}

double thread_ms()
{
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_nsec) / 1e6;
}

std::string read_file(const std::filesystem::path& file)
{
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

double median(std::vector<double> values)
{
    std::sort(values.begin(), values.end());
    return values.empty() ? 0 : values[values.size() / 2];
}

double run_engine(const std::string& bytes, const std::string& trust)
{
    const double before = thread_ms();
    const auto report =
        inspect::judge_signatures(bytes, inspect::look_at_structure(bytes), {trust, testing::judging_day_s});
    return report.engine.empty() ? 0 : thread_ms() - before;
}

double run_child(const std::filesystem::path& file, const inspect::InspectOptions& options)
{
    const int descriptor = open(file.c_str(), O_RDONLY | O_CLOEXEC);
    const double before = spent(RUSAGE_CHILDREN) + spent(RUSAGE_SELF);
    static_cast<void>(inspect::check(descriptor, std::filesystem::file_size(file), options));
    const double used = spent(RUSAGE_CHILDREN) + spent(RUSAGE_SELF) - before;
    close(descriptor);
    return used;
}

// Negative when there is no pdfsig.
double run_rival(const std::filesystem::path& file)
{
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0);
    std::string name = file.string();
    char program[] = "pdfsig", no_network[] = "-no-ocsp";
    char* arguments[] = {program, no_network, name.data(), nullptr};
    pid_t child = 0;
    const int failed = posix_spawnp(&child, program, &actions, nullptr, arguments, environ);
    posix_spawn_file_actions_destroy(&actions);
    if (failed != 0) return -1;
    rusage usage{};
    int status = 0;
    if (wait4(child, &status, 0, &usage) != child || !WIFEXITED(status) || WEXITSTATUS(status) == 127) return -1;
    return milliseconds(usage);
}

void write_file(const std::filesystem::path& file, const std::string& bytes)
{
    std::ofstream(file, std::ios::binary) << bytes;
}

// Person and seal, the usual case, on short and on long documents.
void make_documents(const std::filesystem::path& folder)
{
    const auto& pki = testing::TestPki::instance();
    for (int i = 0; i < 12; ++i) {
        const std::vector<std::string> pages(static_cast<std::size_t>(1 + i * 10), "Dieu 1. Noi dung van ban");
        const std::string first = testing::sign_pdf(testing::make_pdf(pages), pki.person,
                                                    {.certification = 2, .rectangle = "[300 100 420 160]"});
        const std::string both =
            testing::sign_pdf(first, pki.organisation, {.field = "Signature2", .rectangle = "[250 90 350 190]"});
        write_file(folder / (std::to_string(i) + ".pdf"), both);
    }
}

std::vector<std::filesystem::path> list_documents(const std::filesystem::path& folder)
{
    std::vector<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder))
        if (entry.is_regular_file() && entry.path().extension() == ".pdf") files.push_back(entry.path());
    std::sort(files.begin(), files.end());
    return files;
}

// Each file's median over the rounds.
struct Costs {
    std::vector<double> engine, child, rival;
};

Costs measure(const std::vector<std::filesystem::path>& files, const inspect::InspectOptions& options, int rounds)
{
    const std::string trust = inspect::read_trust_folder(options.trust).value();
    Costs costs;
    for (const auto& file : files) {
        const std::string bytes = read_file(file);
        std::vector<double> engine, child, rival;
        for (int i = 0; i < rounds; ++i) {
            engine.push_back(run_engine(bytes, trust));
            child.push_back(run_child(file, options));
            rival.push_back(run_rival(file));
        }
        costs.engine.push_back(median(engine));
        costs.child.push_back(median(child));
        costs.rival.push_back(median(rival));
    }
    return costs;
}

void make_heavy_documents(const std::filesystem::path& folder)
{
    write_file(folder / "drawing-12-seals.pdf", make_sealed_drawing());
    write_file(folder / "page-60-notes.pdf", make_noted_page(Notes::in_one_revision));
    write_file(folder / "page-60-revisions.pdf", make_noted_page(Notes::one_by_one));
}

void print_each(const std::vector<std::filesystem::path>& files, const Costs& costs)
{
    for (std::size_t i = 0; i < files.size(); ++i)
        std::printf(
            "{\"file\": \"%s\", \"bytes\": %ju, \"engine_ms\": %.1f, \"child_ms\": %.1f, \"pdfsig_ms\": %.1f, \"engine_to_pdfsig\": %.2f}\n",
            files[i].filename().c_str(), static_cast<std::uintmax_t>(std::filesystem::file_size(files[i])),
            costs.engine[i], costs.child[i], costs.rival[i], costs.engine[i] / costs.rival[i]);
}

void print_medians(const Costs& costs)
{
    const double engine = median(costs.engine), child = median(costs.child), rival = median(costs.rival);
    std::printf(
        "{\"files\": %zu, \"engine_ms\": %.2f, \"child_ms\": %.2f, \"pdfsig_ms\": %.2f, \"engine_to_pdfsig\": %.2f, "
        "\"child_to_pdfsig\": %.2f}\n",
        costs.engine.size(), engine, child, rival, engine / rival, child / rival);
}

int run(int argc, char** argv)
{
    char made[] = "/tmp/chamber-signature-bench-XXXXXX";
    const bool heavy = argc > 1 && std::string_view(argv[1]) == "heavy";
    const char* told = heavy ? nullptr : argc > 1 ? argv[1] : std::getenv("CHAMBER_CORPUS");
    if (told == nullptr && mkdtemp(made) == nullptr) return 1;
    const std::filesystem::path folder = told != nullptr ? told : made;
    if (heavy)
        make_heavy_documents(folder);
    else if (told == nullptr)
        make_documents(folder);
    inspect::InspectOptions options;
    options.now = UtcMs{testing::judging_day_s * 1'000};
    options.program = CHAMBER_INSPECT_PROGRAM;
    options.trust = folder / "roots/made";
    if (told == nullptr) testing::TestPki::instance().write_trust(options.trust);
    const auto files = list_documents(folder);
    const Costs costs = measure(files, options, argc > 2 ? std::atoi(argv[2]) : 5);
    if (heavy)
        print_each(files, costs);
    else
        print_medians(costs);
    if (told == nullptr) std::filesystem::remove_all(folder);
    return 0;
}

}  // namespace
}  // namespace chamber::bench

int main(int argc, char** argv)
{
    return chamber::bench::run(argc, argv);
}
