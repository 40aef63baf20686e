import { expect, test } from "vitest";

import { beginLease, isOver, LeaseKeeper, passTime } from "../../src/sync/lease";
import { settle, World } from "./world";

const hour = 3_600_000;

test("Lease is over when the server was away longer than the council allows, and contact renews it", () => {
  let lease = passTime(beginLease(0), hour, true);
  lease = passTime(lease, 3 * hour, false);
  expect(isOver(lease, 2)).toBe(false);
  lease = passTime(lease, 3 * hour + 1, false);
  expect(isOver(lease, 2)).toBe(true);
  expect(isOver(lease, null)).toBe(false);
  expect(isOver(passTime(lease, 4 * hour, true), 2)).toBe(false);
});

test("Lease is not lengthened by a clock that is set back", () => {
  let lease = passTime(beginLease(100 * hour), 101.5 * hour, false);
  lease = passTime(lease, 10 * hour, false);
  expect(isOver(lease, 2)).toBe(false);
  lease = passTime(lease, 10.6 * hour, false);
  expect(isOver(lease, 2)).toBe(true);
});

async function leased(): Promise<World> {
  const world = new World();
  world.server.put({
    entity_type: "council",
    id: "HDND",
    scope: "everyone",
    entity: {
      type: "council",
      id: "HDND",
      name: "HĐND",
      level: "xã",
      province: "P",
      organ_id: "H",
      term_name: "K",
      seats: 1,
      in_office: 1,
      demo: false,
      confirm_check_ins: false,
      lease_h: 24,
    },
  });
  await world.startApp();
  await world.talk();
  return world;
}

async function keeperOf(world: World): Promise<LeaseKeeper> {
  const keeper = new LeaseKeeper(world.client, () => world.now);
  await keeper.open();
  return keeper;
}

test("Papers are hidden after the lease, also over a restart; nothing is deleted, and contact shows them again", async () => {
  const world = await leased();
  let keeper = await keeperOf(world);
  expect(keeper.over.value).toBe(false);
  world.cut();
  void world.client.sendCommand({ type: "delete_annotation", id: "x" });
  await settle();
  world.now += 12 * hour;
  keeper.tick();
  expect(keeper.over.value).toBe(false);
  await settle();
  world.now += 12 * hour + 60_000;
  await world.startApp();
  keeper = await keeperOf(world);
  expect(keeper.over.value).toBe(true);
  expect((await world.store.load()).rows).toHaveLength(1);
  await world.talk();
  expect(keeper.over.value).toBe(false);
});
