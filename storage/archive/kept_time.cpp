#include "storage/archive/kept_time.hpp"

#include "protocol/calendar.hpp"
#include "storage/files/disk.hpp"

namespace chamber::storage {
namespace {

constexpr std::uint64_t time_bytes_max = 64;

}  // namespace

KeptTime::KeptTime(const std::filesystem::path& directory, const std::string& folder, const std::string& content,
                   UtcMs now, Disk& disk)
    : disk_(&disk),
      kept_at_(directory / (folder + "." + content.substr(0, 16) + ".time")),
      at_(format_utc(now))
{
    auto kept = read_file(kept_at_, time_bytes_max);
    if (!kept || !kept->ends_with('\n')) return;
    kept->pop_back();
    // Of another form: somebody's hand; the moment is taken anew.
    const auto moment = parse_moment(*kept);
    if (!moment || format_utc(*moment) != *kept) return;
    at_ = *kept;
    known_ = true;
}

Result<void> KeptTime::keep() const
{
    if (known_) return {};
    return write_file(*disk_, kept_at_, at_ + "\n");
}

}  // namespace chamber::storage
