#include "tests/protocol/written_protocol.hpp"

#include "protocol/chunk_frame.hpp"
#include "tests/protocol/described.hpp"
#include "tests/protocol/golden.hpp"
#include "tests/protocol/markdown.hpp"

#include <boost/json/parse.hpp>

#include <algorithm>
#include <map>
#include <optional>
#include <regex>

namespace chamber {
namespace {

namespace json = boost::json;

constexpr const char* frame_name = "chunk";

class Judge {
public:
    explicit Judge(const WrittenProtocol& written)
        : written_(written),
          described_(described_protocol()),
          sections_(sections_of(written.pages))
    {
    }

    std::vector<std::string> complaints()
    {
        judge_headings();
        for (const auto& [name, described] : described_.structs) judge_struct(name, described);
        judge_words();
        judge_limits();
        judge_frame();
        return std::move(complaints_);
    }

private:
    void judge_headings();
    void judge_struct(const std::string& name, const DescribedStruct& described);
    void judge_example(const Section& section);
    void judge_words();
    void judge_limits();
    void judge_frame();
    void judge_frame_row(const Section& section, const std::string& field, const json::object& example);

    void complain(std::string text) { complaints_.push_back(std::move(text)); }
    const Section* find(const std::string& heading) const;
    std::optional<json::value> golden_of(const std::string& name) const;

    const WrittenProtocol& written_;
    DescribedProtocol described_;
    std::vector<Section> sections_;
    std::vector<std::string> complaints_;
};

const Section* Judge::find(const std::string& heading) const
{
    const auto found = std::ranges::find(sections_, heading, &Section::heading);
    return found == sections_.end() ? nullptr : &*found;
}

void Judge::judge_headings()
{
    std::map<std::string, int> headings;
    for (const Section& section : sections_)
        if (section.names_something) ++headings[section.heading];
    for (const auto& [name, described] : described_.structs)
        if (!headings.contains(name)) complain(name + ": no heading");
    if (!headings.contains(frame_name)) complain(std::string(frame_name) + ": no heading");
    for (const auto& [heading, count] : headings) {
        if (count > 1) complain(heading + ": more than one heading");
        if (!described_.structs.contains(heading) && heading != frame_name)
            complain(heading + ": a heading of nothing that can be said");
    }
}

void Judge::judge_struct(const std::string& name, const DescribedStruct& described)
{
    const Section* section = find(name);
    if (!section) return;  // complained about already
    if (std::ranges::all_of(section->prose, [](char c) { return c == '\n'; })) complain(name + ": no sentence");
    for (const std::string& part : described.parts_of)
        if (section->prose.find("`" + part + "`") == std::string::npos) complain(name + ": says nothing of " + part);
    std::map<std::string, std::string> rows;
    for (const auto& row : section->rows) {
        const std::string field = plain(row.at(0));
        if (row.size() != 4 || row[3].empty())
            complain(name + "." + field + ": a row has field, type, unit or range, and meaning");
        else if (!rows.emplace(field, row[1]).second)
            complain(name + "." + field + ": two rows");
    }
    for (const auto& [field, type] : described.fields) {
        const auto row = rows.find(field);
        if (row == rows.end())
            complain(name + "." + field + ": no row");
        else if (row->second != type)
            complain(name + "." + field + ": is " + type + ", not " + row->second);
        if (row != rows.end()) rows.erase(row);
    }
    for (const auto& [field, type] : rows) complain(name + "." + field + ": no such field");
    judge_example(*section);
}

// The first golden message of that name; of what only stands inside others, the place where it does.
std::optional<json::value> Judge::golden_of(const std::string& name) const
{
    static const std::map<std::string, std::pair<std::string, std::string>> inside{
        {"Change", {"batch", "/items/0"}},
        {"Command", {"commands", "/items/0"}},
        {"CommandOutcome", {"receipts", "/outcomes/1"}}};
    const auto place = inside.find(name);
    const std::string& message = place == inside.end() ? name : place->second.first;
    for (const json::value& each : written_.messages) {
        if (each.at("message").at("type").as_string() != message) continue;
        return place == inside.end() ? each.at("message") : each.at("message").at_pointer(place->second.second);
    }
    return std::nullopt;
}

void Judge::judge_example(const Section& section)
{
    const std::vector<std::string> examples = section.blocks_of("json");
    const std::optional<json::value> expected = golden_of(section.heading);
    if (!expected) {
        if (described_.structs.at(section.heading).tagged) complain(section.heading + ": no golden message");
        if (!examples.empty()) complain(section.heading + ": an example without a golden message");
        return;
    }
    if (examples.size() != 1)
        return complain(section.heading + ": " + std::to_string(examples.size()) + " examples, not one");
    json::error_code failed;
    const json::value example = json::parse(examples[0], failed);
    if (failed) return complain(section.heading + ": the example is not JSON: " + failed.message());
    if (example != *expected) complain(section.heading + ": the example is not the golden one");
}

void Judge::judge_words()
{
    const Section* section = find("Words");
    if (!section) return complain("Words: no heading");
    std::map<std::string, std::string> rows;
    for (const auto& row : section->rows) rows[plain(row.at(0))] = row.at(1);
    for (const auto& [name, words] : described_.enumerations) {
        std::string expected;
        for (const std::string& word : words) expected += (expected.empty() ? "`" : ", `") + word + "`";
        if (!rows.contains(name))
            complain(name + ": no row of words");
        else if (rows[name] != expected)
            complain(name + ": the words are " + expected);
        rows.erase(name);
    }
    for (const auto& [name, words] : rows) complain(name + ": no such enumeration");
}

// "12 * 3'600'000" and "43,200,000" alike.
std::int64_t product_of(std::string text)
{
    std::erase_if(text, [](char c) { return c == '\'' || c == ',' || c == ' '; });
    std::int64_t product = 1;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find('*', at), text.size());
        product *= std::stoll(text.substr(at, end - at));
        at = end + 1;
    }
    return product;
}

void Judge::judge_limits()
{
    static const std::regex declaration(R"(inline constexpr ([^;=]*[ ])(\w+) = ([0-9' *]+);)");
    static const std::regex number("[0-9,]+");
    const Section* section = find("Limits");
    if (!section) return complain("Limits: no heading");
    std::map<std::string, std::string> rows;
    for (const auto& row : section->rows) {
        const std::string name = plain(row.at(0));
        if (row.size() != 4 || row[2].empty() || row[3].empty() || !std::regex_match(row[1], number))
            complain(name + ": a limit has a value, a unit and what happens beyond it");
        else if (!rows.emplace(name, row[1]).second)
            complain(name + ": two rows");
    }
    std::size_t read = 0, declared = 0;
    for (std::size_t at = written_.limits.find("inline constexpr"); at != std::string::npos;
         at = written_.limits.find("inline constexpr", at + 1))
        ++declared;
    for (std::sregex_iterator each(written_.limits.begin(), written_.limits.end(), declaration), end; each != end;
         ++each, ++read) {
        const std::string name = (*each)[2];
        const std::int64_t value = product_of((*each)[3]);
        const auto row = rows.find(name);
        if (row == rows.end())
            complain(name + ": no row of the limit");
        else if (product_of(row->second) != value)
            complain(name + ": is " + std::to_string(value) + ", not " + row->second);
        if (row != rows.end()) rows.erase(row);
    }
    if (read == 0 || read != declared)
        complain("limits.hpp: " + std::to_string(declared) + " limits, read " + std::to_string(read));
    for (const auto& [name, value] : rows) complain(name + ": no such limit");
}

std::uint64_t little_endian(std::string_view hex)
{
    std::uint64_t value = 0;
    for (std::size_t at = hex.size(); at >= 2; at -= 2)
        value = value << 8 | std::stoull(std::string(hex.substr(at - 2, 2)), nullptr, 16);
    return value;
}

void Judge::judge_frame()
{
    const Section* section = find(frame_name);
    if (!section) return;  // complained about already
    static const std::vector<std::string> fields{"version", "kind", "reserved", "transfer", "offset", "bytes"};
    std::vector<std::string> written;
    for (const auto& row : section->rows) written.push_back(row.size() == 4 ? plain(row[2]) : "?");
    if (written != fields) return complain("chunk: the rows are version, kind, reserved, transfer, offset, bytes");
    std::uint64_t next = 0;
    for (const auto& row : section->rows) {
        if (row[0] != std::to_string(next)) complain("chunk." + plain(row[2]) + ": begins at " + std::to_string(next));
        if (plain(row[2]) != "bytes") next += static_cast<std::uint64_t>(product_of(row[1]));
    }
    if (next != chunk_header_bytes)
        complain("chunk: the header has " + std::to_string(chunk_header_bytes) + " bytes, not " + std::to_string(next));
    if (section->rows.back()[1] != "1 … `chunk_bytes`") complain("chunk.bytes: 1 … `chunk_bytes`");
    std::string first;
    for (const json::value& each : written_.frames) {
        const json::object& example = each.as_object();
        if (example.contains("error")) continue;
        if (first.empty()) first = std::string(example.at("hex").as_string());
        for (std::size_t at = 0; at + 1 < fields.size(); ++at) judge_frame_row(*section, fields[at], example);
    }
    std::vector<std::string> examples = section->blocks_of("hex");
    for (std::string& example : examples) std::erase_if(example, [](char c) { return c == ' ' || c == '\n'; });
    if (examples.size() != 1 || examples[0] != first) complain("chunk: the example is not the golden one");
}

// Where the table says that a number lies, the golden frame has it.
void Judge::judge_frame_row(const Section& section, const std::string& field, const json::object& example)
{
    const auto row = std::ranges::find_if(section.rows, [&](const auto& each) { return plain(each[2]) == field; });
    const auto offset = static_cast<std::size_t>(product_of((*row)[0])),
               bytes = static_cast<std::size_t>(product_of((*row)[1]));
    const std::string hex(example.at("hex").as_string());
    if (hex.size() < 2 * (offset + bytes)) return complain("chunk." + field + ": outside the golden frame");
    const json::value* number = example.if_contains(field);
    const std::uint64_t expected =
        number ? number->to_number<std::uint64_t>() : static_cast<std::uint64_t>(product_of((*row)[3]));
    if (little_endian(std::string_view(hex).substr(2 * offset, 2 * bytes)) != expected)
        complain("chunk." + field + ": not what the golden frame has there");
}

}  // namespace

WrittenProtocol read_written_protocol()
{
    const std::string room = std::string(CHAMBER_PROTOCOL) + "/";
    WrittenProtocol written;
    for (const char* page : {"README.md", "messages.md", "commands.md", "entities.md"})
        written.pages += text_of_file(room + page);
    written.limits = text_of_file(room + "limits.hpp");
    written.messages = golden("messages.json");
    written.frames = golden("frames.json");
    return written;
}

std::vector<std::string> complaints_about(const WrittenProtocol& written)
{
    return Judge(written).complaints();
}

}  // namespace chamber
