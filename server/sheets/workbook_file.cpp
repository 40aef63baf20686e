#include "server/sheets/workbook_file.hpp"

#include "protocol/text.hpp"
#include "protocol/vietnamese.hpp"

#include <algorithm>
#include <cerrno>
#include <sys/mman.h>
#include <unistd.h>
#include <xlsxwriter.h>

namespace chamber::sheets {
namespace {

// The format's own limits: 32,767 characters a cell, 31 a tab.
constexpr std::size_t cell_bytes_max = 30'000;
constexpr std::size_t tab_characters_max = 31;
constexpr std::size_t property_bytes_max = 400;

Error refused(lxw_error code)
{
    return fail(errno == ENOSPC ? ErrorCode::disk_full : ErrorCode::io_failed,
                std::string("xlsx: ") + lxw_strerror(code));
}

Result<std::string> read_back(int memory)
{
    std::string bytes;
    char piece[65'536];
    while (true) {
        const auto got = ::pread(memory, piece, sizeof piece, static_cast<off_t>(bytes.size()));
        if (got < 0) return fail(ErrorCode::io_failed, "xlsx: cannot be read back");
        if (got == 0) return bytes;
        bytes.append(piece, static_cast<std::size_t>(got));
    }
}

}  // namespace

WorkbookFile::WorkbookFile(const WorkbookProperties& properties) : memory_(::memfd_create("xlsx", MFD_CLOEXEC))
{
    if (memory_ < 0) return;
    book_ = workbook_new(("/proc/self/fd/" + std::to_string(memory_)).c_str());
    if (book_ == nullptr) return;
    auto title = cleaned_text(properties.title, property_bytes_max);
    auto author = cleaned_text(properties.author, property_bytes_max);
    auto company = cleaned_text(properties.company, property_bytes_max);
    lxw_doc_properties said{};
    said.title = title.data();
    if (!author.empty()) said.author = author.data();
    if (!company.empty()) said.company = company.data();
    // The library takes 0 for "now".
    said.created = std::max<std::time_t>(1, static_cast<std::time_t>(properties.created.value / 1000));
    workbook_set_properties(book_, &said);
}

WorkbookFile::~WorkbookFile()
{
    if (book_ != nullptr) workbook_close(book_);
    if (memory_ >= 0) ::close(memory_);
}

std::string WorkbookFile::tab(std::string_view wanted)
{
    auto name = vietnamese::code_points(cleaned_text(wanted, property_bytes_max));
    for (auto& c : name)
        if (std::u32string_view(U"[]:*?/\\'").find(c) != std::u32string_view::npos) c = U'-';
    if (name.empty()) name = U"Trang";
    auto made = name.substr(0, tab_characters_max);
    for (int n = 2; !tabs_.insert(vietnamese::lower(made)).second; ++n) {
        const auto suffix = vietnamese::code_points(" (" + std::to_string(n) + ")");
        made = name.substr(0, tab_characters_max - suffix.size()) + suffix;
    }
    return vietnamese::utf8(made);
}

lxw_worksheet* WorkbookFile::sheet(const std::string& name)
{
    auto* page = book_ == nullptr ? nullptr : workbook_add_worksheet(book_, name.c_str());
    note(page != nullptr);
    if (page == nullptr) return nullptr;
    worksheet_set_landscape(page);
    worksheet_set_paper(page, 9);  // A4
    worksheet_fit_to_pages(page, 1, 0);
    worksheet_set_footer(page, "&C&P");
    return page;
}

lxw_format* WorkbookFile::format()
{
    if (book_ == nullptr) return nullptr;
    auto* made = workbook_add_format(book_);
    format_set_font_name(made, "Times New Roman");
    format_set_font_size(made, 12);
    format_set_align(made, LXW_ALIGN_VERTICAL_TOP);
    return made;
}

void WorkbookFile::text(lxw_worksheet* page, std::uint32_t row, std::size_t column, std::string_view said,
                        lxw_format* how)
{
    const auto clean = cleaned_text(said, cell_bytes_max, Lines::many);
    note(worksheet_write_string(page, row, static_cast<lxw_col_t>(column), clean.c_str(), how) == LXW_NO_ERROR);
}

void WorkbookFile::number(lxw_worksheet* page, std::uint32_t row, std::size_t column, double value, lxw_format* how)
{
    note(worksheet_write_number(page, row, static_cast<lxw_col_t>(column), value, how) == LXW_NO_ERROR);
}

void WorkbookFile::link(lxw_worksheet* page, std::uint32_t row, std::size_t column, const std::string& tab,
                        const std::string& said, lxw_format* how)
{
    const std::string target = "internal:'" + tab + "'!A1";
    note(worksheet_write_url_opt(page, row, static_cast<lxw_col_t>(column), target.c_str(), how, said.c_str(),
                                 nullptr) == LXW_NO_ERROR);
}

Result<std::string> WorkbookFile::finish()
{
    auto* const book = book_;
    book_ = nullptr;
    if (book == nullptr) return fail(ErrorCode::io_failed, "xlsx: no workbook");
    errno = 0;
    if (const auto closed = workbook_close(book); closed != LXW_NO_ERROR) return refused(closed);
    if (!sound_) return fail(ErrorCode::too_long, "xlsx: more than a sheet holds");
    return read_back(memory_);
}

}  // namespace chamber::sheets
