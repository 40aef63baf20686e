// What the trailer of a document leads to.
#pragma once

#include <set>

#define POINTERHOLDER_TRANSITION 4
#include <qpdf/QPDFObjGen.hh>

class QPDF;

namespace chamber::inspect {

struct Reached {
    std::set<QPDFObjGen> objects;  // those that lead to nothing too
    bool whole = true;             // all was followed, within 5 CPU seconds
};

// Looks every object up. Errors: throws what libqpdf throws.
Reached reach_all(QPDF& pdf);

}  // namespace chamber::inspect
