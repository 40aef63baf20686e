// Facts as they will stand on paper, and the secretary's parts between them.
import { describe, expect, it } from "vitest";

import { readFacts } from "../../../src/console/minutes/facts";
import { type Outline, outlineOf, partsOf, plainText, turnsOf } from "../../../src/console/minutes/outline";
import { factsOf, line } from "./facts_of";

function outline(over: Parameters<typeof factsOf>[0] = {}): Outline {
  const facts = readFacts(JSON.stringify(factsOf(over)));
  if (!facts) throw new Error("these facts are not read");
  return outlineOf(facts);
}
const told = (of: Outline): string => of.blocks.flatMap(({ heading, lines }) => [heading, ...lines.map(plainText)]).join("\n");

describe("The outline of minutes", () => {
  it("says who was there, who was not and why, as the server's facts have it", () => {
    const words = told(outline());
    for (const said of [
      "Khai mạc lúc 07:30 ngày 18/12/2024, kết thúc lúc 11:30 ngày 18/12/2024, tại Hội trường UBND xã.",
      "Chủ tọa: Trần Thị Hoa, Chủ tịch HĐND xã. Thư ký: Ngô Thị Thư.",
      "– Võ Thị Mực: vắng Phiên khai mạc (có phép)",
      "Khách mời dự: Đỗ Văn Khách",
      "Có mặt 2, vắng có phép 1, vắng không phép 0 trên 3 đại biểu.",
      "Lúc 07:30 có mặt 2/3 đại biểu (cần 2), đủ điều kiện tiến hành. Dưới mức cần có từ 10:00 (1 đại biểu).",
      "Trình bày: Ủy ban nhân dân xã.",
      "Thời gian: 08:00.",
      "– Nghị quyết số 41/NQ-HĐND, ngày 18/12/2024, của HĐND xã: Về dự toán năm 2025 (Hợp lệ).",
      "– Phiên khai mạc: Lê Văn Bút, có mặt 08:05",
      "Góp ý chính thức trên tài liệu: 1, đã tiếp nhận 0.",
    ])
      expect(words).toContain(said);
  });

  it("names the parts as the server's template does, in the paper's order", () => {
    expect(partsOf(outline()).map(({ name }) => name)).toEqual(["number", "dated", "opening", "item:M1", "votes", "closing"]);
  });

  it("leads to where each fact is corrected", () => {
    const sources = outline().blocks.flatMap(({ id, source }) => (source ? [`${id}: ${source.to.screen}`] : []));
    expect(sources).toEqual([
      "thanh-phan: diem-danh",
      "phien-P1: diem-danh",
      "muc-M1: tai-lieu",
      "ket-qua: tai-lieu",
      "bien-dong: dieu-hanh",
    ]);
  });

  it("tells that nobody was recorded, and that nothing was decided", () => {
    const words = told(
      outline({
        quorum: { attended: 0, excused: 0, unexcused: 0, unrecorded: 3 },
        roll: [line("DB1", "A", { attended: false, status: "unknown" })],
        more: { documents: [] },
      }),
    );
    expect(words).toContain("Chưa có ghi nhận điểm danh.");
    expect(words).toContain("Đại biểu vắng: chưa có ghi nhận điểm danh.");
    expect(words).not.toContain("– A");
    expect(words).toContain("Nghị quyết được thông qua: Không có.");
  });

  it("calls nobody absent who is only unrecorded", () => {
    const words = told(
      outline({
        quorum: { attended: 1, excused: 1, unexcused: 0, unrecorded: 1 },
        roll: [
          line("DB1", "A", { attended: false, status: "unknown" }),
          line("DB2", "B", { attended: false, status: "absent", excused: true }),
        ],
      }),
    );
    expect(words).toContain("– A: chưa ghi nhận ở Phiên khai mạc");
    expect(words).toContain("– B: vắng Phiên khai mạc (có phép)");
  });

  it("of one sitting names it in the subject", () => {
    expect(outline({ sitting: "P1" }).head.subject).toBe("Phiên khai mạc, Kỳ họp thứ Nhất, Hội đồng nhân dân xã Phù Sa, Khóa I");
  });
});

describe("Facts that turned", () => {
  it("are told with what they said before", () => {
    const turns = turnsOf(outline(), outline({ quorum: { attended: 1, excused: 2 } }));
    expect(turns).toContainEqual({
      where: "Phiên khai mạc",
      before: "Có mặt 2, vắng có phép 1, vắng không phép 0 trên 3 đại biểu.",
      after: "Có mặt 1, vắng có phép 2, vắng không phép 0 trên 3 đại biểu.",
    });
    expect(turnsOf(outline(), outline())).toEqual([]);
  });

  it("of an item that came or a paper that went are told too", () => {
    const items = [...factsOf().sittings[0]!.items, { id: "M2", number: "2", name: "Bế mạc", presenter: "", spans: [], documents: [] }];
    expect(turnsOf(outline(), outline({ items }))).toContainEqual({ where: "2. Bế mạc", before: "", after: "2. Bế mạc" });
    expect(turnsOf(outline(), outline({ more: { documents: [] } })).some(({ before }) => before.includes("41/NQ-HĐND"))).toBe(true);
  });
});

it.each(["", "no json", "[]", JSON.stringify({ schema: "nghi-truong/minutes-facts/9" })])("“%s” is no facts", (json) => {
  expect(readFacts(json)).toBeNull();
});

it("Facts with less in them are read as far as they go", () => {
  const facts = readFacts(
    JSON.stringify({ schema: "nghi-truong/minutes-facts/1", session: { id: "K1", name: "Kỳ họp" }, sittings: [{ id: "P1" }] }),
  );
  expect(facts && told(outlineOf(facts))).toContain("Chưa có ghi nhận điểm danh.");
});
