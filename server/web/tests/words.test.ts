// Nobody is shown a word of English: every text of the web that a person can read is Vietnamese.
import { readFileSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { expect, test } from "vitest";

import { sentences } from "../src/generated/protocol";
import { foreignWords, isMarked } from "./plain_words";
import { visibleWords } from "./visible_words";

interface Golden {
  text: string;
  foreign: string[];
}
const golden = JSON.parse(readFileSync(new URL("../../../tests/golden/plain_words.json", import.meta.url), "utf8")) as Golden[];

// Names of standards, products and people's own marks that stay as they are.
const names = new Set(
  "nghị trường hop opacity total passed failed indeterminate etsi en cades pades rfc sha ed file guided access apple pencil bluetooth opt out esc enter tab shift home screen settings wifi mac os ubuntu id docmdp ipados camera web vpn mh ms xls xlsx unicode ctrl alt delete word".split(
    " ",
  ),
);

test.each(golden)("“$text” is read as in C++", ({ text, foreign }) => {
  expect(foreignWords(text)).toEqual(foreign);
});

const src = new URL("../src/", import.meta.url);
const files = (await readdir(src, { recursive: true })).map((file) => file.replaceAll("\\", "/"));
// words/en is chosen by who reads English (tests/tablet/words.test.ts).
const sources = files.filter(
  (file) => /\.(svelte|ts)$/.test(file) && !/^(generated|tablet\/words\/en)\//.test(file) && !file.endsWith(".d.ts"),
);

test("The screens are found", () => {
  expect(sources.length).toBeGreaterThan(150);
});

test.each(sources)("%s says nothing in English", (file) => {
  const source = readFileSync(new URL(file, src), "utf8");
  const told = visibleWords(file, source).flatMap(({ text, at }) => {
    const foreign = foreignWords(text).filter((word) => !names.has(word));
    return foreign.length > 0
      ? [`line ${source.slice(0, at).split("\n").length}: ${foreign.join(", ")} in “${text.trim().slice(0, 120)}”`]
      : [];
  });
  expect(told).toEqual([]);
});

test("The words of a screen are seen: text, what is read aloud, notices, sentences in scripts", () => {
  const told = visibleWords(
    "a.svelte",
    `<script lang="ts">import x from "not seen"; notices.care("Upload failed", "never this"); const a = { sentence: ok ? "Done now" : \`Sent \${n}\` }; if (kind === "nothing here") throw new Error("seen by nobody");</script>
<p class="not seen" title="A hint">Hello {"Việt"}</p>`,
  ).map((each) => each.text.trim());
  expect(told.sort()).toEqual(["A hint", "Done now", "Hello", "Sent  0", "Upload failed", "Việt"].sort());
});

test("Every refusal that the browser makes itself is a sentence of the table", () => {
  for (const sentence of Object.values(sentences)) {
    expect(foreignWords(sentence).filter((word) => !names.has(word))).toEqual([]);
    expect(isMarked(sentence)).toBe(true);
  }
});
