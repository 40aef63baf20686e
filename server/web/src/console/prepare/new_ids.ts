// Ids of what is new: readable, in the pattern of the sample session (K12-KH15, PH1, MUC01, DB01, KM01, NV01, TO1), and unique in the council.
//
// Sittings and items carry their session's id, because those ids are the council's and not the session's. Pure.
import type { Group, Person, Session } from "../../generated/protocol";
import { plain } from "../../council/letters";
import { romanValue } from "../../council/roman";

const digits = (n: number, wide: number): string => String(n).padStart(wide, "0");

// "Khóa XII" → 12, "khóa 3" → 3; 0 for what says nothing.
export function termNumber(termName: string): number {
  const [, arabic] = /(\d+)/.exec(plain(termName).replace(/\d{4}/g, "")) ?? [];
  if (arabic) return Number(arabic);
  const [, roman] = /\b([IVXLC]+)\b/.exec(termName.toUpperCase().replace(/KHÓA|KHOÁ/g, " ")) ?? [];
  return (roman && romanValue(roman)) || 0;
}

// The first of a, a-2, a-3 … that is free.
export function freeId(wanted: string, taken: ReadonlySet<string>): string {
  if (!taken.has(wanted)) return wanted;
  for (let n = 2; ; n += 1) if (!taken.has(`${wanted}-${n}`)) return `${wanted}-${n}`;
}

export function sessionId(termName: string, number: number, sessions: Iterable<Pick<Session, "id">>): string {
  const term = termNumber(termName);
  return freeId(`${term > 0 ? `K${term}-` : ""}KH${digits(number, 2)}`, new Set([...sessions].map((one) => one.id)));
}

function nextNumbered(prefix: string, wide: number, taken: ReadonlySet<string>): string {
  const numbers = [...taken].flatMap((id) =>
    id.startsWith(prefix) && /^\d+$/.test(id.slice(prefix.length)) ? [Number(id.slice(prefix.length))] : [],
  );
  return `${prefix}${digits(Math.max(0, ...numbers) + 1, wide)}`;
}

export const sittingId = (session: string, taken: ReadonlySet<string>): string => nextNumbered(`${session}-PH`, 1, taken);
export const itemId = (session: string, taken: ReadonlySet<string>): string => nextNumbered(`${session}-MUC`, 2, taken);

export function personId(roles: Person["roles"], taken: ReadonlySet<string>): string {
  const prefix = roles.includes("delegate") ? "DB" : roles.includes("guest") || roles.length === 0 ? "KM" : "NV";
  return nextNumbered(prefix, 2, taken);
}

// TO1 …; of a committee the letters its words begin with: "Ban Kinh tế – Ngân sách" → BKTNS.
export function groupId(kind: Group["kind"], name: string, taken: ReadonlySet<string>): string {
  if (kind === "delegation") {
    const [, number] = /(\d+)\s*$/.exec(name.trim()) ?? [];
    return number && !taken.has(`TO${Number(number)}`) ? `TO${Number(number)}` : nextNumbered("TO", 1, taken);
  }
  const letters = plain(name)
    .split(/[^a-z0-9]+/)
    .map((word) => word.charAt(0))
    .join("")
    .toUpperCase();
  return freeId(letters || "BAN", taken);
}

// "HDND-XA-PHU-SA".
export const councilId = (name: string): string =>
  plain(name)
    .replace(/^hoi dong nhan dan/, "hdnd")
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "")
    .toUpperCase()
    .slice(0, 60) || "HDND";
