#include "admin-cli/command.hpp"

namespace chamber::admin {

const std::vector<std::string>& Invocation::all(std::string_view name) const
{
    static const std::vector<std::string> none;
    const auto found = values.find(name);
    return found == values.end() ? none : found->second;
}

std::optional<std::string> Invocation::maybe(std::string_view name) const
{
    const auto& given_values = all(name);
    if (given_values.empty()) return std::nullopt;
    return given_values.front();
}

const std::string& Invocation::one(std::string_view name) const
{
    MUST(!all(name).empty());
    return all(name).front();
}

std::string Invocation::text(std::string_view name, std::string_view otherwise) const
{
    return maybe(name).value_or(std::string{otherwise});
}

}  // namespace chamber::admin
