// Brings pdf.js up before the first document is tapped, while the agenda stands still: half a megabyte of program and a worker that takes a
// third of a second to start. By a time-out: WebKit has no requestIdleCallback. Every touch puts it off, and it happens once.
const stillMs = 600;
const stirs = ["pointerdown", "wheel", "keydown", "scroll"] as const;

export interface Warming {
  // Brings it up; a failure is no harm, the first document tries again.
  warm(): Promise<void>;
  setTimeout(call: () => void, ms: number): number;
  clearTimeout(timer: number): void;
}

const inTheBrowser: Warming = {
  warm: async () => (await import("../pages/pdf")).startWorker(),
  setTimeout: (call, ms) => window.setTimeout(call, ms),
  clearTimeout: (timer) => window.clearTimeout(timer),
};

// Answers how to call it off.
export function warmReader(target: EventTarget = window, { warm, setTimeout, clearTimeout } = inTheBrowser): () => void {
  let timer: number | undefined;
  const stop = (): void => {
    if (timer !== undefined) clearTimeout(timer);
    for (const name of stirs) target.removeEventListener(name, wait, { capture: true });
  };
  const wait = (): void => {
    if (timer !== undefined) clearTimeout(timer);
    timer = setTimeout(() => {
      stop();
      void warm().catch((error: unknown) => console.warn("pdf.js", error));
    }, stillMs);
  };
  for (const name of stirs) target.addEventListener(name, wait, { capture: true, passive: true });
  wait();
  return stop;
}
