// What the council's form says of the law: the levels there are, the seats a law names, the committees that are formed. It warns and proposes,
// and never keeps anybody from writing. Pure.
import type { LawAtHand } from "../../council/law";
import { type Group, legalProfiles, type LegalSeats } from "../../generated/protocol";
import { newGroup } from "./people_table";

// Those of today first, communes before provinces; then those of councils that are no more.
export const knownLevels: readonly string[] = [
  ...new Set(
    [...legalProfiles]
      .reverse()
      .sort((a, b) => b.from.localeCompare(a.from))
      .flatMap(({ levels }) => levels),
  ),
];

// "15 – 30", "125".
export const seatsWords = ({ min, max }: LegalSeats): string => (min === max ? String(min) : `${min} – ${max}`);

// Empty when the number is one that the law names, and while nobody typed one.
export function seatsWarning(typed: number, seats: LegalSeats, { level }: LawAtHand): string {
  if (typed <= 0 || (typed >= seats.min && typed <= seats.max)) return "";
  return `${typed} đại biểu là ngoài số mà ${seats.cite} nêu cho cấp ${level}: ${seatsWords(seats)}. Nếu đúng như vậy, ví dụ Hội đồng sau sắp xếp giữ đại biểu của các nơi đến hết nhiệm kỳ, ông/bà cứ ghi.`;
}

// The groups, and behind them the committees that have no namesake.
export function withCommittees(groups: readonly Group[], names: readonly string[]): Group[] {
  const all = [...groups];
  for (const name of names) {
    if (!all.some((one) => one.kind === "committee" && one.name === name)) all.push(newGroup(all, "committee", name));
  }
  return all;
}
