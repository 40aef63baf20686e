// What was dropped and has not arrived yet, by name, beyond the life of the page: a browser that is closed in the middle takes the files
// with it, and nobody would know which. The bytes are never kept. Told at the next start, until somebody has read it.
//
// IndexedDB of its own, so that the console's database and its versions are nobody else's business. A browser that keeps nothing only costs the
// reminder. Thread: the page's only one.
import { type DBSchema, openDB } from "idb";

export interface Unfinished {
  readonly id: string;
  readonly name: string;
  readonly path?: string; // with its folders; absent, as the next: kept by an earlier version
  readonly item?: string | null; // where it was to go; null: a revision
  readonly place: string; // the same in words
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

// "Lần trước còn 4 tệp chưa tới"; which ones, unfinishedName says.
export const unfinishedSentence = (files: readonly Unfinished[]): string =>
  `Lần trước còn ${files.length} tệp chưa tới. Hãy thả lại các tệp này.`;

// "Kỳ họp 15/Mục 3/Tờ trình.pdf → nội dung 3".
export const unfinishedName = ({ name, path, place }: Unfinished): string => [path ?? name, place].filter(Boolean).join(" → ");
