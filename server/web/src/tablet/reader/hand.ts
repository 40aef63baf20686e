// The hand on the page: which touch draws, which scrolls, which zooms. Turns pointer events into strokes, drags, rubs and taps on paper.
//
// Palm rule: once a pen has been seen, touch never draws (it scrolls and pinches), unless "Vẽ bằng ngón tay" is on; while a pen is down
// all touches are ignored. A pen touching the page takes the pen tool by itself. Two fingers always move and zoom.
// pointercancel may come in the middle of a stroke: the points gathered so far are kept.
import { apply, type Geometry, rounded } from "../../pages/geometry";
import { noPressure } from "./ink";

export type Tool = "none" | "pen" | "highlight" | "text" | "eraser";

export interface PaperPoint {
  readonly page: number;
  readonly x: number;
  readonly y: number;
}

export interface HandEvents {
  tool(): Tool;
  fingerDraws(): boolean;
  penSeen(): void;                                     // also: choose the pen tool
  geometry(page: number): Geometry | undefined;
  stroke(page: number, points: readonly number[]): void;  // grows; x, y, pressure
  strokeEnd(page: number, points: readonly number[]): void;
  strokeDropped(page: number): void;
  drag(from: PaperPoint, to: PaperPoint): void;
  dragEnd(from: PaperPoint, to: PaperPoint): void;
  rub(at: PaperPoint): void;
  tap(at: PaperPoint): void;
  pinch(factor: number, x: number, y: number, movedX: number, movedY: number): void;
}

interface Holding {
  readonly pointer: number;
  readonly kind: string;
  readonly page: HTMLElement;
  readonly index: number;
  readonly box: DOMRect;
  readonly geometry: Geometry;
  readonly tool: Tool;
  readonly startX: number;
  readonly startY: number;
  readonly points: number[];
  moved: boolean;
}

const tapPx = 10;
const leastStepPt = 0.35;

export class Hand {
  readonly #room: HTMLElement;
  readonly #events: HandEvents;
  #holding: Holding | undefined;
  #pinch: { distance: number; x: number; y: number } | undefined;
  #frame = 0;

  constructor(room: HTMLElement, events: HandEvents) {
    this.#room = room;
    this.#events = events;
    room.addEventListener("pointerdown", this.#down);
    room.addEventListener("pointermove", this.#move);
    room.addEventListener("pointerup", this.#up);
    room.addEventListener("pointercancel", this.#up);
    // Not passive: Scribble and the loupe of iPadOS would swallow quick short strokes.
    room.addEventListener("touchstart", this.#touchStart, { passive: false });
    room.addEventListener("touchmove", this.#touchMove, { passive: false });
    room.addEventListener("touchend", this.#touchEnd);
    room.addEventListener("touchcancel", this.#touchEnd);
  }

  close(): void {
    cancelAnimationFrame(this.#frame);
    this.#room.removeEventListener("pointerdown", this.#down);
    this.#room.removeEventListener("pointermove", this.#move);
    this.#room.removeEventListener("pointerup", this.#up);
    this.#room.removeEventListener("pointercancel", this.#up);
    this.#room.removeEventListener("touchstart", this.#touchStart);
    this.#room.removeEventListener("touchmove", this.#touchMove);
    this.#room.removeEventListener("touchend", this.#touchEnd);
    this.#room.removeEventListener("touchcancel", this.#touchEnd);
  }

  #draws(kind: string): boolean {
    return kind !== "touch" || this.#events.fingerDraws();
  }

  #paper(holding: Holding, clientX: number, clientY: number): [number, number] {
    const { box, geometry } = holding;
    const x = ((clientX - box.left) / box.width) * geometry.width;
    const y = ((clientY - box.top) / box.height) * geometry.height;
    return apply(geometry.toPaper, x, y);
  }

  readonly #down = (event: PointerEvent): void => {
    if (event.pointerType === "pen") this.#events.penSeen();
    if (this.#holding) {
      // A palm beside the pen, or a second finger beside the first.
      if (this.#holding.kind === "pen" || event.pointerType !== "touch") return;
      this.#drop();
      return;
    }
    const tool = this.#events.tool();
    if (tool === "none" || event.button !== 0 || !event.isPrimary || !this.#draws(event.pointerType)) return;
    const target = event.target as Element;
    const page = target.closest<HTMLElement>(".page");
    if (!page || (target.closest("button") && tool !== "pen" && tool !== "highlight")) return;
    const index = Number(page.dataset["page"]);
    const geometry = this.#events.geometry(index);
    if (!geometry) return;
    this.#holding = {
      pointer: event.pointerId, kind: event.pointerType, page, index, box: page.getBoundingClientRect(), geometry, tool,
      startX: event.clientX, startY: event.clientY, points: [], moved: false,
    };
    try {
      this.#room.setPointerCapture(event.pointerId);
    } catch {
      // the pointer is already gone, or synthetic
    }
    // No preventDefault here: WebKit then keeps the pointerup to itself. Selecting text is off by style.
    this.#take(event);
  };

  readonly #move = (event: PointerEvent): void => {
    if (this.#holding?.pointer !== event.pointerId) return;
    const samples = event.getCoalescedEvents?.() ?? [];
    for (const sample of samples.length > 0 ? samples : [event]) this.#take(sample);
  };

  readonly #up = (event: PointerEvent): void => {
    const holding = this.#holding;
    if (holding?.pointer !== event.pointerId) return;
    this.#holding = undefined;
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
    const [x, y] = this.#paper(holding, event.type === "pointercancel" ? holding.startX : event.clientX, event.type === "pointercancel" ? holding.startY : event.clientY);
    const at: PaperPoint = { page: holding.index, x, y };
    if (holding.tool === "pen") this.#events.strokeEnd(holding.index, holding.points);
    else if (holding.tool === "highlight") {
      const [fromX, fromY] = this.#paper(holding, holding.startX, holding.startY);
      if (holding.moved) this.#events.dragEnd({ page: holding.index, x: fromX, y: fromY }, at);
      else this.#events.strokeDropped(holding.index);
    } else if (holding.tool === "text" && !holding.moved && event.type === "pointerup") this.#events.tap(at);
  };

  #take(sample: PointerEvent): void {
    const holding = this.#holding;
    if (!holding) return;
    if (Math.hypot(sample.clientX - holding.startX, sample.clientY - holding.startY) > tapPx) holding.moved = true;
    const [x, y] = this.#paper(holding, sample.clientX, sample.clientY);
    if (holding.tool === "pen") {
      const last = holding.points.length - 3;
      if (last >= 0 && Math.hypot(x - holding.points[last]!, y - holding.points[last + 1]!) < leastStepPt) return;
      const pressure = holding.kind === "pen" && sample.pressure > 0 ? rounded(sample.pressure) : noPressure;
      holding.points.push(rounded(x), rounded(y), pressure);
    } else if (holding.tool === "eraser") {
      this.#events.rub({ page: holding.index, x, y });
      return;
    }
    this.#frame ||= requestAnimationFrame(() => this.#show(holding, x, y));
  }

  // At most once a frame.
  #show(holding: Holding, x: number, y: number): void {
    this.#frame = 0;
    if (this.#holding !== holding) return;
    if (holding.tool === "pen") this.#events.stroke(holding.index, holding.points);
    else if (holding.tool === "highlight" && holding.moved) {
      const [fromX, fromY] = this.#paper(holding, holding.startX, holding.startY);
      this.#events.drag({ page: holding.index, x: fromX, y: fromY }, { page: holding.index, x, y });
    }
  }

  #drop(): void {
    const holding = this.#holding;
    this.#holding = undefined;
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
    if (holding) this.#events.strokeDropped(holding.index);
  }

  readonly #touchStart = (event: TouchEvent): void => {
    const stylus = [...event.changedTouches].some((touch) => (touch as Touch & { touchType?: string }).touchType === "stylus");
    if (stylus || this.#holding) event.preventDefault();
    if (event.touches.length === 2 && this.#holding?.kind !== "pen") {
      event.preventDefault();
      this.#drop();
      this.#pinch = this.#span(event);
    }
  };

  readonly #touchMove = (event: TouchEvent): void => {
    if (this.#holding) event.preventDefault();
    if (!this.#pinch || event.touches.length !== 2) return;
    event.preventDefault();
    const span = this.#span(event);
    const box = this.#room.getBoundingClientRect();
    this.#events.pinch(span.distance / this.#pinch.distance, span.x - box.left, span.y - box.top, span.x - this.#pinch.x, span.y - this.#pinch.y);
    this.#pinch = span;
  };

  readonly #touchEnd = (event: TouchEvent): void => {
    if (event.touches.length < 2) this.#pinch = undefined;
  };

  #span(event: TouchEvent): { distance: number; x: number; y: number } {
    const [a, b] = [event.touches[0]!, event.touches[1]!];
    return { distance: Math.max(1, Math.hypot(a.clientX - b.clientX, a.clientY - b.clientY)), x: (a.clientX + b.clientX) / 2, y: (a.clientY + b.clientY) / 2 };
  }
}
