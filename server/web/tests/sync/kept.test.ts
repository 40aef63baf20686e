import { expect, test } from "vitest";

import type { CommandBody } from "../../src/generated/protocol";
import { limits } from "../../src/generated/protocol";
import { keep, type KeptRow, releaseBackedUp, revokedDevices, takeForgotten } from "../../src/sync/kept";
import { append, newOutbox } from "../../src/sync/outbox";
import { parkLost, unpark } from "../../src/sync/parking";
import { type Held, View } from "../../src/sync/view";
import { batch } from "./builders";

const where = { person: "VP01", epoch: "e1", incarnation: "i1" };
const done = (number: number, body: CommandBody) => ({ number, body, shownAt: number });
const open = (item: string): CommandBody => ({ type: "open_agenda_item", session: "KH15", item });

test("Kept commands are bounded in number and bytes; the oldest go", () => {
  const many = keep(
    [],
    where,
    Array.from({ length: limits.keptCommandsMax + 3 }, (_, at) => done(at + 1, open("M"))),
  );
  expect(many).toHaveLength(limits.keptCommandsMax);
  expect(many[0]?.number).toBe(4);
  const long: CommandBody = { type: "withdraw_document", document: "TL01", reason: "x".repeat(limits.keptCommandsBytesMax / 3) };
  expect(keep([], where, [done(1, long), done(2, long), done(3, long)]).map((row) => row.number)).toEqual([2, 3]);
});

test("Kept commands are none that report, and none that only concern the moment", () => {
  const passing: CommandBody[] = [
    { type: "purged", sha256: "a" },
    { type: "set_enrolment", open: true },
    { type: "settle_alarm", alarm: "copied_back" },
  ];
  expect(
    keep(
      [],
      where,
      passing.map((body, at) => done(at + 1, body)),
    ),
  ).toEqual([]);
});

test("Kept commands of a history go with the backup that holds them, those of an ended one do not", () => {
  const kept = [
    ...keep([], where, [done(1, open("M1"))]),
    ...keep([], { ...where, epoch: "e0", incarnation: "i0" }, [done(2, open("M2"))]),
  ];
  expect(releaseBackedUp(kept, "e1", 5).map((row: KeptRow) => row.epoch)).toEqual(["e0"]);
});

test("Kept commands of others wait for them", () => {
  const kept = keep([], { ...where, person: "VP02" }, [done(1, open("M1"))]);
  expect(takeForgotten(kept, where, batch({ snapshot: true, epoch: "e2" }))).toEqual({ kept, again: [] });
});

const device = (id: string, state: "approved" | "revoked") => ({
  key: `device/${id}`,
  type: "device" as const,
  id,
  seq: 1,
  scope: "operations",
  entity: { type: "device" as const, id, state } as never,
});

test("A revocation is known again from whoever saw it, once, and only where it is forgotten", () => {
  const before = View.of([device("stolen", "revoked"), device("gone", "revoked"), device("known", "revoked"), device("fine", "approved")]);
  const after = View.of([device("stolen", "approved"), device("known", "revoked"), device("fine", "approved")]);
  expect(revokedDevices(before).sort()).toEqual(["gone", "known", "stolen"]);
  const parked = parkLost([], "VP01", before, after);
  const { outbox } = unpark(parked, "VP01", "e2", after, newOutbox("i2"));
  expect(outbox.rows.map(({ body }) => body.type === "revoke_device" && body.device)).toEqual(["stolen"]);
  const waiting = append(newOutbox("i2"), { type: "revoke_device", device: "stolen", reason: "mất máy" }).outbox;
  expect(unpark(parked, "VP01", "e2", after, waiting).outbox.rows).toHaveLength(1);
});

test("Of the notebook, too, a restored server is brought what it lacks, and not what is about to be removed", () => {
  const page = (id: string, text: string): Held => ({
    key: `notebook_note/${id}`,
    type: "notebook_note",
    id,
    seq: 5,
    scope: "person:DB1",
    entity: { type: "notebook_note", id, person: "DB1", session: "K1", kind: "text", text, received_at: "2024-12-18T00:31:00Z" } as never,
  });
  const before = View.empty.with([page("a", "Còn"), page("b", "Mất"), page("c", "Đã sửa"), page("d", "Sắp xóa")], []);
  const after = View.empty.with([page("a", "Còn"), page("c", "Chưa sửa")], []);
  const parked = parkLost([], "DB1", before, after, "e1");
  const waiting = append(newOutbox("i2"), { type: "remove_notebook_note", id: "d" }).outbox;
  const { outbox } = unpark(parked, "DB1", "e2", after, waiting);
  expect(outbox.rows.map(({ body }) => (body.type === "put_notebook_note" ? body.note.text : body.type))).toEqual([
    "remove_notebook_note",
    "Mất",
    "Đã sửa",
  ]);
});
