import { describe, expect, it } from "vitest";

import { beingBuilt, interrupted, partsOf, shelfOf } from "../../src/console/archive/archives";
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

  it("does not list what has no file yet: it is being built", () => {
    const begun = archive({ id: "b", file_name: "", sha256: "", state: "building", session: "S2" });
    expect(shelfOf([begun], "S2")).toEqual({ sealed: [], drafts: [] });
    expect(beingBuilt([archive({}), begun])?.id).toBe("b");
    expect(beingBuilt([archive({})])).toBeUndefined();
    expect(interrupted([begun], "S2")).toBeUndefined();
  });

  it("knows what was interrupted: nobody builds it any more", () => {
    const broken = archive({ id: "b", file_name: "", sha256: "", state: "building", built_by: "" });
    expect(beingBuilt([broken])).toBeUndefined();
    expect(interrupted([broken], "S1")?.id).toBe("b");
    expect(interrupted([broken], "S2")).toBeUndefined();
  });

  it("offers what lies beside a sealed one under names that tell what they belong to", () => {
    expect(partsOf({ file_name: "HS_A.zip" }).map((one) => [one.part, one.fileName])).toEqual([
      ["seal_record", "HS_A.zip.bien-ban.pdf"],
      ["checksum", "HS_A.zip.sha256"],
      ["root", "HS_A.chung-thu-goc.pem"],
      ["time_stamp", "HS_A.zip.tsr"],
    ]);
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
