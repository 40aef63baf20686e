// What "Kiểm tra máy" asks of the machine: one question each, an answer within its time, and nothing that stays behind. Engines differ in what
// they have: every question is guarded, and what hangs has failed.
import { type Greeting, within } from "../sync/greeting";
import type { Store } from "../sync/store";

// good; care: works, and there is something to do; bad: does not work; unknown: cannot be told now
export type Verdict = "good" | "care" | "bad" | "unknown";

export interface Found {
  readonly verdict: Verdict;
  readonly ms?: number; // how long it took, how far it is off
  readonly bytes?: number; // room that is left
}

export const questions = ["tls", "socket", "clock", "storage", "kept", "room", "key", "worker", "wake", "home"] as const;
export type Asked = (typeof questions)[number];

export const clockOffMsMax = 60_000;
const roomBytesMin = 1_000_000_000;
const testBytes = 262_144; // as large as a document's piece

const tryIt = (ask: () => Promise<Found>, failed: Verdict = "bad"): Promise<Found> =>
  within(Promise.resolve().then(ask)).catch(() => ({ verdict: failed }));

// The page's own address, past the app-shell worker's cache. `online`: without a line nobody can say.
export const askTls = (online: boolean): Promise<Found> =>
  tryIt(
    async () => {
      const begin = performance.now();
      const answer = await fetch("/about.json", { cache: "no-store" });
      const safe = globalThis.isSecureContext && location.protocol === "https:";
      return { verdict: answer.ok && safe ? "good" : "bad", ms: Math.round(performance.now() - begin) };
    },
    online ? "bad" : "unknown",
  );

export const socketFound = (greeting: Greeting | null, online: boolean): Found =>
  greeting ? { verdict: "good", ms: greeting.ms } : { verdict: online ? "care" : "bad" };

export function clockFound(greeting: Greeting | null): Found {
  if (!greeting || !Number.isFinite(greeting.aheadMs)) return { verdict: "unknown" };
  return { verdict: Math.abs(greeting.aheadMs) <= clockOffMsMax ? "good" : "bad", ms: greeting.aheadMs };
}

export const askStorage = (store: Pick<Store, "remember" | "recall">): Promise<Found> =>
  tryIt(async () => {
    const written = crypto.getRandomValues(new Uint8Array(64));
    const bytes = new Uint8Array(testBytes);
    for (let at = 0; at < bytes.length; at += written.length) bytes.set(written, at);
    const begin = performance.now();
    await store.remember("self-test", bytes);
    const back = await store.recall<Uint8Array>("self-test");
    const ms = Math.round(performance.now() - begin);
    const right = back?.length === bytes.length && bytes.every((byte, at) => back[at] === byte);
    await store.remember("self-test", new Uint8Array(0)).catch(() => undefined);
    return { verdict: right ? "good" : "bad", ms };
  });

export interface Keeper {
  persisted?(): Promise<boolean>;
  estimate?(): Promise<{ usage?: number; quota?: number }>;
}

export const askKept = (keeper: Keeper | undefined): Promise<Found> =>
  tryIt(async () => ({ verdict: (await keeper?.persisted?.()) ? "good" : "care" }), "care");

export const askRoom = (keeper: Keeper | undefined): Promise<Found> =>
  tryIt(async () => {
    const { quota, usage = 0 } = (await keeper?.estimate?.()) ?? {};
    if (quota === undefined) return { verdict: "unknown" };
    const bytes = Math.max(0, quota - usage);
    return { verdict: bytes >= roomBytesMin ? "good" : "care", bytes };
  }, "unknown");

export const askKey = (proves: () => Promise<boolean>): Promise<Found> =>
  tryIt(async () => ({ verdict: (await proves()) ? "good" : "bad" }));

export const askWorker = (start: () => Worker): Promise<Found> =>
  tryIt(async () => {
    const worker = start();
    try {
      const begin = performance.now();
      await within(
        new Promise<void>((done, fail) => {
          worker.onmessage = () => done();
          worker.onerror = () => fail(new Error("worker"));
          worker.postMessage(begin);
        }),
      );
      return { verdict: "good", ms: Math.round(performance.now() - begin) };
    } finally {
      worker.terminate();
    }
  });

export const askWake = (of: object): Found => ({ verdict: "wakeLock" in of ? "good" : "care" });

// Opened from the Home Screen, or in a tab of the browser.
export function isOnHomeScreen(): boolean {
  const standalone = (navigator as { standalone?: boolean }).standalone;
  return standalone ?? matchMedia("(display-mode: standalone), (display-mode: fullscreen)").matches;
}
