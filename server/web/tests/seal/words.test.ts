// The words are C++'s: both sides read the golden file.
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

import type { Trust, Verdict } from "../../src/generated/protocol";
import { inFours, sealTone, verdictLine, verdictLineByWord, verdictWord } from "../../src/seal/words";

interface Golden {
  readonly verdict: Verdict;
  readonly trust: Trust;
  readonly words: string;
}
const golden = JSON.parse(readFileSync(new URL("../../../../tests/golden/verdict_words.json", import.meta.url), "utf8")) as Golden[];

test.each(golden)("The word for $verdict, $trust is the golden one", ({ verdict, trust, words }) => {
  expect(verdictWord(verdict, trust)).toBe(words);
  expect(verdictLine({ verdict, trust, verdict_sentence: "" })).toBe(words);
});

test("Green is for the intact files of known signers alone, red for broken signatures alone", () => {
  expect(golden).toHaveLength(28);
  for (const { verdict, trust, words } of golden) {
    const tone = sealTone(verdict, trust);
    expect(tone === "good").toBe(trust === "trusted" && verdict.startsWith("valid"));
    expect(tone === "broken").toBe(verdict === "invalid");
    if (trust === "untrusted") expect(words).not.toMatch(/^Hợp lệ/);
  }
});

test("A line that may be cut off says first what is doubted", () => {
  const verdict_sentence = "Hợp lệ – đã ký bởi Đặng Hư Cấu, UBND (chưa kiểm tra được việc thu hồi chứng thư)";
  expect(verdictLineByWord({ verdict: "valid", trust: "unknown_revocation", verdict_sentence })).toBe(
    "Hợp lệ, chưa kiểm tra được thu hồi – đã ký bởi Đặng Hư Cấu, UBND",
  );
  expect(verdictLineByWord({ verdict: "valid", trust: "unknown_revocation", verdict_sentence: "" })).toBe(
    "Hợp lệ, chưa kiểm tra được thu hồi",
  );
  expect(verdictLineByWord({ verdict: "valid", trust: "trusted", verdict_sentence: "Hợp lệ – đã ký bởi A" })).toBe("Hợp lệ – đã ký bởi A");
});

test("A fingerprint is read in fours", () => {
  expect(inFours("ab12cd34ef")).toBe("ab12 cd34 ef");
});
