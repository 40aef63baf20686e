// What the store says of itself: whether it is sound, which pepper its secrets were made with, by which name it serves.
#include "storage/soundness.hpp"
#include "storage/store_body.hpp"

namespace chamber::storage {

Result<void> Store::check_database(Thoroughness thoroughness)
{
    return body_->read<void>([&]() -> Result<void> {
        const auto sound = check_soundness(*body_->database, thoroughness);
        if (!sound) return sound.error();
        return body_->journal.check();
    });
}

Result<void> Store::note_host(std::string_view host_name, std::string_view ca_fingerprint)
{
    return body_->verb<void>([&]() -> Result<void> {
        body_->note("rename_host", local_viewer().person, DeviceId(), std::string(host_name) + " " + std::string(ca_fingerprint));
        return {};
    });
}

Result<void> Store::check_pepper(std::string_view pepper_check)
{
    return body_->read<void>([&]() -> Result<void> {
        const auto known = body_->database->text("SELECT value FROM meta WHERE key = 'pepper_check'");
        if (known && *known != pepper_check)
            return fail(ErrorCode::key_missing, "không phải khóa đã dùng để băm mật khẩu và mã PIN trong cơ sở dữ liệu này", (body_->directory.keys / "pepper").string());
        return {};
    });
}

Result<void> Store::remember_pepper(std::string_view pepper_check)
{
    if (auto fits = check_pepper(pepper_check); !fits) return fits;
    const auto known = body_->read<bool>([&]() -> Result<bool> { return body_->database->text("SELECT value FROM meta WHERE key = 'pepper_check'").has_value(); });
    if (known && *known) return {};
    return body_->verb<void>([&]() -> Result<void> {
        body_->database->run("INSERT OR IGNORE INTO meta (key, value) VALUES ('pepper_check', ?1)", pepper_check);
        return {};
    });
}

}  // namespace chamber::storage
