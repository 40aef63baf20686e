// Signs a PDF the way the government's tools do: by appending.
//
// adbe.pkcs7.detached, SHA-256, the signer's certificate alone, signingTime in the CMS and /M in the dictionary. The
// first signature of a file certifies it (DocMDP P=2); later ones are approvals with a visible field of their own. The
// bytes before are never touched; the appended cross-reference section is of the same kind as the file's last one. qpdf
// and OpenSSL stay in the .cpp.
#pragma once

#include "admin-cli/demo/pki.hpp"
#include "protocol/error.hpp"
#include "protocol/world.hpp"
#include "server/typeset/typesetter.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace chamber::demo {

// Where a signature shows: a form XObject's content in the box's own coordinates (appearance.hpp draws it).
struct VisibleMark {
    std::int32_t page_index = 0;
    typeset::Box box;
    std::string content;
};

struct SigningAct {
    std::string reason;
    std::string place;
    UtcMs at;
    VisibleMark mark;
    const SigningIdentity* tsa = nullptr;  // nullptr: no time-stamp
};

// Returns the file with one more signature. Errors: pdf_unreadable, pdf_encrypted, internal.
Result<std::string> append_signature(std::string_view pdf, const SigningIdentity& signer, const SigningAct& act);

}  // namespace chamber::demo
