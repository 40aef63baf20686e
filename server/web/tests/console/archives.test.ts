import { describe, expect, it } from "vitest";

import { shelfOf } from "../../src/console/archive/archives";
import { mayBeSealed, nextStates } from "../../src/council/law";
import type { Archive, SessionState } from "../../src/generated/protocol";

function archive(over: Partial<Archive>): Archive {
  return {
    type: "archive",
    id: "a1",
    session: "S1",
    state: "sealed",
    file_name: "HS.zip",
    sha256: "aa",
    bytes: 10,
    built_at: "2026-11-29T01:00:00Z",
    built_by: "VP01",
    draft: false,
    ...over,
  };
}

describe("The shelf of archives", () => {
  it("has one row for each distinct archive, the newest first", () => {
    const shelf = shelfOf(
      [
        archive({}),
        archive({ id: "a2", built_at: "2026-11-29T02:00:00Z" }),
        archive({ id: "a3", sha256: "bb", file_name: "HS_lan-2.zip", built_at: "2026-11-29T03:00:00Z" }),
        archive({ id: "x", session: "S2", sha256: "cc" }),
      ],
      "S1",
    );
    expect(shelf.sealed.map((one) => one.id)).toEqual(["a3", "a1"]);
    expect(shelf.drafts).toEqual([]);
  });

  it("keeps drafts apart from what is sealed", () => {
    const shelf = shelfOf([archive({}), archive({ id: "d", sha256: "dd", draft: true, state: "building" })], "S1");
    expect(shelf.sealed.map((one) => one.id)).toEqual(["a1"]);
    expect(shelf.drafts.map((one) => one.id)).toEqual(["d"]);
  });

  it("is empty without a session", () => {
    expect(shelfOf([archive({})], undefined)).toEqual({ sealed: [], drafts: [] });
  });
});

describe("Sealing", () => {
  it("is for sessions whose documents are complete", () => {
    const states: SessionState[] = [
      "planned",
      "convened",
      "distributed",
      "in_session",
      "recess",
      "closed",
      "filing",
      "archived",
      "postponed",
      "cancelled",
    ];
    expect(states.filter(mayBeSealed)).toEqual(["filing", "archived"]);
    expect(nextStates("filing")).toEqual(["archived"]);
  });
});
