#include "server/newcomers.hpp"

namespace chamber::server {

bool Newcomers::may_come(const std::string& address, SteadyMs now)
{
    return buckets_.left(address, now) >= 1;
}

void Newcomers::came(const std::string& address, SteadyMs now)
{
    buckets_.take(address, 1, now);
}

}  // namespace chamber::server
