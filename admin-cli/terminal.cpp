#include "admin-cli/terminal.hpp"

#include "admin-cli/table.hpp"
#include "protocol/sentence.hpp"
#include "protocol/text.hpp"
#include "protocol/wiping.hpp"

#include <algorithm>
#include <csignal>
#include <cstdio>
#include <fmt/format.h>
#include <iostream>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

namespace chamber::admin {

namespace {

std::size_t columns_of(int descriptor)
{
    winsize size{};
    if (isatty(descriptor) == 0) return 0;
    if (ioctl(descriptor, TIOCGWINSZ, &size) != 0 || size.ws_col == 0) return 80;
    return size.ws_col;
}

// For the signal handler alone: the terminal as it was before its echo went off.
termios terminal_before{};

// Ctrl-C at a password must not leave the shell without echo. tcsetattr, sigaction and raise are async-signal-safe.
void restore_and_die(int signal)
{
    tcsetattr(STDIN_FILENO, TCSANOW, &terminal_before);
    struct sigaction usual {};
    usual.sa_handler = SIG_DFL;
    sigaction(signal, &usual, nullptr);
    raise(signal);
}

// Echo off for as long as it lives, also when reading fails.
class HiddenInput {
public:
    HiddenInput()
    {
        if (tcgetattr(STDIN_FILENO, &terminal_before) != 0) return;
        struct sigaction restoring {};
        restoring.sa_handler = restore_and_die;
        for (std::size_t at = 0; at < std::size(signals); ++at) sigaction(signals[at], &restoring, &usual_[at]);
        termios hidden = terminal_before;
        hidden.c_lflag &= ~static_cast<tcflag_t>(ECHO);
        changed_ = tcsetattr(STDIN_FILENO, TCSAFLUSH, &hidden) == 0;
    }
    ~HiddenInput()
    {
        if (!changed_) return;
        tcsetattr(STDIN_FILENO, TCSAFLUSH, &terminal_before);
        for (std::size_t at = 0; at < std::size(signals); ++at) sigaction(signals[at], &usual_[at], nullptr);
    }
    HiddenInput(const HiddenInput&) = delete;
    HiddenInput& operator=(const HiddenInput&) = delete;

private:
    static constexpr int signals[] = {SIGINT, SIGTERM, SIGHUP};
    struct sigaction usual_[std::size(signals)] = {};
    bool changed_ = false;
};

Result<std::string> read_hidden(std::string_view question)
{
    std::string line;
    {
        // Before the question: what somebody types as soon as it stands there must neither show nor be flushed away.
        const HiddenInput hidden;
        std::cerr << without_controls(question) << ": " << std::flush;
        if (!std::getline(std::cin, line)) return fail(ErrorCode::missing_field, "stdin ended", "answer");
    }
    std::cerr << "\n";
    return line;
}

}  // namespace

void Terminal::answer(std::string_view line)
{
    clear_progress();
    std::cout << without_controls(line) << "\n" << std::flush;
}

void Terminal::answer_raw(std::string_view text)
{
    clear_progress();
    std::cout << without_controls(text) << std::flush;
}

void Terminal::note(std::string_view line)
{
    clear_progress();
    if (loudness_ == Loudness::normal) std::cerr << without_controls(line) << "\n";
}

void Terminal::error(const Error& error, std::string_view subject)
{
    std::string sentence = sentence_for(Reader::terminal, error);
    const bool named = sentence.find(subject) != std::string::npos;
    if (!named) sentence = fmt::format("{}: {}", subject, sentence);
    complain(sentence, error_name(error.code));
    const auto detail = detail_for(Reader::terminal, error);
    if (!detail.empty() && (detail != subject || !named))
        std::cerr << "  (chi tiết: " << without_controls(detail) << ")\n";
    const bool told = detail.find(error.detail) != std::string::npos;
    if (technical_ == Technical::shown && !told)
        std::cerr << "  (kỹ thuật: " << without_controls(error.detail) << ")\n";
}

void Terminal::complain(std::string_view sentence, std::string_view code)
{
    clear_progress();
    std::cerr << program_ << ": " << without_controls(sentence) << " [" << code << "]\n";
}

void Terminal::progress(std::string_view what, std::uint64_t done, std::uint64_t total)
{
    const auto width = columns_of(STDERR_FILENO);
    if (width < 40 || loudness_ == Loudness::quiet) return;
    std::string tail;
    if (total > 0) {
        constexpr std::uint64_t bar_letters = 20;
        const auto filled = std::min(done, total) * bar_letters / total;
        std::string bar;
        for (std::uint64_t at = 0; at < bar_letters; ++at) bar += at < filled ? "█" : "░";
        tail = fmt::format(" {} {:3} %", bar, std::min(done, total) * 100 / total);
    }
    auto line = cut(without_controls(what), width - 1 - letters(tail)) + tail;
    if (line == drawn_) return;
    std::cerr << "\r\x1b[K" << line << std::flush;
    drawn_ = std::move(line);
}

void Terminal::clear_progress()
{
    if (drawn_.empty()) return;
    std::cerr << "\r\x1b[K" << std::flush;
    drawn_.clear();
}

std::size_t Terminal::columns() const
{
    return columns_of(STDOUT_FILENO);
}

bool Terminal::can_ask() const
{
    return isatty(STDIN_FILENO) != 0;
}

Result<std::string> Terminal::ask(std::string_view question)
{
    clear_progress();
    std::cerr << without_controls(question) << ": " << std::flush;
    std::string line;
    if (!std::getline(std::cin, line)) return fail(ErrorCode::missing_field, "stdin ended", "answer");
    const auto first = line.find_first_not_of(" \t\r");
    if (first == std::string::npos) return std::string{};
    return line.substr(first, line.find_last_not_of(" \t\r") - first + 1);
}

Result<std::string> Terminal::ask_secret(std::string_view question, Confirm confirm)
{
    if (isatty(STDIN_FILENO) == 0) return fail(ErrorCode::missing_field, "stdin is not a terminal", "--password-stdin");
    auto first = read_hidden(question);
    if (!first || confirm == Confirm::once) return first;
    auto second = read_hidden("Nhập lại");
    if (!second) return second;
    const bool same = *first == *second;
    wipe(*second);
    if (same) return first;
    wipe(*first);
    return fail(ErrorCode::wrong_secret, "the two passwords differ");
}

}  // namespace chamber::admin
