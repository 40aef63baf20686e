#include "admin-cli/new_file.hpp"

#include <array>
#include <fstream>

namespace chamber::admin {

namespace {

Result<void> read_into(workflow::FileIntake& intake, const std::filesystem::path& path, const OnProgress& progress)
{
    std::ifstream in{path, std::ios::binary};
    if (!in) return fail(ErrorCode::io_failed, "không mở được tệp", path.string());
    std::array<char, 65'536> piece{};
    while (in.read(piece.data(), piece.size()) || in.gcount() > 0) {
        if (auto written = intake.write({piece.data(), static_cast<std::size_t>(in.gcount())}); !written)
            return written;
        progress(JobStage::receiving, intake.bytes(), intake.ask().bytes);
    }
    if (in.bad()) return fail(ErrorCode::io_failed, "không đọc được tệp", path.string());
    return {};
}

}  // namespace

Result<AskUpload> ask_of(const NewFile& file)
{
    std::error_code failed;
    const auto status = std::filesystem::status(file.path, failed);
    if (!std::filesystem::exists(status)) return fail(ErrorCode::not_found, "không có tệp này", file.path.string());
    if (!std::filesystem::is_regular_file(status))
        return fail(ErrorCode::not_pdf, "không phải tệp thường", file.path.string());
    AskUpload ask;
    ask.session = file.session;
    ask.item = file.item;
    ask.document = file.document;
    ask.file_name = file.path.filename().string();
    ask.bytes = std::filesystem::file_size(file.path, failed);
    ask.reason = file.reason;
    ask.audience = file.audience;
    ask.not_secret = file.not_secret;
    return ask;
}

Result<DocumentId> take_in(storage::Store& store, const storage::DataDirectory& directory, const NewFile& file,
                           std::function<void(storage::NewRevision&)> known, Clock& clock, const OnProgress& progress)
{
    auto ask = ask_of(file);
    if (!ask) return ask.error();
    auto held = store.check_upload(*ask);
    if (!held) return held.error();
    auto intake = workflow::FileIntake::begin(store.blobs(), std::move(*ask), std::move(*held));
    if (!intake) return intake.error();
    if (auto read = read_into(*intake, file.path, progress); !read) return read.error();
    inspect::InspectOptions options;
    options.trust = directory.trust;
    const workflow::WhileTakingIn meanwhile{[&](JobStage stage) { progress(stage, 0, 0); }, std::move(known)};
    return workflow::take_in(std::move(*intake), store, options, clock, meanwhile);
}

}  // namespace chamber::admin
