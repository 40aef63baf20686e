#include "admin-cli/interruption.hpp"

#include <iterator>

namespace chamber::admin {

namespace {

volatile std::sig_atomic_t asked_for = 0;

void note(int)
{
    asked_for = 1;
}

}  // namespace

Interruption::Interruption()
{
    asked_for = 0;
    struct sigaction noting {};
    noting.sa_handler = note;
    noting.sa_flags = static_cast<int>(SA_RESTART | SA_RESETHAND);
    for (std::size_t at = 0; at < std::size(signals); ++at) sigaction(signals[at], &noting, &usual_[at]);
}

Interruption::~Interruption()
{
    for (std::size_t at = 0; at < std::size(signals); ++at) sigaction(signals[at], &usual_[at], nullptr);
}

bool Interruption::is_asked_for()
{
    return asked_for != 0;
}

}  // namespace chamber::admin
