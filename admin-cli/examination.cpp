#include "admin-cli/examination.hpp"

#include "admin-cli/archive_finding.hpp"
#include "admin-cli/backup_finding.hpp"
#include "admin-cli/machine_examination.hpp"
#include "admin-cli/office.hpp"
#include "admin-cli/table.hpp"
#include "protocol/device_label.hpp"
#include "protocol/limits.hpp"
#include "server/inspect/client.hpp"
#include "storage/system_world.hpp"
#include "storage/trust/concerns.hpp"

#include <fmt/format.h>
#include <sys/mman.h>
#include <unistd.h>

namespace chamber::admin {

namespace {

// What is the database's finding, not the server's.
bool is_of_the_database(ErrorCode code)
{
    return code == ErrorCode::database_failed || code == ErrorCode::database_damaged ||
           code == ErrorCode::journal_broken;
}

Finding office_finding(const Result<std::unique_ptr<Office>>& office, Result<Health>& health)
{
    Finding finding{"server", "máy chủ", Fitness::sound, {}};
    if (!office && is_of_the_database(office.error().code)) {
        finding.fitness = Fitness::skipped;
        finding.sentence = "Máy chủ đang dừng; dữ liệu không mở được.";
    } else if (!office) {
        finding.fitness = Fitness::failed;
        finding.sentence = sentence_of(office.error());
    } else if (!health && !is_of_the_database(health.error().code)) {
        finding.fitness = Fitness::failed;
        finding.sentence = sentence_of(health.error());
    } else if (health && health->held_by == HeldBy::server) {
        finding.sentence = "Máy chủ đang chạy và trả lời.";
    } else {
        finding.sentence = "Máy chủ đang dừng; dữ liệu mở được.";
    }
    return finding;
}

std::string name_of(const Damage& damage)
{
    std::string text = damage.id.substr(0, 16) + "…";
    for (const auto& document : damage.documents)
        text += (&document == &damage.documents.front() ? " (" : ", ") + document.value;
    return damage.documents.empty() ? text : text + ")";
}

Finding blobs_finding(Office& office, Terminal& terminal)
{
    Finding finding{"blobs", "tệp tài liệu", Fitness::failed, {}};
    std::uint64_t bytes = 0;
    const auto scrubbed = office.scrub([&](JobStage, std::uint64_t done, std::uint64_t total) {
        bytes = total;
        terminal.progress("đang đối chiếu tệp tài liệu", done, total);
    });
    if (!scrubbed) {
        finding.sentence = sentence_of(scrubbed.error());
        return finding;
    }
    const auto damages = office.all<Damage>();
    if (!damages) {
        finding.sentence = sentence_of(damages.error());
        return finding;
    }
    std::size_t open = 0;
    for (const auto& damage : *damages) {
        if (damage.repaired_at) continue;
        finding.sentence += (open++ == 0 ? "" : ", ") + name_of(damage);
    }
    if (open > 0) {
        finding.sentence =
            fmt::format("{} {} tệp: {}.", error_sentence(ErrorCode::blob_damaged), open, finding.sentence);
        return finding;
    }
    finding.fitness = damages->empty() ? Fitness::sound : Fitness::warning;
    finding.sentence = fmt::format("{} đã đọc lại, đúng mã băm.", format_bytes(bytes));
    if (!damages->empty())
        finding.sentence += fmt::format(" {} tệp từng hỏng và đã được phục hồi. Hãy kiểm tra ổ đĩa.", damages->size());
    return finding;
}

// Two labels alike come from data of an older version: whoever says “MTB-01” may mean either.
Finding devices_finding(Office& office)
{
    Finding finding{"devices", "máy", Fitness::failed, {}};
    auto devices = office.all<Device>();
    if (!devices) {
        finding.sentence = sentence_of(devices.error());
        return finding;
    }
    std::erase_if(*devices, [](const Device& device) { return device.state != DeviceState::approved; });
    std::string doubled;
    for (auto device = devices->begin(); device != devices->end(); ++device)
        for (auto other = device + 1; other != devices->end(); ++other)
            if (!device->label.empty() && same_label(device->label, other->label))
                doubled += fmt::format("{}{} ({}, {})", doubled.empty() ? "" : ", ", device->label, device->id.value,
                                       other->id.value);
    finding.fitness = doubled.empty() ? Fitness::sound : Fitness::warning;
    finding.sentence =
        doubled.empty()
            ? fmt::format("{} máy đang dùng, không nhãn nào trùng nhau.", devices->size())
            : fmt::format(
                  "Nhiều máy mang cùng một nhãn: {}. Hãy thu hồi một máy theo mã (chamber-admin device revoke DEVICE --reason TEXT) rồi "
                  "đăng ký lại máy đó với nhãn khác.",
                  doubled);
    return finding;
}

Finding disk_finding(const storage::DataDirectory& directory)
{
    std::error_code failed;
    const auto space = std::filesystem::space(directory.root, failed);
    if (failed)
        return {"disk", "ổ đĩa", Fitness::failed,
                "Không đọc được dung lượng còn trống của ổ đĩa. Hãy kiểm tra ổ đĩa và quyền đọc thư mục dữ liệu."};
    auto sentence = "Còn trống " + format_bytes(space.available) + ".";
    if (space.available >= limits::disk_warning_bytes) return {"disk", "ổ đĩa", Fitness::sound, std::move(sentence)};
    return {"disk", "ổ đĩa", Fitness::warning,
            sentence + " Hãy giải phóng ít nhất " + format_bytes(limits::disk_warning_bytes) + " trước kỳ họp."};
}

Finding ballast_finding(const storage::DataDirectory& directory)
{
    std::error_code failed;
    const auto bytes = std::filesystem::file_size(directory.ballast, failed);
    if (!failed && bytes >= limits::ballast_bytes)
        return {"ballast", "dung lượng dự phòng", Fitness::sound, format_bytes(bytes) + " giữ sẵn."};
    return {"ballast", "dung lượng dự phòng", Fitness::warning,
            "Đã dùng hết phần dự phòng vì ổ đĩa đầy. Hãy giải phóng ổ đĩa; máy chủ tự giữ lại."};
}

// One empty A4 page: enough for the inspector to show that it runs.
std::string blank_pdf()
{
    const std::string objects[] = {"<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>",
                                   "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<<>>>>"};
    std::string pdf = "%PDF-1.4\n";
    std::string table = "xref\n0 4\n0000000000 65535 f \n";
    int number = 1;
    for (const auto& object : objects) {
        table += fmt::format("{:010} 00000 n \n", pdf.size());
        pdf += fmt::format("{} 0 obj\n{}\nendobj\n", number++, object);
    }
    const auto start = pdf.size();
    return pdf + table + fmt::format("trailer\n<</Size 4/Root 1 0 R>>\nstartxref\n{}\n%%EOF\n", start);
}

enum class Demand { landlock, what_there_is };

Result<Inspection> inspect_blank(Demand demand)
{
    const auto pdf = blank_pdf();
    const int descriptor = ::memfd_create("blank.pdf", MFD_CLOEXEC);
    if (descriptor < 0 || ::write(descriptor, pdf.data(), pdf.size()) != static_cast<ssize_t>(pdf.size())) {
        return fail(ErrorCode::io_failed, "memfd_create");
    }
    storage::SystemClock clock;
    inspect::InspectOptions options;
    options.now = clock.utc();
    options.allow_no_landlock = demand == Demand::what_there_is;
    auto inspection = inspect::inspect(descriptor, pdf.size(), options);
    ::close(descriptor);
    return inspection;
}

// Not every kernel gives every wall; none of these is a fault.
std::string walls_sentence()
{
    const auto walls = inspect::probe({});
    if (!walls) return {};
    std::string sentence = fmt::format("Landlock phiên bản {}", walls->landlock_abi);
    sentence += walls->own_root ? ", có thư mục gốc riêng"
                                : ", không có thư mục gốc riêng (nhân hệ điều hành không cho tạo vùng tên người dùng)";
    if (walls->own_uid) sentence += ", chạy bằng tài khoản khác";
    return sentence + ".";
}

Finding inspector_finding()
{
    auto inspection = inspect_blank(Demand::landlock);
    if (inspection)
        return {"inspector", "kiểm tra tài liệu", Fitness::sound,
                "chamber-inspect chạy được trong vùng cách ly. " + walls_sentence()};
    if (inspect_blank(Demand::what_there_is)) {
        return {
            "inspector", "kiểm tra tài liệu", Fitness::warning,
            "Nhân hệ điều hành không có Landlock: vùng cách ly yếu hơn. Hãy dùng nhân 5.13 trở lên, hoặc cho phép trong cấu hình."};
    }
    return {"inspector", "kiểm tra tài liệu", Fitness::failed, sentence_of(inspection.error())};
}

Finding trust_finding(const storage::DataDirectory& directory)
{
    Finding finding{"trust", "kho tin cậy", Fitness::failed, {}};
    const auto contents = storage::TrustStore(directory.trust).read();
    if (!contents) {
        finding.sentence = sentence_of(contents.error());
        return finding;
    }
    storage::SystemClock clock;
    const auto concerns = storage::concerns_about(*contents, Reader::terminal, clock.utc());
    finding.fitness = concerns.empty() ? Fitness::sound : Fitness::warning;
    for (const auto& concern : concerns) finding.sentence += (finding.sentence.empty() ? "" : " ") + concern.sentence;
    if (concerns.empty())
        finding.sentence = fmt::format("{} chứng thư, {} danh sách thu hồi, đều còn hạn.",
                                       contents->certificates.size(), contents->lists.size());
    return finding;
}

}  // namespace

std::string_view wire_name_of(Fitness fitness)
{
    switch (fitness) {
    case Fitness::sound: return "sound";
    case Fitness::warning: return "warning";
    case Fitness::failed: return "failed";
    case Fitness::skipped: return "skipped";
    }
    return "";
}

std::vector<Finding> examine(const std::filesystem::path& data, Terminal& terminal)
{
    std::vector<Finding> findings;
    auto directory = storage::DataDirectory::open(data);
    if (!directory) {
        findings.push_back({"data_directory", "thư mục dữ liệu", Fitness::failed, sentence_of(directory.error())});
        findings.push_back(inspector_finding());
        return findings;
    }
    findings.push_back({"data_directory", "thư mục dữ liệu", Fitness::sound,
                        fmt::format("{}, phiên bản {}.", directory->root.string(), storage::data_version)});
    {
        auto office = open_office(data);
        Result<Health> health = office ? (*office)->check() : Result<Health>{office.error()};
        findings.push_back(office_finding(office, health));
        if (office || is_of_the_database(office.error().code)) findings.push_back(database_finding(*directory, health));
        if (office) findings.push_back(blobs_finding(**office, terminal));
        if (office) findings.push_back(devices_finding(**office));
        if (office) findings.push_back(archive_finding(**office, *directory, terminal));
    }
    findings.push_back(sqlite_finding());
    findings.push_back(certificate_finding(*directory));
    findings.push_back(keys_finding(*directory));
    findings.push_back(access_finding(*directory));
    findings.push_back(disk_finding(*directory));
    findings.push_back(ballast_finding(*directory));
    findings.push_back(inspector_finding());
    findings.push_back(trust_finding(*directory));
    findings.push_back(backup_finding(*directory));
    return findings;
}

}  // namespace chamber::admin
