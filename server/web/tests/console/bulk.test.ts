import { describe, expect, it, vi } from "vitest";

import { bulkPlan, saidOf, sendEdits, turnedWords } from "../../src/console/documents/bulk";
import { documentsOfSession } from "../../src/council/documents";
import type { CommandOutcome, EditDocument, Entity } from "../../src/generated/protocol";
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

describe("The edits of a change", () => {
  const edit = (document: string): EditDocument => ({ type: "edit_document", document, confirmed: true });
  const answers: Record<string, Omit<CommandOutcome, "number">> = {
    "01": { done: true },
    "02": { done: false, code: "changed_meanwhile", sentence: "của máy chủ" },
    "03": { done: false, code: "secret_paper", sentence: "Không nhận tài liệu mật." },
    "04": { done: false },
    "05": { done: true },
  };

  it("go one after the other, are counted, and each refusal is told by name", async () => {
    let open = 0;
    const send = async ({ document }: EditDocument): Promise<CommandOutcome> => {
      expect((open += 1)).toBe(1);
      await Promise.resolve();
      open -= 1;
      return { number: 1, ...answers[document]! };
    };
    const counted = vi.fn();
    const sent = await sendEdits(["01", "02", "03", "04", "05"].map(edit), send, (id) => `Tài liệu ${id}`, counted);
    expect(sent).toEqual({
      done: 2,
      refused: [
        `Tài liệu 02: ${turnedWords}`,
        "Tài liệu 03: Không nhận tài liệu mật.",
        "Tài liệu 04: Máy chủ không nhận thay đổi này. Hãy thử lại.",
      ],
    });
    expect(counted.mock.calls).toEqual([[1], [2]]);
  });

  it.each([
    [[], []],
    [
      ["a", "b", "c"],
      ["a", "b", "c"],
    ],
    [
      ["a", "b", "c", "d", "e"],
      ["a", "b", "c", "còn 2"],
    ],
  ])("that were refused, %j, are told as %j", (left, said) => {
    expect(saidOf(left, (count) => `còn ${count}`)).toEqual(said);
  });
});
