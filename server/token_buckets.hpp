// How often somebody may do something: a bucket of tokens for each, filled at a steady pace up to its brim. Only those
// that are not full are kept. Sans-I/O. Thread: one.
#pragma once

#include "protocol/world.hpp"

#include <algorithm>
#include <cstddef>
#include <map>

namespace chamber::server {

struct BucketPace {
    double brim = 0;
    double per_minute = 0;
    std::size_t kept_max = 4'096;  // beyond that the full ones go, and if that is not enough all of them
};

template <class Key>
class TokenBuckets {
public:
    explicit TokenBuckets(const BucketPace& pace) : pace_(pace) {}

    // How many there are now; the brim of whoever took none lately.
    double left(const Key& key, SteadyMs now)
    {
        const auto found = buckets_.find(key);
        if (found == buckets_.end()) return pace_.brim;
        const double left = filled(found->second, now);
        if (left >= pace_.brim) buckets_.erase(found);
        return left;
    }
    // Never below nothing.
    void take(const Key& key, double tokens, SteadyMs now)
    {
        if (buckets_.size() >= pace_.kept_max && !buckets_.contains(key)) make_room(now);
        Bucket& bucket = buckets_.try_emplace(key, Bucket{pace_.brim, now}).first->second;
        bucket = Bucket{std::max(0.0, filled(bucket, now) - tokens), now};
    }

private:
    struct Bucket {
        double tokens = 0;
        SteadyMs refilled;
    };

    double filled(const Bucket& bucket, SteadyMs now) const
    {
        const double fresh = static_cast<double>(now.value - bucket.refilled.value) * pace_.per_minute / 60'000.0;
        return std::min(pace_.brim, bucket.tokens + fresh);
    }
    void make_room(SteadyMs now)
    {
        std::erase_if(buckets_, [&](const auto& each) { return filled(each.second, now) >= pace_.brim; });
        if (buckets_.size() >= pace_.kept_max) buckets_.clear();
    }

    BucketPace pace_;
    std::map<Key, Bucket> buckets_;
};

}  // namespace chamber::server
