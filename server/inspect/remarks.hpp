// What a file holds beside its pages, which nobody sees in the meeting and which somebody's desktop may run or open:
// scripts, commands to start programs or to send data away, attached files, portfolios, XFA forms, moving pictures.
//
// Everything that can be reached from the trailer is looked at, wherever it hangs: a page's action, a name tree, a
// field, an annotation, an outline. Nothing is refused for it; the clerk is told. Files of another purpose (a table
// behind a report) are honest and common. Source: ISO 32000-2 §7.11.4, §12.3.5 (Collection), §12.6.4 (actions), §12.7.8
// (XFA), §13.
#pragma once

#include <string>
#include <vector>

class QPDF;

namespace chamber::inspect {

// Vietnamese sentences with counts and names, the names cleaned and cut. Never fails: what cannot be read is passed
// over.
std::vector<std::string> find_remarks(QPDF& pdf);

}  // namespace chamber::inspect
