// The order in which papers come, over the model server's socket.
import { expect, test } from "vitest";

import { sha256Of } from "./model_server";
import { settle, World } from "./world";

interface Paper {
  readonly sha256: string;
  readonly bytes: number;
}

function papers(world: World, count: number, bytes: number): Paper[] {
  return Array.from({ length: count }, (_, i) => {
    const blob = new Uint8Array(bytes).fill(i + 1);
    world.server.blobs.set(sha256Of(blob), blob);
    return { sha256: sha256Of(blob), bytes };
  });
}

// Names of the papers asked for, in order, until all is said.
async function askedFor(world: World, all: readonly Paper[], during: (asked: string[]) => void = () => undefined): Promise<string[]> {
  const asked: string[] = [];
  const { newest } = world.server;
  const send = newest.send.bind(newest);
  newest.send = (text) => {
    const message = JSON.parse(text) as { type: string; sha256?: string };
    if (message.type === "fetch") asked.push("ABCDEFGH"[all.findIndex(({ sha256 }) => sha256 === message.sha256)]!);
    if (message.type === "fetch") during(asked);
    send(text);
  };
  await world.talk();
  return asked;
}

async function online(): Promise<World> {
  const world = new World();
  await world.startApp();
  await world.talk();
  return world;
}

test("Fetcher moves two at a time, in the order of the plan", async () => {
  const world = await online();
  const all = papers(world, 4, 100_000);
  world.client.keep(all);
  expect(await askedFor(world, all)).toEqual(["A", "B", "C", "D"]);
});

test("Fetcher waits a moment of its own before whole files of a new plan, not before previews", async () => {
  const world = await online();
  const [file, preview] = papers(world, 2, 100_000) as [Paper, Paper];
  world.client.keep([file, { ...preview, isPreview: true }]);
  await settle();
  const asked = () => world.server.newest.toServer.flatMap((message) => (message.type === "fetch" ? [message.sha256] : []));
  expect(asked()).toEqual([preview.sha256]);
  await world.tick(1_000);
  expect(asked()).toEqual([preview.sha256, file.sha256]);
});

test("Fetcher lets a paper somebody taps overtake everything, and goes on with the rest from where it stopped", async () => {
  const world = await online();
  const all = papers(world, 3, 3_000_000);
  const [a, b, c] = all as [Paper, Paper, Paper];
  world.client.keep(all);
  const asked = await askedFor(world, all, (so) => {
    if (so.join("") === "AB") world.client.keep([{ ...c, urgent: true }, a, b]);
  });
  expect(asked.join("")).toMatch(/^ABCCC/);
  for (const paper of all) expect(world.server.fetched(paper.sha256)).toBe(paper.bytes);
});

test("Fetcher follows the chair's next item at the next window", async () => {
  const world = await online();
  const all = papers(world, 4, 3_000_000);
  const [a, b, c, d] = all as [Paper, Paper, Paper, Paper];
  world.client.keep(all);
  const asked = await askedFor(world, all, (so) => {
    if (so.join("") === "AB") world.client.keep([c, d, a, b]);
  });
  expect(asked.slice(2, 8).sort().join("")).toBe("CCCDDD");
  for (const paper of all) expect(world.server.fetched(paper.sha256)).toBe(paper.bytes);
});

test("Fetcher asks again for what failed when it is told to", async () => {
  const world = await online();
  const [paper] = papers(world, 1, 100_000) as [Paper];
  const blob = world.server.blobs.get(paper.sha256)!;
  world.server.blobs.delete(paper.sha256);
  world.client.keep([paper]);
  await world.talk();
  world.server.blobs.set(paper.sha256, blob);
  await world.talk();
  expect(world.client.blobs.value.get(paper.sha256)).toBeUndefined();
  world.client.fetchAgain();
  await world.talk();
  expect(world.client.blobs.value.get(paper.sha256)?.verified).toBe(true);
});
