// document add|replace|list|publish. What is changed afterwards is in document_changes.cpp.
#include "admin-cli/commands.hpp"
#include "admin-cli/filed_document.hpp"
#include "admin-cli/json_line.hpp"
#include "admin-cli/office.hpp"
#include "admin-cli/table.hpp"
#include "admin-cli/words.hpp"
#include "protocol/office_remark.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace chamber::admin {

namespace {

std::string_view stage_words(JobStage stage)
{
    switch (stage) {
    case JobStage::receiving: return "đang gửi";
    case JobStage::inspecting: return "đang kiểm tra";
    case JobStage::storing: return "đang lưu";
    default: return "đang chờ";
    }
}

JsonObject json_of(const Revision& revision)
{
    JsonObject object;
    object.add("n", revision.n)
        .add("sha256", revision.sha256)
        .add("bytes", revision.bytes)
        .add("pages", revision.pages);
    object.add("verdict", wire_name(revision.verdict))
        .add("trust", wire_name(revision.trust))
        .add("added_at", revision.added_at);
    JsonArray remarks;
    for (const auto& remark : revision.remarks) remarks.add(remark);
    return object.add("published_at", revision.published_at).add("reason", revision.reason).add("remarks", remarks);
}

JsonObject json_of(const FiledDocument& document)
{
    const auto& fields = document.fields;
    JsonArray published;
    JsonArray waiting;
    for (const auto& revision : document.published) published.add(json_of(revision));
    for (const auto& revision : document.waiting) waiting.add(json_of(revision));
    JsonObject object;
    object.add("id", document.id.value)
        .add("session", fields.session.value)
        .add("agenda_item", fields.agenda_item.value);
    object.add("title", fields.title).add("type_code", fields.type_code).add("full_number", fields.full_number);
    object.add("issued_on", fields.issued_on).add("issuer", fields.issuer).add("file_name", fields.file_name);
    object.add("audience", wire_name(fields.audience))
        .add("draft", fields.draft)
        .add("late", fields.late)
        .add("scan", fields.scan);
    object.add("position", fields.position)
        .add("urgency", wire_name(fields.urgency))
        .add("place", fields.place)
        .add("type_name", fields.type_name);
    object.add("published", published).add("waiting", waiting);
    if (!document.withdrawn) return object.add_encoded("withdrawn", "null");
    const auto& word = *document.withdrawn;
    JsonObject withdrawn;
    withdrawn.add("at", word.withdrawn_at)
        .add("by", word.by.value)
        .add("reason", word.reason)
        .add("secret", word.secret);
    return object.add_encoded("withdrawn", withdrawn.text());
}

void report_filed(const Invocation& invocation, const FiledDocument& document)
{
    if (invocation.json()) {
        invocation.terminal->answer(json_of(document).text());
        return;
    }
    const auto* newest = document.newest();
    invocation.terminal->answer(fmt::format("{}  {}  bản {}, {} trang, {}", document.id.value, document.fields.title,
                                            newest == nullptr ? 0 : newest->n, newest == nullptr ? 0 : newest->pages,
                                            newest == nullptr ? "" : verdict_word(newest->verdict, newest->trust)));
    if (newest == nullptr) return;
    for (const auto& remark : newest->remarks) invocation.terminal->answer("  " + remark);
}

Result<void> add_one(const Invocation& invocation, Office& office, const NewFile& file, const std::string& counter)
{
    const auto name = counter + file.path.filename().string();
    auto added = office.add_file(file, [&](JobStage stage, std::uint64_t done, std::uint64_t total) {
        invocation.terminal->progress(fmt::format("{}: {}", name, stage_words(stage)), done, total);
    });
    if (!added) return added.error();
    auto document = find_document(office, added->value);
    if (!document) return document.error();
    report_filed(invocation, *document);
    return {};
}

Result<ExitCode> add(const Invocation& invocation)
{
    auto office = open_office(invocation.data);
    if (!office) return office.error();
    auto session = find_session(**office, invocation.one("SESSION"));
    if (!session) return session.error();
    auto item = find_item(**office, session->id, invocation.one("--item"));
    if (!item) return item.error();
    std::optional<Audience> audience;
    if (const auto typed = invocation.maybe("--audience")) {
        auto parsed = parse_audience(*typed);
        if (!parsed) return parsed.error();
        audience = *parsed;
    }

    const auto& paths = invocation.all("FILE");
    std::size_t refused = 0;
    std::optional<Error> first;
    for (std::size_t at = 0; at < paths.size(); ++at) {
        NewFile file;
        file.session = session->id;
        file.item = item->id;
        file.path = paths[at];
        file.audience = audience;
        file.not_secret = invocation.maybe("--not-secret");
        const auto counter = paths.size() > 1 ? fmt::format("{}/{} ", at + 1, paths.size()) : std::string{};
        auto added = add_one(invocation, **office, file, counter);
        if (added) continue;
        if (paths.size() == 1) return added.error();
        invocation.terminal->error(added.error(), paths[at]);
        ++refused;
        if (!first) first = added.error();
    }
    if (refused == 0) {
        invocation.terminal->note("Đã thêm. Tài liệu đến máy đại biểu sau khi phát hành: chamber-admin publish " +
                                  session->id.value);
        return ExitCode::done;
    }
    return refused < paths.size() ? ExitCode::partly : exit_code_of(first->code);
}

Result<ExitCode> replace(const Invocation& invocation)
{
    auto office = open_office(invocation.data);
    if (!office) return office.error();
    auto document = find_document(**office, invocation.one("DOCUMENT"));
    if (!document) return document.error();
    NewFile file;
    file.session = document->fields.session;
    file.document = document->id;
    file.path = invocation.one("FILE");
    file.reason = invocation.one("--reason");
    file.not_secret = invocation.maybe("--not-secret");
    if (file.reason->empty()) return fail(ErrorCode::reason_required);
    if (auto added = add_one(invocation, **office, file, {}); !added) return added.error();
    return ExitCode::done;
}

Result<ExitCode> list(const Invocation& invocation)
{
    auto office = open_office(invocation.data);
    if (!office) return office.error();
    std::optional<SessionId> session;
    if (const auto typed = invocation.maybe("SESSION")) {
        auto found = find_session(**office, *typed);
        if (!found) return found.error();
        session = found->id;
    }
    auto documents = documents_ever(**office, session);
    if (!documents) return documents.error();
    auto items = (*office)->all<AgendaItem>();
    if (!items) return items.error();

    Table table{{"MÃ", "MỤC", "TRẠNG THÁI", "BẢN", "TRANG", "CỠ", "CHỮ KÝ SỐ", "TRÍCH YẾU"}};
    for (const auto& document : *documents) {
        if (invocation.json()) {
            invocation.terminal->answer(json_of(document).text());
            continue;
        }
        const auto item = std::ranges::find(*items, document.fields.agenda_item, &AgendaItem::id);
        const auto number = item == items->end() ? std::string{} : item->number;
        if (document.withdrawn) {
            const char* gone = document.withdrawn->secret ? "thu hồi, hủy tệp" : "thu hồi hoặc bỏ";
            table.add({document.id.value, number, gone, "", "", "", "",
                       document.fields.title + " – lý do: " + document.withdrawn->reason});
        }
        const auto* newest = document.newest();
        if (newest == nullptr) continue;
        const char* state = document.published.empty() ? "chờ phát hành"
                            : document.waiting.empty() ? "đã phát hành"
                                                       : "có bản mới chờ";
        table.add({document.id.value, number, state, std::to_string(newest->n), std::to_string(newest->pages),
                   format_bytes(newest->bytes), std::string{verdict_word(newest->verdict, newest->trust)},
                   document.fields.title});
    }
    if (!invocation.json()) invocation.terminal->answer_raw(table.text(invocation.terminal->columns()));
    return ExitCode::done;
}

bool goes_out(const FiledDocument& document, const PublishDocuments& body)
{
    return !document.waiting.empty() &&
           (body.documents.empty() || std::ranges::find(body.documents, document.id) != body.documents.end());
}

// What the office should know of what goes out: the same number twice, a replacement that looks like another paper.
void warn_before(const Invocation& invocation, const std::vector<FiledDocument>& documents,
                 const PublishDocuments& body)
{
    for (const auto& document : documents) {
        if (!goes_out(document, body)) continue;
        for (const auto& remark : document.waiting.back().remarks)
            if (office_remark(remark)) invocation.terminal->note(fmt::format("{}: {}", document.id.value, remark));
    }
}

Result<ExitCode> publish(const Invocation& invocation)
{
    auto office = open_office(invocation.data);
    if (!office) return office.error();
    auto session = find_session(**office, invocation.one("SESSION"));
    if (!session) return session.error();
    PublishDocuments body;
    body.session = session->id;
    for (const auto& id : invocation.all("DOCUMENT")) body.documents.emplace_back(id);

    auto before = filed_documents(**office, session->id);
    if (!before) return before.error();
    warn_before(invocation, *before, body);
    if (auto published = (*office)->run(body); !published) return published.error();
    for (const auto& document : *before) {
        if (!goes_out(document, body)) continue;
        if (invocation.json()) {
            JsonObject line;
            line.add("id", document.id.value)
                .add("revision", document.waiting.back().n)
                .add("audience", wire_name(document.fields.audience));
            invocation.terminal->answer(line.text());
        } else {
            invocation.terminal->answer(fmt::format("{}  {}  đã phát hành bản {}, người xem: {}", document.id.value,
                                                    document.fields.title, document.waiting.back().n,
                                                    label_in_sentence(document.fields.audience)));
        }
    }
    return ExitCode::done;
}

}  // namespace

CommandTable document_commands()
{
    return {
        {"document add",
         "Thêm tài liệu PDF vào một nội dung chương trình; tài liệu chờ phát hành",
         {{"SESSION", Takes::word, "Mã kỳ họp hoặc số kỳ họp"},
          {"FILE", Takes::words, "Một hay nhiều tệp PDF"},
          {"--item", Takes::needed_option, "Số thứ tự trong chương trình, hoặc mã nội dung"},
          {"--audience", Takes::option,
           "Ai được xem: tat-ca hoặc dai-bieu. Bỏ trống: phiên họp kín thì chỉ đại biểu, còn lại tất cả"},
          {"--not-secret", Takes::option,
           "Lý do tệp bị coi là mật thực ra không phải tài liệu mật; được ghi vào nhật ký"}},
         "  chamber-admin document add K12-KH15 to-trinh.pdf --item 3\n"
         "  chamber-admin document add 15 *.pdf --item MUC03 --audience dai-bieu",
         add},
        {"document list",
         "Liệt kê tài liệu: trạng thái, số bản, số trang, chữ ký số",
         {{"SESSION", Takes::optional_word, "Chỉ của kỳ họp này"}},
         "  chamber-admin document list K12-KH15\n"
         "  chamber-admin document list --json | jq -r 'select(.waiting != []) | .id'",
         list},
        {"document replace",
         "Nộp bản mới của một tài liệu; bản mới chờ phát hành",
         {{"DOCUMENT", Takes::word, "Mã tài liệu"},
          {"FILE", Takes::word, "Tệp PDF"},
          {"--reason", Takes::needed_option, "Lý do thay; đại biểu đọc được"},
          {"--not-secret", Takes::option,
           "Lý do tệp bị coi là mật thực ra không phải tài liệu mật; được ghi vào nhật ký"}},
         "  chamber-admin document replace TL08 du-toan-sua.pdf --reason \"Sửa số liệu trang 7\"",
         replace},
        {"document publish",
         "Phát hành tài liệu đang chờ và cho biết ai sẽ xem; cùng lệnh với publish",
         {{"SESSION", Takes::word, "Mã kỳ họp hoặc số kỳ họp"},
          {"DOCUMENT", Takes::optional_words, "Mã tài liệu; bỏ trống: tất cả đang chờ"}},
         "  chamber-admin document publish K12-KH15 TL08",
         publish},
        {"publish",
         "Phát hành tài liệu đang chờ đến máy đại biểu",
         {{"SESSION", Takes::word, "Mã kỳ họp hoặc số kỳ họp"},
          {"DOCUMENT", Takes::optional_words, "Mã tài liệu; bỏ trống: tất cả đang chờ"}},
         "  chamber-admin publish K12-KH15\n"
         "  chamber-admin publish K12-KH15 TL08 TL25",
         publish},
    };
}

}  // namespace chamber::admin
