import { expect, test } from "vitest";

import { Sketch } from "../../../src/console/hall/sketch.svelte";
import { addRow, emptyHall, generated } from "../../../src/console/hall/seat_map";

class Kept {
  readonly all = new Map<string, string>();
  getItem = (key: string): string | null => this.all.get(key) ?? null;
  setItem = (key: string, value: string): void => void this.all.set(key, value);
  removeItem = (key: string): void => void this.all.delete(key);
}
const server = generated(2, 3);

test("Each step is taken back by its name, to what the server has", () => {
  const sketch = new Sketch(new Kept());
  sketch.follow(server);
  expect(sketch.change("thêm hàng", addRow(sketch.hall, 0))).toBe(true);
  expect(sketch.change("nothing", sketch.hall)).toBe(false);
  expect([sketch.changed, sketch.last]).toEqual([true, "thêm hàng"]);
  expect(sketch.undo()).toBe("thêm hàng");
  expect([sketch.changed, sketch.last, sketch.undo()]).toEqual([false, "", ""]);
});

test("A closed browser finds its drawing again; what was kept and is nonsense is not believed", () => {
  const kept = new Kept();
  const first = new Sketch(kept);
  first.follow(server);
  first.change("thêm hàng", addRow(first.hall, 0));
  const second = new Sketch(kept);
  second.follow(server);
  expect(second.hall).toEqual(first.hall);
  second.takeServer();
  expect(kept.all.size).toBe(0);
  kept.setItem("chamber-seat-map", '{"hall":{"shape":"rows","rows":[[1]]},"base":{}}');
  const third = new Sketch(kept);
  third.follow(server);
  expect(third.hall).toEqual(server);
});

test("What somebody else drew meanwhile is told, and overwritten only on purpose", () => {
  const sketch = new Sketch(undefined);
  sketch.follow(server);
  sketch.change("thêm hàng", addRow(sketch.hall, 0));
  sketch.follow(generated(1, 1));
  expect(sketch.overtaken).toBe(true);
  sketch.insist();
  expect([sketch.overtaken, sketch.changed]).toEqual([false, true]);
  sketch.follow(emptyHall);
  expect(sketch.overtaken).toBe(true);
  sketch.takeServer();
  expect([sketch.overtaken, sketch.changed, sketch.last]).toEqual([false, false, ""]);
});

test("Without a drawing of one's own the server's is followed, and one's own is the server's once it is written", () => {
  const sketch = new Sketch(undefined);
  sketch.follow(emptyHall);
  sketch.follow(server);
  expect(sketch.hall).toEqual(server);
  sketch.change("thêm hàng", addRow(sketch.hall, 0));
  sketch.follow(sketch.hall);
  expect(sketch.changed).toBe(false);
});
