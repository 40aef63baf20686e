import { describe, expect, it } from "vitest";

import { failureLines, failuresFirst, isThere, retryableOf, sumOf } from "../../src/console/documents/upload_list";
import type { UploadStage } from "../../src/console/office/uploads.svelte";
import { Refused } from "../../src/sync";
import { draft, published, world } from "./builders";

const row = (id: number, stage: UploadStage, mayRetry = false) => ({ id, stage, over: stage === "done" || stage === "failed", mayRetry });
const rows = [row(1, "done"), row(2, "failed"), row(3, "sending"), row(4, "done"), row(5, "failed", true), row(6, "waiting")];

describe("Files on their way", () => {
  it("stand with failures first, then what is under way, then what arrived, each as dropped", () => {
    expect(failuresFirst(rows).map((one) => one.id)).toEqual([2, 5, 3, 6, 1, 4]);
  });

  it("are summed in one line", () => {
    expect(sumOf(rows)).toBe("2 nhận, 2 không nhận, còn 2 tệp");
    expect(sumOf([...Array(35).fill(row(0, "done")), ...Array(8).fill(row(0, "failed"))])).toBe("35 nhận, 8 không nhận");
    expect(sumOf([row(1, "done")])).toBe("1 nhận");
    expect(sumOf([row(1, "sending")])).toBe("còn 1 tệp");
  });

  it("are sent again all at once where that can help", () => {
    expect(retryableOf(rows).map((one) => one.id)).toEqual([5]);
  });

  it("that were not taken can be copied for whoever sent them", () => {
    const refused = new Refused({ code: "not_pdf", sentence: "Không phải PDF." });
    const lines = failureLines([
      { stage: "failed", path: "K/a.pdf", refused },
      { stage: "done", path: "K/b.pdf", refused: null },
    ]);
    expect(lines).toBe("K/a.pdf: Không phải PDF.");
  });
});

describe("What an earlier page did not hear of", () => {
  const view = world(draft({ file_name: "a.pdf", agenda_item: "M1" }), published({ id: "T2", file_name: "b.pdf", agenda_item: "M2" }));
  const kept = (name: string, item?: string, on = "K1") => ({ id: "1", name, place: "", session: on, at: "", ...(item && { item }) });

  it("is there when its session has it, on its item", () => {
    expect(isThere(view, kept("a.pdf", "M1"))).toBe(true);
    expect(isThere(view, kept("b.pdf"))).toBe(true);
    expect(isThere(view, kept("a.pdf", "M2"))).toBe(false);
    expect(isThere(view, kept("a.pdf", "M1", "K2"))).toBe(false);
    expect(isThere(view, kept("c.pdf", "M1"))).toBe(false);
  });
});
