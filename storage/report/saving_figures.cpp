// The paper that was not printed: a stated formula over pages and recipients, never over pages that were opened.
#include "storage/report/figures.hpp"

namespace chamber::storage {

namespace {

constexpr std::int64_t sheet_g = 5;

struct Saving {
    std::int64_t pages = 0;  // of one copy
    std::int64_t printed = 0;
    std::int64_t sheets = 0;
    std::vector<FigureItem> items;
};

std::int64_t sheets_of(std::int64_t pages)
{
    return (pages + 1) / 2;
}

std::string times(std::int64_t pages, std::int64_t recipients)
{
    return std::to_string(pages) + " trang × " + std::to_string(recipients) + " người nhận";
}

void add(Saving& saving, const CountedPaper& paper, const Revision& revision)
{
    saving.pages += revision.pages;
    saving.printed += revision.pages * paper.recipients;
    saving.sheets += sheets_of(revision.pages) * paper.recipients;
    saving.items.push_back(paper.item(times(revision.pages, paper.recipients)));
}

// To one decimal, in kilograms.
Amount kilograms(std::int64_t sheets)
{
    return Amount{(sheets * sheet_g + 50) / 100, 1, true};
}

}  // namespace

void add_saving_figures(Figures& figures, const Counted& counted)
{
    Saving kept;
    Saving outcomes;
    Saving again;
    for (const CountedPaper& paper : counted.papers) {
        add(paper.outcome ? outcomes : kept, paper, *paper.revision);
        // What would have been printed before and again: every revision but the newest.
        for (const Revision& each : paper.document->revisions) {
            if (paper.outcome || !each.published_at || each.n >= paper.revision->n) continue;
            add(again, paper, each);
        }
    }
    const std::string recipients =
        "Người nhận: đại biểu trong danh sách kỳ họp ngày khai mạc; nếu nhiều máy tính bảng hơn thế đã nhận tài liệu trước khi "
        "bế mạc thì là số máy ấy";
    figures.push_back(summed("pages_session", "Số trang tài liệu của kỳ họp", whole(kept.pages), "trang",
                             "Cộng số trang bản mới nhất của tài liệu, không tính kết quả kỳ họp", kept.items));
    figures.push_back(summed("pages_outcome", "Số trang tài liệu kết quả kỳ họp", whole(outcomes.pages), "trang",
                             "Cộng số trang nghị quyết và biên bản", outcomes.items));
    figures.push_back(summed("pages_saved", "Số trang không phải in", whole(kept.printed), "trang",
                             "Cộng số trang × người nhận, chỉ bản mới nhất, không tính kết quả kỳ họp. " + recipients,
                             kept.items));
    figures.push_back(summed("sheets_saved", "Số tờ giấy A4 tiết kiệm, ước tính", whole(kept.sheets), "tờ",
                             "In hai mặt: cộng (số trang ÷ 2, làm tròn lên) × người nhận. " + recipients, kept.items));
    figures.push_back(summed("paper_kg", "Khối lượng giấy tiết kiệm, ước tính", kilograms(kept.sheets), "kg",
                             "Số tờ × 5 gam", kept.items));
    figures.push_back(summed("sheets_again", "Số tờ phải in lại nếu dùng giấy", whole(again.sheets), "tờ",
                             "Bản đã bị thay thế, tính riêng, không cộng vào số tờ tiết kiệm", again.items));
}

}  // namespace chamber::storage
