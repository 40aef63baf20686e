// What the invented documents talk about: sentences with slots, grouped by subject matter. Internal to the drawing.
//
// Slots: {n} 12–95 · {s} 02–09 · {e} 8–13 · {h} 110–980 · {k} 1.050–9.950 · {t} "123,4" · {p} "96,4" under a hundred ·
// {q} "104,2" over a hundred
// · {d} "5,7" · {x} a commune, another one each time. Numbers come from the document's own dice and mean nothing.
#pragma once

#include <string_view>
#include <vector>

namespace chamber::demo {

struct Topic {
    std::string_view name;
    std::vector<std::string_view> results;
    std::vector<std::string_view> limits;
    std::vector<std::string_view> tasks;
    std::vector<std::string_view> places;      // one line per commune
    std::vector<std::string_view> indicators;  // "name|unit"
};

using Topics = std::vector<Topic>;

const Topics& economy_topics();
const Topics& society_topics();
const Topics& security_topics();
const Topics& budget_topics();
const Topics& investment_topics();
const Topics& court_topics();
const Topics& procuracy_topics();
const Topics& justice_office_topics();  // of both
const Topics& council_topics();
const Topics& front_topics();
const Topics& technology_topics();
const Topics& petition_topics();

}  // namespace chamber::demo
