#include "storage/authority.hpp"

#include "storage/certificate.hpp"
#include "storage/disk.hpp"

#include <algorithm>
#include <cctype>
#include <system_error>

namespace chamber::storage {
namespace {

constexpr std::uint64_t key_file_bytes_max = 1'048'576;
constexpr std::int64_t day_ms = 86'400'000;
constexpr std::int64_t authority_days = 3'652;
constexpr std::int64_t server_days = 397;
constexpr std::int64_t renew_below_days = 60;
// Tablets whose clock is slow must not find a certificate of the future.
constexpr std::int64_t backdated_ms = day_ms;

struct KeyPaths {
    std::filesystem::path authority_key, authority, server, seal;
};

// Key and certificate share one file where they are renewed together: a crash between two renames would pair a key with
// another one's certificate. The authority's key has its own, so that the office may keep it elsewhere between renewals.
KeyPaths paths_in(const DataDirectory& directory)
{
    return {directory.keys / "ca.key", directory.keys / "ca.pem", directory.keys / "server.pem", directory.keys / "seal.pem"};
}

std::string lower(std::string text)
{
    std::ranges::transform(text, text.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return text;
}

// A DNS name, and nothing that could say more than one inside an extension's text. Addresses are refused: tablets fail on them.
bool is_host_name(const std::string& name)
{
    const bool allowed = std::ranges::all_of(name, [](unsigned char c) { return std::isalnum(c) != 0 || c == '-' || c == '.'; });
    if (!allowed || name.empty() || name.size() > 253 || name.find("..") != std::string::npos) return false;
    if (name.front() == '.' || name.front() == '-' || name.back() == '.' || name.back() == '-') return false;
    const auto last_label = name.substr(name.rfind('.') == std::string::npos ? 0 : name.rfind('.') + 1);
    return !std::ranges::all_of(last_label, [](unsigned char c) { return std::isdigit(c) != 0; });
}

// The PEM block that starts at `label`, e.g. "CERTIFICATE"; empty when there is none.
std::string pem_block(const std::string& text, const std::string& label)
{
    const auto from = text.find("-----BEGIN " + label + "-----");
    const auto end_line = "-----END " + label + "-----\n";
    const auto to = from == std::string::npos ? from : text.find(end_line, from);
    return to == std::string::npos ? std::string() : text.substr(from, to + end_line.size() - from);
}

Result<Credential> read_credential(const std::filesystem::path& path)
{
    auto text = read_file(path, key_file_bytes_max);
    if (!text) return text.error();
    Credential credential{pem_block(*text, "CERTIFICATE"), pem_block(*text, "PRIVATE KEY")};
    if (credential.certificate_pem.empty() || credential.private_key_pem.empty()) {
        return fail(ErrorCode::certificate_failed, path.string() + " lacks a key or a certificate");
    }
    return credential;
}

Result<Credential> read_authority(const KeyPaths& paths)
{
    auto key = read_file(paths.authority_key, key_file_bytes_max);
    if (!key) return fail(ErrorCode::certificate_failed, "the authority's key is not here: " + key.error().detail);
    auto certificate = read_file(paths.authority, key_file_bytes_max);
    if (!certificate) return certificate.error();
    return Credential{std::move(*certificate), std::move(*key)};
}

Result<void> issue_server(const KeyPaths& paths, const Credential& authority, const std::string& host_name, UtcMs now)
{
    const auto authority_reading = read_certificate(authority.certificate_pem);
    if (!authority_reading) return authority_reading.error();
    CertificateOrder order;
    order.use = CertificateUse::server;
    order.common_name = host_name;
    order.host_name = host_name;
    order.not_before = std::max(UtcMs{now.value - backdated_ms}, authority_reading->not_before);
    order.not_after = std::min(UtcMs{order.not_before.value + server_days * day_ms}, authority_reading->not_after);
    auto server = issue_certificate(order, &authority);
    if (!server) return server.error();
    // An authority constrained to another name must be noticed here, not by 37 tablets that cannot say why.
    if (auto chain = check_server_chain(server->certificate_pem, authority.certificate_pem, host_name, now); !chain) {
        return fail(ErrorCode::certificate_failed, "no certificate for " + host_name + " from this authority: " + chain.error().detail);
    }
    return write_file(Disk::real(), paths.server, server->private_key_pem + server->certificate_pem);
}

Result<void> issue_all(const KeyPaths& paths, const std::string& host_name, const std::string& council_name, UtcMs now)
{
    CertificateOrder order;
    order.use = CertificateUse::authority;
    order.common_name = "Nghị Trường CA";
    order.organisation = council_name;
    order.host_name = host_name;
    order.not_before = UtcMs{now.value - backdated_ms};
    order.not_after = UtcMs{order.not_before.value + authority_days * day_ms};
    auto authority = issue_certificate(order, nullptr);
    if (!authority) return authority.error();
    if (auto written = write_file(Disk::real(), paths.authority_key, authority->private_key_pem); !written) return written.error();
    if (auto written = write_file(Disk::real(), paths.authority, authority->certificate_pem); !written) return written.error();

    order.use = CertificateUse::seal;
    order.common_name = council_name;
    auto seal = issue_certificate(order, &*authority);
    if (!seal) return seal.error();
    if (auto written = write_file(Disk::real(), paths.seal, seal->private_key_pem + seal->certificate_pem); !written) return written.error();
    return issue_server(paths, *authority, host_name, now);
}

bool still_good(const Credential& server, const std::string& host_name, UtcMs now)
{
    const auto reading = read_certificate(server.certificate_pem);
    if (!reading) return false;
    if (reading->not_after.value - now.value < renew_below_days * day_ms || reading->not_before > now) return false;
    return std::ranges::find(reading->dns_names, host_name) != reading->dns_names.end();
}

}  // namespace

Result<void> create_authority(const DataDirectory& directory, const std::string& host_name, const std::string& council_name, Clock& clock)
{
    const auto host = lower(host_name);
    if (!is_host_name(host)) return fail(ErrorCode::bad_configuration, "not a host name: " + host_name, "host");
    const auto paths = paths_in(directory);
    std::error_code ignored;
    if (std::filesystem::exists(paths.authority, ignored)) return fail(ErrorCode::already_exists, paths.authority.string());
    auto made = issue_all(paths, host, council_name, clock.utc());
    if (!made) {
        for (const auto& path : {paths.authority_key, paths.authority, paths.seal, paths.server}) std::filesystem::remove(path, ignored);
    }
    return made;
}

Result<ServerIdentity> server_identity(const DataDirectory& directory, const std::string& host_name, Clock& clock)
{
    const auto host = lower(host_name);
    if (!is_host_name(host)) return fail(ErrorCode::bad_configuration, "not a host name: " + host_name, "host");
    const auto paths = paths_in(directory);
    auto authority_pem = read_file(paths.authority, key_file_bytes_max);
    if (!authority_pem) return authority_pem.error();
    auto server = read_credential(paths.server);
    if (!server || !still_good(*server, host, clock.utc())) {
        auto authority = read_authority(paths);
        if (!authority) return authority.error();
        if (auto issued = issue_server(paths, *authority, host, clock.utc()); !issued) return issued.error();
        server = read_credential(paths.server);
    }
    if (!server) return server.error();
    const auto reading = read_certificate(server->certificate_pem);
    if (!reading) return reading.error();
    return ServerIdentity{server->certificate_pem + *authority_pem, server->private_key_pem, reading->not_after};
}

Result<SealIdentity> seal_identity(const DataDirectory& directory)
{
    const auto paths = paths_in(directory);
    auto seal = read_credential(paths.seal);
    if (!seal) return seal.error();
    auto authority_pem = read_file(paths.authority, key_file_bytes_max);
    if (!authority_pem) return authority_pem.error();
    return SealIdentity{seal->certificate_pem, seal->private_key_pem, std::move(*authority_pem)};
}

std::string ca_certificate_pem(const DataDirectory& directory)
{
    auto pem = read_file(paths_in(directory).authority, key_file_bytes_max);
    return pem ? *pem : std::string();
}

std::string ca_fingerprint(const DataDirectory& directory)
{
    const auto reading = read_certificate(ca_certificate_pem(directory));
    return reading ? reading->fingerprint : std::string();
}

}  // namespace chamber::storage
