// A whole session as it is archived: one value, read in one transaction, so that building the zip needs no store.
#pragma once

#include "protocol/message.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace chamber::storage {

// A published document that the office took back.
struct WithdrawnDocument {
    Document document;  // with every revision that was published; without any when the bytes were destroyed
    Withdrawal word;
};

// A check before the newest one, whole. k: 1 for the first.
struct EarlierReport {
    DocumentId document;
    std::int32_t revision = 1;
    std::int32_t k = 1;
    SignatureReport report;
};

// Minutes with the facts that were frozen with them (minutes_facts.json; empty while they are a draft).
struct KeptMinutes {
    Minutes minutes;
    std::string facts;
};

// Everything the archive of a session is made of.
struct SessionFile {
    Council council;
    Session session;
    std::vector<Sitting> sittings;
    std::vector<AgendaItem> agenda;
    std::vector<Person> people;
    std::vector<Group> groups;
    std::vector<Document> documents;           // with all published revisions
    std::vector<WithdrawnDocument> withdrawn;  // no longer in force, part of the record
    std::vector<Report> reports;
    std::vector<EarlierReport> earlier_reports;  // of all published revisions, the first check first
    std::vector<Attendance> attendance;
    std::vector<AbsenceReason> absence_reasons;
    std::vector<AttendanceHistory> attendance_history = {};
    std::vector<Annotation> public_annotations;  // official and published only: an allow-list
    std::vector<Amendments> amendments;          // of the session, its agenda, people and documents
    std::vector<std::string> journal_lines;      // JSON, each with prev_hash
    std::string archive_fields;
    std::vector<KeptMinutes> minutes = {};  // of the session and of its sittings
};

}  // namespace chamber::storage
