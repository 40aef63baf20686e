// Pointer events on the page: which touch draws, which scrolls, which zooms. Turns them into strokes, drags, rubs and taps on paper.
//
// The pen always wins: a palm or finger that came first is dropped with its mark, and while a pen is down no touch counts.
// Palm rule: once a pen has been seen, touches never draw (they scroll and pinch), unless "Vẽ bằng ngón tay" is on. Only ink obeys it: a
// finger's tap still places a note and rubs; contact.ts says what a tap is. A pen touching the page takes the pen tool by itself.
// Two fingers always move and zoom.
//
// A stroke lives on the page: at the edge it ends, and on the page it enters another one begins. Where the page's geometry is not
// known yet, nothing is drawn. Whatever ends a stroke (pointerup, pointercancel, a lost pen, a closed page), its points are kept.
import { rounded } from "../../pages/geometry";
import { type Contact, follow, isTap, penNearMs, tapPx, touchedBy } from "./contact";
import { addPoint, type Holding } from "./holding";
import { noPressure } from "./ink";
import { edgeCrossing, inside } from "./page_edge";
import { type OpenPage, type PageUnder, paperAt, type PaperPoint, reachOf } from "./page_under";
import { PinchInput } from "./pinch";
import type { PathTool, Tool } from "./tools";

// The way of a tool over one page.
export interface Way {
  readonly page: number;
  readonly points: readonly number[]; // x, y, pressure, x, … on paper
  readonly target: Element; // what lay under its beginning
}

export interface PointerInputEvents {
  tool(): Tool;
  fingerDraws(): boolean;
  pensAreUsed(): boolean; // on this machine
  penSeen(): void; // also: choose the pen tool
  pageAt(clientX: number, clientY: number): PageUnder | undefined;
  notYet(page: number): void; // somebody wants to write on a page that is not open
  stroke(page: number, points: readonly number[]): void; // grows; x, y, pressure
  strokeEnd(page: number, points: readonly number[]): void;
  strokeDropped(page: number): void; // whatever the tool had begun there
  drag(tool: PathTool, way: Way): void; // grows
  dragEnd(tool: PathTool, way: Way): void;
  rub(at: PaperPoint, reach: number): void; // reach: how many paper units one point of the hand's tools is
  rubEnd(): void;
  tap(at: PaperPoint, target: Element): void;
  pinch(factor: number, x: number, y: number, movedX: number, movedY: number): void;
}

export class PointerInput {
  readonly #room: HTMLElement;
  readonly #events: PointerInputEvents;
  readonly #touches = new Map<number, Contact>();
  #holding: Holding | undefined;
  readonly #pinch: PinchInput;
  #penNearAt = Number.NEGATIVE_INFINITY;
  #noClick = false;
  #frame = 0;

  constructor(room: HTMLElement, events: PointerInputEvents) {
    this.#room = room;
    this.#events = events;
    for (const [name, listener] of this.#pointerListeners()) room.addEventListener(name, listener);
    this.#pinch = new PinchInput(room, {
      held: () => this.#holding?.kind,
      drop: () => this.#drop(),
      pinch: (...args) => events.pinch(...args),
    });
    room.addEventListener("click", this.#click, { capture: true });
  }

  // What is under the pen is kept.
  close(): void {
    this.finish();
    for (const [name, listener] of this.#pointerListeners()) this.#room.removeEventListener(name, listener);
    this.#pinch.close();
    this.#room.removeEventListener("click", this.#click, { capture: true });
  }

  // The stroke ends here, whoever has the pointer: the app goes into the background, the page closes.
  finish(): void {
    const holding = this.#let();
    if (holding) this.#complete(holding, undefined);
  }

  #pointerListeners(): [
    "pointerdown" | "pointermove" | "pointerup" | "pointercancel" | "lostpointercapture",
    (event: PointerEvent) => void,
  ][] {
    return [
      ["pointerdown", this.#down],
      ["pointermove", this.#move],
      ["pointerup", this.#up],
      ["pointercancel", this.#up],
      ["lostpointercapture", this.#lost],
    ];
  }

  #openPageAt(x: number, y: number): OpenPage | undefined {
    const page = this.#events.pageAt(x, y);
    return page?.geometry ? (page as OpenPage) : undefined;
  }

  #penIsNear(at: number): boolean {
    return at - this.#penNearAt < penNearMs;
  }

  readonly #down = (event: PointerEvent): void => {
    const before = this.#events.tool();
    if (event.pointerType === "pen") {
      this.#penNearAt = event.timeStamp;
      // A note is opened with the pen as with the finger.
      if (before === "none" && (event.target as Element).closest("button")) return;
      this.#events.penSeen();
      this.#penComes();
    } else if (event.pointerType === "touch" && !this.#touchComes(event)) return;
    else if (this.#holding) return;
    const tool = this.#events.tool();
    if (tool === "none" || event.button !== 0 || (event.pointerType === "touch" && !event.isPrimary)) return;
    const inks = tool === "pen" || tool === "highlight" || tool === "lasso";
    if (!inks && (event.target as Element).closest("button")) return;
    // A finger that may not draw scrolls; what else it means is known when it leaves the glass.
    if (event.pointerType === "touch" && !this.#events.fingerDraws()) return;
    this.#hold(event, tool);
  };

  // Everything that lies on the glass beside a pen is the hand that holds it.
  #penComes(): void {
    this.#pinch.end();
    for (const contact of this.#touches.values()) contact.palm = true;
    const holding = this.#holding;
    if (!holding) return;
    // A pen whose end was never told: its stroke is whole.
    if (holding.kind === "pen") this.finish();
    else this.#drop();
  }

  // False when this touch is nothing but a touch: beside a pen, or a second finger.
  #touchComes(event: PointerEvent): boolean {
    const besides = this.#holding?.kind === "pen" || this.#penIsNear(event.timeStamp);
    // The system forgets to tell the end of a touch now and then; a primary one is the only one.
    if (event.isPrimary) this.#touches.clear();
    this.#touches.set(event.pointerId, touchedBy(event, besides || this.#touches.size > 0));
    if (this.#touches.size > 1) for (const contact of this.#touches.values()) contact.palm = true;
    if (this.#holding?.kind === "touch") this.#drop();
    else if (!this.#holding && !besides) return true;
    return false;
  }

  #hold(event: PointerEvent, tool: Tool): void {
    const under = this.#events.pageAt(event.clientX, event.clientY);
    if (!under) return;
    if (!under.geometry) return this.#events.notYet(under.index);
    this.#holding = {
      pointer: event.pointerId,
      kind: event.pointerType,
      tool,
      startX: event.clientX,
      startY: event.clientY,
      target: event.target as Element,
      page: under as OpenPage,
      points: [],
      lastX: event.clientX,
      lastY: event.clientY,
      moved: false,
    };
    try {
      this.#room.setPointerCapture(event.pointerId);
    } catch {
      // the pointer is already gone, or synthetic
    }
    // No preventDefault here: WebKit then keeps the pointerup to itself. Selecting text is off by style.
    this.#take(event);
  }

  readonly #move = (event: PointerEvent): void => {
    if (event.pointerType === "pen") this.#penNearAt = event.timeStamp;
    const contact = this.#touches.get(event.pointerId);
    if (contact) follow(contact, event);
    if (this.#holding?.pointer !== event.pointerId) return;
    // A pen that hovers has left the glass, though nobody said so.
    if (event.pointerType === "pen" && event.buttons === 0) return this.finish();
    const samples = event.getCoalescedEvents?.() ?? [];
    for (const sample of samples.length > 0 ? samples : [event]) this.#take(sample);
  };

  readonly #up = (event: PointerEvent): void => {
    if (event.pointerType === "pen") this.#penNearAt = event.timeStamp;
    const contact = this.#touches.get(event.pointerId);
    this.#touches.delete(event.pointerId);
    if (contact) follow(contact, event);
    const tapped = event.type === "pointerup" && (!contact || isTap(contact, event.timeStamp, this.#events.pensAreUsed()));
    this.#noClick = !tapped && (this.#events.tool() === "eraser" || this.#events.tool() === "lasso");
    if (this.#holding?.pointer === event.pointerId) {
      const holding = this.#let()!;
      this.#complete(holding, event.type === "pointercancel" ? undefined : event, tapped);
    } else if (contact && tapped) this.#fingerTapped(event);
  };

  readonly #lost = (event: PointerEvent): void => {
    // Only our own: the page under a touch gives its capture up to the room at the start.
    if (event.target === this.#room && this.#holding?.pointer === event.pointerId) this.finish();
  };

  // The palm's own click must not do what its tap may not.
  readonly #click = (event: MouseEvent): void => {
    if (!this.#noClick || event.detail === 0) return;
    this.#noClick = false;
    event.preventDefault();
    event.stopPropagation();
  };

  // The palm rule is about ink.
  #fingerTapped(event: PointerEvent): void {
    const tool = this.#events.tool();
    if (tool !== "text" && tool !== "eraser" && tool !== "lasso") return;
    const target = event.target as Element;
    if (this.#events.fingerDraws() || this.#holding || (tool !== "lasso" && target.closest("button"))) return;
    const page = this.#events.pageAt(event.clientX, event.clientY);
    if (!page) return;
    if (!page.geometry) return this.#events.notYet(page.index);
    const open = page as OpenPage;
    const [x, y] = paperAt(open, event.clientX, event.clientY);
    if (tool === "eraser") {
      this.#events.rub({ page: page.index, x, y }, reachOf(open));
      this.#events.rubEnd();
    } else this.#tap({ page: page.index, x, y }, event, target);
  }

  #tap(at: PaperPoint, event: PointerEvent, target: Element): void {
    this.#pinch.tapped(event.pointerType === "touch");
    this.#events.tap(at, target);
  }

  // `end`: where it was lifted; nothing when it was lost.
  #complete(holding: Holding, end: PointerEvent | undefined, tapped = false): void {
    const { page, tool } = holding;
    if (tool === "eraser") return this.#events.rubEnd();
    if (!page) return;
    if (tool === "pen") return this.#events.strokeEnd(page.index, holding.points);
    const tap = (event: PointerEvent): void => {
      const [x, y] = paperAt(page, event.clientX, event.clientY);
      this.#tap({ page: page.index, x, y }, event, holding.target);
    };
    if (tool === "highlight" || tool === "lasso") {
      if (holding.moved) return this.#events.dragEnd(tool, this.#wayOf(holding, page));
      this.#events.strokeDropped(page.index);
      if (tool === "lasso" && end && tapped) tap(end);
    } else if (tool === "text" && end && tapped && !holding.moved) tap(end);
  }

  #wayOf({ points, target }: Holding, page: OpenPage): Way {
    return { page: page.index, points, target };
  }

  #take(sample: PointerEvent): void {
    const holding = this.#holding;
    if (!holding) return;
    const { clientX, clientY } = sample;
    if (Math.hypot(clientX - holding.startX, clientY - holding.startY) > tapPx) holding.moved = true;
    if (holding.tool === "pen") this.#ink(holding, sample);
    else if (holding.tool === "eraser") this.#rubAt(clientX, clientY);
    else if (holding.page) addPoint(holding, holding.page, clientX, clientY, noPressure);
    holding.lastX = clientX;
    holding.lastY = clientY;
    this.#frame ||= requestAnimationFrame(() => this.#show(holding));
  }

  #rubAt(clientX: number, clientY: number): void {
    const page = this.#openPageAt(clientX, clientY);
    if (!page) return;
    const [x, y] = paperAt(page, clientX, clientY);
    this.#events.rub({ page: page.index, x, y }, reachOf(page));
  }

  #ink(holding: Holding, sample: PointerEvent): void {
    const { clientX, clientY } = sample;
    const pressure = holding.kind === "pen" && sample.pressure > 0 ? rounded(sample.pressure) : noPressure;
    if (holding.page && !inside(holding.page.box, clientX, clientY)) {
      addPoint(holding, holding.page, ...edgeCrossing(holding.page.box, holding.lastX, holding.lastY, clientX, clientY), pressure);
      this.#events.strokeEnd(holding.page.index, holding.points);
      holding.page = undefined;
      holding.points = [];
    }
    if (!holding.page) {
      holding.page = this.#openPageAt(clientX, clientY);
      if (!holding.page) return;
      const { box } = holding.page;
      if (!inside(box, holding.lastX, holding.lastY))
        addPoint(holding, holding.page, ...edgeCrossing(box, clientX, clientY, holding.lastX, holding.lastY), pressure);
    }
    addPoint(holding, holding.page, clientX, clientY, pressure);
  }

  // At most once a frame.
  #show(holding: Holding): void {
    this.#frame = 0;
    const { page } = holding;
    if (this.#holding !== holding || !page) return;
    if (holding.tool === "pen") this.#events.stroke(page.index, holding.points);
    else if ((holding.tool === "highlight" || holding.tool === "lasso") && holding.moved)
      this.#events.drag(holding.tool, this.#wayOf(holding, page));
  }

  #let(): Holding | undefined {
    const holding = this.#holding;
    this.#holding = undefined;
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
    return holding;
  }

  #drop(): void {
    const holding = this.#let();
    if (holding?.page) this.#events.strokeDropped(holding.page.index);
  }
}
