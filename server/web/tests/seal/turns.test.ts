import { expect, test } from "vitest";

import { turns, turnSentences } from "../../src/seal/turns";
import { View } from "../../src/sync/view";
import { draft, published, revision, world } from "../console/builders";

test("A verdict that turned on the same bytes is told with its old and its new word", () => {
  const before = world(published({ revisions: [revision()] }));
  const after = world(published({ revisions: [revision({ trust: "untrusted" })] }));
  expect(turnSentences(turns(before, after))).toEqual(["Kết quả kiểm tra chữ ký của Tờ trình 1/TTr đã đổi: Hợp lệ → Chưa đủ căn cứ"]);
  expect(turns(after, after)).toEqual([]);
});

test("A replaced file that fares otherwise is told as one", () => {
  const before = world(published({ full_number: "", revisions: [revision()] }));
  const after = world(published({ full_number: "", revisions: [revision(), revision({ n: 2, sha256: "b2", verdict: "invalid" })] }));
  expect(turnSentences(turns(before, after))).toEqual([
    "Kết quả kiểm tra chữ ký của “Tờ trình” (bản thay thế) đã đổi: Hợp lệ → Không hợp lệ",
  ]);
});

test("What arrives for the first time, is published or only renamed has not turned", () => {
  const waiting = world(draft());
  const out = world(published());
  expect(turns(View.empty, out)).toEqual([]);
  expect(turns(waiting, out)).toEqual([]);
  expect(turns(out, world(published({ title: "Tên khác", revisions: [revision()] })))).toEqual([]);
});

test("Many at once are one sentence", () => {
  const all = (trust: "trusted" | "untrusted") =>
    world(...["A", "B", "C"].map((id) => published({ id, revisions: [revision({ trust })] })));
  expect(turnSentences(turns(all("trusted"), all("untrusted")))).toEqual(["Kết quả kiểm tra chữ ký của 3 tài liệu đã đổi."]);
});
