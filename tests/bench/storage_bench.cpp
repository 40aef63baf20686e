// What a durable receipt costs: `apply` in groups of 1, 10 and 100 commands with one fsync each, on the disk of the
// temporary directory; and reading a slice of the feed, cold and warm.
#include "protocol/limits.hpp"
#include "storage/files/disk.hpp"
#include "storage/store.hpp"
#include "storage/system_world.hpp"

#include <benchmark/benchmark.h>
#include <cstdlib>
#include <filesystem>

namespace chamber::storage {

namespace {

// A council with one published document and one delegate on one device.
class Council {
public:
    Council()
    {
        std::string name = (std::filesystem::temp_directory_path() / "chamber-bench-XXXXXX").string();
        root_ = ::mkdtemp(name.data());
        auto directory = DataDirectory::create(root_ / "data");
        MUST(directory.has_value());
        chamber::Council council;
        council.id = "HDND";
        Person staff;
        staff.id = PersonId("QT01");
        staff.roles = {Role::administrator, Role::secretary};
        MUST(Store::create(*directory, council, staff, {staff.id, "quantri", "h"}, clock_, entropy_).has_value());
        auto opened = Store::open(*directory, clock_, entropy_);
        MUST(opened.has_value());
        store = std::move(*opened);
        import(council);
        publish();
    }
    ~Council()
    {
        store.reset();
        std::filesystem::remove_all(root_);
    }

    Command next()
    {
        Annotation annotation = pattern;
        ++number_;
        annotation.id = AnnotationId("DB01.d1." + std::to_string(number_));
        return Command{number_, PutAnnotation{std::move(annotation), 0}};
    }

    std::unique_ptr<Store> store;
    Viewer delegate;
    Annotation pattern;

private:
    void import(const chamber::Council& council)
    {
        SessionImport imported;
        imported.council = council;
        imported.session.id = SessionId("KH");
        imported.session.state = SessionState::in_session;
        imported.sittings.resize(1);
        imported.sittings[0].id = SittingId("P1");
        imported.sittings[0].session = imported.session.id;
        imported.agenda.resize(1);
        imported.agenda[0].id = AgendaItemId("M1");
        imported.agenda[0].session = imported.session.id;
        imported.agenda[0].sitting = SittingId("P1");
        imported.people.resize(1);
        imported.people[0].id = PersonId("DB01");
        imported.people[0].roles = {Role::delegate};
        imported.council.name = imported.session.name = imported.sittings[0].name = imported.agenda[0].name =
            imported.people[0].name = "Mẫu";
        MUST(store->import_session(imported).has_value());
        auto met = store->meet_device(DeviceId("d1"), "key", DeviceKind::desktop, "bench");
        MUST(met.has_value() && store->approve_desktop(DeviceId("d1"), "bench").has_value());
        delegate = *store->sign_in(PersonId("DB01"), DeviceId("d1"));
    }
    void publish()
    {
        auto staged = store->blobs().stage(100);
        MUST(staged.has_value() && staged->write("%PDF").has_value() && staged->finish().has_value());
        NewRevision revision;
        revision.fields.session = SessionId("KH");
        revision.fields.agenda_item = AgendaItemId("M1");
        revision.fields.title = "Báo cáo";
        revision.sha256 = staged->sha256();
        revision.bytes = 4;
        revision.inspection.page_sizes.resize(200, PageSize{595, 842});
        MUST(store->blobs().keep(std::move(*staged)).has_value());
        auto added = store->add_revision(revision);
        MUST(added.has_value());
        const Command publishing{1, PublishDocuments{SessionId("KH"), {}}};
        MUST(store->apply(store->local_viewer(), "bench", {publishing})->outcomes.at(0).done);
        pattern.author = PersonId("DB01");
        pattern.document = added->document;
        pattern.revision_sha256 = revision.sha256.hex();
        pattern.strokes.resize(1);
        for (int i = 0; i < 40; ++i)
            pattern.strokes[0].points.insert(pattern.strokes[0].points.end(), {100.5 + i, 200.25 + i, 0.5});
        pattern.created_at = "2024-12-18T00:30:00Z";
    }

    SystemClock clock_;
    SystemEntropy entropy_;
    std::filesystem::path root_;
    std::int64_t number_ = 0;
};

void durable_receipts(benchmark::State& state)
{
    Council council;
    for (auto _ : state) {
        MUST(council.store->begin_group().has_value());
        for (std::int64_t i = 0; i < state.range(0); ++i) {
            auto applied = council.store->apply(council.delegate, "i1", {council.next()});
            MUST(applied.has_value() && applied->outcomes.at(0).done);
        }
        MUST(council.store->commit_group().has_value());
        council.store->tend();
    }
    state.SetItemsProcessed(state.iterations() * state.range(0));
}
BENCHMARK(durable_receipts)->Arg(1)->Arg(10)->Arg(100)->UseRealTime()->Unit(benchmark::kMillisecond);

void read_slice(benchmark::State& state)
{
    Council council;
    std::vector<Command> commands;
    for (int i = 0; i < 500; ++i) commands.push_back(council.next());
    MUST(council.store->apply(council.delegate, "i1", commands).has_value());
    for (auto _ : state) benchmark::DoNotOptimize(council.store->read_feed(0, limits::changes_per_batch_max));
    state.SetItemsProcessed(state.iterations() * 500);
}
BENCHMARK(read_slice)->Unit(benchmark::kMicrosecond);

}  // namespace

}  // namespace chamber::storage

BENCHMARK_MAIN();
