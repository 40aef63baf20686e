// document header: what the first page of a PDF, or a plain text, says of its document. Nothing is stored; no data
// directory is needed.
#include "admin-cli/document_header.hpp"

#include "admin-cli/json_line.hpp"
#include "admin-cli/table.hpp"
#include "admin-cli/typed_file.hpp"
#include "protocol/calendar.hpp"
#include "protocol/header_fields.hpp"
#include "protocol/inspection.hpp"
#include "server/inspect/client.hpp"
#include "storage/system_world.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

namespace chamber::admin {

namespace {

constexpr std::uint64_t text_bytes_max = 1'048'576;

struct FirstPage {
    HeaderFields fields;
    bool scan = false;
};

Result<Inspection> inspect_file(const std::string& path)
{
    const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (descriptor < 0)
        return fail(errno == ENOENT ? ErrorCode::not_found : ErrorCode::io_failed, "không mở được tệp", path);
    storage::SystemClock clock;
    inspect::InspectOptions options;
    options.now = clock.utc();
    options.previews = false;
    struct stat status {};
    auto read = [&]() -> Result<Inspection> {
        if (::fstat(descriptor, &status) != 0 || !S_ISREG(status.st_mode))
            return fail(ErrorCode::not_pdf, "không phải tệp thường", path);
        return inspect::inspect(descriptor, static_cast<std::uint64_t>(status.st_size), options);
    }();
    ::close(descriptor);
    if (!read) return fail(read.error().code, read.error().detail, path);
    return read;
}

Result<FirstPage> first_page_of(const std::string& path)
{
    auto inspection = inspect_file(path);
    if (!inspection) return inspection.error();
    return FirstPage{read_header(*inspection), is_scan(*inspection)};
}

std::string json_of(const HeaderFields& fields)
{
    JsonArray agency;
    for (const std::string& line : fields.agency_lines) agency.add(line);
    JsonObject object;
    object.add("full_number", fields.full_number).add("number", fields.number).add("notation", fields.notation);
    object.add("doc_type", fields.doc_type).add("type_name", fields.type_name).add("organ_abbr", fields.organ_abbr);
    object.add("agency_lines", agency).add("date", fields.date).add("place", fields.place);
    object.add("subject", fields.subject).add("term", fields.term);
    if (fields.session_no)
        object.add("session_no", *fields.session_no);
    else
        object.add_encoded("session_no", "null");
    object.add("normative", fields.normative).add("draft", fields.draft).add("secrecy", fields.secrecy);
    return object.text();
}

void show(const Invocation& invocation, const HeaderFields& fields)
{
    Table table{{"MỤC", "ĐỌC ĐƯỢC"}};
    const auto row = [&](const char* name, const std::optional<std::string>& value) {
        table.add({name, value && !value->empty() ? *value : "(không thấy)"});
    };
    std::string agency;
    for (const std::string& line : fields.agency_lines) agency += (agency.empty() ? "" : " / ") + line;
    row("Cơ quan ban hành", agency);
    row("Số, ký hiệu", fields.full_number ? fields.full_number
                       : fields.notation  ? std::optional("(chưa có số)/" + *fields.notation)
                                          : std::nullopt);
    row("Loại văn bản", fields.type_name
                            ? std::optional(fmt::format("{} ({})", *fields.type_name, fields.doc_type.value_or("")))
                            : fields.type_name);
    row("Ngày ban hành", fields.date ? std::optional(spoken_day(*fields.date)) : fields.date);
    row("Địa danh", fields.place);
    if (fields.term) row("Khóa", fields.term);
    if (fields.session_no) row("Kỳ họp thứ", std::to_string(*fields.session_no));
    if (fields.normative) row("Quy phạm pháp luật", "có");
    if (fields.draft) row("Dự thảo", "có");
    if (!fields.urgency.empty()) row("Độ khẩn", fields.urgency);
    if (fields.secrecy) row("Độ mật", fields.secrecy);
    row("Trích yếu", fields.subject);
    invocation.terminal->answer_raw(table.text(invocation.terminal->columns()));
}

Result<FirstPage> read_page(const Invocation& invocation)
{
    const auto file = invocation.maybe("FILE");
    const auto text_file = invocation.maybe("--text");
    if (file && text_file)
        return fail(ErrorCode::unknown_value, "chỉ ghi một trong hai: tệp PDF, hoặc --text", "--text");
    if (file) return first_page_of(*file);
    if (!text_file)
        return fail(ErrorCode::missing_field, "hãy ghi tên tệp PDF, hoặc --text - để đọc chữ từ đầu vào", "FILE");
    auto text = read_file_or_input(*text_file, text_bytes_max);
    if (!text) return text.error();
    return FirstPage{read_header(*text), false};
}

Result<ExitCode> header(const Invocation& invocation)
{
    auto page = read_page(invocation);
    if (!page) return page.error();
    const HeaderFields& fields = page->fields;
    if (page->scan && says_nothing(fields)) {
        invocation.terminal->complain(
            invocation.one("FILE") +
                ": trang đầu là bản quét, không có lớp chữ nên không đọc được gì. Hãy xin bản PDF xuất từ máy tính, hoặc nhận dạng chữ (OCR) rồi thử lại; thêm vào kỳ họp thì vẫn được, rồi nhập tay: chamber-admin document edit --help",
            "scan_without_text");
        return ExitCode::failed;
    }
    if (invocation.json())
        invocation.terminal->answer(json_of(fields));
    else
        show(invocation, fields);
    for (const std::string& remark : fields.remarks) invocation.terminal->note("Lưu ý: " + remark + ".");
    if (page->scan)
        invocation.terminal->note("Lưu ý: đây là bản quét, chữ do máy nhận dạng; hãy so từng mục với trang đầu.");
    if (fields.secrecy)
        invocation.terminal->note(
            fmt::format("Lưu ý: văn bản có dấu “{}”. Tài liệu mật không được đưa vào hệ thống này.", *fields.secrecy));
    return ExitCode::done;
}

}  // namespace

CommandTable document_header_commands()
{
    return {
        {"document header",
         "Đọc thể thức trang đầu: số, ký hiệu, ngày, cơ quan, loại, trích yếu; không lưu gì, không cần thư mục dữ liệu",
         {{"FILE", Takes::optional_word, "Tệp PDF"},
          {"--text", Takes::option, "Thay cho PDF: tệp chữ thuần của trang đầu; - là đọc từ đầu vào"}},
         "  chamber-admin document header to-trinh.pdf\n"
         "  pdftotext -raw -l 1 to-trinh.pdf - | chamber-admin document header --text - --json",
         header},
    };
}

}  // namespace chamber::admin
