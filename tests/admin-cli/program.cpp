#include "tests/admin-cli/program.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fcntl.h>
#include <fstream>
#include <spawn.h>
#include <sstream>
#include <stdexcept>
#include <sys/wait.h>

extern char** environ;

namespace chamber::test {

namespace {

void write(const std::filesystem::path& path, const std::string& bytes)
{
    std::ofstream{path, std::ios::binary} << bytes;
}

}  // namespace

std::string read_file(const std::filesystem::path& path)
{
    std::ifstream in{path, std::ios::binary};
    return {std::istreambuf_iterator<char>{in}, {}};
}

std::vector<boost::json::object> Ran::objects() const
{
    std::vector<boost::json::object> found;
    std::istringstream lines{out};
    for (std::string line; std::getline(lines, line);) found.push_back(boost::json::parse(line).as_object());
    return found;
}

std::string Ran::code() const
{
    // Notes may stand before it.
    const std::string opening = "chamber-admin: ";
    const auto first = err.starts_with(opening) ? 0 : err.find("\n" + opening);
    if (first == std::string::npos) return {};
    const auto line = err.substr(first, err.find('\n', first + 1) - first);
    const auto open = line.rfind('[');
    return open == std::string::npos || !line.ends_with(']') ? std::string{}
                                                             : line.substr(open + 1, line.size() - open - 2);
}

Ran run_program(const std::filesystem::path& program, const std::vector<std::string>& arguments,
                const std::string& input)
{
    const Folder folder;
    const auto in = folder.path() / "in";
    const auto out = folder.path() / "out";
    const auto err = folder.path() / "err";
    write(in, input);
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, 0, in.c_str(), O_RDONLY, 0);
    posix_spawn_file_actions_addopen(&actions, 1, out.c_str(), O_WRONLY | O_CREAT, 0600);
    posix_spawn_file_actions_addopen(&actions, 2, err.c_str(), O_WRONLY | O_CREAT, 0600);
    std::vector<std::string> words{program.string()};
    words.insert(words.end(), arguments.begin(), arguments.end());
    std::vector<char*> argv;
    for (auto& word : words) argv.push_back(word.data());
    argv.push_back(nullptr);
    pid_t pid = -1;
    const int spawned = posix_spawn(&pid, program.c_str(), &actions, nullptr, argv.data(), environ);
    posix_spawn_file_actions_destroy(&actions);
    if (spawned != 0) throw std::runtime_error{program.string() + " does not start"};
    int status = 0;
    waitpid(pid, &status, 0);
    return {WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status), read_file(out), read_file(err)};
}

Ran run_admin(const std::vector<std::string>& arguments, const std::string& input)
{
    return run_program(CHAMBER_ADMIN, arguments, input);
}

Office::Office()
{
    const auto founded =
        run({"init", "--host", "hop.test", "--council", "Hội đồng nhân dân xã Mẫu", "--seats", "2", "--password-stdin"},
            office_password + "\n");
    if (founded.exit_code != 0) throw std::runtime_error{founded.err};
}

Ran Office::run(std::vector<std::string> arguments, const std::string& input) const
{
    arguments.insert(arguments.begin(), {"--data", data().string()});
    return run_admin(arguments, input);
}

std::vector<boost::json::object> Office::json(std::vector<std::string> arguments) const
{
    arguments.emplace_back("--json");
    const auto ran = run(std::move(arguments));
    EXPECT_EQ(ran.exit_code, 0) << ran.err;
    return ran.objects();
}

void Office::import_session(const std::string& state) const
{
    auto file = session_json();
    const std::string_view meeting = "\"state\": \"đang họp\"";
    file.replace(file.find(meeting), meeting.size(), "\"state\": \"" + state + "\"");
    const auto imported = run({"session", "import", write_file("ky-hop.json", file), "--pins", path("ma-pin.csv")});
    ASSERT_EQ(imported.exit_code, 0) << imported.err;
}

std::string Office::write_file(const std::string& name, const std::string& bytes) const
{
    write(path(name), bytes);
    return path(name);
}

std::string session_json()
{
    return R"({
"schema": "hop-khong-giay/sample-session/1",
"council": {"id": "HDND", "name": "Hội đồng nhân dân xã Mẫu", "level": "xã", "province": "tỉnh Mẫu", "organ_id": "H99.15"},
"term": {"id": "K12", "name": "Khóa XII", "period": "2021 - 2026", "start": "2021-07-01", "end": null, "seats": 2, "in_office": 2},
"committees": [],
"groups": [{"id": "TO1", "name": "Tổ đại biểu số 1", "leader_id": "DB01", "deputy_id": null, "member_ids": ["DB01", "DB02"], "discussion_room": null}],
"delegates": [
 {"id": "DB01", "name": "Nguyễn Văn Mẫu", "sort_name": "Mẫu", "group_id": "TO1", "position": "Chủ tịch HĐND", "committee_id": null, "seat": "A1"},
 {"id": "DB02", "name": "Trần Thị Ví Dụ", "sort_name": "Dụ", "group_id": "TO1", "position": "Đại biểu", "committee_id": null, "seat": "A2"}],
"guests": [{"id": "KM01", "name": "Khách Thị Mời", "position": "Bí thư, \"Chi bộ 1\"", "device_id": null, "can_vote": false, "counts_for_quorum": false}],
"staff": [{"id": "NV02", "name": "Lưu Thị Trữ", "position": "Văn thư", "roles": ["clerk", "archivist"]}],
"session": {"id": "K12-KH15", "number": 15, "name": "Kỳ họp thứ Mười lăm", "classification": "thường lệ", "start": "2024-12-18", "end": "2024-12-19",
 "venue": "Hội trường xã", "documents_deadline": "2024-12-11", "presiding_ids": ["DB01"], "secretary_ids": ["NV02"], "state": "đang họp", "form": "trực tiếp"},
"sittings": [
 {"id": "PH1", "name": "Phiên khai mạc", "classification": "toàn thể", "start": "2024-12-18T07:30:00+07:00", "end": "2024-12-18T11:30:00+07:00", "public": true},
 {"id": "PH2", "name": "Phiên bế mạc", "classification": "toàn thể", "start": "2024-12-19T13:30:00+07:00", "end": "2024-12-19T16:30:00+07:00", "public": true}],
"agenda": [
 {"id": "MUC01", "number": "1", "sitting_id": "PH1", "planned_start": "2024-12-18T07:30:00+07:00", "planned_minutes": 30, "type": "nghi_thuc",
  "name": "Khai mạc", "presenter_id": "DB01", "document_ids": []},
 {"id": "MUC02", "number": "2", "sitting_id": "PH2", "planned_start": "2024-12-19T13:30:00+07:00", "planned_minutes": 30, "type": "thao_luan",
  "name": "Thông qua nghị quyết", "presenter_id": null, "document_ids": []}],
"documents": [],
"attendance": [
 {"sitting_id": "PH1", "person_id": "DB01", "status": "có mặt", "excused": null, "reason": null,
  "intervals": [["2024-12-18T07:30:00+07:00", "2024-12-18T11:30:00+07:00"]], "method": "thư ký ghi"},
 {"sitting_id": "PH1", "person_id": "DB02", "status": "vắng", "excused": true, "reason": "Đi công tác", "intervals": [], "method": "thư ký ghi"}],
"annotations": [],
"devices": [],
"archive": {"FileCode": "H99.15.2024.HĐND.15", "Title": "Hồ sơ Kỳ họp thứ Mười lăm", "Maintenance": "Vĩnh viễn"}
})";
}

}  // namespace chamber::test
