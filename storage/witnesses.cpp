#include "storage/witnesses.hpp"

#include "storage/alarms.hpp"
#include "storage/store_body.hpp"

#include <algorithm>
#include <limits>

namespace chamber::storage {

namespace {

// Up to which journal entry the device's history and the present one are the same: all of it, or up to where a later
// history began. Nothing: this database does not know the device's history.
std::optional<std::int64_t> shared_journal(UnitOfWork& work, const std::string& epoch)
{
    const auto position = work.database.integer("SELECT position FROM history WHERE epoch = ?1", epoch);
    if (!position) return std::nullopt;
    return work.database.integer("SELECT min(journal_n) FROM history WHERE position > ?1", *position)
        .value_or(std::numeric_limits<std::int64_t>::max());
}

std::string sentence_of(const Testimony& testimony)
{
    const std::string entry = std::to_string(testimony.journal_n);
    if (testimony.says == HistorySays::ahead)
        return "Dữ liệu của máy chủ là một bản cũ được chép lại bằng tay: một máy đã nhận nhiều hơn máy chủ " +
               std::to_string(testimony.missing) +
               " thay đổi. Một lịch sử mới đã bắt đầu, các máy tự gửi lại những gì máy chủ còn thiếu; hãy chờ mọi máy kết nối rồi kiểm tra điểm danh, tài liệu "
               "và máy đã thu hồi. Lần sau chỉ phục hồi bằng lệnh “chamber-admin backup restore”.";
    if (testimony.says == HistorySays::other)
        return "Nhật ký của máy chủ khác với nhật ký mà một máy đã nhận, từ mục số " + entry +
               ": dữ liệu cũ đã được chép lại bằng tay, hoặc nhật ký đã bị sửa. Một lịch sử mới đã bắt đầu, các máy tự gửi lại những gì máy chủ còn thiếu. Hãy giữ nguyên "
               "thư mục dữ liệu, báo người quản trị và đối chiếu với bản sao lưu.";
    return "Mục số " + entry +
           " của nhật ký không còn như một máy đã nhận trước lần phục hồi: nhật ký có thể đã bị sửa. Hãy giữ nguyên thư mục dữ liệu, báo người quản "
           "trị và đối chiếu với bản sao lưu.";
}

// One alarm for all devices that say the same; raised anew when a new history begins.
void alarm_office(UnitOfWork& work, const DeviceId& device, const Testimony& testimony, Store::Begins begins)
{
    if (testimony.says == HistorySays::same) return;
    const AlarmKind kind = testimony.says == HistorySays::ahead ? AlarmKind::copied_back : AlarmKind::other_journal;
    const auto known = find_alarm(work.database, kind, std::nullopt);
    const auto count =
        static_cast<std::int32_t>(std::min<std::int64_t>(testimony.missing, std::numeric_limits<std::int32_t>::max()));
    // Whoever says no more than what stands there already does not fill feed and journal.
    if (known && !known->settled_at && known->count >= count && begins == Store::Begins::nothing) return;
    Alarm alarm;
    alarm.kind = kind;
    alarm.count = count;
    alarm.sentence = sentence_of(testimony);
    raise_alarm(work, std::move(alarm));
    work.journal.append({.verb = "testimony",
                         .person = {},
                         .device = device,
                         .target = std::to_string(testimony.journal_n),
                         .session = {},
                         .refused = {},
                         .reason = {}},
                        work.clock.utc());
}

// The journal's word of a server's start; its target is drawn by chance.
constexpr std::string_view start_verb = "start_server";

// Up to where a history that a device's word ends was surely the devices' own: what was written since the server
// started may stand on a directory that was copied back, and so may starts before it that no device heard of.
std::int64_t surely_shared(UnitOfWork& work, const Testimony& testimony)
{
    std::int64_t n = std::min(work.journal.opened_at(), testimony.journal_n - 1);
    const std::string start = "%\"verb\":\"" + std::string(start_verb) + "\"%";
    while (work.database.integer("SELECT 1 FROM journal WHERE n = ?1 AND line LIKE ?2", n, start)) --n;
    return n;
}

}  // namespace

Testimony Store::hear(const Witness& witness)
{
    const auto heard = body_->read<Testimony>([&]() -> Result<Testimony> {
        UnitOfWork& work = body_->work;
        const auto shared = shared_journal(work, witness.epoch);
        if (!shared) return Testimony();
        const bool present = witness.epoch == work.feed.epoch();
        const std::int64_t n = witness.journal.n;
        const std::int64_t missing = std::max<std::int64_t>(0, witness.cursor - work.feed.head());
        if (present && (missing > 0 || n > work.journal.mark().n))
            return Testimony{HistorySays::ahead, missing, work.journal.mark().n + 1};
        if (n < 1 || n > std::min(*shared, work.journal.mark().n) || work.journal.hash_of(n) == witness.journal.hash)
            return Testimony();
        return Testimony{present ? HistorySays::other : HistorySays::rewritten, missing, n};
    });
    return heard ? *heard : Testimony();
}

Result<void> Store::note_testimony(const DeviceId& device, const Testimony& testimony, Begins begins)
{
    return body_->verb<void>([&]() -> Result<void> {
        alarm_office(body_->work, device, testimony, begins);
        if (begins == Begins::new_history) begin_history(body_->work, surely_shared(body_->work, testimony));
        if (begins == Begins::new_history) body_->note("begin_new_history", PersonId(), device, body_->feed.epoch());
        return {};
    });
}

void begin_history(UnitOfWork& work, std::int64_t shared_n)
{
    const std::string epoch = draw_id(work.entropy);
    work.database.run("INSERT INTO history (epoch, journal_n, feed_seq) VALUES (?1, ?2, ?3)", epoch, shared_n,
                      work.feed.head());
    work.feed.begin_epoch(epoch);
}

Result<void> Store::begin_new_history()
{
    return body_->verb<void>([&]() -> Result<void> {
        begin_history(body_->work, body_->journal.mark().n);
        body_->note("begin_new_history", PersonId(), DeviceId(), body_->feed.epoch());
        return {};
    });
}

Result<void> Store::note_start()
{
    return body_->verb<void>([&]() -> Result<void> {
        body_->note(std::string(start_verb), PersonId(), DeviceId(), draw_id(body_->entropy));
        return {};
    });
}

Result<void> Store::note_host(std::string_view host_name, std::string_view ca_fingerprint)
{
    return body_->verb<void>([&]() -> Result<void> {
        body_->note("rename_host", local_viewer().person, DeviceId(),
                    std::string(host_name) + " " + std::string(ca_fingerprint));
        return {};
    });
}

}  // namespace chamber::storage
