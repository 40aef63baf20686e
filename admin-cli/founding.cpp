#include "admin-cli/founding.hpp"

#include "admin-cli/private_file.hpp"
#include "protocol/field_rules.hpp"
#include "protocol/ids.hpp"
#include "storage/keys/authority.hpp"
#include "storage/keys/secret_hasher.hpp"
#include "storage/store.hpp"
#include "storage/system_world.hpp"

#include <fmt/format.h>

namespace chamber::admin {

namespace {

// Removes what a founding made unless it was told to stay.
class Scaffold {
public:
    explicit Scaffold(std::filesystem::path root) : root_(std::move(root)), existed_(std::filesystem::exists(root_)) {}
    ~Scaffold()
    {
        if (kept_) return;
        std::error_code ignored;
        for (const auto& entry : std::filesystem::directory_iterator{root_, ignored})
            std::filesystem::remove_all(entry.path(), ignored);
        if (!existed_) std::filesystem::remove(root_, ignored);
    }
    Scaffold(const Scaffold&) = delete;
    Scaffold& operator=(const Scaffold&) = delete;

    void keep() { kept_ = true; }

private:
    std::filesystem::path root_;
    bool existed_;
    bool kept_ = false;
};

// The office's own first account.
Person first_of_staff(const Founding& founding)
{
    Person staff;
    staff.id = PersonId{founding.account};
    staff.name = founding.staff_name;
    staff.sort_name = founding.staff_name;
    staff.position = "Văn phòng";
    staff.roles = {Role::administrator, Role::secretary, Role::clerk, Role::archivist};
    return staff;
}

Result<void> fill(const storage::DataDirectory& directory, const Founding& founding, const Council& council,
                  const Person& staff)
{
    storage::SystemClock clock;
    storage::SystemEntropy entropy;
    if (auto made = storage::create_authority(directory, founding.host, council.name, clock); !made) return made;
    if (auto made = storage::SecretHasher::make_pepper(directory); !made) return made;
    auto hasher = storage::SecretHasher::open(directory);
    if (!hasher) return hasher.error();
    auto hash = hasher->hash_password(founding.password);
    if (!hash) return hash.error();
    const auto configuration =
        fmt::format("# Cấu hình máy chủ Nghị Trường. Bỏ trống là mặc định; xem server/README.md.\n\n"
                    "# Tên máy chủ trong mạng, như trong chứng thư và trên máy tính bảng.\nhost_name = \"{}\"\n",
                    founding.host);
    if (auto written = write_new_file(directory.configuration, configuration, FileMode::owner_only); !written)
        return written;
    if (auto made =
            storage::Store::create(directory, council, staff, {staff.id, founding.account, *hash}, clock, entropy);
        !made)
        return made;
    auto store = storage::Store::open(directory, clock, entropy);
    if (!store) return store.error();
    return (*store)->remember_pepper(hasher->pepper_check());
}

}  // namespace

Result<storage::DataDirectory> found(const Founding& founding, const Complete& complete)
{
    if (!is_id(founding.account))
        return fail(ErrorCode::wrong_type, "tên tài khoản chỉ gồm chữ không dấu, số và . _ : -", "--account");
    std::error_code failed;
    const bool in_use =
        std::filesystem::exists(founding.data, failed) &&
        (!std::filesystem::is_directory(founding.data, failed) || !std::filesystem::is_empty(founding.data, failed));
    if (in_use) return fail(ErrorCode::data_directory_not_empty, {}, founding.data.string());
    Council council = founding.council;
    if (auto parsed = parse_fields(council); !parsed) return parsed.error();
    Person staff = first_of_staff(founding);
    if (auto parsed = parse_fields(staff); !parsed) return parsed.error();
    Scaffold scaffold{founding.data};
    auto directory = storage::DataDirectory::create(founding.data);
    if (!directory) return directory;
    if (auto filled = fill(*directory, founding, council, staff); !filled) return filled.error();
    if (auto completed = complete(*directory); !completed) return completed.error();
    scaffold.keep();
    return directory;
}

}  // namespace chamber::admin
