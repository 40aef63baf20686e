// The data dictionary: what every column and field of the archive means, for a reader in 2046 who has nothing but the
// zip.
#include "storage/archive/dictionary_keys.hpp"
#include "storage/archive/metadata.hpp"
#include "storage/archive/minutes_files.hpp"
#include "storage/archive/roll_call.hpp"
#include "storage/text/csv.hpp"

#include <array>

namespace chamber::storage {
namespace {

struct Entry {
    const char* file;
    const char* field;
    const char* name;
    const char* meaning;
    const char* source;
};

constexpr auto documents = "metadata/tai-lieu.csv";
constexpr auto amended = "metadata/sua-doi.csv";
constexpr auto events = "metadata/su-kien.csv";
constexpr auto roll = "data/04-diem-danh/diem-danh.csv";
constexpr auto absent = "data/04-diem-danh/danh-sach-vang.csv";
constexpr auto index_file = "data/00-muc-luc/muc-luc.csv";
constexpr auto tt02 = "TT 02/2019/TT-BNV";
constexpr auto ours = "Nghị Trường";

constexpr std::array<Entry, 77> entries{{
    {documents, "DocCode", "Mã định danh văn bản", "Mã hồ sơ nối với số thứ tự", tt02},
    {documents, "FileCode", "Mã hồ sơ", "Như trong ho-so.json", tt02},
    {documents, "DocOrdinal", "Số thứ tự trong hồ sơ",
     "Bắt đầu từ 1, cũng là ba chữ số đầu của tên tệp; TH01, TH02 … là tài liệu đã thu hồi", tt02},
    {documents, "TypeName", "Tên loại", "Ví dụ: Tờ trình, Nghị quyết", tt02},
    {documents, "CodeNumber", "Số", "Phần trước dấu gạch chéo của số, ký hiệu", tt02},
    {documents, "CodeNotation", "Ký hiệu", "Phần sau dấu gạch chéo", tt02},
    {documents, "IssuedDate", "Ngày, tháng, năm", "ISO 8601; trống với dự thảo", tt02},
    {documents, "OrganName", "Cơ quan ban hành", "", tt02},
    {documents, "Subject", "Trích yếu", "", tt02},
    {documents, "Language", "Ngôn ngữ", "", tt02},
    {documents, "PageAmount", "Số trang", "Của bản hiện hành", tt02},
    {documents, "Description", "Ghi chú", "Dự thảo, gửi chậm", tt02},
    {documents, "InforSign", "Ký hiệu thông tin", "Để trống", tt02},
    {documents, "Keyword", "Từ khóa", "Để trống", tt02},
    {documents, "Mode", "Chế độ sử dụng", "Công khai hoặc Tiếp cận có điều kiện", tt02},
    {documents, "ConfidenceLevel", "Mức độ tin cậy", "Gốc điện tử hoặc Số hóa (bản quét)", tt02},
    {documents, "Autograph", "Bút tích", "Để trống", tt02},
    {documents, "Format", "Tình trạng vật lý", "Để trống với tài liệu điện tử", tt02},
    {documents, "Path", "Đường dẫn", "Tính từ thư mục gốc của hồ sơ", ours},
    {documents, "Sha256", "Mã băm SHA-256", "Hệ 16, của đúng các byte của tệp", ours},
    {documents, "Sha512", "Mã băm SHA-512", "Hệ 16", ours},
    {documents, "Bytes", "Dung lượng", "Byte", ours},
    {documents, "Revision", "Lần ban hành của tệp", "1 là bản đầu", ours},
    {documents, "SignatureStatus", "Tình trạng chữ ký số", "Kết luận khi tiếp nhận; chi tiết ở data/10-chu-ky-so",
     ours},
    {documents, "AgendaItem", "Mã nội dung chương trình", "Như trong phien-hop.json", ours},
    {documents, "AgendaItemName", "Nội dung chương trình", "Số mục và tên", ours},
    {documents, "DocumentId", "Mã tài liệu", "Như trong phien-hop.json", ours},
    {documents, "Status", "Tình trạng", "Hiện hành; Đã thu hồi; Đã thu hồi, tệp đã bị hủy", ours},
    {documents, "StatusReason", "Lý do thu hồi", "", ours},
    {documents, "StatusDateTime", "Lúc thu hồi", "RFC 3339", ours},
    {documents, "Place", "Nơi ban hành", "", ours},
    {documents, "Priority", "Độ khẩn", "Khẩn, Thượng khẩn, Hỏa tốc; trống: thường", "TT 01/2019/TT-BNV"},
    {events, "EventDateTime", "Thời điểm", "RFC 3339", "PREMIS 3"},
    {events, "EventType", "Loại sự kiện",
     "Từ vựng PREMIS: capture tiếp nhận, message digest calculation tính mã băm, dissemination phát hành, digital signature validation kiểm tra chữ ký số, "
     "deletion hủy tệp, fixity check đọc lại và so mã băm, information package creation đóng gói hồ sơ, digital signature generation niêm phong; "
     "withdrawal thu hồi, replacement thay bằng bản khác là từ của phần mềm này",
     "PREMIS 3"},
    {events, "Agent", "Tác nhân", "Người, bộ phận hoặc phần mềm", "PREMIS 3"},
    {events, "Object", "Đối tượng", "Đường dẫn tệp hoặc mã góp ý", "PREMIS 3"},
    {events, "EventOutcome", "Kết quả", "", "PREMIS 3"},
    {amended, "DoiTuong", "Mục được sửa",
     "Loại/mã: session kỳ họp, agenda_item nội dung, participant người dự, document tài liệu", ours},
    {amended, "ThoiDiem", "Lúc sửa", "RFC 3339", ours},
    {amended, "NguoiSua", "Mã người sửa", "", ours},
    {amended, "TenNguoiSua", "Người sửa", "", ours},
    {amended, "Truong", "Chỗ được sửa",
     "Tên trường như trong phien-hop.json; added, removed: cả mục; confirmed: đã đối chiếu với trang giấy", ours},
    {amended, "GiaTriCu", "Giá trị cũ", "", ours},
    {amended, "GiaTriMoi", "Giá trị mới", "", ours},
    {amended, "LyDo", "Lý do", "", ours},
    {roll, "MaPhien", "Mã phiên họp", "", ours},
    {roll, "TenPhien", "Tên phiên họp", "", ours},
    {roll, "MaNguoi", "Mã người", "", ours},
    {roll, "HoTen", "Họ và tên", "", ours},
    {roll, "ChucVu", "Chức vụ", "", ours},
    {roll, "To", "Tổ đại biểu", "", ours},
    {roll, "TrangThai", "Trạng thái",
     "Có mặt, Đã về, Vắng, Chưa ghi nhận; Chưa xác nhận: tự điểm danh mà chưa ai xác nhận", ours},
    {roll, "GioVao", "Giờ vào", "Giờ Việt Nam; mỗi lần vào, ra là một dòng", ours},
    {roll, "GioRa", "Giờ ra", "Trống khi chưa ra", ours},
    {roll, "HinhThuc", "Hình thức điểm danh", "Tự điểm danh, thư ký ghi nhận, nhập bổ sung", ours},
    {roll, "NguoiGhiNhan", "Người ghi nhận", "", ours},
    {absent, "MaPhien", "Mã phiên họp", "", ours},
    {absent, "TenPhien", "Tên phiên họp", "", ours},
    {absent, "MaNguoi", "Mã người", "", ours},
    {absent, "HoTen", "Họ và tên", "", ours},
    {absent, "ChucVu", "Chức vụ", "", ours},
    {absent, "CoPhep", "Có phép hay không", "", ours},
    {absent, "LyDo", "Lý do vắng", "", ours},
    {index_file, "SoThuTu", "Số thứ tự", "Của tài liệu trong hồ sơ; TH01, TH02 … là tài liệu đã thu hồi", ours},
    {index_file, "LanBanHanh", "Lần ban hành", "1 là bản đầu", ours},
    {index_file, "HienHanh", "Còn hiện hành", "Có hoặc Không (đã được thay)", ours},
    {index_file, "SoKyHieu", "Số, ký hiệu", "", ours},
    {index_file, "NgayBanHanh", "Ngày ban hành", "ISO 8601", ours},
    {index_file, "CoQuan", "Cơ quan ban hành", "", ours},
    {index_file, "TrichYeu", "Trích yếu", "", ours},
    {index_file, "SoTrang", "Số trang", "", ours},
    {index_file, "ChuKySo", "Tình trạng chữ ký số", "", ours},
    {index_file, "DuongDan", "Đường dẫn", "Tính từ thư mục gốc của hồ sơ", ours},
    {index_file, "Sha256", "Mã băm SHA-256", "", ours},
    {index_file, "TinhTrang", "Tình trạng", "Hiện hành; Đã được thay; Đã thu hồi; Đã thu hồi, tệp đã bị hủy", ours},
    {index_file, "LyDo", "Lý do", "Vì sao thay bản trước, hoặc vì sao thu hồi", ours},
    {index_file, "ThuHoiLuc", "Lúc thu hồi", "RFC 3339", ours},
}};

}  // namespace

std::string data_dictionary()
{
    Csv csv({"Tep", "Truong", "TenTiengViet", "YNghia", "Nguon"});
    for (const auto& entry : entries) csv.row({entry.file, entry.field, entry.name, entry.meaning, entry.source});
    for (const auto& columns : {roll_columns(), minutes_columns()})
        for (const auto& column : columns) csv.row({column.file, column.field, column.name, column.meaning, ours});
    for (const auto& rows : {file_record_rows(), json_rows(), journal_rows()})
        for (const auto& row : rows) csv.row({row.file, row.field, row.name, row.meaning, row.source});
    // An apostrophe before what could begin a formula protects from spreadsheets; it is no part of the text.
    csv.row(
        {"*.csv", "*", "Dấu nháy đơn đầu ô",
         "Ô bắt đầu bằng = + - @ | % (kể cả sau dấu cách hay dấu chấm phẩy) có thêm dấu nháy đơn để bảng tính không chạy công thức; ô chỉ là một số có dấu (-5, +84 912 345 678) giữ nguyên",
         ours});
    return csv.text();
}

}  // namespace chamber::storage
