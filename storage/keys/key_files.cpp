#include "storage/keys/key_files.hpp"

#include "protocol/wiping.hpp"
#include "storage/files/disk.hpp"

namespace chamber::storage {

namespace {

constexpr std::uint64_t key_file_bytes_max = 1'048'576;

// The PEM block that starts at `label`, e.g. "CERTIFICATE"; empty when there is none.
std::string pem_block(const std::string& text, const std::string& label)
{
    const auto from = text.find("-----BEGIN " + label + "-----");
    const auto end_line = "-----END " + label + "-----\n";
    const auto to = from == std::string::npos ? from : text.find(end_line, from);
    return to == std::string::npos ? std::string() : text.substr(from, to + end_line.size() - from);
}

Result<std::string> read_key_file(const std::filesystem::path& path)
{
    auto text = read_file(path, key_file_bytes_max);
    if (text) return text;
    if (text.error().code == ErrorCode::not_found)
        return fail(ErrorCode::key_missing, "không có tệp này", path.string());
    if (text.error().code == ErrorCode::too_large)
        return fail(ErrorCode::key_missing, "tệp hỏng: không phải khóa hay chứng thư", path.string());
    return text;
}

}  // namespace

KeyPaths::KeyPaths(const DataDirectory& directory)
    : authority_key(directory.keys / "ca.key"),
      authority(directory.keys / "ca.pem"),
      server(directory.keys / "server.pem"),
      seal(directory.keys / "seal.pem")
{
}

Result<Credential> read_credential(const std::filesystem::path& path)
{
    auto text = read_key_file(path);
    if (!text) return text.error();
    Credential credential{pem_block(*text, "CERTIFICATE"), pem_block(*text, "PRIVATE KEY")};
    wipe(*text);
    if (credential.certificate_pem.empty() || credential.private_key_pem.empty())
        return fail(ErrorCode::key_missing, "tệp hỏng: thiếu khóa hoặc chứng thư", path.string());
    if (!belong_together(credential))
        return fail(ErrorCode::key_missing, "tệp hỏng: khóa và chứng thư không đọc được hoặc không thuộc về nhau",
                    path.string());
    return credential;
}

Result<void> write_credential(const std::filesystem::path& path, const Credential& credential)
{
    std::string text = credential.private_key_pem + credential.certificate_pem;
    auto written = write_file(Disk::real(), path, text);
    wipe(text);
    return written;
}

Result<std::string> read_authority_certificate(const KeyPaths& paths)
{
    auto text = read_key_file(paths.authority);
    if (text && !read_certificate(*text))
        return fail(ErrorCode::key_missing, "tệp hỏng: không phải chứng thư", paths.authority.string());
    return text;
}

Result<Credential> read_authority(const KeyPaths& paths)
{
    auto certificate = read_authority_certificate(paths);
    if (!certificate) return certificate.error();
    auto key = read_key_file(paths.authority_key);
    if (!key) return key.error();
    Credential authority{std::move(*certificate), std::move(*key)};
    if (!belong_together(authority))
        return fail(ErrorCode::key_missing, "tệp hỏng, hoặc không phải khóa của ca.pem", paths.authority_key.string());
    return authority;
}

Result<void> write_authority(const KeyPaths& paths, const Credential& authority)
{
    // The key first: a new key beside the old certificate is noticed, a new certificate without its key could never be
    // renewed.
    if (auto written = write_file(Disk::real(), paths.authority_key, authority.private_key_pem); !written)
        return written;
    return write_file(Disk::real(), paths.authority, authority.certificate_pem);
}

}  // namespace chamber::storage
