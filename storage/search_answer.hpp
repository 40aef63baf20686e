// One answer to a search: so many hits, and where the next ones begin. For the server's devices and for chamber-admin
// without a server. It blocks; whoever asks says on which thread.
#pragma once

#include "protocol/message.hpp"

namespace chamber::storage {

class Store;

// Errors: those of Store::search; out_of_range (`after` is no `next` of an answer before, or so far down that nobody
// reads there).
Result<Found> search_answer(Store& store, const Viewer& viewer, const Search& asked);

}  // namespace chamber::storage
