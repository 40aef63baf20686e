// The built-in sample session as its records: what an archive or a sheet is made of.
#pragma once

#include "admin-cli/import/session_json.hpp"
#include "storage/records/session_file.hpp"

#include <gtest/gtest.h>

namespace chamber::storage::test {

inline SessionFile sample_records()
{
    auto read = admin::parse_session_file(admin::sample_session_text());
    EXPECT_TRUE(read.has_value());
    SessionFile file;
    if (!read) return file;
    file.council = read->import.council;
    file.session = read->import.session;
    file.sittings = read->import.sittings;
    file.agenda = read->import.agenda;
    file.people = read->import.people;
    file.groups = read->import.groups;
    file.attendance = read->import.attendance;
    file.absence_reasons = read->import.absence_reasons;
    for (const auto& listed : read->documents) {
        Document document;
        static_cast<DocumentFields&>(document) = listed.fields;
        document.id = listed.id;
        for (const auto& one : listed.revisions) {
            Revision& revision = document.revisions.emplace_back();
            revision.n = one.n;
            revision.pages = one.pages;
            revision.page_sizes.assign(static_cast<std::size_t>(one.pages), PageSize{595, 842});
            revision.sha256 = std::string(62, 'a') + std::to_string(10 + one.n);
            revision.published_at = one.published_at;
            revision.reason = one.reason;
        }
        file.documents.push_back(std::move(document));
    }
    return file;
}

}  // namespace chamber::storage::test
