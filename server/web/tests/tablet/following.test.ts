import { describe, expect, test } from "vitest";

import type { ChairAt } from "../../src/generated/protocol";
import { View } from "../../src/sync/view";
import {
  type ChairPage,
  chairPageOf,
  chipOf,
  type Here,
  ledBy,
  type Mode,
  pageToGo,
  revisionOf,
  turnedByHand,
} from "../../src/tablet/reader/following";

const document = {
  type: "document",
  id: "A",
  title: "Dự thảo nghị quyết",
  revisions: [
    { n: 1, sha256: "a1" },
    { n: 2, sha256: "a2" },
  ],
};
const view = View.empty.with([{ key: "document/A", type: "document", id: "A", seq: 1, scope: "everyone", entity: document as never }], []);
const chair: ChairPage = { person: "CT", document: "A", sha256: "a2", page: 11 };
const there: Here = { document: "A", sha256: "a2", page: 11 };
const before: Here = { ...there, page: 3 };
const elsewhere: Here = { document: "B", sha256: "b1", page: 0 };

describe("The page goes to the chair", () => {
  const cases: readonly [string, Mode, ChairPage | null, Here | null, boolean, boolean][] = [
    ["when it follows", "on", chair, before, false, true],
    ["also to another document", "on", chair, elsewhere, false, true],
    ["not when it does not follow", "off", chair, before, false, false],
    ["not when the hand has turned a page", "paused", chair, before, false, false],
    ["not under a hand that writes", "on", chair, before, true, false],
    ["not when it is there", "on", chair, there, false, false],
    ["not when nobody leads", "on", null, before, false, false],
    ["not when nobody reads", "on", chair, null, false, false],
  ];
  test.each(cases)("%s", (_, mode, where, here, busy, goes) => {
    expect(pageToGo(mode, where, here, busy)).toBe(goes ? chair : null);
  });
});

describe("The chip says", () => {
  const cases: readonly [string, Mode, ChairPage | null, Here | null, object | null][] = [
    ["the page of this document", "off", chair, before, { says: "page", page: 12 }],
    ["another revision's page as well", "off", chair, { ...there, sha256: "a1" }, { says: "page", page: 12 }],
    ["the document and the page of another", "off", chair, elsewhere, { says: "document", title: document.title, page: 12 }],
    ["how to come back", "paused", chair, before, { says: "back", page: 12 }],
    ["that it follows", "on", chair, there, { says: "here" }],
    ["that it would, under a hand that writes", "on", chair, before, { says: "page", page: 12 }],
    ["nothing to who is there by chance", "off", chair, there, null],
    ["nothing when nobody leads", "on", null, before, null],
    ["nothing of a document that is not here", "off", { ...chair, document: "X" }, before, null],
  ];
  test.each(cases)("%s", (_, mode, where, here, says) => {
    expect(chipOf(mode, where, here, view)).toEqual(says);
  });
});

test("The hand pauses, and somebody who leads anew is followed again", () => {
  expect((["off", "on", "paused"] as const).map(turnedByHand)).toEqual(["off", "paused", "paused"]);
  expect(ledBy("paused", "CT", "CT")).toBe("paused");
  expect(ledBy("paused", "CT", null)).toBe("paused");
  expect(ledBy("paused", null, "CT")).toBe("on");
  expect(ledBy("paused", "CT", "PCT")).toBe("on");
  expect(ledBy("off", null, "CT")).toBe("off");
});

test("What is told without a person or a document leads nowhere", () => {
  const told: ChairAt = { type: "chair_at", person: "CT", document: "A", sha256: "a2", page_index: 11 };
  expect(chairPageOf(told)).toEqual(chair);
  expect(chairPageOf({ type: "chair_at", sha256: "", page_index: 0 })).toBeNull();
  expect(chairPageOf(null)).toBeNull();
  expect(revisionOf(document as never, chair)).toBe(2);
  expect(revisionOf(document as never, { ...chair, sha256: "zz" })).toBeNull();
});
