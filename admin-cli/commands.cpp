#include "admin-cli/commands.hpp"

#include "admin-cli/council_profile.hpp"
#include "admin-cli/document_header.hpp"
#include "admin-cli/sittings.hpp"

#include <algorithm>
#include <iterator>

namespace chamber::admin {

const CommandTable& all_commands()
{
    static const CommandTable table = [] {
        CommandTable all;
        for (const auto family : {init_commands,
                                  demo_commands,
                                  session_commands,
                                  sitting_commands,
                                  session_making_commands,
                                  council_profile_commands,
                                  agenda_commands,
                                  document_commands,
                                  document_change_commands,
                                  document_header_commands,
                                  device_commands,
                                  attendance_commands,
                                  person_commands,
                                  search_commands,
                                  report_commands,
                                  people_change_commands,
                                  minutes_commands,
                                  sheet_commands,
                                  archive_commands,
                                  archive_handover_commands,
                                  archive_stamp_commands,
                                  archive_import_commands,
                                  verify_commands,
                                  trust_commands,
                                  backup_commands,
                                  host_commands,
                                  doctor_commands,
                                  shell_commands}) {
            std::ranges::move(family(), std::back_inserter(all));
        }
        return all;
    }();
    return table;
}

std::string_view family_help(std::string_view family)
{
    if (family == "session")
        return "Kỳ họp: tạo, chép, sửa, xóa, nhập từ tệp, ghi ra tệp, sửa chủ tọa, khách mời, chương trình";
    if (family == "agenda") return "Chương trình kỳ họp: thêm từ văn bản";
    if (family == "council") return "Hội đồng: tên, cấp, khóa, số đại biểu, quy định áp dụng";
    if (family == "staff") return "Cán bộ văn phòng: thêm, đổi vai trò";
    if (family == "document")
        return "Tài liệu của kỳ họp: thêm, thay, sửa, phát hành, thu hồi, liệt kê, đọc thể thức trang đầu";
    if (family == "device") return "Máy: duyệt, thu hồi, liệt kê";
    if (family == "attendance") return "Điểm danh";
    if (family == "person")
        return "Đại biểu, khách mời, cán bộ: liệt kê, nhập từ bảng tính, sửa, cấp lại mã PIN và mật khẩu";
    if (family == "trust") return "Kho tin cậy: chứng thư gốc, trung gian và danh sách thu hồi";
    if (family == "host") return "Máy chủ: đổi tên trong mạng, cấp lại chứng thư";
    if (family == "backup") return "Bản sao lưu: tạo, kiểm tra, phục hồi, phục hồi thử";
    if (family == "minutes") return "Biên bản: soạn, khóa, mở khóa, gắn bản đã ký, lấy số liệu";
    if (family == "template") return "Mẫu Word của hội đồng: lấy ra, dùng bản đã sửa, bỏ";
    if (family == "completion") return "Gợi ý lệnh trong cửa sổ lệnh";
    if (family == "archive")
        return "Hồ sơ kỳ họp: đóng gói, kiểm tra, liệt kê, giao nộp, xin dấu thời gian, nhập từ nơi khác";
    return "";
}

}  // namespace chamber::admin
