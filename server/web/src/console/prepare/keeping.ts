// Drafts that outlive a closed browser: one row for each session's programme, one for its roster and one for each part of its minutes that is not
// written yet, in IndexedDB.
//
// Names, positions, dates, and words of minutes, which the council publishes anyway; PINs never. A draft goes when it is written or given up. A browser that
// keeps nothing only costs the safety net. Thread: the page's only one.
import { type DBSchema, openDB } from "idb";

import type { KeptWords } from "../minutes/part_words.svelte";
import type { Draft, Programme, Roster } from "./draft";

export interface KeptDraft {
  readonly id: string; // "programme/K12-KH15", "roster/K12-KH15", "programme/" of one that has no id yet; "minutes/NV03/K12-KH15/opening"
  readonly at: string; // last change
  readonly draft: Draft<Programme> | Draft<Roster> | KeptWords;
}

interface Schema extends DBSchema {
  drafts: { key: string; value: KeptDraft };
}

export interface DraftStore {
  get(id: string): Promise<KeptDraft | undefined>;
  put(kept: KeptDraft): Promise<void>;
  remove(id: string): Promise<void>;
}

export const databaseName = "chamber-console-drafts";

export async function openDrafts(name = databaseName): Promise<DraftStore> {
  const database = await openDB<Schema>(name, 1, { upgrade: (fresh) => void fresh.createObjectStore("drafts", { keyPath: "id" }) });
  return {
    get: (id) => database.get("drafts", id),
    async put(kept) {
      await database.put("drafts", kept);
    },
    remove: (id) => database.delete("drafts", id),
  };
}

// Where nothing can be kept.
export const forgetful: DraftStore = {
  get: () => Promise.resolve(undefined),
  put: () => Promise.resolve(),
  remove: () => Promise.resolve(),
};
