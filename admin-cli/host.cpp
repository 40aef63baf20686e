// host rename: the server goes by another name. Certificate, and root when it must, configuration, journal; then what
// each tablet needs.
#include "admin-cli/commands.hpp"
#include "admin-cli/host_name.hpp"
#include "admin-cli/json_line.hpp"
#include "admin-cli/table.hpp"
#include "protocol/message.hpp"
#include "storage/keys/authority.hpp"
#include "storage/store.hpp"
#include "storage/system_world.hpp"

#include <fmt/format.h>

namespace chamber::admin {

namespace {

// What a device must do before it is in the meeting again.
enum class Need { nothing, enrol_again, profile_and_enrol_again };

std::string_view wire_name_of(Need need)
{
    switch (need) {
    case Need::nothing: return "nothing";
    case Need::enrol_again: return "enrol_again";
    case Need::profile_and_enrol_again: return "profile_and_enrol_again";
    }
    return "";
}

std::string_view words(Need need)
{
    switch (need) {
    case Need::nothing: return "không cần làm gì";
    case Need::enrol_again: return "mở địa chỉ mới, đăng ký lại máy (không cần cài lại hồ sơ cấu hình)";
    case Need::profile_and_enrol_again: return "gỡ hồ sơ cấu hình cũ, cài hồ sơ mới, mở địa chỉ mới, đăng ký lại máy";
    }
    return "";
}

template <class Noun>
Result<std::vector<Noun>> all(storage::Store& store)
{
    auto found = store.entities(Noun::type);
    if (!found) return found.error();
    std::vector<Noun> nouns;
    for (auto& entity : *found) nouns.push_back(std::get<Noun>(std::move(entity)));
    return nouns;
}

// Notes lie in the browser under the old address: what is not sent before the name changes can be sent from there no
// more.
Result<void> refuse_unsent(const std::vector<Device>& devices)
{
    std::string waiting;
    for (const auto& device : devices) {
        if (device.state != DeviceState::approved || device.unsent.value_or(0) == 0) continue;
        waiting += fmt::format("{}{} còn {}", waiting.empty() ? "" : ", ",
                               device.label.empty() ? device.id.value : device.label, *device.unsent);
    }
    if (waiting.empty()) return {};
    return fail(ErrorCode::not_allowed,
                "máy còn ghi chú chưa gửi, sẽ kẹt ở địa chỉ cũ: " + waiting +
                    "; hãy để các máy gửi hết, hoặc thêm --leave-unsent",
                "--leave-unsent");
}

void tell(const Invocation& invocation, const storage::RenamedHost& renamed, const std::vector<Device>& devices,
          Need need)
{
    const bool anew = renamed.root == storage::Root::made_anew;
    Table table{{"MÁY", "CẦN LÀM"}};
    if (invocation.json()) {
        invocation.terminal->answer(JsonObject{}
                                        .add("host", renamed.host_name)
                                        .add("root", anew ? "made_anew" : "kept")
                                        .add("ca_fingerprint", renamed.ca_fingerprint)
                                        .text());
    } else {
        invocation.terminal->answer(
            fmt::format("Tên máy chủ: {}\nChứng thư gốc: {}\nVân tay (SHA-256):\n  {}", renamed.host_name,
                        anew ? "MỚI – chứng thư cũ không được cấp cho tên này" : "giữ nguyên", renamed.ca_fingerprint));
    }
    for (const auto& device : devices) {
        if (device.state != DeviceState::approved || device.kind != DeviceKind::tablet) continue;
        const std::string label = device.label.empty() ? device.id.value : device.label;
        if (invocation.json())
            invocation.terminal->answer(JsonObject{}
                                            .add("device", device.id.value)
                                            .add("label", label)
                                            .add("needs", wire_name_of(need))
                                            .text());
        else
            table.add({label, std::string{words(need)}});
    }
    if (!invocation.json()) invocation.terminal->answer_raw(table.text(0));
    if (need != Need::nothing)
        invocation.terminal->note(fmt::format("Hãy khởi động máy chủ. Mọi máy tính bảng: {}.", words(need)));
    if (anew)
        invocation.terminal->note(
            "Hồ sơ kỳ họp đóng trước đây kiểm tra bằng chứng thư gốc cũ: keys/ca-….pem (chamber-admin archive verify FILE --root CA.pem).");
}

Result<ExitCode> rename(const Invocation& invocation)
{
    auto directory = storage::DataDirectory::open(invocation.data);
    if (!directory) return directory.error();
    // The server read its name when it started, and a second writer there must not be.
    auto lock = directory->lock();
    if (!lock) return lock.error();
    storage::SystemClock clock;
    storage::SystemEntropy entropy;
    auto store = storage::Store::open(*directory, clock, entropy);
    if (!store) return store.error();
    auto devices = all<Device>(**store);
    if (!devices) return devices.error();
    auto councils = all<Council>(**store);
    if (!councils) return councils.error();
    auto before = read_host_name(*directory);
    if (!before) return before.error();
    const auto name = invocation.one("NAME");
    if (name != *before && !invocation.given("--leave-unsent"))
        if (auto sent = refuse_unsent(*devices); !sent) return sent.error();

    const auto root = invocation.given("--new-root") ? storage::Root::made_anew : storage::Root::kept_if_it_can;
    auto renamed = storage::rename_host(*directory, name, councils->empty() ? "" : councils->front().name, root, clock);
    if (!renamed) {
        auto why = renamed.error();
        if (why.code == ErrorCode::bad_configuration) why.where = "NAME";  // what was typed is wrong, not chamber.toml
        return why;
    }
    if (auto written = write_host_name(*directory, renamed->host_name); !written) return written.error();
    if (auto noted = (*store)->note_host(renamed->host_name, renamed->ca_fingerprint); !noted) return noted.error();
    const bool anew = renamed->root == storage::Root::made_anew;
    const Need otherwise = renamed->host_name == *before ? Need::nothing : Need::enrol_again;
    tell(invocation, *renamed, *devices, anew ? Need::profile_and_enrol_again : otherwise);
    return ExitCode::done;
}

}  // namespace

CommandTable host_commands()
{
    return {
        {"host rename",
         "Đổi tên máy chủ trong mạng: cấp chứng thư mới (và chứng thư gốc mới khi cần), ghi chamber.toml",
         {{"NAME", Takes::word, "Tên mới, ví dụ hop.xa-moi.local. Tên đang dùng: chỉ cấp lại chứng thư"},
          {"--new-root", Takes::flag, "Luôn tạo chứng thư gốc mới (khi mất hoặc lộ keys/ca.key)"},
          {"--leave-unsent", Takes::flag, "Đổi cả khi còn máy chưa gửi hết ghi chú"}},
         "  chamber-admin host rename hop.xa-moi.local",
         rename},
    };
}

}  // namespace chamber::admin
