// The scroller: a tall empty sheet in a scrolling room, with only the pages near the eye in the document. Plain DOM, no framework: it runs
// at every scroll event.
//
// It knows nothing of PDFs: whoever listens fills a page when it comes (`enter`) and clears it when it goes (`leave`).
import type { Size } from "./geometry";
import {
  type Anchor,
  anchorAt,
  anchored,
  type Fit,
  fittedWidth,
  gapPx,
  type Layout,
  layOut,
  marginPx,
  pageAt,
  type Room,
  windowOf,
  zoomMaxOf,
  zoomMin,
} from "./layout";

export interface PageSlot {
  readonly index: number;
  readonly element: HTMLDivElement;
}

export interface ScrollerEvents {
  enter(slot: PageSlot): void;
  leave(slot: PageSlot): void;
  resized(slot: PageSlot): void;
  moved(pageIndex: number, calm: boolean): void;
}

// How the pages lie at first, and what lies over the room's edges.
export interface Standing {
  readonly zoom?: number;
  readonly fit?: Fit;
  readonly lead?: number;
  readonly tail?: number;
  readonly covered?: number;
}

const calmMs = 120;
const fastPxPerMs = 3;
// Pages that fly by are put up before they are seen.
const aheadOfFling = 4;

export class Scroller {
  readonly slots = new Map<number, PageSlot>();
  readonly #room: HTMLElement;
  readonly #sheet: HTMLDivElement;
  readonly #events: ScrollerEvents;
  readonly #watch: ResizeObserver;
  #sizes: readonly Size[];
  #zoom: number;
  #fit: Fit;
  #lead: number;
  #tail: number;
  #covered: number;
  #roomWidth: number;
  #layout: Layout;
  #last = { top: 0, at: 0 };
  #fling = 0; // 1: down, -1: up
  #calm: ReturnType<typeof setTimeout> | undefined;

  constructor(room: HTMLElement, sizes: readonly Size[], events: ScrollerEvents, standing: Standing = {}) {
    this.#room = room;
    this.#zoom = standing.zoom ?? 1;
    this.#fit = standing.fit ?? "width";
    this.#lead = standing.lead ?? 0;
    this.#tail = standing.tail ?? 0;
    this.#covered = standing.covered ?? 0;
    this.#sizes = sizes;
    this.#events = events;
    this.#sheet = document.createElement("div");
    this.#sheet.className = "sheet";
    room.prepend(this.#sheet);
    this.#roomWidth = room.clientWidth;
    this.#layout = layOut(sizes, this.#roomWidth, this.#zoom, this.#within());
    this.#placeSheet();
    room.addEventListener("scroll", this.#onScroll, { passive: true });
    this.#watch = new ResizeObserver(() => this.#relayout());
    this.#watch.observe(room);
    this.#fill();
  }

  close(): void {
    this.#watch.disconnect();
    clearTimeout(this.#calm);
    this.#room.removeEventListener("scroll", this.#onScroll);
    for (const slot of [...this.slots.values()]) this.#drop(slot);
    this.#sheet.remove();
  }

  get zoom(): number {
    return this.#zoom;
  }

  get layout(): Layout {
    return this.#layout;
  }

  // What is seen of the sheet.
  get seen(): { left: number; top: number; width: number; height: number } {
    const { scrollLeft, scrollTop, clientWidth, clientHeight } = this.#room;
    return { left: scrollLeft, top: scrollTop, width: clientWidth, height: clientHeight };
  }

  // How wide this page is shown, with the room's width as 1.
  magnification(page: number): number {
    return (this.#layout.pages[page]?.width ?? 0) / fittedWidth(this.#roomWidth);
  }

  // The page under the middle of the room.
  get current(): number {
    return pageAt(this.#layout, this.#room.scrollTop + this.#room.clientHeight / 2);
  }

  // How far into the current page the upper edge of what is seen is, as a share of its height.
  place(): { page: number; share: number } {
    const at = this.#room.scrollTop + this.#covered;
    const page = pageAt(this.#layout, at + 1);
    const { top, height } = this.#layout.pages[page]!;
    return { page, share: (at - top) / height };
  }

  goTo(page: number, share = 0): void {
    const place = this.#layout.pages[Math.max(0, Math.min(page, this.#layout.pages.length - 1))];
    if (!place) return;
    this.#room.scrollTop = place.top + share * place.height - (share === 0 ? marginPx : 0) - this.#covered;
    this.#fill();
  }

  // By so much of what is seen, as a page of a book is turned: what stood at the edge stands at the other one.
  turn(direction: 1 | -1): void {
    const seen = this.#room.clientHeight - this.#covered;
    // Beyond the last page is what stands below it.
    if (direction > 0 && this.current === this.#layout.pages.length - 1 && this.#isAtEndOf(this.current)) {
      this.#room.scrollTop = this.#room.scrollHeight;
      return this.#fill();
    }
    const whole = (this.#layout.pages[this.current]?.height ?? 0) <= seen + 2 * marginPx;
    if (whole) return this.goTo(this.current + direction);
    this.#room.scrollTop += direction * seen * 0.9;
    this.#fill();
  }

  #isAtEndOf(page: number): boolean {
    const { top, height } = this.#layout.pages[page]!;
    return this.#room.scrollTop + this.#room.clientHeight >= top + height - gapPx;
  }

  setFit(fit: Fit): void {
    if (fit === this.#fit) return;
    this.#fit = fit;
    this.#zoom = 1;
    this.#relayout();
  }

  // What is kept free for bars above the first page and below the last, and how much of the room's upper edge one covers now. The first
  // page's head comes to the upper edge when nothing covers it any more, and goes back.
  setBars(lead: number, tail: number, covered: number): void {
    this.#covered = covered;
    if (lead !== this.#lead || tail !== this.#tail) {
      this.#lead = lead;
      this.#tail = tail;
      this.#relayout();
    }
    if (this.#room.scrollTop > lead) return;
    this.#room.scrollTop = covered > 0 ? 0 : lead;
    this.#fill();
  }

  // A place of the page (shares of its sheet) comes into sight; where it is, nothing moves.
  reveal(page: number, shareX: number, shareY: number): void {
    const place = this.#layout.pages[page];
    if (!place) return;
    const { clientWidth, clientHeight } = this.#room;
    const [x, y] = [place.left + shareX * place.width, place.top + shareY * place.height];
    const [across, down] = [x - this.#room.scrollLeft, y - this.#room.scrollTop];
    if (down < clientHeight * 0.08 || down > clientHeight * 0.75) this.#room.scrollTop = y - clientHeight * 0.3;
    if (across < 24 || across > clientWidth - 120) this.#room.scrollLeft = x - clientWidth / 2;
    this.#fill();
  }

  // The point (x, y) of the room, in pixels from its upper left corner, stays where it is. Out of a larger zoom than this page allows one
  // only comes back.
  setZoom(zoom: number, x = this.#room.clientWidth / 2, y = this.#room.clientHeight / 2): void {
    const under = pageAt(this.#layout, this.#room.scrollTop + y);
    const most = Math.max(zoomMaxOf(this.#sizes[under], this.#room.clientWidth, this.#within()), this.#zoom);
    const next = Math.max(zoomMin, Math.min(most, zoom));
    if (next === this.#zoom) return;
    const held = anchorAt(this.#layout, this.#room.scrollLeft + x, this.#room.scrollTop + y);
    this.#zoom = next;
    this.#place();
    this.#hold(held, x, y);
  }

  // The PDF says that a page has another shape than announced.
  setSize(index: number, size: Size): void {
    const known = this.#sizes[index];
    if (!known || (Math.abs(known.width - size.width) < 1 && Math.abs(known.height - size.height) < 1)) return;
    this.#sizes = this.#sizes.map((each, i) => (i === index ? size : each));
    this.#relayout();
  }

  // What is read, at the upper edge and in the middle of the width, stays there: the room was turned, or a page has another shape.
  #relayout(): void {
    const held = anchorAt(this.#layout, this.#room.scrollLeft + this.#roomWidth / 2, this.#room.scrollTop);
    this.#place();
    this.#hold(held, this.#roomWidth / 2, 0);
  }

  #hold(anchor: Anchor | undefined, x: number, y: number): void {
    const at = anchor && anchored(this.#layout, anchor);
    if (at) {
      this.#room.scrollLeft = at.x - x;
      this.#room.scrollTop = at.y - y;
    }
    this.#fill();
  }

  #place(): void {
    this.#roomWidth = this.#room.clientWidth;
    const before = this.#layout.pages;
    this.#layout = layOut(this.#sizes, this.#roomWidth, this.#zoom, this.#within());
    this.#placeSheet();
    for (const slot of this.slots.values()) {
      this.#placePage(slot);
      const [was, is] = [before[slot.index]!, this.#layout.pages[slot.index]!];
      if (was.width !== is.width || was.height !== is.height) this.#events.resized(slot);
    }
  }

  #within(): Room {
    return { height: this.#room.clientHeight, fit: this.#fit, lead: this.#lead, tail: this.#tail };
  }

  #placeSheet(): void {
    this.#sheet.style.width = `${this.#layout.width}px`;
    this.#sheet.style.height = `${this.#layout.height}px`;
  }

  #placePage(slot: PageSlot): void {
    const { top, left, width, height } = this.#layout.pages[slot.index]!;
    Object.assign(slot.element.style, { top: `${top}px`, left: `${left}px`, width: `${width}px`, height: `${height}px` });
  }

  #drop(slot: PageSlot): void {
    this.#events.leave(slot);
    slot.element.remove();
    this.slots.delete(slot.index);
  }

  #fill(): void {
    const [first, last] = windowOf(
      this.#layout,
      this.#room.scrollTop,
      this.#room.clientHeight,
      this.#fling < 0 ? aheadOfFling : 1,
      this.#fling > 0 ? aheadOfFling : 1,
    );
    for (const slot of [...this.slots.values()]) if (slot.index < first || slot.index > last) this.#drop(slot);
    for (let index = first; index <= last; index++) {
      if (this.slots.has(index)) continue;
      const element = document.createElement("div");
      element.className = "page";
      element.dataset["page"] = String(index);
      element.setAttribute("aria-label", `Trang ${index + 1}`);
      element.setAttribute("role", "group");
      const slot = { index, element };
      this.slots.set(index, slot);
      this.#placePage(slot);
      this.#sheet.append(element);
      this.#events.enter(slot);
    }
  }

  readonly #onScroll = (): void => {
    const at = performance.now();
    const top = this.#room.scrollTop;
    const speed = (top - this.#last.top) / Math.max(1, at - this.#last.at);
    this.#last = { top, at };
    this.#fling = Math.abs(speed) < fastPxPerMs ? 0 : Math.sign(speed);
    this.#fill();
    this.#events.moved(this.current, this.#fling === 0);
    clearTimeout(this.#calm);
    this.#calm = setTimeout(() => {
      this.#fling = 0;
      this.#fill();
      this.#events.moved(this.current, true);
    }, calmMs);
  };
}
