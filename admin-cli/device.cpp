// device list|enrol|approve|revoke.
#include "admin-cli/commands.hpp"
#include "admin-cli/json_line.hpp"
#include "admin-cli/office.hpp"
#include "admin-cli/table.hpp"
#include "admin-cli/words.hpp"
#include "protocol/device_label.hpp"
#include "protocol/natural_order.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace chamber::admin {

namespace {

Result<ExitCode> list(const Invocation& invocation)
{
    auto office = open_office(invocation.data);
    if (!office) return office.error();
    auto devices = (*office)->all<Device>();
    if (!devices) return devices.error();
    auto people = (*office)->all<Person>();
    if (!people) return people.error();
    std::ranges::sort(*devices, {}, &Device::id);
    std::ranges::stable_sort(*devices, NaturalLess{}, &Device::label);

    Table table{{"NHÃN", "LOẠI", "TRẠNG THÁI", "NGƯỜI DÙNG", "THẤY LẦN CUỐI", "MÃ", "KIỂU MÁY"}};
    for (const auto& device : *devices) {
        std::string name;
        for (const auto& person : *people) {
            if (device.person == person.id) name = person.name;
        }
        if (invocation.json()) {
            JsonObject object;
            object.add("id", device.id.value)
                .add("label", device.label)
                .add("kind", wire_name(device.kind))
                .add("state", wire_name(device.state));
            object.add("person", device.person ? std::optional{device.person->value} : std::nullopt);
            object.add("enrolled_at", device.enrolled_at)
                .add("last_seen_at", device.last_seen_at)
                .add("model", device.model);
            invocation.terminal->answer(object.text());
        } else {
            table.add({device.label.empty() ? "-" : device.label, label_in_sentence(device.kind),
                       label_in_sentence(device.state), name, wall_time(device.last_seen_at.value_or("")),
                       device.id.value, device.model});
        }
    }
    if (!invocation.json()) invocation.terminal->answer_raw(table.text(invocation.terminal->columns()));
    return ExitCode::done;
}

// Which of them the code was on.
const Device* newly_approved(const std::vector<Device>& before, const std::vector<Device>& after)
{
    for (const auto& device : after) {
        const auto former = std::ranges::find(before, device.id, &Device::id);
        const bool was_approved = former != before.end() && former->state == DeviceState::approved;
        if (device.state == DeviceState::approved && !was_approved) return &device;
    }
    return nullptr;
}

// The label is what is glued to the tablet; the id is for scripts. A revoked tablet may have handed its label to its
// successor. Data of an older version may hold one label twice: then only the id will do. Errors: device_unknown;
// `where` is what was typed.
Result<Device> find_device(const std::vector<Device>& devices, const std::string& typed)
{
    std::vector<const Device*> labelled;
    for (const auto& device : devices) {
        if (device.id.value == typed) return device;
        if (device.state == DeviceState::approved && same_label(device.label, typed)) labelled.push_back(&device);
    }
    if (labelled.size() == 1) return *labelled.front();
    if (labelled.empty()) return fail(ErrorCode::device_unknown, {}, typed);
    std::string ids;
    for (const auto* device : labelled) ids += (ids.empty() ? "" : ", ") + device->id.value;
    return fail(ErrorCode::device_unknown,
                fmt::format("{} máy cùng mang nhãn này, hãy ghi mã của một máy: “{}”", labelled.size(), ids), typed);
}

Result<ExitCode> approve(const Invocation& invocation)
{
    auto office = open_office(invocation.data);
    if (!office) return office.error();
    auto before = (*office)->all<Device>();
    if (!before) return before.error();
    ApproveDevice body;
    body.code = invocation.one("CODE");
    body.label = invocation.text("--label", "");  // empty: whoever holds the data gives the next free one
    if (auto approved = (*office)->run(body); !approved) return approved.error();
    auto after = (*office)->all<Device>();
    if (!after) return after.error();
    const auto* device = newly_approved(*before, *after);
    const std::string label = device == nullptr ? body.label : device->label;
    if (invocation.json())
        invocation.terminal->answer(JsonObject{}
                                        .add("id", device == nullptr ? std::nullopt : std::optional{device->id.value})
                                        .add("label", label)
                                        .text());
    else
        invocation.terminal->note("Đã duyệt máy " + label + ". Hãy dán nhãn này lên máy.");
    return ExitCode::done;
}

Result<ExitCode> revoke(const Invocation& invocation)
{
    auto office = open_office(invocation.data);
    if (!office) return office.error();
    auto devices = (*office)->all<Device>();
    if (!devices) return devices.error();
    const auto& typed = invocation.one("DEVICE");
    auto found = find_device(*devices, typed);
    if (!found) return found.error();
    RevokeDevice body;
    body.device = found->id;
    body.reason = invocation.one("--reason");
    if (body.reason.empty()) return fail(ErrorCode::reason_required);
    if (auto revoked = (*office)->run(body); !revoked) return revoked.error();
    invocation.terminal->note("Đã thu hồi máy " + typed + ". Dữ liệu trên máy bị xóa khi máy kết nối lại.");
    return ExitCode::done;
}

Result<ExitCode> enrol(const Invocation& invocation)
{
    const auto& wish = invocation.one("SWITCH");
    if (wish != "on" && wish != "off") return fail(ErrorCode::unknown_value, "hãy ghi “on” hoặc “off”", wish);
    auto office = open_office(invocation.data);
    if (!office) return office.error();
    if (auto set = (*office)->run(SetEnrolment{wish == "on"}); !set) return set.error();
    auto now = (*office)->all<Enrolment>();
    if (!now) return now.error();
    const std::string until = now->empty() ? std::string() : now->front().open_until.value_or("");
    if (invocation.json())
        invocation.terminal->answer(
            JsonObject{}.add("open_until", until.empty() ? std::nullopt : std::optional{until}).text());
    else if (until.empty())
        invocation.terminal->note("Đã tắt đăng ký máy: máy lạ không xin vào được nữa.");
    else
        invocation.terminal->note("Đang đăng ký máy, tự tắt lúc " + wall_time(until) + ".");
    return ExitCode::done;
}

}  // namespace

CommandTable device_commands()
{
    return {
        {"device list", "Liệt kê máy tính bảng và máy tính đã đăng ký", {}, "  chamber-admin device list", list},
        {"device enrol",
         "Bật hoặc tắt việc đăng ký máy mới",
         {{"SWITCH", Takes::word, "“on”: cho máy lạ xin vào, tự tắt sau 4 giờ; “off”: tắt"}},
         "  chamber-admin device enrol on",
         enrol},
        {"device approve",
         "Duyệt máy đang chờ, theo mã hiện trên màn hình máy",
         {{"CODE", Takes::word, "Mã trên màn hình máy"},
          {"--label", Takes::option, "Nhãn dán trên máy, ví dụ MTB-07; bỏ trống: nhãn trống kế tiếp"}},
         "  chamber-admin device approve ABCD-EFGH\n  chamber-admin device approve ABCD-EFGH --label MTB-07",
         approve},
        {"device revoke",
         "Thu hồi máy mất, hỏng hoặc trả lại",
         {{"DEVICE", Takes::word, "Nhãn hoặc mã máy"}, {"--reason", Takes::needed_option, "Lý do, ghi vào nhật ký"}},
         "  chamber-admin device revoke MTB-07 --reason \"Vỡ màn hình\"",
         revoke},
    };
}

}  // namespace chamber::admin
