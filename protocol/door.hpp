// Where a connection came in.
#pragma once

namespace chamber {

// tls: the network. loopback: plain, from the server's own machine; a desktop needs no approval there. local: the Unix
// socket; whoever may open it acts for the office, and is told no feed: it asks for lists.
enum class Door { tls, loopback, local };

}  // namespace chamber
