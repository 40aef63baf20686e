#include "server/inspect/trust_folder.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>

namespace chamber::inspect {
namespace {

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

void append_file(std::string& block, const std::string& bytes)
{
    for (int i = 0; i < 4; ++i)
        block += static_cast<char>(bytes.size() >> (8 * i));
    block += bytes;
}

}  // namespace

Result<std::string> read_trust_folder(const std::filesystem::path& folder)
{
    std::string block;
    std::error_code error;
    if (folder.empty() || !std::filesystem::is_directory(folder, error)) return block;
    std::vector<std::filesystem::path> files;
    for (std::filesystem::recursive_directory_iterator it(folder, error), end; !error && it != end; it.increment(error))
        if (it->is_regular_file(error) && may_hold_trust(it->path())) files.push_back(it->path());
    if (error) return fail(ErrorCode::io_failed, error.message(), folder.string());
    std::sort(files.begin(), files.end());
    for (const auto& file : files) {
        const std::uintmax_t size = std::filesystem::file_size(file, error);
        if (error || size == 0 || size > trust_file_bytes_max || block.size() + size > trust_bytes_max) continue;
        const std::string bytes = read_file(file);
        if (bytes.size() <= trust_file_bytes_max) append_file(block, bytes);
    }
    return block;
}

std::vector<std::string_view> trust_files(std::string_view block)
{
    std::vector<std::string_view> files;
    while (block.size() >= 4) {
        std::size_t length = 0;
        for (std::size_t i = 0; i < 4; ++i)
            length |= static_cast<std::size_t>(static_cast<unsigned char>(block[i])) << (8 * i);
        block.remove_prefix(4);
        if (length > block.size()) break;
        files.push_back(block.substr(0, length));
        block.remove_prefix(length);
    }
    return files;
}

}  // namespace chamber::inspect
