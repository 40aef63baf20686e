#include "server/inspect/revisions.hpp"

#include "server/inspect/inert_text.hpp"
#include "server/inspect/raw_dictionary.hpp"

#include <algorithm>
#include <charconv>

namespace chamber::inspect {
namespace {

constexpr std::size_t sections_max = 4'096;
constexpr std::size_t blank_tail_bytes_max = 4;
constexpr std::string_view blanks("\0\t\n\f\r ", 6);

std::size_t skip_blanks(std::string_view bytes, std::size_t at)
{
    return std::min(bytes.find_first_not_of(blanks, at), bytes.size());
}

std::optional<std::size_t> read_number(std::string_view bytes, std::size_t& at)
{
    std::size_t value = 0;
    const auto read = std::from_chars(bytes.data() + at, bytes.data() + bytes.size(), value);
    if (read.ec != std::errc()) return std::nullopt;
    at = static_cast<std::size_t>(read.ptr - bytes.data());
    return value;
}

// Every "startxref N %%EOF" of the file, whether it means anything or stands in some stream.
std::vector<RevisionEnd> find_closings(std::string_view bytes)
{
    constexpr std::string_view word = "startxref", mark = "%%EOF";
    std::vector<RevisionEnd> closings;
    for (std::size_t at = bytes.find(word); at != std::string_view::npos; at = bytes.find(word, at + 1)) {
        std::size_t cursor = skip_blanks(bytes, at + word.size());
        if (cursor == at + word.size()) continue;  // "startxref17" is another word
        const auto section = read_number(bytes, cursor);
        cursor = skip_blanks(bytes, cursor);
        if (section && bytes.substr(cursor).starts_with(mark)) closings.push_back({*section, cursor + mark.size()});
    }
    return closings;
}

// The trailer dictionary of the section at `offset`: after the word "trailer" of a table, or the stream's own.
std::optional<std::vector<RawEntry>> read_section(std::string_view bytes, std::size_t offset)
{
    if (offset >= bytes.size()) return std::nullopt;
    std::size_t at = skip_blanks(bytes, offset);
    if (bytes.substr(at).starts_with("xref")) {
        at = bytes.find("trailer", at);
        if (at == std::string_view::npos) return std::nullopt;
        return read_raw_dictionary(bytes, at);
    }
    if (!read_number(bytes, at)) return std::nullopt;
    return read_raw_dictionary(bytes, at);
}

bool on_chain(const RevisionChain& chain, std::size_t section)
{
    return std::find(chain.sections.begin(), chain.sections.end(), section) != chain.sections.end();
}

}  // namespace

RevisionChain read_revisions(std::string_view bytes)
{
    RevisionChain chain;
    const auto closings = find_closings(bytes);
    if (closings.empty()) return chain;
    std::size_t section = closings.back().section;
    bool ambiguous = false;  // readers disagree about which of two equal keys counts
    while (chain.sections.size() < sections_max && !on_chain(chain, section)) {
        const auto trailer = read_section(bytes, section);
        if (!trailer) break;
        chain.sections.push_back(section);
        const auto previous = integer_of(*trailer, "/Prev");
        if (!previous) {
            chain.complete = count_key(*trailer, "/Prev") == 0 && !ambiguous;
            break;
        }
        if (*previous <= 0) break;  // "/Prev 0" silently loses all older objects
        ambiguous |= count_key(*trailer, "/Prev") > 1;
        section = static_cast<std::size_t>(*previous);
    }
    // A revision brings its own section. Only the first one's may stand anywhere before its end (a linearised file's
    // does): a closing that points back to an old section makes what it closes nobody's.
    for (const auto& closing : closings) {
        if (!on_chain(chain, closing.section) || closing.section >= closing.close) continue;
        if (chain.ends.empty() || closing.section >= chain.ends.back().close) chain.ends.push_back(closing);
    }
    return chain;
}

bool is_blank_tail(std::string_view tail)
{
    return tail.size() <= blank_tail_bytes_max && tail.find_first_not_of(blanks) == std::string_view::npos;
}

std::string_view inert_tail(std::string_view bytes, const RevisionChain& chain)
{
    const std::string_view tail = chain.ends.empty() ? std::string_view() : bytes.substr(chain.ends.back().close);
    return is_blank_tail(tail) || !is_inert(tail) ? std::string_view() : tail;
}

TailFinding look_behind(std::string_view bytes, const RevisionChain& chain, std::size_t end)
{
    TailFinding found;
    for (const auto& revision : chain.ends) {
        if (revision.close > end) {
            found.later.push_back(revision.close);
            continue;
        }
        const std::string_view between = bytes.substr(revision.close, end - revision.close);
        if (between.empty() || between == "\n" || between == "\r" || between == "\r\n") found.ends_a_revision = true;
    }
    const std::size_t last = found.later.empty() ? end : found.later.back();
    const std::string_view tail = bytes.substr(last);
    if (!is_blank_tail(tail))
        found.tail = is_inert(tail) ? Tail::inert_text : Tail::foreign_bytes;
    else if (!found.later.empty())
        found.tail = Tail::revisions;
    return found;
}

}  // namespace chamber::inspect
