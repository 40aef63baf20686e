#include "server/sign_ins.hpp"

#include <memory>

namespace chamber::server {
namespace {

SecretChecked failed(ErrorCode code, std::int32_t wait_s = 0)
{
    return SecretChecked{std::nullopt, fail(code), wait_s};
}

}  // namespace

SignIns::SignIns(StorageDoor& storage, Workers& secrets, Post post, storage::SecretHasher hasher)
    : storage_(storage), secrets_(secrets), post_(std::move(post)), hasher_(std::move(hasher))
{
}

void SignIns::check(const CheckSecret& wanted, std::function<void(SecretChecked)> answer)
{
    std::function<Result<storage::SecretRecord>(storage::Store&)> work = [wanted](storage::Store& store) {
        const SignIn& sign_in = wanted.sign_in;
        return sign_in.person ? store.secret_of_person(*sign_in.person, wanted.device) : store.secret_of_account(*sign_in.account, wanted.device);
    };
    const Result<void> asked = storage_.ask<storage::SecretRecord>(std::move(work), [this, wanted, answer](Result<storage::SecretRecord> record) {
        if (!record) {
            const ErrorCode code = record.error().code;
            answer(failed(code == ErrorCode::person_unknown ? ErrorCode::wrong_secret : code));
        } else if (record->locked) {
            answer(failed(ErrorCode::locked_out));
        } else if (record->wait_s > 0) {
            answer(failed(ErrorCode::wrong_secret, record->wait_s));
        } else if (record->staff != wanted.sign_in.account.has_value()) {
            answer(failed(ErrorCode::wrong_secret));
        } else {
            compare(wanted, *record, answer);
        }
    });
    if (!asked) answer(failed(asked.error().code));
}

void SignIns::compare(const CheckSecret& wanted, const storage::SecretRecord& record, std::function<void(SecretChecked)> answer)
{
    const Result<void> queued = secrets_.run([this, wanted, record, answer] {
        const bool right = hasher_.verify(wanted.sign_in.secret, record.hash);
        post_([this, wanted, person = record.person, answer, right] {
            if (right)
                succeed(wanted, person, answer);
            else
                miss(wanted, person, answer);
        });
    });
    if (!queued) answer(failed(queued.error().code));
}

void SignIns::succeed(const CheckSecret& wanted, const PersonId& person, std::function<void(SecretChecked)> answer)
{
    std::function<Result<Viewer>(storage::Store&)> work = [wanted, person, pepper_check = hasher_.pepper_check()](storage::Store& store) -> Result<Viewer> {
        // A council older than this check: the pepper has just been proven right.
        if (auto known = store.remember_pepper(pepper_check); !known) return known.error();
        if (wanted.approve_desktop) {
            const Result<void> approved = store.approve_desktop(wanted.device, "Máy tính văn phòng");
            if (!approved) return approved.error();
        }
        return store.sign_in(person, wanted.device);
    };
    const Result<void> asked = storage_.ask<Viewer>(std::move(work), [answer](Result<Viewer> viewer) {
        if (viewer)
            answer(SecretChecked{std::move(*viewer), std::nullopt, 0});
        else
            answer(SecretChecked{std::nullopt, viewer.error(), 0});
    }, wanted.origin);
    if (!asked) answer(failed(asked.error().code));
}

void SignIns::miss(const CheckSecret& wanted, const PersonId& person, std::function<void(SecretChecked)> answer)
{
    std::function<Result<std::int32_t>(storage::Store&)> work = [wanted, person](storage::Store& store) { return store.note_wrong_secret(person, wanted.device); };
    const Result<void> asked = storage_.ask<std::int32_t>(std::move(work), [answer](Result<std::int32_t> wait_s) {
        if (wait_s)
            answer(failed(ErrorCode::wrong_secret, *wait_s));
        else
            answer(SecretChecked{std::nullopt, wait_s.error(), 0});
    }, wanted.origin);
    if (!asked) answer(failed(asked.error().code));
}

}  // namespace chamber::server
