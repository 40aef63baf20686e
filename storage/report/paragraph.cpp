// The paragraph that is pasted into the yearly report: whole sentences, figures as Vietnamese write them, and nothing
// that no record holds.
#include "storage/report/figures.hpp"

namespace chamber::storage {

namespace {

// "Hội đồng nhân dân huyện Hương Sen" → "HĐND huyện Hương Sen".
std::string short_name(const std::string& council)
{
    constexpr std::string_view words = "Hội đồng nhân dân";
    if (council.starts_with(words)) return "HĐND" + council.substr(words.size());
    return council.empty() ? "Hội đồng nhân dân" : council;
}

class Sentence {
public:
    explicit Sentence(const YearReport& report) : report_(report) {}

    std::string of(std::string_view key) const
    {
        const Figure& figure = report_.figure(key);
        return vietnamese_number(figure.value) + (figure.unit == "%" ? " %" : "");
    }
    bool has(std::string_view key) const { return report_.figure(key).value.known; }
    std::int64_t count(std::string_view key) const { return report_.figure(key).value.value; }

private:
    const YearReport& report_;
};

std::string archives_part(const Sentence& sentence)
{
    if (sentence.count("archives_sealed") == 0) return "chưa có hồ sơ kỳ họp nào được niêm phong";
    if (sentence.count("archives_kept") == sentence.count("archives_sealed"))
        return sentence.of("archives_sealed") + " hồ sơ kỳ họp đã niêm phong, nộp lưu trữ";
    return sentence.of("archives_sealed") + " hồ sơ kỳ họp đã niêm phong, trong đó " + sentence.of("archives_kept") +
           " hồ sơ đã nộp lưu trữ";
}

}  // namespace

std::string report_paragraph(const YearReport& report)
{
    const Sentence sentence(report);
    const std::string year = std::to_string(report.span.year);
    const std::string until = "(số liệu tính đến hết ngày " + vietnamese_date(report.span.as_of) + ")";
    if (report.empty())
        return "Trong năm " + year + ", " + short_name(report.council) + " chưa tổ chức kỳ họp nào " + until + ".";
    std::string text = "Trong năm " + year + ", " + short_name(report.council) + " đã tổ chức " +
                       sentence.of("sessions") + " kỳ họp với " + sentence.of("sittings_paperless") +
                       " phiên họp không giấy";
    if (sentence.count("sittings_paperless") != sentence.count("sittings"))
        text += " trên tổng số " + sentence.of("sittings") + " phiên họp";
    text += "; phát hành " + sentence.of("documents") + " tài liệu điện tử";
    if (sentence.has("signed_share"))
        text += " (" + sentence.of("documents_signed") + " ký số, đạt " + sentence.of("signed_share") + "; " +
                sentence.of("documents_unsigned") + " không ký số)";
    if (sentence.has("in_time_share")) text += ", gửi đúng hạn " + sentence.of("in_time_share");
    if (sentence.has("attendance_share")) text += "; tỷ lệ đại biểu dự họp " + sentence.of("attendance_share");
    text += "; thông qua " + sentence.of("resolutions") + " nghị quyết; ước tiết kiệm " + sentence.of("sheets_saved") +
            " tờ giấy A4; " + archives_part(sentence);
    return text + " " + until + ".";
}

}  // namespace chamber::storage
