#include "admin-cli/heard.hpp"

#include <algorithm>
#include <array>
#include <set>

namespace chamber::admin {

namespace {

constexpr std::size_t meant_max = 3;

std::string family_of(const CommandRow& command)
{
    return std::string{command.words.substr(0, command.words.find(' '))};
}

std::string own_word_of(const CommandRow& command)
{
    return std::string{command.words.substr(command.words.rfind(' ') + 1)};
}

bool is_command(const CommandTable& commands, std::string_view words)
{
    return std::ranges::any_of(commands, [&](const CommandRow& command) { return command.words == words; });
}

bool is_family(const CommandTable& commands, std::string_view word)
{
    return std::ranges::any_of(
        commands, [&](const CommandRow& command) { return family_of(command) == word && command.words != word; });
}

std::vector<std::string> first_words(const CommandTable& commands)
{
    std::vector<std::string> found;
    for (const auto& command : commands)
        if (std::ranges::find(found, family_of(command)) == found.end()) found.push_back(family_of(command));
    return found;
}

std::vector<std::string> words_of_family(const CommandTable& commands, std::string_view family)
{
    std::vector<std::string> found;
    for (const auto& command : commands)
        if (family_of(command) == family && command.words != family) found.push_back(own_word_of(command));
    return found;
}

// The first words that belong to no option. What stands behind an option that is not one of all commands' may be its
// value: it ends there.
std::vector<std::string> plain_words(const std::vector<std::string>& words)
{
    constexpr std::array<std::string_view, 6> switches = {"--json", "--quiet", "--verbose",
                                                          "--help", "-h",      "--version"};
    std::vector<std::string> plain;
    for (std::size_t at = 0; at < words.size(); ++at) {
        const std::string& word = words[at];
        if (word == "--data")
            ++at;
        else if (word.starts_with("--data=") || std::ranges::find(switches, word) != switches.end())
            continue;
        else if (word.starts_with('-'))
            break;
        else
            plain.push_back(word);
    }
    return plain;
}

std::size_t distance(std::string_view a, std::string_view b)
{
    std::vector<std::vector<std::size_t>> cost(a.size() + 1, std::vector<std::size_t>(b.size() + 1));
    for (std::size_t i = 0; i <= a.size(); ++i) cost[i][0] = i;
    for (std::size_t j = 0; j <= b.size(); ++j) cost[0][j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i)
        for (std::size_t j = 1; j <= b.size(); ++j) {
            cost[i][j] =
                std::min({cost[i - 1][j] + 1, cost[i][j - 1] + 1, cost[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                cost[i][j] = std::min(cost[i][j], cost[i - 2][j - 2] + 1);
        }
    return cost[a.size()][b.size()];
}

// The commands that end in this word, whatever their family: "import" → "session import", "person import".
void add_commands_ending_in(std::vector<std::string>& meant, const CommandTable& commands, std::string_view word)
{
    for (const auto& command : commands)
        if (own_word_of(command) == word && std::ranges::find(meant, command.words) == meant.end())
            meant.emplace_back(command.words);
}

std::vector<std::string> meant_instead(const CommandTable& commands, const std::vector<std::string>& plain,
                                       std::size_t stranger_at)
{
    std::vector<std::string> meant;
    const std::string& stranger = plain[stranger_at];
    if (stranger_at == 1) {
        for (const auto& near : near_words(stranger, words_of_family(commands, plain[0])))
            meant.push_back(plain[0] + " " + near);
    } else {
        for (const auto& near : near_words(stranger, first_words(commands))) {
            const auto more =
                plain.size() > 1 ? near_words(plain[1], words_of_family(commands, near)) : std::vector<std::string>{};
            meant.push_back(more.empty() ? near : near + " " + more.front());
        }
    }
    add_commands_ending_in(meant, commands, stranger);
    if (meant.empty()) {
        std::vector<std::string> own_words;
        for (const auto& command : commands) own_words.push_back(own_word_of(command));
        for (const auto& near : near_words(stranger, own_words)) add_commands_ending_in(meant, commands, near);
    }
    if (meant.size() > meant_max) meant.resize(meant_max);
    return meant;
}

}  // namespace

std::vector<std::string> near_words(std::string_view typed, const std::vector<std::string>& names)
{
    std::set<std::pair<std::size_t, std::string>> near;
    for (const auto& name : names) {
        const auto slips = distance(typed, name);
        if (slips <= std::max<std::size_t>(1, std::max(typed.size(), name.size()) / 4) && slips < name.size())
            near.emplace(slips, name);
    }
    std::vector<std::string> found;
    for (const auto& [slips, name] : near)
        if (found.size() < meant_max) found.push_back(name);
    return found;
}

Heard hear(const CommandTable& commands, const std::vector<std::string>& words)
{
    auto plain = plain_words(words);
    Heard heard;
    if (!plain.empty() && plain.front() == "help") {
        heard.wish = Wish::help;
        plain.erase(plain.begin());
    }
    for (std::size_t at = 0; at < plain.size() && at < 2; ++at) {
        const auto name = at == 0 ? plain[0] : plain[0] + " " + plain[1];
        if (at == 0 ? is_command(commands, name) || is_family(commands, name) : is_command(commands, name)) {
            heard.topic.push_back(plain[at]);
            if (is_command(commands, name)) return heard;
            continue;
        }
        heard.wish = Wish::stranger;
        heard.stranger = plain[at];
        heard.meant = meant_instead(commands, plain, at);
        return heard;
    }
    const bool asks = std::ranges::any_of(
        words, [](const std::string& word) { return word == "--help" || word == "-h" || word == "--version"; });
    if (heard.wish == Wish::command && !asks) heard.wish = Wish::family_alone;
    return heard;
}

}  // namespace chamber::admin
