import { describe, expect, it } from "vitest";

import { columnCounts, columns, enrolmentOpenUntil, nextLabel, tabletRow } from "../../src/console/devices/board";
import { documentsOfSession } from "../../src/council/documents";
import { withdrawnDocuments } from "../../src/console/devices/withdrawn";
import { draft, guest, holding, item, person, published, revision, session, sitting, tablet, world } from "./builders";

describe("Board", () => {
  const two = published({ revisions: [revision({ n: 1, sha256: "a1" }), revision({ n: 2, sha256: "a2", bytes: 200 })] });

  it("shows an older revision, a download under way and a held document apart", () => {
    const view = world(
      session(),
      two,
      person(),
      tablet(),
      tablet({ id: "d2" }),
      tablet({ id: "d3" }),
      holding("d1", "a2"),
      holding("d2", "a1"),
    );
    const connected = [{ device: "d3", since: "2024-12-18T00:30:00Z", build: "1.0.0" }];
    const row = (id: string, here = connected) => tabletRow(view, tablet({ id }), [two], here, new Map([["d3/a2", 50]]));
    const state = (id: string) => row(id).cells[0];
    expect(state("d1")).toMatchObject({ state: "have" });
    expect(state("d2")).toMatchObject({ state: "older" });
    expect(state("d3")).toMatchObject({ state: "coming", percent: 25 });
    expect(row("d3").coming).toMatchObject({ document: { id: "T1" }, percent: 25 });
    expect(row("d3", []).cells[0]).toMatchObject({ state: "missing" });
    expect(
      columnCounts(
        ["d1", "d2", "d3"].map((id) => row(id)),
        [two],
      ),
    ).toEqual([{ have: 1, of: 3 }]);
  });

  it("asks nothing of a guest's tablet for what is for delegates only", () => {
    const secret = published({ audience: "delegates_only" });
    const row = tabletRow(world(session(), secret, guest()), tablet({ person: "KM1" }), [secret], [], new Map());
    expect(row).toMatchObject({ have: 0, of: 0 });
    expect(row.cells[0]?.state).toBe("not_for");
  });

  it("has the published documents as columns, in the order of the agenda", () => {
    const view = world(
      session(),
      sitting(),
      item({ id: "M1", documents: ["B", "A"] }),
      published({ id: "A" }),
      published({ id: "B" }),
      draft({ id: "C" }),
    );
    expect(columns(view, documentsOfSession(view, session())).map((one) => one.id)).toEqual(["B", "A"]);
  });

  it("counts a withdrawn document on the tablets in use until each has told that it is gone", () => {
    const two = [tablet(), tablet({ id: "d2", label: "MTB-02" }), tablet({ id: "d3", label: "MTB-03", state: "revoked" })];
    const view = world(session(), published(), ...two, holding("d1", "a1"), holding("d2", "z1", "T9"), holding("d3", "z1", "T9"));
    expect(withdrawnDocuments(view).map(({ document, on, of }) => [document, on.map((one) => one.label), of])).toEqual([
      ["T9", ["MTB-02"], 2],
    ]);
    expect(withdrawnDocuments(world(session(), published(), ...two, holding("d1", "a1")))).toEqual([]);
  });

  it("suggests the first free label, and the label of a tablet that was taken away is free again", () => {
    expect(nextLabel([tablet({ label: "MTB-01" }), tablet({ label: "MTB-02", state: "revoked" }), tablet({ label: "MTB-03" })])).toBe(
      "MTB-02",
    );
  });
});

describe("Enrolment", () => {
  it("is open until its time is over, and closed when nobody opened it", () => {
    const open = world(session(), { type: "enrolment", id: "enrolment", open_until: "2024-12-18T04:00:00Z" });
    expect(enrolmentOpenUntil(open, new Date("2024-12-18T03:59:00Z"))).toBe("2024-12-18T04:00:00Z");
    expect(enrolmentOpenUntil(open, new Date("2024-12-18T04:00:00Z"))).toBeUndefined();
    expect(enrolmentOpenUntil(world(session()), new Date("2024-12-18T04:00:00Z"))).toBeUndefined();
  });
});
