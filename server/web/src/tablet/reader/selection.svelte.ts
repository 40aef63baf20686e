// Marks that were chosen, by a loop, a tap or a button: they are moved together, or removed. Where they are moved to is one step: however many
// times an arrow was pressed, it becomes a command when the hand rests, or when something else is done.
import type { Annotation } from "../../generated/protocol";
import { apply, type Geometry } from "../../pages/geometry";
import type { Step } from "./history";
import { boundsOf, type Bounds, movedBy, pageBounds, withinPage } from "./lasso";

interface SelectionParts {
  find(id: string): Annotation | undefined; // as the mark stands now
  mayChange(mark: Annotation): boolean;
  newId(): string;
  carryOut(step: Step): void;
}

const restsAfterMs = 900;
const stepPt = 6; // of an arrow, on the sheet

export class Selection {
  marks = $state.raw<readonly Annotation[]>([]);
  shift = $state.raw<readonly [number, number]>([0, 0]); // on paper; not yet a command
  // How a page lies; set by whoever shows the pages.
  geometryOf: (page: number) => Geometry | undefined = () => undefined;
  readonly #parts: SelectionParts;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(parts: SelectionParts) {
    this.#parts = parts;
  }

  get page(): number | null {
    return this.marks[0]?.page_index ?? null;
  }

  // What is not one's own to change is not chosen.
  choose(marks: readonly Annotation[]): void {
    this.settle();
    this.marks = marks.filter((mark) => this.#parts.mayChange(mark));
  }

  clear(): void {
    if (this.marks.length > 0) this.choose([]);
  }

  // The one after the chosen one, as one reads: by buttons alone every mark can be reached.
  chooseNext(page: number, marks: readonly Annotation[]): void {
    this.settle();
    const geometry = this.geometryOf(page);
    const place = (mark: Annotation): [number, number] => {
      const { x1, y2 } = boundsOf([mark]) ?? { x1: 0, y2: 0 };
      return geometry ? apply(geometry.toSheet, x1, y2) : [x1, -y2];
    };
    const inOrder = marks
      .filter((mark) => this.#parts.mayChange(mark))
      .map((mark) => ({ mark, at: place(mark) }))
      .sort((a, b) => a.at[1] - b.at[1] || a.at[0] - b.at[0]);
    const now = inOrder.findIndex(({ mark }) => mark.id === this.marks.at(-1)?.id);
    const next = inOrder[(now + 1) % inOrder.length];
    this.choose(next ? [next.mark] : []);
  }

  // On paper, as they are shown now.
  get bounds(): Bounds | null {
    const bounds = boundsOf(this.marks);
    const [dx, dy] = this.shift;
    return bounds && { x1: bounds.x1 + dx, y1: bounds.y1 + dy, x2: bounds.x2 + dx, y2: bounds.y2 + dy };
  }

  // To so far from where they stand, on paper; never off the page.
  moveTo(dx: number, dy: number): void {
    const bounds = boundsOf(this.marks);
    const geometry = this.page === null ? undefined : this.geometryOf(this.page);
    if (!bounds || !geometry) return;
    this.shift = withinPage(bounds, pageBounds(geometry), dx, dy);
  }

  // An arrow: to the right and down as the page is seen.
  nudge(right: number, down: number): void {
    const geometry = this.page === null ? undefined : this.geometryOf(this.page);
    if (!geometry) return;
    const [a, b] = apply(geometry.toPaper, right * stepPt, down * stepPt);
    const [a0, b0] = apply(geometry.toPaper, 0, 0);
    this.moveTo(this.shift[0] + a - a0, this.shift[1] + b - b0);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.settle(), restsAfterMs);
  }

  // Arrows move what is chosen. True when the key meant that.
  key(event: KeyboardEvent): boolean {
    if (this.marks.length === 0) return false;
    const way = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
    if (way) this.nudge(way[0]!, way[1]!);
    else if (event.key === "Escape") this.clear();
    else if (event.key === "Delete" || event.key === "Backspace") this.remove();
    else return false;
    event.preventDefault();
    return true;
  }

  // Where they are shown now they are.
  settle(): void {
    clearTimeout(this.#timer);
    const [dx, dy] = this.shift;
    this.shift = [0, 0];
    if (dx === 0 && dy === 0) return;
    const standing = this.#standing();
    const put = standing.map((mark) => {
      const { received_at: _received, ...kept } = movedBy(mark, dx, dy);
      return mark.kind === "text" ? kept : { ...kept, id: this.#parts.newId() };
    });
    if (put.length > 0) this.#parts.carryOut({ put, removed: standing });
    this.marks = put;
  }

  remove(): void {
    this.shift = [0, 0];
    const standing = this.#standing();
    this.marks = [];
    if (standing.length > 0) this.#parts.carryOut({ put: [], removed: standing });
  }

  // What another machine removed meanwhile stays removed.
  #standing(): Annotation[] {
    return this.marks.flatMap((mark) => {
      const now = this.#parts.find(mark.id);
      return now && this.#parts.mayChange(now) ? [now] : [];
    });
  }
}
