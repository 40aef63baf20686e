import { expect, test } from "vitest";

import { guestsOf, nextGuestId, nextItemId } from "../../src/console/conduct/changes";
import { agendaOf } from "../../src/council/agenda";
import type { Entity, Session } from "../../src/generated/protocol";
import { View } from "../../src/sync/view";

const view = (...all: object[]): View =>
  View.of(
    (all as Entity[]).map((entity) => ({
      key: `${entity.type}/${(entity as { id: string }).id}`,
      type: entity.type,
      id: (entity as { id: string }).id,
      seq: 1,
      scope: "everyone",
      entity,
    })),
  );
const session = { type: "session", id: "KH15" } as unknown as Session;
const participant = (person: string, roles: string[], of = "KH15"): object => ({
  type: "participant",
  id: `${of}/${person}`,
  session: of,
  person,
  name: person,
  sort_name: person,
  roles,
});
const item = (id: string, position: number): object => ({ type: "agenda_item", id, session: "KH15", position });

test("A new guest gets the next number of all guests there ever were here", () => {
  expect(nextGuestId(view())).toBe("KM01");
  expect(nextGuestId(view({ type: "person", id: "KM09" }, { type: "person", id: "DB44" }))).toBe("KM10");
});

test("Guests of a session are those of its roll", () => {
  const all = view(
    participant("KM02", ["guest"]),
    participant("KM01", ["guest"]),
    participant("DB01", ["delegate"]),
    participant("KM03", ["guest"], "KH16"),
  );
  expect(guestsOf(all, session).map((one) => one.person)).toEqual(["KM01", "KM02"]);
});

test("The agenda stands in its order, and a new item's id is nobody's", () => {
  const all = view(item("M2", 2), item("M1", 1), item("KH15-BS4", 3));
  expect(agendaOf(all, session).map((one) => one.id)).toEqual(["M1", "M2", "KH15-BS4"]);
  expect(nextItemId(all, session)).toBe("KH15-BS5");
});
