// What the comparison has found so far: each sentence once, equal ones counted. Internal to it.
#pragma once

#include "server/inspect/differences.hpp"

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace chamber::inspect {

// What a change is about, as far as it can be said. page: from 1; 0: no page.
struct ChangeSubject {
    std::string field;
    std::int32_t page = 0;
    ValueStep value = ValueStep::none;
};

// A sentence with a number in it: "Sau khi ký có thêm " 2 " chú thích ở trang 1".
struct Counted {
    std::string opening;
    std::string rest;
};

class ChangeLog {
public:
    void report(ChangeLevel level, std::string sentence, ChangeSubject about = {})
    {
        for (const auto& entry : entries_)
            if (entry.words.rest.empty() && entry.words.opening == sentence && entry.level == level) return;
        entries_.push_back({level, {std::move(sentence), {}}, std::move(about), 0});
    }

    void count(ChangeLevel level, Counted words, ChangeSubject about = {})
    {
        for (auto& entry : entries_) {
            const bool same = entry.words.opening == words.opening && entry.words.rest == words.rest &&
                              entry.about.field == about.field;
            if (!same || entry.level != level) continue;
            ++entry.times;
            return;
        }
        entries_.push_back({level, std::move(words), std::move(about), 1});
    }

    std::vector<Change> take()
    {
        std::vector<Change> changes;
        for (auto& entry : entries_) {
            const std::string number = entry.times > 0 ? std::to_string(entry.times) : std::string();
            changes.push_back({entry.level, entry.words.opening + number + entry.words.rest,
                               std::move(entry.about.field), entry.about.page, entry.about.value});
        }
        return changes;
    }

private:
    struct Entry {
        ChangeLevel level;
        Counted words;
        ChangeSubject about;
        int times;  // 0: the sentence has no number
    };
    std::vector<Entry> entries_;
};

}  // namespace chamber::inspect
