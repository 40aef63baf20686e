#include "storage/archive/package/premis.hpp"

#include "storage/archive/event_tables.hpp"
#include "storage/archive/package/codes.hpp"
#include "storage/archive/package/xml.hpp"

#include <algorithm>
#include <map>

namespace chamber::storage {

namespace {

constexpr auto local = "LOCAL";

void identify(pugi::xml_node parent, const std::string& kind, const std::string& value)
{
    auto node = add_element(parent, (kind + "Identifier").c_str());
    add_text(node, (kind + "IdentifierType").c_str(), local);
    add_text(node, (kind + "IdentifierValue").c_str(), value);
}

// `name`: what it was called in the sealed bag.
void add_object(pugi::xml_node root, const PackagedFile& file, const std::string& id)
{
    auto object = add_element(root, "object", {{"xsi:type", "file"}});
    identify(object, "object", id);
    auto traits = add_element(object, "objectCharacteristics");
    add_text(traits, "compositionLevel", "0");
    auto fixity = add_element(traits, "fixity");
    add_text(fixity, "messageDigestAlgorithm", "SHA-256");
    add_text(fixity, "messageDigest", file.sha256);
    add_text(traits, "size", std::to_string(file.bytes));
    auto format = add_element(traits, "format");
    add_text(add_element(format, "formatDesignation"), "formatName", file.mime);
    add_text(object, "originalName", file.bag_path);
}

void add_event(pugi::xml_node root, const ArchiveEvent& event, const std::string& id, const std::string& object)
{
    auto node = add_element(root, "event");
    identify(node, "event", id);
    add_text(node, "eventType", event.kind);
    add_text(node, "eventDateTime", vietnam_moment(event.at));
    if (!event.outcome.empty()) {
        auto information = add_element(node, "eventOutcomeInformation");
        add_text(add_element(information, "eventOutcomeDetail"), "eventOutcomeDetailNote", event.outcome);
    }
    identify(node, "linkingAgent", event.agent);
    identify(node, "linkingObject", object);
}

const char* type_of(AgentKind kind)
{
    switch (kind) {
    case AgentKind::person: return "person";
    case AgentKind::software: return "software";
    case AgentKind::organization: break;
    }
    return "organization";
}

// Persons are known by an id, and called by their name where the session knows it.
std::string name_of(const ReadSession& read, AgentKind kind, const std::string& agent)
{
    if (kind != AgentKind::person) return agent;
    const auto found = std::ranges::find(read.file.people, PersonId(agent), &Person::id);
    return found == read.file.people.end() || found->name.empty() ? agent : found->name;
}

}  // namespace

std::string premis_of(const PackagePlan& plan, const ReadSession& read, const Filing& filing)
{
    pugi::xml_document document;
    auto root = record_head(document, "premis", "http://www.loc.gov/premis/v3", "../../schemas/premis.xsd",
                            {{"version", "3.0"}});
    std::map<std::string, std::string> ids;
    for (const auto& one : plan.documents) {
        ids[one.data.bag_path] = plan.names.file_id(one.data.path);
        add_object(root, one.data, ids[one.data.bag_path]);
    }
    for (const auto& file : plan.documentation) {
        if (file.bag_path.empty()) continue;
        ids[file.bag_path] = plan.names.file_id(file.path);
        add_object(root, file, ids[file.bag_path]);
    }
    std::map<std::string, AgentKind> agents;
    std::size_t count = 0;
    for (const auto& event : archive_events(read.file, filing)) {
        const auto object = ids.contains(event.object) ? ids.at(event.object) : event.object;
        add_event(root, event, plan.names.id("event " + std::to_string(++count)), object);
        agents.emplace(event.agent, event.agent_kind);
    }
    for (const auto& [agent, kind] : agents) {
        auto node = add_element(root, "agent");
        identify(node, "agent", agent);
        add_text(node, "agentName", name_of(read, kind, agent));
        add_text(node, "agentType", type_of(kind));
    }
    return xml_text(document);
}

}  // namespace chamber::storage
