// A device talking to a Dialogue, and what it is told: the builders of the dialogue's tests.
#pragma once

#include "protocol/codec.hpp"
#include "protocol/dialogue.hpp"
#include "protocol/digest.hpp"
#include "protocol/limits.hpp"

#include <gtest/gtest.h>

namespace chamber {

inline constexpr SteadyMs start_time{1'000};

inline Viewer delegate()
{
    Viewer viewer;
    viewer.person = PersonId("DB24");
    viewer.device = DeviceId("d1");
    viewer.roles = {Role::delegate};
    return viewer;
}

inline Viewer secretary()
{
    Viewer viewer;
    viewer.person = PersonId("NV03");
    viewer.device = DeviceId("d1");
    viewer.roles = {Role::secretary};
    return viewer;
}

inline Hello hello(DeviceKind kind = DeviceKind::tablet)
{
    Hello message;
    message.protocol = limits::protocol_version;
    message.device_kind = kind;
    message.device_key = encode_base64url(std::string(65, '\4'));
    message.signature = encode_base64url(std::string(64, 's'));
    message.incarnation = "i1";
    message.epoch = "e1";
    message.cursor = 41;
    return message;
}

inline Identified identified(DeviceState state, std::optional<Viewer> viewer = {})
{
    Identified answer;
    answer.device.id = DeviceId("d1");
    answer.device.state = state;
    if (state == DeviceState::pending) answer.code = "ABCD2345";
    answer.viewer = std::move(viewer);
    answer.epoch = "e1";
    return answer;
}

template <class T>
const T* only(const Actions& actions)
{
    const T* found = nullptr;
    for (const Action& action : actions)
        if (const T* match = std::get_if<T>(&action)) found = match;
    return found;
}

template <class T>
const T* said(const Actions& actions)
{
    for (const Action& action : actions)
        if (const Send* say = std::get_if<Send>(&action))
            if (const T* match = std::get_if<T>(&say->message)) return match;
    return nullptr;
}

// A device talking through one door.
struct Talk {
    explicit Talk(Door door = Door::tls) : dialogue(setting(door), start_time) { dialogue.start(); }

    static Dialogue::Setting setting(Door door)
    {
        Dialogue::Setting made;
        made.door = door;
        made.nonce = "nonce";
        made.local_viewer = secretary();
        return made;
    }
    Actions says(const FromDevice& message) { return dialogue.on_text(encode(message), start_time); }
    Actions signs_in(Viewer viewer)
    {
        says(hello());
        return dialogue.on_identified(identified(DeviceState::approved, std::move(viewer)));
    }

    Dialogue dialogue;
};

}  // namespace chamber
