// When to open a socket, when to give it up, when to ask whether it still lives: a pure state machine without sockets and clocks.
//
//   resting ─start▶ connecting ─opened▶ open ─closed/silent▶ waiting ─(back-off over)▶ connecting
//
// A tablet that slept may hold a socket that looks open and is dead, and whose close event never fires: so every awakening (page
// shown again, clock jumped) abandons the socket and opens another; the server lets the newest of a device win.
// All times in milliseconds of one clock that the caller chooses.
import { limits } from "../generated/protocol";

export const connectMsMax = 8_000;
export const pongMsMax = 5_000;
export const backOffMsMin = 500;
export const backOffMsMax = 15_000;
export const wakeSettleMs = 750;
export const clockJumpMs = 5_000;

export type Policy =
  | { readonly kind: "resting" }
  | { readonly kind: "connecting"; readonly since: number; readonly attempt: number }
  | { readonly kind: "open"; readonly attempt: number; readonly heardAt: number; readonly pingAt: number | null }
  | { readonly kind: "waiting"; readonly until: number; readonly attempt: number };

export type PolicyEvent = { readonly kind: "start" | "opened" | "heard" | "settled" | "closed" | "woken" | "tick" | "rest" };

export type PolicyAction = "open" | "abandon" | "ping";

export interface Step {
  readonly policy: Policy;
  readonly actions: readonly PolicyAction[];
}

export const resting: Policy = { kind: "resting" };

// `chance` in [0, 1): 37 tablets must not come back in the same instant.
export function backOffMs(attempt: number, chance: number): number {
  const ceiling = Math.min(backOffMsMax, backOffMsMin * 2 ** attempt);
  return Math.round(ceiling * (0.5 + chance / 2));
}

function lost(attempt: number, now: number, chance: number, actions: PolicyAction[]): Step {
  return { policy: { kind: "waiting", until: now + backOffMs(attempt, chance), attempt: attempt + 1 }, actions };
}

function onTick(policy: Policy, now: number, chance: number): Step {
  switch (policy.kind) {
    case "connecting":
      return now - policy.since < connectMsMax ? { policy, actions: [] } : lost(policy.attempt, now, chance, ["abandon"]);
    case "waiting":
      if (now < policy.until) return { policy, actions: [] };
      return { policy: { kind: "connecting", since: now, attempt: policy.attempt }, actions: ["open"] };
    case "open":
      if (policy.pingAt !== null) {
        return now - policy.pingAt < pongMsMax ? { policy, actions: [] } : lost(policy.attempt, now, chance, ["abandon"]);
      }
      if (now - policy.heardAt < limits.pingEveryMs) return { policy, actions: [] };
      return { policy: { ...policy, pingAt: now }, actions: ["ping"] };
    case "resting":
      return { policy, actions: [] };
  }
}

export function step(policy: Policy, event: PolicyEvent, now: number, chance: number): Step {
  switch (event.kind) {
    case "start":
      return policy.kind === "resting"
        ? { policy: { kind: "connecting", since: now, attempt: 0 }, actions: ["open"] }
        : { policy, actions: [] };
    case "opened":
      if (policy.kind !== "connecting") return { policy, actions: [] };
      return { policy: { kind: "open", attempt: policy.attempt, heardAt: now, pingAt: null }, actions: [] };
    case "heard":
      return policy.kind === "open" ? { policy: { ...policy, heardAt: now, pingAt: null }, actions: [] } : { policy, actions: [] };
    case "settled": // the server knows us: the next loss starts with the shortest wait
      return policy.kind === "open" ? { policy: { ...policy, attempt: 0 }, actions: [] } : { policy, actions: [] };
    case "closed":
      if (policy.kind !== "connecting" && policy.kind !== "open") return { policy, actions: [] };
      return lost(policy.attempt, now, chance, []);
    case "woken":
      if (policy.kind === "resting") return { policy, actions: [] };
      // Several events tell of one awakening; the socket opened for the first of them is the new one.
      if (policy.kind === "connecting" && now - policy.since < wakeSettleMs) return { policy, actions: [] };
      return {
        policy: { kind: "connecting", since: now, attempt: 0 },
        actions: policy.kind === "waiting" ? ["open"] : ["abandon", "open"],
      };
    case "rest":
      return { policy: resting, actions: policy.kind === "connecting" || policy.kind === "open" ? ["abandon"] : [] };
    case "tick":
      return onTick(policy, now, chance);
  }
}
