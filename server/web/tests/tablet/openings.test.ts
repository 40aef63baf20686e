import { expect, test } from "vitest";

import type { CommandBody } from "../../src/generated/protocol";
import type { Client } from "../../src/sync";
import { Openings } from "../../src/tablet/openings";

function aTablet(person: string | null, roles: readonly string[] = ["delegate"]) {
  const sent: CommandBody[] = [];
  const kept = new Map<string, unknown>();
  const client = {
    person,
    standing: { value: { epoch: "e1", roles } },
    store: {
      recall: (key: string) => Promise.resolve(kept.get(key)),
      remember: (key: string, value: unknown) => Promise.resolve(void kept.set(key, structuredClone(value))),
    },
    sendCommand: (body: CommandBody) => Promise.resolve(void sent.push(body)),
  };
  return { client: client as unknown as Client, sent, kept };
}

const at = new Date("2024-12-16T12:10:00Z");
const out = { n: 1, published_at: "2024-12-12T03:00:00Z" };

test("A document is told to be open once, also after the app was closed, and again in its next revision", async () => {
  const { client, sent } = aTablet("DB24");
  const openings = new Openings(client);
  await openings.note("TL01", out, at);
  await openings.note("TL01", out, at);
  await new Openings(client).note("TL01", out, at);
  expect(sent).toEqual([{ type: "opened", document: "TL01", revision: 1, at: "2024-12-16T12:10:00.000Z" }]);
  await openings.note("TL01", { ...out, n: 2 }, at);
  await openings.note("TL01", out, at);
  expect(sent.map((one) => (one.type === "opened" ? one.revision : 0))).toEqual([1, 2]);
});

test("Nothing is told of the office, of nobody, and of what is not published", async () => {
  for (const { client, sent } of [aTablet("NV03", ["secretary"]), aTablet(null)]) {
    await new Openings(client).note("TL01", out, at);
    expect(sent).toEqual([]);
  }
  const { client, sent } = aTablet("DB24");
  await new Openings(client).note("TL01", { n: 1 }, at);
  expect(sent).toEqual([]);
});

test("Another person on the same tablet tells for themselves", async () => {
  const first = aTablet("DB24");
  await new Openings(first.client).note("TL01", out, at);
  const client = { ...first.client, person: "DB25" } as unknown as Client;
  await new Openings(client).note("TL01", out, at);
  expect(first.sent).toHaveLength(2);
});
