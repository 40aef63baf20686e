#include "tests/simulation/server/model_identity.hpp"

#include "tests/simulation/world/ground.hpp"

namespace chamber::simulation {
namespace {

constexpr std::string_view account = "vanphong";
constexpr std::string_view account_person = "VP01";

}  // namespace

std::string secret_of(const std::string& person)
{
    return "pin-" + person;
}

DeviceId ModelIdentity::device_of_key(std::string_view raw_point)
{
    return DeviceId(encode_hex(raw_point.substr(1, 16)));
}

server::Proof ModelIdentity::check_proof(std::string_view raw_point, std::string_view signature,
                                         std::string_view signed_text)
{
    return signature == model_signature(raw_point, signed_text) ? server::Proof::good : server::Proof::bad;
}

void ModelIdentity::check(const CheckSecret& wanted, std::function<void(SecretChecked)> answer)
{
    const bool staff = wanted.sign_in.account.has_value();
    const PersonId person(staff ? std::string(*wanted.sign_in.account == account ? account_person : "")
                                : wanted.sign_in.person->value);
    const bool right = wanted.sign_in.secret == secret_of(person.value);
    auto work = [wanted, person, staff, right](storage::Store& store) -> Result<SecretChecked> {
        storage::TryOf of{person, std::nullopt, wanted.device};
        if (staff) {
            of.person.reset();
            of.account = account;
        }
        const auto made = store.begin_try(of);
        if (!made) return made.error();
        if (made->locked) return SecretChecked{std::nullopt, fail(ErrorCode::locked_out), 0};
        if (made->wait_s > 0) return SecretChecked{std::nullopt, fail(ErrorCode::wrong_secret), made->wait_s};
        if (!right || !made->person) {
            const auto noted = store.note_miss(of, *made);
            if (!noted) return noted.error();
            return SecretChecked{std::nullopt, fail(ErrorCode::wrong_secret), made->next_wait_s};
        }
        Result<Viewer> viewer = store.sign_in(person, wanted.device);
        if (!viewer) return viewer.error();
        return SecretChecked{std::move(*viewer), std::nullopt, 0};
    };
    storage_.ask(std::move(work), [bug = bug_, answer](Result<SecretChecked> checked) {
        if (!checked) return answer(SecretChecked{std::nullopt, checked.error(), 0});
        if (checked->viewer && bug == Bug::access_not_asked) checked->viewer->roles.push_back(Role::clerk);
        answer(std::move(*checked));
    });
}

// Secrets of the model never change: they are made of the person's id.
void ModelIdentity::change(const ChangeOwnSecret&, std::function<void(Proven)> answer)
{
    answer({fail(ErrorCode::not_allowed), 0});
}

void ModelIdentity::prove(const ProveAgain& wanted, std::function<void(Proven)> answer)
{
    if (wanted.ask.secret != secret_of(wanted.viewer.person.value)) return answer({fail(ErrorCode::wrong_secret), 0});
    answer({});
}

void ModelIdentity::draw(const DrawSecrets&, Drawing drawing)
{
    drawing.answer(fail(ErrorCode::not_allowed));
}

}  // namespace chamber::simulation
