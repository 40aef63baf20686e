// init: a new council's data directory.
#include "admin-cli/commands.hpp"
#include "admin-cli/founding.hpp"
#include "admin-cli/json_line.hpp"
#include "admin-cli/password_source.hpp"
#include "storage/keys/authority.hpp"

#include <charconv>
#include <fmt/format.h>

namespace chamber::admin {

namespace {

// "35" → 35; absent → 0. Errors: wrong_type, out_of_range.
Result<std::int32_t> read_count(const Invocation& invocation, std::string_view name)
{
    const auto typed = invocation.text(name, "0");
    std::int32_t count = 0;
    const auto read = std::from_chars(typed.data(), typed.data() + typed.size(), count);
    if (read.ec == std::errc::result_out_of_range) return fail(ErrorCode::out_of_range, {}, std::string{name});
    if (read.ec != std::errc{} || read.ptr != typed.data() + typed.size())
        return fail(ErrorCode::wrong_type, "cần một số", std::string{name});
    if (count < 0 || count > 1'000) return fail(ErrorCode::out_of_range, {}, std::string{name});
    return count;
}

Result<ExitCode> init(const Invocation& invocation)
{
    Founding founding;
    founding.data = invocation.data;
    founding.host = invocation.one("--host");
    founding.council.id = "HDND";
    founding.council.name = invocation.one("--council");
    founding.council.level = invocation.text("--level", "xã");
    founding.council.province = invocation.text("--province", "");
    founding.council.organ_id = invocation.text("--organ-id", "");
    founding.council.term_name = invocation.text("--term", "");
    auto seats = read_count(invocation, "--seats");
    if (!seats) return seats.error();
    founding.council.seats = *seats;
    founding.council.in_office = *seats;
    founding.account = invocation.text("--account", "van-phong");
    founding.staff_name = invocation.text("--staff-name", "Văn phòng");

    std::error_code failed;
    if (std::filesystem::exists(founding.data, failed) && !std::filesystem::is_empty(founding.data, failed)) {
        return fail(ErrorCode::data_directory_not_empty, {},
                    founding.data.string());  // before anybody types a password
    }
    auto password = read_password(invocation, "Mật khẩu của tài khoản " + founding.account + " (ít nhất 12 ký tự)");
    if (!password) return password.error();
    founding.password = *password;
    wipe(*password);
    auto directory = found(founding, [](const storage::DataDirectory&) { return Result<void>{}; });
    if (!directory) {
        auto why = directory.error();
        if (why.code == ErrorCode::bad_configuration)
            why.where = "--host";  // there is no chamber.toml yet that could be wrong
        return why;
    }

    const auto fingerprint = storage::ca_fingerprint(*directory);
    if (invocation.json()) {
        JsonObject object;
        object.add("data", directory->root.string())
            .add("host", founding.host)
            .add("account", founding.account)
            .add("ca_fingerprint", fingerprint);
        invocation.terminal->answer(object.text());
        return ExitCode::done;
    }
    invocation.terminal->answer(
        fmt::format("Thư mục dữ liệu: {}\nTài khoản văn phòng: {}\nVân tay chứng thư gốc (SHA-256):\n  {}",
                    directory->root.string(), founding.account, fingerprint));
    invocation.terminal->note(
        "Hãy ghi lại vân tay để so khi đăng ký máy tính bảng. Tiếp theo: nhập kỳ họp (chamber-admin session import FILE.json), chạy máy chủ.");
    return ExitCode::done;
}

}  // namespace

CommandTable init_commands()
{
    return {
        {"init",
         "Tạo thư mục dữ liệu: chứng thư, cơ sở dữ liệu, tài khoản văn phòng đầu tiên",
         {{"--host", Takes::needed_option, "Tên máy chủ trong mạng, ví dụ hop.huyen.local"},
          {"--council", Takes::needed_option, "Tên hội đồng, ví dụ \"Hội đồng nhân dân xã Lúa Vàng\""},
          {"--level", Takes::option, "Cấp: xã, phường, tỉnh … (mặc định: xã)"},
          {"--province", Takes::option, "Tỉnh, thành phố"},
          {"--organ-id", Takes::option, "Mã định danh cơ quan, ví dụ H99.15"},
          {"--term", Takes::option, "Khóa, ví dụ \"Khóa XII\""},
          {"--seats", Takes::option, "Tổng số đại biểu của hội đồng"},
          {"--account", Takes::option, "Tên tài khoản văn phòng (mặc định: van-phong)"},
          {"--staff-name", Takes::option, "Họ tên người giữ tài khoản"},
          password_stdin_parameter(),
          password_file_parameter()},
         "  chamber-admin --data /srv/nghi-truong init --host hop.luavang.local --council \"HĐND xã Lúa Vàng\"\n"
         "  pwgen 20 1 | tee mat-khau | chamber-admin init --host hop.local --council \"HĐND xã\" --password-stdin",
         init},
    };
}

}  // namespace chamber::admin
