// person list|pin|password.
#include "admin-cli/commands.hpp"
#include "admin-cli/json_line.hpp"
#include "admin-cli/office.hpp"
#include "admin-cli/password_source.hpp"
#include "admin-cli/secrets.hpp"
#include "admin-cli/slips.hpp"
#include "admin-cli/table.hpp"
#include "admin-cli/words.hpp"
#include "protocol/natural_order.hpp"
#include "storage/keys/secret_hasher.hpp"
#include "storage/system_world.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace chamber::admin {

namespace {

JsonObject json_of(const Person& person)
{
    JsonArray roles;
    for (const auto role : person.roles) roles.add(wire_name(role));
    const auto text_of = [](const auto& id) { return id ? std::optional{id->value} : std::nullopt; };
    JsonObject object;
    object.add("id", person.id.value)
        .add("name", person.name)
        .add("sort_name", person.sort_name)
        .add("position", person.position);
    object.add("roles", roles)
        .add("group", text_of(person.group))
        .add("committee", text_of(person.committee))
        .add("seat", person.seat);
    return object.add("counts_for_quorum", person.counts_for_quorum);
}

Result<ExitCode> list(const Invocation& invocation)
{
    auto office = open_office(invocation.data);
    if (!office) return office.error();
    auto people = (*office)->all<Person>();
    if (!people) return people.error();
    std::ranges::sort(*people, NaturalLess{}, [](const Person& person) { return person.id.value; });
    Table table{{"MÃ", "GHẾ", "HỌ TÊN", "VAI TRÒ", "TỔ", "CHỨC VỤ"}};
    for (const auto& person : *people) {
        if (invocation.json()) {
            invocation.terminal->answer(json_of(person).text());
        } else {
            table.add({person.id.value, person.seat.value_or(""), person.name, labels(person.roles),
                       person.group ? person.group->value : "", person.position});
        }
    }
    if (!invocation.json()) invocation.terminal->answer_raw(table.text(invocation.terminal->columns()));
    return ExitCode::done;
}

Result<storage::SecretHasher> open_hasher(const Invocation& invocation)
{
    auto directory = storage::DataDirectory::open(invocation.data);
    if (!directory) return directory.error();
    return open_known_hasher(*directory);
}

// One slip, before the PIN becomes the one that counts.
Result<void> write_slip(const Invocation& invocation, Office& office, const Person& person, const std::string& pin)
{
    auto council = office.all<Council>();
    if (!council) return council.error();
    auto head = slip_head(invocation.data, council->empty() ? std::string{} : council->front().name, {});
    if (!head) return head.error();
    return write_slips(invocation.one("--slip"), *head, {IssuedSecret{person, std::nullopt, pin}});
}

Result<ExitCode> pin(const Invocation& invocation)
{
    auto office = open_office(invocation.data);
    if (!office) return office.error();
    auto person = find_person(**office, invocation.one("PERSON"));
    if (!person) return person.error();
    if (!has_pin(*person))
        return fail(ErrorCode::not_allowed,
                    "cán bộ đăng nhập bằng mật khẩu, hãy chạy: chamber-admin person password " + person->id.value);
    auto hasher = open_hasher(invocation);
    if (!hasher) return hasher.error();
    storage::SystemEntropy entropy;
    const auto drawn = draw_pin(entropy);
    auto hash = hasher->hash_pin(drawn);
    if (!hash) return hash.error();
    if (invocation.given("--slip")) {
        if (auto written = write_slip(invocation, **office, *person, drawn); !written) return written.error();
    }
    if (auto set = (*office)->set_secret(person->id, *hash); !set) {
        std::error_code ignored;
        if (invocation.given("--slip")) std::filesystem::remove(invocation.one("--slip"), ignored);
        return set.error();
    }
    if (invocation.json()) {
        invocation.terminal->answer(
            JsonObject{}.add("person", person->id.value).add("name", person->name).add("pin", drawn).text());
    } else {
        invocation.terminal->answer(fmt::format("{}  {}  {}", person->id.value, person->name, drawn));
        invocation.terminal->note("Mã PIN cũ hết hiệu lực, khóa do nhập sai đã được gỡ. Mã này chỉ hiện một lần.");
        if (invocation.given("--slip"))
            invocation.terminal->note("Phiếu để in: " + invocation.one("--slip") + ". Hãy in, phát, rồi xóa tệp này.");
    }
    return ExitCode::done;
}

Result<ExitCode> password(const Invocation& invocation)
{
    auto office = open_office(invocation.data);
    if (!office) return office.error();
    auto person = find_person(**office, invocation.one("PERSON"));
    if (!person) return person.error();
    if (has_pin(*person))
        return fail(ErrorCode::not_allowed,
                    "đại biểu và khách mời dùng mã PIN, hãy chạy: chamber-admin person pin " + person->id.value);
    auto typed = read_password(invocation, "Mật khẩu mới của " + person->name);
    if (!typed) return typed.error();
    auto hasher = open_hasher(invocation);
    if (!hasher) return hasher.error();
    auto hash = hasher->hash_password(*typed);
    wipe(*typed);
    if (!hash) return hash.error();
    if (auto set = (*office)->set_secret(person->id, *hash); !set) return set.error();
    invocation.terminal->note("Đã đổi mật khẩu của " + person->name + ".");
    return ExitCode::done;
}

}  // namespace

CommandTable person_commands()
{
    return {
        {"person list", "Liệt kê đại biểu, khách mời và cán bộ", {}, "  chamber-admin person list", list},
        {"person pin",
         "Cấp mã PIN mới cho đại biểu hoặc khách mời, gỡ khóa do nhập sai",
         {{"PERSON", Takes::word, "Mã người hoặc số ghế"},
          {"--slip", Takes::option, "Ghi thêm phiếu để in (HTML, chỉ chủ sở hữu đọc được) vào tệp này"}},
         "  chamber-admin person pin DB24\n  chamber-admin person pin A1 --slip phieu-a1.html",
         pin},
        {"person password",
         "Đặt mật khẩu mới cho cán bộ, gỡ khóa do nhập sai",
         {{"PERSON", Takes::word, "Mã người"}, password_stdin_parameter(), password_file_parameter()},
         "  chamber-admin person password NV02",
         password},
    };
}

}  // namespace chamber::admin
