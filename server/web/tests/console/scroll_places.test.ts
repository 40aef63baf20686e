// Where screens stand when they are opened, left and returned to.
import { expect, test } from "vitest";

import { scrolledParts, ScrollPlaces, scrollTo } from "../../src/console/parts/scroll_places";

class Box {
  scrollTop = 0;
  scrollLeft = 0;
  constructor(readonly children: Box[] = []) {}
}

// A browser's history as far as it matters: entries with a state, and one that is on.
class Entries {
  entries: { state: unknown }[] = [{ state: null }];
  at = 0;
  get state(): unknown {
    return this.entries[this.at]!.state;
  }
  replaceState(state: unknown): void {
    this.entries[this.at] = { state };
  }
  push(): void {
    this.entries = [...this.entries.slice(0, this.at + 1), { state: null }];
    this.at += 1;
  }
}

const screen = (): Box => new Box([new Box(), new Box([new Box(), new Box()])]);

// A link, back or forward: the old screen is left, a fresh one stands there.
function turns(history: Entries, places: ScrollPlaces, from: Box, move: () => void): Box {
  move();
  places.leave(from);
  const next = screen();
  places.arrive(next);
  void history;
  return next;
}

test("A screen opens at its top; back returns to where it stood, with its inner parts", () => {
  const history = new Entries();
  const places = new ScrollPlaces(history, 1_000);
  const roll = screen();
  roll.scrollTop = 357;
  roll.children[1]!.children[1]!.scrollTop = 90;
  roll.children[1]!.children[1]!.scrollLeft = 12;
  const archive = turns(history, places, roll, () => history.push());
  expect(scrolledParts(archive)).toEqual([]);
  archive.scrollTop = 40;
  const back = turns(history, places, archive, () => (history.at -= 1));
  expect(scrolledParts(back)).toEqual(scrolledParts(roll));
  const forth = turns(history, places, back, () => (history.at += 1));
  expect(forth.scrollTop).toBe(40);
});

test("The same screen opened a second time by its tab opens at its top, and both places are kept", () => {
  const history = new Entries();
  const places = new ScrollPlaces(history, 0);
  const first = screen();
  first.scrollTop = 500;
  const other = turns(history, places, first, () => history.push());
  const again = turns(history, places, other, () => history.push());
  expect(again.scrollTop).toBe(0);
  again.scrollTop = 20;
  const middle = turns(history, places, again, () => (history.at -= 1));
  expect(turns(history, places, middle, () => (history.at -= 1)).scrollTop).toBe(500);
});

test("What else stands in an entry's state is kept", () => {
  const history = new Entries();
  history.entries[0] = { state: { session: "K12" } };
  void new ScrollPlaces(history, 5);
  expect(history.state).toEqual({ session: "K12", place: 6 });
});

test("A page loaded anew does not take an earlier entry's number for its own", () => {
  const history = new Entries();
  void new ScrollPlaces(history, 100);
  const places = new ScrollPlaces(history, 9_000);
  const here = screen();
  here.scrollTop = 70;
  const next = turns(history, places, here, () => history.push());
  expect(next.scrollTop).toBe(0);
  expect(turns(history, places, next, () => (history.at -= 1)).scrollTop).toBe(70);
});

test("A part that is no longer there is passed over", () => {
  const bare = new Box();
  scrollTo(bare, [{ way: [3, 1], top: 10, left: 0 }, { way: [], top: 7, left: 0 }]);
  expect(bare.scrollTop).toBe(7);
});
