// A followed form (following.ts) as Svelte state: its fields are bound to inputs.
import { chosen, type Follow, followed, type FormFields, opened, same } from "./following";

export class FollowedForm<T extends FormFields> {
  typed = $state() as T & { -readonly [K in keyof T]: T[K] };
  before = $state.raw() as T;
  taken = $state.raw<readonly (keyof T & string)[]>([]);
  clashes = $state.raw<readonly (keyof T & string)[]>([]);

  constructor(stands: T) {
    this.open(stands);
  }

  // Another one, or the same from the beginning.
  open(stands: T): void {
    this.#take(opened(stands));
  }

  // What stands now.
  follow(now: T): void {
    if (!same(this.before, now)) this.#take(followed(this.#now(), now));
  }

  choose(field: keyof T & string, whose: "mine" | "theirs"): void {
    this.#take(chosen(this.#now(), field, whose));
  }

  #now(): Follow<T> {
    return { before: this.before, typed: $state.snapshot(this.typed) as T, taken: this.taken, clashes: this.clashes };
  }

  #take({ before, typed, taken, clashes }: Follow<T>): void {
    this.before = before;
    this.typed = { ...typed };
    this.taken = taken;
    this.clashes = clashes;
  }
}
