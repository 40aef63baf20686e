import { describe, expect, it } from "vitest";

import type { CheckIn } from "../../src/council/attendance";
import { keep, notSeen, recall, remembered, type Store } from "../../src/tablet/not_seen";

const me = { sitting: "P1", person: "DB1" };
const waiting: CheckIn = { is: "waiting", since: "2024-12-18T00:31:00Z" };
const nothing: CheckIn = { may: "open", leftAt: null };
const here: CheckIn = { is: "present", since: "2024-12-18T00:31:00Z", by: "self" };

function store(): Store {
  const kept = new Map<string, string>();
  return {
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: (key) => void kept.delete(key),
  };
}

describe("A delegate whom the office did not see", () => {
  it("is told so, with when they had checked in", () => {
    const waited = remembered(null, waiting, me, true);
    expect(notSeen(waited, waiting, me, true)).toBeNull();
    expect(notSeen(waited, nothing, me, true)).toBe("2024-12-18T00:31:00Z");
  });

  it("is not whoever was confirmed, nor somebody else on this tablet, nor in another sitting", () => {
    const waited = remembered(null, waiting, me, true);
    expect(remembered(waited, here, me, true)).toBeNull();
    expect(notSeen(waited, nothing, { ...me, person: "DB2" }, true)).toBeNull();
    expect(notSeen(waited, nothing, { ...me, sitting: "P2" }, true)).toBeNull();
    expect(remembered(waited, here, { ...me, person: "DB2" }, true)).toBe(waited);
  });

  it("is nobody whose words are still on their way", () => {
    expect(remembered(null, waiting, me, false)).toBeNull();
    expect(notSeen({ ...me, since: "x" }, nothing, me, false)).toBeNull();
  });

  it("is told after a reload, too, and not where the store holds something else", () => {
    const kept = store();
    keep(kept, remembered(null, waiting, me, true));
    expect(notSeen(recall(kept), nothing, me, true)).toBe("2024-12-18T00:31:00Z");
    keep(kept, null);
    expect(recall(kept)).toBeNull();
    kept.setItem("chamber-waited", "{");
    expect(recall(kept)).toBeNull();
    expect(recall(undefined)).toBeNull();
  });
});
