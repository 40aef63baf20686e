// Secrets drawn for other people. One at a time goes to the workers, so that whoever signs in meanwhile waits for one
// hash and not for a hundred; what is drawn is told once, to whoever asked, and written down nowhere.
#include "server/sign_ins.hpp"
#include "storage/system_world.hpp"

#include <utility>

namespace chamber::server {

struct SignIns::Round {
    DrawSecrets asked;
    Drawing drawing;
    std::vector<storage::SecretNeed> needs;
    std::vector<DrawnSecret> drawn;
    std::vector<ImportedSecret> hashed;
};

void SignIns::draw(const DrawSecrets& asked, Drawing drawing)
{
    const auto round = std::make_shared<Round>(Round{asked, std::move(drawing), {}, {}, {}});
    storage_.ask([viewer = asked.viewer,
                  people = asked.ask.people](storage::Store& store) { return store.secrets_to_draw(viewer, people); },
                 [this, round](Result<std::vector<storage::SecretNeed>> needs) {
                     if (!needs) return round->drawing.answer(needs.error());
                     round->needs = std::move(*needs);
                     draw_next(round);
                 });
}

void SignIns::draw_next(const std::shared_ptr<Round>& round)
{
    // Whoever asked is gone: nothing was changed, and nobody would learn what it was changed to.
    if (!round->drawing.wanted()) return round->drawing.answer(fail(ErrorCode::stopping, "nobody waits for it"));
    round->drawing.progress({round->drawn.size(), round->needs.size()});
    if (round->drawn.size() == round->needs.size()) return keep_round(round);
    const storage::SecretNeed need = round->needs[round->drawn.size()];
    using Made = std::pair<DrawnSecret, ImportedSecret>;
    auto work = [this, need]() -> Result<Made> {
        storage::SystemEntropy entropy;
        const bool pin = need.kind == SecretKind::pin;
        DrawnSecret drawn{need.person, need.account, pin ? draw_pin(entropy) : draw_password(entropy)};
        auto hash = pin ? hasher_.hash_pin(drawn.secret) : hasher_.hash_password(drawn.secret);
        if (!hash) return hash.error();
        return Made{std::move(drawn), ImportedSecret{need.person, need.account, std::move(*hash)}};
    };
    secrets_.ask(std::move(work), [this, round](Result<Made> made) {
        if (!made) return round->drawing.answer(made.error());
        round->drawn.push_back(std::move(made->first));
        round->hashed.push_back(std::move(made->second));
        draw_next(round);
    });
}

void SignIns::keep_round(const std::shared_ptr<Round>& round)
{
    storage_.ask([viewer = round->asked.viewer,
                  hashed = round->hashed](storage::Store& store) { return store.keep_drawn(viewer, hashed); },
                 [round](Result<void> kept) {
                     if (!kept) return round->drawing.answer(kept.error());
                     round->drawing.answer(std::move(round->drawn));
                 },
                 round->asked.origin);
}

}  // namespace chamber::server
