import "fake-indexeddb/auto";
import { expect, test } from "vitest";

import { Database } from "../../src/sync/database";
import { DatabaseStore } from "../../src/sync/database_store";
import { DesktopStore } from "../../src/sync/desktop_store";
import { emptyLedger, type Ledger, ledgerOf, queue, takeBatch, takeReceipts } from "../../src/sync/ledger";
import { batch, change, note } from "./builders";

let number = 0;
const none = { n: 0, hash: "" };

class Page {
  constructor(
    readonly store: DesktopStore,
    public ledger: Ledger,
  ) {}

  static async open(name: string): Promise<Page> {
    const store = new DesktopStore(new DatabaseStore(new Database(name)));
    return new Page(store, ledgerOf(await store.load()));
  }
  async enter(entry: { ledger: Ledger; writes: Parameters<DesktopStore["commit"]>[0] } | undefined): Promise<void> {
    if (!entry) throw new Error("out of step");
    await this.store.commit(entry.writes);
    this.ledger = entry.ledger;
  }
}

async function office(): Promise<{ page: Page; name: string }> {
  const name = `desk-${++number}`;
  const page = await Page.open(name);
  page.ledger = { ...emptyLedger("i1"), place: { person: "VP01", epoch: "", cursor: 0, access: "" } };
  await page.store.commit({ numbering: { incarnation: "i1", next: 1 } });
  await page.enter(
    takeBatch(
      page.ledger,
      batch({ snapshot: true, upto: 5, journal: { n: 9, hash: "a".repeat(64) }, items: [change(5, note("a"))] }),
      [],
      false,
      () => "i2",
    ),
  );
  return { page, name };
}

test("Desktop store keeps a command of the office over a reload, and no papers and no notes", async () => {
  const { page, name } = await office();
  await page.enter(queue(page.ledger, { type: "open_agenda_item", session: "KH15", item: "M1" }));
  const again = await Page.open(name);
  expect(again.ledger.outbox.rows.map(({ body }) => body.type)).toEqual(["open_agenda_item"]);
  expect(again.ledger.place).toEqual({ person: "VP01", epoch: "e1", cursor: 0, access: "", journal: { n: 9, hash: "a".repeat(64) } });
  expect(again.ledger.view.everything()).toEqual([]);
});

test("Desktop store remembers what the office did until a backup holds it: a server restored while the page was closed is told again", async () => {
  const { page, name } = await office();
  await page.enter(queue(page.ledger, { type: "revoke_device", device: "d1", reason: "mất máy" }));
  await page.enter(
    takeReceipts(page.ledger, { type: "receipts", outcomes: [{ number: 1, done: true }], shown_at: 6, journal: none }, "e1"),
  );
  await page.enter(takeBatch(page.ledger, batch({ prev: 5, upto: 6 }), [], false, () => "i2"));
  expect(page.ledger.outbox.rows).toEqual([]);

  const again = await Page.open(name);
  await again.enter(takeBatch(again.ledger, batch({ snapshot: true, epoch: "e2", upto: 5 }), [], false, () => "i2"));
  expect(again.ledger.outbox.rows).toEqual([{ number: 1, body: { type: "revoke_device", device: "d1", reason: "mất máy" }, again: true }]);
  expect((await Page.open(name)).ledger.outbox).toEqual(again.ledger.outbox);
});

test("Desktop store lets go of what a verified backup holds", async () => {
  const { page, name } = await office();
  await page.enter(queue(page.ledger, { type: "revoke_device", device: "d1", reason: "mất máy" }));
  await page.enter(
    takeReceipts(page.ledger, { type: "receipts", outcomes: [{ number: 1, done: true }], shown_at: 5, journal: none }, "e1"),
  );
  expect((await Page.open(name)).ledger.kept).toHaveLength(1);
  await page.enter(takeBatch(page.ledger, batch({ prev: 5, upto: 6, backed_up: 5 }), [], false, () => "i2"));
  expect((await Page.open(name)).ledger.kept).toHaveLength(0);
});
