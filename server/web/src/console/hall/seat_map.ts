// The hall as the office sees it: the chair's table above, rows of seats below it, from left to right. Pure.
//
// The wire counts a row from the left as the chair's table sees it (protocol/session.hpp), which is the right of this drawing: `hallOf` and
// `mapOf` turn each row, and nothing else knows of it. "" is an aisle one seat wide; a row may have any length, the drawing centres it.
import { naturalOrder } from "../../council/natural_order";
import { hasRole, rollPeople } from "../../council/people";
import { limits, type Person, type SeatMap, type SeatShape } from "../../generated/protocol";
import type { View } from "../../sync";

export interface Hall {
  readonly shape: SeatShape;
  readonly rows: readonly (readonly string[])[]; // the one before the chair's table first
}

export const emptyHall: Hall = { shape: "rows", rows: [] };

export const hallOf = (map: SeatMap | null | undefined): Hall =>
  map ? { shape: map.shape, rows: map.rows.map(({ seats }) => seats.map(({ seat }) => seat).reverse()) } : emptyHall;

// Nothing drawn: no map.
export const mapOf = (hall: Hall): SeatMap | null =>
  seatsOf(hall).length === 0
    ? null
    : { shape: hall.shape, rows: hall.rows.map((row) => ({ seats: [...row].reverse().map((seat) => ({ seat })) })) };

export const seatsOf = (hall: Hall): string[] => hall.rows.flat().filter(Boolean);

// "a 1" is no other seat than "A1".
export const seatKey = (seat: string | null | undefined): string => (seat ?? "").normalize("NFC").replace(/\s+/g, "").toUpperCase();

export const sameHall = (a: Hall, b: Hall): boolean => JSON.stringify(a) === JSON.stringify(b);

interface Numbered {
  readonly row: string;
  readonly n: number;
}

function numbered(seat: string): Numbered | null {
  const [, row, n] = /^(.*?)(\d{1,4})$/.exec(seat.trim()) ?? [];
  return row !== undefined && n !== undefined ? { row, n: Number(n) } : null;
}

const chunks = <T>(all: readonly T[], size: number): T[][] =>
  Array.from({ length: Math.ceil(all.length / size) }, (_, i) => all.slice(i * size, (i + 1) * size));

const plainRow = 10; // seats a row where their names do not say which

// Rows out of the seats that people have: "A1", "A2", "B1" … Numbers missing between them are seats that nobody has.
export function fromSeats(seats: readonly string[]): Hall {
  const byRow = new Map<string, Map<number, string>>();
  const others: string[] = [];
  for (const seat of new Set(seats.map((one) => one.trim()).filter(Boolean))) {
    const at = numbered(seat);
    if (!at) others.push(seat);
    else byRow.set(at.row, (byRow.get(at.row) ?? new Map<number, string>()).set(at.n, seat));
  }
  const rows = [...byRow]
    .sort(([a], [b]) => naturalOrder(a, b))
    .flatMap(([row, known]) => {
      const last = Math.max(...known.keys());
      const whole = last <= 2 * known.size;
      const all = whole
        ? Array.from({ length: last }, (_, i) => known.get(i + 1) ?? `${row}${i + 1}`)
        : [...known].sort(([a], [b]) => a - b).map(([, seat]) => seat);
      return chunks(all, row.trim() === "" ? plainRow : limits.seatsPerRowMax);
    });
  return { shape: "rows", rows: [...rows, ...chunks(others.sort(naturalOrder), plainRow)] };
}

// "A" … "Z", "AA" …
export const rowName = (at: number): string => (at < 26 ? "" : rowName(Math.floor(at / 26) - 1)) + String.fromCharCode(65 + (at % 26));

export const generated = (rows: number, perRow: number): Hall => ({
  shape: "rows",
  rows: Array.from({ length: rows }, (_, row) => Array.from({ length: perRow }, (__, at) => `${rowName(row)}${at + 1}`)),
});

// A name that no seat has, for one more in this row.
function freshSeat(hall: Hall, row: readonly string[]): string {
  const taken = new Set(seatsOf(hall).map(seatKey));
  const known = row.flatMap((seat) => numbered(seat) ?? []);
  const name = known[0]?.row ?? freshRow(hall);
  for (let n = Math.max(0, ...known.map((one) => one.n)) + 1; ; n += 1) if (!taken.has(seatKey(`${name}${n}`))) return `${name}${n}`;
}

function freshRow(hall: Hall): string {
  const taken = new Set(seatsOf(hall).map((seat) => seatKey(numbered(seat)?.row ?? seat)));
  for (let at = 0; ; at += 1) if (!taken.has(rowName(at))) return rowName(at);
}

export interface Cell {
  readonly row: number;
  readonly at: number;
}

const withRow = (hall: Hall, row: number, cells: readonly string[]): Hall => ({
  ...hall,
  rows: hall.rows.map((one, i) => (i === row ? cells : one)),
});

export const mayAddRow = (hall: Hall): boolean => hall.rows.length < limits.seatRowsMax;
export const mayWiden = (hall: Hall, row: number): boolean => (hall.rows[row]?.length ?? 0) < limits.seatsPerRowMax;

// A row like the one it follows, with seats of its own.
export function addRow(hall: Hall, after: number): Hall {
  if (!mayAddRow(hall)) return hall;
  const like = hall.rows[after] ?? hall.rows.at(-1) ?? Array<string>(plainRow).fill("x");
  const name = freshRow(hall);
  let n = 0;
  const fresh = like.map((seat) => (seat === "" ? "" : `${name}${(n += 1)}`));
  return { ...hall, rows: [...hall.rows.slice(0, after + 1), fresh, ...hall.rows.slice(after + 1)] };
}

export const removeRow = (hall: Hall, row: number): Hall => ({ ...hall, rows: hall.rows.filter((_, i) => i !== row) });

export function addSeat(hall: Hall, { row, at }: Cell, what: "seat" | "aisle"): Hall {
  const cells = hall.rows[row];
  if (!cells || !mayWiden(hall, row)) return hall;
  return withRow(hall, row, [...cells.slice(0, at + 1), what === "aisle" ? "" : freshSeat(hall, cells), ...cells.slice(at + 1)]);
}

// An aisle through all rows that reach so far.
export function addAisle(hall: Hall, at: number): Hall {
  const rows = hall.rows.map((row) =>
    row.length > at + 1 && row.length < limits.seatsPerRowMax ? [...row.slice(0, at + 1), "", ...row.slice(at + 1)] : row,
  );
  return { ...hall, rows };
}

export function removeCell(hall: Hall, { row, at }: Cell): Hall {
  const cells = (hall.rows[row] ?? []).filter((_, i) => i !== at);
  return cells.length === 0 ? removeRow(hall, row) : withRow(hall, row, cells);
}

export const rename = (hall: Hall, { row, at }: Cell, seat: string): Hall =>
  withRow(
    hall,
    row,
    (hall.rows[row] ?? []).map((one, i) => (i === at ? seat.trim() : one)),
  );

// The two change places.
export function exchange(hall: Hall, from: Cell, to: Cell): Hall {
  const moved = hall.rows[from.row]?.[from.at];
  const other = hall.rows[to.row]?.[to.at];
  return moved === undefined || other === undefined ? hall : rename(rename(hall, from, other), to, moved);
}

// From the other side: what was left is right.
export const mirrored = (hall: Hall): Hall => ({ ...hall, rows: hall.rows.map((row) => [...row].reverse()) });

// Why this cannot be written, or "".
export function faultOf(hall: Hall): string {
  const seen = new Set<string>();
  for (const seat of seatsOf(hall)) {
    if (seen.has(seatKey(seat))) return `Ghế ${seat} được vẽ hai lần. Hãy đổi tên hoặc bỏ một ghế.`;
    seen.add(seatKey(seat));
  }
  return "";
}

export interface Seated {
  readonly offMap: readonly Person[]; // have a seat that is not drawn
  readonly seatless: readonly Person[];
  readonly empty: readonly string[]; // drawn, and nobody's
  readonly shared: readonly { readonly seat: string; readonly people: readonly Person[] }[];
  readonly at: ReadonlyMap<string, readonly Person[]>; // by seatKey
}

// Delegates and guests: who sits in the hall.
export function hallPeople(view: View, session: string | undefined): Person[] {
  const all = session ? rollPeople(view, session) : view.all("person");
  return all.filter((one) => hasRole(one, "delegate") || hasRole(one, "guest"));
}

export function seatedIn(hall: Hall, people: readonly Person[]): Seated {
  const drawn = new Set(seatsOf(hall).map(seatKey));
  const at = new Map<string, Person[]>();
  for (const person of people) if (seatKey(person.seat)) at.set(seatKey(person.seat), [...(at.get(seatKey(person.seat)) ?? []), person]);
  return {
    offMap: people
      .filter((one) => seatKey(one.seat) && !drawn.has(seatKey(one.seat)))
      .sort((a, b) => naturalOrder(a.seat ?? "", b.seat ?? "")),
    seatless: people.filter((one) => !seatKey(one.seat) && hasRole(one, "delegate")),
    empty: seatsOf(hall).filter((seat) => !at.has(seatKey(seat))),
    shared: [...at].flatMap(([, there]) => (there.length > 1 ? [{ seat: there[0]?.seat ?? "", people: there }] : [])),
    at,
  };
}
