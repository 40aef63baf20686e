import { expect, test } from "vitest";

import { isEmpty, sumOf, validityOf } from "../../../src/console/trust/items";
import { listingOf, revocationList, root } from "./builders";

const now = new Date("2026-11-30T03:00:00Z");

test("How long an authority holds stands in words, not in a colour alone", () => {
  expect(validityOf(root({ not_after: "2048-08-14T00:00:00Z" }), now)).toMatchObject({
    tone: "good",
    word: "Còn hạn",
    until: "14/08/2048",
  });
  expect(validityOf(root({ not_after: "2026-12-20T03:00:00Z" }), now)).toMatchObject({ tone: "care", word: "Còn 20 ngày" });
  expect(validityOf(root({ not_after: "2026-11-30T09:00:00Z" }), now)).toMatchObject({ tone: "care", word: "Hết hạn trong ngày" });
  expect(validityOf(root({ not_after: "2026-11-29T00:00:00Z" }), now)).toMatchObject({ tone: "bad", word: "Đã hết hạn" });
  expect(validityOf(root({ not_before: "2027-01-01T00:00:00Z" }), now)).toMatchObject({ tone: "care", word: "Chưa có hiệu lực" });
});

test("A list without a next day says so; one past it is to be replaced", () => {
  expect(validityOf(revocationList({ not_after: "" }), now)).toMatchObject({ tone: "plain", word: "Không ghi hạn", until: "" });
  expect(validityOf(revocationList({ not_after: "2026-11-29T00:00:00Z" }), now)).toMatchObject({ tone: "bad", word: "Quá hạn cập nhật" });
  expect(validityOf(revocationList({ not_after: "2026-12-02T00:00:00Z" }), now).tone).toBe("care");
  expect(validityOf(revocationList({ not_after: "2026-12-20T00:00:00Z" }), now).tone).toBe("good");
});

test("Lists alone trust nobody", () => {
  expect(isEmpty(listingOf([]))).toBe(true);
  expect(isEmpty(listingOf([revocationList()]))).toBe(true);
  expect(isEmpty(listingOf([root()]))).toBe(false);
  expect(sumOf(listingOf([root(), revocationList()], ["Danh sách cũ."])).state).toBe("1 chứng thư · 1 danh sách thu hồi · 1 điều cần xem");
  expect(sumOf(listingOf([])).state).toContain("chưa xác định được người ký");
});
