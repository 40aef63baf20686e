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
    const storage::TryOf of{wanted.sign_in.person, wanted.sign_in.account, wanted.device, wanted.here};
    std::function<Result<storage::SecretTry>(storage::Store&)> work = [of](storage::Store& store) { return store.begin_try(of); };
    const Result<void> asked = storage_.ask<storage::SecretTry>(std::move(work), [this, wanted, of, answer](Result<storage::SecretTry> made) {
        if (!made)
            answer(failed(made.error().code));
        else if (made->locked)
            answer(failed(ErrorCode::locked_out));
        else if (made->wait_s > 0)
            answer(failed(ErrorCode::wrong_secret, made->wait_s));
        else
            compare(wanted, of, *made, answer);
    });
    if (!asked) answer(failed(asked.error().code));
}

void SignIns::compare(const CheckSecret& wanted, const storage::TryOf& of, const storage::SecretTry& made, std::function<void(SecretChecked)> answer)
{
    const Result<void> queued = secrets_.run([this, wanted, of, made, answer] {
        // Nobody by that name: the same work, so that the time it takes tells nothing.
        const bool same = made.person ? hasher_.verify(wanted.sign_in.secret, made.hash) : hasher_.verify_nobody(wanted.sign_in.secret);
        post_([this, wanted, of, made, answer, same] {
            if (same && made.person)
                succeed(wanted, *made.person, answer);
            else
                note_miss(of, made, wanted.origin, [answer, wait_s = made.next_wait_s](const Result<void>& noted) {
                    answer(noted ? failed(ErrorCode::wrong_secret, wait_s) : SecretChecked{std::nullopt, noted.error(), 0});
                });
        });
    });
    if (queued) return;
    take_back(of, made, {}, [answer, code = queued.error().code](const Result<void>&) { answer(failed(code)); });
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

void SignIns::note_miss(const storage::TryOf& of, const storage::SecretTry& made, const Origin& origin, Noted noted)
{
    const Result<void> asked = storage_.ask<void>([of, made](storage::Store& store) { return store.note_miss(of, made); }, noted, origin);
    if (!asked) noted(asked.error());
}

void SignIns::take_back(const storage::TryOf& of, const storage::SecretTry& made, const Origin& origin, Noted noted)
{
    const Result<void> asked = storage_.ask<void>([of, made](storage::Store& store) { return store.undo_try(of, made); }, noted, origin);
    if (!asked) noted(asked.error());
}

}  // namespace chamber::server
