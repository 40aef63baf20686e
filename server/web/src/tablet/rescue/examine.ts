// Reads both revisions on this machine and says what becomes of the notes of the former one. Of those that have no place any more a picture
// is kept: the place, with its marks.
import type { Annotation, Revision } from "../../generated/protocol";
import { BlobBytes } from "../../pages/bytes";
import { Side } from "../../pages/compare/sides";
import { wordPlaces } from "../../pages/compare/word_places";
import { announced, type Geometry, geometryOf } from "../../pages/geometry";
import type { Client } from "../../sync";
import { find, type RevisionPages } from "./find";
import { copyId, type Item, type Search } from "./inbox";
import { notesOf } from "./traces";
import { keepPlace } from "./kept_place";

async function open(client: Client, revision: Revision): Promise<Side> {
  const { preview } = revision;
  const held = preview && client.blobs.value.get(preview.sha256)?.verified;
  const bytes = held ? await client.fetchBlob(preview).catch(() => undefined) : undefined;
  const source = new BlobBytes(client.store, revision.sha256, revision.bytes, client.pieceIsMissing);
  return await Side.open(source, preview && bytes ? { preview, bytes } : undefined);
}

// Where nobody knows how a page lies, both sides are taken to lie alike: what comes of it is asked, unless the pages look the same.
const letter = geometryOf({ width: 595, height: 842 }, [1, 0, 0, -1, 0, 842]);
const geometriesOf = (side: Side, revision: Revision): Geometry[] =>
  Array.from({ length: side.pages }, (_, page) => side.geometries[page] ?? announced(revision.page_sizes[page]) ?? letter);

async function itemsOf(client: Client, search: Search, older: Side, newer: Side): Promise<Item[]> {
  const digests = (side: Side): Promise<string[]> => Promise.all(Array.from({ length: side.pages }, (_, page) => side.digest(page)));
  const places = wordPlaces({ pages: older.words, pictures: await digests(older) }, { pages: newer.words, pictures: await digests(newer) });
  const [was, is]: [RevisionPages, RevisionPages] = [
    { words: older.words, geometries: geometriesOf(older, search.from) },
    { words: newer.words, geometries: geometriesOf(newer, search.to) },
  ];
  const byPage = new Map<number, Annotation[]>();
  for (const note of search.notes) byPage.set(note.page_index, [...(byPage.get(note.page_index) ?? []), note]);
  const items: Item[] = [];
  for (const [page, annotations] of byPage) {
    const geometry = was.geometries[page];
    if (!geometry) continue;
    for (const notes of notesOf(annotations, geometry)) {
      const finding = find(notes, was, is, places);
      const item: Item = {
        id: copyId(notes[0]!.id, search.to),
        document: search.document.id,
        from: search.from.sha256,
        to: search.to.sha256,
        page,
        notes: notes.map((note) => note.id),
        state: finding.is === "found" ? "moved" : finding.is === "unsure" ? "asked" : "orphan",
        why: finding.is === "unsure" ? finding.why : null,
        placed: finding.is === "orphan" ? null : finding.placed,
        looked: false,
      };
      items.push(item);
      if (finding.is === "orphan" && client.person) await keepPlace(client.store, client.person, item, older, geometry, notes);
    }
  }
  return items;
}

// Nothing when it was called off.
export async function examine(client: Client, search: Search, isOff: () => boolean): Promise<Item[] | undefined> {
  const sides: Side[] = [];
  try {
    for (const revision of [search.from, search.to]) sides.push(await open(client, revision));
    const [older, newer] = sides as [Side, Side];
    for (const side of sides) await side.read(() => undefined, isOff);
    if (isOff()) return undefined;
    if (!older.readable || !newer.readable) for (const side of sides) side.giveUpWords();
    return await itemsOf(client, search, older, newer);
  } finally {
    for (const side of sides) await side.close().catch(() => undefined);
  }
}
