// The screen stays on while the session is being held, and only then.
import type { Client } from "../sync";
import { currentSession } from "./agenda";

export function stayAwakeInSession(client: Client): void {
  let lock: WakeLockSentinel | null = null;
  const settle = async (): Promise<void> => {
    const held = currentSession(client.view.value)?.state === "in_session";
    if (held && !lock && document.visibilityState === "visible") {
      lock = (await navigator.wakeLock?.request("screen").catch(() => null)) ?? null;
      lock?.addEventListener("release", () => (lock = null));
    } else if (!held && lock) {
      await lock.release();
    }
  };
  client.view.subscribe(() => void settle());
  document.addEventListener("visibilitychange", () => void settle());
}
