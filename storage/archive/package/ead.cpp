#include "storage/archive/package/ead.hpp"

#include "storage/archive/metadata.hpp"
#include "storage/archive/package/codes.hpp"
#include "storage/archive/package/xml.hpp"

namespace chamber::storage {

namespace {

// Counted from the documents in force.
std::string confidence_of(const Filing& filing)
{
    bool digital = false;
    bool scanned = false;
    for (const auto& filed : filing.revisions) {
        if (!filed.in_force()) continue;
        (filed.document->scan ? scanned : digital) = true;
    }
    return confidence_code(digital, scanned);
}

}  // namespace

std::string ead_of_file(const ReadSession& read, const Filing& filing)
{
    const auto field = [&](std::string_view code) { return file_field(read.file, filing, code); };
    pugi::xml_document document;
    auto root = record_head(document, "simpledc", "", "../../schemas/ead.xsd");
    add_text(root, "fileCode", cut_text(field("FileCode"), 100));
    add_text(root, "title", cut_text(field("Title"), 1000));
    add_text(root, "maintenance", maintenance_code(field("Maintenance")));
    add_text(root, "mode", mode_code(field("Rights")));
    add_text(root, "language", language_code(field("Language")));
    add_text(root, "startDate", circular_day(field("StartDate")));
    add_text(root, "endDate", circular_day(field("EndDate")));
    add_text(root, "keyword", cut_text(field("Keyword"), 100));
    add_text(root, "totalDoc", field("TotalDoc"));
    add_text(root, "numberOfPaper", "");  // of paper that was scanned; nobody counted sheets
    add_text(root, "numberOfPage", field("PageNumber"));
    add_text(root, "format", cut_text(field("Format"), 50));
    add_text(root, "inforSign", cut_text(field("InforSign"), 30));
    add_text(root, "confidenceLevel", confidence_of(filing));
    add_text(root, "paperFileCode", cut_text(field("PaperFileCode"), 100));
    add_text(root, "riskRecovery", "0");  // the receiving archive's copies are its own
    add_text(root, "riskRecoveryStatus", "");
    add_text(root, "description", cut_text(field("Description"), 2000));
    return xml_text(document);
}

std::string ead_of_document(const ReadSession& read, const Filing& filing, const PackagedDocument& packaged)
{
    const auto& paper = *packaged.filed->document;
    const auto [number, notation] = split_number(paper.full_number);
    pugi::xml_document document;
    auto root = record_head(document, "simpledc", "", "../../../../schemas/ead_doc.xsd");
    add_text(root, "docId", packaged.doc_id);
    add_text(root, "docCode", cut_text(packaged.doc_code, 100));
    add_text(root, "maintenance", maintenance_code(file_field(read.file, filing, "Maintenance")));
    add_text(root, "typeName", type_code(paper.type_name));
    add_text(root, "codeNumber", cut_text(number, 11));
    add_text(root, "codeNotation", cut_text(notation, 30));
    add_text(root, "issuedDate", circular_day(paper.issued_on));
    add_text(root, "organName", cut_text(paper.issuer, 200));
    add_text(root, "subject", cut_text(paper.title, 500));
    add_text(root, "language", language_code(file_field(read.file, filing, "Language")));
    add_text(root, "numberOfPage", std::to_string(packaged.filed->revision->pages));
    add_text(root, "inforSign", "");
    add_text(root, "keyword", "");
    add_text(root, "mode", paper.audience == Audience::everyone ? "01" : "02");
    add_text(root, "confidenceLevel", paper.scan ? "02" : "01");
    add_text(root, "autograph", "");
    add_text(root, "format", "");
    add_text(root, "riskRecovery", "0");
    add_text(root, "riskRecoveryStatus", "");
    add_text(root, "process", "0");
    add_text(root, "description", cut_text(document_remarks(paper), 500));
    return xml_text(document);
}

}  // namespace chamber::storage
