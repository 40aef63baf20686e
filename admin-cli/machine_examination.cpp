#include "admin-cli/machine_examination.hpp"

#include "admin-cli/host_name.hpp"
#include "admin-cli/private_file.hpp"
#include "protocol/sentence.hpp"
#include "storage/database/sqlite_version.hpp"
#include "storage/keys/authority.hpp"
#include "storage/keys/certificate.hpp"
#include "storage/keys/secret_hasher.hpp"
#include "storage/soundness.hpp"
#include "storage/system_world.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace chamber::admin {

namespace {

constexpr std::int64_t day_ms = 86'400'000;
constexpr std::int64_t certificate_warning_days = 60;
constexpr std::size_t paths_shown_max = 5;

Finding failed_with(Finding finding, const Error& error)
{
    finding.fitness = Fitness::failed;
    finding.sentence = sentence_of(error);
    return finding;
}

}  // namespace

std::string sentence_of(const Error& error)
{
    return sentence_with_detail(Reader::terminal, error);
}

Finding database_finding(const storage::DataDirectory& directory, const Result<Health>& health)
{
    Finding finding{"database", "cơ sở dữ liệu, nhật ký", Fitness::sound, {}};
    if (!health) return failed_with(std::move(finding), health.error());
    std::string head = health->journal_head;
    if (health->held_by == HeldBy::server) {
        auto sound = storage::check_soundness(directory, storage::Thoroughness::whole);
        if (!sound) return failed_with(std::move(finding), sound.error());
        head = sound->journal_head;
    }
    finding.sentence = "Cơ sở dữ liệu lành; chuỗi nhật ký liền, đầu chuỗi " + head.substr(0, 16) + "….";
    return finding;
}

Finding sqlite_finding()
{
    Finding finding{"sqlite", "SQLite", Fitness::sound, "Phiên bản " + storage::sqlite_version() + "."};
    finding.sentence +=
        storage::wal_reset_fault() == storage::WalResetFault::present
            ? " Bản này có lỗi “WAL-reset” (3.7.0 đến 3.51.2); Nghị Trường không gặp được lỗi đó, vì chỉ chuyển nhật ký ghi trước vào cơ sở dữ liệu khi "
              "nhật ký đó chắc chắn chưa chuyển hết. Đừng mở chamber.db bằng chương trình khác khi máy chủ đang chạy."
            : " Bản này không có lỗi “WAL-reset”.";
    return finding;
}

Finding certificate_finding(const storage::DataDirectory& directory)
{
    Finding finding{"certificate", "chứng thư máy chủ", Fitness::failed, {}};
    auto text = read_whole_file(directory.keys / "server.pem", 1'000'000);
    if (!text)
        return failed_with(std::move(finding), fail(ErrorCode::key_missing, text.error().detail, text.error().where));
    auto reading = storage::read_certificate(*text);
    if (!reading)
        return failed_with(std::move(finding), fail(ErrorCode::key_missing, "tệp hỏng: không có chứng thư",
                                                    (directory.keys / "server.pem").string()));
    auto host = read_host_name(directory);
    if (!host) return failed_with(std::move(finding), host.error());
    std::ranges::transform(*host, host->begin(),
                           [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    if (std::ranges::find(reading->dns_names, *host) == reading->dns_names.end()) {
        finding.sentence =
            fmt::format("{} Chứng thư cho {}, chamber.toml ghi {}. Hãy chạy: chamber-admin host rename {}",
                        error_sentence(ErrorCode::certificate_other_host), reading->common_name, *host, *host);
        return finding;
    }
    storage::SystemClock clock;
    const auto days = (reading->not_after.value - clock.utc().value) / day_ms;
    if (days < 0) {
        finding.sentence = "Chứng thư đã hết hạn. Hãy khởi động lại máy chủ để cấp chứng thư mới.";
        return finding;
    }
    finding.fitness = days < certificate_warning_days ? Fitness::warning : Fitness::sound;
    finding.sentence = fmt::format("Còn {} ngày, cho {}.", days, *host);
    if (days < certificate_warning_days) finding.sentence += " Máy chủ tự gia hạn khi khởi động.";
    return finding;
}

Finding keys_finding(const storage::DataDirectory& directory)
{
    Finding finding{"keys", "tệp khóa", Fitness::sound, {}};
    auto hasher = storage::SecretHasher::open(directory);
    if (!hasher) return failed_with(std::move(finding), hasher.error());
    // What the database says of the pepper; that it cannot be read is the database's finding.
    const auto known = storage::known_pepper_check(directory);
    if (known && *known && **known != hasher->pepper_check())
        return failed_with(std::move(finding),
                           fail(ErrorCode::key_missing, "không phải khóa đã dùng để băm mật khẩu và mã PIN",
                                (directory.keys / "pepper").string()));
    if (auto faults = storage::key_faults(directory); !faults.empty())
        return failed_with(std::move(finding), faults.front());
    if (std::error_code failed; !std::filesystem::exists(directory.keys / "ca.key", failed)) {
        finding.fitness = Fitness::warning;
        finding.sentence =
            "Khóa của chứng thư gốc (keys/ca.key) không ở đây. Nếu cất nơi khác, hãy đưa lại khi chứng thư máy chủ đến hạn; nếu mất, hãy phục hồi từ "
            "bản sao lưu (chamber-admin backup restore).";
        return finding;
    }
    finding.sentence = "Đủ, nguyên vẹn, thuộc về nhau.";
    return finding;
}

Finding access_finding(const storage::DataDirectory& directory)
{
    Finding finding{"access", "quyền đọc", Fitness::sound, "Chỉ chủ sở hữu vào được thư mục và đọc được tệp."};
    if (auto closed = directory.check_private(); !closed) return failed_with(std::move(finding), closed.error());
    const auto open = directory.others_read(paths_shown_max + 1);
    if (open.empty()) return finding;
    finding.fitness = Fitness::warning;
    finding.sentence =
        "Thư mục đã đóng, nhưng các mục này mở cho tài khoản khác (nguy hiểm khi sao chép đi nơi khác). Hãy chạy: chmod -R go=";
    for (std::size_t shown = 0; shown < std::min(open.size(), paths_shown_max); ++shown)
        finding.sentence += " " + open[shown].string();
    if (open.size() > paths_shown_max) finding.sentence += " …";
    return finding;
}

}  // namespace chamber::admin
