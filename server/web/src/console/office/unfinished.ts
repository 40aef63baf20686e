// What was dropped and has not arrived yet, by name, beyond the life of the page: a browser that is closed in the middle takes the files
// with it, and nobody would know which. The bytes are never kept. Told at the next start, until somebody has read it.
//
// IndexedDB of its own, so that the console's database and its versions are nobody else's business. A browser that keeps nothing only costs the
// reminder. Thread: the page's only one.
import { type DBSchema, openDB } from "idb";

export interface Unfinished {
  readonly id: string;
  readonly name: string;
  readonly place: string; // where it was to go, in words
  readonly session: string;
  readonly at: string; // of the drop
}

interface Schema extends DBSchema {
  files: { key: string; value: Unfinished };
}

export interface UnfinishedStore {
  all(): Promise<Unfinished[]>; // in the order of the drop
  put(files: readonly Unfinished[]): Promise<void>;
  remove(ids: readonly string[]): Promise<void>;
}

export const databaseName = "chamber-console-drops";

export async function openUnfinished(name = databaseName): Promise<UnfinishedStore> {
  const database = await openDB<Schema>(name, 1, { upgrade: (fresh) => void fresh.createObjectStore("files", { keyPath: "id" }) });
  return {
    all: () => database.getAll("files"), // ids sort by the time of the drop
    async put(files) {
      const transaction = database.transaction("files", "readwrite");
      await Promise.all([...files.map((file) => transaction.store.put(file)), transaction.done]);
    },
    async remove(ids) {
      const transaction = database.transaction("files", "readwrite");
      await Promise.all([...ids.map((id) => transaction.store.delete(id)), transaction.done]);
    },
  };
}

// Where nothing can be kept.
export const forgetful: UnfinishedStore = {
  all: () => Promise.resolve([]),
  put: () => Promise.resolve(),
  remove: () => Promise.resolve(),
};

const namesShown = 8;

// "Lần trước còn 4 tệp chưa tới: a.pdf, b.pdf …".
export function unfinishedSentence(files: readonly Unfinished[]): string {
  const names = files
    .slice(0, namesShown)
    .map((file) => file.name)
    .join(", ");
  const more = files.length > namesShown ? ` và ${files.length - namesShown} tệp khác` : "";
  return `Lần trước còn ${files.length} tệp chưa tới: ${names}${more}. Hãy thả lại các tệp này.`;
}
