// The device's identity: a P-256 key that cannot leave this browser, and the proof of it that `hello` carries.
//
// The id is the first 16 bytes of the SHA-256 of the raw public point, in hexadecimal. The signature is raw r||s over
// "chamber-hello/1\n" nonce "\n" id "\n".
import type { Database } from "./database";

export interface Identity {
  readonly id: string;
  readonly publicKey: string; // base64url of the raw point
  sign(nonce: string): Promise<string>;
}

// `keepIn`: written again into a database that was cleared.
export interface KeptIdentity extends Identity {
  keepIn(database: Database): Promise<void>;
}

interface StoredKey {
  readonly privateKey: CryptoKey;
  readonly point: Uint8Array<ArrayBuffer>;
}

export function base64url(bytes: Uint8Array): string {
  let text = "";
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
}

export const helloText = (nonce: string, device: string): string => `chamber-hello/1\n${nonce}\n${device}\n`;

export async function deviceIdOf(point: Uint8Array<ArrayBuffer>): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", point));
  return [...digest.slice(0, 16)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

async function newKey(): Promise<StoredKey> {
  const pair = await crypto.subtle.generateKey({ name: "ECDSA", namedCurve: "P-256" }, false, ["sign", "verify"]);
  return { privateKey: pair.privateKey, point: new Uint8Array(await crypto.subtle.exportKey("raw", pair.publicKey)) };
}

// The key of this browser, made on first use.
export async function openIdentity(database: Database): Promise<KeptIdentity> {
  const read = (): Promise<StoredKey | undefined> =>
    database.run(["identity"], "readonly", (tx) => tx.objectStore("identity").get("key") as Promise<StoredKey | undefined>);
  let key = await read();
  if (!key) {
    const made = await newKey();
    // Two windows may start together: the first key written stays.
    key = await database.run(["identity"], "readwrite", async (tx) => {
      const there = (await tx.objectStore("identity").get("key")) as StoredKey | undefined;
      if (!there) await tx.objectStore("identity").put(made, "key");
      return there ?? made;
    });
  }
  const kept = key;
  const { privateKey, point } = kept;
  const id = await deviceIdOf(point);
  return {
    id,
    publicKey: base64url(point),
    async sign(nonce) {
      const text = new TextEncoder().encode(helloText(nonce, id));
      return base64url(new Uint8Array(await crypto.subtle.sign({ name: "ECDSA", hash: "SHA-256" }, privateKey, text)));
    },
    async keepIn(other) {
      await other.run(["identity"], "readwrite", (tx) => tx.objectStore("identity").put(kept, "key"));
    },
  };
}

// Whether the key that is kept here is this device's, and signs what its public point confirms. Makes none.
export async function provesItself(database: Database, device: string): Promise<boolean> {
  const key = await database.run(["identity"], "readonly", (tx) => tx.objectStore("identity").get("key") as Promise<StoredKey | undefined>);
  if (!key || (await deviceIdOf(key.point)) !== device) return false;
  const how = { name: "ECDSA", hash: "SHA-256" };
  const text = crypto.getRandomValues(new Uint8Array(32));
  const signature = await crypto.subtle.sign(how, key.privateKey, text);
  const point = await crypto.subtle.importKey("raw", key.point, { name: "ECDSA", namedCurve: "P-256" }, false, ["verify"]);
  return await crypto.subtle.verify(how, point, signature, text);
}

// After a revocation: the next start makes a new key, a new device to enrol.
export async function forgetIdentity(database: Database): Promise<void> {
  await database.run(["identity"], "readwrite", (tx) => tx.objectStore("identity").delete("key"));
}
