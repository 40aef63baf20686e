#include "admin-cli/command_line.hpp"

#include "admin-cli/command_words.hpp"
#include "admin-cli/table.hpp"
#include "protocol/build_id.hpp"
#include "protocol/text.hpp"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <iostream>
#include <memory>

namespace chamber::admin {

namespace {

constexpr std::string_view overview_end = R"(Thư mục dữ liệu: --data, hoặc biến môi trường CHAMBER_DATA, hoặc ./data.
Máy chủ đang chạy thì lệnh đi qua máy chủ; máy chủ dừng thì lệnh mở thẳng dữ liệu. Không bao giờ có hai chương trình cùng ghi.

Mã thoát: 0 xong · 1 bị từ chối hoặc không thành · 2 sai cách gọi · 3 không tìm thấy · 4 máy chủ không trả lời hoặc
dữ liệu đang bị giữ · 5 một số tệp bị từ chối · 6 hồ sơ nguyên vẹn nhưng chưa ai bảo đảm ·
7 sai chứng thư gốc.

Ví dụ:
  chamber-admin --data /srv/nghi-truong init --host hop.huyen.local --council "HĐND huyện Hương Sen"
  chamber-admin document add K12-KH15 to-trinh.pdf --item 3
  chamber-admin verify *.pdf --json)";

constexpr GlobalOption globals[] = {
    {"--data", "Thư mục dữ liệu (mặc định: ./data)", true},
    {"--json", "In kết quả cho máy đọc: mỗi dòng một đối tượng JSON"},
    {"--quiet", "Không in lời nhắn và tiến độ"},
    {"--verbose", "Khi có lỗi, in thêm chi tiết kỹ thuật cho cán bộ công nghệ thông tin"},
    {"--help", "Hiện hướng dẫn"},
    {"--version", "Hiện phiên bản"},
};

std::string help_of(std::string_view name)
{
    return std::string(std::ranges::find(globals, name, &GlobalOption::name)->help);
}

// One subcommand's values while CLI11 fills them.
struct Bound {
    const CommandRow* command = nullptr;
    CLI::App* app = nullptr;
    std::map<std::string, std::vector<std::string>, std::less<>> values;
    std::map<std::string, bool, std::less<>> flags;
};

constexpr std::size_t help_column = 34;
constexpr const char* options_group = "Tùy chọn";
constexpr const char* commands_group = "Lệnh";

// CLI11 pads by bytes, which Vietnamese letters upset.
class VietnameseFormatter : public CLI::Formatter {
public:
    VietnameseFormatter()
    {
        label("Usage", "Cách dùng");
        label("OPTIONS", "TÙY CHỌN");
        label("SUBCOMMAND", "LỆNH");
        label("SUBCOMMANDS", "LỆNH");
        label("Positionals", "Tham số");
        label("REQUIRED", "(bắt buộc)");
        label("Env", "biến môi trường");
        column_width(help_column);
    }

    std::string make_option(const CLI::Option* option, bool positional) const override
    {
        const auto left = "  " + make_option_name(option, positional) + make_option_opts(option);
        const auto width = letters(left);
        const auto gap =
            width < help_column ? std::string(help_column - width, ' ') : "\n" + std::string(help_column, ' ');
        return left + gap + option->get_description() + "\n";
    }
};

void bind(Bound& bound, const Parameter& parameter)
{
    const std::string name{parameter.name};
    const std::string help{parameter.help};
    if (parameter.takes == Takes::flag) {
        bound.app->add_flag(name, bound.flags[name], help);
        return;
    }
    auto* option = bound.app->add_option(name, bound.values[name], help);
    const bool many = parameter.takes == Takes::words || parameter.takes == Takes::optional_words;
    option->expected(1, many ? CLI::detail::expected_max_vector_size : 1);
    // A vector takes extra words unless told not to, and would swallow the next positional.
    option->allow_extra_args(many);
    if (!many) option->multi_option_policy(CLI::MultiOptionPolicy::Throw);
    option->type_name(parameter.name.starts_with('-') ? "CHỮ" : "");
    option->required(parameter.takes == Takes::word || parameter.takes == Takes::words ||
                     parameter.takes == Takes::needed_option);
}

// "document add" → the app of `add` below the app of `document`; no words: the program itself.
CLI::App* app_for(CLI::App& root, const CommandRow& command)
{
    if (command.words.empty()) return &root;
    const auto space = command.words.find(' ');
    if (space == std::string_view::npos)
        return root.add_subcommand(std::string{command.words}, std::string{command.help})->group(commands_group);
    const std::string family{command.words.substr(0, space)};
    const auto known = root.get_subcommands([&](const CLI::App* app) { return app->get_name() == family; });
    CLI::App* parent = known.empty() ? nullptr : known.front();
    if (parent == nullptr) {
        parent = root.add_subcommand(family, std::string{family_help(family)})->group(commands_group);
        parent->get_help_ptr()->group(options_group);
        parent->require_subcommand(1);
        parent->fallthrough();
        parent->footer("Hướng dẫn của một lệnh: chamber-admin " + family + " LỆNH --help");
    }
    return parent->add_subcommand(std::string{command.words.substr(space + 1)}, std::string{command.help})
        ->group(commands_group);
}

std::string joined(const std::vector<std::string>& words, std::string_view between)
{
    std::string text;
    for (const auto& word : words) text += (text.empty() ? "" : std::string{between}) + word;
    return text;
}

// "Có phải là: chamber-admin session import?"; empty when there is nothing like it.
std::string question(const std::vector<std::string>& meant, std::string_view before)
{
    if (meant.empty()) return {};
    std::vector<std::string> named;
    for (const auto& each : meant) named.push_back(std::string{before} + each);
    return ". Có phải là: " + joined(named, ", hoặc ") + "?";
}

std::vector<std::string> options_of(const CommandRow* command)
{
    std::vector<std::string> options;
    for (const GlobalOption& each : globals) options.emplace_back(each.name);
    if (command == nullptr) return options;
    for (const auto& parameter : command->parameters)
        if (parameter.name.starts_with('-')) options.emplace_back(parameter.name);
    return options;
}

// CLI11 speaks English; the names in what it says ("--item", "FILE") are kept.
std::string usage_sentence(const CLI::ParseError& error, const CommandRow* command,
                           const std::vector<std::string>& words)
{
    const std::string what = error.what();
    const std::string subject = what.substr(0, what.find_first_of(" :"));
    const auto options = options_of(command);
    // A misspelt option is the reason why a required one is missing.
    for (const auto& word : words) {
        const auto name = word.substr(0, word.find('='));
        if (word.starts_with("--") && std::ranges::find(options, name) == options.end())
            return "Không có tùy chọn “" + name + "”" + question(near_words(name, options), "");
    }
    if (dynamic_cast<const CLI::RequiredError*>(&error) != nullptr) return "Thiếu " + subject;
    if (dynamic_cast<const CLI::ExtrasError*>(&error) != nullptr) {
        const auto colon = what.find(": ");
        return "Không hiểu “" + what.substr(colon == std::string::npos ? 0 : colon + 2) + "”";
    }
    if (dynamic_cast<const CLI::ArgumentMismatch*>(&error) != nullptr)
        return "Số giá trị của " + subject + " không đúng";
    return "Dòng lệnh viết không đúng";
}

std::string sentence_about(const CommandWords& heard)
{
    if (heard.wish != Wish::stranger)
        return heard.topic.empty()
                   ? "Chưa ghi lệnh. Hãy chọn một lệnh trong danh sách trên"
                   : "Lệnh chưa đủ. Hãy chọn một lệnh của “" + heard.topic.front() + "” trong danh sách trên";
    return "Không có lệnh “" + (heard.topic.empty() ? "" : heard.topic.front() + " ") + heard.stranger + "”" +
           question(heard.meant, "chamber-admin ");
}

ExitCode run(const Bound& bound, Invocation& invocation)
{
    for (const auto& [name, values] : bound.values) {
        if (!values.empty()) invocation.values.emplace(name, values);
    }
    for (const auto& [name, set] : bound.flags) {
        if (set) invocation.values.emplace(name, std::vector<std::string>{});
    }
    const auto outcome = bound.command->run(invocation);
    if (outcome) return *outcome;
    invocation.terminal->error(outcome.error());
    return exit_code_of(outcome.error().code);
}

// The table as CLI11 sees it, and what it found in the words.
class Parser {
public:
    explicit Parser(const CommandTable& commands, const std::string& program = "chamber-admin")
        : program_(program),
          root_("", program)
    {
        const bool single = commands.size() == 1 && commands.front().words.empty();
        root_.formatter(std::make_shared<VietnameseFormatter>());
        root_.option_defaults()->group(options_group);
        root_.set_help_flag("-h,--help", help_of("--help"));
        root_.set_version_flag("--version", program + " " + std::string(build_id()), help_of("--version"));
        root_.require_subcommand(single ? 0 : 1);
        root_.description(single ? std::string{commands.front().help}
                                 : "Nghị Trường: công cụ quản trị máy chủ họp không giấy.");
        root_.footer(single ? std::string{} : std::string{overview_end});
        root_.add_option("--data", data_, help_of("--data"))->envname("CHAMBER_DATA")->type_name("THƯ_MỤC");
        root_.add_flag("--json", json_, help_of("--json"));
        root_.add_flag("--quiet", quiet_, help_of("--quiet"));
        root_.add_flag("--verbose", verbose_, help_of("--verbose"));
        for (const auto& command : commands) add(command);
    }

    // Success: the words are a command. Nothing: help or the version was asked for and has been written, when `speak`.
    enum class Speech { aloud, silent };
    std::optional<std::string> fault_in(const std::vector<std::string>& words, Speech speech)
    {
        asked_for_help_ = false;
        try {
            root_.parse(std::vector<std::string>(words.rbegin(), words.rend()));  // CLI11 takes them from the end
        } catch (const CLI::Success& wanted) {
            asked_for_help_ = true;
            if (speech == Speech::aloud) root_.exit(wanted);
        } catch (const CLI::ParseError& error) {
            const auto* bound = chosen();
            const auto sentence = usage_sentence(error, bound == nullptr ? nullptr : bound->command, words);
            return sentence + (sentence.ends_with('?') ? " Hãy xem: " : ". Hãy xem: ") + help_command();
        }
        return std::nullopt;
    }
    bool asked_for_help() const { return asked_for_help_; }

    ExitCode run_chosen() const
    {
        Terminal terminal{quiet_ ? Loudness::quiet : Loudness::normal, verbose_ ? Technical::shown : Technical::hidden,
                          program_};
        Invocation invocation;
        invocation.data = data_;
        invocation.format = json_ ? Format::json : Format::people;
        invocation.terminal = &terminal;
        const auto* bound = chosen();
        return bound == nullptr ? ExitCode::usage : run(*bound, invocation);
    }

private:
    void add(const CommandRow& command)
    {
        auto bound = std::make_unique<Bound>();
        bound->command = &command;
        bound->app = app_for(root_, command);
        if (bound->app != &root_) bound->app->fallthrough();
        bound->app->get_help_ptr()->group(options_group);
        if (!command.examples.empty()) bound->app->footer("Ví dụ:\n" + std::string{command.examples});
        for (const auto& parameter : command.parameters) bind(*bound, parameter);
        bounds_.push_back(std::move(bound));
    }

    const Bound* chosen() const
    {
        const auto found = std::ranges::find_if(bounds_, [](const auto& bound) { return bound->app->parsed(); });
        return found == bounds_.end() ? nullptr : found->get();
    }

    std::string help_command() const
    {
        std::string words = program_;
        for (const CLI::App* app = &root_; !app->get_subcommands().empty();) {
            app = app->get_subcommands().front();
            words += " " + app->get_name();
        }
        return words + " --help";
    }

    std::string program_;
    CLI::App root_;
    std::string data_ = "data";
    bool json_ = false;
    bool quiet_ = false;
    bool verbose_ = false;
    bool asked_for_help_ = false;
    std::vector<std::unique_ptr<Bound>> bounds_;  // by pointer: the addresses of the bound values must stay
};

void complain(const std::string& sentence, std::string_view program = "chamber-admin")
{
    std::cerr << program << ": " << without_controls(sentence) << " [usage]\n";
}

}  // namespace

std::span<const GlobalOption> global_options()
{
    return globals;
}

std::string_view overview_closing()
{
    return overview_end;
}

std::optional<std::string> complaint_about(const CommandTable& commands, const std::vector<std::string>& words)
{
    const auto heard = read_words(commands, words);
    if (heard.wish == Wish::stranger || heard.wish == Wish::family_alone) return sentence_about(heard);
    if (heard.wish == Wish::help) return std::nullopt;
    return Parser{commands}.fault_in(words, Parser::Speech::silent);
}

int run_command_line(const CommandTable& commands, int argc, char** argv)
{
    std::vector<std::string> words{argv + std::min(argc, 1), argv + argc};
    const auto heard = read_words(commands, words);
    if (heard.wish == Wish::stranger) {
        complain(sentence_about(heard) + (heard.meant.empty() ? ". " : " ") + "Hãy xem: chamber-admin " +
                 (heard.topic.empty() ? "" : heard.topic.front() + " ") + "--help");
        return static_cast<int>(ExitCode::usage);
    }
    if (heard.wish != Wish::command) {
        words = heard.topic;
        words.emplace_back("--help");
    }
    Parser parser{commands};
    if (const auto fault = parser.fault_in(words, Parser::Speech::aloud)) {
        complain(*fault);
        return static_cast<int>(ExitCode::usage);
    }
    if (heard.wish == Wish::family_alone) {
        std::cout << std::flush;
        complain(sentence_about(heard) + ", hoặc xem: chamber-admin" +
                 (heard.topic.empty() ? "" : " " + heard.topic.front()) + " --help");
        return static_cast<int>(ExitCode::usage);
    }
    return static_cast<int>(parser.asked_for_help() ? ExitCode::done : parser.run_chosen());
}

int run_single_command(const std::string& program, CommandRow command, int argc, char** argv)
{
    command.words = {};
    const CommandTable alone{command};
    Parser parser{alone, program};
    if (const auto fault = parser.fault_in({argv + std::min(argc, 1), argv + argc}, Parser::Speech::aloud)) {
        complain(*fault, program);
        return static_cast<int>(ExitCode::usage);
    }
    return static_cast<int>(parser.asked_for_help() ? ExitCode::done : parser.run_chosen());
}

}  // namespace chamber::admin
