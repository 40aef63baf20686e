// A pasted agenda against the sittings that are there: which lines become items of which sitting, which are headings of a sitting, and which have to
// be asked about. Nothing unsure is taken without an answer. Pure.
import { plain } from "../../council/letters";
import type { Sitting } from "../../generated/protocol";
import { readAgendaText } from "./agenda_text";
import { hangsOn, type NewItem } from "./agenda_edit";

export type Answer = "item" | "join" | "skip";

export interface PastedRow {
  readonly line: number;
  readonly is: "item" | "sitting" | "asked";
  readonly number: string;
  readonly text: string;
  readonly level: number;
  readonly sitting: string; // where it goes, or which it heads
  readonly outOfTurn: boolean; // its number does not follow; taken, and shown
  readonly answer: Answer | null; // of what was asked
}

export interface Answers {
  readonly lines: ReadonlyMap<number, Answer>;
  readonly headings: ReadonlyMap<number, string>; // a sitting's id; "": an item after all
}
export const noAnswers: Answers = { lines: new Map(), headings: new Map() };

const headingWords = /\b(phien|buoi|sang|chieu|ngay|khai mac|be mac|thao luan)\b/;

// "I. PHIÊN KHAI MẠC" over numbered lines: which sitting it means, by its name or its turn.
function sittingOf(text: string, nth: number, sittings: readonly Sitting[]): string {
  const wanted = plain(text);
  const named = sittings.find((one) => wanted.includes(plain(one.name)) || plain(one.name).includes(wanted));
  return named?.id ?? sittings[nth]?.id ?? sittings.at(-1)?.id ?? "";
}

// `into`: where what stands under no heading goes.
export function pastedRows(text: string, sittings: readonly Sitting[], into: string, answers: Answers = noAnswers): PastedRow[] {
  const read = readAgendaText(text);
  const lines = text.split(/\r\n|\r|\n/);
  const items = new Map(read.items.map((one, index) => [one.line, { one, next: read.items[index + 1] }]));
  const unsure = new Set(read.unsure);
  let at = into;
  let head = "";
  let headings = 0;
  return lines.flatMap((raw, index): PastedRow[] => {
    const line = index + 1;
    const item = items.get(line);
    if (!item) {
      if (!unsure.has(line) || raw.trim() === "") return [];
      return [
        {
          line,
          is: "asked",
          number: "",
          text: raw.trim().replace(/\s+/g, " "),
          level: 0,
          sitting: at,
          outOfTurn: false,
          answer: answers.lines.get(line) ?? null,
        },
      ];
    }
    const { one, next } = item;
    const mayHead =
      one.level === 0 && /^[IVXLC]+$|^[A-Z]$/.test(one.number) && (next?.level ?? 0) > 0 && headingWords.test(plain(one.name));
    if (mayHead) {
      const chosen = answers.headings.get(line) ?? sittingOf(one.name, headings, sittings);
      headings += 1;
      if (chosen !== "") {
        at = chosen;
        head = one.number;
        return [{ line, is: "sitting", number: one.number, text: one.name, level: 0, sitting: chosen, outOfTurn: false, answer: null }];
      }
      head = "";
    } else if (one.level === 0) head = "";
    const number = head !== "" && one.number.startsWith(`${head}.`) ? one.number.slice(head.length + 1) : one.number;
    const level = head !== "" ? Math.max(0, one.level - 1) : one.level;
    return [{ line, is: "item", number, text: one.name, level, sitting: at, outOfTurn: unsure.has(line), answer: null }];
  });
}

export const openQuestions = (rows: readonly PastedRow[]): number => rows.filter((row) => row.is === "asked" && row.answer === null).length;

// What is added when everything was answered.
export function itemsOfRows(rows: readonly PastedRow[]): NewItem[] {
  const items: { number: string; name: string; sitting: string; minutes: number }[] = [];
  for (const row of rows) {
    if (row.is === "item" || (row.is === "asked" && row.answer === "item")) {
      items.push({ number: row.number, name: row.text, sitting: row.sitting, minutes: minutesIn(row.text) ?? 15 });
    } else if (row.is === "asked" && row.answer === "join") {
      const last = items.at(-1);
      if (last) last.name = `${last.name} ${row.text}`;
    }
  }
  // Whoever stands over others is as long as they are.
  return items.map((one, index) => (hangsBehind(items, index) ? { ...one, minutes: 0 } : one));
}

function hangsBehind(items: readonly NewItem[], index: number): boolean {
  const [own, next] = [items[index], items[index + 1]];
  return own !== undefined && next !== undefined && own.sitting === next.sitting && hangsOn(next, own);
}

// "(15 phút)", "30'".
export function minutesIn(text: string): number | null {
  const [, minutes] = /(\d{1,3})\s*(?:phút|phut|['’′])/iu.exec(text) ?? [];
  return minutes ? Number(minutes) : null;
}
