// What each of our programs does first: whatever it writes is its owner's alone, and its memory is nobody's to read.
//
// umask 077; no core file; not dumpable, so that no program of the same account can attach to it or read its memory,
// and the kernel writes none of it anywhere when it dies. An executed child is dumpable again, with no core file
// either. Builds with a sanitizer stay dumpable: its leak check attaches to the program. OpenSSL frees through us, and
// what it frees (records of TLS among it) is wiped, as what C++ frees is (wiped_memory.cpp). Thread: the main one,
// before there is another, and before OpenSSL was used.
#pragma once

namespace chamber::storage {

void begin_private_process();

}  // namespace chamber::storage
