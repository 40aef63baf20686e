// A Client in the browser: its database, its socket on the page's own origin, its clock, and what wakes it.
//
// The tablet keeps everything (IndexedDB); a desktop keeps its device key and what it asked the server to do, and forgets the documents with the page.
import { buildId, type DeviceKind } from "../generated/protocol";
import { Client } from "./client";
import { Database } from "./database";
import { DatabaseStore } from "./database_store";
import { DesktopStore } from "./desktop_store";
import { forgetIdentity, openIdentity } from "./identity";
import type { SocketLike } from "./link";
import { digestByBrowser } from "./digests";
import { patchInWorker } from "./patch";
import { Vault } from "./vault";

export interface ClientOptions {
  readonly kind: DeviceKind;
  readonly databaseName: string; // "chamber-tablet", "chamber-console"
  readonly keeps: "everything" | "commands";
}

export const socketUrl = (): string => `${location.protocol === "http:" ? "ws" : "wss"}://${location.host}/sync`;

// What the machine says of itself; shown in the office, never trusted.
export function deviceModel(agent: string = navigator.userAgent): string {
  const tablet = /iPad|Macintosh.*Mobile|Android/.exec(agent) || (navigator.maxTouchPoints > 1 && /Macintosh/.test(agent));
  const version = /Version\/([\d.]+)/.exec(agent)?.[1] ?? /Chrome\/(\d+)/.exec(agent)?.[1] ?? /Firefox\/(\d+)/.exec(agent)?.[1] ?? "";
  const engine = /Edg\//.test(agent) ? "Edge" : /Chrome\//.test(agent) ? "Chrome" : /Firefox\//.test(agent) ? "Firefox" : "Safari";
  const system = tablet ? "iPad" : /Windows/.test(agent) ? "Windows" : /Linux/.test(agent) ? "Linux" : /Mac/.test(agent) ? "Mac" : "";
  return [system, engine, version].filter(Boolean).join(" ").slice(0, 64);
}

export function randomId(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

// The newest window of this browser works; the older ones let go (two would share one outbox).
function onlyOneWindow(name: string, client: Client): void {
  const channel = new BroadcastChannel(name);
  channel.postMessage("opened");
  channel.onmessage = () => client.yieldToOtherWindow();
}

function wakeWith(client: Client): void {
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") client.wake();
  });
  // `persisted`: the page comes back from the cache of pages; on an ordinary load start() has just opened a socket.
  addEventListener("pageshow", (event) => {
    if (event.persisted) client.wake();
  });
  addEventListener("online", () => client.wake());
  setInterval(() => client.tick(), 1_000);
}

export async function openClient(options: ClientOptions): Promise<Client> {
  const database = new Database(options.databaseName);
  const identity = await openIdentity(database);
  const client = await Client.open({
    store: options.keeps === "everything" ? new Vault(new DatabaseStore(database)) : new DesktopStore(new DatabaseStore(database)),
    identity,
    kind: options.kind,
    build: buildId,
    model: deviceModel(),
    patch: patchInWorker,
    digestWhole: digestByBrowser,
    openSocket: () => new WebSocket(socketUrl()) as SocketLike,
    nowMs: () => Date.now(),
    chance: () => Math.random(),
    newIncarnation: randomId,
    put: async (path, body) => void (await fetch(path, { method: "PUT", body })),
  });
  database.onCleared = () => {
    void identity.keepIn(database).catch((error: unknown) => console.warn(error));
    void client.storeWasCleared();
  };
  onlyOneWindow(options.databaseName, client);
  wakeWith(client);
  client.start();
  return client;
}

// After a revocation, on the person's own wish: a new key, so a new device to enrol. Reload the page afterwards.
export async function enrolAnew(databaseName: string): Promise<void> {
  const database = new Database(databaseName);
  await new DatabaseStore(database).erase();
  await forgetIdentity(database);
}
