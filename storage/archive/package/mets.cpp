#include "storage/archive/package/mets.hpp"

#include "storage/archive/package/xml.hpp"

namespace chamber::storage {

namespace {

constexpr std::string_view representation_folder = "representations/rep1/";

// Which of the two is written: its names are told apart, its links begin in its own folder.
struct Writer {
    const PackagePlan& plan;
    std::string_view folder;  // blank, or representation_folder
    std::string salt;

    std::string id(const std::string& what) const { return plan.names.id(salt + what); }
    std::string link(const std::string& path) const { return path.substr(folder.size()); }

    pugi::xml_node begin(pugi::xml_document& document, const std::string& objid, const std::string& label,
                         const std::string& schemas) const
    {
        return record_head(document, "mets", "http://www.loc.gov/METS/", schemas + "mets.xsd",
                           {{"xmlns:xlink", "http://www.w3.org/1999/xlink"},
                            {"xmlns:csip", "https://DILCIS.eu/XML/METS/CSIPExtensionMETS"},
                            {"xmlns:sip", "https://DILCIS.eu/XML/METS/SIPExtensionMETS"},
                            {"OBJID", objid},
                            {"LABEL", label},
                            {"TYPE", "Mixed"},
                            {"csip:CONTENTINFORMATIONTYPE", "MIXED"},
                            {"PROFILE", "https://earkcsip.dilcis.eu/profile/E-ARK-CSIP.xml"}});
    }
    pugi::xml_node header(pugi::xml_node mets) const
    {
        return add_element(mets, "metsHdr",
                           {{"CREATEDATE", plan.created_at},
                            {"LASTMODDATE", plan.created_at},
                            {"RECORDSTATUS", "NEW"},
                            {"csip:OAISPACKAGETYPE", "SIP"}});
    }
    static void agent(pugi::xml_node header, const Attributes& who, const std::string& name,
                      const std::string& organ_id)
    {
        auto node = add_element(header, "agent", who);
        add_text(node, "name", name);
        auto note = add_text(node, "note", organ_id);
        note.append_attribute("csip:NOTETYPE").set_value("IDENTIFICATIONCODE");
    }
    void reference(pugi::xml_node parent, const PackagedFile& file, const Attributes& kind) const
    {
        auto node = add_element(parent, "mdRef", {{"LOCTYPE", "URL"}});
        for (const auto& [key, value] : kind) node.append_attribute(key).set_value(value.c_str());
        node.append_attribute("xlink:type").set_value("simple");
        node.append_attribute("xlink:href").set_value(link(file.path).c_str());
        node.append_attribute("MIMETYPE").set_value("application/xml");
        node.append_attribute("SIZE").set_value(std::to_string(file.bytes).c_str());
        node.append_attribute("CREATED").set_value(plan.created_at.c_str());
        node.append_attribute("CHECKSUM").set_value(file.sha256.c_str());
        node.append_attribute("CHECKSUMTYPE").set_value("SHA-256");
    }
    void describe(pugi::xml_node mets, const PackagedFile& file) const
    {
        auto section = add_element(
            mets, "dmdSec", {{"ID", id("dmd " + file.path)}, {"CREATED", plan.created_at}, {"STATUS", "CURRENT"}});
        reference(section, file, {{"MDTYPE", "DC"}, {"MDTYPEVERSION", "1.0.0"}});
    }
    pugi::xml_node group(pugi::xml_node files, const std::string& use) const
    {
        return add_element(files, "fileGrp", {{"ID", id("group " + use)}, {"USE", use}});
    }
    void file(pugi::xml_node parent, const PackagedFile& file) const
    {
        auto node = add_element(parent, "file",
                                {{"ID", plan.names.file_id(file.path)},
                                 {"MIMETYPE", file.mime},
                                 {"SIZE", std::to_string(file.bytes)},
                                 {"CREATED", plan.created_at},
                                 {"CHECKSUM", file.sha256},
                                 {"CHECKSUMTYPE", "SHA-256"}});
        add_element(node, "FLocat", {{"LOCTYPE", "URL"}, {"xlink:type", "simple"}, {"xlink:href", link(file.path)}});
    }
    pugi::xml_node structure(pugi::xml_node mets) const
    {
        return add_element(mets, "structMap", {{"ID", id("struct")}, {"TYPE", "PHYSICAL"}, {"LABEL", "CSIP"}});
    }
    pugi::xml_node division(pugi::xml_node parent, const std::string& label, const std::string& what = {}) const
    {
        return add_element(parent, "div", {{"ID", id("div " + label + what)}, {"LABEL", label}});
    }
    void point(pugi::xml_node division, const PackagedFile& file) const
    {
        add_element(division, "fptr", {{"FILEID", plan.names.file_id(file.path)}});
    }
};

}  // namespace

std::string mets_of_package(const PackagePlan& plan, const PackageOrigin& origin, const PackageParts& parts)
{
    const Writer writer{plan, "", "package "};
    pugi::xml_document document;
    auto mets = writer.begin(document, plan.objid, origin.title, "schemas/");
    auto header = writer.header(mets);
    Writer::agent(header, {{"ROLE", "CREATOR"}, {"TYPE", "OTHER"}, {"OTHERTYPE", "SOFTWARE"}}, "Nghị Trường",
                  origin.organ_id);
    add_text(header, "altRecordID", origin.file_code).append_attribute("TYPE").set_value("SUBMISSIONAGREEMENT");
    writer.describe(mets, parts.description);
    auto administrative = add_element(mets, "amdSec", {{"ID", writer.id("amd")}});
    auto provenance = add_element(administrative, "digiprovMD", {{"ID", writer.id("digiprov")}});
    writer.reference(provenance, parts.preservation, {{"MDTYPE", "PREMIS"}, {"MDTYPEVERSION", "3.0"}});
    auto files = add_element(mets, "fileSec", {{"ID", writer.id("files")}});
    auto schemas = writer.group(files, "Schemas");
    for (const auto& one : parts.schemas) writer.file(schemas, one);
    auto documentation = writer.group(files, "Documentation");
    for (const auto& one : plan.documentation) writer.file(documentation, one);
    auto representation = writer.group(files, "Representations/rep1");
    writer.file(representation, parts.representation);
    auto top = add_element(writer.structure(mets), "div", {{"ID", writer.id("div")}, {"LABEL", plan.objid}});
    auto metadata = writer.division(top, "Metadata");
    metadata.append_attribute("DMDID").set_value(writer.id("dmd " + parts.description.path).c_str());
    metadata.append_attribute("ADMID").set_value(writer.id("digiprov").c_str());
    auto schema_division = writer.division(top, "Schemas");
    for (const auto& one : parts.schemas) writer.point(schema_division, one);
    auto documentation_division = writer.division(top, "Documentation");
    for (const auto& one : plan.documentation) writer.point(documentation_division, one);
    auto representation_division = writer.division(top, "Representations/rep1");
    add_element(representation_division, "mptr",
                {{"LOCTYPE", "URL"},
                 {"xlink:type", "simple"},
                 {"xlink:href", parts.representation.path},
                 {"xlink:title", writer.id("group Representations/rep1")}});
    return xml_text(document);
}

std::string mets_of_representation(const PackagePlan& plan, const PackageOrigin& origin,
                                   const std::vector<DescribedDocument>& documents)
{
    const Writer writer{plan, representation_folder, "rep1 "};
    pugi::xml_document document;
    auto mets = writer.begin(document, "rep1", origin.title, "../../schemas/");
    Writer::agent(writer.header(mets), {{"ROLE", "CREATOR"}, {"TYPE", "ORGANIZATION"}}, origin.organ, origin.organ_id);
    for (const auto& one : documents) writer.describe(mets, one.description);
    add_element(mets, "amdSec", {{"ID", writer.id("amd")}});
    auto data = writer.group(add_element(mets, "fileSec", {{"ID", writer.id("files")}}), "Data");
    for (const auto& one : documents) writer.file(data, one.document->data);
    auto top =
        add_element(writer.structure(mets), "div", {{"ID", writer.id("div")}, {"LABEL", "rep1"}, {"TYPE", "ORIGINAL"}});
    auto data_division = writer.division(top, "Data");
    for (const auto& one : documents) writer.point(data_division, one.document->data);
    auto links = writer.division(top, "MetadataLink");
    for (const auto& one : documents) {
        auto link = writer.division(links, "MetadataLink/File", one.document->doc_id);
        link.append_attribute("DMDID").set_value(writer.id("dmd " + one.description.path).c_str());
        writer.point(link, one.document->data);
    }
    return xml_text(document);
}

}  // namespace chamber::storage
