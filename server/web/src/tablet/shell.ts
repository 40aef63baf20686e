// The app's own update: a new version is fetched beside the running one and takes over only when nobody is working: no stroke or command
// under way, no touch for a minute, the agenda on screen. On iPadOS `controllerchange` may not come, so the reload has a time-out.
import { buildId } from "../generated/protocol";
import type { Client } from "../sync";
import { Signal } from "../sync";

const idleMs = 60_000;
const switchMsMax = 3_000;
const installMsMax = 60_000;

export const waitingUpdate = new Signal<ServiceWorker | null>(null);
export const offlineReady = new Signal<boolean>(false);

let touchedAt = 0;

export function switchNow(): void {
  if (waitingUpdate.value) switchTo(waitingUpdate.value);
}

function switchTo(worker: ServiceWorker): void {
  navigator.serviceWorker.addEventListener("controllerchange", () => location.reload(), { once: true });
  worker.postMessage("switch");
  setTimeout(() => location.reload(), switchMsMax);
}

// The installed worker of a registration; nothing when it fails or takes too long.
function installed(registration: ServiceWorkerRegistration): Promise<ServiceWorker | undefined> {
  const worker = registration.installing;
  if (registration.waiting || !worker) return Promise.resolve(registration.waiting ?? undefined);
  return new Promise((done) => {
    setTimeout(() => done(undefined), installMsMax);
    worker.addEventListener("statechange", () => {
      if (worker.state === "installed") done(worker);
      if (worker.state === "redundant") done(undefined);
    });
  });
}

// The server does not speak this app's version: bring the newest one, whatever the app-shell worker holds. A plain reload would be
// answered from its cache with the same old app.
export async function updateNow(): Promise<void> {
  const registration = await navigator.serviceWorker?.getRegistration("/tablet/");
  if (!registration) return location.reload();
  const asked = await registration.update().then(
    () => true,
    () => false,
  );
  const worker = await installed(registration);
  if (worker) return switchTo(worker);
  // The server answers and offers nothing newer, or what it offers does not install: without worker and cache the page comes from it.
  // When it does not answer, the app stays: it still opens without network.
  if (asked) {
    await registration.unregister();
    for (const name of await caches.keys()) await caches.delete(name);
  }
  location.reload();
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
      if (welcome && welcome.build !== buildId) lookForUpdate();
    });
    setInterval(() => {
      const idle = Date.now() - touchedAt > idleMs && client.unsent.value === 0 && !location.hash.startsWith("#/tai-lieu");
      if (idle && waitingUpdate.value) switchNow();
    }, 10_000);
  };
  register().catch((error: unknown) => console.warn("service worker", error));
}
