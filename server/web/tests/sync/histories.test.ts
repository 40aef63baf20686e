// The golden histories: what a device is told and does, and what it must hold after each step. The C++ device of the tests reads the
// same file (protocol/device_ledger.hpp). Here every step is also put through the store, so that memory and disk never differ.
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";

import type { Batch, Change, CommandBody, Document, Gap, Receipts, Revision } from "../../src/generated/protocol";
import {
  changePerson,
  type Entry,
  emptyLedger,
  type Ledger,
  ledgerOf,
  numberAnew,
  queue,
  takeBatch,
  takeReceipts,
} from "../../src/sync/ledger";
import { MemoryStore } from "../../src/sync/memory_store";
import { firstUnanswered, isAstray, nextMessage, unsentOf } from "../../src/sync/outbox";
import { shown } from "../../src/sync/overlay";
import type { View } from "../../src/sync/view";

type Fields = Record<string, unknown>;
interface Step extends Fields {
  readonly told?: { readonly batch?: Fields; readonly receipts?: Fields; readonly gap?: Gap };
  readonly then?: Fields;
}
interface File {
  readonly templates: Record<"batch" | "note" | "revision" | "paper", Fields>;
  readonly histories: readonly { readonly name: string; readonly says: string; readonly steps: readonly Step[] }[];
}

const { templates, histories } = JSON.parse(
  readFileSync(new URL("../../../../tests/golden/histories.json", import.meta.url), "utf8"),
) as File;

// The file's short forms, written out.
function changeOf({ seq, scope, note, paper, gone }: Fields): Change {
  const at = { seq: seq as number, scope: scope as string };
  if (note)
    return {
      ...at,
      entity_type: "annotation",
      id: (note as Fields)["id"] as string,
      entity: { ...templates.note, ...(note as Fields) } as never,
    };
  if (gone) {
    const [entity_type, id] = gone as [string, string];
    return { ...at, entity_type, id };
  }
  const { id, title, sha256, preview } = paper as { id: string; title: string; sha256: string; preview?: string };
  const revision = {
    ...templates.revision,
    sha256,
    ...(preview && { preview: { sha256: preview, bytes: 1000, ends: [1000] } }),
  } as unknown as Revision;
  return { ...at, entity_type: "document", id, entity: { ...templates.paper, id, title, revisions: [revision] } as unknown as Document };
}

const batchOf = (fields: Fields): Batch =>
  ({ ...templates.batch, ...fields, items: ((fields["items"] as Fields[] | undefined) ?? []).map(changeOf) }) as unknown as Batch;

function commandOf({ put, delete: deleted, open, base_seq }: Fields): CommandBody {
  if (open) return { type: "open_agenda_item", session: "KH15", item: open as string };
  if (!put) return { type: "delete_annotation", id: deleted as string };
  return { type: "put_annotation", annotation: { ...templates.note, ...(put as Fields) } as never, base_seq: base_seq as number };
}

const lines = (view: View): string[] =>
  view
    .everything()
    .map(({ key, entity }) => `${key}: ${entity.type === "annotation" ? entity.text : (entity as Document).title}`)
    .sort();

// Where the server stands when somebody goes, and whether they went themselves.
const leavingOf = (step: Step, epoch: string): { history: string; signedOut: boolean } => ({
  history: (step["history"] as string | undefined) ?? epoch,
  signedOut: step["signs_out"] === true,
});

class Device {
  readonly store = new MemoryStore();
  ledger: Ledger = emptyLedger("i1");
  took = true;
  astray = false;
  #incarnations = 1;

  async enter(entry: Entry): Promise<void> {
    await this.store.commit(entry.writes);
    this.ledger = entry.ledger;
  }

  readonly newIncarnation = (): string => `i${++this.#incarnations}`;

  async step(step: Step): Promise<void> {
    const { told } = step;
    if (told?.batch) await this.#batch(batchOf(told.batch));
    else if (told?.receipts) await this.enter(takeReceipts(this.ledger, told.receipts as unknown as Receipts, this.ledger.place.epoch));
    else if (told?.gap) this.astray = isAstray(this.ledger.outbox, told.gap.last_command);
    else if (step["writes"]) await this.enter(queue(this.ledger, commandOf(step["writes"] as Fields)));
    else if (step["holds"]) await this.#hold(step["holds"] as { sha256: string; bytes: number; preview: boolean });
    else if (step["crashes"]) this.ledger = ledgerOf(await this.store.load());
    else if (step["numbers_anew"]) await this.enter(numberAnew(this.ledger, step["numbers_anew"] as string));
    else if (step["person"] !== undefined)
      await this.enter(
        changePerson(this.ledger, step["person"] as string | null, leavingOf(step, this.ledger.place.epoch), this.newIncarnation),
      );
  }

  async #batch(batch: Batch): Promise<void> {
    const entry = takeBatch(this.ledger, batch, (await this.store.load()).blobs, true, this.newIncarnation);
    this.took = entry !== undefined;
    if (entry) await this.enter(entry);
    this.astray = isAstray(this.ledger.outbox, batch.last_command);
  }

  async #hold({ sha256, bytes, preview }: { sha256: string; bytes: number; preview: boolean }): Promise<void> {
    await this.store.commit({ putBlobs: [{ sha256, bytes, have: bytes, verified: true, ...(preview && { isPreview: true }) }] });
  }

  async facts(): Promise<Fields> {
    const { place, outbox, view } = this.ledger;
    return {
      took: this.took,
      numbering_ends: this.astray,
      cursor: place.cursor,
      epoch: place.epoch,
      access: place.access,
      incarnation: outbox.incarnation,
      next: outbox.next,
      outbox: outbox.rows.map(
        ({ number, body, shownAt }) => `${number} ${body.type}${shownAt === undefined ? "" : ` shown at ${shownAt}`}`,
      ),
      unsent: unsentOf(outbox).all,
      view: lines(view),
      shown: lines(shown(view, outbox, place.person)),
      blobs: (await this.store.load()).blobs.map((row) => row.sha256).sort(),
      kept: this.ledger.kept.map(({ epoch, number, body }) => `${epoch} ${number} ${body.type}`),
      mark: place.journal?.n ?? 0,
      hello: { incarnation: outbox.incarnation, epoch: place.epoch, cursor: place.cursor, access: place.access },
      sends: nextMessage(outbox, firstUnanswered(outbox) - 1).map((command) => command.number),
    };
  }
}

describe("History", () => {
  for (const { name, says, steps } of histories) {
    test(`${name}: ${says}`, async () => {
      const device = new Device();
      await device.store.commit({ numbering: { incarnation: "i1", next: 1 } });
      await device.enter(changePerson(device.ledger, "DB24", { history: "", signedOut: false }, device.newIncarnation));
      for (const [at, step] of steps.entries()) {
        await device.step(step);
        const facts = await device.facts();
        for (const [fact, value] of Object.entries(step.then ?? {})) expect(facts[fact], `step ${at + 1}, ${fact}`).toEqual(value);
        const kept = ledgerOf(await device.store.load());
        expect({ ...kept, view: lines(kept.view) }, `step ${at + 1}: what is on the disk`).toEqual({
          ...device.ledger,
          view: lines(device.ledger.view),
        });
      }
    });
  }
});
