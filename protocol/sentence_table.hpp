// The rows of sentence.cpp: every error in the words of each reader. Internal.
//
// `same`: the neutral sentence of error.cpp. `unmet`: this reader never meets it. In brackets: [with the thing {}|without it], and likewise
// {limit}. The thing is the field in the screen's words, what was typed, or the file.
#pragma once

#include "protocol/error.hpp"

#include <string_view>

namespace chamber {

struct Sentences {
    ErrorCode code;
    std::string_view terminal, clerk, delegate;
};

inline constexpr std::string_view same = "=";
inline constexpr std::string_view unmet = "";

inline constexpr std::string_view page_unreadable = "Máy chủ không hiểu yêu cầu của trang này. Hãy tải lại trang rồi thử lại.";
inline constexpr std::string_view app_unreadable = "Máy chủ không hiểu yêu cầu của máy này. Hãy đóng ứng dụng rồi mở lại.";
inline constexpr std::string_view tell_it = "Máy chủ gặp trục trặc nên chưa làm được việc này. Hãy báo cán bộ công nghệ thông tin.";
inline constexpr std::string_view tell_secretary = "Máy chủ gặp trục trặc nên chưa làm được việc này. Hãy báo thư ký kỳ họp.";
inline constexpr std::string_view run_again = "Gặp lỗi bất ngờ. Hãy chạy lại; nếu vẫn lỗi, hãy xem nhật ký máy chủ và chạy: chamber-admin doctor.";
inline constexpr std::string_view gone = "Nội dung này không còn nữa. Hãy quay lại màn hình trước rồi mở lại.";

inline constexpr Sentences sentence_table[] = {
    // A message, a file or an answer to a field that cannot be read.
    {ErrorCode::not_json, "[Tệp {}|Nội dung] sai cú pháp JSON nên không đọc được. Hãy sửa chỗ được nêu rồi chạy lại.", page_unreadable, app_unreadable},
    {ErrorCode::too_deep, "[Tệp {}|Nội dung] có quá nhiều tầng lồng nhau nên không đọc được. Hãy sửa lại theo tệp mẫu rồi chạy lại.", page_unreadable, app_unreadable},
    {ErrorCode::unknown_field, "[Mục {} không có trong mẫu|Có mục không có trong mẫu]. Hãy xóa hoặc sửa tên mục đó rồi chạy lại.", page_unreadable, app_unreadable},
    {ErrorCode::missing_field, "[Thiếu {}|Thiếu một mục bắt buộc]. Hãy ghi thêm rồi chạy lại.", "[{} đang để trống|Còn một ô bắt buộc để trống]. Hãy điền rồi thử lại.",
     "[{} đang để trống|Còn một ô để trống]. Hãy điền rồi thử lại."},
    {ErrorCode::wrong_type, "[{} ghi không đúng kiểu|Một mục ghi không đúng kiểu]. Hãy sửa rồi chạy lại.", "[{} ghi không đúng kiểu|Một mục ghi không đúng kiểu]. Hãy sửa rồi thử lại.", app_unreadable},
    {ErrorCode::out_of_range, "[{}|Một giá trị] nằm ngoài phạm vi cho phép[ ({limit})|]. Hãy sửa rồi chạy lại.",
     "[{}|Một giá trị] nằm ngoài phạm vi cho phép[ ({limit})|]. Hãy sửa rồi thử lại.", "[{} không hợp lệ|Nội dung vừa gửi không hợp lệ][ (phải {limit})|]. Hãy xem lại rồi thử lại; nếu vẫn không được, hãy báo thư ký kỳ họp."},
    {ErrorCode::unknown_value, "[{} không dùng được ở đây|Có một giá trị không dùng được]. Hãy chọn một trong các giá trị nêu ở --help hoặc trong tệp mẫu.",
     "[{} có giá trị không nằm trong danh mục|Có một giá trị không nằm trong danh mục]. Hãy chọn lại.", app_unreadable},
    {ErrorCode::unknown_type, "Máy chủ và lệnh này không cùng phiên bản nên không hiểu nhau. Hãy dùng chamber-admin của đúng bản cài máy chủ.", "Trang này đã cũ so với máy chủ. Hãy tải lại trang.",
     "Ứng dụng đã cũ so với máy chủ. Hãy đóng rồi mở lại."},
    {ErrorCode::too_long, "[{} dài quá mức|Nội dung dài quá mức][: tối đa {limit}|]. Hãy rút gọn rồi chạy lại.", "[{} dài quá mức|Nội dung dài quá mức][: tối đa {limit}|]. Hãy rút gọn rồi gửi lại.",
     "[{} dài quá mức|Nội dung dài quá mức][: tối đa {limit}|]. Hãy rút gọn rồi gửi lại."},
    {ErrorCode::frame_too_large, "Dữ liệu gửi một lần quá lớn. Hãy chia tệp thành nhiều phần rồi chạy lại.", "Dữ liệu gửi một lần quá lớn. Hãy chia nhỏ rồi gửi lại.", "Ghi chú vừa gửi quá lớn. Hãy chia thành nhiều ghi chú ngắn hơn."},
    {ErrorCode::text_expected, "Máy chủ và lệnh này không cùng phiên bản nên không hiểu nhau. Hãy dùng chamber-admin của đúng bản cài máy chủ.", page_unreadable, app_unreadable},
    {ErrorCode::protocol_version, "Máy chủ và lệnh này không cùng phiên bản. Hãy dùng chamber-admin của đúng bản cài máy chủ.", "Trang này đã cũ so với máy chủ. Hãy tải lại trang.",
     "Ứng dụng đã cũ so với máy chủ. Hãy đóng rồi mở lại."},
    {ErrorCode::out_of_order, "Máy chủ chưa nhận việc này ở bước hiện tại. Hãy chạy lại lệnh.", page_unreadable, app_unreadable},
    {ErrorCode::rate_limited, "Máy chủ đang nhận quá nhiều yêu cầu. Hãy chờ một phút rồi chạy lại.", "Máy này gửi quá nhiều yêu cầu trong một lúc. Hãy chờ một phút rồi thử lại.",
     "Máy này gửi quá nhiều yêu cầu trong một lúc. Hãy chờ một phút rồi thử lại."},
    {ErrorCode::foreign_origin, unmet, same, same},
    {ErrorCode::misdirected, unmet, same, "Địa chỉ này không phải của máy chủ họp. Hãy mở lại ứng dụng từ biểu tượng trên màn hình, hoặc báo thư ký kỳ họp."},
    {ErrorCode::not_http, unmet, page_unreadable, app_unreadable},
    {ErrorCode::unclean_text, "[{} có ký tự ẩn hoặc ký tự điều khiển|Có ký tự ẩn hoặc ký tự điều khiển]. Hãy gõ lại chỗ đó rồi chạy lại.",
     "[{} có ký tự ẩn hoặc ký tự điều khiển|Nội dung có ký tự ẩn hoặc ký tự điều khiển]. Hãy gõ lại bằng bàn phím.", "[{} có ký tự ẩn hoặc ký tự điều khiển|Nội dung có ký tự ẩn hoặc ký tự điều khiển]. Hãy gõ lại bằng bàn phím."},
    {ErrorCode::bad_day, "[{} không phải ngày có thật|Ngày không có thật]. Hãy ghi theo dạng 2024-12-18.", "[{} không phải ngày có thật|Ngày không có thật]. Hãy ghi lại, ví dụ 18/12/2024.",
     "Ngày không có thật. Hãy chọn lại ngày."},
    {ErrorCode::bad_time, "[{} không phải ngày giờ có thật|Ngày giờ không có thật]. Hãy ghi theo dạng 2024-12-18T07:30:00+07:00.", "[{} không phải ngày giờ có thật|Ngày giờ không có thật]. Hãy ghi lại, ví dụ 7h30.",
     "Giờ trên máy này không dùng được. Hãy báo thư ký kỳ họp chỉnh lại giờ của máy."},
    {ErrorCode::bad_clock, "[{} không phải giờ đọc được|Giờ không đọc được]. Hãy ghi giờ và phút, ví dụ 7h45 hoặc 07:45.", same, "Giờ không đọc được. Hãy ghi giờ và phút, ví dụ 7h45."},

    // Who somebody is.
    {ErrorCode::device_pending, unmet, same, same},
    {ErrorCode::device_revoked, "Máy [{} |]đã bị thu hồi. Hãy xem các máy đang dùng: chamber-admin device list.", "Máy này đã bị thu hồi. Hãy chọn máy khác trong danh sách.", same},
    {ErrorCode::proof_failed, unmet, "Không nhận ra máy này. Hãy tải lại trang; nếu vẫn vậy, hãy đăng ký lại máy.", "Không nhận ra máy này. Hãy đóng rồi mở lại ứng dụng; nếu vẫn vậy, hãy báo thư ký kỳ họp."},
    {ErrorCode::device_cloned, unmet, "Dữ liệu gửi lần này không khớp lần trước. Máy sẽ tự gửi lại, không cần làm gì thêm.", "Dữ liệu gửi lần này không khớp lần trước. Máy sẽ tự gửi lại, không cần làm gì thêm."},
    {ErrorCode::code_unknown, "Không có máy nào đang chờ với mã này. Hãy nhìn lại mã trên màn hình máy; mã đổi sau 10 phút.", "Không có máy nào đang chờ với mã này. Hãy nhìn lại mã trên màn hình máy; mã đổi sau 10 phút.", unmet},
    {ErrorCode::sign_in_required, unmet, same, same},
    {ErrorCode::sign_in_ended, unmet, same, same},
    {ErrorCode::wrong_secret, "Hai lần nhập không giống nhau, hoặc mật khẩu không đúng. Hãy chạy lại và nhập cẩn thận.", "Mật khẩu không đúng. Hãy nhập lại.", "Mã PIN không đúng. Hãy nhập lại."},
    {ErrorCode::locked_out, unmet, "Tài khoản bị khóa vì nhập sai quá nhiều lần. Hãy nhờ cán bộ công nghệ thông tin cấp lại mật khẩu.", "Đã nhập sai quá nhiều lần nên mã PIN bị khóa. Hãy nhờ thư ký kỳ họp cấp mã mới."},
    {ErrorCode::secret_too_weak, "Mật khẩu cần ít nhất 12 ký tự. Hãy chọn mật khẩu dài hơn.", "Mật khẩu cần ít nhất 12 ký tự. Hãy chọn mật khẩu dài hơn.", "Mã PIN cần đúng 6 chữ số và không quá dễ đoán. Hãy chọn mã khác."},
    {ErrorCode::person_unknown, "Không có [người nào mang mã hoặc ghế {}|người này]. Hãy xem: chamber-admin person list.", "Không có người này trong danh sách. Hãy tải lại trang rồi chọn lại.",
     "Không có người này trong danh sách. Hãy chọn lại tên, hoặc báo thư ký kỳ họp."},
    {ErrorCode::not_allowed, "Việc này không làm được với tài khoản hoặc máy đó. Hãy làm theo chi tiết bên dưới, hoặc xem --help.", "Tài khoản này không có quyền làm việc đó. Hãy nhờ người có quyền, hoặc đăng nhập tài khoản khác.",
     "Việc này chỉ chủ tọa, thư ký hoặc văn phòng làm được. Hãy báo thư ký kỳ họp."},
    {ErrorCode::enrolment_closed, unmet, same, same},

    // Things that are not there, or not in that state.
    {ErrorCode::not_found, "Không tìm thấy [{}|tệp hoặc thư mục này]. Hãy kiểm tra lại tên và đường dẫn.", "Nội dung này không còn nữa. Hãy tải lại trang.", gone},
    {ErrorCode::session_unknown, "Không có kỳ họp [{}|này]. Hãy xem: chamber-admin session list.", "Không có kỳ họp này nữa. Hãy chọn lại kỳ họp.", gone},
    {ErrorCode::sitting_unknown, "Không có phiên họp [{}|này]. Hãy kiểm tra mã phiên trong tệp của kỳ họp.", "Không có phiên họp này nữa. Hãy chọn lại phiên họp.", gone},
    {ErrorCode::item_unknown, "Không có nội dung [{}|này] trong chương trình. Hãy ghi số thứ tự hoặc mã như trong tệp của kỳ họp.", "Không có nội dung này trong chương trình nữa. Hãy chọn nội dung khác.", gone},
    {ErrorCode::document_unknown, "Không có tài liệu [{}|này], hoặc tài liệu đã được thu hồi. Hãy xem: chamber-admin document list.", "Tài liệu này không còn nữa hoặc đã được thu hồi. Hãy tải lại trang.",
     "Tài liệu này không còn nữa hoặc đã được thu hồi. Hãy mở tài liệu khác."},
    {ErrorCode::revision_unknown, "Tài liệu không có phiên bản này. Hãy xem: chamber-admin document list.", "Tài liệu không có phiên bản này. Hãy tải lại trang.", "Phiên bản này của tài liệu không còn nữa. Hãy mở lại tài liệu."},
    {ErrorCode::device_unknown, "Không có máy [{}|này] đang dùng. Hãy xem: chamber-admin device list.", "Không có máy này trong danh sách. Hãy tải lại trang rồi chọn lại.", "Máy chủ không còn biết máy này. Hãy báo thư ký kỳ họp để đăng ký lại."},
    {ErrorCode::annotation_unknown, unmet, "Ghi chú này không còn nữa. Hãy tải lại trang.", "Ghi chú này không còn nữa. Hãy mở lại trang tài liệu."},
    {ErrorCode::blob_unknown, "Máy chủ không có tệp [{}|này]. Hãy chạy: chamber-admin doctor.", "Máy chủ không có tệp này. Hãy tải lại trang; nếu vẫn vậy, hãy báo cán bộ công nghệ thông tin.", "Máy chủ không có tệp này. Hãy báo thư ký kỳ họp."},
    {ErrorCode::range_outside, unmet, page_unreadable, app_unreadable},
    {ErrorCode::already_exists, "[{} đã có|Đã có mục mang tên hoặc mã này]. Hãy dùng tên hoặc mã khác; không có gì bị ghi đè.", "Đã có mục mang mã này. Hãy tải lại trang; nếu vẫn cần thêm, hãy dùng mã khác.", "Ghi chú này đã được lưu. Không cần gửi lại."},
    {ErrorCode::same_bytes, "Tệp này đã có trong kỳ họp. Không cần thêm lần nữa.", same, unmet},
    {ErrorCode::already_published, "Tài liệu đã phát hành. Không cần phát hành lần nữa; muốn thay, hãy dùng: chamber-admin document replace DOCUMENT FILE --reason TEXT.",
     "Tài liệu này đã được phát hành rồi, không cần phát hành nữa. Muốn sửa nội dung, hãy nộp bản thay thế.", unmet},
    {ErrorCode::nothing_to_publish, "Không có tài liệu nào đang chờ phát hành. Hãy xem: chamber-admin document list.", "Không có tài liệu nào đang chờ phát hành. Hãy tải tài liệu lên trước.", unmet},
    {ErrorCode::reason_required, "Cần ghi lý do. Hãy thêm --reason với lý do trong dấu ngoặc kép.", "Cần ghi lý do. Hãy nhập lý do rồi thử lại.", "Cần ghi lý do. Hãy nhập lý do rồi thử lại."},
    {ErrorCode::sitting_closed, unmet, "Kỳ họp đang ở trạng thái không điểm danh được. Hãy đổi trạng thái kỳ họp ở mục “Điều hành” trước.", "Lúc này kỳ họp chưa mở điểm danh. Hãy báo thư ký kỳ họp."},
    {ErrorCode::session_sealed, "Kỳ họp [{} |]đã đóng hồ sơ nên không đổi được nữa. Hãy dùng hồ sơ đã đóng: chamber-admin archive list.",
     "Kỳ họp đã đóng hồ sơ nên không đổi được nữa. Hãy xem hồ sơ ở mục “Hồ sơ”.", "Kỳ họp đã đóng hồ sơ nên không gửi thêm được. Hãy báo thư ký kỳ họp nếu còn ý kiến."},
    {ErrorCode::ticket_invalid, "Lượt gửi tệp đã hết hạn. Hãy chạy lại lệnh.", "Lượt gửi tệp đã hết hạn. Hãy gửi lại tệp.", "Lượt tải tệp đã hết hạn. Hãy mở lại tài liệu."},
    {ErrorCode::upload_incomplete, "Tệp chưa được gửi hết. Hãy chạy lại lệnh.", same, unmet},
    {ErrorCode::outside_sitting, same, same, "Lúc này nằm ngoài giờ của phiên họp. Hãy báo thư ký ghi giúp."},
    {ErrorCode::check_in_early, unmet, same, "Chưa đến giờ điểm danh. Hãy bấm “Tôi có mặt” khi phiên họp sắp bắt đầu."},
    {ErrorCode::check_in_over, unmet, "Phiên họp này đã kết thúc nên đại biểu không tự điểm danh được nữa. Hãy ghi giúp ở mục “Điểm danh”.", same},
    {ErrorCode::changed_meanwhile, "Người khác vừa sửa chỗ này. Hãy xem lại giá trị mới rồi chạy lại nếu cần.", same, "Văn phòng vừa sửa chỗ này. Hãy xem lại; nếu chưa đúng, hãy báo thư ký kỳ họp."},
    {ErrorCode::correction_needed, "Chỗ này đã có ghi nhận. Hãy sửa ở mục “Điểm danh” của bàn làm việc, có ghi lý do.", same, "Văn phòng đã ghi điểm danh của ông/bà. Nếu chưa đúng, hãy báo thư ký kỳ họp."},
    {ErrorCode::interval_closed, "Người này đã được ghi giờ về. Hãy sửa ở mục “Điểm danh” của bàn làm việc nếu giờ đó chưa đúng.", same, unmet},
    {ErrorCode::label_taken, "Nhãn này đang dùng[: {}|]. Hãy đặt nhãn khác, hoặc bỏ --label để máy chủ tự chọn nhãn trống.", "Nhãn này đang dùng[: {}|]. Hãy đặt nhãn khác.", unmet},
    {ErrorCode::published_meanwhile, "Tài liệu này vừa được người khác phát hành. Không cần làm gì thêm.", same, unmet},
    {ErrorCode::nothing_waiting, "Tài liệu này không có bản thay thế nào đang chờ. Hãy xem: chamber-admin document list.", "Tài liệu này không còn bản thay thế nào đang chờ. Hãy tải lại trang.", unmet},
    {ErrorCode::import_faulty, "Tệp kỳ họp [{} |]có lỗi nên chưa nạp gì. Hãy sửa các chỗ được nêu rồi nạp lại.", same, unmet},
    {ErrorCode::import_overwrites, "Nạp tệp này sẽ thay dữ liệu đang có. Hãy xem các thay đổi được nêu và xác nhận.", same, unmet},
    {ErrorCode::person_busy, "Người này đã có điểm danh hoặc ghi chép trong kỳ họp nên không bỏ ra được. Hãy giữ người này trong danh sách.",
     "Người này đã có điểm danh hoặc ghi chép trong kỳ họp nên không bỏ ra được. Hãy giữ người này trong danh sách.", unmet},
    {ErrorCode::item_in_use, same, same, unmet},
    {ErrorCode::not_sealable, same, same, unmet},

    // Documents that are refused.
    {ErrorCode::empty_file, "Tệp [{} |]rỗng. Hãy chọn tệp khác.", same, unmet},
    {ErrorCode::too_large, "Tệp [{} |]quá lớn: PDF tối đa 200 MB. Hãy tách tệp hoặc nén ảnh trong tệp rồi chạy lại.", same, unmet},
    {ErrorCode::not_pdf, same, same, unmet},
    {ErrorCode::pdf_encrypted, "PDF đặt mật khẩu hoặc được mã hóa nên không kiểm tra được. Hãy bỏ mật khẩu rồi thêm lại.", same, unmet},
    {ErrorCode::pdf_truncated, same, same, unmet},
    {ErrorCode::pdf_unreadable, same, same, unmet},
    {ErrorCode::too_many_pages, same, same, unmet},
    {ErrorCode::parser_timeout, "Kiểm tra tệp quá lâu nên đã dừng. Hãy xuất lại tệp từ nguồn rồi thêm lại.", same, unmet},
    {ErrorCode::parser_died, "Tệp làm hỏng chương trình kiểm tra nên bị từ chối. Hãy xuất lại tệp từ nguồn rồi thêm lại.", same, unmet},
    {ErrorCode::state_secret, "Tài liệu có dấu độ mật[ ở trang {}|]. Hệ thống này không được phép lưu bí mật nhà nước; hãy dùng bản giấy theo quy định.",
     "Tài liệu có dấu độ mật[ ở trang {}|]. Hệ thống này không được phép lưu bí mật nhà nước; hãy dùng bản giấy theo quy định.", unmet},
    {ErrorCode::inspector_missing, "Không chạy được chương trình kiểm tra tài liệu chamber-inspect. Hãy cài đặt lại máy chủ.", tell_it, unmet},
    {ErrorCode::zip_not_pdf, same, same, unmet},
    {ErrorCode::rights_password, same, same, unmet},

    // The machine.
    {ErrorCode::disk_full, "Ổ đĩa đã đầy[ ở {}|], chưa có gì thay đổi. Hãy giải phóng dung lượng rồi chạy lại.", "Ổ đĩa máy chủ đã đầy, chưa có gì thay đổi. Hãy báo cán bộ công nghệ thông tin giải phóng dung lượng rồi thử lại.",
     "Máy chủ đã hết chỗ nên chưa lưu được. Hãy báo thư ký kỳ họp; máy này giữ và sẽ gửi lại."},
    {ErrorCode::io_failed, "Không đọc hoặc ghi được [{}|ổ đĩa]. Hãy kiểm tra quyền truy cập, ổ đĩa, rồi chạy lại.", same, "Máy chủ chưa lưu được. Hãy báo thư ký kỳ họp; máy này giữ và sẽ gửi lại."},
    {ErrorCode::blob_damaged, same, "Tệp này trên máy chủ bị hỏng nên không được dùng. Máy chủ đang xin lại từ máy còn giữ bản đúng; nếu chờ mãi không được, hãy báo cán bộ công nghệ thông tin.",
     "Tệp này trên máy chủ bị hỏng nên chưa mở được. Máy chủ đang xin lại bản đúng; hãy báo thư ký kỳ họp nếu cần ngay."},
    {ErrorCode::database_failed, "Cơ sở dữ liệu gặp lỗi, chưa có gì thay đổi. Hãy chạy: chamber-admin doctor.", same, "Máy chủ chưa lưu được. Hãy báo thư ký kỳ họp; máy này giữ và sẽ gửi lại."},
    {ErrorCode::not_a_data_directory, "[{}|Thư mục này] không phải thư mục dữ liệu của Nghị Trường. Hãy chỉ đúng thư mục bằng --data, hoặc tạo thư mục mới: chamber-admin init --host NAME --council NAME.", tell_it, unmet},
    {ErrorCode::data_directory_not_empty, "Thư mục [{} |dữ liệu ]không trống. Hãy chọn thư mục khác bằng --data.", unmet, unmet},
    {ErrorCode::data_version, same, tell_it, unmet},
    {ErrorCode::data_in_use, same, tell_it, unmet},
    {ErrorCode::port_in_use, same, unmet, unmet},
    {ErrorCode::certificate_failed, "Chứng thư của máy chủ không dùng được. Hãy chạy: chamber-admin doctor.", tell_it, unmet},
    {ErrorCode::certificate_other_host, same, unmet, unmet},
    {ErrorCode::key_missing, "Thiếu hoặc hỏng tệp khóa [{}|trong thư mục “keys”]. Đừng tạo khóa mới: hãy phục hồi từ bản sao lưu (chamber-admin backup restore).", tell_it, tell_secretary},
    {ErrorCode::database_damaged, same, tell_it, tell_secretary},
    {ErrorCode::journal_broken, same, tell_it, tell_secretary},
    {ErrorCode::history_changed, unmet, "Máy chủ vừa được phục hồi. Trang này sẽ tự kết nối lại, không cần làm gì thêm.", "Máy chủ vừa được phục hồi. Máy này sẽ tự kết nối và gửi lại, không cần làm gì thêm."},
    {ErrorCode::folder_open, "Tài khoản khác trên máy đọc được [{}|thư mục dữ liệu]. Hãy chạy “chmod 700” cho thư mục đó rồi khởi động lại.", unmet, unmet},
    {ErrorCode::sandbox_missing, same, tell_it, unmet},
    {ErrorCode::bad_configuration, same, tell_it, unmet},
    {ErrorCode::busy, "Máy chủ đang bận. Hãy thử lại sau ít phút.", same, "Máy chủ đang bận. Hãy chờ một lát; máy này sẽ tự gửi lại."},
    {ErrorCode::stopping, "Máy chủ đang dừng. Hãy chờ một lát rồi chạy lại.", "Máy chủ đang dừng. Trang này sẽ tự kết nối lại, không cần làm gì thêm.", "Máy chủ đang dừng. Máy này sẽ tự kết nối lại, không cần làm gì thêm."},
    {ErrorCode::server_not_running, "Máy chủ không chạy hoặc không trả lời. Hãy khởi động máy chủ rồi chạy lại.", unmet, unmet},
    {ErrorCode::internal, run_again, same, "Máy chủ gặp lỗi bất ngờ. Hãy thử lại; nếu vẫn lỗi, hãy báo thư ký kỳ họp."},

    // The trust store.
    {ErrorCode::trust_unreadable, same, unmet, unmet},
    {ErrorCode::trust_private_key, same, unmet, unmet},
    {ErrorCode::trust_not_authority, same, unmet, unmet},
    {ErrorCode::trust_expired, same, unmet, unmet},
    {ErrorCode::trust_duplicate, "Kho tin cậy đã có đúng mục này. Không cần thêm lần nữa.", unmet, unmet},
    {ErrorCode::trust_too_large, same, unmet, unmet},
    {ErrorCode::trust_unconfirmed, same, unmet, unmet},
    {ErrorCode::trust_fingerprint_differs, same, unmet, unmet},
    {ErrorCode::trust_unknown, "Kho tin cậy không có mục [{}|này]. Hãy xem: chamber-admin trust list.", unmet, unmet},
    {ErrorCode::trust_ambiguous, "Nhiều mục của kho tin cậy khớp với [{}|cách gọi này]. Hãy ghi dấu vân tay dài hơn.", unmet, unmet},
    {ErrorCode::list_issuer_unknown, "Kho tin cậy chưa có chứng thư của cơ quan phát hành danh sách thu hồi này. Hãy thêm chứng thư đó trước: chamber-admin trust add FILE.", unmet, unmet},
    {ErrorCode::list_signature_wrong, same, unmet, unmet},
    {ErrorCode::list_older, same, unmet, unmet},
    {ErrorCode::time_unreadable, same, unmet, unmet},

    // Backups.
    {ErrorCode::backup_unknown, "Không có bản sao lưu [{}|này]. Hãy xem: chamber-admin backup list.", unmet, unmet},
    {ErrorCode::backup_damaged, same, tell_it, unmet},
    {ErrorCode::backup_locked, same, tell_it, unmet},
    {ErrorCode::backup_failed, same, "Máy chủ không tạo được bản sao lưu; các bản trước vẫn còn nguyên. Hãy báo cán bộ công nghệ thông tin.", unmet},
    {ErrorCode::backup_target_full, same, "Nơi chứa bản sao lưu đã đầy; các bản trước vẫn còn nguyên. Hãy báo cán bộ công nghệ thông tin.", unmet},

    // Archives.
    {ErrorCode::archive_damaged, "Tệp [{} |hồ sơ ]bị hỏng, đã bị sửa, hoặc không phải hồ sơ kỳ họp. Hãy lấy lại tệp từ nơi đã giao rồi kiểm tra lại.", "Tệp hồ sơ bị hỏng hoặc đã bị sửa. Hãy đóng gói lại hồ sơ.", unmet},
    {ErrorCode::archive_incomplete, "Hồ sơ [{} |]thiếu tệp so với danh mục. Hãy lấy lại tệp từ nơi đã giao rồi kiểm tra lại.", "Hồ sơ thiếu tệp so với danh mục. Hãy đóng gói lại hồ sơ.", unmet},
    {ErrorCode::archive_unsigned, "Chưa có hồ sơ niêm phong khớp với hiện trạng của kỳ họp, hoặc tệp hồ sơ không có dấu niêm phong. Hãy đóng gói và niêm phong: chamber-admin archive build SESSION.",
     "Kỳ họp chưa có hồ sơ niêm phong khớp với hiện trạng. Hãy đóng gói và niêm phong ở mục “Hồ sơ” rồi mới đóng.", unmet},
    {ErrorCode::archive_foreign_seal, "Dấu niêm phong không thuộc chứng thư gốc đã đưa. Hãy kiểm tra lại --root: đúng chứng thư của cơ quan đã đóng hồ sơ chưa.", "Dấu niêm phong không thuộc đơn vị này. Hãy hỏi nơi đã giao hồ sơ.", unmet},
};

}  // namespace chamber
