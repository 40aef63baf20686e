// The tablet app's start: the device's data first (it works without network), then the socket, then the app-shell worker.
//
// Until the first screen the page shows its own line (tablet/index.html). A database that does not answer within its time limit is said,
// and asked again in the background: when it answers, the app opens by itself.
import { mount } from "svelte";

import { openClient } from "../sync";
import { Database } from "../sync/database";
import { isFull } from "../sync/vault";
import App from "./App.svelte";
import Trouble from "./screens/Trouble.svelte";
import { keepAppCurrent } from "./shell";
import "../tokens.css";
import "../parts/base.css";
import "../seal/seal.css";
import "./tablet.css";

const databaseName = "chamber-tablet";
const target = document.getElementById("app")!;
const askAgainMs = 10_000;

function clear(): void {
  document.documentElement.dataset["app"] = "here";
  target.replaceChildren();
}

async function start(): Promise<void> {
  const client = await openClient({ kind: "tablet", databaseName, keeps: "everything" });
  clear();
  mount(App, { target, props: { client } });
  keepAppCurrent(client);
}

async function openWhenStorageAnswers(): Promise<void> {
  for (;;) {
    await new Promise((done) => setTimeout(done, askAgainMs));
    const database = new Database(databaseName);
    const writes = database.run(["local"], "readwrite", (tx) => tx.objectStore("local").put(new Uint8Array(65_536), "room"));
    if (
      await writes.then(
        () => true,
        () => false,
      )
    )
      return location.reload();
  }
}

// What IndexedDB fails with when it is dead, hangs, or is forbidden.
const storageNames: ReadonlySet<string> = new Set([
  "OpenTimeoutError",
  "TimeoutError",
  "UnknownError",
  "InvalidStateError",
  "AbortError",
  "SecurityError",
  "VersionError",
  "NotFoundError",
]);

start().catch((error: unknown) => {
  console.error(error);
  const kind = isFull(error) ? "full" : storageNames.has((error as Error | undefined)?.name ?? "") ? "storage" : "start";
  clear();
  mount(Trouble, { target, props: { kind } });
  if (kind !== "start") void openWhenStorageAnswers();
});
