// IndexedDB that died under the open app often comes back with the page. The page is loaded anew by itself, but only when nothing would
// be lost by it and nobody is at work, and not again and again.
import type { Client } from "../sync";
import type { Health } from "../sync/store";

export interface Situation {
  readonly health: Health;
  readonly brokenForMs: number;
  readonly untouchedForMs: number;
  readonly online: boolean;
  readonly unsent: number;
  readonly drafts: number;
  readonly reloadedMsAgo: number;
}

const brokenMsMin = 10_000;
const idleMsMin = 10_000;
const againMsMin = 600_000;

export function mayReload({ health, brokenForMs, untouchedForMs, online, unsent, drafts, reloadedMsAgo }: Situation): boolean {
  const nothingToLose = health.unsaved === 0 && unsent === 0 && drafts === 0 && online;
  const calm = brokenForMs >= brokenMsMin && untouchedForMs >= idleMsMin && reloadedMsAgo >= againMsMin;
  return health.state === "broken" && nothingToLose && calm;
}

const reloadedKey = "reloaded-at";

export function reloadWhenSafe(client: Client, drafts: () => number): void {
  let touchedAt = Date.now();
  let brokenSince = Number.POSITIVE_INFINITY;
  for (const name of ["pointerdown", "keydown"]) addEventListener(name, () => (touchedAt = Date.now()), { capture: true, passive: true });
  client.health.subscribe(({ state }) => (brokenSince = state !== "broken" ? Number.POSITIVE_INFINITY : Math.min(brokenSince, Date.now())));
  setInterval(() => {
    const now = Date.now();
    const situation: Situation = {
      health: client.health.value,
      brokenForMs: now - brokenSince,
      untouchedForMs: now - touchedAt,
      online: client.phase.value === "online",
      unsent: client.unsent.value,
      drafts: drafts(),
      reloadedMsAgo: now - Number(sessionStorage.getItem(reloadedKey) ?? 0),
    };
    if (!mayReload(situation)) return;
    sessionStorage.setItem(reloadedKey, String(now));
    location.reload();
  }, 2_000);
}
