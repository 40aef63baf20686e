#include "server/archive_parts.hpp"

#include "storage/archive/sealed_under.hpp"
#include "storage/records/archive_names.hpp"

namespace chamber::server {
namespace {

namespace fs = std::filesystem;

Result<ArchivePartFile> beside(const Archive& archive, std::string_view suffix, std::string content_type,
                               const fs::path& archives)
{
    ArchivePartFile part{archives / (archive.file_name + std::string(suffix)), archive.file_name + std::string(suffix),
                         std::move(content_type)};
    std::error_code failed;
    if (!fs::is_regular_file(part.file, failed)) return fail(ErrorCode::not_found, part.file_name, "/part");
    return part;
}

ArchivePartFile made(std::string file_name, std::string content_type, std::string bytes)
{
    return {{}, std::move(file_name), std::move(content_type), std::make_shared<const std::string>(std::move(bytes))};
}

std::string stem_of(const std::string& file_name)
{
    return file_name.substr(0, file_name.rfind(".zip"));
}

}  // namespace

Result<ArchivePartFile> archive_part(const Archive& archive, ArchivePart part, const storage::DataDirectory& directory)
{
    const auto none = fail(ErrorCode::not_found, archive.file_name, "/part");
    if (archive.file_name.empty()) return none;
    switch (part) {
    case ArchivePart::zip: return beside(archive, {}, "application/zip", directory.archives);
    case ArchivePart::seal_record:
        return beside(archive, storage::sealing_record_suffix, "application/pdf", directory.archives);
    case ArchivePart::time_stamp:
        return beside(archive, storage::time_stamp_suffix, "application/timestamp-reply", directory.archives);
    // As the record names it, not as the file beside may say by now.
    case ArchivePart::checksum:
        return made(archive.file_name + std::string(storage::digest_suffix), "text/plain",
                    archive.sha256 + "  " + archive.file_name + "\n");
    case ArchivePart::root: {
        if (archive.draft) return none;
        const auto root = storage::own_root_behind(directory.archives / archive.file_name, directory);
        if (!root) return root.error();
        return made(stem_of(archive.file_name) + ".chung-thu-goc.pem", "application/x-pem-file", *root);
    }
    // It names the package's digest: made with the package alone.
    case ArchivePart::hand_over_sheet: break;
    }
    return none;
}

std::string why_no_part(const Archive& archive, ArchivePart part)
{
    if (archive.file_name.empty()) return "Hồ sơ này đang được đóng gói. Hãy chờ đến khi xong.";
    if (archive.draft && part != ArchivePart::zip) return "Bản nháp không niêm phong nên không có tệp này.";
    switch (part) {
    case ArchivePart::seal_record:
        return "Hồ sơ này chưa có biên bản niêm phong. Hãy bấm “Đóng gói lại”: nội dung không đổi thì hồ sơ vẫn giữ "
               "nguyên và có thêm biên bản.";
    case ArchivePart::time_stamp:
        return "Hồ sơ này chưa có dấu thời gian. Chạy trên máy chủ: chamber-admin archive timestamp " +
               archive.file_name;
    case ArchivePart::hand_over_sheet:
        return "Biên bản giao nhận được lập cùng gói giao nộp. Chạy trên máy chủ: "
               "chamber-admin archive handover --out THU-MUC " +
               archive.file_name;
    case ArchivePart::root:
        return "Hồ sơ này không do chứng thư gốc của đơn vị niêm phong. Hãy lấy chứng thư gốc từ cơ quan đã niêm "
               "phong hồ sơ.";
    case ArchivePart::zip:
    case ArchivePart::checksum: break;
    }
    return "Không còn tệp hồ sơ này trên máy chủ. Hãy lấy lại từ bản lưu khác, hoặc đóng gói lại.";
}

}  // namespace chamber::server
