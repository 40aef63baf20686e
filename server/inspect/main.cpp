// chamber-inspect: one document in on descriptor 0, the trust block on 3, records out on 1, all inside the sandbox.
//
// It is run by client.cpp, not by people; descriptor 2 is closed to it. It leaves with 0 after a `done` or `failure`
// record. With --probe it builds the walls, tells which of them stand, and leaves.
#include "protocol/error.hpp"
#include "protocol/limits.hpp"
#include "protocol/little_endian.hpp"
#include "protocol/text.hpp"
#include "server/inspect/opened_pdf.hpp"
#include "server/inspect/own_program.hpp"
#include "server/inspect/page_boxes.hpp"
#include "server/inspect/page_looks.hpp"
#include "server/inspect/page_records.hpp"
#include "server/inspect/records.hpp"
#include "server/inspect/remarks.hpp"
#include "server/inspect/sandbox.hpp"
#include "server/inspect/signatures.hpp"
#include "server/inspect/structure.hpp"

#include <cerrno>
#include <charconv>
#include <dlfcn.h>
#include <filesystem>
#include <new>
#include <optional>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

namespace chamber::inspect {
namespace {

constexpr int document_descriptor = 0;
constexpr int records_descriptor = 1;
constexpr int trust_descriptor = 3;

enum class Task { everything, signatures_only, probe };

struct Orders {
    Task task = Task::everything;
    std::int64_t now_s = 0;
    PageText text = PageText::wanted;
    PagePreviews previews = PagePreviews::wanted;
    Landlock landlock = Landlock::required;
};

bool read_orders(int argc, char** argv, Orders& orders)
{
    for (int i = 1; i < argc; ++i) {
        const std::string_view word = argv[i];
        if (word == "--signatures")
            orders.task = Task::signatures_only;
        else if (word == "--probe")
            orders.task = Task::probe;
        else if (word == "--no-text")
            orders.text = PageText::left_out;
        else if (word == "--no-previews")
            orders.previews = PagePreviews::left_out;
        else if (word == "--allow-no-landlock")
            orders.landlock = Landlock::optional;
        else if (word.starts_with("--now=")) {
            const auto read = std::from_chars(word.data() + 6, word.data() + word.size(), orders.now_s);
            if (read.ec != std::errc() || read.ptr != word.data() + word.size()) return false;
        } else
            return false;
    }
    return true;
}

void write_all(std::string_view bytes)
{
    while (!bytes.empty()) {
        const ssize_t written = write(records_descriptor, bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR) continue;
        if (written <= 0) _exit(1);  // nobody listens any more
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
}

void send(RecordType type, std::string_view body)
{
    std::string head;
    for (const std::uint32_t number : {static_cast<std::uint32_t>(type), static_cast<std::uint32_t>(body.size())})
        put_little_endian(head, number);
    write_all(head);
    write_all(body);
}

[[noreturn]] void leave_with(const Error& error)
{
    send(RecordType::failure,
         encode_record_body(Failure{std::string(error_name(error.code)),
                                    cleaned_text(error.detail, limits::failure_detail_bytes_max)}));
    _exit(0);
}

// A sealed memory file, so mapping it cannot fault later. Empty when there is nothing.
std::string_view map_input(int descriptor)
{
    struct stat status {};
    if (fstat(descriptor, &status) != 0 || status.st_size <= 0) return {};
    const auto size = static_cast<std::size_t>(status.st_size);
    void* address = mmap(nullptr, size, PROT_READ, MAP_PRIVATE, descriptor, 0);
    if (address == MAP_FAILED) return {};
    return {static_cast<const char*>(address), size};
}

// What poppler is needed for, loaded while files may still be opened.
struct PageModule {
    PreparePages prepare = nullptr;
    SendPages send = nullptr;
    int (*load_fonts)() = nullptr;  // fontconfig's FcInit(), which came with poppler
};

PageModule load_page_module()
{
    // By its whole path or not at all: a bare name would be looked for in the system's folders.
    const auto path = beside_this_program(page_module_name);
    void* module = path.is_absolute() ? dlopen(path.c_str(), RTLD_NOW | RTLD_LOCAL) : nullptr;
    PageModule found;
    if (module == nullptr) return found;
    found.prepare = reinterpret_cast<PreparePages>(dlsym(module, "chamber_prepare_pages"));
    found.send = reinterpret_cast<SendPages>(dlsym(module, "chamber_tell_pages"));
    found.load_fonts = reinterpret_cast<int (*)()>(dlsym(module, "FcInit"));
    return found;
}

// What the pages' own text is judged by, beside the text.
struct Places {
    std::vector<PageGeometry> geometry;
    std::vector<Box> signatures;
};

void send_pages(std::string_view bytes, const Orders& orders, const PageModule& pages, Places places)
{
    const auto pass_on = [](std::uint32_t type, std::string_view body) { send(static_cast<RecordType>(type), body); };
    std::optional<Error> failure;
    pages.send({bytes, orders.text, orders.previews, pass_on, std::move(places.geometry), std::move(places.signatures),
                upright_copy},
               failure);
    if (failure) leave_with(*failure);
}

// For a re-check: sizes and matrices without text and pictures.
void send_sizes(const std::vector<PageGeometry>& geometry)
{
    if (geometry.size() > limits::document_pages_max) return;
    for (const PageGeometry& page : geometry) send(RecordType::page, encode_record_body(page.shown()));
}

void inspect_document(const Orders& orders, const PageModule& pages)
{
    const std::string_view bytes = map_input(document_descriptor);
    const std::string_view trust = map_input(trust_descriptor);
    const Structure structure = look_at_structure(bytes);
    // A signed document whose header was destroyed is a destroyed document, not some other kind of file.
    const bool was_signed = orders.task == Task::signatures_only && bytes.find("/ByteRange") != std::string_view::npos;
    if (!structure.pdf && !was_signed) leave_with(fail(ErrorCode::not_pdf, "no %PDF- header"));
    if (orders.task == Task::everything)
        if (const auto refused = refuse_structure(structure)) leave_with(*refused);
    const SignatureReport report = judge_signatures(bytes, structure, {trust, orders.now_s});
    send(RecordType::report, encode_record_body(report));
    // Signatures are judged on all the bytes; pages end where the PDF ends.
    const std::string_view document = bytes.substr(0, structure.end);
    for (const std::string& remark : structure_remarks(structure)) send(RecordType::remark, remark);
    Places places;
    FileLook look{structure.foreword != Foreword::none, {}};
    if (const OpenedPdf opened = open_pdf(document, Repair::allowed); opened.pdf) {
        for (const std::string& remark : find_remarks(*opened.pdf)) send(RecordType::remark, remark);
        places.geometry = read_page_geometry(*opened.pdf);
        if (orders.task == Task::everything) {
            look.pages = look_at_pages(*opened.pdf, places.geometry);
            places.signatures = signature_areas(*opened.pdf, places.geometry);
        }
    }
    if (orders.task == Task::everything) {
        send_pages(document, orders, pages, std::move(places));
        send(RecordType::looks, encode_record_body(look));
    } else {
        send_sizes(places.geometry);
    }
    send(RecordType::done, {});
}

int run(int argc, char** argv)
{
    Orders orders;
    if (!read_orders(argc, argv, orders)) return 2;
    PageModule pages;
    if (orders.task != Task::signatures_only) {
        pages = load_page_module();
        if (pages.send == nullptr || pages.prepare == nullptr)
            leave_with(fail(ErrorCode::internal, "no page module beside the program"));
        pages.prepare();
    }
    Walls walls;
    std::string refused = prepare_sandbox(walls);
    // Later no path can be asked for, so the font folders are read now.
    if (!walls.own_root && pages.load_fonts != nullptr) pages.load_fonts();
    if (refused.empty())
        refused = enter_sandbox({limits::inspect_memory_bytes, limits::inspect_cpu_s}, orders.landlock, walls);
    if (!refused.empty()) leave_with(fail(ErrorCode::sandbox_missing, refused));
    if (orders.task == Task::probe) {
        send(RecordType::walls, encode_record_body(walls));
        send(RecordType::done, {});
        return 0;
    }
    try {
        inspect_document(orders, pages);
    } catch (const std::bad_alloc&) {
        leave_with(fail(ErrorCode::parser_died, "out of memory"));
    } catch (const std::exception& error) {
        leave_with(fail(ErrorCode::pdf_unreadable, error.what()));
    }
    return 0;
}

}  // namespace
}  // namespace chamber::inspect

int main(int argc, char** argv)
{
    ::umask(S_IRWXG | S_IRWXO);
    _exit(chamber::inspect::run(argc, argv));
}
