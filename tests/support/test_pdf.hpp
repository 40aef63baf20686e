// Makes small PDFs, changes them by incremental updates and signs them, the way signing software does: append, never
// rewrite.
//
// Bytes in, bytes out. Objects are written as text; their numbers are the maker's: 1 catalog, 2 page tree, then page,
// content.
#pragma once

#include "tests/support/test_cms.hpp"
#include "tests/support/test_pki.hpp"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace chamber::testing {

// A PDF 1.7 with one A4 page per text, in Helvetica. Texts are ASCII without brackets.
std::string make_pdf(const std::vector<std::string>& page_texts);

// Any objects at all, 1…n in order; the first is the catalog.
std::string make_pdf_of(const std::vector<std::string>& objects);

// Appends one revision with these objects.
std::string append_revision(std::string_view pdf, const std::map<int, std::string>& objects);

// One above the highest object number.
int next_object(std::string_view pdf);

// The object's text as it is now.
std::string object_text(std::string_view pdf, int number);

struct Signing {
    std::string field = "Signature1";
    std::string sub_filter = "adbe.pkcs7.detached";
    int certification = 0;                // DocMDP P; 0: an approval
    std::string rectangle = "[0 0 0 0]";  // visible when it has an area
    const Identity* time_stamper = nullptr;
    std::int64_t stamped_at_s = 0;
    std::int64_t claimed_at_s = judging_day_s - 86'400;  // /M; 0: none
    int page = 1;                                        // where its widget stands
    std::string appearance = {};                         // content of its form; empty: a blue frame
    std::string resources = {};                          // more of that form's resources
    std::string extra = {};                              // more entries of the signature dictionary
    std::string field_extra = {};                        // more entries of the field
    int place = 0;                           // the number of an empty field that it goes into; 0: a field of its own
    std::map<int, std::string> beside = {};  // other objects of the same revision
    bool listed = true;                      // in the form; else only its page leads to it
    bool grouped = false;                    // below a field "Nhom" that only groups
    const CmsRecipe* recipe = nullptr;       // null: written by OpenSSL
    std::size_t reserved_bytes = 6'000;      // for the CMS
    std::string before = {};  // bytes before the header, which all places but the /ByteRange's are counted from
};

// A time-stamp token over these bytes.
std::string make_token(const Identity& service, std::string_view stamped, std::int64_t time_s);

std::string sign_pdf(std::string_view pdf, const Identity& signer, const Signing& how = {});

// Written anew, with what may stand in object streams in object streams.
std::string pack_pdf(std::string_view pdf);

// An encrypted copy (AES-256) that opens without a password or with one.
std::string encrypt_pdf(std::string_view pdf, const std::string& user_password);

}  // namespace chamber::testing
