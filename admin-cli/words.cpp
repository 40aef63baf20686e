#include "admin-cli/words.hpp"

#include "protocol/world.hpp"

namespace chamber::admin {

Result<Session> find_session(Office& office, const std::string& typed)
{
    auto sessions = office.all<Session>();
    if (!sessions) return sessions.error();
    for (const auto& session : *sessions) {
        if (session.id.value == typed) return session;
    }
    // A number alone names a session only while one term has it.
    const Session* numbered = nullptr;
    for (const auto& session : *sessions) {
        if (std::to_string(session.number) != typed) continue;
        if (numbered != nullptr) return fail(ErrorCode::session_unknown, "nhiều kỳ họp mang số này, hãy dùng mã kỳ họp", typed);
        numbered = &session;
    }
    if (numbered == nullptr) return fail(ErrorCode::session_unknown, {}, typed);
    return *numbered;
}

Result<AgendaItem> find_item(Office& office, const SessionId& session, const std::string& typed)
{
    auto items = office.all<AgendaItem>();
    if (!items) return items.error();
    for (const auto& item : *items) {
        if (item.session == session && (item.id.value == typed || item.number == typed)) return item;
    }
    return fail(ErrorCode::item_unknown, {}, typed);
}

Result<Person> find_person(Office& office, const std::string& typed)
{
    auto people = office.all<Person>();
    if (!people) return people.error();
    for (const auto& person : *people) {
        if (person.id.value == typed || (person.seat && *person.seat == typed)) return person;
    }
    return fail(ErrorCode::person_unknown, {}, typed);
}

Result<Audience> parse_audience(const std::string& typed)
{
    if (typed == "everyone" || typed == "tat-ca") return Audience::everyone;
    if (typed == "delegates_only" || typed == "dai-bieu") return Audience::delegates_only;
    return fail(ErrorCode::unknown_value, "người xem là tat-ca hoặc dai-bieu", typed);
}

std::string_view label(Audience audience)
{
    return audience == Audience::everyone ? "tất cả, kể cả khách mời" : "chỉ đại biểu";
}

std::string_view label(SessionState state)
{
    switch (state) {
    case SessionState::planned:
        return "dự kiến";
    case SessionState::convened:
        return "đã triệu tập";
    case SessionState::distributed:
        return "đã gửi tài liệu";
    case SessionState::in_session:
        return "đang họp";
    case SessionState::recess:
        return "tạm nghỉ";
    case SessionState::closed:
        return "bế mạc";
    case SessionState::filing:
        return "hoàn thiện hồ sơ";
    case SessionState::archived:
        return "đã lưu trữ";
    case SessionState::postponed:
        return "hoãn";
    case SessionState::cancelled:
        return "hủy";
    }
    return "";
}

std::string_view label(DeviceKind kind)
{
    return kind == DeviceKind::tablet ? "máy tính bảng" : "máy tính";
}

std::string_view label(DeviceState state)
{
    switch (state) {
    case DeviceState::pending:
        return "chờ duyệt";
    case DeviceState::approved:
        return "đã duyệt";
    case DeviceState::revoked:
        return "đã thu hồi";
    }
    return "";
}

std::string_view label(Role role)
{
    switch (role) {
    case Role::delegate:
        return "đại biểu";
    case Role::guest:
        return "khách mời";
    case Role::secretary:
        return "thư ký";
    case Role::clerk:
        return "văn thư";
    case Role::archivist:
        return "lưu trữ";
    case Role::administrator:
        return "quản trị";
    case Role::auditor:
        return "an toàn thông tin";
    }
    return "";
}

std::string_view label(AttendanceStatus status)
{
    switch (status) {
    case AttendanceStatus::unknown:
        return "chưa ghi nhận";
    case AttendanceStatus::present:
        return "có mặt";
    case AttendanceStatus::left:
        return "đã về";
    case AttendanceStatus::absent:
        return "vắng mặt";
    }
    return "";
}

std::string_view label(Trust trust)
{
    switch (trust) {
    case Trust::trusted:
        return "tin cậy";
    case Trust::untrusted:
        return "chưa tin cậy";
    case Trust::unknown_revocation:
        return "chưa rõ thu hồi";
    case Trust::not_applicable:
        return "";
    }
    return "";
}

std::string_view label(CertificateStanding standing)
{
    switch (standing) {
    case CertificateStanding::in_force:
        return "có hiệu lực";
    case CertificateStanding::expired:
        return "đã hết hạn";
    case CertificateStanding::not_yet_valid:
        return "chưa có hiệu lực";
    case CertificateStanding::revoked:
        return "đã bị thu hồi";
    case CertificateStanding::unknown:
        return "chưa rõ";
    }
    return "";
}

std::string_view label(RevocationState revocation)
{
    switch (revocation) {
    case RevocationState::good:
        return "không bị thu hồi";
    case RevocationState::revoked:
        return "bị thu hồi";
    case RevocationState::unknown:
        return "chưa kiểm tra được";
    }
    return "";
}

std::string labels(const std::vector<Role>& roles)
{
    std::string joined;
    for (const auto role : roles) {
        if (!joined.empty()) joined += ", ";
        joined += label(role);
    }
    return joined;
}

std::string wall_time(const std::string& rfc3339)
{
    const auto time = parse_utc(rfc3339);
    return time.value == 0 ? rfc3339 : format_vietnam(time);
}

}  // namespace chamber::admin
