// How screens reach the office session: one per page, handed down by Console.svelte.
import { getContext, setContext } from "svelte";

import type { OfficeSession } from "./office_session.svelte";
import type { Uploads } from "./uploads.svelte";

const officeKey = Symbol("office");
const uploadsKey = Symbol("uploads");

export function provideOffice(office: OfficeSession, uploads: Uploads): void {
  setContext(officeKey, office);
  setContext(uploadsKey, uploads);
}

export const useOffice = (): OfficeSession => getContext<OfficeSession>(officeKey);
export const useUploads = (): Uploads => getContext<Uploads>(uploadsKey);
