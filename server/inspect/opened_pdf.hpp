// Opening bytes with libqpdf, with or without its repairs, without exceptions.
//
// libqpdf's types stay behind a pointer here; the files that walk objects include its headers in their .cpp.
#pragma once

#include <memory>
#include <string>
#include <string_view>

class QPDF;

namespace chamber::inspect {

// A repairing reader may see another document than the one that was signed, so signatures are judged with repairs
// refused.
enum class Repair { refused, allowed };
// locked_otherwise: encrypted for the holders of certain keys, or in a way that libqpdf does not know (AES-GCM, a
// publisher's own).
enum class OpenState { open, needs_password, locked_otherwise, unreadable };

struct OpenedPdf {
    std::shared_ptr<QPDF> pdf;  // none unless open; refers to the bytes, which must outlive it
    OpenState state = OpenState::unreadable;
    bool encrypted = false;
    std::string problem;
};

OpenedPdf open_pdf(std::string_view bytes, Repair repair);

}  // namespace chamber::inspect
