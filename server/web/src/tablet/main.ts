// The tablet app's start: the device's data first (it works without network), then the socket, then the app-shell worker.
import { mount } from "svelte";

import { openClient } from "../sync";
import App from "./App.svelte";
import Trouble from "./screens/Trouble.svelte";
import { keepAppCurrent } from "./shell";
import "../seal/seal.css";
import "./tablet.css";

const target = document.getElementById("app")!;

async function start(): Promise<void> {
  // Guarded as a whole: some engines lack navigator.storage.
  await navigator.storage?.persist?.().catch(() => false);
  const client = await openClient({ kind: "tablet", databaseName: "chamber-tablet", keeps: "everything" });
  mount(App, { target, props: { client } });
  keepAppCurrent(client);
}

start().catch((error: unknown) => {
  console.error(error);
  mount(Trouble, { target, props: { kind: "storage" } });
});
