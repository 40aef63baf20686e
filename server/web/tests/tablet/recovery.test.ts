// When the app may load itself anew, what is said of a page whose app does not come, and copies that lie in one place.
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { Script, createContext } from "node:vm";

import { mayReload, type Situation } from "../../src/tablet/recovery";
import { copiesOf } from "../../src/tablet/reader/annotation_layer";
import { note } from "../sync/builders";

const safe: Situation = {
  health: { state: "broken", unsaved: 0 },
  brokenForMs: 20_000,
  untouchedForMs: 20_000,
  online: true,
  unsent: 0,
  drafts: 0,
  reloadedMsAgo: 3_600_000,
};

test("The app loads itself anew when its database is dead and nothing would be lost", () => {
  expect(mayReload(safe)).toBe(true);
});

test.each<[string, Partial<Situation>]>([
  ["a stroke is in memory alone", { health: { state: "broken", unsaved: 1 } }],
  ["a stroke has not been sent", { unsent: 1 }],
  ["words are being written", { drafts: 1 }],
  ["there is no network to come back from", { online: false }],
  ["somebody is at work", { untouchedForMs: 2_000 }],
  ["it has just happened", { brokenForMs: 1_000 }],
  ["it has just done so", { reloadedMsAgo: 60_000 }],
  ["the machine is only full", { health: { state: "full", unsaved: 0 } }],
  ["all is well", { health: { state: "good", unsaved: 0 } }],
])("The app does not load itself anew while %s", (_why, change) => {
  expect(mayReload({ ...safe, ...change })).toBe(false);
});

// public/tablet/floor.js, as an engine runs it before the app.
function floor({ modules = true } = {}) {
  const said: string[] = [];
  const page = { here: false };
  const listeners: ((event: unknown) => void)[] = [];
  let later: () => void = () => undefined;
  const line = {
    set textContent(text: string) {
      said.push(text);
    },
    getAttribute: (name: string) => name,
  };
  const documentElement = { getAttribute: () => (page.here ? "here" : null) };
  const window = { addEventListener: (_name: string, listener: (event: unknown) => void) => listeners.push(listener) };
  const document = { getElementById: () => line, documentElement, createElement: () => (modules ? { noModule: false } : {}) };
  const context = createContext({ document, window, setTimeout: (work: () => void) => (later = work) });
  new Script(readFileSync(new URL("../../public/tablet/floor.js", import.meta.url), "utf8")).runInContext(context);
  return { said, page, fails: (event: unknown) => listeners.forEach((listener) => listener(event)), waits: () => later() };
}

test("The floor page says that the engine is too old when the app does not parse or modules are unknown", () => {
  const old = floor();
  old.fails({ error: new SyntaxError("x"), message: "", target: {} });
  expect(old.said).toEqual(["data-old"]);
  expect(floor({ modules: false }).said).toEqual(["data-old"]);
});

test("The floor page tells a network from an engine, and a long wait from both", () => {
  const away = floor();
  away.fails({ error: null, message: "", target: { tagName: "SCRIPT" } });
  expect(away.said).toEqual(["data-unreached"]);
  const slow = floor();
  slow.waits();
  expect(slow.said).toEqual(["data-slow"]);
});

test("The floor page says nothing once the app is here", () => {
  const good = floor();
  good.page.here = true;
  good.waits();
  good.fails({ error: new SyntaxError("x"), message: "", target: {} });
  expect(good.said).toEqual([]);
});

test("The pages carry the floor's sentences and run nothing inline", () => {
  for (const page of ["tablet", "console"]) {
    const html = readFileSync(new URL(`../../${page}/index.html`, import.meta.url), "utf8");
    expect(html).toContain("Đang mở…");
    for (const name of ["data-old", "data-unreached", "data-slow"]) expect(html).toContain(`${name}="`);
    expect(html).not.toMatch(/<script(?![^>]*src=)/);
    expect(html.indexOf("/tablet/floor.js")).toBeLessThan(html.indexOf('type="module"'));
  }
});

test("Two versions of one note are copies of one place; two notes in one place are not", () => {
  const one = { ...note("DB24.d.1", "trên máy này"), created_at: "2024-12-18T00:30:00Z" };
  const other = { ...note("DB24.e.k9", "trên máy kia"), created_at: "2024-12-18T00:30:00Z" };
  const later = { ...note("DB24.d.2", "khác"), created_at: "2024-12-18T00:31:00Z" };
  expect(copiesOf([other, later, one]).map((copies) => copies.map((each) => each.id))).toEqual([["DB24.d.1", "DB24.e.k9"], ["DB24.d.2"]]);
});
