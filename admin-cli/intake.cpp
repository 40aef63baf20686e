#include "admin-cli/intake.hpp"

#include "protocol/limits.hpp"
#include "protocol/reception.hpp"
#include "server/inspect/client.hpp"
#include "storage/files/inspected.hpp"

#include <array>
#include <fstream>

namespace chamber::admin {

namespace {

Result<void> check_is_file(const std::filesystem::path& path)
{
    std::error_code failed;
    const auto status = std::filesystem::status(path, failed);
    if (!std::filesystem::exists(status)) return fail(ErrorCode::not_found, "không có tệp này", path.string());
    if (!std::filesystem::is_regular_file(status))
        return fail(ErrorCode::not_pdf, "không phải tệp thường", path.string());
    return {};
}

Result<storage::Staged> stage(storage::Store& store, const std::filesystem::path& path, const OnProgress& progress)
{
    if (auto is_file = check_is_file(path); !is_file) return is_file.error();
    std::error_code failed;
    const auto bytes = std::filesystem::file_size(path, failed);
    std::ifstream in{path, std::ios::binary};
    if (failed || !in) return fail(ErrorCode::io_failed, "không mở được tệp", path.string());

    auto staged = store.blobs().stage(limits::document_bytes_max);
    if (!staged) return staged;
    std::array<char, 65'536> piece{};
    while (in.read(piece.data(), piece.size()) || in.gcount() > 0) {
        if (auto written = staged->write({piece.data(), static_cast<std::size_t>(in.gcount())}); !written)
            return written.error();
        progress(JobStage::receiving, staged->bytes(), bytes);
    }
    if (in.bad()) return fail(ErrorCode::io_failed, "không đọc được tệp", path.string());
    if (auto finished = staged->finish(); !finished) return finished.error();
    return staged;
}

AskUpload ask_of(const NewFile& file, std::uint64_t bytes)
{
    AskUpload ask;
    ask.session = file.session;
    ask.item = file.item;
    ask.document = file.document;
    ask.file_name = file.path.filename().string();
    ask.bytes = bytes;
    ask.reason = file.reason;
    ask.audience = file.audience;
    ask.not_secret = file.not_secret;
    return ask;
}

}  // namespace

Result<DocumentId> take_in(storage::Store& store, const storage::DataDirectory& directory, const NewFile& file,
                           const std::optional<Brought>& brought, UtcMs now, const OnProgress& progress)
{
    if (auto is_file = check_is_file(file.path); !is_file) return is_file.error();
    std::error_code failed;
    const auto bytes = std::filesystem::file_size(file.path, failed);
    const AskUpload ask = ask_of(file, bytes);
    auto held = store.check_upload(ask);
    if (!held) return held.error();

    auto staged = stage(store, file.path, progress);
    if (!staged) return staged.error();
    if (staged->bytes() == 0) return fail(ErrorCode::empty_file);
    if (auto unseen = store.check_new_bytes(held->session, staged->sha256()); !unseen) return unseen.error();

    progress(JobStage::inspecting, 0, 0);
    inspect::InspectOptions options;
    options.trust = directory.trust;
    options.now = now;
    auto inspection = inspect::inspect(staged->descriptor(), staged->bytes(), options);
    if (!inspection) return inspection.error();
    auto fields = receive(*inspection, ask, std::move(*held));
    if (!fields) return fields.error();

    progress(JobStage::storing, 0, 0);
    const auto older = file.document ? store.held_revision(*file.document) : std::nullopt;
    auto revision = storage::keep_inspected(store.blobs(), std::move(*staged), std::move(*inspection), older);
    if (!revision) return revision.error();
    revision->document = file.document;
    revision->fields = std::move(*fields);
    if (brought) {
        const auto file_name = revision->fields.file_name;
        revision->fields = brought->fields;
        revision->fields.file_name = file_name;
        revision->added_at = brought->added_at;
        if (!file.document) revision->new_id = brought->id;
    }
    revision->reason = file.reason;
    revision->by = store.local_viewer().person;
    auto added = store.add_revision(*revision);
    if (!added) return added.error();
    return added->document;
}

}  // namespace chamber::admin
