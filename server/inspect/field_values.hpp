// The value of a form's field, with what it inherits, and whether an appearance says that value. Source: ISO 32000-2
// §12.7.4, §12.7.5. Internal to the comparison of forms.
#pragma once

#include "server/inspect/drawn_letters.hpp"
#include "server/inspect/object_values.hpp"

#include <string>
#include <vector>

namespace chamber::inspect {

// Bits of /Ff.
constexpr long long flag_read_only = 1, flag_required = 2, flag_no_export = 4, flag_password = 1 << 13,
                    flag_push_button = 1 << 16, flag_combo = 1 << 17;

// Bits of an annotation's /F.
constexpr long long flag_print = 1 << 2, flag_locked = 1 << 7, flag_locked_contents = 1 << 9;

// Of the field or the nearest field above it; null when none has it.
Object inherited(Object field, const char* key);
long long field_flags(Object field);
long long integer_or_zero(Object value);

// UTF-8; empty for no value, for blanks and for a box that is not ticked.
std::string value_text(Object field);

// The normal appearance as it is shown now: of several states the chosen one. Null: none.
Object shown_appearance(Object widget);

// The fields and widgets of a form that show text: of kind text or choice.
std::vector<Object> text_fields(Object form);

enum class Saying { exactly, as_tools_write };

// The letters are the field's value. `as_tools_write`: letters that the tool's font lacks may be missing.
bool says_value(const DrawnLook& look, Object field, Saying how);

}  // namespace chamber::inspect
