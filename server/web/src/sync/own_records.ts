// What follows a person to another tablet, merged: the twin of protocol/own_records.cpp. Pure.
//
// Every part has its own moment; the newer one counts, of the same second the one that was said. The golden table of both languages is
// tests/golden/own_records.json.
import type {
  Bookmarks,
  GuidesSeen,
  PenPreferences,
  Preferences,
  ReadingPlace,
  ReadingRecord,
  ReadMark,
  ScreenPreferences,
} from "../generated/protocol";

type Part = ReadingPlace | Bookmarks | ReadMark | PenPreferences | ScreenPreferences | GuidesSeen;

const secondsOf = (at: string): number => Math.floor(Date.parse(at) / 1000);
const momentOf = (seconds: number): string => new Date(seconds * 1000).toISOString().replace(".000Z", "Z");

// As it is kept: in UTC, to the second, never later than now.
const settled = <P extends Part>(part: P, now: string): P => ({ ...part, at: momentOf(Math.min(secondsOf(part.at), secondsOf(now))) });

function newer<P extends Part>(known: P | null | undefined, said: P | null | undefined, now: string): P | undefined {
  if (!said) return known ?? undefined;
  const part = settled(said, now);
  return known && secondsOf(part.at) < secondsOf(known.at) ? known : part;
}

// Without the parts that nobody has said.
function present<T extends object>(record: T): T {
  return Object.fromEntries(Object.entries(record).filter(([, part]) => part !== undefined)) as T;
}

export function mergedReading(known: ReadingRecord | undefined, said: ReadingRecord, now: string): ReadingRecord {
  const { place, bookmarks, read } = said;
  return present({
    document: said.document,
    place: newer(known?.place, place, now),
    bookmarks: newer(known?.bookmarks, bookmarks, now),
    read: newer(known?.read, read, now),
    opened_revision: Math.max(known?.opened_revision ?? 0, said.opened_revision),
  } as ReadingRecord);
}

export function mergedPreferences(known: Preferences | undefined, said: Preferences, now: string): Preferences {
  return present({
    pen: newer(known?.pen, said.pen, now),
    screen: newer(known?.screen, said.screen, now),
    guides: newer(known?.guides, said.guides, now),
  } as Preferences);
}

const fields = ["place", "bookmarks", "read", "pen", "screen", "guides"] as const;

// Whether `mine` says something that `theirs` does not know yet.
export function saysMore(mine: ReadingRecord | Preferences, theirs: ReadingRecord | Preferences | undefined): boolean {
  if ("opened_revision" in mine && mine.opened_revision > ((theirs as ReadingRecord | undefined)?.opened_revision ?? 0)) return true;
  return fields.some((name) => {
    const part = (mine as Record<string, Part | undefined>)[name];
    const known = (theirs as Record<string, Part | undefined> | undefined)?.[name];
    return part !== undefined && (!known || secondsOf(part.at) > secondsOf(known.at));
  });
}
