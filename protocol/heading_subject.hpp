// What a document is about: "V/v …" of a công văn, or the lines below the name of its type.
// Internal to heading.cpp.
#pragma once

#include "protocol/document_types.hpp"
#include "protocol/heading_lines.hpp"

namespace chamber::heading {

struct Subject {
    Text text;
    const DocumentType* type = nullptr;  // whose name stands above it; null: V/v, or nothing found
    bool reference = false;              // "V/v"
};

// `issuer`: as read, in capitals; named again below the subject it does not belong to it.
Subject read_subject(const Lines& head, View issuer);

}  // namespace chamber::heading
