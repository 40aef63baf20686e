// Marks of an older app that were stored in a wrong place: drawn over the preview of a page that is turned, cropped, shifted or of another unit,
// before its file was here, as if it lay upright. Found where it can be told, and nowhere else. Pure.
//
// What the hand draws ends at the page's edge. So marks that lie beyond it as the page really lies, and wholly on it as it was taken to lie,
// can only be such.
import type { Annotation, PageSize } from "../../generated/protocol";
import { agree, announced, type Geometry, geometryOf } from "../../pages/geometry";
import type { View } from "../../sync";
import { boxAround, boxesOf, moved, type Traces } from "./traces";

const edgePt = 6; // a thick pen's half, and rounding

const asTaken = ({ width_pt, height_pt }: PageSize): Geometry =>
  geometryOf({ width: width_pt, height: height_pt }, [1, 0, 0, -1, 0, height_pt]);

function isOn(traces: Traces, geometry: Geometry): boolean {
  const { left, top, right, bottom } = boxAround(boxesOf(traces, geometry));
  return left >= -edgePt && top >= -edgePt && right <= geometry.width + edgePt && bottom <= geometry.height + edgePt;
}

// Where they were drawn; nothing: they are right, or it cannot be told.
export function rightPlace(note: Traces, page: PageSize | undefined): Traces | undefined {
  const lies = announced(page);
  if (!page || !lies) return undefined;
  const taken = asTaken(page);
  if (agree(lies, taken) || boxesOf(note, lies).length === 0) return undefined;
  return !isOn(note, lies) && isOn(note, taken) ? moved(note, taken, lies, { x: 0, y: 0 }) : undefined;
}

const mendedMark = ".mended";

export interface Mend {
  readonly wrong: Annotation;
  readonly right: Annotation;
}

// One's own, and never what was sent for good. The right one has a name of its own that every tablet gives it.
export function misplaced(view: View, person: string | null): Mend[] {
  return view.all("annotation").flatMap((note): Mend[] => {
    const final = note.visibility === "official" || note.visibility === "published";
    if (note.author !== person || final || note.id.endsWith(mendedMark)) return [];
    const revision = view.get("document", note.document)?.revisions.find(({ sha256 }) => sha256 === note.revision_sha256);
    const traces = rightPlace(note, revision?.page_sizes[note.page_index]);
    if (!traces) return [];
    const { received_at: _received, acknowledged_by: _by, acknowledged_at: _at, ...own } = note;
    return [{ wrong: note, right: { ...own, ...traces, id: note.id + mendedMark } }];
  });
}
