// What an agenda item is called and numbered, as folders and files of forty people repeat it: "02 - Tờ trình ngân sách", "Muc_3", "ND 3a", "IV. Chất vấn",
// "BC KTXH.pdf". Letters are compared without marks, so that macOS' decomposed names and names without any marks are the same words. Pure.
import { plain } from "../../council/letters";
import { romanValue } from "../../council/roman";
import type { AgendaItem } from "../../generated/protocol";

export type ItemName = Pick<AgendaItem, "id" | "number" | "name">;

// What every second document is called tells nothing of the item it belongs to.
const generic = new RegExp(
  `\\b(?:${[
    "to trinh",
    "ttr",
    "bao cao",
    "bc",
    "nghi quyet",
    "nq",
    "du thao",
    "dt",
    "phu luc",
    "pl",
    "thong bao",
    "tb",
    "quyet dinh",
    "ke hoach",
    "nhiem ky",
    "khoa",
    "qd",
    "cong van",
    "van ban",
    "giay moi",
    "tai lieu",
    "kem theo",
    "ban sao",
    "ban chinh",
    "ky hop",
    "hoi dong nhan dan",
    "uy ban nhan dan",
    "hdnd",
    "ubnd",
    "noi dung",
    "muc",
    "nd",
    "khac",
    "scan",
    "final",
    "signed",
    "da ky",
    "ve viec",
    "va",
    "ve",
    "cac",
    "cua",
    "cho",
    "theo",
    "so",
    "nam",
    "huyen",
    "xa",
    "tinh",
    "pdf",
  ].join("|")})\\b`,
  "g",
);

// "ToTrinh_Dự toán" → "to trinh du toan".
export function folded(text: string): string {
  return plain(
    text
      .normalize("NFC")
      .replace(/(\p{Ll})(\p{Lu}\p{Ll})/gu, "$1 $2")
      .replace(/[^\p{L}\p{M}\p{N}.]+/gu, " "),
  );
}

// The words that tell something, in their order; numbers tell it elsewhere.
export function wordsOf(text: string): string[] {
  return folded(text)
    .replace(/\./g, " ")
    .replace(generic, " | ")
    .split(/\s+/)
    .filter((word) => word !== "" && !/^\d/.test(word));
}

// Of folded words. "c" and "d" stand for items, not for a hundred.
const romanWord = (word: string): number | null => (/^[ivxl]+$/.test(word) ? romanValue(word.toUpperCase()) : null);

// "02a" → "2a", "III.1" → "3.1": what numbers are compared by.
export function numberKey(number: string): string {
  return plain(number)
    .split(/[.\s]+/)
    .filter((part) => part !== "")
    .map((part) => String(romanWord(part) ?? part.replace(/^0+(?=\d)/, "")))
    .join(".");
}

interface Features {
  readonly shared: ReadonlySet<string>; // words, and two words in a row
  readonly initials: string; // "kinh tế - xã hội" → "ktxh"
}

function featuresOf(words: readonly string[]): string[] {
  const pairs = words.slice(1).map((word, at) => `${words[at]} ${word}`);
  return [...words, ...pairs].filter((each) => !each.includes("|"));
}

const reportsOn = /\btham tra\b/;
const pairWorth = 3;
const initialsWorth = 9;
const clearlyMore = 2.2; // times what the next item has

export interface Likeness {
  readonly item: string;
  readonly clear: boolean; // no other comes near
  readonly reports?: true; // it is a report on another document
}

// The agenda, ready to be asked.
export class ItemWords {
  readonly #items: ReadonlyMap<string, Features>;
  readonly #held = new Map<string, number>(); // by how many items a word is held
  readonly #byNumber = new Map<string, string[]>();

  constructor(readonly agenda: readonly ItemName[]) {
    this.#items = new Map(
      agenda.map(({ id, name }) => {
        const words = wordsOf(name);
        const every = folded(name).split(/[\s.]+/);
        return [id, { shared: new Set(featuresOf(words)), initials: every.map((word) => word.charAt(0)).join("") }];
      }),
    );
    for (const { shared } of this.#items.values()) for (const each of shared) this.#held.set(each, (this.#held.get(each) ?? 0) + 1);
    for (const { id, number } of agenda) {
      const key = numberKey(number);
      this.#byNumber.set(key, [...(this.#byNumber.get(key) ?? []), id]);
    }
  }

  // "3.1" is item 3.1 where there is one, else it stands under item 3. Null: no such item, or two ("IV" and "4").
  numbered(number: string): string | null {
    for (let parts = numberKey(number).split("."); parts.length > 0; parts = parts.slice(0, -1)) {
      const found = this.#byNumber.get(parts.join("."));
      if (found) return found.length === 1 ? (found[0] ?? null) : null;
    }
    return null;
  }

  #worth(feature: string): number {
    const rarity = Math.log((this.agenda.length + 1) / (this.#held.get(feature) ?? 1));
    return rarity * (feature.includes(" ") ? pairWorth : 1);
  }

  // How much of a name's words an item shares; one syllable alone is chance ("công" of "công tác", "công nghệ").
  #score(words: readonly string[], { shared, initials }: Features): number {
    let sum = 0;
    let told = false;
    for (const feature of new Set(featuresOf(words))) {
      if (shared.has(feature)) {
        sum += this.#worth(feature);
        told ||= feature.includes(" ");
      } else if (/^[b-df-hj-np-tv-xz]*[a-z]?[b-df-hj-np-tv-xz]+$/.test(feature) && feature.length >= 4 && initials.includes(feature)) {
        sum += initialsWorth;
        told = true;
      }
    }
    return told ? sum : 0;
  }

  // The item whose name the text resembles most. Null: none.
  like(text: string): Likeness | null {
    const words = wordsOf(text);
    // A report on another document has that one's words; where an item is for such reports, it may stand under either.
    if (reportsOn.test(words.join(" "))) {
      const own = [...this.#items].find(([, { shared }]) => shared.has("tham tra"));
      if (own) return { item: own[0], clear: false, reports: true };
    }
    let best = { item: "", score: 0 };
    let second = 0;
    for (const [item, features] of this.#items) {
      const score = this.#score(words, features);
      if (score > best.score) {
        second = best.score;
        best = { item, score };
      } else if (score > second) second = score;
    }
    return best.score > 0 ? { item: best.item, clear: best.score > clearlyMore * second } : null;
  }

  // Whether the item shares anything with the text, and whether the text tells anything at all.
  shares(item: string, text: string): boolean {
    const features = this.#items.get(item);
    return features !== undefined && featuresOf(wordsOf(text)).some((each) => features.shared.has(each));
  }

  numberOf(item: string | null): string {
    return this.agenda.find(({ id }) => id === item)?.number ?? "";
  }
}
