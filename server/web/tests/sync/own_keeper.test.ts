import { expect, test } from "vitest";

import type { FromDevice, KeepOwn, ReadingRecord } from "../../src/generated/protocol";
import { limits } from "../../src/generated/protocol";
import { MemoryStore } from "../../src/sync/memory_store";
import { OwnKeeper } from "../../src/sync/own_keeper";
import { mergedPreferences, mergedReading } from "../../src/sync/own_records";
import { Signal } from "../../src/sync/signal";
import { View } from "../../src/sync/view";

const settle = async (): Promise<void> => void (await new Promise((resolve) => setImmediate(resolve)));
const place = (page_index: number) => ({ revision: 1, page_index, share: 0, fit: "width" as const, zoom: 1 });

// The server's side of it: one person's records.
class Server {
  readings = new Map<string, ReadingRecord>();
  preferences = {};
  keep(said: KeepOwn, now: string): { readings: ReadingRecord[]; preferences?: object } {
    const readings = said.readings.map((each) => mergedReading(this.readings.get(each.document), each, now));
    for (const each of readings) this.readings.set(each.document, each);
    if (said.preferences) this.preferences = mergedPreferences(this.preferences, said.preferences, now);
    return { readings, ...(said.preferences && { preferences: this.preferences }) };
  }
}

class Tablet {
  static now = Date.parse("2024-12-18T01:00:00Z");
  readonly store: MemoryStore;
  readonly phase = new Signal<string>("offline");
  readonly view = new Signal<View>(View.empty);
  readonly welcome = new Signal<{ time: string } | null>(null);
  readonly sent: KeepOwn[] = [];
  readonly others: Tablet[] = [];
  person: string | null = "DB1";
  own: OwnKeeper;

  constructor(
    readonly server: Server,
    documents: readonly string[],
    store = new MemoryStore(),
    kind: "tablet" | "desktop" = "tablet",
  ) {
    this.store = store;
    this.view.set(
      View.empty.with(
        documents.map((id) => ({
          key: `document/${id}`,
          type: "document" as const,
          id,
          seq: 1,
          scope: "everyone",
          entity: { type: "document", id } as never,
        })),
        [],
      ),
    );
    this.own = new OwnKeeper({ kind, store, nowMs: () => Tablet.now }, this, (message) => this.hear(message));
  }
  hear(message: FromDevice): boolean {
    if (this.phase.value !== "online") return false;
    this.sent.push(message as KeepOwn);
    return true;
  }
  answer(): void {
    for (const said of this.sent.splice(0)) {
      const kept = this.server.keep(said, new Date(Tablet.now).toISOString());
      this.own.onRecords({ type: "own_records", ask: said.ask, complete: false, ...kept });
      for (const other of this.others) other.own.onRecords({ type: "own_records", ask: 0, complete: false, ...kept });
    }
  }
  async connect(): Promise<void> {
    await this.own.changePerson(this.person);
    this.phase.set("online");
    this.own.onRecords({
      type: "own_records",
      ask: 0,
      readings: [...this.server.readings.values()],
      preferences: this.server.preferences,
      complete: true,
    });
    await settle();
  }
  lose(): void {
    this.phase.set("offline");
    this.own.onLost();
  }
  async tick(ms = 1_000): Promise<void> {
    Tablet.now += ms;
    this.own.tick();
    await settle();
  }
  page(document: string): number | undefined {
    return this.own.readings.value.get(document)?.place?.page_index;
  }
}

test("A spare tablet opens where the other left off", async () => {
  const server = new Server();
  const first = new Tablet(server, ["A"]);
  await first.connect();
  first.own.keepPlace("A", place(11));
  await first.tick();
  expect(first.sent).toHaveLength(1);
  first.answer();
  const spare = new Tablet(server, ["A"]);
  await spare.connect();
  expect(spare.page("A")).toBe(11);
  await spare.tick(60_000);
  expect(spare.sent).toHaveLength(0);
});

test("However often somebody turns pages, the server hears of it every three seconds at most, and of the newest", async () => {
  const tablet = new Tablet(new Server(), ["A"]);
  await tablet.connect();
  let heard = 0;
  for (let page = 0; page < 60; page++) {
    tablet.own.keepPlace("A", place(page));
    await tablet.tick(250);
    heard += tablet.sent.length;
    tablet.answer();
    await settle();
  }
  expect(heard).toBeLessThanOrEqual(15_000 / limits.keepOwnEveryMs + 1);
  await tablet.tick(limits.keepOwnEveryMs);
  tablet.answer();
  await settle();
  expect(tablet.server.readings.get("A")?.place?.page_index).toBe(59);
  await tablet.tick(60_000);
  expect(tablet.sent).toHaveLength(0);
});

test("What was done offline is told once when the server is back, and the newer word of the other tablet stays", async () => {
  const server = new Server();
  const first = new Tablet(server, ["A", "B"]);
  const second = new Tablet(server, ["A", "B"]);
  await first.own.changePerson("DB1");
  first.own.keepPlace("A", place(3));
  first.own.keepPlace("B", place(1));
  await first.tick();
  await second.connect();
  second.own.keepPlace("A", place(7));
  await second.tick();
  second.answer();
  await first.connect();
  expect(first.page("A")).toBe(7);
  await first.tick();
  first.answer();
  await settle();
  expect(server.readings.get("A")?.place?.page_index).toBe(7);
  expect(server.readings.get("B")?.place?.page_index).toBe(1);
});

test("A tablet that is read on is told what the other does, and what is being said here is not turned back", async () => {
  const server = new Server();
  const first = new Tablet(server, ["A"]);
  const second = new Tablet(server, ["A"]);
  first.others.push(second);
  await first.connect();
  await second.connect();
  first.own.keepPlace("A", place(4));
  await first.tick();
  first.answer();
  await settle();
  expect(second.page("A")).toBe(4);
  second.own.keepPlace("A", place(9));
  first.own.keepBookmarks("A", [{ revision: 1, page_index: 2 }]);
  await first.tick(limits.keepOwnEveryMs);
  first.answer();
  await settle();
  expect(second.page("A")).toBe(9);
  expect(second.own.readings.value.get("A")?.bookmarks?.pages).toEqual([{ revision: 1, page_index: 2 }]);
});

test("A restored server is told what it lacks", async () => {
  const server = new Server();
  const tablet = new Tablet(server, ["A"]);
  await tablet.connect();
  tablet.own.keepPlace("A", place(5));
  tablet.own.keepScreen({ text_size_px: 24 });
  await tablet.tick();
  tablet.answer();
  await settle();
  tablet.lose();
  server.readings.clear();
  server.preferences = {};
  await tablet.connect();
  await tablet.tick();
  tablet.answer();
  expect(server.readings.get("A")?.place?.page_index).toBe(5);
  expect(server.preferences).toMatchObject({ screen: { text_size_px: 24 } });
});

test("An app that is killed finds its place again, and tells it", async () => {
  const server = new Server();
  const tablet = new Tablet(server, ["A"]);
  await tablet.own.changePerson("DB1");
  tablet.own.keepPlace("A", place(8));
  await tablet.tick();
  const again = new Tablet(server, ["A"], tablet.store);
  await again.own.changePerson("DB1");
  expect(again.page("A")).toBe(8);
  await again.connect();
  await again.tick();
  expect(again.sent[0]?.readings[0]?.place?.page_index).toBe(8);
});

test("Each person has their own, and finds it when they come back", async () => {
  const tablet = new Tablet(new Server(), ["A"]);
  await tablet.own.changePerson("DB1");
  tablet.own.keepPlace("A", place(8));
  await tablet.own.changePerson("DB2");
  expect(tablet.page("A")).toBeUndefined();
  tablet.own.keepPlace("A", place(1));
  await tablet.own.changePerson("DB1");
  expect(tablet.page("A")).toBe(8);
});

test("Of papers that are not here nothing is told; a refusal waits, and what can never be taken is not said for ever", async () => {
  const tablet = new Tablet(new Server(), ["A"]);
  await tablet.connect();
  tablet.own.markOpened("gone", 1);
  await tablet.tick();
  expect(tablet.sent).toHaveLength(0);
  tablet.own.markRead("A", 1);
  await tablet.tick();
  const [busy] = tablet.sent.splice(0);
  expect(tablet.own.onRefusal({ type: "refusal", ask: busy!.ask, code: "busy", sentence: "" })).toBe(true);
  await tablet.tick();
  expect(tablet.sent).toHaveLength(0);
  await tablet.tick(15_000);
  const [again] = tablet.sent.splice(0);
  expect(again?.readings).toHaveLength(1);
  tablet.own.onRefusal({ type: "refusal", ask: again!.ask, code: "out_of_range", sentence: "" });
  await tablet.tick(60_000);
  expect(tablet.sent).toHaveLength(0);
  expect(tablet.own.onRefusal({ type: "refusal", ask: 7, code: "busy", sentence: "" })).toBe(false);
});

test("Moments are the server's, however wrong this clock is", async () => {
  const server = new Server();
  const tablet = new Tablet(server, ["A"]);
  await tablet.connect();
  tablet.welcome.set({ time: new Date(Tablet.now + 3_600_000).toISOString() });
  tablet.own.keepPlace("A", place(1));
  expect(tablet.own.readings.value.get("A")?.place?.at).toBe(new Date(Tablet.now + 3_600_000).toISOString().replace(".000Z", "Z"));
});

test("A revoked machine writes nothing of its person any more", async () => {
  const tablet = new Tablet(new Server(), ["A"]);
  await tablet.connect();
  tablet.own.keepPlace("A", place(1));
  tablet.own.drop();
  await tablet.own.changePerson(null);
  await tablet.tick(60_000);
  expect(await tablet.store.recall("own/DB1")).toBeUndefined();
  expect(tablet.own.readings.value.size).toBe(0);
});

test("A desktop keeps nothing", async () => {
  const desktop = new Tablet(new Server(), ["A"], new MemoryStore(), "desktop");
  await desktop.connect();
  desktop.own.keepPlace("A", place(1));
  await desktop.tick();
  expect(desktop.sent).toHaveLength(0);
  expect(desktop.own.readings.value.size).toBe(0);
});
