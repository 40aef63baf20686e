#include "tests/fuzz/updates.hpp"

#include <algorithm>
#include <charconv>
#include <cstdio>

namespace chamber::fuzz {
namespace {

constexpr char part_mark = '\1';
constexpr std::size_t updates_max = 4;
constexpr int container_number = object_number_max + 1, section_number = object_number_max + 2;

struct Entry {
    int type = 1;
    std::size_t where = 0;  // offset, or the object stream's number
    int index = 0;
};

void read_object(std::string_view part, Update& update)
{
    int number = 0;
    const auto read = std::from_chars(part.data(), part.data() + part.size(), number);
    if (read.ec != std::errc() || number < 1 || number > object_number_max) return;
    part.remove_prefix(static_cast<std::size_t>(read.ptr - part.data()));
    if (part.starts_with(' ')) part.remove_prefix(1);
    update.objects[number] = part;
}

std::string last_section(std::string_view pdf)
{
    const std::size_t at = pdf.rfind("startxref\n") + 10;
    return std::string(pdf.substr(at, pdf.find('\n', at) - at));
}

bool is_stream(std::string_view object)
{
    return object.find("stream") != std::string_view::npos;
}

void write_object(std::string& pdf, int number, std::string_view text)
{
    pdf += std::to_string(number) + " 0 obj\n";
    pdf += text;
    pdf += "\nendobj\n";
}

std::string stream_object(const std::string& entries, const std::string& data)
{
    return "<< " + entries + " /Length " + std::to_string(data.size()) + " >>\nstream\n" + data + "\nendstream";
}

void write_table(std::string& pdf, const std::map<int, Entry>& entries, const std::string& trailer)
{
    const std::size_t section = pdf.size();
    pdf += "xref\n";
    for (const auto& [number, entry] : entries) {
        char line[64];
        std::snprintf(line, sizeof line, "%d 1\n%010zu 00000 n \n", number, entry.where);
        pdf += line;
    }
    pdf += "trailer\n<< " + trailer + " >>\nstartxref\n" + std::to_string(section) + "\n%%EOF\n";
}

void write_packed_section(std::string& pdf, std::map<int, Entry> entries, const std::string& trailer)
{
    const std::size_t section = pdf.size();
    entries[section_number] = {1, section, 0};
    std::string rows, index;
    for (const auto& [number, entry] : entries) {
        index += std::to_string(number) + " 1 ";
        rows += static_cast<char>(entry.type);
        for (int shift = 24; shift >= 0; shift -= 8) rows += static_cast<char>(entry.where >> shift);
        rows += static_cast<char>(entry.index);
    }
    write_object(pdf, section_number, stream_object("/Type /XRef /W [1 4 1] /Index [" + index + "] " + trailer, rows));
    pdf += "startxref\n" + std::to_string(section) + "\n%%EOF\n";
}

}  // namespace

Plan read_plan(std::string_view text, std::size_t documents)
{
    Plan plan;
    if (text.empty()) return plan;
    plan.document = static_cast<unsigned char>(text[0] - '0') % documents;
    std::size_t at = text.find(part_mark);
    while (at != std::string_view::npos && at + 1 < text.size()) {
        const std::size_t next = text.find(part_mark, at + 1);
        const char letter = text[at + 1];
        const std::string_view part = text.substr(
            std::min(at + 2, text.size()), next == std::string_view::npos ? next : next - std::min(at + 2, next));
        if ((letter == 'R' || letter == 'P') && plan.updates.size() < updates_max)
            plan.updates.push_back({letter == 'P', {}, {}, {}});
        if (plan.updates.empty()) plan.updates.emplace_back();
        if (letter == 'O') read_object(part, plan.updates.back());
        if (letter == 'T') plan.updates.back().trailer = part;
        if (letter == 'X') plan.updates.back().raw = part;
        at = next;
    }
    return plan;
}

std::string write_plan(const Plan& plan)
{
    std::string text(1, static_cast<char>('0' + plan.document));
    const auto part = [&](char letter, const std::string& content) {
        text += std::string{part_mark, letter} + content;
    };
    for (const auto& update : plan.updates) {
        part(update.packed ? 'P' : 'R', {});
        for (const auto& [number, object] : update.objects) part('O', std::to_string(number) + " " + object);
        if (!update.trailer.empty()) part('T', update.trailer);
        if (!update.raw.empty()) part('X', update.raw);
    }
    return text;
}

std::string append_update(std::string pdf, const Update& update)
{
    const std::string trailer = (update.trailer.find("/Root") == std::string::npos ? "/Root 1 0 R " : "") +
                                update.trailer + " /Prev " + last_section(pdf) + " /Size " +
                                std::to_string(section_number + 1);
    std::map<int, Entry> entries;
    std::string heads, bodies;
    int packed = 0;
    pdf += update.raw;
    for (const auto& [number, object] : update.objects) {
        if (update.packed && !is_stream(object)) {
            heads += std::to_string(number) + " " + std::to_string(bodies.size()) + " ";
            bodies += object + "\n";
            entries[number] = {2, container_number, packed++};
            continue;
        }
        entries[number] = {1, pdf.size(), 0};
        write_object(pdf, number, object);
    }
    if (packed > 0) {
        entries[container_number] = {1, pdf.size(), 0};
        write_object(
            pdf, container_number,
            stream_object("/Type /ObjStm /N " + std::to_string(packed) + " /First " + std::to_string(heads.size()),
                          heads + bodies));
    }
    if (update.packed)
        write_packed_section(pdf, entries, trailer);
    else
        write_table(pdf, entries, trailer);
    return pdf;
}

std::map<int, std::string> objects_of(std::string_view pdf)
{
    std::map<int, std::string> objects;
    for (int number = 1; number <= object_number_max; ++number) {
        const std::string head = "\n" + std::to_string(number) + " 0 obj\n";
        const std::size_t at = pdf.rfind(head);
        if (at == std::string_view::npos) continue;
        const std::size_t begin = at + head.size(), end = pdf.find("\nendobj", begin);
        const std::string_view text = pdf.substr(begin, end - begin);
        if (text.find("/ByteRange") == std::string_view::npos) objects[number] = text;
    }
    return objects;
}

}  // namespace chamber::fuzz
