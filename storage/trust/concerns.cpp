#include "storage/trust/concerns.hpp"

namespace chamber::storage {

namespace {

std::string day(UtcMs time)
{
    return format_vietnam(time).substr(0, 10);
}

// What is to be done about a list, in the hands of whoever reads it.
std::string with_newer_list(Reader reader)
{
    return reader == Reader::terminal ? ". Hãy tải danh sách mới và chạy: chamber-admin trust import-crl FILE."
                                      : ". Hãy tải danh sách mới của cơ quan này rồi thêm vào kho.";
}

std::string about_nothing(Reader reader)
{
    return reader == Reader::terminal
               ? "Kho tin cậy chưa có chứng thư nào nên mọi chữ ký số đều là \"chưa tin cậy\". Hãy thêm chứng thư gốc và trung gian "
                 "của Ban Cơ yếu Chính phủ: chamber-admin trust add FILE."
               : "Kho tin cậy chưa có chứng thư nào: chữ ký số vẫn được kiểm tra tính toàn vẹn, nhưng chưa xác định được người ký có "
                 "đáng tin hay không. Hãy thêm chứng thư gốc và trung gian của Ban Cơ yếu Chính phủ.";
}

}  // namespace

std::optional<TrustConcern> ending_of(const TrustCertificate& certificate, UtcMs now)
{
    if (certificate.not_after < now)
        return TrustConcern{"certificate_expired", "Chứng thư " + certificate.name + " đã hết hạn ngày " +
                                                       day(certificate.not_after) + ". Hãy thêm chứng thư thay thế."};
    if (certificate.not_after.value < now.value + certificate_warning_ms)
        return TrustConcern{"certificate_ends_soon", "Chứng thư " + certificate.name + " sẽ hết hạn ngày " +
                                                         day(certificate.not_after) +
                                                         ". Hãy chuẩn bị chứng thư thay thế."};
    return std::nullopt;
}

std::optional<TrustConcern> ending_of(const RevocationList& list, Reader reader, UtcMs now)
{
    if (list.next_update.value == 0) return std::nullopt;
    if (list.next_update < now)
        return TrustConcern{"list_expired", "Danh sách thu hồi của " + list.name + " đã quá hạn cập nhật ngày " +
                                                day(list.next_update) + with_newer_list(reader)};
    if (list.next_update.value < now.value + list_warning_ms)
        return TrustConcern{"list_ends_soon", "Danh sách thu hồi của " + list.name + " sẽ quá hạn ngày " +
                                                  day(list.next_update) + with_newer_list(reader)};
    return std::nullopt;
}

std::vector<TrustConcern> concerns_about(const TrustContents& contents, Reader reader, UtcMs now)
{
    std::vector<TrustConcern> concerns;
    if (contents.certificates.empty()) concerns.push_back({"trust_empty", about_nothing(reader)});
    for (const TrustedCertificate& each : contents.certificates)
        if (auto ending = ending_of(each.certificate, now)) concerns.push_back(std::move(*ending));
    for (const KeptList& each : contents.lists)
        if (auto ending = ending_of(each.list, reader, now)) concerns.push_back(std::move(*ending));
    for (const UnreadFile& each : contents.unread)
        concerns.push_back(
            {"file_unread", "Tệp " + each.file.filename().string() +
                                " trong kho tin cậy không dùng được: " + sentence_for(reader, each.error)});
    return concerns;
}

}  // namespace chamber::storage
