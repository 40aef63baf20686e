#include "storage/keys/authority.hpp"

#include "storage/files/disk.hpp"
#include "storage/keys/certificate.hpp"
#include "storage/keys/key_files.hpp"

#include <algorithm>
#include <cctype>
#include <system_error>

namespace chamber::storage {
namespace {

constexpr std::int64_t day_ms = 86'400'000;
constexpr std::int64_t authority_days = 3'652;
constexpr std::int64_t server_days = 397;
constexpr std::int64_t renew_below_days = 60;
// Tablets whose clock is slow must not find a certificate of the future.
constexpr std::int64_t backdated_ms = day_ms;

// What a council signs and serves with.
struct Credentials {
    Credential authority, seal, server;
};

std::string lower(std::string text)
{
    std::ranges::transform(text, text.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return text;
}

// A DNS name, and nothing that could say more than one inside an extension's text. Addresses are refused: tablets fail
// on them.
bool is_host_name(const std::string& name)
{
    const bool allowed =
        std::ranges::all_of(name, [](unsigned char c) { return std::isalnum(c) != 0 || c == '-' || c == '.'; });
    if (!allowed || name.empty() || name.size() > 253 || name.find("..") != std::string::npos) return false;
    if (name.front() == '.' || name.front() == '-' || name.back() == '.' || name.back() == '-') return false;
    const auto last_label = name.substr(name.rfind('.') == std::string::npos ? 0 : name.rfind('.') + 1);
    return !std::ranges::all_of(last_label, [](unsigned char c) { return std::isdigit(c) != 0; });
}

Result<std::string> host_name_of(const std::string& typed)
{
    auto host = lower(typed);
    if (!is_host_name(host))
        return fail(ErrorCode::bad_configuration, "không phải tên máy trong mạng: " + typed, "host_name");
    return host;
}

Result<Credential> issue_server(const Credential& authority, const std::string& host_name, UtcMs now)
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
    if (!server) return server;
    // An authority constrained to another name must be noticed here, not by 37 tablets that cannot say why.
    if (auto chain = check_server_chain(server->certificate_pem, authority.certificate_pem, host_name, now); !chain) {
        return fail(ErrorCode::certificate_failed,
                    "chứng thư gốc này không cấp được cho " + host_name + ": " + chain.error().detail);
    }
    return server;
}

Result<Credential> issue_seal(const Credential& authority, const std::string& council_name)
{
    const auto reading = read_certificate(authority.certificate_pem);
    if (!reading) return reading.error();
    CertificateOrder order;
    order.use = CertificateUse::seal;
    order.common_name = council_name;
    order.organisation = council_name;
    order.not_before = reading->not_before;
    order.not_after = reading->not_after;
    return issue_certificate(order, &authority);
}

Result<Credentials> issue_all(const std::string& host_name, const std::string& council_name, UtcMs now)
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
    auto seal = issue_seal(*authority, council_name);
    if (!seal) return seal.error();
    auto server = issue_server(*authority, host_name, now);
    if (!server) return server.error();
    return Credentials{std::move(*authority), std::move(*seal), std::move(*server)};
}

Result<void> write_all(const KeyPaths& paths, const Credentials& credentials)
{
    if (auto written = write_authority(paths, credentials.authority); !written) return written;
    if (auto written = write_credential(paths.seal, credentials.seal); !written) return written;
    return write_credential(paths.server, credentials.server);
}

bool covers(const CertificateReading& reading, const std::string& host_name)
{
    return std::ranges::find(reading.dns_names, host_name) != reading.dns_names.end();
}

// Whether an authority lives long enough for a leaf that is worth issuing.
bool lasts(const std::string& authority_pem, UtcMs now)
{
    const auto reading = read_certificate(authority_pem);
    return reading && reading->not_after.value - now.value >= renew_below_days * day_ms;
}

// Under the same root: a new leaf, and a seal when the one that is there is another root's.
Result<void> renew_under(const Credential& authority, const Credential& server, const KeyPaths& paths,
                         const std::string& council_name)
{
    const auto seal = read_credential(paths.seal);
    if (!seal || !issued_by(seal->certificate_pem, authority.certificate_pem)) {
        auto issued = issue_seal(authority, council_name);
        if (!issued) return issued.error();
        if (auto written = write_credential(paths.seal, *issued); !written) return written;
    }
    return write_credential(paths.server, server);
}

// The root of archives that were sealed before: to verify them, and never trusted by anything here.
Result<void> keep_former_root(const DataDirectory& directory, const KeyPaths& paths)
{
    auto former = read_authority_certificate(paths);
    if (!former) return {};
    auto fingerprint = read_certificate(*former)->fingerprint;
    std::erase(fingerprint, ':');
    return write_file(Disk::real(), directory.keys / ("ca-" + lower(fingerprint.substr(0, 16)) + ".pem"), *former);
}

}  // namespace

Result<void> create_authority(const DataDirectory& directory, const std::string& host_name,
                              const std::string& council_name, Clock& clock)
{
    auto host = host_name_of(host_name);
    if (!host) return host.error();
    const KeyPaths paths(directory);
    std::error_code ignored;
    if (std::filesystem::exists(paths.authority, ignored))
        return fail(ErrorCode::already_exists, paths.authority.string());
    auto issued = issue_all(*host, council_name, clock.utc());
    if (!issued) return issued.error();
    auto made = write_all(paths, *issued);
    if (!made) {
        for (const auto& path : {paths.authority_key, paths.authority, paths.seal, paths.server})
            std::filesystem::remove(path, ignored);
    }
    return made;
}

Result<ServerIdentity> server_identity(const DataDirectory& directory, const std::string& host_name, Clock& clock)
{
    auto host = host_name_of(host_name);
    if (!host) return host.error();
    const KeyPaths paths(directory);
    auto authority_pem = read_authority_certificate(paths);
    if (!authority_pem) return authority_pem.error();
    auto server = read_credential(paths.server);
    if (!server) return server.error();
    auto reading = read_certificate(server->certificate_pem);
    if (!reading) return reading.error();
    const auto now = clock.utc();
    if (!covers(*reading, *host)) {
        return fail(ErrorCode::certificate_other_host,
                    "chứng thư cho " + reading->common_name + ", chamber.toml ghi " + *host +
                        "; chạy: chamber-admin host rename " + *host,
                    "host_name");
    }
    if (reading->not_after.value - now.value < renew_below_days * day_ms || reading->not_before > now) {
        auto authority = read_authority(paths);
        if (!authority) return authority.error();
        server = issue_server(*authority, *host, now);
        if (!server) return server.error();
        if (auto written = write_credential(paths.server, *server); !written) return written.error();
        reading = read_certificate(server->certificate_pem);
        if (!reading) return reading.error();
    } else if (auto chain = check_server_chain(server->certificate_pem, *authority_pem, *host, now); !chain) {
        return fail(ErrorCode::key_missing, "chứng thư này không do ca.pem cấp: " + chain.error().detail,
                    paths.server.string());
    }
    return ServerIdentity{server->certificate_pem + *authority_pem, server->private_key_pem, reading->not_after};
}

Result<SealIdentity> seal_identity(const DataDirectory& directory)
{
    const KeyPaths paths(directory);
    auto seal = read_credential(paths.seal);
    if (!seal) return seal.error();
    auto authority_pem = read_authority_certificate(paths);
    if (!authority_pem) return authority_pem.error();
    if (!issued_by(seal->certificate_pem, *authority_pem))
        return fail(ErrorCode::key_missing, "dấu niêm phong này không do ca.pem cấp", paths.seal.string());
    return SealIdentity{seal->certificate_pem, seal->private_key_pem, std::move(*authority_pem)};
}

Result<RenamedHost> rename_host(const DataDirectory& directory, const std::string& host_name,
                                const std::string& council_name, Root root, Clock& clock)
{
    auto host = host_name_of(host_name);
    if (!host) return host.error();
    const KeyPaths paths(directory);
    const auto now = clock.utc();
    if (root == Root::kept_if_it_can) {
        auto authority = read_authority(paths);
        if (!authority) return authority.error();
        auto server = lasts(authority->certificate_pem, now) ? issue_server(*authority, *host, now)
                                                             : Result<Credential>(fail(ErrorCode::certificate_failed));
        if (server) {
            if (auto renewed = renew_under(*authority, *server, paths, council_name); !renewed) return renewed.error();
            return RenamedHost{*host, Root::kept_if_it_can, ca_fingerprint(directory)};
        }
        if (server.error().code != ErrorCode::certificate_failed) return server.error();
    }
    auto issued = issue_all(*host, council_name, now);
    if (!issued) return issued.error();
    if (auto kept = keep_former_root(directory, paths); !kept) return kept.error();
    if (auto written = write_all(paths, *issued); !written) return written.error();
    return RenamedHost{*host, Root::made_anew, ca_fingerprint(directory)};
}

std::vector<Error> key_faults(const DataDirectory& directory)
{
    const KeyPaths paths(directory);
    std::vector<Error> faults;
    auto authority_pem = read_authority_certificate(paths);
    if (!authority_pem) faults.push_back(authority_pem.error());
    for (const auto& path : {paths.server, paths.seal}) {
        auto credential = read_credential(path);
        if (!credential)
            faults.push_back(credential.error());
        else if (authority_pem && !issued_by(credential->certificate_pem, *authority_pem))
            faults.push_back(fail(ErrorCode::key_missing, "chứng thư trong tệp không do ca.pem cấp", path.string()));
    }
    // The office may keep the authority's key elsewhere; what lies here must be it.
    std::error_code failed;
    if (authority_pem && std::filesystem::exists(paths.authority_key, failed))
        if (auto authority = read_authority(paths); !authority) faults.push_back(authority.error());
    return faults;
}

std::string ca_certificate_pem(const DataDirectory& directory)
{
    auto pem = read_authority_certificate(KeyPaths(directory));
    return pem ? *pem : std::string();
}

std::vector<std::string> own_roots(const DataDirectory& directory)
{
    constexpr std::uint64_t root_bytes_max = 1'000'000;
    std::vector<std::string> roots;
    if (auto present = ca_certificate_pem(directory); !present.empty()) roots.push_back(std::move(present));
    std::error_code ignored;
    for (const auto& entry : std::filesystem::directory_iterator(directory.keys, ignored)) {
        const auto name = entry.path().filename().string();
        if (!name.starts_with("ca-") || !name.ends_with(".pem")) continue;
        if (auto former = read_file(entry.path(), root_bytes_max)) roots.push_back(std::move(*former));
    }
    return roots;
}

std::string ca_fingerprint(const DataDirectory& directory)
{
    const auto reading = read_certificate(ca_certificate_pem(directory));
    return reading ? reading->fingerprint : std::string();
}

}  // namespace chamber::storage
