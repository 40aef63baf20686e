// Words under the finger, kept as strokes are: within half a second they are in the store, so a reload or a killed app loses no more.
//
// A draft is the note it will become, with its id, so whoever brings it back makes one note of it however often. Who opens the app again
// finds the note where it was being written; what is too long to be one waits as a draft at its place. Kept by person: nobody else's
// sign-in touches them.
import type { Annotation } from "../../generated/protocol";
import { limits } from "../../generated/protocol";
import { type Client, type Readable, Signal } from "../../sync";
import type { Store } from "../../sync/store";

const keptWithinMs = 400;

const keyOf = (person: string): string => `words/${person}`;
const bytesOf = (text: string): number => new TextEncoder().encode(text).length;

export const isTooLong = (text: string): boolean => bytesOf(text.trim()) > limits.noteBytesMax;

export class Drafts {
  readonly #store: Store;
  readonly #kept = new Map<string, Annotation>();
  readonly #published = new Signal<readonly Annotation[]>([]);
  readonly #changed = new Set<string>(); // persons whose drafts are not in the store yet
  #timer: ReturnType<typeof setTimeout> | undefined;
  #writing: Promise<void> = Promise.resolve();

  constructor(store: Store) {
    this.#store = store;
  }

  get all(): Readable<readonly Annotation[]> {
    return this.#published;
  }

  // What an earlier run of the app left.
  async read(person: string): Promise<void> {
    const kept = (await this.#store.recall<Annotation[]>(keyOf(person)).catch(() => undefined)) ?? [];
    for (const draft of kept) if (!this.#kept.has(draft.id)) this.#kept.set(draft.id, draft);
    this.#publish();
  }

  keep(draft: Annotation): void {
    this.#kept.set(draft.id, draft);
    this.#changed.add(draft.author);
    this.#publish();
    this.#timer ??= setTimeout(() => void this.flush(), keptWithinMs);
  }

  drop(id: string): void {
    const draft = this.#kept.get(id);
    if (!draft) return;
    this.#kept.delete(id);
    this.#changed.add(draft.author);
    this.#publish();
    void this.flush();
  }

  // At once: the app goes into the background.
  flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const persons = [...this.#changed];
    this.#changed.clear();
    this.#writing = this.#writing.then(async () => {
      for (const person of persons) {
        const drafts = [...this.#kept.values()].filter((draft) => draft.author === person);
        await this.#store.remember(keyOf(person), drafts).catch(() => void this.#changed.add(person));
      }
    });
    return this.#writing;
  }

  #publish(): void {
    this.#published.set([...this.#kept.values()]);
  }
}

// The person is back after the app died under their words: each draft becomes the note it was going to be. How many did.
export async function finishBrokenWords(client: Client, drafts: Drafts): Promise<number> {
  const { person } = client;
  if (!person) return 0;
  await drafts.read(person);
  let finished = 0;
  for (const draft of drafts.all.value) {
    const text = draft.text.trim();
    if (draft.author !== person || isTooLong(text)) continue;
    if (text === "") {
      drafts.drop(draft.id);
      continue;
    }
    finished++;
    const base_seq = client.view.value.held("annotation", draft.id)?.seq ?? 0;
    void client
      .sendCommand({ type: "put_annotation", annotation: { ...draft, text }, base_seq }, () => drafts.drop(draft.id))
      .then(({ done, code }) => {
        if (!done && code !== "sign_in_required") drafts.keep(draft);
      });
  }
  return finished;
}
