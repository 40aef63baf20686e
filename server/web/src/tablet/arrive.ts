// Who arrives at this tablet: whom it greets, and whom a few letters find. Pure.
//
// The office names a tablet as it likes; where its label names a seat ("C4", "Ghế 12", "Máy C-04"), it belongs to whoever sits there. A bare
// number is a tablet's own ("MTB-07"), not a seat's. Else whoever was signed in here last is asked first.
import { plain } from "../council/letters";
import { byGivenName } from "../council/people";
import type { Candidate } from "../generated/protocol";

export interface Greeted {
  readonly candidate: Candidate;
  readonly because: "seat" | "last";
}

// What may stand before a seat on a label.
const kinds = new Set(["may", "ghe", "ban", "cho", "so", "ipad", "mtb", "tablet", "seat"]);

// "Ghế C-04" and "c4" are one seat.
export function seatKey(text: string): string {
  const parts = plain(text).match(/[a-z]+|\d+/g) ?? [];
  const from = parts.findIndex((part) => !kinds.has(part));
  const seat = from < 0 ? [] : parts.slice(from);
  return seat.map((part) => part.replace(/^0+(?=\d)/, "")).join("");
}

const saysSeat = /\b(ghe|ban|cho|seat)\b/;

// Nobody when the label names no seat, or one where two sit.
function sitsAt(candidates: readonly Candidate[], label: string): Candidate | undefined {
  const seat = seatKey(label);
  if (seat === "" || (/^\d+$/.test(seat) && !saysSeat.test(plain(label)))) return undefined;
  const here = candidates.filter((each) => each.seat && seatKey(each.seat) === seat);
  return here.length === 1 ? here[0] : undefined;
}

export function greeted(candidates: readonly Candidate[], label: string, last: string | null): Greeted | null {
  const seated = sitsAt(candidates, label);
  if (seated) return { candidate: seated, because: "seat" };
  const candidate = candidates.find((each) => each.person === last);
  return candidate ? { candidate, because: "last" } : null;
}

export interface FoundPeople {
  readonly people: readonly Candidate[]; // who is meant most likely first; all of them when nothing was typed
  readonly by: "name" | "position";
}

const syllables = (text: string): string[] =>
  plain(text)
    .split(/[^a-z0-9]+/)
    .filter(Boolean);

// How well a name answers: 0 its last syllable, the given name, is what was typed; 1 another syllable is; 2 one begins so; null: none.
function fit(name: readonly string[], asked: readonly string[]): number | null {
  if (!asked.every((each) => name.some((one) => one.startsWith(each)))) return null;
  const last = asked.at(-1)!;
  if (name.at(-1) === last) return 0;
  return name.includes(last) ? 1 : 2;
}

// Syllable by syllable, with marks or without. Positions only where no name answers: "hoa" is a person, not a "Kế hoạch".
export function findPeople(candidates: readonly Candidate[], typed: string): FoundPeople {
  const asked = syllables(typed);
  if (asked.length === 0) return { people: [...candidates].sort(byGivenName), by: "name" };
  const seat = seatKey(typed);
  const ranked = candidates.flatMap((candidate) => {
    const rank = candidate.seat && seatKey(candidate.seat) === seat ? 0 : fit(syllables(candidate.name), asked);
    return rank === null ? [] : [{ candidate, rank }];
  });
  // Where a whole syllable answers, what only begins so is left out once three letters are typed: "hoa" is not "Hoàng".
  const exact = ranked.filter(({ rank }) => rank < 2);
  const shown = asked.at(-1)!.length > 2 && exact.length > 0 ? exact : ranked;
  const people = shown.sort((a, b) => a.rank - b.rank || byGivenName(a.candidate, b.candidate)).map(({ candidate }) => candidate);
  if (people.length > 0) return { people, by: "name" };
  const placed = candidates.filter((each) => asked.every((one) => syllables(each.position).includes(one)));
  return { people: placed.sort(byGivenName), by: "position" };
}
