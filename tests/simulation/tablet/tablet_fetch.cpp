// Brings the bytes that the view refers to, two at a time, window by window, and vouches for them.
#include "tests/simulation/tablet/model_tablet.hpp"

#include "protocol/chunk_frame.hpp"
#include "protocol/codec.hpp"
#include "protocol/limits.hpp"
#include "storage/files/hash.hpp"

#include <algorithm>

namespace chamber::simulation {
namespace {

constexpr std::size_t transfers_max = 2;
constexpr int attempts_max = 3;

}  // namespace

// What has all its bytes is counted by the office.
std::vector<DeviceLedger::HeldBlob> ModelTablet::held_blobs() const
{
    std::vector<DeviceLedger::HeldBlob> held;
    if (setting_.bug == Bug::withdrawn_bytes_kept) return held;
    for (const auto& [sha256, blob] : flash_.blobs) held.push_back({sha256, blob.verified});
    return held;
}

void ModelTablet::fetch_more()
{
    if (!online_ || standing_ != "signed_in") return;
    each_paper(flash_.ledger, [&](const DocumentId&, const Revision& paper) {
        if (fetches_.size() >= transfers_max) return;
        const auto here = flash_.blobs.find(paper.sha256);
        if (here != flash_.blobs.end() && here->second.verified) return;
        if (failures_[paper.sha256] >= attempts_max) return;
        if (std::any_of(fetches_.begin(), fetches_.end(),
                        [&](const auto& each) { return each.second.sha256 == paper.sha256; }))
            return;
        const std::uint64_t have = here == flash_.blobs.end() ? 0 : here->second.have.size();
        const std::uint32_t transfer = ++last_transfer_;
        fetches_[transfer] = Running{paper.sha256, paper.bytes, have, have};
        watch_.fetching(device_, fetches_.size());
        ask_window(transfer);
    });
}

void ModelTablet::ask_window(std::uint32_t transfer)
{
    Running& running = fetches_.at(transfer);
    if (running.received >= running.size) return whole(transfer);
    // Windows as the person's patience would have them: the model asks for small ones too, so that small papers are
    // resumed as well.
    const std::uint64_t most = chance_.percent(50) ? limits::bulk_window_bytes : 64 + chance_.below(2'000);
    const std::uint64_t bytes = std::min(most, running.size - running.received);
    const std::uint64_t offset =
        running.received +
        (setting_.bug == Bug::resume_one_off && running.received > 0 && running.received + 1 < running.size ? 1 : 0);
    running.window_end = running.received + bytes;
    send(encode(FromDevice(Fetch{transfer, running.sha256, offset, static_cast<std::uint32_t>(bytes)})));
}

void ModelTablet::on_chunk(const Packet& packet)
{
    const std::string whole_frame = *packet.header + *packet.bytes;
    const auto frame = decode_chunk_frame(whole_frame);
    MUST(frame.has_value());
    if (const auto pried = pried_.find(frame->transfer); pried != pried_.end()) watch_.given(device_, pried->second);
    const auto found = fetches_.find(frame->transfer);
    if (found == fetches_.end()) return;
    Running& running = found->second;
    watch_.given(device_, running.sha256);
    const bool right_place = frame->offset == running.received || setting_.bug == Bug::resume_one_off;
    if (!right_place || running.received + frame->bytes.size() > running.window_end) {
        // Broken: stop it and go on from what is stored.
        ++failures_[running.sha256];
        send(encode(FromDevice(CancelFetch{frame->transfer})));
        fetches_.erase(found);
        return fetch_more();
    }
    commit([&](Flash& flash) {
        Blob& blob = flash.blobs[running.sha256];
        blob.bytes = running.size;
        blob.have += frame->bytes;
    });
    running.received += frame->bytes.size();
}

void ModelTablet::fetch_done(std::uint32_t transfer)
{
    const auto found = fetches_.find(transfer);
    if (found == fetches_.end()) return;
    if (found->second.received < found->second.window_end) {  // done without all its bytes
        ++failures_[found->second.sha256];
        fetches_.erase(found);
        return fetch_more();
    }
    ask_window(transfer);
}

void ModelTablet::fetch_refused(std::uint32_t transfer)
{
    const auto found = fetches_.find(transfer);
    if (found == fetches_.end()) return;
    failures_[found->second.sha256] = attempts_max;
    fetches_.erase(found);
    fetch_more();
}

// All bytes are here: they count under their digest, or not at all.
void ModelTablet::whole(std::uint32_t transfer)
{
    const Running running = fetches_.at(transfer);
    fetches_.erase(transfer);
    const auto blob = flash_.blobs.find(running.sha256);
    if (blob == flash_.blobs.end()) return fetch_more();
    const bool right =
        storage::sha256_of(blob->second.have).hex() == running.sha256 || setting_.bug == Bug::digest_not_checked;
    if (!right) {
        ++failures_[running.sha256];
        commit([&](Flash& flash) { flash.blobs.erase(running.sha256); });
        return fetch_more();
    }
    std::optional<Received> received;
    each_paper(flash_.ledger, [&](const DocumentId& document, const Revision& paper) {
        if (paper.sha256 == running.sha256) received = Received{document, paper.n, paper.sha256};
    });
    // The receipt for the bytes joins the outbox in the same transaction.
    commit([&](Flash& flash) {
        flash.blobs[running.sha256].verified = true;
        if (received) flash.ledger.queue(*received);
    });
    watch_.blob_kept(device_, running.sha256, flash_.blobs[running.sha256].have);
    pump();
    fetch_more();
}

}  // namespace chamber::simulation
