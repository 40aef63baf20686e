// Where headings and links of a PDF lead. Pure: pdf.js looks pages up, this says what of them is believed.
import { apply, type Geometry } from "./geometry";

// A page, and how far down on it (0 the head, 1 the foot).
export interface Spot {
  readonly page: number;
  readonly share: number;
}

export interface Heading {
  readonly title: string;
  readonly depth: number; // 0 for the chapters
  readonly goal: unknown; // for PdfFile.spotOf; null where it leads nowhere
}

// A place on the sheet (its points) that leads somewhere: within the document, or to an address outside, which is shown and never followed.
export interface PageLink {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  readonly goal: unknown;
  readonly url: string;
}

// As pdf.js tells it.
export interface OutlineNode {
  readonly title?: string;
  readonly dest?: unknown;
  readonly items?: readonly OutlineNode[];
}

export interface LinkNote {
  readonly subtype?: string;
  readonly rect?: readonly number[];
  readonly dest?: unknown;
  readonly url?: string;
  readonly unsafeUrl?: string;
}

export const headingsMax = 2_000;
const depthMax = 5;
const linksMax = 500;

// In the order of reading; a file whose outline is deeper than anybody looks has its depths on one level.
export function headingsOf(nodes: readonly OutlineNode[] | null | undefined): Heading[] {
  const headings: Heading[] = [];
  const walk = (some: readonly OutlineNode[], depth: number): void => {
    for (const { title, dest, items } of some) {
      if (headings.length >= headingsMax) return;
      const words = (title ?? "").replace(/\s+/g, " ").trim();
      if (words !== "") headings.push({ title: words.normalize("NFC"), depth: Math.min(depth, depthMax), goal: dest ?? null });
      walk(items ?? [], words === "" ? depth : depth + 1);
    }
  };
  walk(nodes ?? [], 0);
  return headings;
}

export function linksOf(notes: readonly LinkNote[], geometry: Geometry): PageLink[] {
  return notes
    .flatMap(({ subtype, rect, dest, url, unsafeUrl }) => {
      const address = url ?? unsafeUrl ?? "";
      if (subtype !== "Link" || rect?.length !== 4 || !rect.every(Number.isFinite) || (dest == null && address === "")) return [];
      const [x1, y1] = apply(geometry.toSheet, rect[0]!, rect[1]!);
      const [x2, y2] = apply(geometry.toSheet, rect[2]!, rect[3]!);
      const within = (value: number, most: number): number => Math.max(0, Math.min(most, value));
      const [left, right] = [within(Math.min(x1, x2), geometry.width), within(Math.max(x1, x2), geometry.width)];
      const [top, bottom] = [within(Math.min(y1, y2), geometry.height), within(Math.max(y1, y2), geometry.height)];
      return right > left && bottom > top ? [{ left, top, right, bottom, goal: dest ?? null, url: address }] : [];
    })
    .slice(0, linksMax);
}

// How far down the sheet a destination's point lies; the head of the page where the file names none.
// Source: ISO 32000-2 §12.3.2.2 (XYZ left top zoom, FitH top, FitR left bottom right top).
export function shareOf(goal: readonly unknown[], geometry: Geometry): number {
  const how = (goal[1] as { name?: string } | undefined)?.name;
  const at = (place: number): number | undefined => (typeof goal[place] === "number" ? (goal[place] as number) : undefined);
  const [x, y] = how === "XYZ" ? [at(2), at(3)] : how === "FitH" || how === "FitBH" ? [0, at(2)] : how === "FitR" ? [at(2), at(5)] : [];
  if (y === undefined) return 0;
  const [, down] = apply(geometry.toSheet, x ?? 0, y);
  const share = down / geometry.height;
  return Number.isFinite(share) ? Math.max(0, Math.min(0.95, share)) : 0;
}

// Of an address outside: what is shown of it.
export const shownAddress = (url: string): string => url.replace(/^mailto:/i, "").slice(0, 200);
