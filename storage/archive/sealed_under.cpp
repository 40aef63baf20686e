#include "storage/archive/sealed_under.hpp"

#include "storage/archive/rules.hpp"
#include "storage/archive/session_reading.hpp"
#include "storage/keys/authority.hpp"
#include "storage/keys/seal.hpp"

namespace chamber::storage {

Result<std::string> own_root_behind(const std::filesystem::path& zip, const DataDirectory& directory)
{
    const auto opened = ZipReader::open(zip);
    if (!opened) return opened.error();
    const auto seal = read_text(*opened, seal_path);
    const auto sealed = read_text(*opened, "tagmanifest-sha256.txt");
    if (!seal || !sealed) return fail(ErrorCode::archive_unsigned, {}, zip.filename().string());
    for (auto& root : own_roots(directory))
        if (check_seal(*seal, *sealed, root)) return std::move(root);
    return fail(ErrorCode::not_found, "sealed under another root", "/part");
}

}  // namespace chamber::storage
