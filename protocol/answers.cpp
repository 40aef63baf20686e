#include "protocol/answers.hpp"

#include <algorithm>
#include <utility>

namespace chamber {
namespace {

std::optional<std::string> place_of(const Error& error)
{
    return error.where.empty() ? std::nullopt : std::optional(error.where);
}

// The reader's sentence where the neutral one stands; nothing else is touched.
std::optional<std::string> reworded(Reader reader, std::string_view code, std::string_view sentence,
                                    const std::optional<std::string>& where)
{
    const auto row = std::ranges::find(error_rows(), code, &ErrorRow::name);
    if (row == error_rows().end() || sentence != row->sentence) return std::nullopt;
    return sentence_for(reader, Error{row->code, {}, where.value_or("")});
}

void reword(Reader reader, const std::optional<std::string>& code, std::optional<std::string>& sentence,
            const std::optional<std::string>& where)
{
    if (!code || !sentence) return;
    if (auto own = reworded(reader, *code, *sentence, where)) sentence = std::move(own);
}

}  // namespace

Refusal refusal_of(const Error& error, std::uint32_t ask)
{
    return Refusal{ask, std::string(error_name(error.code)), std::string(error_sentence(error.code)), place_of(error),
                   std::nullopt};
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

ToDevice addressed_to(Reader reader, ToDevice message)
{
    if (auto* refusal = std::get_if<Refusal>(&message)) {
        if (auto own = reworded(reader, refusal->code, refusal->sentence, refusal->where))
            refusal->sentence = std::move(*own);
    } else if (auto* job = std::get_if<Job>(&message)) {
        reword(reader, job->code, job->sentence, job->where);
    } else if (auto* refused = std::get_if<FetchRefused>(&message)) {
        if (auto own = reworded(reader, refused->code, refused->sentence, std::nullopt))
            refused->sentence = std::move(*own);
    } else if (auto* receipts = std::get_if<Receipts>(&message)) {
        for (CommandOutcome& outcome : receipts->outcomes)
            reword(reader, outcome.code, outcome.sentence, outcome.where);
    }
    return message;
}

}  // namespace chamber
