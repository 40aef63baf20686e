import { describe, expect, it } from "vitest";

import { bulkPlan } from "../../src/console/documents/bulk";
import { documentsOfSession } from "../../src/council/documents";
import type { Entity } from "../../src/generated/protocol";
import { draft, item, published, session, sitting, world } from "./builders";

const closed = item({ id: "MK", number: "9", sitting: "PK" });
const of = (...entities: Entity[]) => {
  const view = world(
    session(),
    sitting(),
    sitting({ id: "PK", open_to_public: false }),
    item(),
    item({ id: "M2", number: "2" }),
    closed,
    ...entities,
  );
  return { view, documents: documentsOfSession(view, session()) };
};
const target = item({ id: "M2", number: "2" });
const was = of(
  draft({ id: "01" }),
  draft({ id: "02", agenda_item: "M2" }),
  published({ id: "03" }),
  draft({ id: "04", full_number: "9/BC" }),
);
const seen = [...was.documents.values()];

describe("A change of many documents", () => {
  it("is sent for those it changes and no others", () => {
    const { edits, left } = bulkPlan(was.view, seen, was.documents, { item: target });
    expect(edits).toEqual([
      { type: "edit_document", document: "03", agenda_item: "M2", former: { agenda_item: "M1" } },
      {
        type: "edit_document",
        document: "01",
        agenda_item: "M2",
        audience: "everyone",
        former: { agenda_item: "M1", audience: "everyone" },
      },
      {
        type: "edit_document",
        document: "04",
        agenda_item: "M2",
        audience: "everyone",
        former: { agenda_item: "M1", audience: "everyone" },
      },
    ]);
    expect(left).toEqual([]);
  });

  it("onto a closed sitting's item makes them the delegates'", () => {
    const { edits } = bulkPlan(was.view, seen, was.documents, { item: closed });
    expect(edits.filter((one) => one.audience === "delegates_only").map((one) => one.document)).toEqual(["01", "02", "04"]);
  });

  it("leaves alone what a colleague changed or took away meanwhile, and says so", () => {
    const now = of(
      draft({ id: "01" }),
      draft({ id: "02", agenda_item: "M2" }),
      draft({ id: "04", full_number: "9/BC", agenda_item: "MK" }),
    );
    const { edits, left } = bulkPlan(now.view, seen, now.documents, { item: target });
    expect(edits.map((one) => one.document)).toEqual(["01"]);
    expect(left).toEqual(["Tờ trình 1/TTr: vừa bị thu hồi hoặc bỏ.", "Tờ trình 9/BC: người khác vừa đổi, hãy xem lại rồi chọn lần nữa."]);
  });

  it("never changes who may see what is published", () => {
    const { edits, left } = bulkPlan(was.view, seen, was.documents, { audience: "delegates_only" });
    expect(edits.map((one) => one.document)).toEqual(["01", "02", "04"]);
    expect(left[0]).toContain("đã phát hành thì không đổi người xem");
  });
});
