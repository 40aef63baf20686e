#include "server/workflows/archive_build.hpp"

#include "server/workflows/archive_index.hpp"
#include "server/workflows/seal_statement.hpp"
#include "server/workflows/sheet_making.hpp"
#include "storage/records/archive_names.hpp"

namespace chamber::workflow {

Result<storage::SessionFile> ArchiveBuild::read(storage::Store& store) const
{
    return store.session_file(session_);
}

Result<storage::BuiltArchive> ArchiveBuild::build(const storage::SessionFile& file, const storage::Blobs& blobs,
                                                  const storage::DataDirectory& directory,
                                                  const Progress& progress) const
{
    const Result<storage::SealIdentity> seal = storage::seal_identity(directory);
    if (!seal) return seal.error();
    const auto told = [&progress](std::uint64_t done, std::uint64_t total) {
        progress(done, total);
        return true;
    };
    auto order = order_;
    order.print_index = print_archive_index;
    order.print_minutes = print_minutes;
    auto built = storage::build_archive(file, blobs, *seal, directory.archives, order, told);
    if (!built || built->kind == storage::ArchiveKind::draft) return built;
    const auto facts = storage::sealing_facts(file, *built, *seal);
    if (!facts) return facts.error();
    const auto statement = print_seal_statement(*built, *facts);
    if (!statement) return statement.error();
    if (auto put = storage::put_beside(*built, storage::sealing_record_suffix, *statement); !put) return put.error();
    return built;
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

Result<Archive> run(const ArchiveBuild& archive, storage::Store& store, const storage::DataDirectory& directory,
                    const ArchiveBuild::Progress& progress)
{
    const Result<storage::SessionFile> file = archive.read(store);
    if (!file) return file.error();
    const Result<storage::BuiltArchive> built = archive.build(*file, store.blobs(), directory, progress);
    if (!built) return built.error();
    return archive.record(store, *built);
}

}  // namespace chamber::workflow
