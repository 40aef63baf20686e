// One delegate's tablet under faults: writes notes one after the other, comes back when the server is gone, sends again
// what was not answered, and remembers what was acknowledged. Thread: one at a time.
#pragma once

#include "tests/faults/notebook.hpp"
#include "tests/support/tablet.hpp"

#include <atomic>
#include <cstdint>
#include <map>
#include <memory>
#include <set>
#include <string>

namespace chamber::test {

// A published paper the notes stand on.
struct Paper {
    DocumentId document;
    std::string sha256;
    std::uint64_t bytes = 0;
};

class Writer {
public:
    Writer(std::string person, std::unique_ptr<Tablet> tablet, const Notebook& notebook);

    // Until `rest`; through lost connections and refusals.
    void write(const Paper& paper, const std::atomic<bool>& rest);
    // Connected, everything sent has its receipt and stands in the view, or the time is over.
    bool settle(std::int64_t patience_ms);
    // One note; the refusal's code, or "" when it is acknowledged.
    std::string write_one(const Paper& paper);

    struct Account {
        std::size_t sent = 0, acknowledged = 0;
        std::size_t lost = 0;   // acknowledged, and not there
        std::size_t twice = 0;  // there more often than sent
        std::size_t wrong = 0;  // there with another content
        std::size_t broken_rules = 0;
        std::size_t disconnects = 0;
    };
    // What the view says about what was acknowledged. After settle().
    Account account() const;
    const std::map<std::string, std::size_t>& refusals() const { return refusals_; }

    Tablet& tablet() { return *tablet_; }
    const std::string& person() const { return person_; }

private:
    bool come_back();
    std::int64_t send_note(const Paper& paper);
    void collect();

    std::string person_;
    std::unique_ptr<Tablet> tablet_;
    const Notebook& notebook_;
    std::int64_t notes_ = 0;
    std::map<std::int64_t, std::string> sent_;  // number, note
    std::set<std::int64_t> unanswered_;
    std::set<std::int64_t> acknowledged_;
    std::map<std::string, std::size_t> refusals_;
    std::size_t disconnects_ = 0;
};

}  // namespace chamber::test
