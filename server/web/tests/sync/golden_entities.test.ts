// Every golden entity is one that this side can be told of, hold and give up.
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

import type { Batch, Change, Entity } from "../../src/generated/protocol";
import { nowhere, take } from "../../src/sync/feed";
import { type EntityType, View } from "../../src/sync/view";

interface Golden {
  readonly kind: string;
  readonly message: Entity;
}
const golden = JSON.parse(readFileSync(new URL("../../../../tests/golden/messages.json", import.meta.url), "utf8")) as Golden[];
const entities = golden.filter((each) => each.kind === "entity").map((each) => each.message);
const place = { ...nowhere, person: "DB24", epoch: "e" };

const batch = (prev: number, items: readonly Change[]): Batch => ({
  type: "batch",
  epoch: "e",
  prev,
  upto: prev + items.length,
  snapshot: false,
  more: false,
  purge_scopes: [],
  items,
  last_command: 0,
  access: "",
  journal: { n: 0, hash: "" },
  backed_up: 0,
});

test("There is a golden entity of every kind that the office and a delegate meet", () => {
  expect(new Set(entities.map((each) => each.type)).size).toBeGreaterThanOrEqual(14);
});

test.each(entities)("A golden $type is held as it was told, until it is deleted", (entity) => {
  const change: Change = { seq: 1, entity_type: entity.type, id: entity.id, scope: "everyone", entity };
  const told = take(place, View.empty, batch(0, [change]))!;
  expect(told.view.held(entity.type as EntityType, entity.id)?.entity).toEqual(entity);
  const gone = take(told.place, told.view, batch(1, [{ ...change, seq: 2, entity: null }]))!;
  expect(gone.view.held(entity.type as EntityType, entity.id)).toBeUndefined();
});
