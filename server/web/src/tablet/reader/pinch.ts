// Two fingers on the glass move and zoom. Beside a pen, touches mean nothing; the system's own answers to them (Scribble, the loupe, the click
// after a tap) are held back where they would come in between.
interface Span {
  readonly distance: number;
  readonly x: number;
  readonly y: number;
}

export interface PinchEvents {
  held(): string | undefined; // the kind of the pointer that works now
  drop(): void; // what a single finger had begun
  pinch(factor: number, x: number, y: number, movedX: number, movedY: number): void;
}

export class PinchInput {
  readonly #room: HTMLElement;
  readonly #events: PinchEvents;
  #pinch: Span | undefined;
  #tapDone = false;

  constructor(room: HTMLElement, events: PinchEvents) {
    this.#room = room;
    this.#events = events;
    // Not passive: Scribble and the loupe of iPadOS would swallow quick short strokes.
    room.addEventListener("touchstart", this.#touchStart, { passive: false });
    room.addEventListener("touchmove", this.#touchMove, { passive: false });
    room.addEventListener("touchend", this.#touchEnd);
    room.addEventListener("touchcancel", this.#touchEnd);
  }

  close(): void {
    this.#room.removeEventListener("touchstart", this.#touchStart);
    this.#room.removeEventListener("touchmove", this.#touchMove);
    this.#room.removeEventListener("touchend", this.#touchEnd);
    this.#room.removeEventListener("touchcancel", this.#touchEnd);
  }

  // A pen came.
  end(): void {
    this.#pinch = undefined;
  }

  // A finger's tap is followed by a click, which would fall on the sheet that the tap opened: it must not come.
  tapped(byTouch: boolean): void {
    this.#tapDone = byTouch;
  }

  readonly #touchStart = (event: TouchEvent): void => {
    const stylus = [...event.changedTouches].some((touch) => (touch as Touch & { touchType?: string }).touchType === "stylus");
    if (stylus || this.#events.held()) event.preventDefault();
    if (event.touches.length === 2 && this.#events.held() !== "pen") {
      event.preventDefault();
      this.#events.drop();
      this.#pinch = this.#span(event);
    }
  };

  readonly #touchMove = (event: TouchEvent): void => {
    if (this.#events.held()) event.preventDefault();
    if (!this.#pinch || event.touches.length !== 2) return;
    event.preventDefault();
    const span = this.#span(event);
    const box = this.#room.getBoundingClientRect();
    this.#events.pinch(
      span.distance / this.#pinch.distance,
      span.x - box.left,
      span.y - box.top,
      span.x - this.#pinch.x,
      span.y - this.#pinch.y,
    );
    this.#pinch = span;
  };

  readonly #touchEnd = (event: TouchEvent): void => {
    if (this.#tapDone && event.cancelable) event.preventDefault();
    this.#tapDone = false;
    if (event.touches.length < 2) this.#pinch = undefined;
  };

  #span(event: TouchEvent): Span {
    const [a, b] = [event.touches[0]!, event.touches[1]!];
    return {
      distance: Math.max(1, Math.hypot(a.clientX - b.clientX, a.clientY - b.clientY)),
      x: (a.clientX + b.clientX) / 2,
      y: (a.clientY + b.clientY) / 2,
    };
  }
}
