// Each kind of document has a chapter in prose/documents.txt. What each council really writes differs; the order and
// the formulas there are the usual ones.
#include "admin-cli/demo/compose.hpp"

#include "admin-cli/demo/framing.hpp"

#include <algorithm>
#include <cstdio>
#include <map>
#include <sstream>
#include <utility>

namespace chamber::demo {
namespace {

Topics first(const Topics& topics, std::size_t count)
{
    return Topics(topics.begin(), topics.begin() + static_cast<std::ptrdiff_t>(std::min(count, topics.size())));
}

Topics joined(std::initializer_list<const Topics*> lists)
{
    Topics all;
    for (const Topics* topics : lists) all.insert(all.end(), topics->begin(), topics->end());
    return all;
}

std::vector<Annex> annexes_of(const Writing& w)
{
    const DocumentFields& fields = w.fields();
    const std::int32_t pages = w.revision.pages;
    const bool report = fields.type_code == "BC";
    if (report && has(fields.title, "quốc phòng") && pages >= 30) {
        return {{AnnexKind::indicators, "Phụ lục 01", "Các chỉ tiêu kinh tế - xã hội chủ yếu năm 2024", 3},
                {AnnexKind::communes, "Phụ lục 02", "Kết quả thực hiện một số chỉ tiêu theo xã, thị trấn", 5},
                {AnnexKind::projects, "Phụ lục 03", "Danh mục công trình trọng điểm", 4}};
    }
    if (report && has(fields.title, "dự toán ngân sách") && pages >= 20) {
        return {{AnnexKind::budget, "Biểu số 01", "Cân đối ngân sách địa phương năm 2024, dự toán năm 2025", 2},
                {AnnexKind::budget, "Biểu số 02", "Tổng hợp thu ngân sách theo nguồn và đơn vị", 2},
                {AnnexKind::budget, "Biểu số 03", "Tổng hợp chi ngân sách theo lĩnh vực", 3},
                {AnnexKind::communes, "Biểu số 04", "Thu, chi ngân sách các xã, thị trấn", 4},
                {AnnexKind::projects, "Biểu số 05", "Chi đầu tư phát triển theo công trình", 5}};
    }
    if (report && has(fields.title, "đầu tư công") && pages >= 20) {
        return {{AnnexKind::projects, "Phụ lục 01", "Tình hình giải ngân các công trình năm 2024", 7},
                {AnnexKind::projects, "Phụ lục 02", "Danh mục dự kiến kế hoạch năm 2025", 6}};
    }
    if (report && has(fields.title, "cử tri"))
        return {{AnnexKind::petitions, "Phụ lục", "Tổng hợp ý kiến, kiến nghị của cử tri và kết quả giải quyết", 5}};
    if (report && has(fields.issuer, "Thường trực") && pages >= 12)
        return {{AnnexKind::communes, "Phụ lục", "Kết quả theo dõi, đôn đốc tại các xã, thị trấn", 4}};
    if (report && (has(fields.issuer, "Tòa án") || has(fields.issuer, "Viện kiểm sát")) && pages >= 12) {
        return {{AnnexKind::communes, "Phụ lục", "Một số kết quả theo địa bàn xã, thị trấn", 2}};
    }
    if (fields.type_code == "NQ" && has(fields.title, "phụ lục")) {
        return {{AnnexKind::projects, "Phụ lục 01", "Danh mục công trình chuyển tiếp", 4},
                {AnnexKind::projects, "Phụ lục 02", "Danh mục công trình khởi công mới", 4},
                {AnnexKind::budget, "Phụ lục 03", "Cơ cấu nguồn vốn", 3}};
    }
    if (fields.type_code == "ĐA")
        return {{AnnexKind::communes, "Phụ lục", "Lộ trình triển khai tại các xã, thị trấn", 2}};
    return {};
}

// Which of prose/documents.txt this document is.
std::string_view kind_of(const DocumentFields& fields)
{
    const std::string& type = fields.type_code;
    if (type == "BC" && has(fields.title, "cử tri")) return "report of petitions";
    if (type == "BC") return has(fields.title, "Thẩm tra") ? "report of verification" : "report";
    if (type == "TTr") return has(fields.title, "miễn nhiệm") ? "submission of persons" : "submission";
    if (type == "NQ") return "resolution";
    if (type == "QĐ") return "decision";
    if (type == "CTr") return "programme";
    if (type == "TB") return has(fields.title, "chất vấn") ? "notice of questions" : "notice";
    return type == "ĐA" ? "project" : "plan";
}

std::string clock(const std::string& rfc3339)
{
    return format_vietnam(parse_utc(rfc3339)).substr(11);
}

// Sittings and their items, each with somebody's preparation.
void agenda(Prose& prose, const Writing& w)
{
    const Topics& preparation = topics("council");
    std::int32_t rank = 1;
    for (const Sitting& sitting : w.setting.sittings) {
        const std::string day = format_vietnam(parse_utc(sitting.start_at)).substr(0, 10);
        prose.heading(sitting.name + ", ngày " + day + " (từ " + clock(sitting.start_at) + ")");
        for (const AgendaItem& item : w.setting.agenda) {
            if (item.sitting != sitting.id) continue;
            prose.text("<b>" + (item.planned_start ? clock(*item.planned_start) + "</b>: " : std::string("</b>")) +
                       item.name + " (" + std::to_string(item.planned_minutes) + " phút).");
            prose.text("- Chuẩn bị: " +
                           prose.filled(preparation[static_cast<std::size_t>(rank) % preparation.size()].tasks.front()),
                       rank);
            ++rank;
        }
    }
}

// Performs the lines of a chapter. A line that means nothing is our own broken promise, with its place on stderr.
class Composer {
public:
    Composer(Prose& prose, const Writing& writing) : prose_(prose), writing_(writing), slots_(slots_of(writing)) {}

    void chapter(std::string_view name)
    {
        for (const ProseLine& line : document_lines(name)) {
            where_ = line.where;
            put(line.text);
        }
    }

private:
    using Slots = std::map<std::string, std::string, std::less<>>;

    static Slots slots_of(const Writing& w)
    {
        const DocumentFields& fields = w.fields();
        return {{"council", w.council()},
                {"committee", w.committee()},
                {"session", w.session()},
                {"term", w.setting.term},
                {"locality", w.locality()},
                {"type", lower_first(fields.type_name)},
                {"subject", lower_first(printed_subject(fields))},
                {"day", fields.issued_on.size() > 8 ? fields.issued_on.substr(8) : ""},
                {"sender", fields.issuer == "Thường trực HĐND huyện" ? "Thường trực " + w.council() : fields.issuer}};
    }

    void must(bool promise) const
    {
        if (!promise) std::fprintf(stderr, "%s: this line means nothing\n", where_.c_str());
        MUST(promise);
    }

    void put(std::string_view line)
    {
        if (line.starts_with("? ")) {
            const auto colon = line.find(": ");
            must(colon != std::string_view::npos);
            if (has(writing_.fields().title, line.substr(2, colon - 2))) put(line.substr(colon + 2));
            return;
        }
        if (line.starts_with('@')) return perform(line.substr(1));
        const std::string text = filled(line);
        if (line.starts_with("## ")) return prose_.heading(text.substr(3));
        if (line.starts_with("~ ")) return prose_.italic(text.substr(2));
        if (line.starts_with("^ ")) return prose_.centred(text.substr(2), Weight::bold, Keep::with_next);
        if (constexpr std::string_view last = "§ "; line.starts_with(last))
            return prose_.last(text.substr(last.size()));
        prose_.text(text);
    }

    // "results council 2: TITLE".
    void perform(std::string_view order)
    {
        if (order == "agenda") return agenda(prose_, writing_);
        if (order.starts_with("with ")) return chapter(order.substr(5));
        const auto colon = order.find(": ");
        must(colon != std::string_view::npos);
        std::istringstream words{std::string(order.substr(0, colon))};
        std::string verb, word;
        words >> verb;
        Topics subjects = topics_of(writing_.fields());
        while (words >> word) {
            if (word == "4+") {
                const bool all = writing_.revision.pages >= 8 && annexes_of(writing_).empty();
                subjects = first(subjects, all ? subjects.size() : 4);
            } else if (word.find_first_not_of("0123456789") == std::string::npos) {
                subjects = first(subjects, static_cast<std::size_t>(std::stoi(word)));
            } else {
                subjects = topics(word);
            }
        }
        const std::string title(order.substr(colon + 2));
        if (verb == "results") return prose_.results(title, subjects);
        if (verb == "limits") return prose_.limits(title, subjects);
        must(verb == "tasks");
        prose_.tasks(title, subjects);
    }

    std::string filled(std::string_view line) const
    {
        std::string text;
        while (true) {
            const auto open = line.find('{');
            text += line.substr(0, open);
            if (open == std::string_view::npos) return text;
            const auto close = line.find('}', open);
            must(close != std::string_view::npos);
            const auto slot = slots_.find(line.substr(open + 1, close - open - 1));
            must(slot != slots_.end());
            text += slot->second;
            line.remove_prefix(close + 1);
        }
    }

    Prose& prose_;
    const Writing& writing_;
    Slots slots_;
    std::string where_;
};

}  // namespace

std::string Writing::locality() const
{
    return setting.level + " " + setting.district;
}

std::string Writing::council() const
{
    return "Hội đồng nhân dân " + setting.level;
}

std::string Writing::committee() const
{
    return "Ủy ban nhân dân " + setting.level;
}

std::string Writing::session() const
{
    return "Kỳ họp thứ " + setting.session_words;
}

std::string Writing::reference() const
{
    if (fields().draft) return "dự thảo " + lower_first(fields().type_name) + " của " + council();
    return fields().type_name + " số " + fields().full_number + " " + long_date(fields().issued_on);
}

std::string long_date(const std::string& iso)
{
    return "ngày " + iso.substr(8, 2) + " tháng " +
           (iso.substr(5, 2) < "03" ? iso.substr(5, 2) : std::to_string(std::stoi(iso.substr(5, 2)))) + " năm " +
           iso.substr(0, 4);
}

Topics topics_of(const DocumentFields& fields)
{
    const std::string& subject = fields.title;
    if (has(fields.issuer, "Tòa án")) return joined({&topics("court"), &topics("justice_offices")});
    if (has(fields.issuer, "Viện kiểm sát")) return joined({&topics("procuracy"), &topics("justice_offices")});
    if (has(fields.issuer, "UBMTTQ")) return topics("front");
    if (has(subject, "Tòa án")) return joined({&topics("court"), &topics("procuracy")});
    if (has(subject, "công nghệ thông tin"))
        return fields.type_code == "ĐA" ? joined({&topics("technology"), &topics("council")}) : topics("technology");
    if (has(subject, "ngân sách") && has(subject, "đầu tư công"))
        return joined({&topics("budget"), &topics("investment")});
    if (has(subject, "ngân sách")) return topics("budget");
    if (has(subject, "đầu tư công")) return topics("investment");
    if (has(subject, "kinh tế")) return joined({&topics("economy"), &topics("society"), &topics("security")});
    return topics("council");
}

std::vector<Filling> compose(const Writing& writing)
{
    const auto annexes = annexes_of(writing);
    Prose prose(writing.document.id.value, writing.setting.communes);
    Composer(prose, writing).chapter(kind_of(writing.fields()));
    Filling main;
    main.pages = writing.revision.pages;
    for (const Annex& annex : annexes) main.pages -= annex.pages;
    main.head = head_of(writing);
    main.closing = closing_of(writing);
    main.blocks = prose.take();
    main.slack_pt = static_cast<double>(prose.dice().between(6, 50));
    std::vector<Filling> sections;
    sections.push_back(std::move(main));
    for (const Annex& annex : annexes) sections.push_back(annex_section(writing, annex));
    return sections;
}

}  // namespace chamber::demo
