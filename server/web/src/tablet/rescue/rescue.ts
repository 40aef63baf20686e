// Keeps one's notes with a document whose revision was replaced: looks for their places as soon as both files are here, copies what is found,
// remembers what is to be asked; and puts right what an older app stored in a wrong place (misplaced.ts). Works without the network: copies
// wait in the outbox like everything one writes.
import type { Annotation } from "../../generated/protocol";
import { type Client, Signal, type View } from "../../sync";
import type { NotesFound } from "../told";
import { examine } from "./examine";
import type { Placed } from "./find";
import { misplaced } from "./misplaced";
import { copyId, copyOf, type Item, type Items, searches } from "./inbox";

const calmMs = 1_500; // what is seen and held changes with each piece that comes

const keyOf = (person: string): string => `rescue/${person}`;

export class Rescue {
  readonly items = new Signal<Items>({});
  // The revision that is being read now, by its bytes.
  readonly #reading = new Signal<string | null>(null);
  readonly #client: Client;
  readonly #copies = new Set<number>();
  readonly #failed = new Set<string>();
  #person: string | null = null;
  #known = false; // what was remembered of this person is here
  #timer: ReturnType<typeof setTimeout> | undefined;
  #busy = false;
  #mended: View | undefined; // looked through for ink in a wrong place
  // Notes were moved, or wait to be asked about.
  onTold: (found: NotesFound) => void = () => undefined;
  // So many marks of an older app were put right.
  onMended: (count: number) => void = () => undefined;

  constructor(client: Client) {
    this.#client = client;
  }

  start(): () => void {
    const { standing, view, blobs, loaded } = this.#client;
    const off = [
      standing.subscribe(() => void this.#changePerson()),
      ...[view, blobs, loaded, this.#reading].map((each) => each.subscribe(() => this.#stir())),
    ];
    return () => {
      for (const each of off) each();
      clearTimeout(this.#timer);
    };
  }

  reads(sha256: string | null): void {
    this.#mended = undefined;
    this.#reading.set(sha256);
  }

  // A copy that the server does not take was taken back on the person's other tablet: nobody has to be told.
  isCopy = (command: number): boolean => this.#copies.has(command);

  async #changePerson(): Promise<void> {
    const { person, store } = this.#client;
    if (person === this.#person) return;
    this.#person = person;
    this.#known = false;
    this.items.set({});
    if (person === null) return;
    const known = await store.recall<Items>(keyOf(person)).catch(() => undefined);
    if (this.#client.person !== person) return;
    this.items.set(known ?? {});
    this.#known = true;
    this.#stir();
  }

  #stir(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      void this.#look();
    }, calmMs);
  }

  async #look(): Promise<void> {
    const { view, loaded, blobs, person } = this.#client;
    if (this.#busy || !this.#known || person === null || !loaded.value) return;
    await this.#mend(view.value, person);
    const held = (sha256: string): boolean => blobs.value.get(sha256)?.verified ?? false;
    const due = searches(view.value, person, this.items.value, this.#reading.value).find(
      ({ from, to, notes }) => held(from.sha256) && held(to.sha256) && !this.#failed.has(`${notes[0]!.id} ${to.sha256}`),
    );
    if (!due) return;
    this.#busy = true;
    try {
      const items = await examine(this.#client, due, () => this.#client.person !== person);
      if (!items || this.#client.person !== person) return;
      for (const item of items) if (item.state === "moved" && item.placed) await this.#copy(item, item.placed);
      this.#keep(items);
      const moved = items.filter((item) => item.state === "moved").length;
      const { document, to } = due;
      this.onTold({ document: document.id, title: document.title, revision: to.n, moved, waiting: items.length - moved });
    } catch (error) {
      console.warn(error);
      for (const note of due.notes) this.#failed.add(`${note.id} ${due.to.sha256}`);
    } finally {
      this.#busy = false;
    }
    this.#stir();
  }

  // Never under the hand: what is being read now is put right afterwards.
  async #mend(view: View, person: string): Promise<void> {
    if (this.#mended === view) return;
    this.#mended = view;
    const mends = misplaced(view, person).filter(({ wrong }) => wrong.revision_sha256 !== this.#reading.value);
    for (const { wrong, right } of mends) {
      if (!view.get("annotation", right.id)) await this.#put(right);
      void this.#client.sendCommand({ type: "delete_annotation", id: wrong.id }, (number) => this.#copies.add(number));
    }
    if (mends.length > 0) this.onMended(mends.length);
  }

  // Resolves when it is durable here and seen.
  #put(annotation: Annotation): Promise<void> {
    return new Promise((queued) => {
      const sent = this.#client.sendCommand({ type: "put_annotation", annotation, base_seq: 0 }, (number) => {
        this.#copies.add(number);
        queued();
      });
      void sent.then(
        () => queued(),
        () => queued(),
      );
    });
  }

  #keep(changed: readonly Item[]): void {
    const person = this.#client.person;
    if (person === null) return;
    this.items.set({ ...this.items.value, ...Object.fromEntries(changed.map((item) => [item.id, item])) });
    void this.#client.store.remember(keyOf(person), this.items.value).catch(() => undefined);
  }

  // What stands there already is not put again.
  async #copy(item: Item, placed: Placed): Promise<void> {
    const view = this.#client.view.value;
    const copies = item.notes.flatMap((id, at): Annotation[] => {
      const note = view.get("annotation", id);
      const marks = placed.marks[at];
      if (!note || !marks || view.get("annotation", copyId(id, { sha256: item.to }))) return [];
      return [copyOf(note, { sha256: item.to }, placed.page, marks)];
    });
    for (const annotation of copies) await this.#put(annotation);
  }

  async place(item: Item, placed: Placed): Promise<void> {
    await this.#copy(item, placed);
    this.#keep([{ ...item, placed, state: "moved", looked: true }]);
  }

  keepOnFormer(item: Item): void {
    this.#keep([{ ...item, state: "kept" }]);
  }

  looked(items: readonly Item[]): void {
    this.#keep(items.map((item) => ({ ...item, looked: true })));
  }

  // The copies go; what they were made from is still on its own revision.
  takeBack(items: readonly Item[]): void {
    for (const item of items)
      for (const note of item.notes) {
        const id = copyId(note, { sha256: item.to });
        if (this.#client.view.value.get("annotation", id)) void this.#client.sendCommand({ type: "delete_annotation", id });
      }
    this.#keep(items.map((item) => ({ ...item, state: "kept", looked: true })));
  }
}
