#include "tests/support/council.hpp"

#include "protocol/message.hpp"
#include "storage/keys/authority.hpp"
#include "storage/keys/secret_hasher.hpp"
#include "storage/store.hpp"
#include "storage/system_world.hpp"

#include <cstdio>

namespace chamber::test {
namespace {

Person person(std::string id, std::string name, Role role)
{
    Person made;
    made.id = PersonId(std::move(id));
    made.name = std::move(name);
    made.sort_name = made.name.substr(made.name.rfind(' ') + 1);
    made.roles = {role};
    made.counts_for_quorum = role == Role::delegate;
    return made;
}

std::string delegate_id(int number)
{
    char text[16];
    std::snprintf(text, sizeof text, "DB%02d", number);
    return text;
}

void add_people(SessionImport& import, int delegates, const std::string& pin_hash, const std::string& password_hash)
{
    Group first{GroupId("TO1"), GroupKind::delegation, "Tổ đại biểu số 1", PersonId("DB01"), std::nullopt, {},
                std::nullopt};
    Group second{GroupId("TO2"), GroupKind::delegation, "Tổ đại biểu số 2", PersonId("DB03"), std::nullopt, {},
                 std::nullopt};
    for (int i = 1; i <= delegates; ++i) {
        Person delegate = person(delegate_id(i), "Đại biểu Mẫu " + std::to_string(i), Role::delegate);
        Group& group = i <= 2 ? first : second;
        delegate.group = group.id;
        group.members.push_back(delegate.id);
        import.secrets.push_back(ImportedSecret{delegate.id, std::nullopt, pin_hash});
        import.people.push_back(std::move(delegate));
    }
    import.people.push_back(person("KM01", "Khách Mời Mẫu", Role::guest));
    import.secrets.push_back(ImportedSecret{PersonId("KM01"), std::nullopt, pin_hash});
    Person secretary = person("NV03", "Thư Ký Mẫu", Role::secretary);
    secretary.roles = {Role::secretary, Role::clerk};
    import.people.push_back(secretary);
    import.secrets.push_back(ImportedSecret{PersonId("NV03"), secretary_account, password_hash});
    import.groups = {first, second};
}

SessionImport session_of(int delegates, const std::string& pin_hash, const std::string& password_hash)
{
    SessionImport import;
    import.council = Council{
        "HDND", "Hội đồng nhân dân xã Mẫu", "xã", "tỉnh Mẫu", "H99.15", "Khóa XII", delegates, delegates, false};
    import.session.id = session;
    import.session.number = 15;
    import.session.name = "Kỳ họp thứ Mười lăm";
    import.session.classification = "thường lệ";
    import.session.start_on = "2024-12-18";
    import.session.end_on = "2024-12-19";
    import.session.state = SessionState::in_session;
    import.session.current_item = item;
    import.sittings = {Sitting{sitting, session, "Phiên khai mạc", "phiên họp toàn thể", "2024-12-18T00:30:00Z",
                               "2024-12-18T04:20:00Z", true, 1},
                       Sitting {
                           SittingId("PH2"),
                           session,
                           "Phiên bế mạc",
                           "phiên họp toàn thể",
                           "2024-12-19T00:30:00Z",
                           "2024-12-19T04:20:00Z",
                           true,
                           2
                       }};
    AgendaItem first{item,        session,      sitting,      "1", 1, "Thông qua chương trình",
                     "nghi_thuc", std::nullopt, std::nullopt, 30,  {}};
    AgendaItem second{AgendaItemId("MUC02"),
                      session,
                      SittingId("PH2"),
                      "2",
                      2,
                      "Bế mạc",
                      "be_mac",
                      std::nullopt,
                      std::nullopt,
                      30,
                      {}};
    import.agenda = {first, second};
    import.archive_fields = "{}";
    add_people(import, delegates, pin_hash, password_hash);
    return import;
}

}  // namespace

void make_council(const std::filesystem::path& root, int delegates)
{
    storage::SystemClock clock;
    storage::SystemEntropy entropy;
    const storage::DataDirectory directory = storage::DataDirectory::create(root).value();
    const auto lock = directory.lock().value();
    MUST(storage::create_authority(directory, "localhost", "Hội đồng nhân dân xã Mẫu", clock));
    MUST(storage::SecretHasher::make_pepper(directory));
    const storage::SecretHasher hasher = storage::SecretHasher::open(directory).value();
    const std::string pin_hash = hasher.hash_pin(pin).value();
    const std::string password_hash = hasher.hash_password(password).value();
    const SessionImport import = session_of(delegates, pin_hash, password_hash);
    Person administrator = person("NV04", "Quản Trị Mẫu", Role::administrator);
    MUST(storage::Store::create(directory, import.council, administrator,
                                ImportedSecret{administrator.id, "quantri", password_hash}, clock, entropy));
    const auto store = storage::Store::open(directory, clock, entropy).value();
    const Result<void> imported = store->import_session(import);
    MUST(imported.has_value());
    MUST(store->remember_pepper(hasher.pepper_check()));
}

}  // namespace chamber::test
