import { describe, expect, it, test } from "vitest";

import type { Annotation, Document } from "../../../src/generated/protocol";
import {
  copyId,
  copyOf,
  inboxes,
  inboxOfDocument,
  type Item,
  type Items,
  keptOrphans,
  originOf,
  searches,
  toAnswer,
} from "../../../src/tablet/rescue/inbox";
import { document, note, revision } from "../../sync/builders";
import { viewOf } from "../builders";

const [one, two, three] = ["1", "2", "3"].map((digit) => digit.repeat(64)) as [string, string, string];
const paper = (...digests: string[]): Document =>
  document("TL01", { revisions: digests.map((sha256, at) => revision(sha256, { n: at + 1 })) });
const mine = (id: string, sha256: string, fields: Partial<Annotation> = {}): Annotation => ({
  ...note(`DB24.d.${id}`),
  revision_sha256: sha256,
  received_at: "2024-12-18T00:31:00Z",
  ...fields,
});
const marks = { strokes: [], quads: [], rect: [1, 2, 3, 4] };
const item = (notes: string[], fields: Partial<Item> = {}): Item => ({
  id: copyId(notes[0]!, { sha256: two }),
  document: "TL01",
  from: one,
  to: two,
  page: 0,
  notes,
  state: "asked",
  why: "words",
  placed: { page: 1, marks: [marks] },
  looked: false,
  ...fields,
});
const itemsOf = (...all: Item[]): Items => Object.fromEntries(all.map((each) => [each.id, each]));
const found = (...args: Parameters<typeof searches>): string[] =>
  searches(...args).map(
    ({ from, to, notes }) =>
      `${from.n}>${to.n} ${notes
        .map(({ id }) => id.split(".").slice(2).join("."))
        .sort()
        .join(" ")}`,
  );

describe("A copy", () => {
  const copy = copyOf(mine("7", one), { sha256: two }, 3, marks);

  it("is the same on every tablet: it is named by its note and its revision", () => {
    expect(copy.id).toBe("DB24.d.7.rev-222222222222");
    expect(copyOf(mine("7", one), { sha256: two }, 3, marks)).toEqual(copy);
    expect(copyId(copy.id, { sha256: three })).toBe("DB24.d.7.rev-333333333333");
    expect(originOf(copy.id)).toBe("DB24.d.7");
  });

  it("stands on the new revision, says what its note says, and nothing of what the server said of that", () => {
    const { received_at: _received, ...own } = mine("7", one);
    expect(copy).toEqual({ ...own, ...marks, id: copy.id, revision_sha256: two, page_index: 3 });
    expect("received_at" in copy).toBe(false);
  });
});

describe("What is looked for", () => {
  const before = paper(one, two);

  it.each<[string, Annotation[], Items, string | null, string[]]>([
    ["own notes on the former revision", [mine("7", one), mine("8", one)], {}, null, ["1>2 7 8"]],
    ["a note for the group, by its author", [mine("7", one, { visibility: "group", group: "TO1" })], {}, null, ["1>2 7"]],
    ["not another's group note", [mine("7", one, { author: "DB01", visibility: "group", group: "TO1" })], {}, null, []],
    ["not a formal comment", [mine("7", one, { visibility: "official" })], {}, null, []],
    ["not a note on the new revision", [mine("7", two)], {}, null, []],
    ["not what has its copy already, made on whatever machine", [mine("7", one), mine("7.rev-222222222222", two)], {}, null, []],
    ["not what waits for an answer", [mine("7", one)], itemsOf(item(["DB24.d.7"])), null, []],
    ["not what was left where it was", [mine("7", one)], itemsOf(item(["DB24.d.7"], { state: "kept" })), null, []],
    ["not what was moved and taken back", [mine("7", one)], itemsOf(item(["DB24.d.7"], { state: "moved" })), null, []],
    ["what was written on the former one later", [mine("7", one), mine("8", one)], itemsOf(item(["DB24.d.7"])), null, ["1>2 8"]],
    ["not while the former revision is being read and written on", [mine("7", one)], {}, one, []],
    ["while the new one is being read", [mine("7", one)], {}, two, ["1>2 7"]],
  ])("%s", (_, notes, items, reading, expected) => {
    expect(found(viewOf(before, ...notes), "DB24", items, reading)).toEqual(expected);
  });

  test("after a second replacement the copy is the note; what was never moved comes from where it stands", () => {
    const view = viewOf(paper(one, two, three), mine("7", one), mine("7.rev-222222222222", two), mine("8", one));
    expect(found(view, "DB24", {}, null).sort()).toEqual(["1>3 8", "2>3 7.rev-222222222222"]);
  });

  test("what was left where it was is not asked about again when another revision comes", () => {
    const kept = itemsOf(item(["DB24.d.7"], { state: "kept" }));
    expect(found(viewOf(paper(one, two, three), mine("7", one)), "DB24", kept, null)).toEqual([]);
  });

  test("a document that was not replaced, and one that is gone, ask nothing", () => {
    expect(found(viewOf(paper(one), mine("7", one)), "DB24", {}, null)).toEqual([]);
    expect(found(viewOf(mine("7", one)), "DB24", {}, null)).toEqual([]);
  });
});

describe("The inbox", () => {
  const moved = item(["DB24.d.7"], { state: "moved" });
  const asked = item(["DB24.d.8", "DB24.d.9"]);
  const orphan = item(["DB24.d.10"], { state: "orphan", placed: null, why: null });
  const notes = ["7", "8", "9", "10"].map((id) => mine(id, one));
  const copy = mine("7.rev-222222222222", two);
  const view = viewOf(paper(one, two), ...notes, copy, mine("11", one, { visibility: "official" }));

  it("holds what was moved and not looked at, what is asked, orphans, and shows formal comments", () => {
    const [inbox] = inboxes(view, "DB24", itemsOf(moved, asked, orphan));
    expect(inbox?.moved).toEqual([moved]);
    expect(inbox?.asked.map(({ item: each, notes: own }) => [each.id, own.length])).toEqual([[asked.id, 2]]);
    expect(inbox?.orphans.map((each) => each.item.id)).toEqual([orphan.id]);
    expect(inbox?.formal.map(({ id }) => id)).toEqual(["DB24.d.11"]);
    expect(inbox && toAnswer(inbox)).toBe(2);
  });

  it.each<[string, Items]>([
    ["all was looked at and answered", itemsOf({ ...moved, looked: true }, { ...asked, state: "kept" }, { ...orphan, state: "kept" })],
    ["what was moved was taken back elsewhere", itemsOf({ ...moved, notes: ["DB24.d.9"] })],
    ["another revision came since", itemsOf({ ...asked, to: three })],
  ])("is empty when %s", (_, items) => expect(inboxes(view, "DB24", items)).toEqual([]));

  it("does not ask what the other tablet answered", () => {
    const answered = viewOf(paper(one, two), ...notes, mine("8.rev-222222222222", two), mine("9.rev-222222222222", two));
    expect(inboxes(answered, "DB24", itemsOf(asked))).toEqual([]);
  });

  it("does not ask about a note that was deleted", () => {
    expect(inboxes(viewOf(paper(one, two), mine("7", one)), "DB24", itemsOf(asked))).toEqual([]);
  });

  it("says how many notes could not be looked for yet", () => {
    expect(inboxOfDocument(view, "DB24", itemsOf(moved, asked), "TL01")?.unread).toBe(1);
    expect(inboxOfDocument(viewOf(), "DB24", {}, "TL01")).toBeUndefined();
  });

  it("keeps the pictures of orphans, also when somebody has seen them, as long as the note is there", () => {
    expect(keptOrphans(view, itemsOf({ ...orphan, state: "kept" }, asked, moved)).map((each) => each.item.id)).toEqual([orphan.id]);
    expect(keptOrphans(viewOf(paper(one, two)), itemsOf(orphan))).toEqual([]);
  });
});
