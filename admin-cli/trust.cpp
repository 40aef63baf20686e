// trust add|list|remove|import-crl|recheck: whom this council believes. Nothing enters before a person has compared its
// fingerprint.
#include "admin-cli/commands.hpp"
#include "admin-cli/private_file.hpp"
#include "admin-cli/table.hpp"
#include "admin-cli/trust_listing.hpp"
#include "admin-cli/words.hpp"
#include "protocol/limits.hpp"
#include "server/workflows/trust_keeping.hpp"
#include "storage/system_world.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace chamber::admin {

namespace {

using storage::TrustContents;
using storage::TrustRole;
using storage::TrustStore;

// The office is opened before anything changes: who cannot tell the server, or hold the store, changes nothing.
struct TrustAtHand {
    std::unique_ptr<Office> office;
    std::filesystem::path folder;
    TrustContents contents;
};

Result<TrustAtHand> open_trust(const Invocation& invocation)
{
    auto directory = storage::DataDirectory::open(invocation.data);
    if (!directory) return directory.error();
    auto office = open_office(invocation.data);
    if (!office) return office.error();
    auto contents = TrustStore(directory->trust).read();
    if (!contents) return contents.error();
    return TrustAtHand{std::move(*office), directory->trust, std::move(*contents)};
}

Result<storage::TrustFile> read_material(const std::string& path)
{
    auto bytes = read_whole_file(path, limits::trust_file_bytes_max);
    if (!bytes)
        return bytes.error().code == ErrorCode::too_large ? fail(ErrorCode::trust_too_large, {}, path) : bytes.error();
    auto file = storage::parse_trust_file(*bytes);
    if (file) return file;
    return fail(file.error().code, file.error().where, path);
}

Result<TrustRole> role_of(const Invocation& invocation)
{
    const auto typed = invocation.text("--for", "all");
    for (const auto role : {TrustRole::all, TrustRole::signing, TrustRole::timestamp})
        if (wire_name(role) == typed) return role;
    return fail(ErrorCode::unknown_value, "hãy ghi “all”, “signing” hoặc “timestamp”", typed);
}

std::string digits_of(std::string_view typed)
{
    std::string digits;
    for (const char c : typed)
        if (c != ' ' && c != ':' && c != '\r') digits += c >= 'A' && c <= 'F' ? static_cast<char>(c - 'A' + 'a') : c;
    return digits;
}

// "--fingerprint A,B": each certificate must be one of these.
bool is_listed(const std::string& list, const Sha256& sha256)
{
    for (std::size_t from = 0; from <= list.size();) {
        const auto comma = std::min(list.find(',', from), list.size());
        if (digits_of(std::string_view(list).substr(from, comma - from)) == sha256.hex()) return true;
        from = comma + 1;
    }
    return false;
}

Result<void> confirm(const Invocation& invocation, const storage::TrustCertificate& certificate)
{
    if (const auto list = invocation.maybe("--fingerprint")) {
        if (is_listed(*list, certificate.sha256)) return {};
        return fail(ErrorCode::trust_fingerprint_differs, "dấu của tệp: " + certificate.sha256.hex(), certificate.name);
    }
    if (invocation.given("--yes")) return {};
    if (!invocation.terminal->can_ask()) return fail(ErrorCode::trust_unconfirmed, {}, certificate.name);
    auto typed = invocation.terminal->ask(
        "Hãy lấy dấu vân tay từ nguồn thứ hai (trang của cơ quan cấp, công văn) và gõ 8 ký tự đầu");
    if (!typed) return typed.error();
    constexpr std::size_t digits = 8;
    const auto given = digits_of(*typed);
    if (given.size() >= digits && certificate.sha256.hex().starts_with(given)) return {};
    return fail(ErrorCode::trust_fingerprint_differs, {}, certificate.name);
}

Result<std::vector<storage::TrustFile>> read_all(const Invocation& invocation)
{
    std::vector<storage::TrustFile> files;
    for (const auto& path : invocation.all("FILE")) {
        auto file = read_material(path);
        if (!file) return file.error();
        files.push_back(std::move(*file));
    }
    return files;
}

// The file that was typed in this place.
std::string path_of(const Invocation& invocation, std::size_t index)
{
    return invocation.all("FILE").at(index);
}

void tell_held(const Invocation& invocation, const workflow::TrustIntake& intake)
{
    for (const auto& each : intake.held_certificates) invocation.terminal->note("Đã có trong kho: " + each.name);
    for (const auto& each : intake.held_lists)
        invocation.terminal->note("Đã có trong kho: danh sách thu hồi của " + each.name);
}

void tell_kept(const Invocation& invocation, const workflow::TrustKept& kept)
{
    for (const auto& each : kept.certificates) {
        if (invocation.json())
            invocation.terminal->answer(json_of(each).text());
        else
            invocation.terminal->answer(fmt::format("Đã thêm {} ({}, {}).", each.certificate.name,
                                                    label(each.certificate.kind), label(each.role)));
    }
    for (const auto& each : kept.lists) {
        if (invocation.json())
            invocation.terminal->answer(json_of(each).text());
        else
            invocation.terminal->answer("Đã nhập danh sách thu hồi của " + each.list.name + ".");
    }
}

// The trust store has changed: whoever holds the data notes it in the journal and judges every revision anew.
Result<ExitCode> recheck_and_tell(const Invocation& invocation, Office& office, const std::optional<SessionId>& session)
{
    auto summary = office.recheck(session, [&](JobStage stage, std::uint64_t done, std::uint64_t total) {
        invocation.terminal->progress(stage == JobStage::queued ? "đang chờ kiểm tra lại" : "đang kiểm tra lại chữ ký",
                                      done, total);
    });
    if (!summary) return summary.error();
    if (invocation.json())
        invocation.terminal->answer(json_of(*summary).text());
    else
        invocation.terminal->answer(sentence_of(*summary));
    return summary->failed > 0 ? ExitCode::partly : ExitCode::done;
}

void show_lists(const Invocation& invocation, const workflow::TrustIntake& intake)
{
    storage::SystemClock clock;
    for (const auto& list : intake.lists) {
        show(*invocation.terminal, list);
        if (list.next_update.value != 0 && list.next_update < clock.utc())
            invocation.terminal->note("  LƯU Ý: danh sách này đã quá hạn cập nhật. Hãy tải danh sách mới nhất.");
    }
}

// Judged as a whole, compared one by one, kept all or nothing.
Result<ExitCode> take_in(const Invocation& invocation, TrustAtHand& trust, const std::vector<storage::TrustFile>& files,
                         TrustRole role)
{
    storage::SystemClock clock;
    const auto intake = workflow::judge(files, role, trust.contents, clock.utc());
    if (!intake) return intake.error();
    tell_held(invocation, *intake);
    for (const auto& certificate : intake->certificates) {
        show(*invocation.terminal, certificate);
        if (auto confirmed = confirm(invocation, certificate); !confirmed) return confirmed.error();
    }
    show_lists(invocation, *intake);
    TrustStore store(trust.folder);
    const auto kept = workflow::keep(store, *intake, role, trust.contents);
    if (!kept) return kept.error();
    tell_kept(invocation, *kept);
    return recheck_and_tell(invocation, *trust.office, std::nullopt);
}

Result<ExitCode> add(const Invocation& invocation)
{
    auto role = role_of(invocation);
    if (!role) return role.error();
    auto trust = open_trust(invocation);
    if (!trust) return trust.error();
    auto files = read_all(invocation);
    if (!files) return files.error();
    for (std::size_t i = 0; i < files->size(); ++i)
        if (files->at(i).certificates.empty())
            return fail(ErrorCode::trust_not_authority,
                        "tệp này là danh sách thu hồi: hãy dùng: chamber-admin trust import-crl FILE",
                        path_of(invocation, i));
    return take_in(invocation, *trust, *files, *role);
}

std::string validity(const storage::TrustCertificate& certificate)
{
    return format_vietnam(certificate.not_before).substr(0, 10) + " – " +
           format_vietnam(certificate.not_after).substr(0, 10);
}

void list_for_people(const Invocation& invocation, const TrustContents& contents)
{
    const auto columns = invocation.terminal->columns();
    Table certificates{{"TÊN", "PHẠM VI", "LOẠI", "HIỆU LỰC", "DẤU VÂN TAY SHA-256"}};
    for (const auto& each : contents.certificates)
        certificates.add({each.certificate.name, std::string{label(each.role)},
                          std::string{label(each.certificate.kind)}, validity(each.certificate),
                          storage::grouped(each.certificate.sha256)});
    Table lists{{"DANH SÁCH THU HỒI CỦA", "PHÁT HÀNH", "CẬP NHẬT KẾ TIẾP", "SỐ THU HỒI", "DẤU VÂN TAY SHA-256"}};
    for (const auto& each : contents.lists)
        lists.add({each.list.name, format_vietnam(each.list.this_update),
                   each.list.next_update.value == 0 ? "" : format_vietnam(each.list.next_update),
                   std::to_string(each.list.revoked), storage::grouped(each.list.sha256)});
    if (!certificates.empty()) invocation.terminal->answer_raw(certificates.text(columns));
    if (!lists.empty()) invocation.terminal->answer_raw((certificates.empty() ? "" : "\n") + lists.text(columns));
}

Result<ExitCode> list(const Invocation& invocation)
{
    auto directory = storage::DataDirectory::open(invocation.data);
    if (!directory) return directory.error();
    auto contents = TrustStore(directory->trust).read();
    if (!contents) return contents.error();
    storage::SystemClock clock;
    const auto concerns = storage::concerns_about(*contents, Reader::terminal, clock.utc());
    if (invocation.json()) {
        for (const auto& each : contents->certificates) invocation.terminal->answer(json_of(each).text());
        for (const auto& each : contents->lists) invocation.terminal->answer(json_of(each).text());
        for (const auto& concern : concerns)
            invocation.terminal->answer(
                JsonObject{}.add("kind", "concern").add("code", concern.code).add("sentence", concern.sentence).text());
        return ExitCode::done;
    }
    list_for_people(invocation, *contents);
    for (const auto& concern : concerns) invocation.terminal->answer("LƯU Ý: " + concern.sentence);
    return ExitCode::done;
}

Result<void> confirm_removal(const Invocation& invocation, const std::string& name)
{
    if (invocation.given("--yes")) return {};
    if (!invocation.terminal->can_ask()) return fail(ErrorCode::trust_unconfirmed, {}, name);
    auto typed = invocation.terminal->ask("Gõ xóa để bỏ mục này khỏi kho tin cậy");
    if (!typed) return typed.error();
    if (*typed == "xóa" || *typed == "xoá" || *typed == "xoa") return {};
    return fail(ErrorCode::trust_unconfirmed, {}, name);
}

Result<ExitCode> remove(const Invocation& invocation)
{
    auto trust = open_trust(invocation);
    if (!trust) return trust.error();
    auto found = TrustStore::find(trust->contents, invocation.one("ITEM"));
    if (!found) return found.error();
    for (const auto& each : found->certificates) show(*invocation.terminal, each.certificate);
    for (const auto& each : found->lists) show(*invocation.terminal, each.list);
    const auto name =
        found->certificates.empty() ? found->lists.front().list.name : found->certificates.front().certificate.name;
    if (auto confirmed = confirm_removal(invocation, name); !confirmed) return confirmed.error();
    TrustStore store(trust->folder);
    if (auto dropped = workflow::drop(store, *found); !dropped) return dropped.error();
    if (invocation.json()) {
        for (const auto& each : found->certificates) invocation.terminal->answer(json_of(each).text());
        for (const auto& each : found->lists) invocation.terminal->answer(json_of(each).text());
    }
    if (!invocation.json()) invocation.terminal->answer("Đã bỏ " + name + " khỏi kho tin cậy.");
    return recheck_and_tell(invocation, *trust->office, std::nullopt);
}

Result<ExitCode> import_lists(const Invocation& invocation)
{
    auto trust = open_trust(invocation);
    if (!trust) return trust.error();
    auto files = read_all(invocation);
    if (!files) return files.error();
    for (std::size_t i = 0; i < files->size(); ++i) {
        if (files->at(i).lists.empty())
            return fail(
                ErrorCode::trust_unreadable,
                "tệp này không có danh sách thu hồi; muốn thêm chứng thư, hãy dùng: chamber-admin trust add FILE",
                path_of(invocation, i));
        files->at(i).certificates.clear();  // these enter by `trust add`, where somebody compares them
    }
    return take_in(invocation, *trust, *files, TrustRole::all);
}

Result<ExitCode> recheck(const Invocation& invocation)
{
    auto office = open_office(invocation.data);
    if (!office) return office.error();
    std::optional<SessionId> session;
    if (const auto typed = invocation.maybe("SESSION")) {
        auto found = find_session(**office, *typed);
        if (!found) return found.error();
        session = found->id;
    }
    return recheck_and_tell(invocation, **office, session);
}

}  // namespace

CommandTable trust_commands()
{
    const Parameter yes{"--yes", Takes::flag, "Không hỏi lại (đã đối chiếu ở nơi khác)"};
    return {
        {"trust add",
         "Thêm chứng thư gốc hoặc trung gian (PEM, DER, .p7b) sau khi đối chiếu dấu vân tay, rồi kiểm tra lại chữ ký của mọi tài liệu",
         {{"FILE", Takes::words, "Một hay nhiều tệp chứng thư"},
          {"--for", Takes::option, "“all”: mọi việc (mặc định); “signing”: chỉ chữ ký; “timestamp”: chỉ dấu thời gian"},
          {"--fingerprint", Takes::option,
           "Dấu vân tay SHA-256 lấy từ nguồn thứ hai; nhiều dấu cách nhau bằng dấu phẩy"},
          yes},
         "  chamber-admin trust add rootca-g2.crt\n  chamber-admin trust add tsa-root.pem --for timestamp --fingerprint F04BA4B4…",
         add},
        {"trust list",
         "Liệt kê chứng thư và danh sách thu hồi, báo mục sắp hết hạn",
         {},
         "  chamber-admin trust list --json",
         list},
        {"trust remove",
         "Bỏ một chứng thư hoặc danh sách thu hồi khỏi kho tin cậy, rồi kiểm tra lại chữ ký",
         {{"ITEM", Takes::word, "Tên, hoặc ít nhất 4 ký tự đầu của dấu vân tay"}, yes},
         "  chamber-admin trust remove f04ba4b4",
         remove},
        {"trust import-crl",
         "Nhập danh sách thu hồi (PEM, DER) mới nhất của cơ quan đã có trong kho, rồi kiểm tra lại chữ ký",
         {{"FILE", Takes::words, "Một hay nhiều tệp danh sách thu hồi"}},
         "  chamber-admin trust import-crl rootcag2.crl",
         import_lists},
        {"trust recheck",
         "Kiểm tra lại chữ ký của mọi tài liệu, hoặc của một kỳ họp",
         {{"SESSION", Takes::optional_word, "Chỉ của kỳ họp này"}},
         "  chamber-admin trust recheck K12-KH15",
         recheck},
    };
}

}  // namespace chamber::admin
