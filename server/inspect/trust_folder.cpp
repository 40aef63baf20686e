#include "server/inspect/trust_folder.hpp"

#include "server/inspect/der.hpp"

#include <algorithm>
#include <chrono>
#include <fstream>
#include <iterator>
#include <map>
#include <memory>
#include <mutex>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/x509.h>
#include <optional>
#include <sys/stat.h>
#include <utility>

namespace chamber::inspect {
namespace {

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

// What is signed in a certificate or a revocation list: SEQUENCE { SEQUENCE { … } … }. Empty when it is neither.
std::string_view signed_part(std::string_view der)
{
    const auto whole = take_element(der);
    if (!whole || whole->tag != V_ASN1_SEQUENCE) return {};
    std::string_view inside = whole->content;
    const auto body = take_element(inside);
    return body && body->tag == V_ASN1_SEQUENCE ? body->content : std::string_view();
}

// The hash of the name that this element is.
std::optional<std::uint32_t> hash_of(const std::optional<DerElement>& element)
{
    if (!element) return std::nullopt;
    const auto* at = reinterpret_cast<const unsigned char*>(element->whole.data());
    const std::unique_ptr<X509_NAME, decltype(&X509_NAME_free)> name(
        d2i_X509_NAME(nullptr, &at, static_cast<long>(element->whole.size())), X509_NAME_free);
    ERR_clear_error();
    if (!name) return std::nullopt;
    return name_hash(name.get());
}

// TBSCertificate ::= SEQUENCE { [0] version, serial, algorithm, issuer, validity, subject, … }. Nothing when it is no
// certificate.
std::optional<std::uint32_t> subject_hash(std::string_view der)
{
    std::string_view rest = signed_part(der);
    auto element = take_element(rest);
    if (element && element->tag_class == V_ASN1_CONTEXT_SPECIFIC) element = take_element(rest);
    if (!element || element->tag != V_ASN1_INTEGER) return std::nullopt;  // a revocation list has none here
    for (int i = 0; i < 4 && element; ++i) element = take_element(rest);
    return hash_of(element);
}

// TBSCertList ::= SEQUENCE { version INTEGER OPTIONAL, algorithm, issuer, … }. Nothing when it is no revocation list.
std::optional<std::uint32_t> list_issuer_hash(std::string_view der)
{
    std::string_view rest = signed_part(der);
    auto element = take_element(rest);
    if (element && element->tag == V_ASN1_INTEGER) element = take_element(rest);
    if (!element || element->tag != V_ASN1_SEQUENCE) return std::nullopt;
    return hash_of(take_element(rest));
}

void append_object(std::string& block, TrustRole role, std::string_view der)
{
    if (const auto subject = subject_hash(der))
        append_entry(block, {role, TrustKind::certificate, *subject, der});
    else if (const auto issuer = list_issuer_hash(der))
        append_entry(block, {role, TrustKind::revocation_list, *issuer, der});
}

void append_pem(std::string& block, TrustRole role, const std::string& text)
{
    const std::unique_ptr<BIO, decltype(&BIO_free)> in(BIO_new_mem_buf(text.data(), static_cast<int>(text.size())),
                                                       BIO_free);
    char* name = nullptr;
    char* header = nullptr;
    unsigned char* der = nullptr;
    long length = 0;
    while (PEM_read_bio(in.get(), &name, &header, &der, &length) == 1) {
        const std::string_view kind(name);
        if (kind == PEM_STRING_X509 || kind == PEM_STRING_X509_OLD || kind == PEM_STRING_X509_TRUSTED ||
            kind == PEM_STRING_X509_CRL)
            append_object(block, role, {reinterpret_cast<const char*>(der), static_cast<std::size_t>(length)});
        OPENSSL_free(name);
        OPENSSL_free(header);
        OPENSSL_free(der);
    }
    ERR_clear_error();
}

// The entries of one file.
std::string read_entries(const Found& file)
{
    std::string block;
    const std::string bytes = read_file(file.path);
    if (bytes.size() > trust_file_bytes_max) return block;
    append_trust_file(block, file.role, bytes);
    return block;
}

// What tells that a file is the one that was read: whoever changes it changes one of these.
struct FileState {
    ino_t inode = 0;
    off_t bytes = 0;
    std::int64_t modified_ns = 0, changed_ns = 0;
    bool operator==(const FileState&) const = default;
};

std::optional<FileState> state_of(const std::filesystem::path& path)
{
    struct stat found {};
    if (::stat(path.c_str(), &found) != 0) return std::nullopt;
    const auto ns = [](const timespec& at) { return std::int64_t{at.tv_sec} * 1'000'000'000 + at.tv_nsec; };
    return FileState{found.st_ino, found.st_size, ns(found.st_mtim), ns(found.st_ctim)};
}

// The folder read last, file by file. A file that was changed within the clock's last tick before it was read could be
// changed once more in the same tick, so it is read again until it has rested.
class LastFolder {
public:
    // Taken out, and given back when the folder is read: two readers at once each read for themselves.
    using Files = std::map<std::filesystem::path, std::pair<FileState, std::string>>;

    Files take(const std::filesystem::path& folder)
    {
        const std::lock_guard guard(mutex_);
        return folder == folder_ ? std::exchange(files_, {}) : Files();
    }
    void keep(const std::filesystem::path& folder, Files files)
    {
        const std::lock_guard guard(mutex_);
        folder_ = folder;
        files_ = std::move(files);
    }

private:
    std::mutex mutex_;
    std::filesystem::path folder_;
    Files files_;
};

LastFolder& last_folder()
{
    static LastFolder folder;
    return folder;
}

bool has_rested(const FileState& state)
{
    constexpr std::int64_t tick_ns = 2'000'000'000;  // of the coarsest file systems
    const auto now = std::chrono::system_clock::now().time_since_epoch();
    return std::chrono::duration_cast<std::chrono::nanoseconds>(now).count() - state.changed_ns > tick_ns;
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

void append_trust_file(std::string& block, TrustRole role, const std::string& bytes)
{
    if (bytes.find("-----BEGIN ") != std::string::npos)
        append_pem(block, role, bytes);
    else
        append_object(block, role, bytes);
}

Result<std::string> read_trust_folder(const std::filesystem::path& folder)
{
    std::string block;
    if (folder.empty()) return block;
    std::vector<Found> found;
    for (const auto& sub : subfolders)
        if (const std::error_code error = list_folder(folder, sub, found))
            return fail(ErrorCode::io_failed, error.message(), folder.string());
    std::sort(found.begin(), found.end(), [](const Found& left, const Found& right) { return left.name < right.name; });
    LastFolder::Files known = last_folder().take(folder), read;
    for (const auto& file : found) {
        const auto state = state_of(file.path);
        if (!state || state->bytes == 0 || static_cast<std::uint64_t>(state->bytes) > trust_file_bytes_max) continue;
        const auto before = known.find(file.path);
        const bool same = before != known.end() && before->second.first == *state;
        std::string entries = same ? std::move(before->second.second) : read_entries(file);
        if (block.size() + entries.size() > trust_bytes_max) continue;
        block += entries;
        if (has_rested(*state)) read.emplace(file.path, std::pair(*state, std::move(entries)));
    }
    last_folder().keep(folder, std::move(read));
    return block;
}

}  // namespace chamber::inspect
