#include "server/inspect/trust_folder.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>

namespace chamber::inspect {
namespace {

constexpr std::size_t head_bytes = 5;

struct Subfolder {
    const char* name;
    TrustRole role;
};
constexpr Subfolder subfolders[] = {
    {"", TrustRole::everything}, {"signing", TrustRole::signing}, {"timestamp", TrustRole::timestamp}};

struct Found {
    std::string name;  // within the trust folder
    std::filesystem::path path;
    TrustRole role;
};

bool may_hold_trust(const std::filesystem::path& file)
{
    static constexpr std::string_view known[] = {".cer", ".crt", ".pem", ".der", ".crl"};
    return std::find(std::begin(known), std::end(known), file.extension().string()) != std::end(known);
}

std::string read_file(const std::filesystem::path& file)
{
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

void append_file(std::string& block, TrustRole role, const std::string& bytes)
{
    block += static_cast<char>(role);
    for (int i = 0; i < 4; ++i) block += static_cast<char>(bytes.size() >> (8 * i));
    block += bytes;
}

std::error_code list_folder(const std::filesystem::path& folder, const Subfolder& sub, std::vector<Found>& found)
{
    std::error_code error;
    const std::filesystem::path where = *sub.name == '\0' ? folder : folder / sub.name;
    if (!std::filesystem::is_directory(where, error)) return {};
    for (std::filesystem::directory_iterator it(where, error), end; !error && it != end; it.increment(error)) {
        const auto& path = it->path();
        std::error_code gone;  // a file that went away meanwhile is no file
        if (it->is_regular_file(gone) && may_hold_trust(path))
            found.push_back({(std::filesystem::path(sub.name) / path.filename()).string(), path, sub.role});
    }
    return error;
}

}  // namespace

Result<std::string> read_trust_folder(const std::filesystem::path& folder)
{
    std::string block;
    if (folder.empty()) return block;
    std::vector<Found> found;
    for (const auto& sub : subfolders)
        if (const std::error_code error = list_folder(folder, sub, found))
            return fail(ErrorCode::io_failed, error.message(), folder.string());
    std::sort(found.begin(), found.end(), [](const Found& left, const Found& right) { return left.name < right.name; });
    for (const auto& file : found) {
        std::error_code error;
        const std::uintmax_t size = std::filesystem::file_size(file.path, error);
        if (error || size == 0 || size > trust_file_bytes_max || block.size() + size > trust_bytes_max) continue;
        const std::string bytes = read_file(file.path);
        if (bytes.size() <= trust_file_bytes_max) append_file(block, file.role, bytes);
    }
    return block;
}

std::vector<TrustFile> trust_files(std::string_view block)
{
    std::vector<TrustFile> files;
    while (block.size() >= head_bytes) {
        const auto role = static_cast<unsigned char>(block[0]);
        std::size_t length = 0;
        for (std::size_t i = 0; i < 4; ++i)
            length |= static_cast<std::size_t>(static_cast<unsigned char>(block[1 + i])) << (8 * i);
        block.remove_prefix(head_bytes);
        if (length > block.size() || role > static_cast<unsigned char>(TrustRole::timestamp)) break;
        files.push_back({static_cast<TrustRole>(role), block.substr(0, length)});
        block.remove_prefix(length);
    }
    return files;
}

}  // namespace chamber::inspect
