#include "server/sign_ins.hpp"

#include <memory>

namespace chamber::server {
namespace {

SecretChecked failed(ErrorCode code, std::int32_t wait_s = 0)
{
    return SecretChecked{std::nullopt, fail(code), wait_s};
}

}  // namespace

SignIns::SignIns(StorageQueue& storage, Workers& secrets, storage::SecretHasher hasher)
    : storage_(storage),
      secrets_(secrets),
      hasher_(std::move(hasher))
{
}

void SignIns::check(const CheckSecret& wanted, std::function<void(SecretChecked)> answer)
{
    const storage::TryOf of{wanted.sign_in.person, wanted.sign_in.account, wanted.device, wanted.here};
    storage_.ask([of](storage::Store& store) { return store.begin_try(of); },
                 [this, wanted, of, answer](Result<storage::SecretTry> made) {
                     if (!made)
                         answer(failed(made.error().code));
                     else if (made->locked)
                         answer(failed(ErrorCode::locked_out));
                     else if (made->wait_s > 0)
                         answer(failed(ErrorCode::wrong_secret, made->wait_s));
                     else
                         compare(wanted, of, *made, answer);
                 });
}

void SignIns::compare(const CheckSecret& wanted, const storage::TryOf& of, const storage::SecretTry& made,
                      std::function<void(SecretChecked)> answer)
{
    // Nobody by that name: the same work, so that the time it takes tells nothing.
    auto work = [this, secret = wanted.sign_in.secret, made]() -> Result<bool> {
        return made.person ? hasher_.verify(secret, made.hash) : hasher_.verify_nobody(secret);
    };
    secrets_.ask(std::move(work), [this, wanted, of, made, answer](Result<bool> same) {
        if (!same)
            take_back(of, made, {}, [answer, code = same.error().code](const Result<void>&) { answer(failed(code)); });
        else if (*same && made.person)
            succeed(wanted, *made.person, answer);
        else
            note_miss(of, made, wanted.origin, [answer, wait_s = made.next_wait_s](const Result<void>& noted) {
                answer(noted ? failed(ErrorCode::wrong_secret, wait_s) : failed(noted.error().code));
            });
    });
}

void SignIns::succeed(const CheckSecret& wanted, const PersonId& person, std::function<void(SecretChecked)> answer)
{
    auto work = [wanted, person, pepper_check = hasher_.pepper_check()](storage::Store& store) -> Result<Viewer> {
        // A council older than this check: the pepper has just been proven right.
        if (auto known = store.remember_pepper(pepper_check); !known) return known.error();
        if (wanted.approve_desktop) {
            const Result<void> approved = store.approve_desktop(wanted.device, "Máy tính văn phòng");
            if (!approved) return approved.error();
        }
        return store.sign_in(person, wanted.device);
    };
    storage_.ask(
        std::move(work),
        [answer](Result<Viewer> viewer) {
            if (viewer)
                answer(SecretChecked{std::move(*viewer), std::nullopt, 0});
            else
                answer(SecretChecked{std::nullopt, viewer.error(), 0});
        },
        wanted.origin);
}

void SignIns::note_miss(const storage::TryOf& of, const storage::SecretTry& made, const Origin& origin, Noted noted)
{
    storage_.ask([of, made](storage::Store& store) { return store.note_miss(of, made); }, noted, origin);
}

void SignIns::take_back(const storage::TryOf& of, const storage::SecretTry& made, const Origin& origin, Noted noted)
{
    storage_.ask([of, made](storage::Store& store) { return store.undo_try(of, made); }, noted, origin);
}

}  // namespace chamber::server
