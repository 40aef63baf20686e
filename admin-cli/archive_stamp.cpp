// archive timestamp: a time-stamp (RFC 3161) over the seal of an archive, asked for at any time after the sealing.
#include "admin-cli/archive_stamp.hpp"

#include "admin-cli/commands.hpp"
#include "admin-cli/json_line.hpp"
#include "admin-cli/office.hpp"
#include "admin-cli/private_file.hpp"
#include "admin-cli/words.hpp"
#include "server/workflows/time_stamping.hpp"
#include "storage/keys/authority.hpp"
#include "storage/trust/material.hpp"

#include <fmt/format.h>

namespace chamber::admin {

namespace {

constexpr std::uint64_t root_bytes_max = 1'000'000;

// The certificates of a file (PEM, DER, .p7b).
Result<std::string> named_roots(const std::string& path)
{
    auto named = read_whole_file(path, root_bytes_max);
    if (!named) return named;
    auto parsed = storage::parse_trust_file(*named);
    if (!parsed) return parsed.error();
    std::string roots;
    for (const auto& certificate : parsed->certificates) roots += storage::pem_of(certificate);
    return roots.empty() ? Result<std::string>{fail(ErrorCode::trust_unreadable, {}, path)} : roots;
}

Result<storage::TimeAuthority> authority_for(const Invocation& invocation, const storage::DataDirectory& directory)
{
    if (const auto url = invocation.maybe("--tsa")) {
        auto parsed = storage::parse_time_authority(*url);
        if (!parsed) return fail(parsed.error().code, parsed.error().detail, "--tsa");
        return parsed;
    }
    auto configured = storage::read_time_authority(directory.configuration);
    if (!configured) return configured.error();
    if (*configured) return std::move(**configured);
    return fail(ErrorCode::missing_field,
                "chưa biết hỏi dịch vụ nào; ghi --tsa http://…, hoặc đặt tsa trong mục [archive] của chamber.toml",
                "--tsa");
}

ExitCode refuse(const Invocation& invocation, const Error& error, const std::string& file)
{
    const auto say = [&](const std::string& sentence) {
        invocation.terminal->complain(sentence, error_name(error.code));
        return exit_code_of(error.code);
    };
    if (error.code == ErrorCode::timestamp_failed)
        return say("Chưa có dấu thời gian: " + workflow::why_not_stamped(error) + ". Hồ sơ vẫn nguyên; chưa ghi gì.");
    if (error.code == ErrorCode::archive_is_draft)
        return say(file + " là bản nháp, không có dấu niêm phong để đóng dấu thời gian; chưa ghi gì.");
    if (error.code == ErrorCode::already_exists)
        return say(
            error.where +
            " đã có sẵn nhưng không phải dấu thời gian của hồ sơ này; không ghi đè. Hãy chuyển tệp ấy đi nơi khác.");
    invocation.terminal->error(error, file);
    return exit_code_of(error.code);
}

// A file as it is named, or by its name alone one of this data directory's.
std::filesystem::path archive_at(const std::string& typed, const storage::DataDirectory& directory)
{
    std::error_code ignored;
    const std::filesystem::path named(typed);
    if (std::filesystem::exists(named, ignored) || named.has_parent_path()) return named;
    return directory.archives / named;
}

// The office need not be told of it any more. A running server finds the time-stamp by itself.
void note_stamped(const Invocation& invocation, const storage::DataDirectory& directory,
                  const std::filesystem::path& zip)
{
    std::error_code ignored;
    if (!std::filesystem::equivalent(zip.parent_path(), directory.archives, ignored)) return;
    if (auto office = open_office(invocation.data))
        static_cast<void>((*office)->note_time_stamp(zip.filename().string(), {}).has_value());
}

Result<ExitCode> timestamp(const Invocation& invocation)
{
    const auto& file = invocation.one("FILE");
    auto directory = storage::DataDirectory::open(invocation.data);
    if (!directory) return directory.error();
    auto authority = authority_for(invocation, *directory);
    if (!authority) return authority.error();
    const auto zip = archive_at(file, *directory);
    auto stamped = workflow::stamp(zip, *directory, *authority);
    if (!stamped) return refuse(invocation, stamped.error(), file);
    note_stamped(invocation, *directory, zip);
    const auto& one = **stamped;
    const bool trusted = one.reading.trust == storage::StampTrust::trusted;
    if (invocation.json()) {
        invocation.terminal->answer(JsonObject{}
                                        .add("path", one.path.string())
                                        .add("at", one.reading.at)
                                        .add("authority", one.reading.authority)
                                        .add("fingerprint", one.reading.fingerprint)
                                        .add("trusted", trusted)
                                        .add("was_there", one.was_there)
                                        .text());
        return ExitCode::done;
    }
    invocation.terminal->answer(one.path.string());
    invocation.terminal->note(fmt::format("{}Dấu niêm phong đã có lúc {}, theo {}.",
                                          one.was_there ? "Đã có dấu thời gian từ trước. " : "",
                                          wall_time(one.reading.at), one.reading.authority));
    if (!trusted)
        invocation.terminal->note("Chưa biết dịch vụ ấy là ai: không có chứng thư gốc của nó trong kho tin cậy.");
    return ExitCode::done;
}

}  // namespace

void stamp_after_sealing(const Invocation& invocation, Office& office, const std::filesystem::path& zip)
{
    const auto directory = storage::DataDirectory::open(invocation.data);
    if (!directory) return;
    const auto authority = storage::read_time_authority(directory->configuration);
    if (authority && !*authority) return;
    const auto stamped = authority ? workflow::stamp(zip, *directory, *authority)
                                   : Result<std::optional<storage::StampedArchive>>(authority.error());
    const auto why = stamped ? std::string() : workflow::why_not_stamped(stamped.error());
    const auto name = zip.filename().string();
    if (stamped)
        invocation.terminal->note("Dấu thời gian: " + wall_time((*stamped)->reading.at));
    else
        invocation.terminal->note("Chưa có dấu thời gian: " + why +
                                  ". Hồ sơ vẫn được niêm phong; hỏi lại sau: chamber-admin archive timestamp " + name);
    if (const auto noted = office.note_time_stamp(name, why); !noted)
        invocation.terminal->note("Chưa báo được cho văn phòng: " + std::string(error_sentence(noted.error().code)));
}

Result<std::string> seal_roots_for(const Invocation& invocation)
{
    if (const auto path = invocation.maybe("--root")) return named_roots(*path);
    auto directory = storage::DataDirectory::open(invocation.data);
    std::string roots;
    if (directory)
        for (const auto& root : storage::own_roots(*directory)) roots += root;
    return roots;
}

Result<std::string> time_roots_for(const Invocation& invocation)
{
    if (const auto path = invocation.maybe("--time-root")) return named_roots(*path);
    auto directory = storage::DataDirectory::open(invocation.data);
    if (!directory) return std::string();
    auto roots = workflow::time_roots(*directory);
    return roots ? *roots : std::string();
}

CommandTable archive_stamp_commands()
{
    return {
        {"archive timestamp",
         "Xin dấu thời gian (RFC 3161) cho dấu niêm phong của một hồ sơ; ghi bên cạnh tệp hồ sơ, thành tệp .tsr",
         {{"FILE", Takes::word, "Tệp hồ sơ .zip đã niêm phong; chỉ tên tệp: trong thư mục dữ liệu"},
          {"--tsa", Takes::option, "Địa chỉ dịch vụ, http://…; mặc định: mục [archive] của chamber.toml"}},
         "  chamber-admin archive timestamp /srv/hoidong/archives/HS_H99.15_K12-KH15_2024-12-19.zip",
         timestamp},
    };
}

}  // namespace chamber::admin
