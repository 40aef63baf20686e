// The language somebody reads: Vietnamese until they choose. Kept on the device for each person; who is not signed in reads Vietnamese.
//
// `words` has the areas of words/vi in the language of now. Whatever reads a sentence while it is drawn or derived is drawn anew when
// somebody switches; so a sentence is asked for where it is shown, and never kept in a constant.
import type { Store } from "../../sync/store";
import * as en from "./en";
import * as vi from "./vi";

export type Language = "vi" | "en";
export type Words = typeof vi;

// What each calls itself.
export const languageNames: Readonly<Record<Language, string>> = { vi: "Tiếng Việt", en: "English" };

// A sentence that words/en lacks does not compile here.
const tables: Readonly<Record<Language, Words>> = { vi, en };

let chosen = $state<Language>("vi");

export const languageNow = (): Language => chosen;

export function showIn(language: Language): void {
  chosen = language;
  if (typeof document !== "undefined") document.documentElement.lang = language;
}

const keyOf = (person: string): string => `language/${person}`;

export async function languageOf(store: Store, person: string | null): Promise<Language> {
  const kept = person === null ? undefined : await store.recall<Language>(keyOf(person)).catch(() => undefined);
  return kept === "en" ? "en" : "vi";
}

// Shows at once; a machine that cannot write keeps it until the app is closed.
export function chooseLanguage(store: Store, person: string, language: Language): void {
  showIn(language);
  void store.remember(keyOf(person), language).catch(() => undefined);
}

// Over nothing: a module is frozen once it is built, and a proxy may not answer for what is frozen.
export const words = new Proxy({} as Words, {
  get: (_, area) => tables[chosen][area as keyof Words],
});
