// Where screens stand when they are opened, left and returned to.
import { expect, test } from "vitest";

import { ScrollPlaces } from "../../src/console/parts/scroll_places";

class Box {
  scrollTop = 0;
  scrollLeft = 0;
  parentElement: Box | null = null;
  constructor(readonly children: Box[] = []) {
    for (const child of children) child.parentElement = this;
  }
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

const fresh = (): Box => new Box([new Box(), new Box([new Box(), new Box()])]);

// A console whose screen is made anew with every entry.
class MadeConsole {
  readonly history = new Entries();
  readonly places: ScrollPlaces;
  screen = fresh();

  constructor(start = 0) {
    this.places = new ScrollPlaces(this.history, start);
  }

  get list(): Box {
    return this.screen.children[1]!.children[1]!;
  }

  scrolls(part: Box, top: number, left = 0): this {
    Object.assign(part, { scrollTop: top, scrollLeft: left });
    this.places.saw(this.screen, part);
    return this;
  }

  opens(): this {
    this.history.push();
    return this.#turned();
  }

  goes(steps: number): this {
    this.history.at += steps;
    return this.#turned();
  }

  #turned(): this {
    this.screen = fresh();
    this.places.arrive(this.screen);
    return this;
  }
}

test("A screen opens at its top; back returns to where it stood, with its inner parts", () => {
  const made = new MadeConsole();
  made.scrolls(made.screen, 357).scrolls(made.list, 90, 12).opens();
  expect([made.screen.scrollTop, made.list.scrollTop]).toEqual([0, 0]);
  made.scrolls(made.screen, 40).goes(-1);
  expect([made.screen.scrollTop, made.list.scrollTop, made.list.scrollLeft]).toEqual([357, 90, 12]);
  expect(made.goes(1).screen.scrollTop).toBe(40);
});

test("The same screen opened a second time by its tab opens at its top, and both places are kept", () => {
  const made = new MadeConsole();
  made.scrolls(made.screen, 500).opens().opens();
  expect(made.screen.scrollTop).toBe(0);
  made.scrolls(made.screen, 20);
  expect(made.goes(-2).screen.scrollTop).toBe(500);
  expect(made.goes(2).screen.scrollTop).toBe(20);
});

test("A screen that was scrolled back to its top is found there", () => {
  const made = new MadeConsole();
  made.scrolls(made.screen, 500).scrolls(made.screen, 0).opens();
  expect(made.goes(-1).screen.scrollTop).toBe(0);
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
  const [here, next, back] = [fresh(), fresh(), fresh()];
  here.scrollTop = 70;
  places.saw(here, here);
  history.push();
  places.arrive(next);
  history.at -= 1;
  places.arrive(back);
  expect([next.scrollTop, back.scrollTop]).toEqual([0, 70]);
});

test("A part that is elsewhere, or no longer there, is passed over", () => {
  const made = new MadeConsole();
  made.places.saw(made.screen, new Box());
  made.scrolls(made.list, 30).scrolls(made.screen, 7).opens();
  made.history.at -= 1;
  const bare = new Box();
  made.places.arrive(bare);
  expect(bare.scrollTop).toBe(7);
});
