// The seat map while it is drawn: its steps with their undo, beside what the server has. Kept in this browser until it is written (the names
// of seats are nobody's secret), so that a closed window loses nothing.
import { emptyHall, type Hall, sameHall } from "./seat_map";

interface Step {
  readonly before: Hall;
  readonly words: string;
}

// A browser that forbids it throws at the mere question.
export function browserStore(): Storage | undefined {
  try {
    return globalThis.localStorage;
  } catch {
    return undefined;
  }
}

const keptAt = "chamber-seat-map";
const stepsMax = 100;

export class Sketch {
  hall = $state.raw<Hall>(emptyHall);
  base = $state.raw<Hall>(emptyHall); // what it was begun from
  server = $state.raw<Hall>(emptyHall);
  private past = $state.raw<readonly Step[]>([]);
  private begun = false;

  readonly changed = $derived(!sameHall(this.hall, this.base));
  // Somebody else has drawn meanwhile: not overwritten unseen.
  readonly overtaken = $derived(this.changed && !sameHall(this.server, this.base) && !sameHall(this.server, this.hall));
  readonly last = $derived(this.past.at(-1)?.words ?? "");

  constructor(private readonly store: Pick<Storage, "getItem" | "setItem" | "removeItem"> | undefined) {}

  // What the server has now.
  follow(server: Hall): void {
    this.server = server;
    if (!this.begun) {
      this.begun = true;
      const kept = this.recall();
      this.hall = kept?.hall ?? server;
      this.base = kept?.base ?? server;
    }
    if (!this.changed || sameHall(this.hall, server)) this.takeServer();
  }

  change(words: string, hall: Hall): boolean {
    if (sameHall(hall, this.hall)) return false;
    this.past = [...this.past, { before: this.hall, words }].slice(-stepsMax);
    this.hall = hall;
    this.keep();
    return true;
  }

  undo(): string {
    const step = this.past.at(-1);
    if (!step) return "";
    this.past = this.past.slice(0, -1);
    this.hall = step.before;
    this.keep();
    return step.words;
  }

  takeServer(): void {
    if (!sameHall(this.hall, this.server)) this.past = [];
    this.hall = this.base = this.server;
    this.keep();
  }

  // What the other has drawn was seen, and is to be replaced.
  insist(): void {
    this.base = this.server;
    this.keep();
  }

  private keep(): void {
    try {
      if (this.changed) this.store?.setItem(keptAt, JSON.stringify({ hall: this.hall, base: this.base }));
      else this.store?.removeItem(keptAt);
    } catch {
      // a browser that keeps nothing forgets it with the page
    }
  }

  private recall(): { hall: Hall; base: Hall } | null {
    const isHall = (one: unknown): one is Hall =>
      typeof one === "object" &&
      one !== null &&
      "shape" in one &&
      (one.shape === "rows" || one.shape === "horseshoe") &&
      "rows" in one &&
      Array.isArray(one.rows) &&
      one.rows.every((row) => Array.isArray(row) && row.every((seat) => typeof seat === "string"));
    try {
      const kept = JSON.parse(this.store?.getItem(keptAt) ?? "null") as { hall?: unknown; base?: unknown } | null;
      return kept && isHall(kept.hall) && isHall(kept.base) ? { hall: kept.hall, base: kept.base } : null;
    } catch {
      return null;
    }
  }
}
