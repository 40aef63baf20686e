#include "admin-cli/shell_texts.hpp"

#include "admin-cli/command_line.hpp"

#include <algorithm>

namespace chamber::admin {

namespace {

struct Named {
    std::string name;
    std::string help;
};

// What may stand at a place of the command line: the program itself, a family, or a command.
struct Stop {
    std::string path;            // "", "session", "session import"
    std::vector<Named> next;     // words that may follow
    std::vector<Named> options;  // its own
    bool is_command = false;
};

bool takes_value(const Parameter& parameter)
{
    return parameter.takes == Takes::option || parameter.takes == Takes::needed_option;
}

bool is_option(const Parameter& parameter)
{
    return parameter.name.starts_with('-');
}

std::vector<Stop> stops_of(const CommandTable& commands)
{
    std::vector<Stop> stops{Stop{}};
    const auto at = [&](const std::string& path) -> Stop& {
        const auto found = std::ranges::find(stops, path, &Stop::path);
        if (found != stops.end()) return *found;
        stops.push_back(Stop{path, {}, {}, false});
        return stops.back();
    };
    const auto follow = [&](const std::string& path, Named named) {
        auto& next = at(path).next;
        if (std::ranges::find(next, named.name, &Named::name) == next.end()) next.push_back(std::move(named));
    };
    for (const CommandRow& command : commands) {
        const std::string words(command.words);
        const auto space = words.find(' ');
        const std::string family = words.substr(0, space);
        if (space == std::string::npos) {
            follow("", {family, std::string(command.help)});
        } else {
            follow("", {family, std::string(family_help(family))});
            follow(family, {words.substr(space + 1), std::string(command.help)});
        }
        Stop& own = at(words);
        own.is_command = true;
        for (const Parameter& parameter : command.parameters)
            if (is_option(parameter)) own.options.push_back({std::string(parameter.name), std::string(parameter.help)});
    }
    return stops;
}

// Options behind which a value stands, of any command and of the program: their value is no word of the command.
std::vector<std::string> options_with_value(const CommandTable& commands)
{
    std::vector<std::string> names;
    for (const GlobalOption& option : global_options())
        if (option.takes_value) names.emplace_back(option.name);
    for (const CommandRow& command : commands)
        for (const Parameter& parameter : command.parameters)
            if (takes_value(parameter)) names.emplace_back(parameter.name);
    std::ranges::sort(names);
    names.erase(std::unique(names.begin(), names.end()), names.end());
    return names;
}

std::string joined(const std::vector<std::string>& words, std::string_view between)
{
    std::string text;
    for (const std::string& word : words) text += (text.empty() ? "" : std::string(between)) + word;
    return text;
}

std::vector<std::string> names_of(const std::vector<Named>& all)
{
    std::vector<std::string> names;
    for (const Named& each : all) names.push_back(each.name);
    return names;
}

// In single quotes, as every shell takes it.
std::string in_quotes(std::string_view text)
{
    std::string safe = "'";
    for (const char c : text) safe += c == '\'' ? std::string("'\\''") : std::string(1, c);
    return safe + "'";
}

// The loop that finds the command among the words typed so far; `words` and `current` as the shell calls them.
std::string walk(const CommandTable& commands, std::string_view first, std::string_view current, std::string_view word)
{
    std::vector<std::string> paths;
    for (const Stop& stop : stops_of(commands))
        if (!stop.path.empty()) paths.push_back(in_quotes(stop.path));
    std::string text = "  for ((i = " + std::string(first) + "; i < " + std::string(current) + "; ++i)); do\n";
    text += "    case " + std::string(word) + " in\n";
    text +=
        "    " + joined(options_with_value(commands), "|") + ") ((++i)); continue ;;\n    -*) continue ;;\n    esac\n";
    text += "    case \"${said:+$said }" + std::string(word) + "\" in\n";
    text += "    " + joined(paths, "|") + ") said=\"${said:+$said }" + std::string(word) + "\" ;;\n    esac\n  done\n";
    return text;
}

std::vector<Named> with_globals(std::vector<Named> options)
{
    for (const GlobalOption& option : global_options())
        options.push_back({std::string(option.name), std::string(option.help)});
    return options;
}

std::string zsh_list(const std::vector<Named>& all)
{
    std::string text;
    for (const Named& each : all) text += (text.empty() ? "" : " ") + in_quotes(each.name + ":" + each.help);
    return text;
}

// For roff: no line begins a request, no backslash and no hyphen means anything.
std::string roff(std::string_view text)
{
    std::string safe;
    bool begins = true;
    for (const char c : text) {
        if (begins && (c == '.' || c == '\'')) safe += "\\&";
        if (c == '\\')
            safe += "\\e";
        else if (c == '-')
            safe += "\\-";
        else
            safe += c;
        begins = c == '\n';
    }
    return safe;
}

std::string synopsis(const CommandRow& command)
{
    std::string text(command.words);
    for (const Parameter& parameter : command.parameters) {
        const std::string name(parameter.name);
        switch (parameter.takes) {
        case Takes::word: text += " " + name; break;
        case Takes::words: text += " " + name + "..."; break;
        case Takes::optional_word: text += " [" + name + "]"; break;
        case Takes::optional_words: text += " [" + name + "...]"; break;
        case Takes::needed_option: text += " " + name + " CHỮ"; break;
        case Takes::option: text += " [" + name + " CHỮ]"; break;
        case Takes::flag: text += " [" + name + "]"; break;
        }
    }
    return text;
}

std::string command_section(const CommandRow& command)
{
    std::string text = ".SS " + roff(command.words) + "\n.B " + roff("chamber-admin " + synopsis(command)) + "\n.PP\n" +
                       roff(command.help) + ".\n";
    for (const Parameter& parameter : command.parameters)
        text += ".TP\n.B " + roff(parameter.name) + "\n" + roff(parameter.help) + "\n";
    if (!command.examples.empty()) text += ".PP\nVí dụ:\n.PP\n.nf\n" + roff(command.examples) + "\n.fi\n";
    return text;
}

}  // namespace

std::string bash_completion(const CommandTable& commands)
{
    std::string text = "# bash completion for chamber-admin; written by: chamber-admin completion bash\n"
                       "_chamber_admin()\n{\n  local word=${COMP_WORDS[COMP_CWORD]} said= names= options= i\n";
    text += walk(commands, "1", "COMP_CWORD", "\"${COMP_WORDS[i]}\"");
    text += "  case $said in\n";
    for (const Stop& stop : stops_of(commands)) {
        text += "  " + in_quotes(stop.path) + ")\n    names=" + in_quotes(joined(names_of(stop.next), " ")) +
                "\n    options=" + in_quotes(joined(names_of(with_globals(stop.options)), " ")) + "\n    ;;\n";
    }
    // Without a name to offer bash goes on with files (-o default).
    text += "  esac\n  case $word in\n  -*) COMPREPLY=($(compgen -W \"$options\" -- \"$word\")) ;;\n"
            "  *) COMPREPLY=($(compgen -W \"$names\" -- \"$word\")) ;;\n  esac\n}\n"
            "complete -o default -F _chamber_admin chamber-admin\n";
    return text;
}

std::string zsh_completion(const CommandTable& commands)
{
    std::string text = "#compdef chamber-admin\n# written by: chamber-admin completion zsh\n_chamber_admin()\n{\n"
                       "  local said= i\n  local -a names options\n";
    text += walk(commands, "2", "CURRENT", "\"${words[i]}\"");
    text += "  case $said in\n";
    for (const Stop& stop : stops_of(commands)) {
        text += "  " + in_quotes(stop.path) + ")\n    names=(" + zsh_list(stop.next) + ")\n    options=(" +
                zsh_list(with_globals(stop.options)) + ")\n    ;;\n";
    }
    text += "  esac\n  if [[ ${words[CURRENT]} == -* ]]; then\n    _describe -o " + in_quotes("tùy chọn") +
            " options\n  elif (( ${#names} )); then\n    _describe " + in_quotes("lệnh") +
            " names\n  else\n    _files\n  fi\n}\n"
            "if [[ ${funcstack[1]} == _chamber_admin ]]; then\n  _chamber_admin \"$@\"\nelse\n"
            "  compdef _chamber_admin chamber-admin\nfi\n";
    return text;
}

std::string manual_page(const CommandTable& commands, std::string_view version, std::string_view closing)
{
    std::string text = "'\\\" -*- coding: utf-8 -*-\n.TH CHAMBER\\-ADMIN 1 \"\" \"" +
                       roff("chamber-admin " + std::string(version)) + "\" \"Nghị Trường\"\n";
    text += ".SH TÊN\nchamber\\-admin \\- công cụ quản trị máy chủ họp không giấy\n";
    text +=
        ".SH \"CÁCH DÙNG\"\n.B chamber\\-admin\n[\\-\\-data THƯ_MỤC] [\\-\\-json] [\\-\\-quiet] [\\-\\-verbose] LỆNH ...\n";
    text += ".SH \"TÙY CHỌN\"\n";
    for (const GlobalOption& option : global_options())
        text += ".TP\n.B " + roff(option.name) + "\n" + roff(option.help) + "\n";
    text += ".SH LỆNH\n";
    for (const CommandRow& command : commands) text += command_section(command);
    text += ".SH \"GHI CHÚ\"\n.nf\n" + roff(closing) + "\n.fi\n";
    return text;
}

}  // namespace chamber::admin
