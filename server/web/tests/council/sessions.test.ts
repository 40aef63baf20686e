import { expect, test } from "vitest";

import { addressOf, moved, parseAddress } from "../../src/console/office/address.svelte";
import { isReadOnly, sessionAtHand, sessionShown, sessionsNewestFirst } from "../../src/council/sessions";
import type { Entity, Session } from "../../src/generated/protocol";
import { View } from "../../src/sync/view";

const session = (id: string, start_on: string, state: Session["state"], end_on = start_on): Session =>
  ({
    type: "session",
    id,
    number: 1,
    name: id,
    classification: "",
    start_on,
    end_on,
    venue: "",
    state,
    presiding: [],
    secretaries: [],
  }) as unknown as Session;
const documentOf = (id: string): Entity => ({ type: "document", id: `TL-${id}`, session: id }) as unknown as Entity;
const view = (...all: Entity[]): View =>
  View.of(
    all.map((entity) => ({ key: `${entity.type}/${entity.id}`, type: entity.type, id: entity.id, seq: 1, scope: "everyone", entity })),
  );
const now = new Date("2026-11-29T03:00:00Z");

test("The session that is held is shown, whatever is planned before or after it", () => {
  const held = session("KH15", "2024-12-18", "in_session");
  expect(sessionAtHand(view(held, session("KH16", "2027-01-20", "planned"), session("KH17", "2026-11-30", "distributed")), now)?.id).toBe(
    "KH15",
  );
});

test("Of two sessions to come the one with documents is shown first, and the other can be chosen", () => {
  const both = view(session("TWO-A", "2026-12-05", "distributed"), session("TWO-B", "2026-12-18", "planned"));
  expect(sessionAtHand(both, now)?.id).toBe("TWO-A");
  expect(sessionShown(both, "TWO-B", now)?.id).toBe("TWO-B");
  expect(sessionShown(both, "NO", now)?.id).toBe("TWO-A");
  expect(sessionsNewestFirst(both).map(({ id }) => id)).toEqual(["TWO-B", "TWO-A"]);
});

test("Papers decide, not the plan: a nearer session without any stands behind", () => {
  const all = view(session("KH1", "2026-12-02", "convened"), session("KH2", "2026-12-20", "convened"), documentOf("KH2"));
  expect(sessionAtHand(all, now)?.id).toBe("KH2");
});

test("Without documents the nearest day is meant, before or after today", () => {
  expect(sessionAtHand(view(session("OLD", "2026-11-27", "closed"), session("NEW", "2027-03-01", "planned")), now)?.id).toBe("OLD");
  expect(sessionAtHand(view(session("OLD", "2026-05-27", "filing"), session("NEW", "2026-12-10", "planned")), now)?.id).toBe("NEW");
});

test("What was called off is shown when there is nothing else", () => {
  expect(sessionAtHand(view(session("OFF", "2026-11-30", "cancelled"), session("OLD", "2020-01-01", "archived")), now)?.id).toBe("OLD");
  expect(sessionAtHand(view(session("OFF", "2026-11-30", "postponed")), now)?.id).toBe("OFF");
});

test("A session whose record is closed is only read", () => {
  expect(isReadOnly(session("A", "2026-01-01", "archived"))).toBe(true);
  expect(isReadOnly(session("A", "2026-01-01", "filing"))).toBe(false);
});

test("An address names screen, session, item and document, and is read back as it was written", () => {
  const place = parseAddress("#tai-lieu?ky=K12-KH15&muc=MUC10&tl=TL08");
  const nowhere = { shelf: null, revision: null, page: null, words: null, sitting: null, year: null, asOf: null };
  expect(place).toEqual({ ...nowhere, screen: "tai-lieu", session: "K12-KH15", item: "MUC10", document: "TL08" });
  expect(addressOf(place)).toBe("#tai-lieu?ky=K12-KH15&muc=MUC10&tl=TL08");
  expect(addressOf(parseAddress("#ho-so"))).toBe("#ho-so");
  const found = "#tai-lieu?ky=K12-KH15&tl=TL08&ban=2&trang=7";
  expect(addressOf(parseAddress(found))).toBe(found);
  const minutes = "#bien-ban?ky=K12-KH15&phien=PH1";
  expect(addressOf(parseAddress(minutes))).toBe(minutes);
  expect(addressOf(moved(parseAddress(minutes), { session: "K12-KH16" }))).toBe("#bien-ban?ky=K12-KH16");
  expect(parseAddress("#bao-cao?nam=2024&den=2024-11-30")).toMatchObject({ year: "2024", asOf: "2024-11-30" });
  expect(parseAddress("#tim-kiem?tu=gi%E1%BA%A3i%20ng%C3%A2n").words).toBe("giải ngân");
});

test("Another screen keeps the session and leaves the document; another session leaves both", () => {
  const place = parseAddress("#tai-lieu?ky=K12-KH15&muc=MUC10&tl=TL08");
  expect(addressOf(moved(place, { screen: "ho-so" }))).toBe("#ho-so?ky=K12-KH15");
  expect(addressOf(moved(place, { session: "K12-KH16" }))).toBe("#tai-lieu?ky=K12-KH16");
  expect(addressOf(moved(place, { document: null }))).toBe("#tai-lieu?ky=K12-KH15&muc=MUC10");
});
