#include "admin-cli/trust_listing.hpp"

#include "admin-cli/words.hpp"

#include <fmt/format.h>

namespace chamber::admin {

namespace {

std::string when(UtcMs time)
{
    return time.value == 0 ? std::string("không ghi") : format_vietnam(time);
}

std::optional<std::string> wire_time(UtcMs time)
{
    if (time.value == 0) return std::nullopt;
    return format_utc(time);
}

}  // namespace

std::string_view label(storage::AuthorityKind kind)
{
    switch (kind) {
    case storage::AuthorityKind::root: return "gốc";
    case storage::AuthorityKind::intermediate: return "trung gian";
    case storage::AuthorityKind::timestamp_service: return "dịch vụ dấu thời gian";
    case storage::AuthorityKind::user: return "người dùng";
    }
    return "";
}

std::string_view label(storage::TrustRole role)
{
    switch (role) {
    case storage::TrustRole::all: return "mọi việc";
    case storage::TrustRole::signing: return "chỉ chữ ký";
    case storage::TrustRole::timestamp: return "chỉ dấu thời gian";
    }
    return "";
}

void show(Terminal& terminal, const storage::TrustCertificate& certificate)
{
    terminal.note(fmt::format("{}", certificate.name));
    terminal.note("  chủ thể:      " + certificate.subject);
    terminal.note("  cơ quan cấp:  " + certificate.issuer);
    terminal.note(fmt::format("  loại:         {}", label(certificate.kind)));
    terminal.note(fmt::format("  hiệu lực:     {} – {}", format_vietnam(certificate.not_before),
                              format_vietnam(certificate.not_after)));
    terminal.note(fmt::format("  khóa:         {}, {}", certificate.key, certificate.digest));
    terminal.note("  dấu vân tay SHA-256:\n    " + storage::grouped(certificate.sha256));
    for (const auto& weakness : certificate.weaknesses) terminal.note("  LƯU Ý: " + weakness);
}

void show(Terminal& terminal, const storage::RevocationList& list)
{
    terminal.note("Danh sách thu hồi của " + list.name);
    terminal.note("  cơ quan phát hành: " + list.issuer);
    terminal.note(fmt::format("  phát hành:         {}", when(list.this_update)));
    terminal.note(fmt::format("  cập nhật kế tiếp:  {}", when(list.next_update)));
    terminal.note(fmt::format("  số chứng thư bị thu hồi: {}", list.revoked));
}

JsonObject json_of(const storage::TrustedCertificate& trusted)
{
    const auto& certificate = trusted.certificate;
    JsonArray weaknesses;
    for (const auto& weakness : certificate.weaknesses) weaknesses.add(weakness);
    JsonObject object;
    object.add("kind", "certificate")
        .add("name", certificate.name)
        .add("subject", certificate.subject)
        .add("issuer", certificate.issuer);
    object.add("authority", wire_name(certificate.kind)).add("role", wire_name(trusted.role));
    object.add("not_before", format_utc(certificate.not_before)).add("not_after", format_utc(certificate.not_after));
    object.add("key", certificate.key).add("digest", certificate.digest).add("fingerprint", certificate.sha256.hex());
    return object.add("weaknesses", weaknesses).add("file", trusted.file.filename().string());
}

JsonObject json_of(const storage::KeptList& kept)
{
    const auto& list = kept.list;
    JsonObject object;
    object.add("kind", "revocation_list").add("name", list.name).add("issuer", list.issuer);
    object.add("this_update", wire_time(list.this_update))
        .add("next_update", wire_time(list.next_update))
        .add("revoked", list.revoked);
    return object.add("digest", list.digest)
        .add("fingerprint", list.sha256.hex())
        .add("file", kept.file.filename().string());
}

JsonObject json_of(const workflow::RecheckSum& summary)
{
    JsonObject object;
    object.add("kind", "recheck").add("checked", summary.checked).add("refreshed", summary.refreshed);
    return object.add("changed", summary.changed).add("failed", summary.failed);
}

std::string sentence_of(const workflow::RecheckSum& summary)
{
    if (summary.checked + summary.failed == 0) return "Chưa có tài liệu nào để kiểm tra lại.";
    auto sentence = fmt::format("Đã kiểm tra lại chữ ký của {} bản tài liệu: {} bản đổi kết luận.", summary.checked,
                                summary.changed);
    if (summary.failed > 0)
        sentence +=
            fmt::format(" {} bản không đọc được nên giữ kết quả cũ; hãy chạy chamber-admin doctor.", summary.failed);
    return sentence;
}

}  // namespace chamber::admin
