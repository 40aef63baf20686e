// What Yjs clients say: for each client, updates that each append one text, framed as y-websocket's sync message, to standard output.
//   yjs_updates.mjs CLIENTS UPDATES BYTES      shape: u32 length (little-endian), bytes; client by client
import * as Y from "yjs";

const [clients, updates, bytes] = process.argv.slice(2).map(Number);
const text = "@@0000000000000000000@@".padEnd(bytes, "x");

function varUint(value) {
  const out = [];
  while (value > 127) {
    out.push((value & 127) | 128);
    value >>>= 7;
  }
  out.push(value);
  return Buffer.from(out);
}

for (let client = 1; client <= clients; client++) {
  const doc = new Y.Doc();
  doc.clientID = client;
  const notes = doc.getArray("notes");
  const said = [];
  doc.on("update", (update) => said.push(Buffer.concat([Buffer.from([0, 2]), varUint(update.length), update])));
  for (let i = 0; i < updates; i++) notes.push([text]);
  for (const message of said) {
    const size = Buffer.alloc(4);
    size.writeUInt32LE(message.length);
    process.stdout.write(size);
    process.stdout.write(message);
  }
}
