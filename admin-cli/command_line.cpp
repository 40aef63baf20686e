#include "admin-cli/command_line.hpp"

#include "admin-cli/table.hpp"

#include <CLI/CLI.hpp>

#include <fmt/format.h>
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
        const auto gap = width < help_column ? std::string(help_column - width, ' ') : "\n" + std::string(help_column, ' ');
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
    option->required(parameter.takes == Takes::word || parameter.takes == Takes::words || parameter.takes == Takes::needed_option);
}

// "document add" → the app of `add` below the app of `document`.
CLI::App* app_for(CLI::App& root, const CommandRow& command)
{
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
    }
    return parent->add_subcommand(std::string{command.words.substr(space + 1)}, std::string{command.help})->group(commands_group);
}

// CLI11 speaks English; the names in what it says ("--item", "FILE") are kept.
std::string usage_sentence(const CLI::ParseError& error)
{
    const std::string what = error.what();
    const std::string subject = what.substr(0, what.find_first_of(" :"));
    if (dynamic_cast<const CLI::RequiredError*>(&error) != nullptr) {
        return subject == "A" ? "Thiếu lệnh, hoặc không có lệnh này" : "Thiếu " + subject;
    }
    if (dynamic_cast<const CLI::ExtrasError*>(&error) != nullptr) {
        const auto colon = what.find(": ");
        return "Không hiểu " + what.substr(colon == std::string::npos ? 0 : colon + 2);
    }
    if (dynamic_cast<const CLI::ArgumentMismatch*>(&error) != nullptr) return "Số giá trị của " + subject + " không đúng";
    return "Không đọc được dòng lệnh: " + what;
}

std::string help_command(const CLI::App& root)
{
    std::string words = "chamber-admin";
    for (const CLI::App* app = &root; app != nullptr && !app->get_subcommands().empty();) {
        app = app->get_subcommands().front();
        words += " " + app->get_name();
    }
    return words + " --help";
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

}  // namespace

int run_command_line(const CommandTable& commands, int argc, char** argv)
{
    CLI::App root{"Nghị Trường: công cụ quản trị máy chủ họp không giấy.", "chamber-admin"};
    root.formatter(std::make_shared<VietnameseFormatter>());
    root.option_defaults()->group(options_group);
    root.set_help_flag("-h,--help", "Hiện hướng dẫn");
    root.set_version_flag("--version", "chamber-admin " CHAMBER_VERSION, "Hiện phiên bản");
    root.require_subcommand(1);
    root.footer(std::string{overview_end});

    std::string data = "data";
    bool json = false;
    bool quiet = false;
    root.add_option("--data", data, "Thư mục dữ liệu (mặc định: ./data)")->envname("CHAMBER_DATA")->type_name("THƯ_MỤC");
    root.add_flag("--json", json, "In kết quả cho máy đọc: mỗi dòng một đối tượng JSON");
    root.add_flag("--quiet", quiet, "Không in lời nhắn và tiến độ");

    // Addresses of the bound values must stay: a list of pointers.
    std::vector<std::unique_ptr<Bound>> bounds;
    for (const auto& command : commands) {
        auto bound = std::make_unique<Bound>();
        bound->command = &command;
        bound->app = app_for(root, command);
        bound->app->fallthrough();
        bound->app->get_help_ptr()->group(options_group);
        if (!command.examples.empty()) bound->app->footer("Ví dụ:\n" + std::string{command.examples});
        for (const auto& parameter : command.parameters)
            bind(*bound, parameter);
        bounds.push_back(std::move(bound));
    }

    try {
        root.parse(argc, argv);
    } catch (const CLI::Success& wanted) {
        return root.exit(wanted);  // --help, --version
    } catch (const CLI::ParseError& error) {
        std::cerr << fmt::format("chamber-admin: {}. Hãy xem {} [usage]\n", usage_sentence(error), help_command(root));
        return static_cast<int>(ExitCode::usage);
    }

    Terminal terminal{quiet ? Loudness::quiet : Loudness::normal};
    Invocation invocation;
    invocation.data = data;
    invocation.format = json ? Format::json : Format::people;
    invocation.terminal = &terminal;
    for (const auto& bound : bounds) {
        if (bound->app->parsed()) return static_cast<int>(run(*bound, invocation));
    }
    return static_cast<int>(ExitCode::usage);
}

}  // namespace chamber::admin
