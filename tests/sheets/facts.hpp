// The built-in sample session's facts, with names and comments that try to break a file.
#pragma once

#include "storage/minutes/facts.hpp"
#include "tests/storage/minutes/sample.hpp"

namespace chamber::sheets::test {

inline constexpr auto canary = "CANARY-RIENG-TU-7f3a";

inline storage::SessionFile records()
{
    auto file = storage::test::sample_records();
    file.people.front().name = "Đặng <Hư> & \"Cấu\" Ễ ể ữ Ợ ẵ Ỹ";
    file.people.at(1).name = "=HYPERLINK(\"http://x\",\"bấm\")";
    const auto& document = file.documents.at(1);
    Annotation note;
    note.author = file.people.at(1).id;
    note.document = document.id;
    note.revision_sha256 = document.revisions.back().sha256;
    note.page_index = 0;
    note.kind = AnnotationKind::text;
    note.rect = {50, 700, 90, 760};
    note.received_at = "2024-12-18T03:00:00Z";
    note.id = AnnotationId("a.b.1");
    note.visibility = Visibility::official;
    note.text = "+84 Đề nghị <bổ sung>\nhai dòng";
    file.public_annotations.push_back(note);
    note.id = AnnotationId("a.b.2");
    note.visibility = Visibility::private_note;
    note.text = canary;
    file.public_annotations.push_back(note);
    file.absence_reasons.push_back({file.attendance.front().id, canary});
    return file;
}

inline storage::MinutesFacts facts()
{
    auto made = storage::minutes_facts(records());
    EXPECT_TRUE(made.has_value());
    return made ? *made : storage::MinutesFacts{};
}

}  // namespace chamber::sheets::test
