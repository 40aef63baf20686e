// y-websocket as it comes, over TLS: applies every update to its document and tells it to everybody.
//   yjs_server.mjs PORT CHAIN KEY
import { readFileSync } from "node:fs";
import { createServer } from "node:https";
import { createRequire } from "node:module";
import { WebSocketServer } from "ws";

const { setupWSConnection } = createRequire(import.meta.url)("y-websocket/bin/utils");
const [port, chain, key] = process.argv.slice(2);
const server = createServer({ cert: readFileSync(chain), key: readFileSync(key), minVersion: "TLSv1.3", ciphers: "TLS_AES_128_GCM_SHA256" });
const room = new WebSocketServer({ server, perMessageDeflate: false });
room.on("connection", (socket, request) => {
  socket._socket.setNoDelay(true);
  setupWSConnection(socket, request, { docName: "room" });
});
server.listen(Number(port), "127.0.0.1");
