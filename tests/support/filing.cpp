#include "tests/support/filing.hpp"

#include "storage/store.hpp"
#include "storage/system_world.hpp"
#include "tests/support/council.hpp"

#include <random>

namespace chamber::test {
namespace {

// Bytes that no disk packs smaller.
Sha256 keep(storage::Store& store, std::uint64_t bytes, std::uint64_t seed)
{
    constexpr std::size_t piece_bytes = 1'048'576;
    std::mt19937_64 random(seed);
    auto staged = store.blobs().stage(bytes);
    MUST(staged.has_value());
    std::string piece = "%PDF-1.4\n";
    for (std::uint64_t left = bytes; left > 0; left -= piece.size(), piece.clear()) {
        while (piece.size() < std::min<std::uint64_t>(piece_bytes, left)) {
            const std::uint64_t word = random();
            piece.append(reinterpret_cast<const char*>(&word), sizeof word);
        }
        piece.resize(std::min<std::uint64_t>(piece.size(), left));
        MUST(staged->write(piece).has_value());
    }
    MUST(staged->finish().has_value());
    const Sha256 sha256 = staged->sha256();
    MUST(store.blobs().keep(std::move(*staged)).has_value());
    return sha256;
}

}  // namespace

void make_session_to_seal(const std::filesystem::path& root, const Papers& papers)
{
    make_council(root);
    storage::SystemClock clock;
    storage::SystemEntropy entropy;
    const auto directory = storage::DataDirectory::open(root).value();
    const auto lock = directory.lock().value();
    const auto store = storage::Store::open(directory, clock, entropy).value();
    for (std::uint32_t n = 1; n <= papers.count; ++n) {
        storage::NewRevision revision;
        revision.fields.session = session;
        revision.fields.agenda_item = item;
        revision.fields.title = "Báo cáo số " + std::to_string(n);
        revision.sha256 = keep(*store, papers.bytes_each, n);
        revision.bytes = papers.bytes_each;
        revision.inspection.page_sizes.resize(10, PageSize{595, 842});
        MUST(store->add_revision(revision).has_value());
    }
    std::int64_t number = 0;
    const auto run = [&](CommandBody body) {
        const auto applied = store->apply(store->local_viewer(), "filing", {Command{++number, std::move(body)}});
        MUST(applied.has_value() && applied->outcomes.at(0).done);
    };
    run(PublishDocuments{session, {}});
    for (const auto state : {SessionState::closed, SessionState::filing}) run(SetSessionState{session, state});
}

}  // namespace chamber::test
