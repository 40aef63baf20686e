#include "storage/archive/zip_reader.hpp"

#include "storage/archive/rules.hpp"
#include "storage/text/ascii_name.hpp"

#include <set>
#include <zip.h>

namespace chamber::storage {
namespace {

constexpr std::size_t buffer_bytes = 262'144;
constexpr std::uint64_t local_header_bytes = 30;
constexpr std::uint64_t central_header_bytes = 46;
constexpr std::uint64_t end_record_bytes = 22;
constexpr std::uint64_t zip64_from_bytes = 0xFFFF'FFFF;

struct ZipClose {
    void operator()(zip_t* zip) const { zip_discard(zip); }
};
struct EntryClose {
    void operator()(zip_file_t* entry) const { zip_fclose(entry); }
};
using Zip = std::unique_ptr<zip_t, ZipClose>;
using OpenEntry = std::unique_ptr<zip_file_t, EntryClose>;

// Printable, for a sentence: whatever was in a name, the terminal gets ASCII.
std::string shown(std::string_view name)
{
    std::string text;
    for (const char c : name.substr(0, 100))
        text += static_cast<unsigned char>(c) < 0x20 || static_cast<unsigned char>(c) > 0x7E ? '?' : c;
    return "“" + text + "”";
}

bool is_regular(zip_t* zip, zip_uint64_t index)
{
    zip_uint8_t system = 0;
    zip_uint32_t attributes = 0;
    if (zip_file_get_external_attributes(zip, index, 0, &system, &attributes) != 0) return false;
    const auto kind = (attributes >> 16U) & 0170000U;
    return system != ZIP_OPSYS_UNIX || kind == 0100000U || kind == 0;
}

}  // namespace

struct OpenedEntry::Body {
    OpenEntry entry;
    std::string name;
    std::uint64_t left = 0;
};

OpenedEntry::OpenedEntry() : body_(std::make_unique<Body>()) {}
OpenedEntry::OpenedEntry(OpenedEntry&&) noexcept = default;
OpenedEntry::~OpenedEntry() = default;

Result<std::size_t> OpenedEntry::read(char* into, std::size_t room)
{
    const auto got = zip_fread(body_->entry.get(), into, room);
    if (got < 0) return fail(ErrorCode::archive_damaged, zip_file_strerror(body_->entry.get()), body_->name);
    const auto bytes = static_cast<std::uint64_t>(got);
    if (bytes > body_->left) return fail(ErrorCode::archive_damaged, "longer than announced", body_->name);
    if (bytes == 0 && body_->left > 0) return fail(ErrorCode::archive_damaged, "shorter than announced", body_->name);
    body_->left -= bytes;
    return static_cast<std::size_t>(bytes);
}

struct ZipReader::Body {
    Zip zip;
    bool consistent = true;
};

ZipReader::ZipReader() : body_(std::make_unique<Body>()) {}
ZipReader::ZipReader(ZipReader&&) noexcept = default;
ZipReader::~ZipReader() = default;

Result<ZipReader> ZipReader::open(const std::filesystem::path& path)
{
    std::error_code failed;
    const auto file_bytes = std::filesystem::file_size(path, failed);
    if (failed) return fail(ErrorCode::not_found, path.string());
    if (file_bytes == 0) return fail(ErrorCode::archive_damaged, "tệp rỗng");
    ZipReader reader;
    int code = 0;
    reader.body_->zip.reset(zip_open(path.c_str(), ZIP_RDONLY | ZIP_CHECKCONS, &code));
    if (!reader.body_->zip) {
        // Openable, but its two lists of files disagree: the verdict can say more than "damaged".
        reader.body_->consistent = false;
        reader.body_->zip.reset(zip_open(path.c_str(), ZIP_RDONLY, &code));
    }
    if (!reader.body_->zip) return fail(ErrorCode::archive_damaged, "không phải tệp zip, hoặc tệp bị cắt ngắn");
    auto* zip = reader.body_->zip.get();
    const auto count = zip_get_num_entries(zip, 0);
    for (zip_int64_t i = 0; i < count && i <= static_cast<zip_int64_t>(archive_entries_max); ++i) {
        zip_stat_t stat{};
        const char* name = zip_get_name(zip, static_cast<zip_uint64_t>(i), ZIP_FL_ENC_RAW);
        if (name == nullptr || zip_stat_index(zip, static_cast<zip_uint64_t>(i), 0, &stat) != 0) {
            return fail(ErrorCode::archive_damaged, "entry " + std::to_string(i) + " is unreadable");
        }
        reader.entries_.push_back({name, stat.size});
    }
    reader.find_entry_faults();
    reader.fault_ = reader.find_fault(file_bytes);
    return reader;
}

void ZipReader::find_entry_faults()
{
    std::set<std::string> names;
    for (std::size_t i = 0; i < entries_.size(); ++i) {
        auto& entry = entries_[i];
        entry.fault = entry_fault(i);
        if (entry.fault.empty() && !names.insert(lower_ascii(entry.name)).second)
            entry.fault = "Hai tệp trùng tên: " + shown(entry.name) + ".";
    }
}

std::string ZipReader::entry_fault(std::size_t index) const
{
    auto* zip = body_->zip.get();
    const auto& name = entries_[index].name;
    const auto& first = entries_.front().name;
    if (name.ends_with('/')) return "Có mục thư mục " + shown(name) + ": tệp zip đã được đóng lại.";
    if (!is_archive_path(name)) return "Tên tệp không an toàn: " + shown(name) + ".";
    if (!name.starts_with(first.substr(0, first.find('/')) + "/"))
        return "Tệp nằm ngoài thư mục hồ sơ: " + shown(name) + ".";
    zip_stat_t stat{};
    if (zip_stat_index(zip, index, 0, &stat) != 0) return "Không đọc được thông tin của tệp " + shown(name) + ".";
    const bool plain =
        stat.comp_method == ZIP_CM_STORE && stat.encryption_method == ZIP_EM_NONE && stat.comp_size == stat.size;
    if (!plain) return "Tệp không được lưu nguyên dạng (nén hoặc mã hóa): " + shown(name) + ".";
    if (!is_regular(zip, index)) return "Có mục không phải là tệp thường: " + shown(name) + ".";
    return {};
}

std::string ZipReader::find_fault(std::uint64_t file_bytes) const
{
    if (entries_.empty()) return "Tệp zip không có gì bên trong.";
    if (entries_.size() > archive_entries_max) return "Tệp zip có quá nhiều tệp (trên 5.000).";
    if (!body_->consistent) return "Danh sách tệp ở đầu và cuối tệp zip không khớp nhau.";
    std::uint64_t expected = end_record_bytes;
    for (const auto& entry : entries_)
        expected += local_header_bytes + central_header_bytes + 2 * entry.name.size() + entry.bytes;
    // Beyond 4 GiB headers grow by ZIP64 records of several shapes; there the manifests alone must do.
    if (expected != file_bytes && expected < zip64_from_bytes) return "Tệp zip chứa dữ liệu không thuộc tệp nào.";
    return {};
}

Result<OpenedEntry> ZipReader::open_entry(std::size_t index) const
{
    const auto& [name, bytes, fault] = entries_.at(index);
    MUST(fault.empty());
    OpenedEntry opened;
    opened.body_->entry.reset(zip_fopen_index(body_->zip.get(), index, 0));
    if (!opened.body_->entry) return fail(ErrorCode::archive_damaged, zip_strerror(body_->zip.get()), name);
    opened.body_->name = name;
    opened.body_->left = bytes;
    return opened;
}

Result<void> ZipReader::read(std::size_t index, const std::function<void(std::string_view)>& take) const
{
    auto entry = open_entry(index);
    if (!entry) return entry.error();
    std::vector<char> buffer(buffer_bytes);
    while (true) {
        const auto got = entry->read(buffer.data(), buffer.size());
        if (!got) return got.error();
        if (*got == 0) return {};
        take(std::string_view(buffer.data(), *got));
    }
}

}  // namespace chamber::storage
