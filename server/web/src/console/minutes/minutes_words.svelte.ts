// All parts of one minutes: each with its words, its draft in this browser, and one word for how they stand together.
//
// One for each person and minutes, as long as the page lives: whoever looks at another screen comes back to what they typed.
import type { Minutes } from "../../generated/protocol";
import type { OfficeSession } from "../office/office_session.svelte";
import { type DraftStore, forgetful, openDrafts } from "../prepare/keeping";
import { nothingStands, PartWords, type Standing } from "./part_words.svelte";

export interface Whose {
  readonly person: string;
  readonly session: string;
  readonly sitting: string | null;
}

const later = (act: () => void, ms: number): (() => void) => {
  const timer = setTimeout(act, ms);
  return () => clearTimeout(timer);
};

const standing = (minutes: Minutes | undefined, name: string): Standing => minutes?.parts.find((one) => one.part === name) ?? nothingStands;

export class MinutesWords {
  parts = $state.raw<ReadonlyMap<string, PartWords>>(new Map());
  readonly waiting = $derived([...this.parts.values()].filter((one) => one.waits).length);
  readonly clashes = $derived([...this.parts.values()].filter((one) => one.theirs !== null).length);
  readonly refusals = $derived([...this.parts.values()].filter((one) => one.refused !== "").length);
  readonly sending = $derived([...this.parts.values()].some((one) => one.sending !== null));
  readonly keptHere = $derived([...this.parts.values()].every((one) => one.kept === "here"));
  // The newest word that the server has.
  readonly savedAt = $derived(
    [...this.parts.values()]
      .flatMap((one) => one.stands.at ?? [])
      .sort()
      .at(-1) ?? null,
  );
  readonly #whose: Whose;
  readonly #office: Pick<OfficeSession, "command">;
  readonly #store: Promise<DraftStore>;
  readonly #later: typeof later;

  constructor(whose: Whose, office: Pick<OfficeSession, "command">, store: Promise<DraftStore>, wait = later) {
    this.#whose = whose;
    this.#office = office;
    this.#store = store.catch(() => forgetful);
    this.#later = wait;
  }

  // The feed's minutes, and the parts that the facts ask for. Parts that nobody asks for any more stay while they hold words.
  follow(minutes: Minutes | undefined, names: readonly string[]): void {
    const wanted = new Set([
      ...this.parts.keys(),
      ...names,
      ...(minutes?.parts ?? []).filter((one) => one.text !== "").map((one) => one.part),
    ]);
    const fresh = [...wanted].filter((name) => !this.parts.has(name));
    for (const [name, part] of this.parts) {
      const stands = standing(minutes, name);
      if (stands.text !== part.stands.text || stands.at !== part.stands.at) part.follow(stands);
    }
    if (fresh.length === 0) return;
    this.parts = new Map([...this.parts, ...fresh.map((name): [string, PartWords] => [name, this.#part(name, standing(minutes, name))])]);
  }

  // True: the server has every word.
  async flush(): Promise<boolean> {
    await Promise.all([...this.parts.values()].map((one) => one.flush()));
    return this.waiting === 0;
  }

  #part(name: string, stands: Standing): PartWords {
    const { person, session, sitting } = this.#whose;
    const id = `minutes/${person}/${sitting ?? session}/${name}`;
    const part = new PartWords(
      {
        write: (text, former) =>
          this.#office.command({ type: "write_minutes", session, ...(sitting && { sitting }), part: name, text, former }),
        keep: async (words) => {
          const store = await this.#store;
          if (words) await store.put({ id, at: new Date().toISOString(), draft: words });
          else await store.remove(id);
        },
        later: this.#later,
      },
      stands,
    );
    void this.#store
      .then((store) => store.get(id))
      .then((kept) => kept && "sent" in kept.draft && part.restore(kept.draft))
      .catch(() => undefined);
    return part;
  }
}

const open = new Map<string, MinutesWords>();

export function minutesWords(whose: Whose, office: Pick<OfficeSession, "command">): MinutesWords {
  const key = `${whose.person}/${whose.sitting ?? whose.session}`;
  const known = open.get(key) ?? new MinutesWords(whose, office, openDrafts());
  open.set(key, known);
  return known;
}
