// A person who is signed in gives the secret once more: to change it, or to unlock the screen. The costly hash is a worker's.
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
        return [answer = answer, outcome = std::move(outcome)](Result<void> noted) { answer(noted ? outcome : Proven{noted.error(), 0}); };
    }
};

void SignIns::change(const ChangeOwnSecret& wanted, std::function<void(Proven)> answer)
{
    try_again(std::make_shared<Trial>(Trial{wanted.viewer, wanted.ask.current, wanted.ask.secret, std::move(answer), wanted.origin}));
}

void SignIns::prove(const ProveAgain& wanted, std::function<void(Proven)> answer)
{
    try_again(std::make_shared<Trial>(Trial{wanted.viewer, wanted.ask.secret, std::nullopt, std::move(answer), wanted.origin}));
}

void SignIns::try_again(const std::shared_ptr<Trial>& trial)
{
    std::function<Result<storage::SecretTry>(storage::Store&)> work = [of = trial->of()](storage::Store& store) { return store.begin_try(of); };
    const Result<void> asked = storage_.ask<storage::SecretTry>(std::move(work), [this, trial](Result<storage::SecretTry> made) {
        if (!made) return trial->answer({made.error(), 0});
        if (made->locked) return trial->answer({fail(ErrorCode::locked_out), 0});
        if (made->wait_s > 0) return trial->answer({fail(ErrorCode::wrong_secret), made->wait_s});
        trial->made = std::move(*made);
        compare_again(trial);
    });
    if (!asked) trial->answer({asked.error(), 0});
}

void SignIns::compare_again(const std::shared_ptr<Trial>& trial)
{
    const Result<void> queued = secrets_.run([this, trial] {
        const bool right = trial->made.person ? hasher_.verify(trial->secret, trial->made.hash) : hasher_.verify_nobody(trial->secret);
        Result<std::string> fresh = std::string();
        if (right && trial->wanted) fresh = secret_kind_of(trial->viewer) == SecretKind::pin ? hasher_.hash_pin(*trial->wanted) : hasher_.hash_password(*trial->wanted);
        post_([this, trial, right, fresh] {
            if (!right) return note_miss(trial->of(), trial->made, trial->origin, trial->answer_with({fail(ErrorCode::wrong_secret), trial->made.next_wait_s}));
            if (!fresh) return take_back(trial->of(), trial->made, trial->origin, trial->answer_with({fresh.error(), 0}));
            proven(trial, *fresh);
        });
    });
    if (!queued) take_back(trial->of(), trial->made, trial->origin, trial->answer_with({queued.error(), 0}));
}

void SignIns::proven(const std::shared_ptr<Trial>& trial, const std::string& hash)
{
    const auto work = [viewer = trial->viewer, wanted = trial->wanted.has_value(), hash](storage::Store& store) {
        return wanted ? store.change_secret(viewer.person, viewer.device, hash) : store.unlock(viewer.person, viewer.device);
    };
    const Noted noted = trial->answer_with({std::nullopt, 0});
    const Result<void> asked = storage_.ask<void>(work, noted, trial->origin);
    if (!asked) noted(asked.error());
}

}  // namespace chamber::server
