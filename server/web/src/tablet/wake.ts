// The screen stays on while the session is being held, and while documents are on their way: a tablet that is put on its charger in the
// evening before goes to sleep when it has everything, not before. Otherwise it may sleep.
import type { Client } from "../sync";
import { sessionAtHand } from "../council/sessions";
import { savedDocuments } from "./plan";

export function stayAwakeInSession(client: Client): void {
  let lock: WakeLockSentinel | null = null;
  let asking = false;
  const settle = async (): Promise<void> => {
    const saved = savedDocuments(client.view.value, client.blobs.value);
    const fetching = client.phase.value === "online" && saved.here < saved.of;
    const held = fetching || sessionAtHand(client.view.value, new Date())?.state === "in_session";
    if (held && !lock && !asking && document.visibilityState === "visible") {
      asking = true;
      lock = (await navigator.wakeLock?.request("screen").catch(() => null)) ?? null;
      asking = false;
      lock?.addEventListener("release", () => (lock = null));
    } else if (!held && lock) {
      await lock.release();
    }
  };
  for (const signal of [client.view, client.blobs, client.phase]) signal.subscribe(() => void settle());
  document.addEventListener("visibilitychange", () => void settle());
}
