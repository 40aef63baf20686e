// "Kiểm tra máy": what a tablet tries on itself, and says to the office when it failed.
#pragma once

#include <boost/describe.hpp>

namespace chamber {

// tls: the server's certificate. connection: the WebSocket. storage: what is written is read again. space: enough room.
// persistence: the browser keeps what is stored. key: the device's own key signs. worker: the app opens without
// network. wake: the screen stays on. clock: against the server's. pen: strokes with pressure. pages: a PDF is drawn.
// installed: from the Home Screen.
enum class MachineCheck {
    tls,
    connection,
    storage,
    space,
    persistence,
    key,
    worker,
    wake,
    clock,
    pen,
    pages,
    installed
};
BOOST_DESCRIBE_ENUM(MachineCheck, tls, connection, storage, space, persistence, key, worker, wake, clock, pen, pages,
                    installed)

}  // namespace chamber
