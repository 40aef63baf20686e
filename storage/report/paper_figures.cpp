// Papers: how many, signed how, going where, in time or late, replaced or taken back.
#include "storage/report/figures.hpp"

#include <cstdlib>
#include <functional>
#include <string>

namespace chamber::storage {

namespace {

using Which = std::function<bool(const CountedPaper&)>;
using NoteOf = std::function<std::string(const CountedPaper&)>;

std::string no_note(const CountedPaper&)
{
    return {};
}

std::string issuer_note(const CountedPaper& paper)
{
    return paper.document->issuer;
}

std::string verdict_note(const CountedPaper& paper)
{
    return std::string(verdict_word(paper.revision->verdict, paper.revision->trust));
}

std::vector<FigureItem> items(const Counted& counted, const Which& which, const NoteOf& note_of = no_note)
{
    std::vector<FigureItem> found;
    for (const CountedPaper& paper : counted.papers)
        if (which(paper)) found.push_back(paper.item(note_of(paper)));
    return found;
}

std::int64_t count(const Counted& counted, const Which& which)
{
    std::int64_t found = 0;
    for (const CountedPaper& paper : counted.papers) found += which(paper) ? 1 : 0;
    return found;
}

bool any(const CountedPaper&)
{
    return true;
}

bool is_intact(const CountedPaper& paper)
{
    const Verdict verdict = paper.revision->verdict;
    return verdict == Verdict::valid || verdict == Verdict::valid_with_allowed_changes;
}

bool is_trusted(const CountedPaper& paper)
{
    return is_intact(paper) && paper.revision->trust == Trust::trusted;
}

bool is_uncheckable(const CountedPaper& paper)
{
    return paper.revision->verdict == Verdict::unreadable || paper.revision->verdict == Verdict::unsupported;
}

void add_all(Figures& figures, const Counted& counted)
{
    const auto is_signed = [](const CountedPaper& paper) { return paper.is_signed(); };
    const auto is_unsigned = [](const CountedPaper& paper) { return !paper.is_signed(); };
    const auto outcome = [](const CountedPaper& paper) { return paper.outcome; };
    const auto before = [](const CountedPaper& paper) { return !paper.outcome; };
    figures.push_back(
        listed("documents", "Tài liệu điện tử đã phát hành", "tài liệu",
               "Tài liệu đã phát hành của các kỳ họp đã tổ chức, mỗi tài liệu một lần, tính vào ngày của kỳ họp: gửi "
               "trước thì vào ngày khai mạc, gửi sau thì vào ngày bế mạc; không tính tài liệu đã thu hồi",
               items(counted, any, issuer_note)));
    figures.push_back(listed("documents_session", "Tài liệu của kỳ họp", "tài liệu",
                             "Tài liệu đã phát hành, trừ kết quả kỳ họp", items(counted, before, issuer_note)));
    figures.push_back(
        listed("documents_outcome", "Tài liệu kết quả kỳ họp", "tài liệu",
               "Nghị quyết và biên bản của Hội đồng nhân dân, không phải dự thảo, ban hành từ ngày khai mạc kỳ họp",
               items(counted, outcome, issuer_note)));
    figures.push_back(listed("drafts", "Dự thảo", "tài liệu", "Tài liệu đã phát hành ghi là dự thảo",
                             items(counted, [](const CountedPaper& paper) { return paper.document->draft; })));
    figures.push_back(listed("scans", "Bản quét", "tài liệu", "Tài liệu đã phát hành mà mọi trang đều là ảnh quét",
                             items(counted, [](const CountedPaper& paper) { return paper.document->scan; })));
    figures.push_back(listed("documents_signed", "Tài liệu ký số", "tài liệu",
                             "Bản mới nhất trong kỳ tính số liệu có ít nhất một chữ ký số, đạt hay không đạt",
                             items(counted, is_signed, verdict_note)));
    figures.push_back(listed("documents_unsigned", "Tài liệu không ký số", "tài liệu",
                             "Bản mới nhất trong kỳ tính số liệu không có chữ ký số nào", items(counted, is_unsigned)));
    figures.push_back(summed("signed_share", "Tỷ lệ tài liệu ký số",
                             share(count(counted, is_signed), count(counted, any)), "%",
                             "Tài liệu ký số chia cho tài liệu điện tử đã phát hành", items(counted, is_unsigned)));
    figures.push_back(listed("signed_valid", "Ký số hợp lệ", "tài liệu",
                             "Mọi chữ ký nguyên vẹn và chứng thư thuộc kho tin cậy của hội đồng",
                             items(counted, is_trusted, verdict_note)));
    figures.push_back(listed(
        "signed_unproven", "Ký số chưa đủ căn cứ", "tài liệu", "Chữ ký nguyên vẹn nhưng chưa xác minh được người ký",
        items(
            counted, [](const CountedPaper& paper) { return is_intact(paper) && !is_trusted(paper); }, verdict_note)));
    figures.push_back(listed(
        "signed_invalid", "Ký số không hợp lệ", "tài liệu", "Có chữ ký sai, hoặc nội dung bị thay đổi sau khi ký",
        items(
            counted,
            [](const CountedPaper& paper) { return paper.is_signed() && !is_intact(paper) && !is_uncheckable(paper); },
            verdict_note)));
    figures.push_back(listed("signed_uncheckable", "Ký số không kiểm tra được", "tài liệu",
                             "Chữ ký có dạng mà hệ thống không đọc được",
                             items(counted, is_uncheckable, verdict_note)));
}

// The lines that yearly reports print: đi and đến, signed and not.
void add_directions(Figures& figures, const Counted& counted)
{
    struct Way {
        Direction direction;
        std::string key;
        std::string label;
        std::string definition;
    };
    const Way ways[] = {
        {Direction::outgoing, "outgoing", "Văn bản đi", "Do Hội đồng nhân dân, Thường trực, các Ban ban hành"},
        {Direction::incoming, "incoming", "Văn bản đến",
         "Do cơ quan khác gửi: Ủy ban nhân dân, Mặt trận, Tòa án, Viện kiểm sát, hội đồng cấp khác"},
    };
    for (const Way& way : ways) {
        const auto goes = [&](const CountedPaper& paper) { return paper.direction == way.direction; };
        const auto is_signed = [&](const CountedPaper& paper) { return goes(paper) && paper.is_signed(); };
        const auto is_unsigned = [&](const CountedPaper& paper) { return goes(paper) && !paper.is_signed(); };
        figures.push_back(listed(way.key, way.label, "văn bản", way.definition, items(counted, goes, issuer_note)));
        figures.push_back(listed(way.key + "_signed", way.label + " ký số", "văn bản",
                                 way.definition + "; có chữ ký số", items(counted, is_signed, issuer_note)));
        figures.push_back(listed(way.key + "_unsigned", way.label + " không ký số", "văn bản",
                                 way.definition + "; không có chữ ký số", items(counted, is_unsigned, issuer_note)));
        figures.push_back(
            summed(way.key + "_signed_share",
                   "Tỷ lệ ký số " + std::string(way.direction == Direction::outgoing ? "văn bản đi" : "văn bản đến"),
                   share(count(counted, is_signed), count(counted, goes)), "%", "Số ký số chia cho tổng số",
                   items(counted, is_unsigned, issuer_note)));
    }
    figures.push_back(
        listed("direction_unknown", "Chưa rõ văn bản đi hay đến", "văn bản",
               "Chưa ghi cơ quan ban hành và số, ký hiệu; hãy sửa tài liệu để tính vào đi hoặc đến",
               items(counted, [](const CountedPaper& paper) { return paper.direction == Direction::unknown; })));
}

void add_deadlines(Figures& figures, const Counted& counted)
{
    const auto before = [](const CountedPaper& paper) { return !paper.outcome; };
    const auto late = [](const CountedPaper& paper) { return !paper.outcome && paper.document->late; };
    const auto in_time = [](const CountedPaper& paper) { return !paper.outcome && !paper.document->late; };
    figures.push_back(listed("documents_in_time", "Tài liệu gửi đúng hạn", "tài liệu",
                             "Tài liệu của kỳ họp (không tính kết quả kỳ họp) không ghi là gửi chậm",
                             items(counted, in_time)));
    figures.push_back(listed("documents_late", "Tài liệu gửi chậm", "tài liệu",
                             "Tài liệu của kỳ họp nhận sau hạn gửi tài liệu của kỳ họp", items(counted, late)));
    figures.push_back(summed("in_time_share", "Tỷ lệ tài liệu gửi đúng hạn",
                             share(count(counted, in_time), count(counted, before)), "%",
                             "Tài liệu gửi đúng hạn chia cho tài liệu của kỳ họp", items(counted, late)));
    std::int64_t days = 0;
    std::vector<FigureItem> sent;
    for (const CountedPaper& paper : counted.papers) {
        const std::string day = paper.sent_day();
        if (paper.outcome || day.empty() || day > paper.session->start_on) continue;
        const std::int64_t ahead = days_between(day, paper.session->start_on);
        days += ahead;
        sent.push_back(paper.item("gửi ngày " + vietnamese_date(day) + ", trước " + std::to_string(ahead) + " ngày"));
    }
    const auto many = static_cast<std::int64_t>(sent.size());
    figures.push_back(
        summed("days_before_opening", "Gửi tài liệu trước ngày khai mạc, trung bình", mean(days, many), "ngày",
               "Số ngày từ ngày phát hành lần đầu đến ngày khai mạc, tính trên tài liệu gửi trước khi khai mạc",
               std::move(sent)));
}

void add_changes(Figures& figures, const Counted& counted)
{
    std::vector<FigureItem> replaced;
    for (const CountedPaper& paper : counted.papers) {
        for (const Revision* revision : paper.replacements) {
            FigureItem item = paper.item(revision->reason.value_or(""));
            item.id += "/" + std::to_string(revision->n);
            item.date = day_of(*revision->published_at);
            replaced.push_back(std::move(item));
        }
    }
    figures.push_back(listed("replacements", "Bản thay thế (đính chính)", "bản",
                             "Bản phát hành từ lần thứ hai của một tài liệu", std::move(replaced)));
    std::vector<FigureItem> taken_back;
    for (const Withdrawal& each : counted.records.withdrawals) {
        const Session* const session = counted.session(each.session);
        const std::string day = day_of(each.withdrawn_at);
        if (session == nullptr || !counted.covers(day_within(*session, day))) continue;
        // A secret's name is not repeated in a report that goes elsewhere.
        const std::string title = each.secret                ? "(tài liệu có dấu mật, đã hủy)"
                                  : each.full_number.empty() ? each.title
                                                             : each.full_number + " · " + each.title;
        taken_back.push_back(FigureItem{each.id.value, title, day, each.secret ? "" : each.reason});
    }
    figures.push_back(listed("withdrawn", "Tài liệu đã thu hồi", "tài liệu",
                             "Tài liệu đã phát hành rồi thu hồi; không tính vào số liệu nào khác",
                             std::move(taken_back)));
}

// A resolution may be issued while its session goes on.
std::string from_closing(std::int64_t days)
{
    if (days == 0) return "trong ngày bế mạc";
    return (days < 0 ? "trước bế mạc " : "sau bế mạc ") + std::to_string(std::abs(days)) + " ngày";
}

void add_outcomes(Figures& figures, const Counted& counted)
{
    const auto of_type = [](std::string_view code) {
        return [code](const CountedPaper& paper) { return paper.outcome && paper.document->type_code == code; };
    };
    figures.push_back(listed("resolutions", "Nghị quyết thông qua", "nghị quyết",
                             "Tài liệu kết quả kỳ họp là nghị quyết; hệ thống không ghi các lần biểu quyết",
                             items(counted, of_type("NQ"))));
    figures.push_back(listed("minutes", "Biên bản", "biên bản", "Tài liệu kết quả kỳ họp là biên bản",
                             items(counted, of_type("BB"))));
    std::int64_t days = 0;
    std::vector<FigureItem> issued;
    for (const CountedPaper& paper : counted.papers) {
        if (!of_type("NQ")(paper) || paper.document->issued_on.empty()) continue;
        const std::int64_t after = days_between(paper.session->end_on, paper.document->issued_on);
        days += after;
        FigureItem item = paper.item(from_closing(after));
        item.date = paper.document->issued_on;
        issued.push_back(std::move(item));
    }
    const auto many = static_cast<std::int64_t>(issued.size());
    figures.push_back(summed("resolution_days", "Ban hành nghị quyết sau bế mạc, trung bình", mean(days, many), "ngày",
                             "Số ngày từ ngày bế mạc kỳ họp đến ngày ban hành ghi trên nghị quyết", std::move(issued)));
}

}  // namespace

void add_paper_figures(Figures& figures, const Counted& counted)
{
    add_all(figures, counted);
    add_directions(figures, counted);
    add_deadlines(figures, counted);
    add_changes(figures, counted);
    add_outcomes(figures, counted);
}

}  // namespace chamber::storage
