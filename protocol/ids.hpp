// Names of things. One strong type per noun, so that a person cannot be passed where a document is wanted.
//
// On the wire and in tables an id is its text: 1 to 128 characters of [A-Za-z0-9._:/-]. Imported sessions bring their
// own
// ("TL08"); ids made here are 32 hexadecimal digits from the Entropy seam (world.hpp).
#pragma once

#include <compare>
#include <string>
#include <string_view>
#include <utility>

namespace chamber {

template <class Noun>
struct Id {
    std::string value;

    Id() = default;
    explicit Id(std::string text) : value(std::move(text)) {}
    bool empty() const { return value.empty(); }
    auto operator<=>(const Id&) const = default;
};

using SessionId = Id<struct SessionNoun>;
using SittingId = Id<struct SittingNoun>;
using AgendaItemId = Id<struct AgendaItemNoun>;
using DocumentId = Id<struct DocumentNoun>;
using PersonId = Id<struct PersonNoun>;
using GroupId = Id<struct GroupNoun>;
using DeviceId = Id<struct DeviceNoun>;
using AnnotationId = Id<struct AnnotationNoun>;
using NotebookNoteId = Id<struct NotebookNoteNoun>;
using ArchiveId = Id<struct ArchiveNoun>;

// True for text that may name something: see the file head.
bool is_id(std::string_view text);

}  // namespace chamber
