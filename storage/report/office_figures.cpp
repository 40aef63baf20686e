// Comments, archives, devices, accounts.
#include "protocol/labels.hpp"
#include "storage/report/figures.hpp"

#include <algorithm>
#include <map>

namespace chamber::storage {

namespace {

void add_receipts(Figures& figures, const Counted& counted)
{
    std::map<std::string, const CountedPaper*> papers;
    for (const CountedPaper& paper : counted.papers)
        if (!paper.outcome) papers.emplace(paper.document->id.value, &paper);
    std::map<std::string, UtcMs> openings;  // by session
    for (const Sitting& sitting : counted.records.sittings) {
        const UtcMs start = read_utc(sitting.start_at).value_or(UtcMs{});
        const auto [known, fresh] = openings.try_emplace(sitting.session.value, start);
        if (!fresh) known->second = std::min(known->second, start);
    }
    // A later revision is another receipt of the same paper: the first one counts.
    std::map<std::pair<std::string, std::string>, UtcMs> first;
    for (const Holding& held : counted.records.holdings) {
        const auto paper = papers.find(held.document.value);
        const auto at = read_utc(held.received_at);
        if (paper == papers.end() || !at || day_of(held.received_at) > counted.span.as_of) continue;
        if (day_of(held.received_at) > paper->second->session->end_on) continue;
        const auto [known, fresh] = first.try_emplace(std::pair(held.document.value, held.device.value), *at);
        if (!fresh) known->second = std::min(known->second, *at);
    }
    std::int64_t before = 0;
    std::map<std::string, std::pair<std::int64_t, std::int64_t>> each;  // by document: before the opening, all
    for (const auto& [of, at] : first) {
        const bool early = at < openings[papers.at(of.first)->session->id.value];
        before += early ? 1 : 0;
        each[of.first].first += early ? 1 : 0;
        each[of.first].second += 1;
    }
    std::vector<FigureItem> items;
    for (const CountedPaper& paper : counted.papers) {
        const auto found = each.find(paper.document->id.value);
        if (found == each.end()) continue;
        items.push_back(paper.item(std::to_string(found->second.first) + "/" + std::to_string(found->second.second) +
                                   " máy nhận trước giờ khai mạc"));
    }
    figures.push_back(
        summed("received_before_share", "Tỷ lệ máy nhận đủ tài liệu trước giờ khai mạc",
               share(before, static_cast<std::int64_t>(first.size())), "%",
               "Lượt máy nhận tài liệu trước giờ khai mạc kỳ họp chia cho mọi lượt máy nhận đến khi bế mạc; "
               "đã nhận, không phải đã đọc",
               std::move(items)));
}

void add_comments(Figures& figures, const Counted& counted)
{
    std::map<std::string, const CountedPaper*> papers;
    for (const CountedPaper& paper : counted.papers) papers.emplace(paper.document->id.value, &paper);
    std::vector<FigureItem> all;
    std::vector<FigureItem> acknowledged;
    for (const Annotation& comment : counted.records.comments) {
        const auto paper = papers.find(comment.document.value);
        const std::string day = day_of(comment.received_at.value_or(comment.created_at));
        if (paper == papers.end() || day > counted.span.as_of) continue;
        FigureItem item = paper->second->item("trang " + std::to_string(comment.page_index + 1));
        const auto author = std::ranges::find(counted.records.people, comment.author, &Person::id);
        if (author != counted.records.people.end()) item.note = author->name + ", " + item.note;
        item.id = comment.id.value;
        item.date = day;
        if (comment.acknowledged_at) acknowledged.push_back(item);
        all.push_back(std::move(item));
    }
    figures.push_back(listed("comments", "Góp ý chính thức", "góp ý",
                             "Góp ý chính thức trên tài liệu đã tính; không tính ghi chú riêng tư và ghi chú của tổ",
                             std::move(all)));
    figures.push_back(listed("comments_acknowledged", "Góp ý đã tiếp nhận", "góp ý",
                             "Góp ý chính thức mà thư ký đã đánh dấu tiếp nhận", std::move(acknowledged)));
}

void add_archives(Figures& figures, const Counted& counted)
{
    std::map<std::string, const Archive*> newest;  // by session
    for (const Archive& archive : counted.records.archives) {
        const std::string day = day_of(archive.built_at);
        if (archive.draft || archive.state != ArchiveState::sealed || !counted.covers(day)) continue;
        const Archive*& known = newest[archive.session.value];
        if (known == nullptr || known->built_at < archive.built_at) known = &archive;
    }
    std::vector<FigureItem> sealed;
    std::vector<FigureItem> handed_in;
    std::uint64_t bytes = 0;
    for (const auto& [id, archive] : newest) {
        const Session* const session = counted.session(archive->session);
        bytes += archive->bytes;
        sealed.push_back(FigureItem{archive->id.value, session == nullptr ? archive->file_name : session->name,
                                    day_of(archive->built_at), archive->file_name});
        if (session != nullptr && session->state == SessionState::archived) handed_in.push_back(sealed.back());
    }
    figures.push_back(listed(
        "archives_sealed", "Hồ sơ kỳ họp đã niêm phong", "hồ sơ",
        "Kỳ họp có hồ sơ niêm phong trong năm, tính vào ngày niêm phong, mỗi kỳ họp một lần; không tính bản nháp",
        sealed));
    figures.push_back(listed("archives_kept", "Hồ sơ đã nộp lưu trữ", "hồ sơ",
                             "Hồ sơ đã niêm phong trong năm mà kỳ họp ở trạng thái đã lưu trữ", std::move(handed_in)));
    figures.push_back(summed("archives_mb", "Dung lượng hồ sơ đã niêm phong",
                             Amount{static_cast<std::int64_t>((bytes + 50'000) / 100'000), 1, true}, "MB",
                             "Cộng dung lượng tệp hồ sơ mới nhất của từng kỳ họp, 1 MB = 1.000.000 byte",
                             std::move(sealed)));
}

void add_devices(Figures& figures, const Counted& counted)
{
    std::vector<FigureItem> in_use;
    std::vector<FigureItem> spare;
    std::vector<FigureItem> revoked;
    std::vector<FigureItem> desktops;
    for (const Device& device : counted.records.devices) {
        const std::string day = day_of(device.enrolled_at);
        if (device.state == DeviceState::pending || day > counted.span.as_of) continue;
        FigureItem item{device.id.value, device.label.empty() ? device.id.value : device.label, day, device.model};
        const bool is_tablet = device.kind == DeviceKind::tablet;
        if (device.state == DeviceState::revoked)
            revoked.push_back(std::move(item));
        else if (!is_tablet)
            desktops.push_back(std::move(item));
        else if (device.person)
            in_use.push_back(std::move(item));
        else
            spare.push_back(std::move(item));
    }
    for (auto* list : {&in_use, &spare, &revoked, &desktops}) std::ranges::sort(*list, {}, &FigureItem::title);
    figures.push_back(listed("tablets_in_use", "Máy tính bảng đang dùng", "máy",
                             "Máy tính bảng đã duyệt đến ngày tính số liệu, nay có người đăng nhập",
                             std::move(in_use)));
    figures.push_back(listed("tablets_spare", "Máy tính bảng dự phòng", "máy",
                             "Máy tính bảng đã duyệt đến ngày tính số liệu, nay không có người đăng nhập",
                             std::move(spare)));
    figures.push_back(listed("desktops", "Máy tính của văn phòng", "máy", "Máy tính đã duyệt đến ngày tính số liệu",
                             std::move(desktops)));
    figures.push_back(listed("devices_revoked", "Máy đã thu hồi", "máy",
                             "Máy duyệt đến ngày tính số liệu, nay đã thu hồi (hỏng, mất, trả lại)",
                             std::move(revoked)));
}

void add_accounts(Figures& figures, const Counted& counted)
{
    std::vector<FigureItem> staff;
    for (const Person& person : counted.records.people) {
        if (!is_staff(person)) continue;
        std::string roles;
        for (const Role role : person.roles) roles += (roles.empty() ? "" : ", ") + std::string(label(role));
        staff.push_back(FigureItem{person.id.value, person.name, "", roles});
    }
    figures.push_back(listed("staff", "Tài khoản của văn phòng", "tài khoản",
                             "Người có vai trò thư ký, văn thư, lưu trữ, quản trị hoặc kiểm tra, như hiện nay",
                             std::move(staff)));
}

}  // namespace

void add_office_figures(Figures& figures, const Counted& counted)
{
    add_receipts(figures, counted);
    add_comments(figures, counted);
    add_archives(figures, counted);
    add_devices(figures, counted);
    add_accounts(figures, counted);
}

}  // namespace chamber::storage
