// What changed between the revision a person knows and the newest one, page by page, found on the tablet itself and kept: it is told in one
// line on the day's screen and unfolded by a tap.
import type { Document, Revision } from "../generated/protocol";
import { BlobBytes } from "../pages/bytes";
import { type Difference, isChanged } from "../pages/compare/comparison";
import { type Bundle, compare, type PictureDifference, type Progress, Side } from "../pages/compare/sides";
import type { Client } from "../sync";

export interface ChangedPage {
  readonly page: number | null; // index in the newer one; null: it is gone
  readonly was: number | null;
  readonly difference: Difference;
  readonly moved: boolean;
  readonly went: string; // of the first change of words
  readonly came: string;
}

export interface Compared {
  readonly pages: readonly ChangedPage[];
  readonly blind: boolean; // words could not be read: by pictures alone
}

const wordsMax = 200; // letters of a change that are kept
const background = { pagesMax: 80 }; // nobody asked: larger ones wait until somebody does

const keyOf = (older: Revision, newer: Revision): string => `changes/${older.sha256}/${newer.sha256}`;

// The one they saw last, else the one before.
export function knownRevision(document: Pick<Document, "revisions">, seen: number): Revision | undefined {
  const older = document.revisions.slice(0, -1);
  return older.find(({ n }) => n === seen) ?? older.at(-1);
}

const shortened = (text: string): string => (text.length > wordsMax ? `${text.slice(0, wordsMax)}…` : text);

export function changedPages(found: readonly Pick<PictureDifference, "pages">[]): ChangedPage[] {
  return found.flatMap(({ pages }) => {
    if (!isChanged(pages)) return [];
    const first = pages.changes[0];
    return [
      {
        page: pages.newer,
        was: pages.older,
        difference: pages.difference,
        moved: pages.moved,
        went: shortened(first?.went ?? ""),
        came: shortened(first?.came ?? ""),
      },
    ];
  });
}

// "2, 3, 11", counted from one; the first ones and how many more.
export function pageNumbers(pages: readonly ChangedPage[], max = 6): { readonly shown: string; readonly more: number } {
  const numbers = pages.flatMap(({ page }) => (page === null ? [] : [page + 1])).sort((a, b) => a - b);
  return { shown: numbers.slice(0, max).join(", "), more: Math.max(0, numbers.length - max) };
}

export const recallChanges = (client: Client, older: Revision, newer: Revision): Promise<Compared | undefined> =>
  client.store.recall<Compared>(keyOf(older, newer)).catch(() => undefined);

async function sideOf(client: Client, revision: Revision): Promise<Side> {
  const { sha256, bytes, preview } = revision;
  await client.fetchBlob({ sha256, bytes });
  // Pictures are a help, not a need.
  const bundle = async (): Promise<Bundle | undefined> =>
    preview ? { preview, bytes: await client.fetchBlob({ sha256: preview.sha256, bytes: preview.bytes, isPreview: true }) } : undefined;
  return await Side.open(new BlobBytes(client.store, sha256, bytes, client.pieceIsMissing), await bundle().catch(() => undefined));
}

// Errors: Refused, when a file is not here and cannot be had. Nothing when `isOff` before the end.
export async function findChanges(
  client: Client,
  older: Revision,
  newer: Revision,
  told: (found: readonly ChangedPage[], progress: Progress | null) => void,
  isOff: () => boolean,
): Promise<Compared | undefined> {
  const known = await recallChanges(client, older, newer);
  if (known) return known;
  const sides: Side[] = [];
  try {
    for (const revision of [older, newer]) sides.push(await sideOf(client, revision));
    let found: readonly PictureDifference[] = [];
    const [before, after] = sides as [Side, Side];
    await compare(
      before,
      after,
      (news, progress) => {
        if (news.length > 0) found = news;
        told(changedPages(found), progress);
      },
      isOff,
    );
    if (isOff()) return undefined;
    const compared: Compared = { pages: changedPages(found), blind: !before.readable || !after.readable };
    void client.store.remember(keyOf(older, newer), compared).catch(() => undefined);
    return compared;
  } finally {
    for (const side of sides) void side.close();
  }
}

// Without being asked: only where both files lie on this machine and are small.
export function mayCompareAlone(client: Client, older: Revision, newer: Revision): boolean {
  const isHere = ({ sha256 }: Revision): boolean => client.blobs.value.get(sha256)?.verified ?? false;
  return isHere(older) && isHere(newer) && older.pages + newer.pages <= background.pagesMax;
}
