#include "protocol/message.hpp"

namespace chamber {
namespace {

template <class Noun>
std::string text_of(const Id<Noun>& id)
{
    return id.value;
}

std::string text_of(const std::string& id)
{
    return id;
}

}  // namespace

std::string hello_text(std::string_view nonce, const DeviceId& device)
{
    return "chamber-hello/1\n" + std::string(nonce) + "\n" + device.value + "\n";
}

std::string_view entity_type(const Entity& entity)
{
    return std::visit([](const auto& noun) { return std::string_view(noun.type); }, entity);
}

std::string entity_id(const Entity& entity)
{
    return std::visit([](const auto& noun) { return text_of(noun.id); }, entity);
}

}  // namespace chamber
