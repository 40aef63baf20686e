// What a page shows that cannot be drawn here: the server's picture and a word, or what to do when there is none.
import { afterEach, beforeEach, expect, test, vi } from "vitest";

import type { PdfFile } from "../../src/pages/pdf";
import { Pictures } from "../../src/pages/pictures";
import type { Previews } from "../../src/pages/previews";
import type { PageSlot, Scroller } from "../../src/pages/scroller";
import { undrawnWords } from "../../src/pages/undrawn";

class Node_ {
  readonly children: Node_[] = [];
  parent: Node_ | undefined;
  className = "";
  textContent = "";
  src = "";
  width = 0;
  height = 0;
  style = {};
  getContext(): null {
    return null;
  }
  append(child: Node_): void {
    child.parent = this;
    this.children.push(child);
  }
  prepend(child: Node_): void {
    child.parent = this;
    this.children.unshift(child);
  }
  before(sibling: Node_): void {
    this.parent?.prepend(sibling);
  }
  remove(): void {
    this.parent?.children.splice(this.parent.children.indexOf(this), 1);
    this.parent = undefined;
  }
  get isConnected(): boolean {
    return this.parent !== undefined;
  }
  get firstElementChild(): Node_ | null {
    return this.children[0] ?? null;
  }
}

const settle = async (): Promise<void> => {
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
};

beforeEach(() => {
  vi.spyOn(console, "warn").mockImplementation(() => undefined);
  vi.stubGlobal("Image", Node_);
  vi.stubGlobal("document", { createElement: () => new Node_(), visibilityState: "visible" });
  vi.stubGlobal("URL", { revokeObjectURL: () => undefined });
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

const scroller = { current: 0, layout: { pages: [{ top: 0, left: 0, width: 600, height: 800 }] } } as unknown as Scroller;
const pictured = { url: () => Promise.resolve("blob:1") } as unknown as Previews;
const without = { url: () => Promise.resolve(undefined) } as unknown as Previews;

interface Drawing {
  promise: Promise<void>;
  cancel(): void;
}

const paper = (render: () => Drawing): PdfFile =>
  ({
    pages: 1,
    page: () => Promise.resolve({ geometry: { width: 600, height: 800 }, cleanup: () => undefined, render }),
    close: () => Promise.resolve(),
  }) as unknown as PdfFile;
const refusing = { pages: 1, page: () => Promise.reject(new Error("no such page")), close: () => Promise.resolve() } as unknown as PdfFile;
const failing = paper(() => ({ promise: Promise.reject(new Error("bad operator")), cancel: () => undefined }));
const drawing = paper(() => ({ promise: Promise.resolve(), cancel: () => undefined }));

function room(): { pictures: Pictures; slot: PageSlot; shown: () => string[]; undrawn: string[] } {
  const undrawn: string[] = [];
  const pictures = new Pictures({ known: () => undefined, undrawn: ({ index }) => undrawn.push(`page ${index}`) }, 1);
  const element = new Node_();
  const slot = { index: 0, element } as unknown as PageSlot;
  pictures.attach(scroller);
  pictures.enter(slot);
  return {
    pictures,
    slot,
    shown: () =>
      element.children
        .flatMap((child) => (child.className === "picture" ? child.children : [child]))
        .map((child) => child.textContent || (child.src ? "picture" : "canvas")),
    undrawn,
  };
}

for (const [name, file] of [
  ["cannot be opened", refusing],
  ["breaks off while it is drawn", failing],
] as const) {
  test(`A page that ${name} shows the server's picture and says so`, async () => {
    const { pictures, shown, undrawn } = room();
    pictures.setPreviews(pictured);
    pictures.setFile(file);
    await settle();
    expect(shown()).toEqual(["picture", undrawnWords.picture]);
    expect(undrawn).toContain("page 0");
  });

  test(`A page that ${name} and has no picture says what to do`, async () => {
    const { pictures, shown } = room();
    pictures.setPreviews(null);
    pictures.setFile(file);
    await settle();
    expect(shown()).toEqual([undrawnWords.nothing]);
    pictures.setPreviews(without);
    await settle();
    expect(shown()).toEqual([undrawnWords.nothing]);
  });
}

test("A file that cannot be opened says it on every page, first that the picture is coming, then with it", async () => {
  const { pictures, slot, shown } = room();
  pictures.failFile();
  await settle();
  expect(shown()).toEqual([undrawnWords.coming]);
  pictures.setPreviews(pictured);
  await settle();
  expect(shown()).toEqual(["picture", undrawnWords.picture]);
  pictures.leave(slot);
  expect(shown()).toEqual([]);
  pictures.enter(slot);
  await settle();
  expect(shown()).toEqual(["picture", undrawnWords.picture]);
});

test("A file that came a second time and can be drawn takes the words away", async () => {
  const { pictures, shown } = room();
  pictures.failFile();
  pictures.setFile(drawing);
  await settle();
  expect(shown()).toEqual(["canvas"]);
});

test("A drawing that does not end is given up, after time in which somebody looked", async () => {
  vi.useFakeTimers();
  let stop: (error: Error) => void = () => undefined;
  const { pictures, shown } = room();
  pictures.setPreviews(pictured);
  pictures.setFile(
    paper(() => ({
      promise: new Promise<void>((_, failed) => (stop = failed)),
      cancel: () => stop(Object.assign(new Error("cancelled"), { name: "RenderingCancelledException" })),
    })),
  );
  await settle();
  (document as { visibilityState: string }).visibilityState = "hidden";
  await vi.advanceTimersByTimeAsync(600_000);
  expect(shown()).toEqual(["picture"]);
  (document as { visibilityState: string }).visibilityState = "visible";
  await vi.advanceTimersByTimeAsync(31_000);
  expect(shown()).toEqual(["picture", undrawnWords.picture]);
});

test("A drawing that was called off is no failure", async () => {
  const { pictures, shown } = room();
  pictures.setFile(
    paper(() => ({
      promise: Promise.reject(Object.assign(new Error("x"), { name: "RenderingCancelledException" })),
      cancel: () => undefined,
    })),
  );
  pictures.moved(false);
  await settle();
  expect(shown()).toEqual([]);
});
