import "fake-indexeddb/auto";
import { createPublicKey, verify } from "node:crypto";
import { expect, test } from "vitest";

import { Database } from "../../src/sync/database";
import { DatabaseStore } from "../../src/sync/database_store";
import { base64url, deviceIdOf, helloText } from "../../src/sync/identity";
import { View } from "../../src/sync/view";
import { change, note } from "./builders";
import { nowhere, take } from "../../src/sync/feed";
import { batch } from "./builders";

let number = 0;
const freshDatabase = (): Database => new Database(`test-${number++}`);

test("DatabaseStore gives back what was committed, pieces included", async () => {
  const store = new DatabaseStore(freshDatabase());
  const taken = take({ ...nowhere, person: "DB24" }, View.empty, batch({ upto: 1, access: "everyone", items: [change(1, note("a"))] }))!;
  await store.commit({
    place: taken.place,
    putEntities: taken.put,
    numbering: { incarnation: "i1", next: 2 },
    putRows: [{ number: 1, body: { type: "delete_annotation", id: "b" } }],
    putBlobs: [{ sha256: "x", bytes: 3, have: 3, verified: true }],
    putPieces: [{ sha256: "x", index: 0, bytes: Uint8Array.of(1, 2, 3) }],
  });
  const loaded = await store.load();
  expect(loaded.place).toEqual({ person: "DB24", epoch: "e1", cursor: 1, access: "everyone" });
  expect(View.of(loaded.entities).get("annotation", "a")?.text).toBe("ghi chú");
  expect(loaded.rows.map((row) => row.number)).toEqual([1]);
  expect(await store.piece("x", 0)).toEqual(Uint8Array.of(1, 2, 3));
});

test("DatabaseStore drops a blob with all its pieces, and only its own", async () => {
  const store = new DatabaseStore(freshDatabase());
  const blob = (sha256: string) => ({ sha256, bytes: 1, have: 1, verified: true });
  await store.commit({
    putBlobs: [blob("a"), blob("ab")],
    putPieces: ["a", "ab"].flatMap((sha256) => [0, 1].map((index) => ({ sha256, index, bytes: Uint8Array.of(index) }))),
  });
  await store.commit({ dropBlobs: ["a"] });
  expect(await store.piece("a", 1)).toBeUndefined();
  expect(await store.piece("ab", 1)).toEqual(Uint8Array.of(1));
});

test("Database opens again when the system took its connection, and the work is done", async () => {
  const database = freshDatabase();
  const store = new DatabaseStore(database);
  await store.remember("page", 7);
  await database.loseConnection();
  expect(await store.recall("page")).toBe(7);
});

test("Database leaves nothing of a transaction whose work fails", async () => {
  const database = freshDatabase();
  const work = database.run(["local"], "readwrite", async (tx) => {
    await tx.objectStore("local").put(1, "half");
    throw new Error("no");
  });
  await expect(work).rejects.toThrow("no");
  expect(await new DatabaseStore(database).recall("half")).toBeUndefined();
});

test("DatabaseStore erases everything but the device's key", async () => {
  const database = freshDatabase();
  const store = new DatabaseStore(database);
  await database.run(["identity"], "readwrite", (tx) => tx.objectStore("identity").put("key", "key"));
  await store.commit({ place: { ...nowhere, person: "DB24", cursor: 9 }, putBlobs: [{ sha256: "x", bytes: 1, have: 0, verified: false }] });
  await store.erase();
  const loaded = await store.load();
  expect([loaded.place.cursor, loaded.blobs.length]).toEqual([0, 0]);
  expect(await database.run(["identity"], "readonly", (tx) => tx.objectStore("identity").get("key"))).toBe("key");
});

test("Identity's proof is what OpenSSL verifies over the hello text", async () => {
  const pair = await crypto.subtle.generateKey({ name: "ECDSA", namedCurve: "P-256" }, false, ["sign", "verify"]);
  const point = new Uint8Array(await crypto.subtle.exportKey("raw", pair.publicKey));
  const id = await deviceIdOf(point);
  const text = new TextEncoder().encode(helloText("nonce", id));
  const signature = new Uint8Array(await crypto.subtle.sign({ name: "ECDSA", hash: "SHA-256" }, pair.privateKey, text));
  const spki = Buffer.concat([Buffer.from("3059301306072a8648ce3d020106082a8648ce3d030107034200", "hex"), point]);
  const key = createPublicKey({ key: spki, format: "der", type: "spki" });
  expect(verify("sha256", text, { key, dsaEncoding: "ieee-p1363" }, signature)).toBe(true);
  expect(id).toMatch(/^[0-9a-f]{32}$/);
  expect(base64url(Uint8Array.of(251, 255, 254))).toBe("-__-");
});
