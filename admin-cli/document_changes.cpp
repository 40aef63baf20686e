// document edit|move|withdraw|drop: what happens to a paper after it was taken in.
#include "admin-cli/commands.hpp"
#include "admin-cli/filed_document.hpp"
#include "admin-cli/json_line.hpp"
#include "admin-cli/office.hpp"
#include "admin-cli/words.hpp"

#include <boost/describe/enum_from_string.hpp>

#include <charconv>
#include <fmt/format.h>

namespace chamber::admin {

namespace {

// "19/12/2024" as people write it, or the ISO day; whether it exists is the server's business.
std::string iso_day(const std::string& typed)
{
    if (typed.size() != 10 || typed[2] != '/' || typed[5] != '/') return typed;
    return typed.substr(6) + "-" + typed.substr(3, 2) + "-" + typed.substr(0, 2);
}

Result<Urgency> parse_urgency(const std::string& typed)
{
    if (typed == "khong") return Urgency::none;
    if (typed == "khan") return Urgency::urgent;
    if (typed == "thuong-khan") return Urgency::very_urgent;
    if (typed == "hoa-toc") return Urgency::express;
    Urgency urgency{};
    if (boost::describe::enum_from_string(typed.c_str(), urgency)) return urgency;
    return fail(ErrorCode::unknown_value, "độ khẩn là khong, khan, thuong-khan hoặc hoa-toc", typed);
}

Result<bool> parse_yes(const std::string& typed)
{
    if (typed == "co" || typed == "yes" || typed == "true") return true;
    if (typed == "khong" || typed == "no" || typed == "false") return false;
    return fail(ErrorCode::unknown_value, "ghi co hoặc khong", typed);
}

Result<std::int32_t> parse_place(const std::string& typed)
{
    std::int32_t place = 0;
    const auto [end, failed] = std::from_chars(typed.data(), typed.data() + typed.size(), place);
    if (failed != std::errc{} || end != typed.data() + typed.size() || place < 1)
        return fail(ErrorCode::out_of_range, "thứ tự là số từ 1", typed);
    return place;
}

// Reads an option into its field, when it was given.
template <class Value, class Parse>
Result<void> take(const Invocation& invocation, std::string_view option, std::optional<Value>& field, Parse parse)
{
    const auto typed = invocation.maybe(option);
    if (!typed) return {};
    auto value = parse(*typed);
    if (!value) return value.error();
    field = *value;
    return {};
}

Result<EditDocument> edit_from(const Invocation& invocation, Office& office, const FiledDocument& document)
{
    EditDocument body;
    body.document = document.id;
    body.title = invocation.maybe("--title");
    body.full_number = invocation.maybe("--number");
    body.type_name = invocation.maybe("--type");
    body.type_code = invocation.maybe("--type-code");
    body.issuer = invocation.maybe("--issuer");
    body.place = invocation.maybe("--place");
    body.signer = invocation.maybe("--signer");
    body.term = invocation.maybe("--term");
    if (const auto day = invocation.maybe("--date")) body.issued_on = iso_day(*day);
    if (const auto typed = invocation.maybe("--item")) {
        auto item = find_item(office, document.fields.session, *typed);
        if (!item) return item.error();
        body.agenda_item = item->id;
    }
    if (auto taken = take(invocation, "--audience", body.audience, parse_audience); !taken) return taken.error();
    if (auto taken = take(invocation, "--urgency", body.urgency, parse_urgency); !taken) return taken.error();
    if (auto taken = take(invocation, "--draft", body.draft, parse_yes); !taken) return taken.error();
    if (auto taken = take(invocation, "--scan", body.scan, parse_yes); !taken) return taken.error();
    if (auto taken = take(invocation, "--normative", body.normative, parse_yes); !taken) return taken.error();
    if (auto taken = take(invocation, "--session-number", body.session_number, parse_place); !taken)
        return taken.error();
    if (auto taken = take(invocation, "--position", body.position, parse_place); !taken) return taken.error();
    if (invocation.given("--confirmed")) body.confirmed = true;
    return body;
}

Result<ExitCode> edit(const Invocation& invocation)
{
    auto office = open_office(invocation.data);
    if (!office) return office.error();
    auto before = find_document(**office, invocation.one("DOCUMENT"));
    if (!before) return before.error();
    auto body = edit_from(invocation, **office, *before);
    if (!body) return body.error();
    if (auto edited = (*office)->run(*body); !edited) return edited.error();
    auto after = find_document(**office, before->id.value);
    if (!after) return after.error();
    const auto& fields = after->fields;
    if (invocation.json()) {
        invocation.terminal->answer(JsonObject{}
                                        .add("id", after->id.value)
                                        .add("audience", wire_name(fields.audience))
                                        .add("position", fields.position)
                                        .text());
        return ExitCode::done;
    }
    invocation.terminal->answer(fmt::format("{}  {}  đã sửa", after->id.value, fields.title));
    if (fields.audience != before->fields.audience)
        invocation.terminal->note(fmt::format("Người xem: {}.", label_in_sentence(fields.audience)));
    return ExitCode::done;
}

// The same change, of the place alone.
Result<ExitCode> move(const Invocation& invocation)
{
    if (!invocation.given("--item") && !invocation.given("--position"))
        return fail(ErrorCode::missing_field, "ghi --item hoặc --position", "--item");
    return edit(invocation);
}

Result<ExitCode> withdraw(const Invocation& invocation)
{
    auto office = open_office(invocation.data);
    if (!office) return office.error();
    auto document = find_document(**office, invocation.one("DOCUMENT"));
    if (!document) return document.error();
    WithdrawDocument body;
    body.document = document->id;
    body.reason = invocation.one("--reason");
    if (invocation.given("--secret")) body.secret = true;
    if (auto withdrawn = (*office)->run(body); !withdrawn) return withdrawn.error();
    const bool secret = body.secret.value_or(false);
    if (invocation.json()) {
        invocation.terminal->answer(
            JsonObject{}.add("id", document->id.value).add("withdrawn", true).add("secret", secret).text());
        return ExitCode::done;
    }
    invocation.terminal->answer(
        fmt::format("{}  {}  {}", document->id.value, document->fields.title,
                    document->published.empty() ? "đã bỏ, chưa đại biểu nào thấy" : "đã thu hồi khỏi mọi máy"));
    invocation.terminal->note(
        secret
            ? "Tệp đã bị hủy trên máy chủ. Bản sao lưu làm trước lúc này vẫn còn tệp; hãy hủy các bản đó theo quy định."
            : "Tệp và lý do được giữ cho hồ sơ.");
    return ExitCode::done;
}

Result<ExitCode> drop(const Invocation& invocation)
{
    auto office = open_office(invocation.data);
    if (!office) return office.error();
    auto document = find_document(**office, invocation.one("DOCUMENT"));
    if (!document) return document.error();
    DropRevision body;
    body.document = document->id;
    body.reason = invocation.one("--reason");
    if (auto dropped = (*office)->run(body); !dropped) return dropped.error();
    const std::int32_t n = document->waiting.empty() ? 0 : document->waiting.back().n;
    if (invocation.json()) {
        invocation.terminal->answer(JsonObject{}.add("id", document->id.value).add("dropped", n).text());
        return ExitCode::done;
    }
    invocation.terminal->answer(
        fmt::format("{}  {}  đã bỏ bản {} đang chờ; {}", document->id.value, document->fields.title, n,
                    document->published.empty() ? "bản trước vẫn chờ phát hành" : "bản đã phát hành giữ nguyên"));
    return ExitCode::done;
}

}  // namespace

CommandTable document_change_commands()
{
    return {
        {"document edit",
         "Sửa những gì đã đọc từ trang đầu, chuyển nội dung, đổi thứ tự; giá trị cũ và người sửa được lưu",
         {{"DOCUMENT", Takes::word, "Mã tài liệu"},
          {"--title", Takes::option, "Trích yếu"},
          {"--number", Takes::option, "Số, ký hiệu, như 208/TTr-UBND"},
          {"--date", Takes::option, "Ngày ban hành, như 19/12/2024"},
          {"--type", Takes::option, "Tên loại, như \"Tờ trình\""},
          {"--type-code", Takes::option, "Chữ viết tắt của tên loại, như TTr"},
          {"--issuer", Takes::option, "Cơ quan ban hành"},
          {"--place", Takes::option, "Địa danh"},
          {"--urgency", Takes::option, "Độ khẩn: khong, khan, thuong-khan, hoa-toc"},
          {"--draft", Takes::option, "Dự thảo: co hoặc khong"},
          {"--scan", Takes::option, "Bản quét: co hoặc khong"},
          {"--signer", Takes::option, "Người ký"},
          {"--term", Takes::option, "Khóa của hội đồng, ví dụ XII"},
          {"--session-number", Takes::option, "Kỳ họp thứ mấy, từ 1"},
          {"--normative", Takes::option, "Văn bản quy phạm pháp luật: co hoặc khong"},
          {"--item", Takes::option, "Chuyển sang nội dung này: số thứ tự, hoặc mã nội dung"},
          {"--audience", Takes::option, "Ai được xem: tat-ca hoặc dai-bieu; chỉ đổi được trước khi phát hành"},
          {"--position", Takes::option, "Đứng thứ mấy trong nội dung, từ 1"},
          {"--confirmed", Takes::flag, "Đã so với văn bản"}},
         "  chamber-admin document edit TL08 --type \"Báo cáo\" --type-code BC --issuer \"UBND huyện\"\n"
         "  chamber-admin document edit TL08 --position 1",
         edit},
        {"document move",
         "Chuyển tài liệu sang nội dung khác, hoặc đến chỗ khác trong nội dung; các tài liệu còn lại dồn theo",
         {{"DOCUMENT", Takes::word, "Mã tài liệu"},
          {"--item", Takes::option, "Sang nội dung này: số thứ tự, hoặc mã nội dung"},
          {"--position", Takes::option, "Đứng thứ mấy trong nội dung, từ 1"}},
         "  chamber-admin document move TL08 --item 5\n  chamber-admin document move TL08 --position 1",
         move},
        {"document withdraw",
         "Thu hồi tài liệu khỏi mọi máy; tệp và lý do được giữ cho hồ sơ",
         {{"DOCUMENT", Takes::word, "Mã tài liệu"},
          {"--reason", Takes::needed_option, "Lý do; đại biểu đọc được"},
          {"--secret", Takes::flag, "Tài liệu là bí mật nhà nước: hủy cả tệp"}},
         "  chamber-admin document withdraw TL08 --reason \"Gửi nhầm bản\"",
         withdraw},
        {"document drop",
         "Bỏ bản thay thế đang chờ phát hành; bản đã phát hành giữ nguyên",
         {{"DOCUMENT", Takes::word, "Mã tài liệu"}, {"--reason", Takes::needed_option, "Lý do"}},
         "  chamber-admin document drop TL08 --reason \"Nhầm tệp\"",
         drop},
    };
}

}  // namespace chamber::admin
