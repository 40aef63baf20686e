// One rub of the eraser, from the touch to the lift: what it has taken so far, and in the end the one step that it was. Pure.
//
// What is left of a mark keeps the mark's id while the hand rubs; as a step it is a new mark, because strokes never change.
import type { Annotation } from "../../generated/protocol";
import { limits } from "../../generated/protocol";
import type { Step } from "./history";
import { touches } from "./hit";
import type { EraserTakes } from "./pens.svelte";
import { type Rub, rubsBetween, without } from "./rubbing";

export class RubInHand {
  readonly #takes: EraserTakes;
  readonly #originals = new Map<string, Annotation>();
  readonly #left = new Map<string, Annotation | null>();
  #last: (Rub & { page: number }) | null = null;
  refused = false; // something that stays for good lay under it

  constructor(takes: EraserTakes) {
    this.#takes = takes;
  }

  get left(): ReadonlyMap<string, Annotation | null> {
    return new Map(this.#left);
  }

  // True when something was taken. `marks`: of the page, as they stood before this rub or as it left them.
  at(
    page: number,
    marks: readonly Annotation[],
    at: Rub,
    mayChange: (mark: Annotation) => boolean,
    isOwn: (mark: Annotation) => boolean,
  ): boolean {
    const from = this.#last?.page === page ? this.#last : null;
    this.#last = { ...at, page };
    let taken = false;
    for (const rub of rubsBetween(from, at))
      for (const mark of marks) {
        const now = this.#left.has(mark.id) ? this.#left.get(mark.id)! : mark;
        if (!now || !touches(now, rub.x, rub.y, rub.reach)) continue;
        if (!mayChange(now)) {
          this.refused ||= isOwn(now);
          continue;
        }
        const rest = this.#takes === "part" ? without(now, rub) : null;
        if (rest === now) continue; // words have no parts
        this.#left.set(mark.id, rest);
        if (!this.#originals.has(mark.id)) this.#originals.set(mark.id, now);
        taken = true;
      }
    return taken;
  }

  step(newId: () => string): Step | null {
    if (this.#originals.size === 0) return null;
    const put = [...this.#left.values()].flatMap((rest) => (rest ? inPieces(rest, newId) : []));
    return { put, removed: [...this.#originals.values()] };
  }
}

function inPieces(mark: Annotation, newId: () => string): Annotation[] {
  const { received_at: _received, ...kept } = mark;
  if (mark.kind !== "ink" || mark.strokes.length <= limits.strokesPerAnnotationMax) return [{ ...kept, id: newId() }];
  const pieces: Annotation[] = [];
  for (let at = 0; at < mark.strokes.length; at += limits.strokesPerAnnotationMax)
    pieces.push({ ...kept, id: newId(), strokes: mark.strokes.slice(at, at + limits.strokesPerAnnotationMax) });
  return pieces;
}
