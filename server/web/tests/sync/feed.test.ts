import { expect, test } from "vitest";

import { lostNotes, nowhere, referencedBlobs, take } from "../../src/sync/feed";
import { View } from "../../src/sync/view";
import { batch, change, document, gone, note, revision } from "./builders";

const at = (cursor: number) => ({ person: "DB24", epoch: "e1", cursor, access: "everyone" });

test("Feed takes a batch that continues, and moves the cursor past what it may not see", () => {
  const taken = take(at(4), View.empty, batch({ prev: 4, upto: 9, items: [change(6, note("a"))] }));
  expect(taken?.place).toEqual(at(9));
  expect(taken?.view.get("annotation", "a")?.text).toBe("ghi chú");
});

test("Feed refuses a batch that does not continue, or of another history", () => {
  expect(take(at(4), View.empty, batch({ prev: 5, upto: 6 }))).toBeUndefined();
  expect(take(at(4), View.empty, batch({ prev: 3, upto: 6 }))).toBeUndefined();
  expect(take(at(4), View.empty, batch({ prev: 4, upto: 6, epoch: "e2" }))).toBeUndefined();
});

test("Feed lets a snapshot replace everything", () => {
  const before = take(
    { ...nowhere, person: "DB24" },
    View.empty,
    batch({ snapshot: true, upto: 2, items: [change(1, note("old"))] }),
  )!.view;
  const taken = take(at(2), before, batch({ snapshot: true, epoch: "e2", upto: 7, items: [change(7, note("new"))] }))!;
  expect(taken.cleared).toBe(true);
  expect(taken.view.all("annotation").map((each) => each.id)).toEqual(["new"]);
  expect(taken.place).toEqual({ person: "DB24", epoch: "e2", cursor: 7, access: "everyone" });
});

test("Feed deletes for good, and purges whole scopes before it takes what is new", () => {
  const items = [change(1, note("mine"), "person:DB24"), change(2, note("ours"), "group:TO3"), change(3, document("TL01"))];
  const before = take(at(0), View.empty, batch({ upto: 3, items }))!.view;
  const taken = take(
    at(3),
    before,
    batch({ prev: 3, upto: 6, purge_scopes: ["group:TO3"], items: [gone(5, "document", "TL01"), change(6, note("x"), "group:TO3")] }),
  )!;
  expect(
    taken.view
      .all("annotation")
      .map((each) => each.id)
      .sort(),
  ).toEqual(["mine", "x"]);
  expect(taken.view.get("document", "TL01")).toBeUndefined();
  expect([...taken.removed].sort()).toEqual(["annotation/ours", "document/TL01"]);
});

test("Feed keeps an entity that moved scope when the old scope's deletion comes later", () => {
  const before = take(at(0), View.empty, batch({ upto: 1, items: [change(1, document("TL01"), "everyone")] }))!.view;
  const taken = take(
    at(1),
    before,
    batch({ prev: 1, upto: 3, items: [change(2, document("TL01"), "delegates"), gone(3, "document", "TL01", "everyone")] }),
  )!;
  expect(taken.view.held("document", "TL01")?.scope).toBe("delegates");
});

test("Feed knows which blobs are still referenced", () => {
  const preview = { sha256: "p".repeat(64), bytes: 10, ends: [10] };
  const taken = take(
    at(0),
    View.empty,
    batch({
      upto: 1,
      items: [change(1, document("TL01", { revisions: [revision("1".repeat(64)), revision("2".repeat(64), { n: 2, preview })] }))],
    }),
  )!;
  expect(referencedBlobs(taken.view)).toEqual(new Set(["1".repeat(64), "2".repeat(64), "p".repeat(64)]));
});

test("Feed names the author's notes that a restored server lacks, and nobody else's", () => {
  const before = take(
    at(0),
    View.empty,
    batch({ upto: 3, items: [change(1, note("kept")), change(2, note("lost")), change(3, note("other", "…", "DB01"))] }),
  )!.view;
  const after = take(at(3), before, batch({ snapshot: true, epoch: "e2", upto: 1, items: [change(1, note("kept"))] }))!.view;
  expect(lostNotes(before, after, "DB24").map((lost) => lost.id)).toEqual(["lost"]);
});
