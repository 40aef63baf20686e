// The scroller: a tall empty sheet in a scrolling room, with only the pages near the eye in the document. Plain DOM, no framework: it runs
// at every scroll event.
//
// It knows nothing of PDFs: whoever listens fills a page when it comes (`enter`) and clears it when it goes (`leave`).
import type { Size } from "./geometry";
import { type Anchor, anchorAt, anchored, type Layout, layOut, marginPx, pageAt, windowOf, zoomMaxOf, zoomMin } from "./layout";

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

const calmMs = 120;
const fastPxPerMs = 3;

export class Scroller {
  readonly slots = new Map<number, PageSlot>();
  readonly #room: HTMLElement;
  readonly #sheet: HTMLDivElement;
  readonly #events: ScrollerEvents;
  readonly #watch: ResizeObserver;
  #sizes: readonly Size[];
  #zoom = 1;
  #roomWidth: number;
  #layout: Layout;
  #seen = { top: 0, at: 0 };
  #calm: ReturnType<typeof setTimeout> | undefined;

  constructor(room: HTMLElement, sizes: readonly Size[], events: ScrollerEvents) {
    this.#room = room;
    this.#sizes = sizes;
    this.#events = events;
    this.#sheet = document.createElement("div");
    this.#sheet.className = "sheet";
    room.append(this.#sheet);
    this.#roomWidth = room.clientWidth;
    this.#layout = layOut(sizes, this.#roomWidth, 1);
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

  // The page under the middle of the room.
  get current(): number {
    return pageAt(this.#layout, this.#room.scrollTop + this.#room.clientHeight / 2);
  }

  // How far into the current page the room's upper edge is, as a share of its height.
  place(): { page: number; share: number } {
    const page = pageAt(this.#layout, this.#room.scrollTop + 1);
    const { top, height } = this.#layout.pages[page]!;
    return { page, share: (this.#room.scrollTop - top) / height };
  }

  goTo(page: number, share = 0): void {
    const place = this.#layout.pages[Math.max(0, Math.min(page, this.#layout.pages.length - 1))];
    if (!place) return;
    this.#room.scrollTop = place.top + share * place.height - (share === 0 ? marginPx : 0);
    this.#fill();
  }

  // The point (x, y) of the room, in pixels from its upper left corner, stays where it is. Out of a larger zoom than this page allows one
  // only comes back.
  setZoom(zoom: number, x = this.#room.clientWidth / 2, y = this.#room.clientHeight / 2): void {
    const under = pageAt(this.#layout, this.#room.scrollTop + y);
    const most = Math.max(zoomMaxOf(this.#sizes[under], this.#room.clientWidth), this.#zoom);
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
    this.#layout = layOut(this.#sizes, this.#roomWidth, this.#zoom);
    this.#placeSheet();
    for (const slot of this.slots.values()) {
      this.#placePage(slot);
      this.#events.resized(slot);
    }
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
    const [first, last] = windowOf(this.#layout, this.#room.scrollTop, this.#room.clientHeight);
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
    const speed = Math.abs(top - this.#seen.top) / Math.max(1, at - this.#seen.at);
    this.#seen = { top, at };
    this.#fill();
    this.#events.moved(this.current, speed < fastPxPerMs);
    clearTimeout(this.#calm);
    this.#calm = setTimeout(() => this.#events.moved(this.current, true), calmMs);
  };
}
