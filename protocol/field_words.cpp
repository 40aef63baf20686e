// What the fields of messages and session files are called on the screens.
#include "protocol/sentence.hpp"

#include <algorithm>

namespace chamber {
namespace {

constexpr FieldWord words[] = {
    // Signing in, devices.
    {"account", "tên tài khoản"},
    {"query", "chữ cần tìm"},
    {"secret", "mã PIN hoặc mật khẩu"},
    {"current", "mật khẩu đang dùng"},
    {"code", "mã trên màn hình máy"},
    {"label", "nhãn máy"},
    {"device", "máy"},
    {"model", "kiểu máy"},
    {"checked_at", "giờ kiểm tra máy"},
    {"lock_after_min", "số phút tự khóa", "từ 1 đến 240"},
    {"lease_h", "số giờ máy được giữ tài liệu", "từ 1 đến 2.160"},
    {"check_in_before_min", "số phút mở điểm danh trước giờ họp", "từ 1 đến 720"},
    // Minutes, reports.
    {"as_of", "ngày chốt số liệu"},
    {"former", "nội dung đang có"},
    {"imported_from", "nơi lập hồ sơ"},
    // Sessions, sittings, agenda.
    {"session", "kỳ họp"},
    {"sitting", "phiên họp"},
    {"sittings", "các phiên họp"},
    {"name", "tên"},
    {"council_name", "tên hội đồng"},
    {"level", "cấp"},
    {"province", "tỉnh, thành phố"},
    {"organ_id", "mã định danh cơ quan"},
    {"term_name", "khóa, nhiệm kỳ"},
    {"seats", "tổng số đại biểu", "từ 0 đến 1.000"},
    {"in_office", "số đại biểu đương nhiệm", "từ 0 đến 1.000"},
    {"classification", "loại"},
    {"start_on", "ngày bắt đầu"},
    {"end_on", "ngày kết thúc"},
    {"start", "bắt đầu"},
    {"end", "kết thúc"},
    {"start_at", "giờ bắt đầu"},
    {"end_at", "giờ kết thúc"},
    {"venue", "địa điểm"},
    {"documents_deadline", "hạn gửi tài liệu"},
    {"presiding", "chủ tọa"},
    {"secretaries", "thư ký kỳ họp"},
    {"state", "trạng thái"},
    {"agenda", "chương trình"},
    {"item", "nội dung chương trình"},
    {"agenda_item", "nội dung chương trình"},
    {"number", "số thứ tự"},
    {"item_type", "loại nội dung"},
    {"presenter", "người trình bày"},
    {"planned_start", "giờ dự kiến"},
    {"planned_minutes", "số phút dự kiến", "từ 0 đến 1.000.000"},
    {"archive_fields", "thông tin hồ sơ lưu trữ"},
    // People.
    {"person", "người"},
    {"people", "danh sách người dự"},
    {"sort_name", "tên để xếp thứ tự"},
    {"position", "chức vụ hoặc vị trí"},
    {"roles", "vai trò"},
    {"seat", "ghế"},
    {"group", "tổ"},
    {"committee", "ban"},
    {"room", "phòng thảo luận"},
    {"mandate_from", "ngày bắt đầu nhiệm kỳ"},
    {"mandate_to", "ngày kết thúc nhiệm kỳ"},
    {"suspended_from", "ngày bắt đầu tạm đình chỉ"},
    {"suspended_to", "ngày cuối tạm đình chỉ"},
    {"signer", "người ký"},
    {"term", "khóa"},
    // Attendance.
    {"at", "giờ"},
    {"action", "việc điểm danh"},
    {"status", "trạng thái điểm danh"},
    {"intervals", "các lần vào và ra"},
    {"in_at", "giờ vào"},
    {"out_at", "giờ ra"},
    {"waiting_since", "giờ tự điểm danh"},
    {"absence_reason", "lý do vắng"},
    {"reason", "lý do"},
    // Documents.
    {"document", "tài liệu"},
    {"documents", "danh sách tài liệu"},
    {"title", "tên tài liệu"},
    {"full_number", "số và ký hiệu"},
    {"issued_on", "ngày ban hành"},
    {"type_code", "loại văn bản"},
    {"type_name", "loại văn bản"},
    {"place", "nơi ban hành"},
    {"issuer", "cơ quan ban hành"},
    {"urgency", "độ khẩn"},
    {"audience", "đối tượng được xem"},
    {"file_name", "tên tệp"},
    {"bytes", "dung lượng tệp"},
    {"not_secret", "lý do tài liệu không mật"},
    // Notes.
    {"text", "nội dung ghi chú"},
    {"strokes", "nét vẽ"},
    {"points", "nét vẽ"},
    {"colour", "màu bút"},
    {"width_pt", "cỡ nét bút"},
    {"opacity", "độ đậm của bút"},
    {"quads", "chỗ tô"},
    {"rect", "khung ghi chú"},
    {"page_index", "số trang", "không quá 2.000 trang"},
    {"created_at", "thời điểm ghi"},
    {"received_at", "thời điểm nhận"},
    {"acknowledged_at", "thời điểm ghi nhận"},
    // What one message holds.
    {"items", "số việc trong một lần gửi"},
    {"kind", "loại"},
    {"field", "mục cần sửa"},
    {"before", "giá trị cũ"},
    {"after", "giá trị mới"},
};

bool is_index(std::string_view step)
{
    return !step.empty() && std::ranges::all_of(step, [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace

std::span<const FieldWord> field_words()
{
    return words;
}

const FieldWord* find_field_word(std::string_view where)
{
    while (!where.empty()) {
        const auto slash = where.rfind('/');
        const std::string_view step = slash == std::string_view::npos ? where : where.substr(slash + 1);
        if (!is_index(step)) {
            const auto found = std::ranges::find(words, step, &FieldWord::field);
            return found == std::end(words) ? nullptr : &*found;
        }
        where = slash == std::string_view::npos ? std::string_view{} : where.substr(0, slash);
    }
    return nullptr;
}

}  // namespace chamber
