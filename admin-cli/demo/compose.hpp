// Decides what a document says: head, sections, annexes and closing, from its type, issuer and subject. Internal to the
// drawing.
#pragma once

#include "admin-cli/demo/document_pdf.hpp"
#include "admin-cli/demo/prose.hpp"

#include <string>
#include <vector>

namespace chamber::demo {

// What is written where: one place for everything that the composers share.
struct Writing {
    const admin::ListedDocument& document;
    const admin::ListedRevision& revision;
    const SignatureBlock& block;
    const Setting& setting;

    const DocumentFields& fields() const { return document.fields; }
    std::string locality() const;   // "huyện Hương Sen"
    std::string council() const;    // "Hội đồng nhân dân huyện"
    std::string committee() const;  // "Ủy ban nhân dân huyện"
    std::string session() const;    // "Kỳ họp thứ Mười lăm"
    std::string reference() const;  // "Báo cáo số 655/BC-UBND ngày 04 tháng 12 năm 2024 của …", for annexes
};

std::string long_date(const std::string& iso);  // "ngày 04 tháng 12 năm 2024"

std::vector<Filling> compose(const Writing& writing);

// Annexes fill whole pages of their own (annexes.cpp).
enum class AnnexKind { indicators, communes, projects, budget, petitions };

struct Annex {
    AnnexKind kind = AnnexKind::indicators;
    std::string label;  // "Phụ lục 01", "Biểu số 03"
    std::string title;
    std::int32_t pages = 1;
};

// What a document is about, by the words of its subject and issuer.
Topics topics_of(const DocumentFields& fields);

Filling annex_section(const Writing& writing, const Annex& annex);

}  // namespace chamber::demo
