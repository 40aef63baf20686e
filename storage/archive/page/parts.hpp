// The parts of the session's page, and what they look things up in. Each part is a whole <section>, or nothing.
#pragma once

#include "storage/archive/filing.hpp"
#include "storage/archive/page/forms.hpp"

#include <map>
#include <string>
#include <vector>

namespace chamber::storage {

// trang-ho-so.html, built in.
Literal page_forms();

// Points into session file and filing; both outlive it.
struct PageSource {
    PageSource(const SessionFile& of, const Filing& filed);

    const SessionFile& file;
    const Filing& filing;
    Forms forms;
    std::map<PersonId, const Person*> people;
    std::map<GroupId, const Group*> groups;
    std::map<DocumentId, const FiledRevision*> in_force;
    std::map<DocumentId, std::size_t> comments;  // official and published ones, of every revision
    std::vector<const Sitting*> sittings;        // in order
    std::vector<const AgendaItem*> agenda;       // in order

    std::string name(const PersonId& id) const;  // the id of somebody unknown
    // Whoever presents is a person, a group, or a name.
    std::string presenter(const std::string& who) const;
    Markup section(Literal id, Literal title, const Markup& content) const;
    Markup link(const std::string& to, const std::string& words) const;
    Markup pill(std::string_view words) const;
};

Markup papers_part(const PageSource& source);
Markup resolutions_part(const PageSource& source);
Markup roll_part(const PageSource& source);
Markup comments_part(const PageSource& source);
Markup withdrawn_part(const PageSource& source);
Markup people_part(const PageSource& source);

// "18/12/2024 07:30"; what cannot be read stays as it is.
std::string spoken_moment(const std::string& rfc3339);
// "18/12/2024, 07:30 đến 11:20".
std::string spoken_span(const Sitting& sitting);
// "9.836"; "5,3 MB".
std::string spoken_count(std::uint64_t count);
std::string spoken_size(std::uint64_t bytes);
// "1. Khai mạc".
std::string numbered_name(const AgendaItem& item);
// "good", "doubt", "broken", "none": as the screens colour it (src/seal/words.ts).
Literal seal_tone(Verdict verdict, Trust trust);

}  // namespace chamber::storage
