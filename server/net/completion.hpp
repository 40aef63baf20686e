// What is called when an operation of the wire has ended: any handler of Asio or Beast, its type forgotten.
//
// Beast's composed operations would otherwise be instantiated again under every stream type. Movable, called once.
// Everything runs on the meeting thread, so neither executor nor cancellation slot is carried along: an operation is
// cancelled by closing its wire. (asio::any_completion_handler of Boost 1.81 does not compile below Beast: its executor
// lacks blocking.never.)
#pragma once

#include <memory>
#include <type_traits>
#include <utility>

namespace chamber::net {

template <class... Arguments>
class Completion {
    struct Held {
        virtual ~Held() = default;
        virtual void call(Arguments... arguments) = 0;
    };
    template <class Handler>
    struct Holding final : Held {
        explicit Holding(Handler&& from) : handler(std::move(from)) {}
        void call(Arguments... arguments) override { std::move(handler)(std::move(arguments)...); }
        Handler handler;
    };
    std::unique_ptr<Held> held_;

public:
    Completion() = default;
    template <class Handler>
    requires(!std::is_same_v<std::decay_t<Handler>, Completion> && !std::is_lvalue_reference_v<Handler>)
        Completion(Handler&& handler)
        : held_(std::make_unique<Holding<std::decay_t<Handler>>>(std::move(handler)))
    {
    }

    explicit operator bool() const { return held_ != nullptr; }

    void operator()(Arguments... arguments)
    {
        const auto held = std::move(held_);
        held->call(std::move(arguments)...);
    }
};

}  // namespace chamber::net
