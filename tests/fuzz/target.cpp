#include "tests/fuzz/target.hpp"

#include <cstdio>
#include <cstdlib>

namespace chamber::fuzz {

const std::vector<Target>& targets()
{
    static const std::vector<Target> all{
        {"chunk_frame", run_chunk_frame, chunk_frame_seeds, nullptr},
        {"cms", run_cms, cms_seeds, mutate_cms},
        {"codec", run_codec, codec_seeds, nullptr},
        {"differences", run_differences, differences_seeds, mutate_differences},
        {"overlay", run_overlay, overlay_seeds, mutate_overlay},
        {"records", run_records, records_seeds, nullptr},
        {"revisions", run_revisions, revisions_seeds, mutate_revisions},
    };
    return all;
}

const Target& target_named(std::string_view name)
{
    for (const auto& target : targets())
        if (target.name == name) return target;
    std::fprintf(stderr, "no target %.*s\n", static_cast<int>(name.size()), name.data());
    std::abort();
}

void forbid(bool violation, const char* sentence)
{
    if (!violation) return;
    std::fprintf(stderr, "ORACLE: %s\n", sentence);
    std::abort();
}

}  // namespace chamber::fuzz
