#include "storage/database/checkpoint_turn.hpp"

#include "protocol/error.hpp"

namespace chamber::storage {

void CheckpointTurn::writer_begins()
{
    // Not `grown`: a checkpoint may start from there at any moment, and move this very transaction before its commit is
    // counted.
    alone_ = state_.load() == State::moved;
}

void CheckpointTurn::writer_appended()
{
    if (alone_) state_.store(State::grown);
    alone_ = false;
}

bool CheckpointTurn::take_here()
{
    State now = State::moved;
    if (state_.compare_exchange_strong(now, State::here)) return true;
    return now == State::grown && state_.compare_exchange_strong(now, State::here);
}

bool CheckpointTurn::take_beside()
{
    State now = State::grown;
    return state_.compare_exchange_strong(now, State::beside);
}

void CheckpointTurn::give_back()
{
    const State was = state_.exchange(State::moved);
    MUST(was == State::here || was == State::beside);
}

bool CheckpointTurn::is_grown() const
{
    return state_.load() == State::grown;
}

}  // namespace chamber::storage
