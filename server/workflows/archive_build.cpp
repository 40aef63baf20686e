#include "server/workflows/archive_build.hpp"

#include "server/workflows/archive_index.hpp"
#include "server/workflows/seal_statement.hpp"
#include "server/workflows/sheet_making.hpp"
#include "storage/archive/placing.hpp"

#include <set>

namespace chamber::workflow {

bool BuildFate::give_up()
{
    auto open = Fate::open;
    return now_.compare_exchange_strong(open, Fate::given_up);
}

bool BuildFate::settle()
{
    auto open = Fate::open;
    return now_.compare_exchange_strong(open, Fate::settled);
}

Result<storage::SessionFile> ArchiveBuild::read(storage::Store& store) const
{
    auto file = store.session_file(session_);
    if (!file) return file;
    if (order_.kind == storage::ArchiveKind::sealed && !may_be_sealed(file->session.state))
        return fail(ErrorCode::not_sealable, "the session is not being filed", session_.value);
    Archive begun;
    begun.session = session_;
    begun.draft = order_.kind == storage::ArchiveKind::draft;
    begun.built_by = by_;
    if (auto noted = store.begin_archive(begun); !noted) return noted.error();
    return file;
}

Result<storage::BuiltArchive> ArchiveBuild::build(const storage::SessionFile& file, const storage::Blobs& blobs,
                                                  const storage::DataDirectory& directory, const Progress& progress,
                                                  BuildFate& fate) const
{
    const Result<storage::SealIdentity> seal = storage::seal_identity(directory);
    if (!seal) return seal.error();
    storage::BuildWatch watch;
    watch.goes_on = [&](storage::BuildStage stage, std::uint64_t done, std::uint64_t total) {
        progress(stage, done, total);
        return !fate.is_given_up();
    };
    watch.may_be_named = [&fate] { return fate.settle(); };
    auto order = order_;
    order.print_index = print_archive_index;
    order.print_minutes = print_minutes;
    order.print_record = print_seal_statement;
    return storage::build_archive(file, blobs, *seal, directory.archives, order, watch);
}

Result<Archive> ArchiveBuild::record(storage::Store& store, const storage::BuiltArchive& built) const
{
    Archive archive;
    archive.session = session_;
    archive.draft = built.kind == storage::ArchiveKind::draft;
    archive.state = archive.draft ? ArchiveState::building : ArchiveState::sealed;
    archive.file_name = built.file_name;
    archive.sha256 = built.sha256.hex();
    archive.bytes = built.bytes;
    archive.built_at = built.made_at;
    archive.built_by = by_;
    return store.record_archive(archive);
}

void confirm(const storage::BuiltArchive& built, const Result<Archive>& recorded)
{
    if (recorded)
        storage::confirm_placed(built);
    else
        storage::take_back_placed(built);
}

Result<Archive> run(const ArchiveBuild& archive, storage::Store& store, const storage::DataDirectory& directory,
                    const ArchiveBuild::Progress& progress, BuildFate& fate)
{
    const Result<storage::SessionFile> file = archive.read(store);
    if (!file) return file.error();
    const Result<storage::BuiltArchive> built = archive.build(*file, store.blobs(), directory, progress, fate);
    Result<Archive> recorded = built ? archive.record(store, *built) : built.error();
    if (built) confirm(*built, recorded);
    // A disk that is full refuses this too: then the next start tells it once more.
    if (!recorded) static_cast<void>(store.end_archive().has_value());
    return recorded;
}

Result<void> clean_up_archives(storage::Store& store, const storage::DataDirectory& directory)
{
    const auto all = store.entities(Archive::type);
    if (!all) return all.error();
    std::set<std::string> recorded;
    for (const Entity& entity : *all)
        if (const auto* archive = std::get_if<Archive>(&entity)) recorded.insert(archive->file_name);
    storage::remove_unfinished_archives(directory.archives,
                                        [&](const std::string& name) { return recorded.contains(name); });
    if (const auto noted = store.note_interrupted_archive(); !noted) return noted.error();
    return {};
}

}  // namespace chamber::workflow
