// How screens reach the desk: one per page, handed down by Console.svelte.
import { getContext, setContext } from "svelte";

import type { Desk } from "./desk.svelte";
import type { Uploads } from "./uploads.svelte";

const deskKey = Symbol("desk");
const uploadsKey = Symbol("uploads");

export function provideDesk(desk: Desk, uploads: Uploads): void {
  setContext(deskKey, desk);
  setContext(uploadsKey, uploads);
}

export const useDesk = (): Desk => getContext<Desk>(deskKey);
export const useUploads = (): Uploads => getContext<Uploads>(uploadsKey);
