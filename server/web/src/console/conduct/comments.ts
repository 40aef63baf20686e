// Official comments of a session as they are compiled: document by document in the agenda's order, page by page, and where on the page. Pure.
import { agendaOf } from "../../council/agenda";
import { documentName, documentsOfSession, inAgendaOrder, type OfficeDocument } from "../../council/documents";
import type { Annotation, Session } from "../../generated/protocol";
import { announced, apply, type Geometry } from "../../pages/geometry";
import { quadPolygons } from "../../pages/quads";
import type { View } from "../../sync/view";

export interface CommentPlace {
  readonly words: string; // "đầu trang"; "" where nobody knows
  readonly sheet: { readonly width: number; readonly height: number } | null; // points, as the page is shown
  readonly marks: readonly (readonly (readonly [number, number])[])[]; // lines and outlines on it
}

export interface PlacedComment {
  readonly comment: Annotation;
  readonly place: CommentPlace;
  readonly earlier: number | null; // the revision it was written on, when that is not the newest
}

export interface CommentedPage {
  readonly page: number; // from 1
  readonly comments: readonly PlacedComment[];
}

export interface CommentedDocument {
  readonly id: string;
  readonly name: string;
  readonly title: string;
  readonly item: string | null; // null: it was withdrawn
  readonly pages: readonly CommentedPage[];
  readonly open: number; // not yet marked received
}

const pairs = (numbers: readonly number[], step: number): [number, number][] =>
  numbers.flatMap((x, at): [number, number][] => (at % step === 0 && at + 1 < numbers.length ? [[x, numbers[at + 1]!]] : []));

function marksOf(comment: Annotation, geometry: Geometry): [number, number][][] {
  const onSheet = (points: readonly [number, number][]): [number, number][] => points.map(([x, y]) => apply(geometry.toSheet, x, y));
  const [x1, y1, x2, y2] = comment.rect;
  const box: [number, number][] =
    x1 !== undefined && y1 !== undefined && x2 !== undefined && y2 !== undefined
      ? [
          [x1, y1],
          [x2, y1],
          [x2, y2],
          [x1, y2],
          [x1, y1],
        ]
      : [];
  return [
    ...comment.strokes.map(({ points }) => onSheet(pairs(points, 3))),
    ...quadPolygons(comment.quads, geometry.toSheet).map((polygon) => polygon.map(([x, y]): [number, number] => [x, y])),
    onSheet(box),
  ].filter((line) => line.length > 0);
}

// By the middle of what is marked, as the server's compiled list says it (storage/minutes).
function placeOf(comment: Annotation, document: OfficeDocument | undefined): CommentPlace {
  const revision = document?.revisions.find(({ sha256 }) => sha256 === comment.revision_sha256);
  const geometry = announced(revision?.page_sizes[comment.page_index]);
  if (!geometry) return { words: "", sheet: null, marks: [] };
  const marks = marksOf(comment, geometry);
  const heights = marks.flat().map(([, y]) => y);
  const sheet = { width: geometry.width, height: geometry.height };
  if (heights.length === 0) return { words: "", sheet, marks };
  const middle = (Math.min(...heights) + Math.max(...heights)) / 2 / geometry.height;
  return { words: middle < 1 / 3 ? "đầu trang" : middle < 2 / 3 ? "giữa trang" : "cuối trang", sheet, marks };
}

function pagesOf(comments: readonly Annotation[], document: OfficeDocument | undefined): CommentedPage[] {
  const newest = document?.revisions.at(-1);
  const placed = (comment: Annotation): PlacedComment => {
    const on = document?.revisions.find(({ sha256 }) => sha256 === comment.revision_sha256);
    return { comment, place: placeOf(comment, document), earlier: on && newest && on.n !== newest.n ? on.n : null };
  };
  return [...new Set(comments.map(({ page_index }) => page_index))]
    .sort((a, b) => a - b)
    .map((index) => ({
      page: index + 1,
      comments: comments
        .filter(({ page_index }) => page_index === index)
        .sort((a, b) => a.created_at.localeCompare(b.created_at) || a.id.localeCompare(b.id))
        .map(placed),
    }));
}

export function commentedDocuments(view: View, session: Session): CommentedDocument[] {
  const documents = documentsOfSession(view, session);
  const official = view.all("annotation").filter(({ visibility }) => visibility === "official");
  const of = (id: string): Annotation[] => official.filter(({ document }) => document === id);
  const open = (comments: readonly Annotation[]): number => comments.filter(({ acknowledged_at }) => !acknowledged_at).length;
  const standing = inAgendaOrder(documents, agendaOf(view, session)).map((document) => {
    const comments = of(document.id);
    const { title, agenda_item: item } = document.fields;
    return { id: document.id, name: documentName(document.fields), title, item, pages: pagesOf(comments, document), open: open(comments) };
  });
  const withdrawn = view
    .all("withdrawal")
    .filter((one) => one.session === session.id && !documents.has(one.id))
    .map((one) => {
      const comments = of(one.id);
      return {
        id: one.id,
        name: documentName(one),
        title: one.title,
        item: null,
        pages: pagesOf(comments, undefined),
        open: open(comments),
      };
    });
  return [...standing, ...withdrawn].filter(({ pages }) => pages.length > 0);
}
