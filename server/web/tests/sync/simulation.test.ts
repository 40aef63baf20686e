// One seed is one run: a tablet writes, changes and deletes notes while its socket is cut at any message and its app is killed at any
// moment. At the end both sides agree, every command had its effect exactly once, and nothing is left unsent.
import { expect, test } from "vitest";

import { random } from "../random";
import { note } from "./builders";
import { settle, World } from "./world";

const seeds = Number(process.env["SIMULATION_SEEDS"] ?? 40);
const stepsPerRun = 60;

async function run(seed: number): Promise<void> {
  const chance = random(seed);
  const world = new World();
  const expected = new Map<string, string>();
  let made = 0;
  await world.startApp();
  await world.talk();
  for (let i = 0; i < stepsPerRun; i++) {
    const dice = chance();
    if (dice < 0.25) {
      const id = `n${made++}`;
      expected.set(id, `t${i}`);
      void world.client.sendCommand({ type: "put_annotation", annotation: note(id, `t${i}`), base_seq: 0 });
    } else if (dice < 0.35 && expected.size > 0) {
      const id = [...expected.keys()][Math.floor(chance() * expected.size)]!;
      expected.set(id, `u${i}`);
      void world.client.sendCommand({ type: "put_annotation", annotation: note(id, `u${i}`), base_seq: 0 });
    } else if (dice < 0.42 && expected.size > 0) {
      const id = [...expected.keys()][Math.floor(chance() * expected.size)]!;
      expected.delete(id);
      void world.client.sendCommand({ type: "delete_annotation", id });
    } else if (dice < 0.5) world.cut();
    else if (dice < 0.54) {
      await settle();
      world.cut();
      await world.startApp();
    } else if (dice < 0.58) world.client.wake();
    else if (dice < 0.8) world.server.serve(world.server.newest);
    else world.server.newest.deliver();
    if (chance() < 0.5) await settle();
    if (chance() < 0.3) await world.tick();
  }
  for (let i = 0; i < 4; i++) {
    await world.tick(20_000);
    await world.talk();
  }
  const wanted = [...expected].map(([id, text]) => `${id}:${text}`).sort();
  expect(world.notes(), `seed ${seed}: the tablet`).toEqual(wanted);
  expect(world.serverNotes(), `seed ${seed}: the server`).toEqual(wanted);
  expect(world.client.unsent.value, `seed ${seed}: unsent`).toBe(0);
  const numbers = world.server.applied.map(({ incarnation, command }) => `${incarnation}/${command.number}`);
  expect(new Set(numbers).size, `seed ${seed}: exactly once`).toBe(numbers.length);
}

test(`Simulation of ${seeds} seeds: nothing is lost and nothing happens twice`, { timeout: 120_000 }, async () => {
  for (let seed = 1; seed <= seeds; seed++) await run(seed);
});
