// Where our programs speak: answers on stdout, errors, questions and progress on stderr.
//
// Whatever is said has lost its control and bidi characters: a document's title must not steer the clerk's terminal,
// nor colour it green. On a terminal there are a progress line, a cut last column and a hidden password; through a pipe
// only plain lines. Thread: one.
#pragma once

#include "protocol/error.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace chamber::admin {

enum class Loudness { normal, quiet };
// Whether an error's detail is written that no clerk can read: a library's English, a number of the system.
enum class Technical { hidden, shown };

class Terminal {
public:
    explicit Terminal(Loudness loudness, Technical technical = Technical::hidden,
                      std::string_view program = "chamber-admin")
        : loudness_(loudness),
          technical_(technical),
          program_(program)
    {
    }
    ~Terminal() { clear_progress(); }

    Loudness loudness() const { return loudness_; }
    Technical technical() const { return technical_; }

    // An answer: always written.
    void answer(std::string_view line);
    void answer_raw(std::string_view text);

    // What a person likes to know and a script does not need: stderr, silent with --quiet.
    void note(std::string_view line);

    // "chamber-admin: SUBJECT: Tệp này không phải PDF. [not_pdf]", then, on a line of its own, what a person can read
    // of the detail.
    void error(const Error& error, std::string_view subject = {});
    void complain(std::string_view sentence, std::string_view code);

    // One line that is drawn over, on a terminal only. `total` 0: unknown.
    void progress(std::string_view what, std::uint64_t done, std::uint64_t total);
    void clear_progress();

    // Letters in a line of stdout; 0 when it is no terminal.
    std::size_t columns() const;

    // Whether somebody sits at stdin.
    bool can_ask() const;
    // Asks for one line, spaces around it cut. Errors: missing_field (stdin ended; `where` is "answer").
    Result<std::string> ask(std::string_view question);

    // Asks without echo, twice when `confirm`. Errors: wrong_secret (the two differ), missing_field (stdin is no
    // terminal, or ended).
    enum class Confirm { once, twice };
    Result<std::string> ask_secret(std::string_view question, Confirm confirm);

private:
    Loudness loudness_;
    Technical technical_;
    std::string program_;
    std::string drawn_;
};

}  // namespace chamber::admin
