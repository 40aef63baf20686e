// What people read for every state of the records: one list of words for screens, terminal and archive.
//
// A label begins with a capital letter, as it stands alone in a cell; label_in_sentence() gives it without. The web
// client's copy is generated (chamber-typescript). Verdicts have sentences of their own: verdict_words, src/seal.
#pragma once

#include "protocol/message.hpp"

#include <string>
#include <string_view>
#include <utility>

namespace chamber {

template <class Enum>
struct Labels;

template <class Enum>
concept Labelled = requires
{
    Labels<Enum>::rows;
};

template <>
struct Labels<SessionState> {
    static constexpr std::pair<SessionState, std::string_view> rows[] = {
        {SessionState::planned, "Dự kiến"},
        {SessionState::convened, "Đã triệu tập"},
        {SessionState::distributed, "Đã gửi tài liệu"},
        {SessionState::in_session, "Đang họp"},
        {SessionState::recess, "Tạm nghỉ"},
        {SessionState::closed, "Đã bế mạc"},
        {SessionState::filing, "Hoàn thiện hồ sơ"},
        {SessionState::archived, "Đã lưu trữ"},
        {SessionState::postponed, "Hoãn"},
        {SessionState::cancelled, "Đã hủy"},
    };
};

template <>
struct Labels<Role> {
    static constexpr std::pair<Role, std::string_view> rows[] = {
        {Role::delegate, "Đại biểu"}, {Role::guest, "Khách mời"},   {Role::secretary, "Thư ký kỳ họp"},
        {Role::clerk, "Văn thư"},     {Role::archivist, "Lưu trữ"}, {Role::administrator, "Quản trị hệ thống"},
        {Role::auditor, "Kiểm tra"},
    };
};

template <>
struct Labels<Audience> {
    static constexpr std::pair<Audience, std::string_view> rows[] = {
        {Audience::everyone, "Tất cả, kể cả khách mời"},
        {Audience::delegates_only, "Chỉ đại biểu"},
    };
};

// Độ khẩn. On paper and screens in capitals.
template <>
struct Labels<Urgency> {
    static constexpr std::pair<Urgency, std::string_view> rows[] = {
        {Urgency::none, "Thường"},
        {Urgency::urgent, "Khẩn"},
        {Urgency::very_urgent, "Thượng khẩn"},
        {Urgency::express, "Hỏa tốc"},
    };
};

template <>
struct Labels<AttendanceStatus> {
    static constexpr std::pair<AttendanceStatus, std::string_view> rows[] = {
        {AttendanceStatus::unknown, "Chưa ghi nhận"},
        {AttendanceStatus::present, "Có mặt"},
        {AttendanceStatus::left, "Đã về"},
        {AttendanceStatus::absent, "Vắng"},
    };
};

template <>
struct Labels<Visibility> {
    static constexpr std::pair<Visibility, std::string_view> rows[] = {
        {Visibility::private_note, "Chỉ mình tôi"},
        {Visibility::group, "Tổ của tôi"},
        {Visibility::official, "Góp ý chính thức"},
        {Visibility::published, "Công bố"},
    };
};

template <>
struct Labels<DeviceKind> {
    static constexpr std::pair<DeviceKind, std::string_view> rows[] = {
        {DeviceKind::tablet, "Máy tính bảng"},
        {DeviceKind::desktop, "Máy tính"},
    };
};

template <>
struct Labels<DeviceState> {
    static constexpr std::pair<DeviceState, std::string_view> rows[] = {
        {DeviceState::pending, "Chờ duyệt"},
        {DeviceState::approved, "Đang dùng"},
        {DeviceState::revoked, "Đã thu hồi"},
    };
};

template <>
struct Labels<JobStage> {
    static constexpr std::pair<JobStage, std::string_view> rows[] = {
        {JobStage::queued, "Đang chờ đến lượt"},
        {JobStage::receiving, "Đang nhận"},
        {JobStage::inspecting, "Đang kiểm tra chữ ký"},
        {JobStage::storing, "Đang lưu"},
        {JobStage::building, "Đang đóng gói"},
        {JobStage::sealing, "Đang niêm phong"},
        {JobStage::done, "Xong"},
        {JobStage::failed, "Không thành công"},
    };
};

template <>
struct Labels<Trust> {
    static constexpr std::pair<Trust, std::string_view> rows[] = {
        {Trust::trusted, "Tin cậy"},
        {Trust::untrusted, "Chưa đủ căn cứ tin cậy"},
        {Trust::unknown_revocation, "Chưa kiểm tra được thu hồi"},
        {Trust::not_applicable, "Không áp dụng"},
    };
};

template <>
struct Labels<CertificateStanding> {
    static constexpr std::pair<CertificateStanding, std::string_view> rows[] = {
        {CertificateStanding::in_force, "Còn hiệu lực"},          {CertificateStanding::expired, "Đã hết hạn"},
        {CertificateStanding::not_yet_valid, "Chưa có hiệu lực"}, {CertificateStanding::revoked, "Đã bị thu hồi"},
        {CertificateStanding::unknown, "Chưa xác định được"},
    };
};

template <>
struct Labels<RevocationState> {
    static constexpr std::pair<RevocationState, std::string_view> rows[] = {
        {RevocationState::good, "Không bị thu hồi"},
        {RevocationState::revoked, "Đã bị thu hồi"},
        {RevocationState::unknown, "Chưa kiểm tra được thu hồi"},
    };
};

template <>
struct Labels<HelpKind> {
    static constexpr std::pair<HelpKind, std::string_view> rows[] = {
        {HelpKind::tablet, "Máy tính bảng có trục trặc"},
        {HelpKind::document, "Cần tài liệu"},
        {HelpKind::water, "Xin nước uống"},
        {HelpKind::other, "Việc khác"},
    };
};

template <>
struct Labels<MinutesState> {
    static constexpr std::pair<MinutesState, std::string_view> rows[] = {
        {MinutesState::draft, "Đang soạn"},
        {MinutesState::frozen, "Đã khóa"},
        {MinutesState::signed_back, "Đã ký"},
    };
};

template <>
struct Labels<SheetKind> {
    static constexpr std::pair<SheetKind, std::string_view> rows[] = {
        {SheetKind::minutes, "Biên bản"},
        {SheetKind::minutes_facts, "Số liệu của biên bản"},
        {SheetKind::result_notice, "Thông báo kết quả kỳ họp"},
        {SheetKind::roll, "Danh sách điểm danh"},
        {SheetKind::comments, "Tổng hợp góp ý"},
        {SheetKind::report, "Báo cáo năm"},
    };
};

template <>
struct Labels<SeatShape> {
    static constexpr std::pair<SeatShape, std::string_view> rows[] = {
        {SeatShape::rows, "Hàng ngang"},
        {SeatShape::horseshoe, "Hình móng ngựa"},
    };
};

// What a tablet tries on itself.
template <>
struct Labels<MachineCheck> {
    static constexpr std::pair<MachineCheck, std::string_view> rows[] = {
        {MachineCheck::tls, "Chứng thư máy chủ"},
        {MachineCheck::connection, "Kết nối máy chủ"},
        {MachineCheck::storage, "Lưu trữ trên máy"},
        {MachineCheck::space, "Chỗ trống"},
        {MachineCheck::persistence, "Quyền giữ dữ liệu"},
        {MachineCheck::key, "Khóa của máy"},
        {MachineCheck::worker, "Mở khi không có mạng"},
        {MachineCheck::wake, "Giữ sáng màn hình"},
        {MachineCheck::clock, "Đồng hồ"},
        {MachineCheck::pen, "Bút viết"},
        {MachineCheck::pages, "Hiển thị tài liệu"},
        {MachineCheck::installed, "Mở từ Màn hình chính"},
    };
};

template <Labelled Enum>
constexpr std::string_view label(Enum value)
{
    for (const auto& [each, words] : Labels<Enum>::rows)
        if (each == value) return words;
    return {};
}

// "Đã bế mạc" as it stands inside a sentence or in a terminal's column: "đã bế mạc".
std::string in_sentence(std::string_view label);

template <Labelled Enum>
std::string label_in_sentence(Enum value)
{
    return in_sentence(label(value));
}

}  // namespace chamber
