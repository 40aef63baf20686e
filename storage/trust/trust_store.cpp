#include "storage/trust/trust_store.hpp"

#include "protocol/limits.hpp"
#include "storage/files/disk.hpp"
#include "storage/text/ascii_name.hpp"

#include <algorithm>
#include <tuple>

namespace chamber::storage {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t slug_chars_max = 60;
constexpr std::size_t prefix_digits_min = 4;

// What the inspector reads too (server/inspect/trust_folder).
bool may_hold_trust(const fs::path& file)
{
    static constexpr std::string_view known[] = {".cer", ".crt", ".pem", ".der", ".crl"};
    return std::ranges::find(known, file.extension().string()) != std::end(known);
}

const char* folder_of(TrustRole role)
{
    switch (role) {
    case TrustRole::all: return "";
    case TrustRole::signing: return "signing";
    case TrustRole::timestamp: return "timestamp";
    }
    return "";
}

// Sorted; none where there is no such folder.
Result<std::vector<fs::path>> files_in(const fs::path& folder)
{
    std::vector<fs::path> files;
    std::error_code failed;
    if (!fs::is_directory(folder, failed)) return files;
    for (fs::directory_iterator at(folder, failed), end; !failed && at != end; at.increment(failed))
        if (at->is_regular_file(failed) && may_hold_trust(at->path())) files.push_back(at->path());
    if (failed) return fail(ErrorCode::io_failed, failed.message(), folder.string());
    std::ranges::sort(files);
    return files;
}

std::string file_name(const std::string& name, const Sha256& fingerprint, const char* ending)
{
    return lower_ascii(ascii_name(name, slug_chars_max)) + "-" + fingerprint.hex().substr(0, 16) + ending;
}

bool fits(const TrustContents& contents, std::uint64_t bytes)
{
    return bytes <= limits::trust_file_bytes_max && contents.bytes + bytes <= limits::trust_store_bytes_max;
}

void take_file(const fs::path& path, TrustRole role, TrustContents& into)
{
    auto bytes = read_file(path, limits::trust_file_bytes_max);
    if (!bytes) {
        const bool large = bytes.error().code == ErrorCode::too_large;
        into.unread.push_back({path, large ? fail(ErrorCode::trust_too_large) : bytes.error()});
        return;
    }
    into.bytes += bytes->size();
    auto file = parse_trust_file(*bytes);
    if (!file) {
        into.unread.push_back({path, file.error()});
        return;
    }
    for (TrustCertificate& certificate : file->certificates)
        into.certificates.push_back({std::move(certificate), role, path});
    for (RevocationList& list : file->lists) into.lists.push_back({std::move(list), path});
}

std::string lower_digits(std::string_view typed)
{
    std::string digits;
    for (const char c : typed) {
        if (c == ' ' || c == ':') continue;
        digits += c >= 'A' && c <= 'F' ? static_cast<char>(c - 'A' + 'a') : c;
    }
    return digits;
}

}  // namespace

TrustStore::TrustStore(fs::path folder) : TrustStore(std::move(folder), Disk::real()) {}

TrustStore::TrustStore(fs::path folder, Disk& disk) : folder_(std::move(folder)), disk_(&disk) {}

Result<TrustContents> TrustStore::read() const
{
    TrustContents contents;
    for (const TrustRole role : {TrustRole::all, TrustRole::signing, TrustRole::timestamp}) {
        const auto files = files_in(folder_ / folder_of(role));
        if (!files) return files.error();
        for (const fs::path& file : *files) take_file(file, role, contents);
    }
    std::ranges::sort(contents.certificates, {}, [](const TrustedCertificate& each) {
        return std::tuple(each.role, each.certificate.name, each.certificate.sha256);
    });
    std::ranges::sort(contents.lists, {},
                      [](const KeptList& each) { return std::tuple(each.list.name, each.list.sha256); });
    return contents;
}

Result<void> TrustStore::check_new(const TrustCertificate& certificate, TrustRole role, const TrustContents& contents,
                                   UtcMs now)
{
    // A time-stamp service is no authority; its certificate helps where tokens come without it, and only there.
    const bool service = certificate.kind == AuthorityKind::timestamp_service && role == TrustRole::timestamp;
    const bool authority = certificate.kind == AuthorityKind::root || certificate.kind == AuthorityKind::intermediate;
    if (!authority && !service) return fail(ErrorCode::trust_not_authority, certificate.subject, certificate.name);
    if (certificate.not_after < now)
        return fail(ErrorCode::trust_expired, "hết hạn " + format_vietnam(certificate.not_after), certificate.name);
    for (const TrustedCertificate& there : contents.certificates)
        if (there.certificate.sha256 == certificate.sha256 && (there.role == role || there.role == TrustRole::all))
            return fail(ErrorCode::trust_duplicate, there.file.filename().string(), certificate.name);
    if (!fits(contents, pem_of(certificate).size())) return fail(ErrorCode::trust_too_large, {}, certificate.name);
    return {};
}

Result<void> TrustStore::place(const fs::path& file, std::string_view bytes)
{
    std::error_code failed;
    for (const fs::path& folder : {folder_, file.parent_path()}) {
        if (fs::is_directory(folder, failed)) continue;
        if (auto made = disk_->make_directory(folder); !made) return made;
        if (auto synced = disk_->sync_directory(folder.parent_path()); !synced) return synced;
    }
    return write_file(*disk_, file, bytes);
}

Result<fs::path> TrustStore::add(const TrustCertificate& certificate, TrustRole role)
{
    const fs::path file = folder_ / folder_of(role) / file_name(certificate.name, certificate.sha256, ".pem");
    if (auto placed = place(file, pem_of(certificate)); !placed) return placed.error();
    return file;
}

Result<void> TrustStore::check_list(const RevocationList& list, const TrustContents& contents)
{
    std::vector<TrustCertificate> authorities;
    for (const TrustedCertificate& each : contents.certificates) authorities.push_back(each.certificate);
    if (auto issued = check_issuer(list, authorities); !issued) return issued;
    for (const KeptList& there : contents.lists) {
        if (there.list.sha256 == list.sha256)
            return fail(ErrorCode::trust_duplicate, there.file.filename().string(), list.name);
        if (same_issuer(there.list, list) && there.list.this_update >= list.this_update)
            return fail(ErrorCode::list_older,
                        "trong kho: phát hành " + format_vietnam(there.list.this_update) +
                            "; tệp này: " + format_vietnam(list.this_update),
                        list.name);
    }
    if (!fits(contents, list.der.size())) return fail(ErrorCode::trust_too_large, {}, list.name);
    return {};
}

Result<fs::path> TrustStore::add(const RevocationList& list)
{
    const fs::path file = folder_ / file_name(list.name, list.sha256, ".crl");
    if (auto placed = place(file, list.der); !placed) return placed.error();
    return file;
}

Result<void> TrustStore::remove_older(const RevocationList& list, const TrustContents& contents)
{
    for (const KeptList& there : contents.lists)
        if (same_issuer(there.list, list))
            if (auto removed = remove(there); !removed) return removed;
    return {};
}

Result<fs::path> TrustStore::import_list(const RevocationList& list, const TrustContents& contents)
{
    auto file = add(list);
    // The newer one stands first: a crash between leaves both, and both say the truth.
    if (file)
        if (auto removed = remove_older(list, contents); !removed) return removed.error();
    return file;
}

Result<TrustFound> TrustStore::find(const TrustContents& contents, std::string_view typed)
{
    const std::string digits = lower_digits(typed);
    const bool is_prefix =
        digits.size() >= prefix_digits_min && digits.find_first_not_of("0123456789abcdef") == std::string::npos;
    const auto means = [&](const auto& item) {
        return item.name == typed || (is_prefix && item.sha256.hex().starts_with(digits));
    };
    TrustFound found;
    std::vector<Sha256> different;
    for (const TrustedCertificate& each : contents.certificates)
        if (means(each.certificate)) found.certificates.push_back(each), different.push_back(each.certificate.sha256);
    // A list carries its issuer's name: the name means the certificate where there is one.
    for (const KeptList& each : contents.lists)
        if (means(each.list) && (each.list.name != typed || found.certificates.empty()))
            found.lists.push_back(each), different.push_back(each.list.sha256);
    if (different.empty()) return fail(ErrorCode::trust_unknown, {}, std::string(typed));
    if (std::ranges::any_of(different, [&](const Sha256& each) { return each != different.front(); })) {
        std::string all;
        for (const Sha256& each : different) all += (all.empty() ? "" : ", ") + each.hex().substr(0, 16);
        return fail(ErrorCode::trust_ambiguous, all, std::string(typed));
    }
    return found;
}

Result<void> TrustStore::remove(const TrustedCertificate& certificate)
{
    return take_out(certificate.file, certificate.certificate.sha256);
}

Result<void> TrustStore::remove(const KeptList& list)
{
    return take_out(list.file, list.list.sha256);
}

Result<void> TrustStore::take_out(const fs::path& path, const Sha256& sha256)
{
    auto bytes = read_file(path, limits::trust_file_bytes_max);
    if (!bytes) return bytes.error();
    const auto file = parse_trust_file(*bytes);
    if (!file) return file.error();
    std::string rest;
    for (const TrustCertificate& each : file->certificates)
        if (each.sha256 != sha256) rest += pem_of(each);
    for (const RevocationList& each : file->lists)
        if (each.sha256 != sha256) rest += pem_of(each);
    if (!rest.empty()) return write_file(*disk_, path, rest);
    if (auto removed = disk_->remove(path); !removed) return removed;
    return disk_->sync_directory(path.parent_path());
}

}  // namespace chamber::storage
