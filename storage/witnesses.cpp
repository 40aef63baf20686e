#include "storage/witnesses.hpp"

#include "storage/alarms.hpp"
#include "storage/keys/authority.hpp"
#include "storage/keys/seal.hpp"

#include <algorithm>
#include <limits>

namespace chamber::storage {

namespace {

// Up to which journal entry the device's history and the present one are the same: all of it, or up to where a later history began. Nothing:
// this database does not know the device's history.
std::optional<std::int64_t> shared_journal(Work& work, const std::string& epoch)
{
    const auto position = work.database.integer("SELECT position FROM history WHERE epoch = ?1", epoch);
    if (!position) return std::nullopt;
    return work.database.integer("SELECT min(journal_n) FROM history WHERE position > ?1", *position).value_or(std::numeric_limits<std::int64_t>::max());
}

std::string sentence_of(const Testimony& testimony)
{
    const std::string entry = std::to_string(testimony.journal_n);
    if (testimony.says == HistorySays::ahead)
        return "Dữ liệu của máy chủ là một bản cũ được chép lại bằng tay: một máy đã nhận nhiều hơn máy chủ " + std::to_string(testimony.missing) +
               " thay đổi. Một lịch sử mới đã bắt đầu, các máy tự gửi lại những gì máy chủ còn thiếu; hãy chờ mọi máy kết nối rồi kiểm tra điểm danh, tài liệu "
               "và máy đã thu hồi. Lần sau chỉ phục hồi bằng lệnh “chamber-admin backup restore”.";
    if (testimony.says == HistorySays::other)
        return "Nhật ký của máy chủ khác với nhật ký mà một máy đã nhận, từ mục số " + entry +
               ": dữ liệu cũ đã được chép lại bằng tay, hoặc nhật ký đã bị sửa. Một lịch sử mới đã bắt đầu, các máy tự gửi lại những gì máy chủ còn thiếu. Hãy giữ nguyên "
               "thư mục dữ liệu, báo người quản trị và đối chiếu với bản sao lưu.";
    return "Mục số " + entry + " của nhật ký không còn như một máy đã nhận trước lần phục hồi: nhật ký có thể đã bị sửa. Hãy giữ nguyên thư mục dữ liệu, báo người quản "
           "trị và đối chiếu với bản sao lưu.";
}

}  // namespace

JournalMark mark_of(const Journal& journal)
{
    return {journal.mark().n, journal.mark().n == 0 ? std::string() : journal.mark().hash};
}

Testimony hear(Work& work, const Witness& witness)
{
    const auto shared = shared_journal(work, witness.epoch);
    if (!shared) return {};
    const bool present = witness.epoch == work.feed.epoch();
    const std::int64_t n = witness.journal.n;
    const std::int64_t missing = std::max<std::int64_t>(0, witness.cursor - work.feed.head());
    if (present && (missing > 0 || n > work.journal.mark().n)) return {HistorySays::ahead, missing, work.journal.mark().n + 1};
    if (n < 1 || n > std::min(*shared, work.journal.mark().n) || work.journal.hash_of(n) == witness.journal.hash) return {};
    return {present ? HistorySays::other : HistorySays::rewritten, missing, n};
}

void alarm_office(Work& work, const DeviceId& device, const Testimony& testimony, Store::Begins begins)
{
    if (testimony.says == HistorySays::same) return;
    const AlarmKind kind = testimony.says == HistorySays::ahead ? AlarmKind::copied_back : AlarmKind::other_journal;
    const auto known = find_alarm(work.database, kind, std::nullopt);
    const auto count = static_cast<std::int32_t>(std::min<std::int64_t>(testimony.missing, std::numeric_limits<std::int32_t>::max()));
    // Whoever says no more than what stands there already does not fill feed and journal.
    if (known && !known->settled_at && known->count >= count && begins == Store::Begins::nothing) return;
    Alarm alarm;
    alarm.kind = kind;
    alarm.count = count;
    alarm.sentence = sentence_of(testimony);
    raise_alarm(work, std::move(alarm));
    work.journal.append({.verb = "testimony", .person = {}, .device = device, .target = std::to_string(testimony.journal_n), .session = {}, .refused = {}, .reason = {}},
                        work.clock.utc());
}

std::int64_t surely_shared(Work& work, const Testimony& testimony)
{
    std::int64_t n = std::min(work.journal.opened_at(), testimony.journal_n - 1);
    const std::string start = "%\"verb\":\"" + std::string(start_verb) + "\"%";
    while (work.database.integer("SELECT 1 FROM journal WHERE n = ?1 AND line LIKE ?2", n, start)) --n;
    return n;
}

void begin_history(Work& work, std::int64_t shared_n)
{
    const std::string epoch = draw_id(work.entropy);
    work.database.run("INSERT INTO history (epoch, journal_n, feed_seq) VALUES (?1, ?2, ?3)", epoch, shared_n, work.feed.head());
    work.feed.begin_epoch(epoch);
}

JournalSeal council_seal(const DataDirectory& directory)
{
    auto identity = seal_identity(directory);
    if (!identity) return {};
    JournalSeal seal;
    seal.sign = [identity = std::move(*identity)](const std::string& text) {
        auto signature = seal_text(text, identity);
        return signature ? std::move(*signature) : std::string();
    };
    const std::string root = ca_certificate_pem(directory);
    if (!root.empty()) seal.check = [root](const std::string& signature, const std::string& text) { return check_seal(signature, text, root).has_value(); };
    return seal;
}

}  // namespace chamber::storage
