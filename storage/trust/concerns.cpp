#include "storage/trust/concerns.hpp"

#include "protocol/sentence.hpp"

namespace chamber::storage {

namespace {

std::string day(UtcMs time)
{
    return format_vietnam(time).substr(0, 10);
}

}  // namespace

std::vector<TrustConcern> concerns_about(const TrustContents& contents, UtcMs now)
{
    std::vector<TrustConcern> concerns;
    if (contents.certificates.empty())
        concerns.push_back(
            {"trust_empty",
             "Kho tin cậy chưa có chứng thư nào nên mọi chữ ký số đều là \"chưa tin cậy\". Hãy thêm chứng thư gốc và trung gian "
             "của Ban Cơ yếu Chính phủ: chamber-admin trust add FILE."});
    for (const TrustedCertificate& each : contents.certificates) {
        const TrustCertificate& certificate = each.certificate;
        if (certificate.not_after < now)
            concerns.push_back({"certificate_expired", "Chứng thư " + certificate.name + " đã hết hạn ngày " +
                                                           day(certificate.not_after) +
                                                           ". Hãy thêm chứng thư thay thế."});
        else if (certificate.not_after.value < now.value + certificate_warning_ms)
            concerns.push_back({"certificate_ends_soon", "Chứng thư " + certificate.name + " sẽ hết hạn ngày " +
                                                             day(certificate.not_after) +
                                                             ". Hãy chuẩn bị chứng thư thay thế."});
    }
    for (const KeptList& each : contents.lists) {
        const RevocationList& list = each.list;
        if (list.next_update.value == 0) continue;
        if (list.next_update < now)
            concerns.push_back(
                {"list_expired", "Danh sách thu hồi của " + list.name + " đã quá hạn cập nhật ngày " +
                                     day(list.next_update) +
                                     ". Hãy tải danh sách mới và chạy: chamber-admin trust import-crl FILE."});
        else if (list.next_update.value < now.value + list_warning_ms)
            concerns.push_back(
                {"list_ends_soon", "Danh sách thu hồi của " + list.name + " sẽ quá hạn ngày " + day(list.next_update) +
                                       ". Hãy tải danh sách mới và chạy: chamber-admin trust import-crl FILE."});
    }
    for (const UnreadFile& each : contents.unread)
        concerns.push_back(
            {"file_unread", "Tệp " + each.file.filename().string() +
                                " trong kho tin cậy không dùng được: " + sentence_for(Reader::terminal, each.error)});
    return concerns;
}

}  // namespace chamber::storage
