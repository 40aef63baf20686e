// Who signs for whom in the demonstration: from a document's issuer to a person, an organisation and their
// certificates.
#pragma once

#include "admin-cli/demo/document_pdf.hpp"
#include "admin-cli/demo/pki.hpp"
#include "admin-cli/import/session_json.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace chamber::demo {

struct Office {
    SignatureBlock block;
    std::size_t person = 0;  // index of the subject
    std::size_t organisation = 0;
};

// Subjects for every office, and two more: a person whose certificate ran out in 2025, and one whose certificate was
// revoked.
class Offices {
public:
    explicit Offices(const SessionImport& session);

    const std::vector<Subject>& subjects() const { return subjects_; }
    Office office_of(const admin::ListedDocument& document) const;
    std::size_t expired_person() const { return expired_; }
    std::size_t revoked_person() const { return revoked_; }

private:
    struct Entry {
        std::string issuer;  // part of the issuer's name that tells this office
        Office office;
    };
    std::vector<Subject> subjects_;
    std::vector<Entry> entries_;
    std::size_t expired_ = 0;
    std::size_t revoked_ = 0;
};

Setting setting_of(const admin::SessionFile& session);

}  // namespace chamber::demo
