// An agenda as a clerk has it in Word, read line by line: "I. …", "1. …", "a) …", "- …". The twin of protocol/agenda_text, where the rules are
// told; both read tests/golden/agenda_text.json.
//
// What is unsure is told by its line and never guessed: lines without a number among numbered ones, numbers without a name, numbers out of their
// turn (those are taken, too). A text without any number has an item in each line. Pure.

import { romanValue } from "../../council/roman";

export interface AgendaTextItem {
  readonly number: string; // "", "2", "2a", "I.1"
  readonly name: string;
  readonly level: number; // from 0
  readonly line: number; // where it begins, from 1
}

export interface AgendaText {
  readonly items: readonly AgendaTextItem[];
  readonly unsure: readonly number[]; // lines, from 1, ascending
}

type Kind = "capital" | "roman" | "number" | "letter" | "small_roman" | "dash" | "plus";

// What stands in front of a name. `depth`: of "1.2.3", 3. `order`: its turn among its like, from 1; 0: none.
interface Mark {
  kind: Kind;
  depth: number;
  order: number;
  shown: string;
  length: number; // with what follows it, up to the name
}

interface Level {
  readonly kind: Kind;
  readonly depth: number;
  order: number;
  readonly number: string;
}

const letters = "abcdđeghiklmnopqrstuvxy";
const latin = "abcdefghijklmnopqrstuvwxyz";
const numberMax = 199; // a larger one is a year or a quantity
const bullets = "-–—−•·∙▪●○*";

const isLetter = (c: string | undefined): boolean => c !== undefined && /^\p{L}$/u.test(c);
const isDigit = (c: string | undefined): boolean => c !== undefined && c >= "0" && c <= "9";
const isUpper = (c: string | undefined): boolean => c !== undefined && isLetter(c) && c !== c.toLowerCase();

const placeIn = (alphabet: string, c: string): number => alphabet.indexOf(c) + 1;

function linesOf(text: string): string[] {
  return text
    .normalize("NFC")
    .replace(/[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]/g, "")
    .split(/\r\n|\r|\n/)
    .map((line) =>
      line
        .replace(/[\s\u00a0]+/g, " ")

        .replace(/[\u0000-\u0008\u000e-\u001f\u007f]/g, "")
        .trim(),
    );
}

// "1", "01", "1.2.3": how long it is; 0: it is none.
function readNumber(text: readonly string[], mark: Mark): number {
  mark.kind = "number";
  mark.depth = 0;
  let at = 0;
  while (isDigit(text[at])) {
    let end = at;
    while (isDigit(text[end]) && end - at < 4) end += 1;
    const value = Number(text.slice(at, end).join(""));
    if (value < 1 || value > numberMax || isDigit(text[end])) return 0;
    mark.shown += `${mark.depth > 0 ? "." : ""}${value}`;
    mark.order = value;
    mark.depth += 1;
    at = end;
    if (text[at] !== "." || !isDigit(text[at + 1])) break;
    at += 1;
  }
  return at;
}

// How long what follows a number is: ". ", ") ", ": ", "/ "; a space alone behind "1.2" and "Mục 1". Null: it is no number.
function closeOf(text: readonly string[], bracket: boolean, spaceIsEnough: boolean): number | null {
  const [first, second] = text;
  if (first === undefined || (bracket && first !== ")")) return null;
  const sign = ".):/-–".includes(first);
  let end = 0;
  if (!sign && !(spaceIsEnough && first === " ")) {
    if (!(text.length > 2 && first === " " && (second === "-" || second === "–"))) return null;
    end = 1;
  }
  if (sign || end === 1) end += 1;
  if (end === text.length) return end;
  if (text[end] === " ") return end + 1;
  // "1.Khai mạc", but not "7/12" or "1-2".
  if (isLetter(text[end]) && ".):/".includes(first)) return end;
  return end === 0 ? 1 : null;
}

// Without what ends a line of a list; three points stay.
function finished(name: string): string {
  let text = name;
  while (/[;, ]$/.test(text) || (text.endsWith(".") && !text.endsWith(".."))) text = text.slice(0, -1);
  return text;
}

const endsASentence = (name: string): boolean => /[.;:!?]$/.test(name);

// The reader of one text: which kinds are open, and what their newest number was.
class Reader {
  readonly #items: { number: string; name: string; level: number; line: number }[] = [];
  readonly #unsure: number[] = [];
  #levels: Level[] = [];
  #open = false; // the newest item may go on in the next line

  read(text: string): AgendaText {
    const lines = linesOf(text);
    const numbered = lines.some((line) => this.#markOf([...line]) !== null);
    lines.forEach((line, index) => {
      const number = index + 1;
      if (line === "") this.#open = false;
      else if (!numbered) this.#append("", line, 0, number);
      else {
        const mark = this.#markOf([...line]);
        if (mark) this.#marked([...line], mark, number);
        else this.#unmarked(line, number);
      }
    });
    return { items: this.#items.map((one) => ({ ...one, name: finished(one.name) })), unsure: this.#unsure };
  }

  #markOf(line: readonly string[]): Mark | null {
    const [first, second] = line;
    if (first === undefined) return null;
    if (bullets.includes(first) || first === "+") {
      const spaced = second === " ";
      if (!spaced && !isLetter(second)) return null;
      return { kind: first === "+" ? "plus" : "dash", depth: 1, order: 0, shown: "", length: spaced ? 2 : 1 };
    }
    // "Nội dung ", "Mục ", "Phần " in front of a number.
    const small = line.join("").toLowerCase();
    const word = ["nội dung ", "mục ", "phần "].find((each) => small.startsWith(each))?.length ?? 0;
    const mark = this.#numberedMark(line.slice(word), word > 0);
    if (mark) mark.length += word;
    return mark;
  }

  #numberedMark(line: readonly string[], called: boolean): Mark | null {
    const bracket = line[0] === "(";
    const text = bracket ? line.slice(1) : line;
    const mark: Mark = { kind: "dash", depth: 1, order: 0, shown: "", length: 0 };
    const end = isDigit(text[0]) ? readNumber(text, mark) : this.#readLetters(text, mark);
    if (end === 0) return null;
    const closed = closeOf(text.slice(end), bracket, called || mark.depth > 1);
    if (closed === null) return null;
    mark.length = end + closed + (bracket ? 1 : 0);
    return mark;
  }

  // "A", "XIV", "đ", "iii": how long it is; 0: it is none.
  #readLetters(text: readonly string[], mark: Mark): number {
    let end = 0;
    while (end < 8 && isLetter(text[end])) end += 1;
    const [first] = text;
    if (end === 0 || first === undefined) return 0;
    const word = text.slice(0, end);
    mark.shown = word.join("");
    const capital = isUpper(first);
    const roman = romanValue(mark.shown.toUpperCase());
    const even = word.every((c) => isUpper(c) === capital);
    const letter = end === 1 ? placeIn(capital ? latin : letters, first.toLowerCase()) : 0;
    const lettersKind: Kind = capital ? "capital" : "letter";
    // "C" behind "B" is a letter, and so is "i" behind "h"; else these are numerals, but that d, c and l among small ones are letters of a list.
    const numeral =
      roman !== null &&
      even &&
      (end > 1 || !this.#inTurn(lettersKind, letter)) &&
      (end > 1 || capital || first === "i" || this.#inTurn("small_roman", roman));
    if (numeral && !(capital && end === 1 && letter > 0 && "CDL".includes(first))) {
      mark.kind = capital ? "roman" : "small_roman";
      mark.order = roman;
      return end;
    }
    if (letter === 0) return 0;
    mark.kind = lettersKind;
    mark.order = letter;
    return end;
  }

  // Whether that kind is open and this is its next.
  #inTurn(kind: Kind, order: number): boolean {
    return order > 0 && this.#levels.some((each) => each.kind === kind && each.order + 1 === order);
  }

  #marked(line: readonly string[], mark: Mark, number: number): void {
    const name = line.slice(mark.length).join("").trimStart();
    const at = this.#levels.findIndex((each) => each.kind === mark.kind && each.depth === mark.depth);
    const own = this.#levels[at];
    if (name === "") {
      this.#unsureOf(number);
      this.#open = false;
      if (own) own.order = mark.order;
      return;
    }
    if (own && mark.order > 0 && mark.order !== own.order + 1) this.#unsureOf(number);
    if (at >= 0) this.#levels = this.#levels.slice(0, at);
    const shown = this.#fullNumber(mark);
    this.#levels.push({ kind: mark.kind, depth: mark.depth, order: mark.order, number: shown });
    this.#append(shown, name, this.#levels.length - 1, number);
  }

  #fullNumber(mark: Mark): string {
    if (mark.kind === "dash" || mark.kind === "plus") return "";
    let parent = "";
    // "1.2" holds its place below "1" itself.
    for (const each of this.#levels) if (each.number !== "" && !(each.kind === "number" && mark.kind === "number")) parent = each.number;
    if (parent === "") return mark.shown;
    return mark.kind === "letter" ? parent + mark.shown : `${parent}.${mark.shown}`;
  }

  #unmarked(line: string, number: number): void {
    const last = this.#items.at(-1);
    const [first] = line;
    if (this.#open && last && !endsASentence(last.name) && !isUpper(first) && !isDigit(first)) last.name += ` ${line}`;
    else {
      this.#open = false;
      this.#unsureOf(number);
    }
  }

  #append(number: string, name: string, level: number, line: number): void {
    this.#items.push({ number, name, level, line });
    this.#open = true;
  }

  #unsureOf(line: number): void {
    if (this.#unsure.at(-1) !== line) this.#unsure.push(line);
  }
}

export const readAgendaText = (text: string): AgendaText => new Reader().read(text);
