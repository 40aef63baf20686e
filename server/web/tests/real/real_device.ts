// A device with the real Client: its own IndexedDB (fake-indexeddb, so that it outlives its app), a real WebSocket through the proxy, and
// a clock that runs faster than the test's. crash() is what iPadOS does to an app: from one moment to the next nothing runs any more.
import "fake-indexeddb/auto";
import WebSocket from "ws";

import { type CommandBody, type CommandOutcome, type FromDevice, limits } from "../../src/generated/protocol";
import { Client } from "../../src/sync/client";
import { Database } from "../../src/sync/database";
import { DatabaseStore } from "../../src/sync/database_store";
import { pace } from "../../src/sync/fetcher_parts";
import { openIdentity } from "../../src/sync/identity";
import type { SocketLike } from "../../src/sync/link";
import { MemoryStore } from "../../src/sync/memory_store";
import { randomId } from "../../src/sync/open_client";
import { Signal } from "../../src/sync/signal";
import type { Store } from "../../src/sync/store";
import { decodeChunk, pieceBytes, windowsMax } from "../../src/sync/transfer";
import { digestInSteps } from "../../src/sync/digests";
import { applyDelta } from "../../src/sync/zstd";
import { startDocumentDownloads } from "../../src/tablet/document_downloads";

// A second of the device passes with each tick: its time-outs come four times as fast, and a test machine that stalls is no tablet that slept.
const tickMs = 250;
const never = (): Promise<never> => new Promise(() => undefined);

// The door of a running app to its store: behind it nothing moves once the app is dead.
function mortal(store: Store, alive: () => boolean): Store {
  const guard = async <T>(work: () => Promise<T>): Promise<T> => {
    if (!alive()) return await never();
    const result = await work();
    return alive() ? result : await never();
  };
  return {
    load: () => guard(() => store.load()),
    commit: (writes) => guard(() => store.commit(writes)),
    piece: (sha256, index) => guard(() => store.piece(sha256, index)),
    recall: (key) => guard(() => store.recall(key)),
    remember: (key, value) => guard(() => store.remember(key, value)),
    erase: () => guard(() => store.erase()),
  };
}

export interface Line {
  readonly port: () => number; // of the proxy
  readonly origin: () => string; // of the server
}

// Two windows on the line, what waits to be stored, and what is being stored.
export const aheadMax = windowsMax * limits.bulkWindowBytes + (pace.waitingMax + pace.piecesAtOnce) * pieceBytes;

export class RealDevice {
  readonly name: string;
  readonly kind: "tablet" | "desktop";
  client!: Client;
  readonly openDocument = new Signal<string | null>(null);
  build = "real"; // that it says of its app
  fetches = false; // papers, from the next start of the app on
  readonly received = new Map<string, number>(); // bytes of each blob that came over the line
  readonly queued: CommandBody[] = []; // durable on the device
  readonly outcomes: CommandOutcome[] = [];
  readonly broken: string[] = []; // rules that were not kept
  readonly #line: Line;
  readonly #database: Database;
  readonly store: Store;
  readonly #sockets = new Set<WebSocket>();
  #transfers = new Map<number, string>();
  #life = 0;
  #now = 0;
  #clock: ReturnType<typeof setInterval> | undefined;

  constructor(name: string, kind: "tablet" | "desktop", line: Line) {
    this.name = name;
    this.kind = kind;
    this.#line = line;
    this.#database = new Database(`${name}-${randomId()}`);
    this.store = kind === "tablet" ? new DatabaseStore(this.#database) : new MemoryStore();
  }

  async start(): Promise<void> {
    const life = ++this.#life;
    const alive = (): boolean => this.#life === life;
    this.client = await Client.open({
      store: mortal(this.store, alive),
      identity: await openIdentity(this.#database),
      kind: this.kind,
      build: this.build,
      model: this.name,
      patch: applyDelta,
      digestWhole: digestInSteps,
      openSocket: () => this.#open(alive),
      nowMs: () => this.#now,
      chance: () => Math.random(),
      newIncarnation: randomId,
      put: async (path, body) => void (await fetch(this.#line.origin() + path, { method: "PUT", body })),
    });
    this.client.start();
    this.#clock = setInterval(() => {
      this.#now += 1_000;
      this.client.tick();
    }, tickMs);
    if (this.fetches) await startDocumentDownloads(this.client, this.openDocument);
  }

  crash(): void {
    this.#life++;
    clearInterval(this.#clock);
    for (const socket of this.#sockets) socket.terminate();
    this.#sockets.clear();
  }

  // Resolves when the command is durable here; its answer is gathered when it comes.
  async write(body: CommandBody): Promise<void> {
    await new Promise<void>((done) => {
      void this.client.sendCommand(body, () => done()).then((outcome) => this.outcomes.push(outcome));
    });
    this.queued.push(body);
  }

  #open(alive: () => boolean): SocketLike {
    const socket = new WebSocket(`ws://127.0.0.1:${this.#line.port()}/sync`, { origin: this.#line.origin() });
    this.#sockets.add(socket);
    this.#transfers = new Map();
    socket.on("error", () => undefined);
    socket.on("close", () => this.#sockets.delete(socket));
    socket.on("message", (data, binary) => {
      if (binary) this.#count(data as ArrayBuffer);
    });
    const send = socket.send.bind(socket) as (text: string) => void;
    socket.send = ((text: string) => {
      if (!alive()) return;
      this.#watch(JSON.parse(text) as FromDevice);
      send(text);
    }) as typeof socket.send;
    return socket as unknown as SocketLike;
  }

  #count(frame: ArrayBuffer): void {
    const chunk = decodeChunk(frame);
    const sha256 = chunk && this.#transfers.get(chunk.transfer);
    if (sha256) this.received.set(sha256, (this.received.get(sha256) ?? 0) + chunk.bytes.length);
  }

  // Nothing is asked for that is stored here already, nor further ahead than a machine holds in memory.
  #watch(message: FromDevice): void {
    if (message.type !== "fetch") return;
    this.#transfers.set(message.transfer, message.sha256);
    const have = this.client.blobs.value.get(message.sha256)?.have ?? 0;
    if (message.offset < have || message.offset > have + aheadMax)
      this.broken.push(`asks for ${message.sha256.slice(0, 8)} from ${message.offset}, has ${have}`);
  }
}
