#include "server/inspect/appended.hpp"

#include "server/inspect/change_log.hpp"
#include "server/inspect/cross_references.hpp"
#include "server/inspect/inert_text.hpp"
#include "server/inspect/object_skim.hpp"
#include "server/inspect/stream_index.hpp"

#include <algorithm>
#include <map>
#include <set>
#define POINTERHOLDER_TRANSITION 4
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFObjectHandle.hh>
#include <qpdf/QPDFXRefEntry.hh>

namespace chamber::inspect {
namespace {

constexpr std::size_t findings_max = 8;  // more of them say no more
constexpr std::string_view differ = ": mỗi phần mềm có thể hiển thị một nội dung khác";

using Table = std::map<QPDFObjGen, QPDFXRefEntry>;

bool same_place(const QPDFXRefEntry& known, const SectionEntry& entry)
{
    if (entry.kind == EntryKind::in_file)
        return known.getType() == 1 && static_cast<std::size_t>(known.getOffset()) == entry.place;
    return entry.kind == EntryKind::in_stream && known.getType() == 2 &&
           static_cast<std::size_t>(known.getObjStreamNumber()) == entry.place &&
           known.getObjStreamIndex() == entry.detail;
}

class Account {
public:
    Account(std::string_view bytes, const AppendedPart& part, QPDF& older, QPDF& newer)
        : bytes_(bytes.substr(0, part.closing.close)),
          part_(part),
          older_(older.getXRefTable()),
          merged_(newer.getXRefTable()),
          newer_(newer),
          indexes_(newer)
    {
    }

    std::vector<Change> run(const RevisionChain& chain)
    {
        if (!read_sections(chain)) {
            report("Bảng tra của lần sửa sau khi ký viết không đúng chuẩn" + std::string(differ));
        } else {
            check_numbers();
            check_size();
            for (const auto& [number, entry] : entries_) check_entry(entry);
            lay_out();
            check_streams();
        }
        find_strays();
        return log_.take();
    }

private:
    void report(std::string sentence)
    {
        if (said_++ < findings_max) log_.report(ChangeLevel::other, std::move(sentence));
    }

    static std::string of(int number) { return " (số " + std::to_string(number) + ")"; }

    // The revision's one section, and the further one of a hybrid file. False: odd, or not the only one.
    bool read_sections(const RevisionChain& chain)
    {
        section_ = read_section_at(bytes_, part_.closing.section);
        if (!section_ || !section_->strict || !is_strict_closing()) return false;
        for (const std::size_t other : chain.sections)
            if (other >= part_.begin && other < part_.closing.close && other != part_.closing.section) return false;
        if (!section_->hybrid) return true;
        further_ = read_section_at(bytes_, *section_->hybrid);
        return further_ && further_->strict && further_->number && !further_->hybrid;
    }

    // A line end, "startxref", the place, "%%EOF"; spaces and line ends between them.
    bool is_strict_closing() const
    {
        constexpr std::string_view word = "startxref", blanks = " \r\n";
        const std::size_t at = bytes_.rfind(word), digits = bytes_.find_first_not_of(blanks, at + word.size());
        const std::size_t mark = bytes_.find_first_not_of(blanks, bytes_.find_first_not_of("0123456789", digits));
        return (bytes_[at - 1] == '\r' || bytes_[at - 1] == '\n') && digits > at + word.size() &&
               bytes_.substr(mark) == "%%EOF";
    }

    // Each number once. In a hybrid file the table calls free what the stream holds, so that old readers leave it
    // alone. Some new ones do, too (pdf.js, mupdf), so whatever was in use before is gone to them, even if the stream
    // says where it still is.
    void check_numbers()
    {
        const auto add = [&](const SectionEntry& entry, bool may_replace_free) {
            const auto [known, fresh] = entries_.emplace(entry.number, entry);
            if (fresh) return;
            const SectionEntry before = known->second;
            const bool equal =
                before.kind == entry.kind && before.place == entry.place && before.detail == entry.detail;
            if (may_replace_free && before.kind == EntryKind::free) {
                if (entry.kind != EntryKind::free && was_in_use(entry.number))
                    report("Sau khi ký có đối tượng được bảng tra ghi vừa còn vừa bỏ" + of(entry.number) +
                           std::string(differ));
                known->second = entry;
            } else if (!equal) {
                report("Sau khi ký có đối tượng được bảng tra ghi ở hai chỗ" + of(entry.number) + std::string(differ));
            }
        };
        for (const auto& entry : section_->entries) add(entry, false);
        if (further_)
            for (const auto& entry : further_->entries) add(entry, true);
    }

    bool was_in_use(int number) const
    {
        const auto known = older_.lower_bound(QPDFObjGen(number, 0));
        return known != older_.end() && known->first.getObj() == number;
    }

    // mupdf searches the whole file for objects when /Size does not count them all.
    void check_size()
    {
        int highest = older_.empty() ? 0 : older_.rbegin()->first.getObj();
        if (!entries_.empty()) highest = std::max(highest, entries_.rbegin()->first);
        if (section_->size <= highest && !is_found_alike(bytes_, newer_))
            report("Sau khi ký bảng tra ghi thiếu số đối tượng" + std::string(differ));
    }

    void check_entry(const SectionEntry& entry)
    {
        if (entry.kind == EntryKind::free) return;
        const int generation = entry.kind == EntryKind::in_file ? entry.detail : 0;
        const auto read = merged_.find(QPDFObjGen(entry.number, generation));
        if (read == merged_.end() || !same_place(read->second, entry))
            report("Bảng tra của lần sửa sau khi ký viết không đúng chuẩn" + std::string(differ));
        const auto known = older_.find(QPDFObjGen(entry.number, generation));
        const bool stays = known != older_.end() && same_place(known->second, entry);
        for (auto other = older_.lower_bound(QPDFObjGen(entry.number, 0));
             other != older_.end() && other->first.getObj() == entry.number; ++other)
            if (other->first.getGen() != generation)
                report("Sau khi ký có đối tượng mang hai số đời" + of(entry.number) + std::string(differ));
        if (entry.kind == EntryKind::in_file && (entry.place >= part_.begin || !stays)) {
            const auto header = entry.place < part_.closing.close ? read_header(bytes_, entry.place) : std::nullopt;
            if (!header || header->number != entry.number || header->generation != generation)
                report("Sau khi ký có đối tượng không nằm ở chỗ bảng tra ghi" + of(entry.number) + std::string(differ));
            else if (header->begin >= part_.begin)
                objects_.emplace(header->begin, *header);
        } else if (entry.kind == EntryKind::in_stream && !stays) {
            const StreamIndex& index = indexes_.of(static_cast<int>(entry.place));
            if (!index.whole || index.number_at(entry.detail) != entry.number)
                report("Sau khi ký có đối tượng ghi hai lần hoặc sai chỗ trong luồng đối tượng" + of(entry.number) +
                       std::string(differ));
        }
    }

    // The pieces in the order of the bytes, end to end.
    void lay_out()
    {
        std::size_t at = part_.begin;
        const std::size_t word = bytes_.rfind("startxref");
        add_section_object(*section_);
        if (further_ && further_->begin >= part_.begin) add_section_object(*further_);
        bool table_placed = section_->number.has_value();
        for (auto next = objects_.begin(); next != objects_.end() || !table_placed;) {
            const bool table_first = !table_placed && (next == objects_.end() || section_->begin < next->first);
            check_gap(at, table_first ? section_->begin : next->first);
            if (table_first) {
                table_placed = true;
                at = section_->end;
                continue;
            }
            const ObjectHeader header = next->second;
            const std::size_t limit = ++next == objects_.end() ? word : next->first;
            at = std::max(at, end_of(header, limit));
        }
        check_gap(at, word);
    }

    void add_section_object(const Section& section)
    {
        if (!section.number) return;
        if (const auto header = read_header(bytes_, section.begin)) objects_.emplace(header->begin, *header);
    }

    std::size_t end_of(const ObjectHeader& header, std::size_t limit)
    {
        const auto length_of = [&](int number, int generation) { return length_in(newer_, number, generation); };
        const auto object = skim_object(bytes_, header, std::max(limit, header.behind), length_of);
        if (!object) {
            report("Sau khi ký có đối tượng hỏng" + of(header.number) + std::string(differ));
            return limit;
        }
        if (!object->repeated_key.empty())
            report("Sau khi ký có đối tượng ghi một mục hai lần (" + object->repeated_key.substr(1) + ")" +
                   std::string(differ));
        return object->end;
    }

    // Between two pieces. Before the first one may stand what was inert behind the last %%EOF.
    void check_gap(std::size_t from, std::size_t to)
    {
        if (from > to) {
            report("Sau khi ký có các đối tượng chồng lên nhau trong tệp" + std::string(differ));
            return;
        }
        const std::string_view between = bytes_.substr(from, to - from);
        if (skip_blanks_and_remarks(between, 0) == between.size()) return;
        if (from == part_.begin && is_inert(between))
            log_.report(ChangeLevel::upkeep, "Giữa hai lần sửa của tệp có chữ thừa, không hiện trên trang nào");
        else
            report("Sau khi ký có dữ liệu thừa trong tệp, không thuộc đối tượng nào" + std::string(differ));
    }

    // An object stream that came with this revision holds what the section says, and nothing else.
    void check_streams()
    {
        for (const auto& [begin, header] : objects_) {
            const auto entry = entries_.find(header.number);
            const bool named = entry != entries_.end() && entry->second.kind == EntryKind::in_file;
            if (!named || !indexes_.is_object_stream(header.number)) continue;
            const StreamIndex& index = indexes_.of(header.number);
            for (std::size_t i = 0; i < index.numbers.size(); ++i) {
                const auto held = entries_.find(index.numbers[i]);
                const bool told = held != entries_.end() && held->second.kind == EntryKind::in_stream &&
                                  held->second.place == static_cast<std::size_t>(header.number) &&
                                  held->second.detail == static_cast<int>(i);
                if (!told)
                    report("Sau khi ký có đối tượng mà bảng tra không ghi" + of(index.numbers[i]) +
                           std::string(differ));
            }
            if (!index.repeated_key.empty())
                report("Sau khi ký có đối tượng ghi một mục hai lần (" + index.repeated_key.substr(1) + ")" +
                       std::string(differ));
        }
    }

    // What a reader in search of objects would find, in remarks, strings and streams too.
    void find_strays()
    {
        for (auto header = find_header(bytes_, part_.begin, bytes_.size()); header;
             header = find_header(bytes_, header->behind, bytes_.size())) {
            const bool section = section_ && header->begin == section_->begin;
            if (section || objects_.count(header->begin) > 0) continue;
            report("Sau khi ký có đối tượng mà bảng tra không ghi" + of(header->number) + std::string(differ));
            return;
        }
    }

    std::string_view bytes_;  // up to the end of the part
    AppendedPart part_;
    Table older_, merged_;  // of libqpdf: before, and with this part
    QPDF& newer_;
    StreamIndexes indexes_;
    ChangeLog log_;
    std::size_t said_ = 0;
    std::optional<Section> section_, further_;
    std::map<int, SectionEntry> entries_;          // by number
    std::map<std::size_t, ObjectHeader> objects_;  // those of this part, by their place
};

}  // namespace

std::vector<Change> account_for(std::string_view bytes, const AppendedPart& part, const RevisionChain& chain,
                                QPDF& older, QPDF& newer)
{
    try {
        return Account(bytes, part, older, newer).run(chain);
    } catch (const std::exception&) {
        return {{ChangeLevel::other, "Không đọc được phần ghi thêm sau khi ký", {}, 0}};
    }
}

}  // namespace chamber::inspect
