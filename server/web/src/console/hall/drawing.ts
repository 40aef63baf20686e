// Where each seat of a hall stands on the screen, and which one lies beside it. Pure. Units: half a seat across, a seat down.
//
//   rows        every row centred below the chair's table
//   horseshoe   every row a U around it: down the left side, along the end, up the right side; the first row is the innermost
import type { Cell, Hall } from "./seat_map";

export interface Spot extends Cell {
  readonly seat: string; // "": an aisle
  readonly x: number; // of its left edge
  readonly y: number;
}

export interface Drawing {
  readonly spots: readonly Spot[];
  readonly columns: number; // half seats
  readonly lines: number;
}

function drawRows({ rows }: Hall): Drawing {
  const columns = 2 * Math.max(0, ...rows.map((row) => row.length));
  const spots = rows.flatMap((row, y) => row.map((seat, at) => ({ seat, row: y, at, x: columns / 2 - row.length + 2 * at, y })));
  return { spots, columns, lines: rows.length };
}

interface Arms {
  readonly left: number;
  readonly base: number;
  readonly right: number;
}

// As much along the end as lies between the sides; what is left over goes to both sides alike, so that they end on one line.
function armsOf(count: number, width: number): Arms {
  const full = Math.min(count, width);
  const base = (count - full) % 2 === 1 && full > 1 ? full - 1 : full;
  const left = Math.ceil((count - base) / 2);
  return { left, base, right: count - base - left };
}

function drawHorseshoe({ rows }: Hall): Drawing {
  const inner = Math.max(1, Math.round((rows[0]?.length ?? 0) / 3));
  const arms = rows.map((row, k) => armsOf(row.length, inner + 2 * k));
  const depth = Math.max(0, ...arms.map(({ left }, k) => left - k));
  const spots = rows.flatMap((row, k) => {
    const { left, base } = arms[k]!;
    const end = depth + k; // the line on which its end lies
    const side = rows.length - 1 - k; // the column of its left side
    return row.map((seat, at) => {
      const place = { seat, row: k, at };
      if (at < left) return { ...place, x: 2 * side, y: end - left + at };
      const along = at - left;
      if (along < base) return { ...place, x: 2 * (side + 1) + (inner + 2 * k - base) + 2 * along, y: end };
      return { ...place, x: 2 * (side + inner + 2 * k + 1), y: end - 1 - (along - base) };
    });
  });
  return { spots, columns: 2 * (inner + 2 * rows.length), lines: rows.length === 0 ? 0 : depth + rows.length };
}

export const draw = (hall: Hall): Drawing => (hall.shape === "horseshoe" ? drawHorseshoe(hall) : drawRows(hall));

export type Direction = "left" | "right" | "up" | "down";

export const directions: Readonly<Record<string, Direction>> = {
  ArrowLeft: "left",
  ArrowRight: "right",
  ArrowUp: "up",
  ArrowDown: "down",
};

// The nearest that way; what lies straight ahead before what lies aside.
export function beside(spots: readonly Spot[], from: Spot, to: Direction): Spot | undefined {
  const ahead = (one: Spot): number => {
    if (to === "left") return from.x - one.x;
    if (to === "right") return one.x - from.x;
    return 2 * (to === "up" ? from.y - one.y : one.y - from.y);
  };
  const aside = (one: Spot): number => (to === "left" || to === "right" ? 2 * Math.abs(one.y - from.y) : Math.abs(one.x - from.x));
  let best: Spot | undefined;
  for (const one of spots) if (ahead(one) > 0 && (!best || ahead(one) + 3 * aside(one) < ahead(best) + 3 * aside(best))) best = one;
  return best;
}
