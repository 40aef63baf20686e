#include "admin-cli/archive_finding.hpp"

#include "admin-cli/table.hpp"
#include "storage/backup/files.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <map>
#include <set>

namespace chamber::admin {

namespace {

struct Reading {
    std::uint64_t done = 0;
    std::uint64_t total = 0;
    std::vector<std::string> bad;  // in words
};

void read_back(const Archive& archive, const std::filesystem::path& path, Reading& reading, Terminal& terminal)
{
    const auto count = [&](std::uint64_t bytes) {
        reading.done += bytes;
        terminal.progress("đang đọc lại hồ sơ đã đóng", reading.done, reading.total);
        return true;
    };
    const auto found = storage::digest_file(path, count);
    const auto named = fmt::format("{} ({})", archive.file_name, archive.session.value);
    if (!found)
        reading.bad.push_back(found.error().code == ErrorCode::not_found ? "thiếu " + named
                                                                         : "không đọc được " + named);
    else if (found->sha256.hex() != archive.sha256)
        reading.bad.push_back("đã bị thay đổi " + named);
}

// By name and digest: older versions noted one file at every build.
using Listed = std::map<std::pair<std::string, std::string>, Archive>;

std::vector<std::string> unlisted_zips(const std::filesystem::path& folder, const Listed& listed)
{
    std::set<std::string> known;
    for (const auto& [key, archive] : listed) known.insert(archive.file_name);
    std::vector<std::string> names;
    std::error_code ignored;
    for (const auto& entry : std::filesystem::directory_iterator(folder, ignored)) {
        const auto name = entry.path().filename().string();
        if (name.ends_with(".zip") && !known.contains(name)) names.push_back(name);
    }
    std::ranges::sort(names);
    return names;
}

std::string joined(const std::vector<std::string>& parts)
{
    return fmt::format("{}", fmt::join(parts, ", "));
}

}  // namespace

Finding archive_finding(Office& office, const storage::DataDirectory& directory, Terminal& terminal)
{
    Finding finding{"archives", "hồ sơ đã đóng", Fitness::failed, {}};
    const auto archives = office.all<Archive>();
    const auto sessions = office.all<Session>();
    if (!archives || !sessions) {
        finding.sentence = error_sentence(archives ? sessions.error().code : archives.error().code);
        return finding;
    }
    Listed listed;
    std::set<SessionId> sealed;
    Reading reading;
    for (const auto& archive : *archives) {
        if (archive.file_name.empty()) continue;  // being built
        if (!archive.draft) sealed.insert(archive.session);
        if (listed.emplace(std::pair(archive.file_name, archive.sha256), archive).second)
            reading.total += archive.bytes;
    }
    for (const auto& [key, archive] : listed)
        read_back(archive, directory.archives / archive.file_name, reading, terminal);
    if (!reading.bad.empty()) {
        finding.sentence = fmt::format(
            "{} trong {} hồ sơ không còn như lúc đóng: {}. Hãy lấy lại từ bản lưu khác; nếu kỳ họp chưa thay đổi, "
            "đóng gói lại sẽ cho đúng tệp cũ.",
            reading.bad.size(), listed.size(), joined(reading.bad));
        return finding;
    }
    std::vector<std::string> doubts;
    for (const auto& name : unlisted_zips(directory.archives, listed))
        doubts.push_back("tệp " + name + " không có trong danh sách hồ sơ");
    for (const auto& session : *sessions)
        if (session.state == SessionState::archived && !sealed.contains(session.id))
            doubts.push_back("kỳ họp " + session.id.value + " đã đóng mà không có hồ sơ niêm phong");
    finding.fitness = doubts.empty() ? Fitness::sound : Fitness::warning;
    finding.sentence = fmt::format("{} hồ sơ, {} đã đọc lại, đúng mã băm.", listed.size(), format_bytes(reading.total));
    if (listed.empty()) finding.sentence = "Chưa có hồ sơ nào.";
    if (!doubts.empty()) finding.sentence += " Cần xem lại: " + joined(doubts) + ".";
    return finding;
}

}  // namespace chamber::admin
