#include "server/sheets/word_file.hpp"

#include <algorithm>
#include <memory>
#include <zip.h>

namespace chamber::sheets {
namespace {

constexpr zip_uint16_t first_dos_day = 0x21;  // 1 January 1980
constexpr auto text_part = "word/document.xml";
constexpr auto types_part = "[Content_Types].xml";

struct Discard {
    void operator()(zip_t* zip) const { zip_discard(zip); }
};
using Zip = std::unique_ptr<zip_t, Discard>;

Error unreadable(std::string detail)
{
    return fail(ErrorCode::template_unreadable, std::move(detail));
}

const WordPart* find(const std::vector<WordPart>& parts, std::string_view name)
{
    const auto found = std::ranges::find(parts, name, &WordPart::name);
    return found == parts.end() ? nullptr : &*found;
}

Result<void> check(const std::vector<WordPart>& parts)
{
    if (find(parts, text_part) == nullptr || find(parts, types_part) == nullptr)
        return unreadable("Tệp này không phải văn bản dạng “.docx”.");
    const bool macros =
        std::ranges::any_of(parts, [](const WordPart& part) { return part.name.ends_with("vbaProject.bin"); });
    if (macros) return unreadable("Tệp mẫu có mã lệnh bên trong. Hãy lưu lại dạng “.docx”, không phải “.docm”.");
    return {};
}

// A template (.dotx) is a document once it is filled.
void name_as_document(std::vector<WordPart>& parts)
{
    constexpr std::string_view of_template = "wordprocessingml.template.main+xml";
    constexpr std::string_view of_document = "wordprocessingml.document.main+xml";
    auto& types = std::ranges::find(parts, types_part, &WordPart::name)->bytes;
    if (const auto at = types.find(of_template); at != std::string::npos)
        types.replace(at, of_template.size(), of_document);
}

}  // namespace

Result<std::vector<WordPart>> read_word_file(std::string_view bytes)
{
    if (bytes.size() > template_bytes_max) return unreadable("Tệp mẫu quá lớn.");
    auto read = read_zipped_parts(bytes, PartLimits{}, [](std::string_view) { return true; });
    if (!read) return read.error();
    std::vector<WordPart> parts = std::move(*read);
    if (auto sound = check(parts); !sound) return sound.error();
    name_as_document(parts);
    return parts;
}

Result<std::string> write_word_file(const std::vector<WordPart>& parts)
{
    zip_error_t failed;
    zip_error_init(&failed);
    zip_source_t* target = zip_source_buffer_create(nullptr, 0, 0, &failed);
    if (target == nullptr) return fail(ErrorCode::io_failed, "docx: no memory");
    zip_source_keep(target);
    const std::unique_ptr<zip_source_t, void (*)(zip_source_t*)> kept(target, zip_source_free);
    Zip zip(zip_open_from_source(target, ZIP_TRUNCATE, &failed));
    if (!zip) return fail(ErrorCode::io_failed, zip_error_strerror(&failed));
    for (const auto& part : parts) {
        zip_source_t* bytes = zip_source_buffer(zip.get(), part.bytes.data(), part.bytes.size(), 0);
        const auto index = zip_file_add(zip.get(), part.name.c_str(), bytes, ZIP_FL_ENC_UTF_8);
        const auto at = static_cast<zip_uint64_t>(index);
        const bool added = index >= 0 && zip_set_file_compression(zip.get(), at, ZIP_CM_STORE, 0) == 0 &&
                           zip_file_set_dostime(zip.get(), at, 0, first_dos_day, 0) == 0;
        if (!added) return fail(ErrorCode::io_failed, "docx: " + part.name);
    }
    if (zip_close(zip.get()) != 0) return fail(ErrorCode::io_failed, zip_strerror(zip.get()));
    static_cast<void>(zip.release());  // closed
    std::string made;
    char piece[65'536];
    if (zip_source_open(target) != 0) return fail(ErrorCode::io_failed, "docx: cannot be read back");
    for (zip_int64_t got = 0; (got = zip_source_read(target, piece, sizeof piece)) > 0;)
        made.append(piece, static_cast<std::size_t>(got));
    zip_source_close(target);
    return made;
}

}  // namespace chamber::sheets
