import { describe, expect, it } from "vitest";

import { differenceLine, markBoxes, pageWords, shortened, summary } from "../../src/console/documents/compare/compared_words";
import type { Difference } from "../../src/pages/compare/comparison";

const told = (
  difference: Difference,
  older: number | null = 0,
  newer: number | null = 0,
  moved = false,
): Parameters<typeof summary>[0][number] => ({
  older,
  newer,
  difference,
  moved,
});

describe("What a comparison says", () => {
  it("names each page by both numbers where they differ", () => {
    expect([told("same", 6, 6), told("same", 6, 7), told("gone", 6, null), told("new", null, 7)].map(pageWords)).toEqual([
      "Trang 7",
      "Trang 7 → 8",
      "Trang 7 cũ",
      "Trang 8",
    ]);
  });

  it("counts kind by kind, and what stayed", () => {
    const pages = [told("words"), told("words"), told("new", null), told("flow"), told("same"), told("same", 3, 9, true)];
    expect(summary(pages)).toBe("2 trang đổi chữ, 1 trang mới, 1 trang chuyển chỗ; 2 trang giữ nguyên (1 trang chỉ dồn dòng).");
    expect(summary([told("picture")])).toBe("1 trang đổi hình, dấu; không trang nào giữ nguyên.");
  });

  it("says honestly that nothing differs on the page, and what does", () => {
    const [before, after] = [{ verdict_sentence: "Không có chữ ký số" }, { verdict_sentence: "Hợp lệ: Phạm Thị Sổ Sách" }];
    expect(summary([told("same")], before, after)).toBe(
      "Không có gì khác nhau trên mặt giấy. Chỉ chữ ký số khác: trước là “Không có chữ ký số”, nay là “Hợp lệ: Phạm Thị Sổ Sách”.",
    );
    expect(summary([told("same")], before, before)).toContain("Tệp chỉ khác ở phần ghi kèm");
    expect(summary([told("same"), told("unread")], before, after)).toContain("1 trang là ảnh, cần xem bằng mắt");
    expect(summary([told("flow")])).toBe("Chữ giữ nguyên; 1 trang chỉ dồn dòng hoặc dồn trang.");
  });

  it("says of a moved page whether it was changed, too", () => {
    expect([told("same", 0, 5, true), told("words", 0, 5, true)].map(differenceLine)).toEqual(["chuyển chỗ", "chuyển chỗ, đổi chữ"]);
  });

  it("marks words side by side on one line as one place", () => {
    const word = (
      left: number,
      line: number,
    ): { text: string; line: number; left: number; right: number; top: number; bottom: number } => ({
      text: "a",
      line,
      left,
      right: left + 40,
      top: line * 20,
      bottom: line * 20 + 10,
    });
    const page = { width: 400, height: 800, words: [word(0, 1), word(50, 1), word(100, 1), word(0, 2)] };
    expect(markBoxes(page, [0, 1, 3])).toEqual([
      { left: 0, right: 0.225, top: 0.025, bottom: 0.0375 },
      { left: 0, right: 0.1, top: 0.05, bottom: 0.0625 },
    ]);
    expect(markBoxes(undefined, [1])).toEqual([]);
  });

  it("shortens a whole page that came", () => {
    expect(shortened("một hai")).toBe("một hai");
    expect(shortened(Array(100).fill("chữ").join(" "))).toMatch(/ … \(100 chữ\)$/);
  });
});
