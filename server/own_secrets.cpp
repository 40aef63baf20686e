// A person who is signed in gives the secret once more: to change it, or to unlock the screen. The costly hash is a
// worker's.
#include "server/sign_ins.hpp"

#include <utility>

namespace chamber::server {

struct SignIns::Trial {
    Viewer viewer;
    std::string secret;
    std::optional<std::string> wanted;  // the new secret
    std::function<void(Proven)> answer;
    Origin origin;
    storage::SecretTry made{};

    storage::TryOf of() const { return {viewer.person, std::nullopt, viewer.device, false, true}; }
    // Says `outcome`, unless it could not be written down.
    Noted answer_with(Proven outcome) const
    {
        return [answer = answer, outcome = std::move(outcome)](Result<void> noted) {
            answer(noted ? outcome : Proven{noted.error(), 0});
        };
    }
};

void SignIns::change(const ChangeOwnSecret& wanted, std::function<void(Proven)> answer)
{
    try_again(std::make_shared<Trial>(
        Trial{wanted.viewer, wanted.ask.current, wanted.ask.secret, std::move(answer), wanted.origin}));
}

void SignIns::prove(const ProveAgain& wanted, std::function<void(Proven)> answer)
{
    try_again(std::make_shared<Trial>(
        Trial{wanted.viewer, wanted.ask.secret, std::nullopt, std::move(answer), wanted.origin}));
}

void SignIns::try_again(const std::shared_ptr<Trial>& trial)
{
    storage_.ask([of = trial->of()](storage::Store& store) { return store.begin_try(of); },
                 [this, trial](Result<storage::SecretTry> made) {
                     if (!made) return trial->answer({made.error(), 0});
                     if (made->locked) return trial->answer({fail(ErrorCode::locked_out), 0});
                     if (made->wait_s > 0) return trial->answer({fail(ErrorCode::wrong_secret), made->wait_s});
                     trial->made = std::move(*made);
                     compare_again(trial);
                 });
}

void SignIns::compare_again(const std::shared_ptr<Trial>& trial)
{
    // The new secret's hash; nothing when the current one is wrong.
    using Fresh = std::optional<std::string>;
    auto work = [this, trial]() -> Result<Fresh> {
        const bool right =
            trial->made.person ? hasher_.verify(trial->secret, trial->made.hash) : hasher_.verify_nobody(trial->secret);
        if (!right) return Fresh();
        if (!trial->wanted) return Fresh(std::string());
        auto hash = secret_kind_of(trial->viewer) == SecretKind::pin ? hasher_.hash_pin(*trial->wanted)
                                                                     : hasher_.hash_password(*trial->wanted);
        if (!hash) return hash.error();
        return Fresh(std::move(*hash));
    };
    secrets_.ask(std::move(work), [this, trial](const Result<Fresh>& fresh) {
        if (!fresh) return take_back(trial->of(), trial->made, trial->origin, trial->answer_with({fresh.error(), 0}));
        if (!*fresh)
            return note_miss(trial->of(), trial->made, trial->origin,
                             trial->answer_with({fail(ErrorCode::wrong_secret), trial->made.next_wait_s}));
        proven(trial, **fresh);
    });
}

void SignIns::proven(const std::shared_ptr<Trial>& trial, const std::string& hash)
{
    auto work = [viewer = trial->viewer, wanted = trial->wanted.has_value(), hash](storage::Store& store) {
        return wanted ? store.change_secret(viewer.person, viewer.device, hash)
                      : store.unlock(viewer.person, viewer.device);
    };
    const Noted noted = trial->answer_with({std::nullopt, 0});
    storage_.ask(std::move(work), noted, trial->origin);
}

}  // namespace chamber::server
