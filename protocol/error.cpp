#include "protocol/error.hpp"

#include <cstdio>
#include <cstdlib>
#include <stdexcept>

namespace chamber {
namespace {

#define ROW(code, http, close, retry, sentence)                                                                        \
    {                                                                                                                  \
        ErrorCode::code, #code, http, close, retry, sentence                                                           \
    }

// code, HTTP status, close code (0: stays open), retry, what a person reads.
constexpr ErrorRow rows[] = {
    ROW(not_json, 400, 1007, Retry::never,
        "Dữ liệu gửi đến sai cú pháp JSON nên không đọc được. Hãy gửi lại cho đúng."),
    ROW(too_deep, 400, 1007, Retry::never, "Dữ liệu gửi đến có quá nhiều tầng lồng nhau. Hãy gửi lại cho đúng."),
    ROW(unknown_field, 400, 0, Retry::corrected, "Có mục lạ trong dữ liệu gửi đến. Hãy kiểm tra tên mục được nêu."),
    ROW(missing_field, 400, 0, Retry::corrected, "Thiếu một mục bắt buộc. Hãy bổ sung mục được nêu."),
    ROW(wrong_type, 400, 0, Retry::corrected, "Một mục ghi sai kiểu. Hãy sửa mục được nêu."),
    ROW(out_of_range, 400, 0, Retry::corrected, "Một giá trị nằm ngoài phạm vi cho phép. Hãy sửa giá trị được nêu."),
    ROW(unknown_value, 400, 0, Retry::corrected, "Một giá trị không có trong danh mục. Hãy sửa giá trị được nêu."),
    ROW(unknown_type, 400, 0, Retry::never, "Máy chủ không biết loại yêu cầu này. Hãy tải lại trang."),
    ROW(too_long, 400, 0, Retry::corrected, "Nội dung quá dài. Hãy rút gọn rồi gửi lại."),
    ROW(frame_too_large, 413, 1009, Retry::never, "Thông điệp quá lớn. Hãy chia nhỏ rồi gửi lại."),
    ROW(text_expected, 400, 1003, Retry::never, "Máy chủ không nhận dữ liệu ở dạng này. Hãy tải lại trang."),
    ROW(protocol_version, 426, 1002, Retry::never, "Ứng dụng đã cũ so với máy chủ. Hãy đóng và mở lại để cập nhật."),
    ROW(out_of_order, 400, 1002, Retry::never, "Thông điệp chưa được phép ở bước này. Hãy mở lại ứng dụng."),
    ROW(rate_limited, 429, 1008, Retry::later, "Máy gửi quá nhiều thông điệp. Hãy chờ một phút rồi thử lại."),
    ROW(foreign_origin, 403, 0, Retry::never,
        "Kết nối đến từ một trang lạ nên bị từ chối. Hãy mở đúng địa chỉ của hệ thống."),
    ROW(misdirected, 421, 0, Retry::never,
        "Địa chỉ này không phải của máy chủ. Trên chính máy chủ, hãy mở http://localhost; từ máy khác, hãy mở địa chỉ https của hệ thống."),
    ROW(unclean_text, 400, 0, Retry::corrected, "Nội dung có ký tự điều khiển hoặc ký tự ẩn. Hãy gõ lại chỗ được nêu."),
    ROW(bad_day, 400, 0, Retry::corrected, "Ngày không đúng. Hãy ghi ngày có thật, dạng 2024-12-18."),
    ROW(bad_time, 400, 0, Retry::corrected,
        "Thời điểm không đúng. Hãy ghi ngày giờ có thật, dạng 2024-12-18T07:30:00Z."),
    ROW(bad_clock, 400, 0, Retry::corrected, "Giờ không đọc được. Hãy ghi giờ và phút, ví dụ 7h45 hoặc 07:45."),
    ROW(not_http, 400, 0, Retry::never, "Yêu cầu không hợp lệ. Hãy mở lại địa chỉ của hệ thống."),

    ROW(device_pending, 403, 0, Retry::later,
        "Máy này chưa được văn phòng duyệt. Hãy đọc mã trên màn hình cho văn phòng."),
    ROW(device_revoked, 403, 1008, Retry::never, "Máy này đã bị thu hồi. Hãy liên hệ văn phòng."),
    ROW(proof_failed, 403, 1008, Retry::later,
        "Không xác minh được máy này. Hãy mở lại ứng dụng; nếu vẫn lỗi, hãy đăng ký lại máy."),
    ROW(device_cloned, 409, 0, Retry::corrected,
        "Dữ liệu gửi không khớp lần trước. Máy sẽ tự gửi lại, không cần làm gì thêm."),
    ROW(code_unknown, 404, 0, Retry::corrected,
        "Không có máy nào đang chờ với mã này. Hãy kiểm tra lại mã trên màn hình máy."),
    ROW(sign_in_required, 401, 0, Retry::corrected, "Hãy đăng nhập trước."),
    ROW(sign_in_ended, 401, 0, Retry::corrected, "Phiên đăng nhập đã kết thúc. Hãy đăng nhập lại."),
    ROW(wrong_secret, 401, 0, Retry::later, "Mã PIN hoặc mật khẩu không đúng. Hãy nhập lại."),
    ROW(locked_out, 429, 0, Retry::never, "Đã nhập sai quá nhiều lần. Hãy nhờ văn phòng mở khóa."),
    ROW(secret_too_weak, 400, 0, Retry::corrected,
        "Mã PIN cần đúng 6 chữ số; mật khẩu cần ít nhất 12 ký tự. Hãy chọn lại."),
    ROW(person_unknown, 404, 0, Retry::corrected, "Không có người này trong danh sách. Hãy kiểm tra lại."),
    ROW(not_allowed, 403, 0, Retry::never, "Tài khoản này không có quyền làm việc đó."),

    ROW(enrolment_closed, 403, 1008, Retry::later,
        "Văn phòng chưa mở việc đăng ký máy mới. Hãy nhờ văn phòng bật “Đang đăng ký máy”."),

    ROW(not_found, 404, 0, Retry::never, "Không tìm thấy nội dung này. Hãy kiểm tra lại địa chỉ."),
    ROW(session_unknown, 404, 0, Retry::corrected, "Không có kỳ họp này. Hãy kiểm tra mã kỳ họp."),
    ROW(sitting_unknown, 404, 0, Retry::corrected, "Không có phiên họp này. Hãy kiểm tra lại."),
    ROW(item_unknown, 404, 0, Retry::corrected,
        "Không có nội dung chương trình này. Hãy chọn nội dung trong chương trình."),
    ROW(document_unknown, 404, 0, Retry::corrected,
        "Không có tài liệu này, hoặc tài liệu đã được thu hồi. Hãy kiểm tra lại."),
    ROW(revision_unknown, 404, 0, Retry::corrected, "Không có phiên bản này của tài liệu. Hãy mở lại tài liệu."),
    ROW(device_unknown, 404, 0, Retry::corrected, "Không có máy này trong danh sách. Hãy kiểm tra lại."),
    ROW(annotation_unknown, 404, 0, Retry::never, "Ghi chú này không còn nữa."),
    ROW(blob_unknown, 404, 0, Retry::never, "Máy chủ không có dữ liệu này."),
    ROW(range_outside, 416, 0, Retry::corrected, "Đoạn dữ liệu yêu cầu nằm ngoài tệp. Hãy tải lại từ đầu."),
    ROW(already_exists, 409, 0, Retry::never, "Đã có mục mang mã này. Hãy dùng mã khác."),
    ROW(same_bytes, 409, 0, Retry::never, "Tệp này đã có trong kỳ họp, không cần tải lên lần nữa."),
    ROW(already_published, 409, 0, Retry::never,
        "Tài liệu đã phát hành, không cần phát hành nữa. Muốn sửa nội dung, hãy nộp bản thay thế."),
    ROW(nothing_to_publish, 409, 0, Retry::never, "Không có tài liệu nào đang chờ phát hành."),
    ROW(reason_required, 400, 0, Retry::corrected, "Cần ghi lý do. Hãy nhập lý do rồi thử lại."),
    ROW(sitting_closed, 409, 0, Retry::never, "Kỳ họp không ở trạng thái cho phép điểm danh. Hãy báo thư ký."),
    ROW(session_sealed, 409, 0, Retry::never, "Kỳ họp đã đóng hồ sơ nên không thay đổi được nữa."),
    ROW(ticket_invalid, 403, 0, Retry::corrected, "Phiếu tải đã dùng hoặc hết hạn. Hãy thao tác lại từ đầu."),
    ROW(upload_incomplete, 400, 0, Retry::later, "Tệp chưa được gửi hết. Hãy gửi lại."),
    ROW(outside_sitting, 422, 0, Retry::corrected,
        "Giờ này nằm ngoài phiên họp. Hãy kiểm tra lại giờ, hoặc xác nhận nếu đúng như vậy."),
    ROW(check_in_early, 409, 0, Retry::later,
        "Chưa đến giờ điểm danh của phiên họp này. Hãy điểm danh khi phiên họp sắp bắt đầu."),
    ROW(check_in_over, 409, 0, Retry::never,
        "Phiên họp này đã kết thúc nên không tự điểm danh được nữa. Hãy báo thư ký ghi giúp."),
    ROW(changed_meanwhile, 409, 0, Retry::corrected,
        "Người khác vừa sửa chỗ này. Hãy xem lại giá trị mới rồi sửa tiếp nếu cần."),
    ROW(correction_needed, 409, 0, Retry::corrected,
        "Chỗ này đã có ghi nhận. Hãy dùng “Sửa” và ghi lý do; giá trị cũ được giữ lại."),
    ROW(nobody_waits, 409, 0, Retry::corrected,
        "Không còn ai trong danh sách này chờ xác nhận có mặt. Hãy xem lại điểm danh rồi chọn lại."),
    ROW(interval_closed, 409, 0, Retry::corrected,
        "Người này không đang có mặt: giờ về đã được ghi, hoặc chưa ghi giờ vào. Hãy dùng “Sửa” nếu chưa đúng."),
    ROW(label_taken, 409, 0, Retry::corrected, "Đã có máy mang tên này. Hãy đặt tên khác."),
    ROW(published_meanwhile, 409, 0, Retry::never,
        "Tài liệu này vừa được người khác phát hành. Không cần làm gì thêm."),
    ROW(nothing_waiting, 409, 0, Retry::never, "Tài liệu này không có bản thay thế nào đang chờ."),
    ROW(import_faulty, 422, 0, Retry::corrected,
        "Tệp kỳ họp có lỗi nên chưa nạp gì. Hãy sửa các chỗ được nêu rồi nạp lại."),
    ROW(import_overwrites, 409, 0, Retry::corrected,
        "Nạp tệp này sẽ thay dữ liệu đang có. Hãy xem các thay đổi được nêu và xác nhận."),
    ROW(person_busy, 409, 0, Retry::corrected,
        "Người này đã có điểm danh hoặc ghi chép trong kỳ họp nên không bỏ ra được. Hãy giữ người này trong danh sách."),
    ROW(item_in_use, 409, 0, Retry::corrected,
        "Nội dung này đang có tài liệu. Hãy chuyển tài liệu sang nội dung khác trước."),
    ROW(session_not_planned, 409, 0, Retry::never,
        "Chỉ xóa được kỳ họp còn ở trạng thái dự kiến. Kỳ họp này đã triệu tập hoặc đã họp: hãy chuyển sang “Hủy” nếu không họp nữa."),
    ROW(session_has_papers, 409, 0, Retry::never,
        "Kỳ họp này đã có tài liệu nên không xóa được. Hãy chuyển kỳ họp sang “Hủy” nếu không họp nữa."),
    ROW(session_has_attendance, 409, 0, Retry::never,
        "Kỳ họp này đã có điểm danh nên không xóa được. Hãy chuyển kỳ họp sang “Hủy” nếu không họp nữa."),
    ROW(session_has_archive, 409, 0, Retry::never,
        "Kỳ họp này đã có hồ sơ đóng gói nên không xóa được. Hãy chuyển kỳ họp sang “Hủy” nếu không họp nữa."),
    ROW(sitting_has_items, 409, 0, Retry::corrected,
        "Phiên họp này còn nội dung trong chương trình. Hãy chuyển các nội dung sang phiên khác hoặc bỏ chúng trước."),
    ROW(sitting_has_attendance, 409, 0, Retry::never,
        "Phiên họp này đã có điểm danh nên không xóa được. Hãy giữ phiên họp này."),
    ROW(last_sitting, 409, 0, Retry::corrected,
        "Đây là phiên duy nhất của kỳ họp đã triệu tập nên không xóa được. Hãy thêm phiên khác trước."),
    ROW(minutes_frozen, 409, 0, Retry::never,
        "Biên bản đã khóa nên không sửa được nữa. Hãy mở khóa và ghi lý do nếu cần sửa."),
    ROW(minutes_not_frozen, 409, 0, Retry::corrected,
        "Biên bản chưa khóa. Hãy khóa biên bản trước rồi mới gắn bản đã ký."),
    ROW(document_unsigned, 409, 0, Retry::corrected,
        "Văn bản này chưa có chữ ký số hợp lệ. Hãy chọn bản đã ký và đã phát hành trong kỳ họp này."),
    ROW(template_unreadable, 422, 0, Retry::corrected,
        "Không đọc được tệp mẫu. Hãy mở mẫu bằng phần mềm soạn thảo, lưu lại rồi thử lại."),
    ROW(template_incomplete, 422, 0, Retry::corrected,
        "Tệp mẫu thiếu ô bắt buộc. Hãy lấy lại ô đó từ mẫu gốc rồi thử lại."),
    ROW(publish_time_past, 409, 0, Retry::corrected,
        "Giờ hẹn phát hành phải ở phía trước và trong vòng một năm. Hãy chọn giờ khác, hoặc phát hành ngay."),
    ROW(seat_twice, 409, 0, Retry::corrected, "Một chỗ ngồi được vẽ hai lần trên sơ đồ. Hãy bỏ bớt một ô."),
    ROW(seat_map_too_large, 422, 0, Retry::corrected,
        "Sơ đồ có quá nhiều chỗ. Hãy vẽ nhiều nhất 40 hàng, mỗi hàng 60 ô."),
    ROW(notebook_full, 429, 0, Retry::never,
        "Sổ tay của kỳ họp này đã đầy. Hãy xóa bớt những trang không còn dùng rồi viết tiếp."),
    ROW(help_calls_open, 429, 0, Retry::later,
        "Ông/bà đang có bốn yêu cầu chờ thư ký. Hãy chờ một lát, hoặc rút bớt yêu cầu cũ."),
    ROW(archive_known, 409, 0, Retry::never, "Hồ sơ này đã được nhập trước đây. Không cần làm gì thêm."),
    ROW(archive_collides, 409, 0, Retry::never,
        "Hồ sơ này trùng mã với kỳ họp đang có ở đây nên không nhập được. Hãy nhập vào một máy chủ khác."),
    ROW(archive_is_draft, 409, 0, Retry::never,
        "Đây là bản nháp, chưa phải hồ sơ đã niêm phong. Hãy dùng tệp hồ sơ đã niêm phong."),
    ROW(timestamp_failed, 502, 0, Retry::later,
        "Không lấy được dấu thời gian. Hồ sơ vẫn nguyên; hãy thử lại khi dịch vụ cấp dấu thời gian trả lời."),
    ROW(not_sealable, 409, 0, Retry::later,
        "Kỳ họp chưa ở bước hoàn thiện hồ sơ nên chưa niêm phong được. Hãy chuyển trạng thái, hoặc đóng gói bản nháp."),

    ROW(empty_file, 400, 0, Retry::corrected, "Tệp rỗng. Hãy chọn tệp khác."),
    ROW(too_large, 413, 0, Retry::corrected, "Tệp lớn hơn 200 MB. Hãy tách hoặc nén ảnh trong tệp rồi tải lại."),
    ROW(not_pdf, 415, 0, Retry::corrected, "Tệp này không phải PDF. Hãy chọn tệp PDF."),
    ROW(pdf_encrypted, 415, 0, Retry::corrected,
        "PDF đặt mật khẩu hoặc được mã hóa nên không kiểm tra được. Hãy bỏ mật khẩu rồi tải lại."),
    ROW(pdf_truncated, 415, 0, Retry::corrected, "PDF bị cụt, thiếu phần cuối. Hãy lấy lại tệp gốc đầy đủ."),
    ROW(pdf_unreadable, 415, 0, Retry::corrected, "PDF hỏng, không đọc được. Hãy xuất lại tệp từ nguồn."),
    ROW(too_many_pages, 413, 0, Retry::corrected, "PDF có quá nhiều trang (tối đa 2.000). Hãy tách thành nhiều tệp."),
    ROW(parser_timeout, 415, 0, Retry::corrected,
        "Kiểm tra tệp quá lâu nên đã dừng. Hãy xuất lại tệp từ nguồn rồi tải lại."),
    ROW(parser_died, 415, 0, Retry::corrected,
        "Tệp làm hỏng chương trình kiểm tra nên bị từ chối. Hãy xuất lại tệp từ nguồn rồi tải lại."),
    ROW(state_secret, 403, 0, Retry::never,
        "Tài liệu có dấu độ mật. Hệ thống này không được phép lưu bí mật nhà nước; hãy dùng bản giấy theo quy định."),
    ROW(inspector_missing, 500, 0, Retry::never,
        "Không chạy được chương trình kiểm tra tài liệu chamber-inspect. Hãy cài đặt lại máy chủ."),
    ROW(zip_not_pdf, 422, 0, Retry::corrected,
        "Tệp này là tệp nén hoặc loại tệp khác có chứa PDF bên trong. Hãy giải nén rồi gửi từng tệp PDF."),
    ROW(rights_password, 422, 0, Retry::corrected,
        "PDF này khóa quyền in hoặc sửa nên không kiểm tra được. Hãy in lại ra PDF không khóa rồi gửi lại."),

    ROW(disk_full, 507, 0, Retry::later,
        "Ổ đĩa máy chủ đã đầy, chưa có gì thay đổi. Hãy giải phóng dung lượng rồi thử lại."),
    ROW(io_failed, 500, 0, Retry::later, "Máy chủ không đọc hoặc ghi được ổ đĩa. Hãy báo cán bộ công nghệ thông tin."),
    ROW(blob_damaged, 503, 0, Retry::later,
        "Dữ liệu này trên máy chủ bị hỏng (sai mã băm) nên không được dùng. Máy chủ đang xin lại từ máy còn giữ bản đúng; nếu không có, hãy phục hồi từ bản sao lưu."),
    ROW(database_failed, 500, 0, Retry::later,
        "Cơ sở dữ liệu gặp lỗi, chưa có gì thay đổi. Hãy thử lại; nếu vẫn lỗi, hãy báo cán bộ công nghệ thông tin."),
    ROW(not_a_data_directory, 500, 0, Retry::corrected,
        "Thư mục này không phải thư mục dữ liệu của Nghị Trường. Hãy chỉ đúng thư mục hoặc chạy: chamber-admin init --host NAME --council NAME."),
    ROW(data_directory_not_empty, 500, 0, Retry::corrected, "Thư mục dữ liệu không trống. Hãy chọn thư mục khác."),
    ROW(data_version, 500, 0, Retry::never,
        "Thư mục dữ liệu thuộc phiên bản khác của chương trình. Hãy dùng đúng phiên bản."),
    ROW(data_in_use, 500, 0, Retry::later,
        "Thư mục dữ liệu đang được một chương trình khác sử dụng. Hãy dừng chương trình đó trước."),
    ROW(port_in_use, 500, 0, Retry::corrected,
        "Cổng mạng đang bị chương trình khác dùng. Hãy dừng chương trình đó hoặc đổi cổng trong chamber.toml."),
    ROW(certificate_failed, 500, 0, Retry::never,
        "Chứng thư của máy chủ không dùng được. Hãy chạy chamber-admin doctor."),
    ROW(certificate_other_host, 500, 0, Retry::corrected,
        "Chứng thư của máy chủ mang tên máy khác với host_name trong chamber.toml. Hãy chạy: chamber-admin host rename NAME."),
    ROW(key_missing, 500, 0, Retry::corrected,
        "Thiếu hoặc hỏng một tệp khóa trong thư mục “keys”. Đừng tạo khóa mới: hãy phục hồi từ bản sao lưu (chamber-admin backup restore)."),
    ROW(database_damaged, 500, 0, Retry::never,
        "Cơ sở dữ liệu trên đĩa bị hỏng. Hãy dừng máy chủ và phục hồi từ bản sao lưu (chamber-admin backup restore)."),
    ROW(journal_broken, 500, 0, Retry::never,
        "Chuỗi nhật ký bị đứt: có dòng bị sửa, bị xóa hoặc bị hỏng. Hãy giữ nguyên thư mục dữ liệu để đối chiếu và phục hồi từ bản sao lưu (chamber-admin backup restore)."),
    ROW(history_changed, 503, 1012, Retry::later,
        "Máy chủ vừa được phục hồi. Máy này sẽ tự kết nối và gửi lại những gì máy chủ còn thiếu."),
    ROW(folder_open, 500, 0, Retry::corrected,
        "Tài khoản khác trên máy đọc được thư mục dữ liệu. Hãy chạy “chmod 700” cho thư mục được nêu rồi khởi động lại."),
    ROW(sandbox_missing, 500, 0, Retry::corrected,
        "Máy này không dựng được vùng cách ly để kiểm tra tài liệu. Hãy dùng nhân Linux có Landlock, hoặc khởi động với --allow-no-landlock nếu chấp nhận cách ly yếu hơn."),
    ROW(bad_configuration, 500, 0, Retry::corrected, "Tệp cấu hình chamber.toml sai. Hãy sửa chỗ được nêu."),
    ROW(busy, 503, 0, Retry::later, "Máy chủ đang bận. Hãy thử lại sau ít phút."),
    ROW(cancelled, 409, 0, Retry::corrected,
        "Việc này đã được hủy giữa chừng; không có gì bị thay đổi. Khi cần, hãy làm lại từ đầu."),
    ROW(stopping, 503, 1001, Retry::later, "Máy chủ đang dừng. Máy sẽ tự kết nối lại."),
    ROW(server_not_running, 503, 0, Retry::later, "Máy chủ không chạy. Hãy khởi động máy chủ."),
    ROW(internal, 500, 1011, Retry::later,
        "Máy chủ gặp lỗi bất ngờ. Hãy thử lại; nếu vẫn lỗi, hãy báo cán bộ công nghệ thông tin."),

    ROW(trust_unreadable, 400, 0, Retry::corrected,
        "Tệp không có chứng thư hay danh sách thu hồi nào đọc được (PEM hoặc DER). Hãy lấy lại tệp từ nơi phát hành."),
    ROW(trust_private_key, 400, 0, Retry::corrected,
        "Tệp có khóa bí mật nên bị từ chối. Hãy chỉ đưa tệp chứng thư, và cất khóa bí mật ở nơi an toàn."),
    ROW(trust_not_authority, 400, 0, Retry::corrected,
        "Đây là chứng thư của người dùng, không phải của cơ quan cấp chứng thư. Hãy chọn chứng thư gốc hoặc trung gian."),
    ROW(trust_expired, 400, 0, Retry::corrected, "Chứng thư đã hết hạn. Hãy lấy chứng thư đang có hiệu lực."),
    ROW(trust_duplicate, 409, 0, Retry::never, "Kho tin cậy đã có đúng mục này, không cần thêm lần nữa."),
    ROW(trust_too_large, 413, 0, Retry::corrected,
        "Tệp lớn hơn 16 MB, hoặc kho tin cậy lớn hơn 64 MB. Hãy chỉ đưa những chứng thư và danh sách thu hồi cần dùng."),
    ROW(trust_unconfirmed, 400, 0, Retry::corrected,
        "Chưa đối chiếu dấu vân tay nên chưa đổi gì. Hãy chạy ở cửa sổ lệnh để trả lời, hoặc thêm --fingerprint với dấu lấy từ nguồn thứ hai, hoặc --yes."),
    ROW(trust_fingerprint_differs, 400, 0, Retry::corrected,
        "Dấu vân tay không khớp nên chưa đổi gì. Hãy đối chiếu lại với nơi phát hành trước khi tin tệp này."),
    ROW(trust_unknown, 404, 0, Retry::corrected, "Kho tin cậy không có mục này. Hãy xem chamber-admin trust list."),
    ROW(trust_ambiguous, 400, 0, Retry::corrected,
        "Nhiều mục của kho tin cậy khớp với cách gọi này. Hãy ghi dấu vân tay dài hơn."),
    ROW(list_issuer_unknown, 400, 0, Retry::corrected,
        "Kho tin cậy chưa có chứng thư của cơ quan phát hành danh sách thu hồi này. Hãy thêm chứng thư đó trước: chamber-admin trust add FILE."),
    ROW(list_signature_wrong, 400, 0, Retry::corrected,
        "Chữ ký trên danh sách thu hồi không đúng với cơ quan phát hành. Hãy tải lại danh sách từ nơi phát hành."),
    ROW(list_older, 409, 0, Retry::corrected,
        "Kho tin cậy đã có danh sách thu hồi mới hơn của cơ quan này. Hãy tải danh sách mới nhất."),
    ROW(time_unreadable, 400, 0, Retry::corrected,
        "Thời điểm không đọc được. Hãy viết như 2024-12-18, \"2024-12-18 09:30\" (giờ Việt Nam) hoặc 2024-12-18T09:30:00+07:00."),

    ROW(backup_unknown, 404, 0, Retry::corrected, "Không có bản sao lưu này. Hãy xem chamber-admin backup list."),
    ROW(backup_damaged, 400, 0, Retry::never,
        "Bản sao lưu bị hỏng hoặc đã bị sửa, nên không được dùng. Hãy chọn bản khác (chamber-admin backup list)."),
    ROW(backup_locked, 403, 0, Retry::corrected,
        "Mật khẩu của bản sao lưu không đúng, hoặc chưa được đưa. Hãy dùng mật khẩu đã đặt khi tạo bản sao lưu."),
    ROW(backup_failed, 500, 0, Retry::later,
        "Không tạo được bản sao lưu; các bản trước vẫn còn nguyên. Hãy xem lý do được nêu rồi thử lại."),
    ROW(backup_target_full, 507, 0, Retry::later,
        "Nơi chứa bản sao lưu đã đầy; chưa có gì thay đổi. Hãy giải phóng dung lượng hoặc chọn ổ khác rồi thử lại."),

    ROW(archive_damaged, 400, 0, Retry::never, "Tệp hồ sơ bị hỏng hoặc đã bị sửa."),
    ROW(archive_incomplete, 400, 0, Retry::never, "Hồ sơ thiếu tệp so với danh mục."),
    ROW(archive_unsigned, 409, 0, Retry::later,
        "Kỳ họp chưa có hồ sơ niêm phong khớp với hiện trạng. Hãy đóng gói và niêm phong ở mục Hồ sơ rồi mới đóng."),
    ROW(archive_foreign_seal, 400, 0, Retry::never, "Dấu niêm phong không thuộc đơn vị này."),
};

#undef ROW

}  // namespace

const ErrorRow& error_row(ErrorCode code)
{
    for (const ErrorRow& row : rows)
        if (row.code == code) return row;
    must_failed("every error code has a row", __FILE__, __LINE__);
}

std::span<const ErrorRow> error_rows()
{
    return rows;
}

std::string_view error_name(ErrorCode code)
{
    return error_row(code).name;
}

std::string_view error_sentence(ErrorCode code)
{
    return error_row(code).sentence;
}

void throw_exception_from_error(const Error& error, const boost::source_location& where)
{
    must_failed((std::string("value() of a failed result: ") + std::string(error_name(error.code)) + " " + error.detail)
                    .c_str(),
                where.file_name(), static_cast<int>(where.line()));
}

void must_failed(const char* condition, const char* file, int line)
{
    std::fprintf(stderr, "%s:%d: broken promise: %s\n", file, line, condition);
    std::abort();
}

}  // namespace chamber
