// Asks the browser to keep what is stored here.
import type { Store } from "../sync/store";

const askedKey = "asked-to-keep";

// Asked when somebody has signed in: before, a browser has no reason to say yes. Guarded as a whole: some engines lack navigator.storage.
export async function askToKeep(store: Store): Promise<void> {
  const kept = (await navigator.storage?.persist?.().catch(() => false)) ?? false;
  await store.remember(askedKey, kept ? "kept" : "refused").catch(() => undefined);
}
