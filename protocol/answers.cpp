#include "protocol/answers.hpp"

namespace chamber {
namespace {

std::optional<std::string> place_of(const Error& error)
{
    return error.where.empty() ? std::nullopt : std::optional(error.where);
}

}  // namespace

Refusal refusal_of(const Error& error, std::uint32_t ask)
{
    return Refusal{ask, std::string(error_name(error.code)), std::string(error_sentence(error.code)), place_of(error), std::nullopt};
}

Job job_at(std::uint32_t ask, JobStage stage, JobExtent extent)
{
    return Job{ask, stage, extent.done, extent.total, std::nullopt, std::nullopt, std::nullopt, std::nullopt};
}

Job failed_job(std::uint32_t ask, const Error& error)
{
    Job job = job_at(ask, JobStage::failed);
    job.code = error_name(error.code);
    job.sentence = error_sentence(error.code);
    job.where = place_of(error);
    return job;
}

}  // namespace chamber
