// What a signature field is made of, asked of one field at a time: does it hold a signature, has it an area, a picture,
// something that acts. Internal to the comparison of forms.
#pragma once

#include "server/inspect/object_values.hpp"

namespace chamber::inspect {

// A widget without an area, or a field all of whose widgets are such.
bool is_invisible(Object field);

// A dictionary with something in its /Contents. A place that is only kept for a signature is none.
bool has_signature(Object field);

// What a new signature field may be made of: itself, or plain widgets of its own, and nothing that acts.
bool is_plain_signature_field(Object field);

bool has_picture(Object field);
bool is_time_stamp(Object field);

}  // namespace chamber::inspect
