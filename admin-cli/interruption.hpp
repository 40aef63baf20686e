// Ctrl-C (SIGINT) and SIGTERM during work that can be given up: the first one asks for it, so that nothing half-done is
// left; a second one ends the program at once. As before when this object dies. Thread: one at a time.
#pragma once

#include <csignal>

namespace chamber::admin {

class Interruption {
public:
    Interruption();
    ~Interruption();
    Interruption(const Interruption&) = delete;
    Interruption& operator=(const Interruption&) = delete;

    static bool is_asked_for();

private:
    static constexpr int signals[] = {SIGINT, SIGTERM};
    struct sigaction usual_[2] = {};
};

}  // namespace chamber::admin
