import { expect, test } from "vitest";

import { cleanText } from "../../src/sync/clean_text";

test("A typed text is composed and holds nothing that hides, reorders or steers", () => {
  expect(cleanText("Nghi\u0323 quye\u0302\u0301t\r\nmột\u2028hai\tba")).toBe("Nghị quyết\nmột\nhai\tba");
  expect(cleanText("\u202d0912\u202c345\u200b678\ufeff\u00ad")).toBe("0912345678");
  expect(cleanText("a\u0000\u001b[2J\u007f\u0085\ufffe\uffff\u{1ffff}\ufdd0\ufffcb")).toBe("a[2Jb");
  expect(cleanText("a\ud800b\udc00")).toBe("a\ufffdb\ufffd");
  expect(cleanText(`a${"\u0301".repeat(20)}`)).toBe(`á${"\u0301".repeat(7)}`);
});

test("A clean text stays as it is", () => {
  for (const text of ["", 'Đề nghị bổ sung <danh mục> & "Phụ lục 02"', "a\n\tb", "😀 ❤", "= - + @"]) expect(cleanText(text)).toBe(text);
});
