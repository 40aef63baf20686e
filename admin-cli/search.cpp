// search: where words stand, over all sessions.
#include "admin-cli/commands.hpp"
#include "admin-cli/filed_document.hpp"
#include "admin-cli/json_line.hpp"
#include "admin-cli/office.hpp"
#include "admin-cli/words.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <map>

namespace chamber::admin {

namespace {

// So many are read at a glance; --all gives the rest.
constexpr std::size_t shown_max = 20;

struct Gathered {
    std::vector<FoundHit> hits;
    bool more = false;
};

Result<Gathered> gather(Office& office, const std::string& query, const std::optional<SessionId>& session, bool all)
{
    Gathered gathered;
    std::optional<std::string> after;
    do {
        auto found = office.search(query, after);
        if (!found) return found.error();
        for (FoundHit& hit : found->hits) {
            if (session && hit.session != *session) continue;
            gathered.more = !all && gathered.hits.size() == shown_max;
            if (gathered.more) return gathered;
            gathered.hits.push_back(std::move(hit));
        }
        after = std::move(found->next);
    } while (after);
    return gathered;
}

// Of the documents that were found: their own numbers and titles, which a hit tells in one.
Result<std::map<std::string, DocumentFields>> papers_of(Office& office, const std::vector<FoundHit>& hits)
{
    std::map<std::string, DocumentFields> papers;
    if (std::ranges::none_of(hits, [](const FoundHit& hit) { return hit.document.has_value(); })) return papers;
    auto documents = documents_ever(office, std::nullopt);
    if (!documents) return documents.error();
    for (FiledDocument& each : *documents) papers.emplace(each.id.value, std::move(each.fields));
    return papers;
}

std::string kind_of(const FoundHit& hit)
{
    if (hit.entity_type == DraftDocument::type) return "chờ phát hành";
    if (hit.entity_type == Withdrawal::type) return "đã thu hồi";
    if (hit.entity_type == AgendaItem::type) return "nội dung chương trình";
    if (hit.entity_type == Annotation::type) return "ghi chú, góp ý";
    if (hit.entity_type == Person::type) return "đại biểu, khách mời, cán bộ";
    return "";
}

std::string line_of(const FoundHit& hit)
{
    std::string line = hit.title;
    if (hit.revision > 0) line += fmt::format(", trang {}", hit.page_index + 1);
    const std::string kind = kind_of(hit);
    return kind.empty() ? line : line + " (" + kind + ")";
}

void report(const Invocation& invocation, const FoundHit& hit, const DocumentFields* paper)
{
    if (!invocation.json()) {
        invocation.terminal->answer(fmt::format("{}  {}", hit.session.value, line_of(hit)));
        return invocation.terminal->answer("    " + hit.snippet);
    }
    JsonObject line;
    line.add("type", hit.entity_type).add("id", hit.id).add("session", hit.session.value);
    if (hit.document)
        line.add("document", hit.document->value);
    else
        line.add_encoded("document", "null");
    line.add("full_number", paper == nullptr ? std::optional<std::string>() : paper->full_number);
    line.add("title", paper == nullptr ? hit.title : paper->title);
    if (hit.revision > 0)
        line.add("revision", hit.revision).add("page", hit.page_index + 1);
    else
        line.add_encoded("revision", "null").add_encoded("page", "null");
    invocation.terminal->answer(line.add("snippet", hit.snippet).text());
}

Result<ExitCode> search(const Invocation& invocation)
{
    std::string query;
    for (const std::string& word : invocation.all("WORD")) query += (query.empty() ? "" : " ") + word;
    auto office = open_office(invocation.data);
    if (!office) return office.error();
    std::optional<SessionId> session;
    if (const auto typed = invocation.maybe("--session")) {
        auto named = find_session(**office, *typed);
        if (!named) return named.error();
        session = named->id;
    }
    const auto found = gather(**office, query, session, invocation.given("--all"));
    if (!found) return found.error();
    if (found->hits.empty()) {
        invocation.terminal->note(fmt::format(
            "Không tìm thấy “{}”. Hãy thử ít chữ hơn, hoặc gõ không dấu: chữ có dấu chỉ tìm đúng chữ ấy.", query));
        return ExitCode::not_found;
    }
    const auto papers = papers_of(**office, invocation.json() ? found->hits : std::vector<FoundHit>{});
    if (!papers) return papers.error();
    for (const FoundHit& hit : found->hits) {
        const auto paper = hit.document ? papers->find(hit.document->value) : papers->end();
        report(invocation, hit, paper == papers->end() ? nullptr : &paper->second);
    }
    invocation.terminal->note(found->more
                                  ? fmt::format("{} chỗ đầu tiên, còn nữa. Xem tất cả: thêm --all", found->hits.size())
                                  : fmt::format("{} chỗ", found->hits.size()));
    return ExitCode::done;
}

}  // namespace

CommandTable search_commands()
{
    return {
        {"search",
         "Tìm chữ trong số, trích yếu, tên người, nội dung chương trình, góp ý và trên từng trang, ở mọi kỳ họp",
         {{"WORD", Takes::words, "Chữ cần tìm; gõ không dấu tìm được cả hai, gõ có dấu thì tìm đúng dấu"},
          {"--session", Takes::option, "Chỉ trong kỳ họp này: mã hoặc số kỳ họp"},
          {"--all", Takes::flag, "Tất cả, không chỉ những chỗ đầu tiên"}},
         "  chamber-admin search \"giải ngân vốn đầu tư công\"\n"
         "  chamber-admin search 208/TTr-UBND --session 15\n"
         "  chamber-admin search ngan sach --json | jq -r '.document'",
         search},
    };
}

}  // namespace chamber::admin
