// One tablet and the model server under a test's hand: virtual time, messages moved one by one.
import { Client } from "../../src/sync/client";
import { MemoryStore } from "../../src/sync/memory_store";
import type { Store } from "../../src/sync/store";
import { digestInSteps } from "../../src/sync/digests";
import { applyDelta } from "../../src/sync/zstd";
import { ModelServer } from "./model_server";

// Promises that are ready run; nothing here waits for real time.
export async function settle(): Promise<void> {
  for (let i = 0; i < 12; i++) await new Promise((resolve) => setImmediate(resolve));
}

export class World {
  readonly server = new ModelServer();
  readonly store: Store;
  readonly puts: { path: string; bytes: number }[] = [];
  now = 1_000_000;
  client!: Client;
  #incarnations = 0;

  constructor(store: Store = new MemoryStore()) {
    this.store = store;
  }

  // The app starts (again) on what the device holds.
  async startApp(): Promise<void> {
    this.client = await Client.open({
      store: this.store,
      identity: { id: "d", publicKey: "k", sign: async () => "s" },
      kind: "tablet",
      build: "b",
      model: "m",
      patch: applyDelta,
      digestWhole: digestInSteps,
      openSocket: this.server.openSocket,
      nowMs: () => this.now,
      chance: () => 0.5,
      newIncarnation: () => `i${++this.#incarnations}`,
      put: async (path, body) => void this.puts.push({ path, bytes: body.size }),
    });
    this.client.start();
    await this.connect();
  }

  async connect(): Promise<void> {
    if (this.server.newest.readyState === 0) this.server.accept(this.server.newest);
    await settle();
  }

  async tick(ms = 1_000): Promise<void> {
    this.now += ms;
    this.client.tick();
    if (this.server.newest.readyState === 0) this.server.accept(this.server.newest);
    await settle();
  }

  // Everything said is heard, until nobody has anything to say, also not a second later.
  async talk(): Promise<void> {
    let waited = false;
    for (let round = 0; round < 500; round++) {
      const socket = this.server.newest;
      if (socket.readyState === 0) this.server.accept(socket);
      if (socket.toServer.length === 0 && socket.toDevice.length === 0) {
        await settle();
        const quiet = this.server.newest === socket && socket.toServer.length === 0 && socket.toDevice.length === 0;
        if (quiet && waited) return;
        if (quiet) await this.tick();
        waited = quiet;
      }
      this.server.serve(socket);
      socket.deliver();
      await settle();
    }
    throw new Error("the conversation does not end");
  }

  cut(): void {
    this.server.newest.cut();
  }

  notes(): string[] {
    return this.client.view.value
      .all("annotation")
      .map((each) => `${each.id}:${each.text}`)
      .sort();
  }

  serverNotes(): string[] {
    return [...this.server.feed.values()]
      .flatMap((change) => (change.entity?.type === "annotation" ? [`${change.entity.id}:${change.entity.text}`] : []))
      .sort();
  }
}
