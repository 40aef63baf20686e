// Damage that libqpdf meets only when it looks an object up: it then takes the object for null, before signing and after, and finds the
// revisions equal, while a reader that repairs shows what nobody compared.
#pragma once

#include <string_view>

class QPDF;

namespace chamber::inspect {

enum class Damage { none, found };

// Looks up all that the trailer reaches, for at most 5 CPU seconds; what is not looked at then counts as damaged. Harmless bad style (a blank
// before "xref", a wrong /Size) is no damage.
Damage find_damage(QPDF& pdf);

}  // namespace chamber::inspect
