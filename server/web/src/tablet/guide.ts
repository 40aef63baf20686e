// The one-minute guide: which four steps for whom, and who has seen it. Pure, but for the store it is given.
import type { Role } from "../generated/protocol";
import type { Store } from "../sync/store";

export type Step = "here" | "guest" | "read" | "write" | "help" | "chair";

// Guests do not check in; whoever presides need not be told how to.
export function stepsFor(roles: readonly Role[], presides: boolean): readonly Step[] {
  const first: Step = presides ? "chair" : roles.includes("delegate") ? "here" : "guest";
  return [first, "read", "write", "help"];
}

const keyOf = (person: string): string => `guide/${person}`;

export const isOffered = async (store: Pick<Store, "recall">, person: string): Promise<boolean> =>
  (await store.recall<boolean>(keyOf(person)).catch(() => true)) !== true;

export const doneWith = (store: Pick<Store, "remember">, person: string): void =>
  void store.remember(keyOf(person), true).catch(() => undefined);
