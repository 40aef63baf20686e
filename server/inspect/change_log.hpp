// What the comparison has found so far, each sentence once. Internal to it.
#pragma once

#include "server/inspect/differences.hpp"

#include <string>
#include <utility>
#include <vector>

namespace chamber::inspect {

class ChangeLog {
public:
    void say(ChangeLevel level, std::string sentence, std::string field = {})
    {
        for (const auto& change : changes_)
            if (change.sentence == sentence && change.level == level) return;
        changes_.push_back({level, std::move(sentence), std::move(field)});
    }

    std::vector<Change> take() { return std::move(changes_); }

private:
    std::vector<Change> changes_;
};

}  // namespace chamber::inspect
