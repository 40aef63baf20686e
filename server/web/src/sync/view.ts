// What this device may see, entity by entity, in its newest state. Immutable: a change makes a new View that shares what stayed.
import type { Entity } from "../generated/protocol";

export type EntityType = Entity["type"];
export type EntityOf<T extends EntityType> = Extract<Entity, { type: T }>;

// One entity at its place in the feed. `key` is unique over all types.
export interface Held {
  readonly key: string;
  readonly type: EntityType;
  readonly id: string;
  readonly seq: number;
  readonly scope: string;
  readonly entity: Entity;
}

export const keyOf = (type: string, id: string): string => `${type}/${id}`;

export class View {
  static readonly empty = new View(new Map());

  readonly #types: ReadonlyMap<string, ReadonlyMap<string, Held>>;

  private constructor(types: ReadonlyMap<string, ReadonlyMap<string, Held>>) {
    this.#types = types;
  }

  static of(held: Iterable<Held>): View {
    return View.empty.with(held, []);
  }

  get<T extends EntityType>(type: T, id: string | null | undefined): EntityOf<T> | undefined {
    return id == null ? undefined : (this.held(type, id)?.entity as EntityOf<T> | undefined);
  }

  held(type: EntityType, id: string): Held | undefined {
    return this.#types.get(type)?.get(id);
  }

  all<T extends EntityType>(type: T): EntityOf<T>[] {
    return [...(this.#types.get(type)?.values() ?? [])].map((held) => held.entity as EntityOf<T>);
  }

  // The one council, once it has arrived.
  council(): EntityOf<"council"> | undefined {
    return this.all("council")[0];
  }

  everything(): Held[] {
    return [...this.#types.values()].flatMap((held) => [...held.values()]);
  }

  with(put: Iterable<Held>, removed: Iterable<{ type: string; id: string }>): View {
    const types = new Map(this.#types);
    const own = new Map<string, Map<string, Held>>();
    const writable = (type: string): Map<string, Held> => {
      let map = own.get(type);
      if (!map) {
        map = new Map(types.get(type));
        own.set(type, map);
        types.set(type, map);
      }
      return map;
    };
    for (const { type, id } of removed) writable(type).delete(id);
    for (const held of put) writable(held.type).set(held.id, held);
    return new View(types);
  }
}
