// A person who is signed in gives the secret once more: to change it, or to unlock the screen. The costly hash is a worker's.
#include "server/sign_ins.hpp"

#include <utility>

namespace chamber::server {

struct SignIns::Trial {
    Viewer viewer;
    std::string secret;
    std::string hash;                  // what to compare with
    std::optional<std::string> wanted; // the new secret
    std::function<void(Proven)> answer;
    Origin origin;
};

void SignIns::change(const ChangeOwnSecret& wanted, std::function<void(Proven)> answer)
{
    try_again(std::make_shared<Trial>(Trial{wanted.viewer, wanted.ask.current, {}, wanted.ask.secret, std::move(answer), wanted.origin}));
}

void SignIns::prove(const ProveAgain& wanted, std::function<void(Proven)> answer)
{
    try_again(std::make_shared<Trial>(Trial{wanted.viewer, wanted.ask.secret, {}, std::nullopt, std::move(answer), wanted.origin}));
}

void SignIns::try_again(const std::shared_ptr<Trial>& trial)
{
    if (!trying_.insert(trial->viewer.device).second) return trial->answer(Proven{fail(ErrorCode::busy), 1});
    std::function<Result<storage::SecretRecord>(storage::Store&)> work = [viewer = trial->viewer](storage::Store& store) {
        return store.secret_of_signed_in(viewer.person, viewer.device);
    };
    const Result<void> asked = storage_.ask<storage::SecretRecord>(std::move(work), [this, trial](Result<storage::SecretRecord> record) {
        if (!record) return end_trial(trial, {record.error(), 0});
        if (record->locked) return end_trial(trial, {fail(ErrorCode::locked_out), 0});
        if (record->wait_s > 0) return end_trial(trial, {fail(ErrorCode::wrong_secret), record->wait_s});
        trial->hash = std::move(record->hash);
        compare_again(trial);
    });
    if (!asked) end_trial(trial, {asked.error(), 0});
}

void SignIns::compare_again(const std::shared_ptr<Trial>& trial)
{
    const Result<void> queued = secrets_.run([this, trial] {
        const bool right = hasher_.verify(trial->secret, trial->hash);
        Result<std::string> fresh = std::string();
        if (right && trial->wanted) fresh = secret_kind_of(trial->viewer) == SecretKind::pin ? hasher_.hash_pin(*trial->wanted) : hasher_.hash_password(*trial->wanted);
        post_([this, trial, right, fresh] {
            if (right && !fresh) return end_trial(trial, {fresh.error(), 0});
            std::function<Result<std::int32_t>(storage::Store&)> work = [viewer = trial->viewer, right, wanted = trial->wanted.has_value(),
                                                                         hash = *fresh](storage::Store& store) -> Result<std::int32_t> {
                if (!right) return store.note_wrong_secret(viewer.person, viewer.device);
                const Result<void> done = wanted ? store.change_secret(viewer.person, viewer.device, hash) : store.unlock(viewer.person, viewer.device);
                if (!done) return done.error();
                return 0;
            };
            const Result<void> asked = storage_.ask<std::int32_t>(std::move(work), [this, trial, right](Result<std::int32_t> wait_s) {
                if (!wait_s) return end_trial(trial, {wait_s.error(), 0});
                if (right) return end_trial(trial, {std::nullopt, 0});
                end_trial(trial, {fail(ErrorCode::wrong_secret), *wait_s});
            }, trial->origin);
            if (!asked) end_trial(trial, {asked.error(), 0});
        });
    });
    if (!queued) end_trial(trial, {queued.error(), 0});
}

void SignIns::end_trial(const std::shared_ptr<Trial>& trial, Proven outcome)
{
    trying_.erase(trial->viewer.device);
    if (const auto answer = std::exchange(trial->answer, nullptr)) answer(std::move(outcome));
}

}  // namespace chamber::server
