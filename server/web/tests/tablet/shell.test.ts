// An app whose version the server does not speak must come back new: the app-shell worker answers a plain reload with the old files.
import { afterEach, beforeEach, expect, test, vi } from "vitest";

import { updateNow } from "../../src/tablet/shell";

class FakeWorker extends EventTarget {
  state = "installing";
  readonly heard: unknown[] = [];

  postMessage(message: unknown): void {
    this.heard.push(message);
    container.dispatchEvent(new Event("controllerchange"));
  }

  become(state: string): void {
    this.state = state;
    this.dispatchEvent(new Event("statechange"));
  }
}

class FakeContainer extends EventTarget {
  registration:
    { installing: FakeWorker | null; waiting: FakeWorker | null; update(): Promise<void>; unregister(): Promise<boolean> } | undefined;
  getRegistration = async () => this.registration;
}

let container: FakeContainer;
let done: string[];

beforeEach(() => {
  vi.useFakeTimers();
  done = [];
  container = new FakeContainer();
  vi.stubGlobal("navigator", { serviceWorker: container });
  vi.stubGlobal("location", { reload: () => done.push("reload") });
  vi.stubGlobal("caches", { keys: async () => ["chamber-app-old"], delete: async (name: string) => done.push(`delete ${name}`) });
});

afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

function register(worker: FakeWorker | null, update: () => Promise<void> = async () => undefined): void {
  container.registration = { installing: worker, waiting: null, update, unregister: async () => Boolean(done.push("unregister")) };
}

test("Update fetches the new worker, waits until it is whole, and reloads under it", async () => {
  const worker = new FakeWorker();
  register(null, async () => void (container.registration!.installing = worker));
  const updated = updateNow();
  await vi.advanceTimersByTimeAsync(10);
  expect(done).toEqual([]);
  worker.become("installed");
  await updated;
  expect(worker.heard).toEqual(["switch"]);
  expect(done).toEqual(["reload"]);
});

test("Update without a newer worker reloads from the server, past worker and cache", async () => {
  register(null);
  await updateNow();
  expect(done).toEqual(["unregister", "delete chamber-app-old", "reload"]);
});

test("Update of a worker that does not install goes past it too", async () => {
  const worker = new FakeWorker();
  register(worker);
  const updated = updateNow();
  await vi.advanceTimersByTimeAsync(10);
  worker.become("redundant");
  await updated;
  expect(done).toEqual(["unregister", "delete chamber-app-old", "reload"]);
});

test("Update keeps what opens without network when the server does not answer", async () => {
  register(null, async () => Promise.reject(new TypeError("network")));
  await updateNow();
  expect(done).toEqual(["reload"]);
});
