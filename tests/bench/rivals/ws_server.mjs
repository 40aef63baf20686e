// npm `ws` over TLS: tells every message to everybody, stores nothing; and pushes a file in 64 KiB frames, waiting for each socket to drain.
//   ws_server.mjs PORT CHAIN KEY FILE
import { readFileSync } from "node:fs";
import { createServer } from "node:https";
import { WebSocketServer } from "ws";

const [port, chain, key, file] = process.argv.slice(2);
const bytes = readFileSync(file);
const piece = 65_536;
const server = createServer({ cert: readFileSync(chain), key: readFileSync(key), minVersion: "TLSv1.3", ciphers: "TLS_AES_128_GCM_SHA256" });
const room = new WebSocketServer({ server, perMessageDeflate: false });

function push(socket) {
  let at = 0;
  const some = () => {
    while (at < bytes.length) {
      socket.send(bytes.subarray(at, at + piece));
      at += piece;
      if (socket.bufferedAmount > 1_048_576) {
        socket._socket.once("drain", some);
        return;
      }
    }
  };
  some();
}

room.on("connection", (socket) => {
  socket._socket.setNoDelay(true);
  socket.on("message", (data, binary) => {
    if (!binary && data.toString() === "push") {
      push(socket);
      return;
    }
    for (const each of room.clients) each.send(data, { binary });
  });
});
server.listen(Number(port), "127.0.0.1");
