// What sealing a session costs beside reading and copying its bytes: an archive of 1 GB built and verified, each in a
// process of its own, beside `sha256sum` and `cp` of the same documents; rounds interleaved, medians told.
//
//   archive_bench [DOCUMENTS [BYTES_EACH [ROUNDS]]]      50 documents of 20 MiB, 3 rounds
//
// Prints JSON. Wall and CPU in seconds, memory as the peak of the process.
#include "storage/archive/archive.hpp"
#include "storage/files/data_directory.hpp"
#include "storage/keys/authority.hpp"
#include "storage/system_world.hpp"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <random>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>
#include <vector>

namespace chamber::storage {
namespace {

namespace fs = std::filesystem;

struct Cost {
    double wall_s = 0;
    double cpu_s = 0;
    double peak_mb = 0;
};

double seconds(const timeval& time)
{
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
}

// `work` in a process of its own; what it held before counts for nothing but its pages that it touches.
Cost cost_of(const std::function<bool()>& work)
{
    const auto begin = std::chrono::steady_clock::now();
    const pid_t child = ::fork();
    if (child == 0) ::_exit(work() ? 0 : 1);
    int status = 0;
    rusage used{};
    MUST(::wait4(child, &status, 0, &used) == child && WIFEXITED(status) && WEXITSTATUS(status) == 0);
    const std::chrono::duration<double> wall = std::chrono::steady_clock::now() - begin;
    return {wall.count(), seconds(used.ru_utime) + seconds(used.ru_stime), static_cast<double>(used.ru_maxrss) / 1024};
}

struct World {
    World(std::uint32_t documents, std::uint64_t bytes_each)
        : place(made_directory()),
          directory(DataDirectory::create(place / "council").value()),
          blobs(directory.blobs, directory.staging)
    {
        SystemClock clock;
        file.council = {"HDND", "Hội đồng nhân dân xã Mẫu", "xã", "tỉnh Mẫu", "H99.15", "Khóa XII", 30, 30, false};
        MUST(create_authority(directory, "localhost", file.council.name, clock).has_value());
        seal = seal_identity(directory).value();
        file.session.id = SessionId("K12-KH15");
        file.session.number = 15;
        file.session.name = "Kỳ họp thứ Mười lăm";
        file.session.start_on = "2024-12-18";
        file.session.end_on = "2024-12-19";
        file.session.state = SessionState::filing;
        AgendaItem item;
        item.id = AgendaItemId("MUC01");
        item.session = file.session.id;
        item.name = "Báo cáo";
        file.agenda = {item};
        file.archive_fields = "{}";
        for (std::uint32_t n = 1; n <= documents; ++n) add(n, bytes_each);
    }
    ~World() { fs::remove_all(place); }

    static fs::path made_directory()
    {
        std::string name = (fs::temp_directory_path() / "chamber-bench-XXXXXX").string();
        return ::mkdtemp(name.data());
    }
    void add(std::uint32_t n, std::uint64_t bytes)
    {
        std::mt19937_64 random(n);
        std::string text(bytes, '\0');
        for (std::size_t at = 0; at + 8 <= text.size(); at += 8) {
            const std::uint64_t word = random();
            std::copy_n(reinterpret_cast<const char*>(&word), 8, text.data() + at);
        }
        auto staged = blobs.stage(bytes);
        MUST(staged.has_value() && staged->write(text).has_value() && staged->finish().has_value());
        Document document;
        document.id = DocumentId("TL" + std::to_string(n));
        document.session = file.session.id;
        document.agenda_item = AgendaItemId("MUC01");
        document.title = "Báo cáo số " + std::to_string(n);
        document.position = static_cast<std::int32_t>(n);
        Revision revision;
        revision.n = 1;
        revision.sha256 = staged->sha256().hex();
        revision.bytes = bytes;
        revision.pages = 100;
        revision.added_at = "2024-12-01T00:00:00Z";
        revision.published_at = revision.added_at;
        paths += " '" + blobs.path(staged->sha256()).string() + "'";
        MUST(blobs.keep(std::move(*staged)).has_value());
        document.revisions = {revision};
        file.documents.push_back(std::move(document));
    }

    Cost build()
    {
        fs::remove_all(directory.archives);
        fs::create_directory(directory.archives);
        return cost_of([this] {
            return build_archive(file, blobs, seal, directory.archives, {ArchiveKind::sealed, UtcMs{1'735'000'000'000}})
                .has_value();
        });
    }
    Cost verify()
    {
        fs::path zip;
        for (const auto& entry : fs::directory_iterator(directory.archives))
            if (entry.path().extension() == ".zip") zip = entry.path();
        return cost_of([&] {
            const auto verdict = verify_archive(zip, ca_certificate_pem(directory));
            return verdict && verdict->intact;
        });
    }
    // What everybody has: read it all for its digest, copy it all.
    Cost plain() const
    {
        const auto copy = place / "copy";
        fs::remove_all(copy);
        fs::create_directory(copy);
        const auto hashed = shell("sha256sum" + paths + " >/dev/null");
        const auto copied = shell("cp" + paths + " '" + copy.string() + "'");
        return {hashed.wall_s + copied.wall_s, hashed.cpu_s + copied.cpu_s, 0};
    }
    static Cost shell(const std::string& command)
    {
        return cost_of([&] { return ::execl("/bin/sh", "sh", "-c", ("exec " + command).c_str(), nullptr) == 0; });
    }

    fs::path place;
    DataDirectory directory;
    Blobs blobs;
    SealIdentity seal;
    SessionFile file;
    std::string paths;
};

double median(std::vector<double> all)
{
    std::ranges::sort(all);
    return all[all.size() / 2];
}

void tell(const char* name, const std::vector<Cost>& costs, const std::vector<Cost>& plain)
{
    std::vector<double> wall, cpu, wall_ratio, cpu_ratio, peak;
    for (std::size_t at = 0; at < costs.size(); ++at) {
        wall.push_back(costs[at].wall_s);
        cpu.push_back(costs[at].cpu_s);
        peak.push_back(costs[at].peak_mb);
        wall_ratio.push_back(costs[at].wall_s / plain[at].wall_s);
        cpu_ratio.push_back(costs[at].cpu_s / plain[at].cpu_s);
    }
    std::printf("{\"%s\": {\"wall_s\": %.2f, \"cpu_s\": %.2f, \"wall_ratio\": %.2f, \"cpu_ratio\": %.2f, "
                "\"peak_mb\": %.0f}}\n",
                name, median(wall), median(cpu), median(wall_ratio), median(cpu_ratio), median(peak));
}

}  // namespace
}  // namespace chamber::storage

int main(int count, char** words)
{
    using namespace chamber::storage;
    const auto word = [&](int at, std::uint64_t usual) {
        return count > at ? std::strtoull(words[at], nullptr, 10) : usual;
    };
    World world(static_cast<std::uint32_t>(word(1, 50)), word(2, 20'971'520));
    std::vector<Cost> built, verified, plain;
    for (std::uint64_t round = 0; round < word(3, 3); ++round) {
        plain.push_back(world.plain());
        built.push_back(world.build());
        verified.push_back(world.verify());
    }
    tell("sha256sum_and_cp", plain, plain);
    tell("build", built, plain);
    tell("verify", verified, plain);
    return 0;
}
