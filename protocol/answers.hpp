// Answers that many places give alike: a refusal, and the news of a job. An error's detail never crosses the wire.
//
// They are made before anybody knows who will read them, with the neutral sentence; addressed_to() puts the reader's
// own in its place on the way out of the room.
#pragma once

#include "protocol/error.hpp"
#include "protocol/message.hpp"
#include "protocol/sentence.hpp"

#include <cstdint>

namespace chamber {

// `ask`: what was asked; 0 for the message itself.
Refusal refusal_of(const Error& error, std::uint32_t ask = 0);

struct JobExtent {
    std::uint64_t done = 0;
    std::uint64_t total = 0;
};
Job job_at(std::uint32_t ask, JobStage stage, JobExtent extent = {});
Job failed_job(std::uint32_t ask, const Error& error);

// The same message with the sentences that this reader is to read. A sentence made for the occasion (a wrong PIN)
// stays.
ToDevice addressed_to(Reader reader, ToDevice message);

}  // namespace chamber
