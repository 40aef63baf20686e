// The app's own update: a new version is fetched beside the running one and takes over only when nobody is working: no stroke or command
// under way, no touch for a minute, the agenda on screen. On iPadOS `controllerchange` may not come, so the reload has a time-out.
import type { Client } from "../sync";
import { Signal } from "../sync";

const idleMs = 60_000;
const switchMsMax = 3_000;

export const waitingUpdate = new Signal<ServiceWorker | null>(null);
export const offlineReady = new Signal<boolean>(false);

let touchedAt = 0;

export function switchNow(): void {
  const worker = waitingUpdate.value;
  if (!worker) return;
  navigator.serviceWorker.addEventListener("controllerchange", () => location.reload(), { once: true });
  worker.postMessage("switch");
  setTimeout(() => location.reload(), switchMsMax);
}

function watch(registration: ServiceWorkerRegistration): void {
  const look = (): void => waitingUpdate.set(navigator.serviceWorker.controller ? registration.waiting : null);
  look();
  registration.addEventListener("updatefound", () => registration.installing?.addEventListener("statechange", look));
}

export function keepAppCurrent(client: Client): void {
  if (!("serviceWorker" in navigator)) return;
  for (const name of ["pointerdown", "keydown"]) addEventListener(name, () => (touchedAt = Date.now()), { capture: true, passive: true });
  const register = async (): Promise<void> => {
    const registration = await navigator.serviceWorker.register("/tablet/sw.js", { scope: "/tablet/", updateViaCache: "none" });
    watch(registration);
    await navigator.serviceWorker.ready;
    offlineReady.set(true);
    const lookForUpdate = (): void => void registration.update().catch(() => undefined);
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "visible") lookForUpdate();
    });
    client.welcome.subscribe((welcome) => {
      if (welcome && welcome.build !== __BUILD__) lookForUpdate();
    });
    setInterval(() => {
      const idle = Date.now() - touchedAt > idleMs && client.unsent.value === 0 && !location.hash.startsWith("#/tai-lieu");
      if (idle && waitingUpdate.value) switchNow();
    }, 10_000);
  };
  register().catch((error: unknown) => console.warn("service worker", error));
}
