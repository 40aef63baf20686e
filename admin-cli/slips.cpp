#include "admin-cli/slips.hpp"

#include "admin-cli/host_name.hpp"
#include "admin-cli/private_file.hpp"
#include "protocol/natural_order.hpp"
#include "storage/text/escapes.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace chamber::admin {

namespace {

using storage::escaped;
using storage::Markup;

// Nothing is loaded and nothing runs, whatever a name holds.
constexpr storage::Literal page_head = R"(<!DOCTYPE html>
<html lang="vi">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="robots" content="noindex">
<title>Phiếu mã PIN và mật khẩu</title>
<style>
@page { size: A4; margin: 8mm; }
body { margin: 0; font: 12pt/1.35 "Times New Roman", Tinos, serif; color: #000; background: #fff; }
main { display: grid; grid-template-columns: 1fr 1fr; }
section { box-sizing: border-box; height: 55mm; padding: 4mm 6mm; border: 1px dashed #777; break-inside: avoid; overflow: hidden; }
p { margin: 0; }
.of { font-size: 9pt; }
.name { font-size: 14pt; font-weight: bold; margin-top: 1mm; }
.post { font-size: 10pt; }
.secret { font: bold 20pt/1.2 "DejaVu Sans Mono", Consolas, monospace; letter-spacing: 0.12em; margin: 2mm 0 1mm; white-space: nowrap; }
.long { font-size: 14pt; letter-spacing: 0; }
.how { font-size: 9pt; }
.advice { padding: 6mm; }
@media print { .advice { display: none; } }
</style>
</head>
<body>
<p class="advice">Hãy in trang này trên khổ A4, cắt theo đường đứt, phát tận tay từng người, rồi xóa tệp này và tệp CSV đi cùng.</p>
<main>
)";

Markup slip_of(const SlipHead& head, const IssuedSecret& issued)
{
    const auto& person = issued.person;
    Markup slip = "<section>\n<p class=\"of\">" + escaped(head.council);
    if (!head.session.empty()) slip += " · " + escaped(head.session);
    slip += "</p>\n<p class=\"name\">" + escaped(person.name) + "</p>\n<p class=\"post\">" + escaped(person.position);
    if (person.seat && !person.seat->empty())
        slip += (person.position.empty() ? Markup{"Ghế "} : Markup{" · Ghế "}) + escaped(*person.seat);
    slip += "</p>\n";
    if (issued.account) {
        slip += "<p class=\"post\">Tài khoản: <b>" + escaped(*issued.account) + "</b></p>\n<p class=\"secret long\">" +
                escaped(issued.secret) + "</p>\n";
        slip += "<p class=\"how\">Đăng nhập ở bàn làm việc của văn phòng: https://" + escaped(head.host) +
                "/console/. Hãy đổi mật khẩu ngay lần đầu.</p>\n";
    } else {
        slip += "<p class=\"secret\">" + escaped(issued.secret) + "</p>\n";
        slip +=
            "<p class=\"how\">Mã PIN để đăng nhập máy tính bảng. Chỉ một mình ông/bà biết mã này; quên hoặc để lộ mã, xin báo văn phòng để cấp mã mới.</p>\n";
    }
    return slip + "</section>\n";
}

}  // namespace

Result<SlipHead> slip_head(const std::filesystem::path& data, std::string council, std::string session)
{
    auto directory = storage::DataDirectory::open(data);
    if (!directory) return directory.error();
    auto host = read_host_name(*directory);
    if (!host) return host.error();
    return SlipHead{std::move(council), std::move(session), std::move(*host)};
}

std::string slips_page(const SlipHead& head, const std::vector<IssuedSecret>& secrets)
{
    Markup page = page_head;
    for (const auto& issued : secrets) page += slip_of(head, issued);
    return (page + "</main>\n</body>\n</html>\n").text();
}

Result<void> write_slips(const std::filesystem::path& path, const SlipHead& head,
                         const std::vector<IssuedSecret>& secrets)
{
    return write_new_file(path, slips_page(head, secrets), FileMode::owner_only);
}

std::filesystem::path slips_beside(const std::filesystem::path& sheet)
{
    // A sheet that is itself called .html keeps its name; the slips get another.
    auto slips = sheet;
    slips.replace_extension(sheet.extension() == ".html" ? ".phieu.html" : ".html");
    return slips;
}

Result<void> write_sheet_and_slips(const std::filesystem::path& sheet, const SlipHead& head,
                                   std::vector<IssuedSecret> secrets)
{
    std::ranges::sort(secrets, BySeat{}, &IssuedSecret::person);
    if (auto written = write_secrets(sheet, secrets); !written) return written;
    auto written = write_slips(slips_beside(sheet), head, secrets);
    std::error_code ignored;
    if (!written) std::filesystem::remove(sheet, ignored);
    return written;
}

void remove_sheet_and_slips(const std::filesystem::path& sheet)
{
    std::error_code ignored;
    std::filesystem::remove(sheet, ignored);
    std::filesystem::remove(slips_beside(sheet), ignored);
}

std::string sheet_words(std::size_t people, const std::filesystem::path& sheet)
{
    return fmt::format(
        "Mã PIN và mật khẩu của {} người: {}\nPhiếu để in và cắt phát từng người: {}\nHãy in, phát, rồi xóa cả hai tệp.",
        people, sheet.string(), slips_beside(sheet).string());
}

}  // namespace chamber::admin
