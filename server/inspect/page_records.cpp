#include "server/inspect/page_records.hpp"

#include "protocol/limits.hpp"
#include "server/inspect/pages.hpp"
#include "server/inspect/records.hpp"

#include <algorithm>
#include <chrono>
#include <ctime>
#include <iconv.h>

namespace chamber::inspect {
namespace {

// Then the pages left have no preview, which is better than a document refused because the machine is busy.
constexpr double preview_cpu_s_max = 15;
constexpr auto preview_time_max = std::chrono::seconds(20);

double cpu_s()
{
    return static_cast<double>(std::clock()) / CLOCKS_PER_SEC;
}

bool shows_all(const Pages& pages, const std::vector<PageGeometry>& geometry)
{
    for (std::uint32_t i = 0; i < std::min<std::size_t>(geometry.size(), limits::preview_pages_max); ++i)
        if (!pages.shows(i, geometry[i])) return false;
    return true;
}

void draw_previews(const Pages& pages, const PageTask& task)
{
    const double started = cpu_s();
    const auto until = std::chrono::steady_clock::now() + preview_time_max;
    const std::uint32_t drawn = std::min(pages.count(), limits::preview_pages_max);
    std::uint64_t bytes = 0;
    for (std::uint32_t i = 0;
         i < drawn && cpu_s() - started < preview_cpu_s_max && std::chrono::steady_clock::now() < until; ++i) {
        const auto picture = pages.preview(i);
        if (!picture || picture->size() > limits::preview_bytes_max) return;
        bytes += picture->size();
        if (bytes > limits::document_previews_bytes_max) return;
        task.send(static_cast<std::uint32_t>(RecordType::preview), *picture);
    }
}

// Of page 1: its head is read from them. Without a geometry nobody knows which are a signature's, and text alone must
// do.
void send_words(const Pages& pages, const PageTask& task)
{
    std::vector<PageWord> words = pages.words(0);
    for (PageWord& word : words) {
        const double x = (word.left + word.right) / 2, y = (word.top + word.bottom) / 2;
        const auto holds = [&](const Box& area) {
            return x >= area.left && x <= area.right && y >= area.top && y <= area.bottom;
        };
        word.stamp = std::ranges::any_of(task.signatures, holds);
    }
    task.send(static_cast<std::uint32_t>(RecordType::words), encode_record_body(words));
}

// A preview of another area than the one that is told would carry ink to another place: rather none.
void send_previews(const Pages& pages, const PageTask& task, const std::vector<PageGeometry>& geometry)
{
    if (shows_all(pages, geometry)) return draw_previews(pages, task);
    const std::string copy = task.upright(task.bytes, geometry);
    const Result<Pages> upright = Pages::open(copy);
    if (upright && upright->count() == geometry.size() && shows_all(*upright, geometry)) draw_previews(*upright, task);
}

std::optional<Error> send_pages(const PageTask& task)
{
    const Result<Pages> pages = Pages::open(task.bytes);
    if (!pages) return pages.error();
    if (pages->count() > limits::document_pages_max) return fail(ErrorCode::too_many_pages);
    // Two readers that do not see the same pages: then nobody says where ink lies.
    const std::vector<PageGeometry> geometry =
        task.geometry.size() == pages->count() ? task.geometry : std::vector<PageGeometry>();
    std::uint64_t text_bytes = 0;
    for (std::uint32_t i = 0; i < pages->count(); ++i) {
        const PageSize size = geometry.empty() ? pages->size(i) : geometry[i].shown();
        task.send(static_cast<std::uint32_t>(RecordType::page), encode_record_body(size));
        std::string text = task.text == PageText::wanted && text_bytes < limits::document_text_bytes_max
                               ? pages->text(i)
                               : std::string();
        text_bytes += text.size();
        if (text_bytes > limits::document_text_bytes_max) text.clear();
        task.send(static_cast<std::uint32_t>(RecordType::text), text);
    }
    if (task.text == PageText::wanted && !geometry.empty()) send_words(*pages, task);
    if (task.previews == PagePreviews::wanted) send_previews(*pages, task, geometry);
    return std::nullopt;
}

}  // namespace
}  // namespace chamber::inspect

// Poppler converts every string through these; without the modules it returns empty text and no error. Kept open on
// purpose: glibc unloads a module when its last handle is closed.
extern "C" __attribute__((visibility("default"))) void chamber_prepare_pages()
{
    static const iconv_t kept[] = {iconv_open("UTF-16", "UTF-8"), iconv_open("UTF-8", "UTF-16"),
                                   iconv_open("UTF-16LE", "UTF-8"), iconv_open("UTF-8", "UTF-16LE")};
    static_cast<void>(kept);
}

extern "C" __attribute__((visibility("default"))) void chamber_tell_pages(const chamber::inspect::PageTask& task,
                                                                          std::optional<chamber::Error>& failure)
{
    failure = chamber::inspect::send_pages(task);
}
