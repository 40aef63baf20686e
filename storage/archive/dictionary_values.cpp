#include "storage/archive/dictionary_words.hpp"

#include <algorithm>
#include <array>

namespace chamber::storage {
namespace {

struct Entry {
    std::string_view key;
    Words words;
};

// Sorted by key.
constexpr std::array<Entry, 65> values{{
    {"AnnotationKind.highlight", {"Tô đậm", ""}},
    {"AnnotationKind.ink", {"Vẽ tay", ""}},
    {"AnnotationKind.text", {"Ghi chữ", ""}},
    {"AttendanceMethod.entered_later", {"Nhập bổ sung", ""}},
    {"AttendanceMethod.recorded", {"Thư ký ghi nhận", ""}},
    {"AttendanceMethod.self", {"Tự điểm danh trên máy", ""}},
    {"AttendanceStatus.absent", {"Vắng", ""}},
    {"AttendanceStatus.left", {"Đã về", ""}},
    {"AttendanceStatus.present", {"Có mặt", ""}},
    {"AttendanceStatus.unknown", {"Chưa ghi nhận", ""}},
    {"Audience.delegates_only", {"Chỉ đại biểu", ""}},
    {"Audience.everyone", {"Mọi người dự, kể cả khách mời", ""}},
    {"CertificateStanding.expired", {"Hết hạn", ""}},
    {"CertificateStanding.in_force", {"Còn hiệu lực", ""}},
    {"CertificateStanding.not_yet_valid", {"Chưa có hiệu lực", ""}},
    {"CertificateStanding.revoked", {"Đã bị thu hồi", ""}},
    {"CertificateStanding.unknown", {"Chưa rõ", ""}},
    {"GroupKind.committee", {"Ban của hội đồng", ""}},
    {"GroupKind.delegation", {"Tổ đại biểu", ""}},
    {"Indication.indeterminate", {"Chưa đủ căn cứ (INDETERMINATE)", ""}},
    {"Indication.total_failed", {"Không đạt (TOTAL-FAILED)", ""}},
    {"Indication.total_passed", {"Đạt (TOTAL-PASSED)", ""}},
    {"RevocationState.good", {"Không bị thu hồi", ""}},
    {"RevocationState.revoked", {"Đã bị thu hồi", ""}},
    {"RevocationState.unknown", {"Chưa rõ", ""}},
    {"Role.administrator", {"Quản trị", ""}},
    {"Role.archivist", {"Lưu trữ", ""}},
    {"Role.auditor", {"Kiểm tra", ""}},
    {"Role.clerk", {"Văn phòng", ""}},
    {"Role.delegate", {"Đại biểu", ""}},
    {"Role.guest", {"Khách mời", ""}},
    {"Role.secretary", {"Thư ký", ""}},
    {"SessionState.archived", {"Đã lưu trữ", ""}},
    {"SessionState.cancelled", {"Hủy", ""}},
    {"SessionState.closed", {"Bế mạc", ""}},
    {"SessionState.convened", {"Đã triệu tập", ""}},
    {"SessionState.distributed", {"Đã gửi tài liệu", ""}},
    {"SessionState.filing", {"Hoàn thiện hồ sơ", ""}},
    {"SessionState.in_session", {"Đang họp", ""}},
    {"SessionState.planned", {"Dự kiến", ""}},
    {"SessionState.postponed", {"Hoãn", ""}},
    {"SessionState.recess", {"Tạm nghỉ", ""}},
    {"SignerKind.organisation", {"Cơ quan, tổ chức", ""}},
    {"SignerKind.person", {"Cá nhân", ""}},
    {"SignerKind.timestamp", {"Dấu thời gian", ""}},
    {"SignerKind.unknown", {"Chưa rõ", ""}},
    {"Trust.not_applicable", {"Không áp dụng", ""}},
    {"Trust.trusted", {"Tin cậy", ""}},
    {"Trust.unknown_revocation", {"Chưa biết chứng thư có bị thu hồi hay không", ""}},
    {"Trust.untrusted", {"Chưa đủ căn cứ tin cậy", ""}},
    {"Urgency.express", {"Hỏa tốc", ""}},
    {"Urgency.none", {"Thường", ""}},
    {"Urgency.urgent", {"Khẩn", ""}},
    {"Urgency.very_urgent", {"Thượng khẩn", ""}},
    {"Verdict.invalid", {"Không hợp lệ", ""}},
    {"Verdict.suspicious", {"Đáng ngờ", ""}},
    {"Verdict.unreadable", {"Không đọc được chữ ký", ""}},
    {"Verdict.unsigned_document", {"Không ký số", ""}},
    {"Verdict.unsupported", {"Dạng chữ ký chưa hỗ trợ", ""}},
    {"Verdict.valid", {"Hợp lệ", ""}},
    {"Verdict.valid_with_allowed_changes", {"Hợp lệ, có thay đổi được phép sau khi ký", ""}},
    {"Visibility.group", {"Trong nhóm", "Không bao giờ có trong hồ sơ"}},
    {"Visibility.official", {"Góp ý chính thức", ""}},
    {"Visibility.private_note", {"Riêng của người viết", "Không bao giờ có trong hồ sơ"}},
    {"Visibility.published", {"Công bố", ""}},
}};

constexpr std::array<Entry, 55> verbs{{
    {"acknowledge_comment", {"Tiếp nhận góp ý chính thức", "target: mã góp ý"}},
    {"add_revision", {"Nhận một tệp PDF", "target: mã tài liệu, lần ban hành, mã băm"}},
    {"alarm", {"Máy chủ báo động", "target: loại và đối tượng"}},
    {"approve_desktop", {"Duyệt máy tính bàn", ""}},
    {"approve_device", {"Duyệt máy", "target: mã máy"}},
    {"backup", {"Sao lưu", ""}},
    {"begin_new_history", {"Bắt đầu lịch sử mới sau khi phục hồi", ""}},
    {"blob_damaged", {"Phát hiện tệp hỏng", "target: mã băm"}},
    {"blob_repaired", {"Tệp hỏng đã được phục hồi", "target: mã băm"}},
    {"change_secret", {"Đổi mã PIN hoặc mật khẩu", ""}},
    {"check_in", {"Đại biểu tự điểm danh", "target: mã phiên/mã người"}},
    {"clock_set", {"Đồng hồ máy chủ bị chỉnh", "target: chênh lệch"}},
    {"correct_attendance", {"Sửa điểm danh, giữ giá trị cũ", "target: mã phiên/mã người"}},
    {"create", {"Lập cơ sở dữ liệu", ""}},
    {"delete_annotation", {"Xóa góp ý", "target: mã góp ý"}},
    {"drop_revision", {"Bỏ bản thay thế đang chờ", "target: mã tài liệu"}},
    {"edit_document", {"Sửa thông tin tài liệu", "target: mã tài liệu"}},
    {"handed_in", {"Nhận phần còn lại từ máy đã thu hồi", ""}},
    {"import_session", {"Nạp kỳ họp", "target: mã kỳ họp"}},
    {"meet_device", {"Máy mới liên hệ lần đầu", ""}},
    {"open_agenda_item", {"Mở nội dung chương trình", "target: mã nội dung"}},
    {"overrule_marking", {"Xác nhận dấu trên tài liệu không phải dấu mật", "target: mã tài liệu; reason: lý do"}},
    {"publish_documents", {"Phát hành tài liệu", "target: mã tài liệu"}},
    {"purged", {"Máy đã xóa tệp không còn được giữ", ""}},
    {"put_agenda_item", {"Thêm hoặc sửa nội dung chương trình", "target: mã nội dung"}},
    {"put_annotation", {"Ghi góp ý", "target: mã góp ý"}},
    {"put_guest", {"Thêm hoặc sửa khách mời", "target: mã người"}},
    {"received", {"Máy đã nhận đủ tệp", ""}},
    {"record_archive", {"Ghi nhận hồ sơ đã đóng", "target: mã hồ sơ, mã băm của tệp zip"}},
    {"record_attendance", {"Thư ký ghi điểm danh", "target: mã phiên/mã người"}},
    {"remove_agenda_item", {"Bỏ nội dung chương trình", "target: mã nội dung"}},
    {"remove_guest", {"Bỏ khách mời", "target: mã người"}},
    {"rename_host", {"Đổi tên máy chủ", ""}},
    {"renew_code", {"Cấp lại mã duyệt máy", ""}},
    {"restore_backup", {"Phục hồi từ bản sao lưu", ""}},
    {"revoke_device", {"Thu hồi máy", "target: mã máy"}},
    {"set_chair", {"Đổi chủ tọa, thư ký kỳ họp", "target: mã kỳ họp"}},
    {"set_device_rules", {"Đổi quy định cho máy tính bảng", ""}},
    {"set_enrolment", {"Mở hoặc đóng việc nhận máy mới", ""}},
    {"set_meeting_rules", {"Đổi quy định điểm danh", ""}},
    {"set_secret", {"Cấp lại mã PIN hoặc mật khẩu", "target: mã người"}},
    {"set_session_state", {"Đổi trạng thái kỳ họp", "target: mã kỳ họp/trạng thái mới"}},
    {"settle_alarm", {"Xử lý xong báo động", ""}},
    {"sign_in", {"Đăng nhập", ""}},
    {"sign_ins_ended", {"Kết thúc các phiên đăng nhập", ""}},
    {"sign_out", {"Đăng xuất", ""}},
    {"start_server", {"Máy chủ khởi động", "target: số ngẫu nhiên của lần khởi động"}},
    {"testimony", {"Máy kể lại điều đã được báo trước đây", ""}},
    {"trust_added", {"Thêm vào kho chứng thư tin cậy", ""}},
    {"trust_changed", {"Sửa trong kho chứng thư tin cậy", ""}},
    {"trust_removed", {"Bỏ khỏi kho chứng thư tin cậy", ""}},
    {"unlock", {"Mở khóa máy", ""}},
    {"verdict_changed", {"Kiểm tra lại chữ ký số cho kết quả khác", "target: mã tài liệu/lần ban hành, cũ -> mới"}},
    {"withdraw_document", {"Thu hồi tài liệu", "target: mã tài liệu; reason: lý do"}},
    {"wrong_secret", {"Nhập sai mã PIN hoặc mật khẩu", ""}},
}};

template <std::size_t N>
std::optional<Words> find_in(const std::array<Entry, N>& entries, std::string_view key)
{
    static_assert(N > 0);
    const auto found = std::ranges::lower_bound(entries, key, {}, &Entry::key);
    return found == entries.end() || found->key != key ? std::nullopt : std::optional(found->words);
}

constexpr bool is_sorted(const auto& entries) { return std::ranges::is_sorted(entries, std::ranges::less{}, &Entry::key); }
static_assert(is_sorted(values) && is_sorted(verbs));

}  // namespace

std::optional<Words> value_words(std::string_view key) { return find_in(values, key); }
std::optional<Words> verb_words(std::string_view verb) { return find_in(verbs, verb); }

}  // namespace chamber::storage
