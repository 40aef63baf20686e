#include "tests/simulation/tablet/flash.hpp"

namespace chamber::simulation {
namespace {

const std::string none;

}  // namespace

std::string_view verb_of(const CommandBody& body)
{
    return std::visit([](const auto& each) { return std::string_view(each.type); }, body);
}

const std::string& token_of(const CommandBody& body)
{
    const auto* put = std::get_if<PutAnnotation>(&body);
    return put ? put->annotation.text : none;
}

const std::string& target_of(const CommandBody& body)
{
    if (const auto* put = std::get_if<PutAnnotation>(&body)) return put->annotation.id.value;
    const auto* command = std::get_if<DeleteAnnotation>(&body);
    return command ? command->id.value : none;
}

}  // namespace chamber::simulation
