// The state pill: one short sentence about documents, network and the machine's memory, never red. Pure.
import type { Health } from "../sync/store";
import type { Phase } from "../sync";
import type { Unsent } from "../sync/outbox";
import type { Saved } from "./plan";
import { words } from "./words";

export interface Pill {
  readonly tone: "good" | "busy" | "waiting";
  readonly text: string;
}

// One or two are on their way all the time while somebody writes; what does not go for so long is said.
const quietMs = 3_000;

export function unsentWords(unsent: Unsent): string {
  if (unsent.all === 0) return "";
  return unsent.all === unsent.notes ? words.state.strokes(unsent.all) : words.state.changes(unsent.all);
}

// What this machine cannot keep; nothing when it keeps all.
function memoryWords({ state, unsaved }: Health, saved: Saved): string {
  if (state === "good") return "";
  const says = words.state;
  const machine = state === "full" ? says.full : says.silent;
  if (unsaved > 0) return says.unsaved(machine, unsaved);
  if (state === "broken") return says.straight(machine);
  return saved.here < saved.of ? says.noMore(machine) : machine;
}

// `unsentFor`: since when, without a pause, something has been waiting.
export function pillOf(
  phase: Phase,
  offlineFor: number,
  unsent: Unsent,
  saved: Saved,
  health: Health = { state: "good", unsaved: 0 },
  unsentFor = 0,
): Pill {
  const says = words.state;
  const unreachable = phase === "offline" || (phase === "connecting" && offlineFor > 3_000);
  const waiting = unsentWords(unsent);
  const memory = memoryWords(health, saved);
  if (unreachable && health.unsaved > 0) return { tone: "waiting", text: says.offlineUnsaved(health.unsaved) };
  if (unreachable) return { tone: "waiting", text: waiting ? says.offlineUnsent(waiting) : says.offline };
  if (memory) return { tone: "waiting", text: memory };
  if (unsent.all > 2 || (unsent.all > 0 && unsentFor > quietMs)) return { tone: "waiting", text: waiting };
  if (saved.here < saved.of) return { tone: "busy", text: says.receiving(saved.here, saved.of) };
  if (saved.of === 0) return { tone: "good", text: says.connected };
  return { tone: "good", text: says.saved };
}
