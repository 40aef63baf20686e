// Pen, finger and palm on the glass, event by event: what becomes of them on paper.
//
// Two pages of 500 × 700 px stand one below the other; paper is upright, one pixel a point.
import { afterEach, beforeEach, expect, test, vi } from "vitest";

import { geometryOf } from "../../src/pages/geometry";
import { edgeCrossing } from "../../src/tablet/reader/page_edge";
import type { PageUnder, PaperPoint } from "../../src/tablet/reader/page_under";
import { PointerInput } from "../../src/tablet/reader/pointer_input";
import type { Tool } from "../../src/tablet/reader/tools";

class Room extends EventTarget {
  overButton = false;
  closest = (): unknown => (this.overButton ? {} : null);
  setPointerCapture = (): void => undefined;
  getBoundingClientRect = () => ({ left: 0, top: 0 });
}

const geometry = geometryOf({ width: 500, height: 700 }, [1, 0, 0, 1, 0, 0]);
const pageTops = [0, 710];

class Glass {
  readonly room = new Room();
  readonly told: string[] = [];
  tool: Tool = "pen";
  fingerDraws = true;
  pens = false;
  open = [true, true];
  handOf = [1, 4];
  clock = 10_000;
  input: PointerInput;

  constructor() {
    const at = ({ page, x, y }: PaperPoint): string => `${page}:${Math.round(x)},${Math.round(y)}`;
    const line = (points: readonly number[]): string => points.flatMap((value, i) => (i % 3 === 2 ? [] : [Math.round(value)])).join(" ");
    this.input = new PointerInput(this.room as unknown as HTMLElement, {
      tool: () => this.tool,
      fingerDraws: () => this.fingerDraws,
      pensAreUsed: () => this.pens,
      penSeen: () => {
        if (!this.pens) this.fingerDraws = false;
        this.pens = true;
        if (this.tool === "none") this.tool = "pen";
      },
      pageAt: (x, y): PageUnder | undefined => {
        const index = pageTops.findIndex((top) => y >= top && y <= top + 700 && x >= 0 && x <= 500);
        return index < 0
          ? undefined
          : {
              index,
              box: { left: 0, top: pageTops[index]!, width: 500, height: 700 },
              geometry: this.open[index] ? geometry : undefined,
              penScale: this.handOf[index]!,
            };
      },
      notYet: (page) => this.told.push(`not yet ${page}`),
      stroke: () => undefined,
      strokeEnd: (page, points) => this.told.push(`stroke ${page}: ${line(points)}`),
      strokeDropped: () => this.told.push("dropped"),
      drag: () => undefined,
      dragEnd: (tool, { page, points }) => this.told.push(`${tool === "highlight" ? "drag" : "loop"} ${page}: ${line(points)}`),
      rub: (where, reach) => this.told.push(`rub ${at(where)}${reach === 1 ? "" : ` reach ${reach}`}`),
      rubEnd: () => this.told.push("rubbed"),
      tap: (where) => this.told.push(`tap ${at(where)}`),
      pinch: () => this.told.push("pinch"),
    });
  }

  // "pen down 1 100 200", "touch move 2 …", "touch cancel …"; `more`: width, buttons …; each event comes 20 ms after the one before.
  does(what: string, more: Record<string, unknown> = {}): this {
    const [pointerType, act, pointerId, clientX, clientY] = what.split(" ");
    this.clock += 20;
    const fields = {
      pointerType,
      pointerId: Number(pointerId),
      clientX: Number(clientX),
      clientY: Number(clientY),
      button: 0,
      buttons: act === "up" ? 0 : 1,
      pressure: 0.4,
      isPrimary: pointerType !== "touch" || Number(pointerId) === 1,
      width: 30,
      height: 30,
      timeStamp: this.clock,
      ...more,
    };
    const event = new Event(act === "lost" ? "lostpointercapture" : `pointer${act}`);
    for (const [name, value] of Object.entries(fields)) Object.defineProperty(event, name, { value });
    this.room.dispatchEvent(event);
    return this;
  }

  waits(ms: number): this {
    this.clock += ms;
    return this;
  }
}

beforeEach(() => {
  vi.stubGlobal("requestAnimationFrame", () => 1);
  vi.stubGlobal("cancelAnimationFrame", () => undefined);
});
afterEach(() => vi.unstubAllGlobals());

const penLine = "stroke 0: 300 300 460 300";

interface Case {
  readonly name: string;
  readonly set?: Partial<Pick<Glass, "tool" | "fingerDraws" | "pens" | "open">>;
  readonly events: readonly (string | number | [string, Record<string, unknown>])[];
  readonly told: readonly string[];
}

const used = { pens: true, fingerDraws: false } as const;
const pen = ["pen down 9 300 300", "pen move 9 460 300", "pen up 9 460 300"];

const cases: Case[] = [
  {
    name: "the pen wins over the palm that came first, and nothing of the palm stays",
    events: ["touch down 1 400 600", ...pen, "touch move 1 402 601", "touch up 1 402 601"],
    told: ["dropped", penLine],
  },
  {
    name: "the pen wins over a palm that already drew",
    events: ["touch down 1 400 600", "touch move 1 440 640", ...pen, "touch up 1 440 640"],
    told: ["dropped", penLine],
  },
  {
    name: "the pen wins over several touches",
    events: [
      "touch down 1 400 600",
      "touch down 2 450 650",
      "touch down 3 460 660",
      ...pen,
      "touch up 2 450 650",
      "touch up 1 400 600",
      "touch up 3 460 660",
    ],
    told: ["dropped", penLine],
  },
  {
    name: "the pen wins with finger writing switched on by hand",
    set: { pens: true, fingerDraws: true },
    events: ["touch down 1 400 600", ...pen, "touch up 1 400 600"],
    told: ["dropped", penLine],
  },
  {
    name: "two strokes of the pen over one resting palm are two strokes",
    events: ["touch down 1 400 600", ...pen, ...pen, "touch up 1 400 600"],
    told: ["dropped", penLine, penLine],
  },
  {
    name: "a palm beside the pen does nothing, down or up",
    events: [pen[0]!, "touch down 1 400 600", "touch move 1 405 640", "touch up 1 405 640", pen[1]!, pen[2]!],
    told: [penLine],
  },
  {
    name: "a palm that outlasts the pen by a moment does nothing",
    set: { pens: true, fingerDraws: true },
    events: [...pen, "touch down 1 400 600", "touch move 1 420 640", "touch up 1 420 640"],
    told: [penLine],
  },
  {
    name: "a finger that writes after the pen is long away writes",
    set: { pens: true, fingerDraws: true },
    events: [...pen, 1_000, "touch down 1 100 100", "touch move 1 150 100", "touch up 1 150 100"],
    told: [penLine, "stroke 0: 100 100 150 100"],
  },
  { name: "a cancelled pen keeps its points", events: [pen[0]!, pen[1]!, "pen cancel 9 0 0"], told: [penLine] },
  {
    name: "a pen whose end is lost is whole when it hovers",
    events: [pen[0]!, pen[1]!, ["pen move 9 470 300", { buttons: 0 }]],
    told: [penLine],
  },
  {
    name: "a pen whose end is lost is whole when the next one comes",
    events: [pen[0]!, pen[1]!, "pen down 10 10 10", "pen move 10 50 10", "pen up 10 50 10"],
    told: [penLine, "stroke 0: 10 10 50 10"],
  },
  { name: "a pen whose capture is lost is whole", events: [pen[0]!, pen[1]!, "pen lost 9 0 0"], told: [penLine] },
  {
    name: "a hovering pen draws nothing",
    events: [
      ["pen move 9 300 300", { buttons: 0 }],
      ["pen move 9 400 300", { buttons: 0 }],
    ],
    told: [],
  },
  {
    name: "a second finger takes the first one's mark away and moves the page",
    events: ["touch down 1 100 100", "touch move 1 160 100", "touch down 2 200 200", "touch up 2 200 200", "touch up 1 160 100"],
    told: ["dropped"],
  },
  {
    name: "a finger draws until the first pen is seen",
    events: ["touch down 1 100 100", "touch move 1 150 100", "touch up 1 150 100"],
    told: ["stroke 0: 100 100 150 100"],
  },
  {
    name: "after a pen was seen a finger draws no ink",
    set: used,
    events: ["touch down 1 100 100", "touch move 1 150 100", "touch up 1 150 100"],
    told: [],
  },
  {
    name: "after a pen was seen a finger does not highlight",
    set: { ...used, tool: "highlight" },
    events: ["touch down 1 100 100", "touch move 1 150 100", "touch up 1 150 100"],
    told: [],
  },
  {
    name: "after a pen was seen a finger's tap places a note",
    set: { ...used, tool: "text" },
    events: ["touch down 1 100 100", "touch up 1 103 100"],
    told: ["tap 0:103,100"],
  },
  {
    name: "after a pen was seen a finger's tap rubs",
    set: { ...used, tool: "eraser" },
    events: ["touch down 1 100 100", "touch up 1 103 100"],
    told: ["rub 0:103,100", "rubbed"],
  },
  {
    name: "a long contact is no tap",
    set: { ...used, tool: "text" },
    events: ["touch down 1 100 100", 900, "touch up 1 100 100"],
    told: [],
  },
  {
    name: "a wide contact is no tap",
    set: { ...used, tool: "eraser" },
    events: [["touch down 1 100 100", { width: 90 }], "touch up 1 100 100"],
    told: [],
  },
  {
    name: "a contact that grows wide is no tap",
    set: { ...used, tool: "text" },
    events: ["touch down 1 100 100", ["touch move 1 101 100", { height: 120 }], "touch up 1 101 100"],
    told: [],
  },
  {
    name: "a contact that moves is no tap",
    set: { ...used, tool: "text" },
    events: ["touch down 1 100 100", "touch move 1 100 140", "touch move 1 100 101", "touch up 1 100 101"],
    told: [],
  },
  {
    name: "a contact that became a scroll is no tap",
    set: { ...used, tool: "text" },
    events: ["touch down 1 100 100", "touch cancel 1 100 100"],
    told: [],
  },
  {
    name: "two fingers are no tap",
    set: { ...used, tool: "text" },
    events: ["touch down 1 100 100", "touch down 2 150 100", "touch up 2 150 100", "touch up 1 100 100"],
    told: [],
  },
  {
    name: "a palm just behind the pen's tap is no second tap",
    set: { ...used, tool: "text" },
    events: ["pen down 9 300 300", "pen up 9 300 300", "touch down 1 400 600", "touch up 1 400 600"],
    told: ["tap 0:300,300"],
  },
  {
    name: "a palm under a hovering pen is no tap",
    set: { ...used, tool: "text" },
    events: [["pen move 9 300 300", { buttons: 0 }], "touch down 1 400 600", "touch up 1 400 600"],
    told: [],
  },
  {
    name: "without any pen a finger may press as long as it likes",
    set: { tool: "text" },
    events: ["touch down 1 100 100", 2_000, "touch up 1 100 100"],
    told: ["tap 0:100,100"],
  },
  {
    name: "a stroke that leaves the page ends at its edge and begins on the next one",
    events: ["pen down 9 100 600", "pen move 9 100 690", "pen move 9 100 730", "pen move 9 100 800", "pen up 9 100 800"],
    told: ["stroke 0: 100 600 100 690 100 700", "stroke 1: 100 0 100 20 100 90"],
  },
  {
    name: "a stroke that leaves the page sideways ends there, and goes on where it comes back",
    events: ["pen down 9 400 100", "pen move 9 600 200", "pen move 9 600 300", "pen move 9 400 400", "pen up 9 400 400"],
    told: ["stroke 0: 400 100 500 150", "stroke 0: 500 350 400 400"],
  },
  {
    name: "a highlight ends at the page's edge",
    set: { tool: "highlight" },
    events: ["pen down 9 100 600", "pen move 9 200 900", "pen up 9 200 900"],
    told: ["drag 0: 100 600 200 700"],
  },
  {
    name: "nothing is written on a page that is not open, and that is said",
    set: { open: [false, true] },
    events: [...pen],
    told: ["not yet 0"],
  },
  {
    name: "no note is placed on a page that is not open",
    set: { ...used, tool: "text", open: [false, true] },
    events: ["touch down 1 100 100", "touch up 1 100 100"],
    told: ["not yet 0"],
  },
  {
    name: "a stroke ends before a page that is not open",
    set: { open: [true, false] },
    events: ["pen down 9 100 600", "pen move 9 100 800", "pen up 9 100 800"],
    told: ["stroke 0: 100 600 100 700"],
  },
  { name: "the pen takes the pen tool by itself", set: { tool: "none" }, events: [...pen], told: [penLine] },
];

test.each(cases)("Pointer input: $name", ({ set, events, told }) => {
  const glass = Object.assign(new Glass(), set);
  for (const event of events) {
    if (typeof event === "number") glass.waits(event);
    else if (typeof event === "string") glass.does(event);
    else glass.does(...event);
  }
  expect(glass.told).toEqual(told);
});

test("Pointer input keeps what is under the pen when the page is closed", () => {
  const glass = new Glass();
  glass.does(pen[0]!).does(pen[1]!);
  glass.input.close();
  expect(glass.told).toEqual([penLine]);
});

test("Pointer input lets a pen open a note instead of drawing over it", () => {
  const glass = Object.assign(new Glass(), { tool: "none" });
  glass.room.overButton = true;
  glass.does("pen down 9 300 300").does("pen up 9 300 300");
  expect([glass.told, glass.tool]).toEqual([[], "none"]);
});

test("Pointer input rubs as wide on the glass where a page is shown small", () => {
  const glass = new Glass();
  Object.assign(glass, { tool: "eraser" });
  expect(glass.does("pen down 1 100 800").does("pen up 1 100 800").told).toEqual(["rub 1:100,90 reach 4", "rubbed"]);
});

test("Pointer input keeps a palm's click from rubbing the note under it", () => {
  const glass = Object.assign(new Glass(), used, { tool: "eraser" });
  glass.room.overButton = true;
  const clicks = (): boolean => {
    const event = new Event("click", { cancelable: true });
    Object.defineProperty(event, "detail", { value: 1 });
    return glass.room.dispatchEvent(event);
  };
  glass.does("touch down 1 100 100").waits(2_000).does("touch up 1 100 100");
  expect(clicks()).toBe(false);
  glass.does("touch down 1 100 100").does("touch up 1 100 100");
  expect(clicks()).toBe(true);
});

test("The edge is crossed where the way of the hand meets it", () => {
  const box = { left: 0, top: 0, width: 100, height: 200 };
  expect(edgeCrossing(box, 50, 50, 150, 50)).toEqual([100, 50]);
  expect(edgeCrossing(box, 50, 50, -50, 150)).toEqual([0, 100]);
  expect(edgeCrossing(box, 50, 100, 150, 300)).toEqual([100, 200]);
  expect(edgeCrossing(box, 0, 0, -10, 0)).toEqual([0, 0]);
});

test("Pointer input lets no click follow a finger's tap: it would fall on the sheet that the tap opened", () => {
  const glass = Object.assign(new Glass(), used, { tool: "text" });
  const lifted = (): boolean => glass.room.dispatchEvent(Object.assign(new Event("touchend", { cancelable: true }), { touches: [] }));
  glass.does("touch down 1 100 100").does("touch up 1 100 100");
  expect(lifted()).toBe(false);
  glass.does("touch down 1 100 100").does("touch move 1 100 300").does("touch up 1 100 300");
  expect(lifted()).toBe(true);
});
