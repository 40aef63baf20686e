// From chapters to topics; the built-in texts, read once.
#include "admin-cli/demo/topics.hpp"

#include <algorithm>
#include <cstdio>
#include <map>
#include <optional>
#include <utility>

namespace chamber::demo {
namespace {

constexpr std::string_view slots = "nsehktpqdx";

std::optional<Error> slot_fault(const ProseLine& line)
{
    for (auto open = line.text.find('{'); open != std::string::npos; open = line.text.find('{', open + 1)) {
        const bool known =
            line.text.size() > open + 2 && line.text[open + 2] == '}' && slots.find(line.text[open + 1]) != slots.npos;
        if (!known) return fail(ErrorCode::internal, "an unknown slot: " + line.text.substr(open, 3), line.where);
    }
    return {};
}

Result<std::vector<std::string>> sentences(const std::vector<ProseLine>& lines)
{
    std::vector<std::string> texts;
    for (const ProseLine& line : lines) {
        if (const auto fault = slot_fault(line)) return *fault;
        texts.push_back(line.text);
    }
    return texts;
}

Result<std::vector<Indicator>> indicators(const std::vector<ProseLine>& lines)
{
    constexpr std::string_view bar = " | ";
    std::vector<Indicator> read;
    for (const ProseLine& line : lines) {
        const auto at = line.text.find(bar);
        if (at == std::string::npos)
            return fail(ErrorCode::internal, "an indicator is written “name | unit”", line.where);
        read.push_back({line.text.substr(0, at), line.text.substr(at + bar.size())});
    }
    return read;
}

Result<Topic> topic_from(const Chapter& chapter)
{
    Topic topic;
    topic.name = chapter.name;
    if (!chapter.lines.empty())
        return fail(ErrorCode::internal, "a line before the first part ([results] …)", chapter.lines.front().where);
    const std::pair<std::string_view, std::vector<std::string>*> lists[] = {
        {"results", &topic.results}, {"limits", &topic.limits}, {"tasks", &topic.tasks}, {"places", &topic.places}};
    for (const auto& [name, lines] : chapter.parts) {
        if (name == "indicators") {
            auto read = indicators(lines);
            if (!read) return read.error();
            topic.indicators = std::move(*read);
            continue;
        }
        const auto list = std::ranges::find(lists, name, [](const auto& each) { return each.first; });
        if (list == std::end(lists))
            return fail(ErrorCode::internal, "an unknown part [" + name + "]", lines.front().where);
        auto read = sentences(lines);
        if (!read) return read.error();
        *list->second = std::move(*read);
    }
    if (topic.results.empty()) return fail(ErrorCode::internal, "a topic without [results]", chapter.where);
    return topic;
}

struct Texts {
    std::map<std::string, Topics, std::less<>> topics;                          // by set
    std::map<std::string, std::vector<std::string>, std::less<>> phrases;       // by chapter
    std::map<std::string, std::vector<ProseLine>, std::less<>> document_lines;  // by chapter
};

Result<Texts> read_texts()
{
    Texts texts;
    for (const ProseText& file : prose_texts()) {
        auto chapters = parse_prose(file);
        if (!chapters) return chapters.error();
        const std::string set(file.file_name.substr(0, file.file_name.find('.')));
        if (set == "documents") {
            for (Chapter& chapter : *chapters) texts.document_lines[chapter.name] = std::move(chapter.lines);
        } else if (set == "phrases") {
            for (const Chapter& chapter : *chapters) {
                auto read = sentences(chapter.lines);
                if (!read) return read.error();
                texts.phrases[chapter.name] = std::move(*read);
            }
        } else {
            auto read = topics_from(*chapters);
            if (!read) return read.error();
            texts.topics[set] = std::move(*read);
        }
    }
    return texts;
}

const Texts& texts()
{
    static const Texts read = [] {
        auto built_in = read_texts();
        if (!built_in)
            std::fprintf(stderr, "%s: %s\n", built_in.error().where.c_str(), built_in.error().detail.c_str());
        MUST(built_in.has_value());
        return std::move(*built_in);
    }();
    return read;
}

template <class Value>
const Value& of(const std::map<std::string, Value, std::less<>>& all, std::string_view name)
{
    const auto found = all.find(name);
    MUST(found != all.end());
    return found->second;
}

}  // namespace

Result<Topics> topics_from(const std::vector<Chapter>& chapters)
{
    Topics all;
    for (const Chapter& chapter : chapters) {
        auto topic = topic_from(chapter);
        if (!topic) return topic.error();
        all.push_back(std::move(*topic));
    }
    return all;
}

const Topics& topics(std::string_view set)
{
    return of(texts().topics, set);
}

const std::vector<std::string>& phrases(std::string_view chapter)
{
    return of(texts().phrases, chapter);
}

const std::vector<ProseLine>& document_lines(std::string_view chapter)
{
    return of(texts().document_lines, chapter);
}

}  // namespace chamber::demo
