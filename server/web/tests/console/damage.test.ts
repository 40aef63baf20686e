import { expect, test } from "vitest";

import { damagedDocuments, damageSentence } from "../../src/console/devices/damage";
import type { Damage } from "../../src/generated/protocol";
import { View } from "../../src/sync/view";
import { document } from "../sync/builders";

const damage = (id: string, found: string, more: Partial<Damage> = {}): Damage => ({
  type: "damage",
  id,
  kind: "wrong_bytes",
  bytes: 10,
  documents: ["TL01"],
  found_at: found,
  ...more,
});

function view(...all: (Damage | ReturnType<typeof document>)[]): View {
  return View.of(
    all.map((entity) => ({ key: `${entity.type}/${entity.id}`, type: entity.type, id: entity.id, seq: 1, scope: "staff", entity })),
  );
}

test("The office reads which documents are damaged now, the oldest first, and not what was repaired", () => {
  const seen = damagedDocuments(
    view(
      damage("b", "2024-12-18T02:00:00Z"),
      damage("a", "2024-12-18T01:00:00Z", { documents: [] }),
      damage("c", "2024-12-18T00:00:00Z", { repaired_at: "2024-12-18T00:01:00Z" }),
      document("TL01"),
    ),
  );
  expect(seen.map(({ id }) => id)).toEqual(["a", "b"]);
  expect(damageSentence(seen[1]!)).toContain(`“${document("TL01").title}”`);
  expect(damageSentence(seen[0]!)).toContain("một tệp");
});

test("A document whose title is not known is named by its id", () => {
  expect(damageSentence(damagedDocuments(view(damage("a", "2024-12-18T01:00:00Z")))[0]!)).toContain("“TL01”");
});
