// Undo survives leaving the document and closing the app: kept on this machine by person and revision, bounded.
//
// Written a moment after the last change and when the app goes away; a history that cannot be written is only shorter.
import type { Store } from "../../sync/store";
import type { Annotation } from "../../generated/protocol";
import { type History, noHistory, type Step, type Written } from "./history";

const charactersMax = 400_000; // of a history as JSON; ink is never lost with it, only the way back
const keptWithinMs = 800;

const keyOf = (person: string, what: string): string => `history/${person}/${what}`;

// The newest steps that fit.
export function bounded<T extends Written>({ done, undone }: History<T>): History<T> {
  let room = charactersMax;
  const fitting = (steps: readonly Step<T>[]): Step<T>[] => {
    const kept: Step<T>[] = [];
    for (const step of [...steps].reverse()) {
      room -= JSON.stringify(step).length;
      if (room < 0) break;
      kept.unshift(step);
    }
    return kept;
  };
  return { done: fitting(done), undone: fitting(undone) };
}

export class HistoryKeeping<T extends Written = Annotation> {
  readonly #store: Store;
  readonly #key: string;
  #waiting: History<T> | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  // `what`: a revision's digest, or another name of what is written in.
  constructor(store: Store, person: string | null, what: string) {
    this.#store = store;
    this.#key = keyOf(person ?? "", what);
  }

  async recall(): Promise<History<T>> {
    return (await this.#store.recall<History<T>>(this.#key).catch(() => undefined)) ?? noHistory;
  }

  keep(history: History<T>): void {
    this.#waiting = history;
    this.#timer ??= setTimeout(() => void this.flush(), keptWithinMs);
  }

  // At once: the reading ends, the app goes into the background.
  async flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const history = this.#waiting;
    this.#waiting = undefined;
    if (history) await this.#store.remember(this.#key, bounded(history)).catch(() => undefined);
  }
}
