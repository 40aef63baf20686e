// The Store in IndexedDB. README.md has the table of its object stores.
import type { Standing } from "../generated/protocol";
import type { Database } from "./database";
import { type Place, nowhere } from "./feed";
import { pieceBytes } from "./transfer";
import { inOrder, type KeptRow } from "./kept";
import { type LeftOutbox, type Loaded, type ParkedRow, type Store, wordsKey, type Writes } from "./store";

const keptPrefix = "kept/";
const keptRange = (): IDBKeyRange => IDBKeyRange.bound(keptPrefix, keptPrefix + "\uffff");

type Numbering = { incarnation: string; next: number };

export class DatabaseStore implements Store {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  load(): Promise<Loaded> {
    return this.#database.run(["place", "entities", "outbox", "blobs"], "readonly", async (tx) => {
      const place = tx.objectStore("place");
      const [at, standing, numbering, parked, left, kept, rows, entities, blobs] = await Promise.all([
        place.get("place") as Promise<Place | undefined>,
        place.get("standing") as Promise<Standing | null | undefined>,
        place.get("numbering") as Promise<Numbering | undefined>,
        place.get("parked") as Promise<ParkedRow[] | undefined>,
        place.get("left") as Promise<LeftOutbox[] | undefined>,
        place.getAll(keptRange()) as Promise<KeptRow[]>,
        tx.objectStore("outbox").getAll(),
        tx.objectStore("entities").getAll(),
        tx.objectStore("blobs").getAll(),
      ]);
      return {
        place: { ...nowhere, ...at },
        standing: standing ?? null,
        incarnation: numbering?.incarnation ?? "",
        next: numbering?.next ?? 1,
        rows: rows.sort((a, b) => a.number - b.number),
        parked: parked ?? [],
        left: left ?? [],
        kept: inOrder(kept),
        entities,
        blobs,
      };
    });
  }

  // What the person wrote must outlive a power failure once it is sent; the rest can be had again.
  async commit(writes: Writes): Promise<void> {
    const durability = writes.putRows || writes.replaceRows || writes.numbering ? "strict" : "default";
    await this.#database.run(
      ["place", "entities", "outbox", "blobs", "pieces", ...(writes.dropBlobs?.length ? (["local"] as const) : [])],
      "readwrite",
      async (tx) => {
        const all: Promise<unknown>[] = [];
        // A request that throws at once must not leave the failures of those before it unheard.
        const jobs = {
          push(...some: Promise<unknown>[]): void {
            for (const each of some) each.catch(() => undefined);
            all.push(...some);
          },
        };
        const place = tx.objectStore("place");
        if (writes.place) jobs.push(place.put(writes.place, "place"));
        if (writes.standing !== undefined) jobs.push(place.put(writes.standing, "standing"));
        if (writes.numbering) jobs.push(place.put(writes.numbering, "numbering"));
        if (writes.parked) jobs.push(place.put(writes.parked, "parked"));
        if (writes.left) jobs.push(place.put(writes.left, "left"));
        for (const row of writes.putKept ?? []) jobs.push(place.put(row, keptPrefix + row.key));
        for (const key of writes.dropKept ?? []) jobs.push(place.delete(keptPrefix + key));

        const outbox = tx.objectStore("outbox");
        if (writes.replaceRows) jobs.push(outbox.clear());
        for (const row of [...(writes.replaceRows ?? []), ...(writes.putRows ?? [])]) jobs.push(outbox.put(row, row.number));
        for (const number of writes.dropRows ?? []) jobs.push(outbox.delete(number));

        const entities = tx.objectStore("entities");
        if (writes.clearEntities) jobs.push(entities.clear());
        for (const key of writes.removeEntities ?? []) jobs.push(entities.delete(key));
        for (const held of writes.putEntities ?? []) jobs.push(entities.put(held, held.key));

        const blobs = tx.objectStore("blobs");
        const pieces = tx.objectStore("pieces");
        for (const row of writes.putBlobs ?? []) jobs.push(blobs.put(row, row.sha256));
        for (const sha256 of writes.dropBlobs ?? []) {
          jobs.push(blobs.delete(sha256), pieces.delete(IDBKeyRange.bound([sha256, 0], [sha256, Number.MAX_SAFE_INTEGER])));
          jobs.push(tx.objectStore("local").delete(wordsKey(sha256)));
        }
        for (const piece of writes.putPieces ?? []) jobs.push(pieces.put(piece.bytes, [piece.sha256, piece.index]));
        await Promise.all(all);
      },
      durability,
    );
  }

  piece(sha256: string, index: number): Promise<Uint8Array<ArrayBuffer> | undefined> {
    return this.#database.run(["pieces"], "readonly", (tx) => tx.objectStore("pieces").get([sha256, index]));
  }

  recall<T>(key: string): Promise<T | undefined> {
    return this.#database.run(["local"], "readonly", (tx) => tx.objectStore("local").get(key) as Promise<T | undefined>);
  }

  async remember(key: string, value: unknown): Promise<void> {
    await this.#database.run(["local"], "readwrite", (tx) => tx.objectStore("local").put(value, key));
  }

  async erase(): Promise<void> {
    await this.#database.run(["place", "entities", "outbox", "blobs", "pieces", "local"], "readwrite", async (tx) => {
      await Promise.all((["place", "entities", "outbox", "blobs", "pieces", "local"] as const).map((name) => tx.objectStore(name).clear()));
    });
  }
}

// How many pieces a blob of this size has.
export const pieceCount = (bytes: number): number => Math.ceil(bytes / pieceBytes);
