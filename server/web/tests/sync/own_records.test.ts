// The golden table is read by C++ too (tests/protocol/own_records_test.cpp).
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

import type { Preferences, ReadingRecord } from "../../src/generated/protocol";
import { mergedPreferences, mergedReading, saysMore } from "../../src/sync/own_records";

interface Row {
  readonly name: string;
  readonly now: string;
  readonly known: ReadingRecord | Preferences;
  readonly said: ReadingRecord | Preferences;
  readonly merged: ReadingRecord | Preferences;
}
const rows = JSON.parse(readFileSync(new URL("../../../../tests/golden/own_records.json", import.meta.url), "utf8")) as Row[];
const isReading = (record: ReadingRecord | Preferences): record is ReadingRecord => "document" in record;

test.each(rows)("$name", ({ known, said, now, merged }) => {
  if (isReading(known)) expect(mergedReading(known, said as ReadingRecord, now)).toEqual(merged);
  else expect(mergedPreferences(known, said as Preferences, now)).toEqual(merged);
});

test("What was never heard of is taken as it was said", () => {
  const said: ReadingRecord = { document: "TL08", read: { revision: 1, at: "2024-12-18T01:00:00Z" }, opened_revision: 1 };
  expect(mergedReading(undefined, said, "2024-12-18T02:00:00Z")).toEqual(said);
});

test("Only what the other does not know yet is more", () => {
  const theirs: ReadingRecord = { document: "TL08", read: { revision: 1, at: "2024-12-18T01:00:00Z" }, opened_revision: 1 };
  expect(saysMore(theirs, undefined)).toBe(true);
  expect(saysMore(theirs, theirs)).toBe(false);
  expect(saysMore({ ...theirs, opened_revision: 2 }, theirs)).toBe(true);
  expect(saysMore({ ...theirs, read: { revision: 0, at: "2024-12-18T01:00:01Z" } }, theirs)).toBe(true);
  expect(saysMore({ ...theirs, read: { revision: 0, at: "2024-12-18T00:59:00Z" } }, theirs)).toBe(false);
  expect(saysMore({ document: "TL08", opened_revision: 0 }, undefined)).toBe(false);
  expect(saysMore({}, undefined)).toBe(false);
});
