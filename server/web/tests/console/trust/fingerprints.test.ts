import { expect, test } from "vitest";

import { compared, comparisonWords, digitsOf, groupsOf, groupStates } from "../../../src/console/trust/fingerprints";

const print = "f04ba4b41c3d5e6f708192a3b4c5d6e7f8091a2b3c4d5e6f708192a3b4c5fdb8";
const colons = print.toUpperCase().match(/../g)!.join(":");

test("A fingerprint is read as web pages, letters and openssl write it", () => {
  for (const typed of [
    print,
    print.toUpperCase(),
    colons,
    `SHA256 Fingerprint=${colons}`,
    `sha256: ${groupsOf(print).join(" ")}`,
    groupsOf(print).join("\u00a0\n"),
    `\u200e${print}\u200b`, // copied from a certificate's window on Windows
    groupsOf(print).join("–"),
  ])
    expect(compared(typed, print), typed).toEqual({ state: "matches" });
  expect(digitsOf(" F0:4b ")).toBe("f04b");
});

test("Nothing less than all 64 digits is enough", () => {
  expect(compared("", print)).toEqual({ state: "nothing" });
  expect(compared(" : ", print)).toEqual({ state: "nothing" });
  expect(compared(print.slice(0, 8), print)).toEqual({ state: "begins", digits: 8 });
  expect(compared(print.slice(-8), print).state).toBe("differs");
  expect(compared(print.slice(0, 63), print)).toEqual({ state: "begins", digits: 63 });
  expect(compared(`${print}0`, print)).toEqual({ state: "longer" });
});

test("What differs is found by its group, and what is no SHA-256 is named", () => {
  const wrong = `${print.slice(0, 17)}f${print.slice(18)}`;
  expect(compared(wrong, print)).toMatchObject({ state: "differs", group: 3, file: print.slice(16, 24).toUpperCase() });
  expect(groupStates(wrong, print)).toEqual(["same", "same", "differs", "same", "same", "same", "same", "same"]);
  expect(groupStates(print.slice(0, 12), print).slice(0, 3)).toEqual(["same", "open", "open"]);
  expect(compared("0123456789abcdef0123456789abcdef01234567", print)).toEqual({ state: "sha1" });
  expect(compared(print.slice(0, 40), print)).toEqual({ state: "begins", digits: 40 });
  expect(compared("F0 4O", print)).toEqual({ state: "letter", letter: "O" });
  expect(comparisonWords(compared("F0 4O", print))).toContain("“O”");
});
