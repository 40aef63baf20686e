#include "protocol/command_pace.hpp"

#include "protocol/limits.hpp"

#include <algorithm>
#include <utility>

namespace chamber {
namespace {

constexpr std::size_t commands_waiting_max = 1'024;
constexpr std::size_t waiting_bytes_max = 4'194'304;

}  // namespace

CommandPace::CommandPace(SteadyMs now) : tokens_(limits::messages_burst), refilled_(now) {}

bool CommandPace::add(std::vector<Command> commands, std::size_t text_bytes)
{
    if (commands.empty()) return true;
    if (!waiting_.empty()) {
        if (commands.front().number > waiting_.back().command.number + 1) return false;
        if (waiting_.size() + commands.size() > commands_waiting_max || bytes_ + text_bytes > waiting_bytes_max)
            return false;
    }
    const std::size_t each_bytes = text_bytes / commands.size();
    for (Command& command : commands) {
        waiting_.push_back(Waiting{std::move(command), each_bytes});
        bytes_ += each_bytes;
    }
    return true;
}

std::vector<Command> CommandPace::take(SteadyMs now)
{
    const double refill = static_cast<double>(now.value - refilled_.value) * limits::messages_per_second / 1000.0;
    tokens_ = std::min<double>(limits::messages_burst, tokens_ + refill);
    refilled_ = now;
    std::vector<Command> taken;
    while (!waiting_.empty() && tokens_ >= 1 && taken.size() < limits::commands_per_message_max) {
        Waiting& next = waiting_.front();
        if (!taken.empty() && next.command.number != taken.back().number + 1) break;
        taken.push_back(std::move(next.command));
        bytes_ -= next.bytes;
        waiting_.pop_front();
        tokens_ -= 1;
    }
    return taken;
}

void CommandPace::clear()
{
    waiting_.clear();
    bytes_ = 0;
}

}  // namespace chamber
