// Damage that libqpdf meets only when it looks an object up: it then takes the object for null, before signing and
// after, and finds the revisions equal, while a reader that repairs shows what nobody compared.
#pragma once

#include <string_view>

class QPDF;

namespace chamber::inspect {

enum class Damage { none, found };

// Looks up all that the trailer reaches, for at most 5 CPU seconds; what is not looked at then counts as damaged.
// Harmless bad style (a blank before "xref" or behind "stream", a wrong /Size) is no damage. `bytes`: of which `pdf`
// was opened.
Damage find_damage(std::string_view bytes, QPDF& pdf);

}  // namespace chamber::inspect
