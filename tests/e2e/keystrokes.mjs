// A pair of hands at a desk, by keyboard alone, and how long a person would need: the keystroke-level model (Card, Moran, Newell 1980).
//
//   K 0.28 s  a key (an average, unskilled in codes: 40 words a minute), M 1.35 s  a decision, P 1.1 s  pointing, H 0.4 s  hand to the mouse or back
//   reading 0.2 s a syllable, which is what stands between two blanks in Vietnamese (Pellegrino, Coupé, Marsico 2011: it is spoken at 5.2 syllables a second,
//   and nobody reads to themselves more slowly than they speak)
//
// Vietnamese is counted as it is typed by Telex: each mark is one more key. What the machine needs is no part of it. `seconds` is how long it takes with
// keys alone, as it was done; `withMouse` takes, wherever somebody walks to a button by Tab, the mouse instead if that is faster.
import { check, until } from "./story.mjs";

const cost = { K: 0.28, P: 1.1, M: 1.35, H: 0.4, word: 0.2 };

// Keys of a Telex keyboard: â, ô, ê, ă, ơ, ư, đ and each tone are one more.
export const telexKeys = (text) => [...text.normalize("NFD")].length + [...text].filter((letter) => "đĐ".includes(letter)).length;
const wordsIn = (text) => text.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;

// Where Tab leads from here to there: how many steps on, how many back. What takes part: see the HTML standard's sequential navigation.
function stepsTo(target) {
  const scope = document.querySelector("dialog:modal") ?? document;
  const seen = (one) => one.getClientRects().length > 0 && getComputedStyle(one).visibility !== "hidden";
  const stops = [...scope.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex]")].filter((one) => {
    if (one.tabIndex < 0 || one.disabled || !seen(one)) return false;
    if (one.type !== "radio" || one.checked) return true;
    const group = [...scope.querySelectorAll(`input[type=radio][name="${CSS.escape(one.name)}"]`)];
    return one.name === "" || (!group.some((other) => other.checked) && group[0] === one);
  });
  const to = stops.indexOf(target);
  const here = document.activeElement;
  const before = here === document.body ? -1 : stops.filter((one) => here.compareDocumentPosition(one) & 2).length;
  const inside = stops.includes(here);
  return { to, on: to - before + (inside ? 0 : 1), back: before - to };
}

export class Hands {
  page;
  counts = { keys: 0, decisions: 0, words: 0, walks: 0, acts: 0 };
  #mouseSaved = 0;
  #waitedMs = 0;
  #parts = new Map();
  #part = "";

  constructor(page) {
    this.page = page;
  }

  get seconds() {
    const { keys, decisions, words } = this.counts;
    return keys * cost.K + decisions * cost.M + words * cost.word;
  }

  get withMouse() {
    return this.seconds - this.#mouseSaved;
  }

  // Seconds somebody looked at the machine working.
  get waited() {
    return this.#waitedMs / 1000;
  }

  // Seconds of a person, by the parts of the evening.
  get parts() {
    return [...this.#parts];
  }

  async part(name, act) {
    const [before, outer] = [this.seconds, this.#part];
    this.#part = name;
    await act();
    this.#part = outer;
    this.#parts.set(name, (this.#parts.get(name) ?? 0) + this.seconds - before);
  }

  think(times = 1) {
    this.counts.decisions += times;
  }

  async press(chord, times = 1) {
    for (let n = 0; n < times; n += 1) await this.page.keyboard.press(chord);
    this.counts.keys += times * chord.split("+").length;
  }

  // Keys pressed elsewhere: in the file manager, in the spreadsheet.
  elsewhere(keys) {
    this.counts.keys += keys;
  }

  async type(text) {
    await this.page.keyboard.insertText(text);
    this.counts.keys += telexKeys(text);
  }

  // Into a field that may hold something already.
  async fill(field, text) {
    this.think();
    await this.reach(field);
    await this.press("Control+a");
    await this.type(text);
  }

  // Copied from another window: there and back (Alt Tab), all of it (Ctrl A), Ctrl C, Ctrl V.
  async paste(field, text) {
    this.think();
    await this.reach(field);
    this.elsewhere(4 + 2 + 2);
    await field.evaluate((element, value) => {
      const data = new DataTransfer();
      data.setData("text/plain", value);
      if (!element.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }))) return;
      element.focus();
      document.execCommand("insertText", false, value);
    }, text);
    this.counts.keys += 2;
  }

  // By Tab or Shift Tab, whichever is nearer.
  async reach(place) {
    await place.waitFor();
    const target = await place.elementHandle();
    const isThere = () => target.evaluate((element) => element === document.activeElement);
    if (await isThere()) return;
    const { to, on, back } = await target.evaluate(stepsTo);
    const name = await target.evaluate((element) => element.getAttribute("aria-label") ?? (element.textContent || element.id));
    check(to >= 0, `Tab does not stop at “${name.trim()}”`);
    const backward = back > 0 && (on <= 0 || back < on);
    const walked = backward ? back : on;
    for (let step = 0; !(await isThere()); step += 1) {
      const lost = await this.page.evaluate(() => `${document.activeElement?.tagName} ${document.activeElement?.getAttribute("aria-label") ?? document.activeElement?.textContent?.slice(0, 60)}`);
      check(step < walked + 12, `Tab does not lead to “${name.trim()}” in ${walked} steps; the focus is on ${lost}`);
      await this.page.keyboard.press(backward ? "Shift+Tab" : "Tab");
      this.counts.keys += backward ? 2 : 1;
      this.counts.walks += 1;
    }
    // To the mouse, there, a click, and back to the keys.
    this.#mouseSaved += Math.max(0, walked * (backward ? 2 : 1) * cost.K - (2 * cost.H + cost.P + cost.K));
  }

  // A decision, the way there, and its key.
  async act(place, key = "Enter") {
    this.think();
    await this.reach(place);
    await this.press(key);
    this.counts.acts += 1;
  }

  // A choice of a list by arrows; a closed list changes with each of them.
  async choose(list, label) {
    this.think();
    await this.reach(list);
    const way = await list.evaluate((select, wanted) => {
      const open = [...select.options].filter((one) => !one.disabled);
      const to = open.findIndex((one) => one.label.startsWith(wanted));
      return to < 0 ? null : to - open.findIndex((one) => one.value === select.value);
    }, label);
    check(way !== null, `no “${label}” in the list`);
    await this.press(way > 0 ? "ArrowDown" : "ArrowUp", Math.abs(way));
    const chosen = await list.evaluate((select) => select.selectedOptions[0]?.label);
    check(chosen?.startsWith(label), `the arrows lead to “${chosen}” instead of “${label}”`);
  }

  // `share`: of the words that somebody really reads there.
  async read(place, share = 1) {
    this.counts.words += Math.round(wordsIn(await place.innerText()) * share);
  }

  readWords(text) {
    this.counts.words += wordsIn(text);
  }

  async wait(sentence, ask, limitMs = 60_000) {
    const begin = Date.now();
    const answer = await until(sentence, ask, limitMs);
    this.#waitedMs += Date.now() - begin;
    return answer;
  }
}

export const minutes = (seconds) => `${Math.floor(seconds / 60)} phút ${String(Math.round(seconds % 60)).padStart(2, "0")} giây`;
