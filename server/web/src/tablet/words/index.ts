// The tablet's sentences: words/vi is what is said, words/en its twin, one file per area. How one is added: README, "Words".
export { chooseLanguage, type Language, languageNames, languageNow, languageOf, showIn, type Words, words } from "./language.svelte";
export * as figures from "./figures";
