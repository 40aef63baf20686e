// Whether the office has said that it does not see somebody who checked in. Nothing in the feed says so: they waited, and now nothing stands there.
// So this tablet remembers, also over a reload, that they waited, by the server's word. Pure, but for the store it is given.
import type { CheckIn } from "../council/attendance";

export interface Waited {
  readonly sitting: string;
  readonly person: string;
  readonly since: string;
}

export type Store = Pick<Storage, "getItem" | "setItem" | "removeItem">;
const key = "chamber-waited";

// Undefined: a browser that forbids it throws at the mere question.
export function storeOf(): Store | undefined {
  try {
    return globalThis.localStorage;
  } catch {
    return undefined;
  }
}

export function recall(store: Store | undefined): Waited | null {
  try {
    const kept = JSON.parse(store?.getItem(key) ?? "null") as Partial<Waited> | null;
    const { sitting, person, since } = kept ?? {};
    return typeof sitting === "string" && typeof person === "string" && typeof since === "string" ? { sitting, person, since } : null;
  } catch {
    return null;
  }
}

export function keep(store: Store | undefined, waited: Waited | null): void {
  try {
    if (waited) store?.setItem(key, JSON.stringify(waited));
    else store?.removeItem(key);
  } catch {
    // then it is forgotten with the page
  }
}

// What to remember from now on. `told`: what stands here is the server's word, not this tablet's own, still on its way.
export function remembered(waited: Waited | null, mine: CheckIn, me: Omit<Waited, "since">, told: boolean): Waited | null {
  if (!told) return waited;
  if ("is" in mine) return mine.is === "waiting" ? { ...me, since: mine.since } : ofSame(waited, me) ? null : waited;
  return waited;
}

const ofSame = (waited: Waited | null, me: Omit<Waited, "since">): boolean =>
  waited !== null && waited.sitting === me.sitting && waited.person === me.person;

// Since when they had waited whom the office did not see; null: that is not so.
export function notSeen(waited: Waited | null, mine: CheckIn, me: Omit<Waited, "since">, told: boolean): string | null {
  return told && !("is" in mine) && waited && ofSame(waited, me) ? waited.since : null;
}
