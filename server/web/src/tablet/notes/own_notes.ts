// What a person wrote, page by page, and what of it is asked for. Pure.
import { matches } from "../../council/finding";
import { naturalOrder } from "../../council/natural_order";
import type { Annotation, Document, Revision } from "../../generated/protocol";
import type { View } from "../../sync";

export interface NotedPage {
  readonly document: Document;
  readonly revision: Revision;
  readonly page: number; // index
  readonly notes: readonly Annotation[];
}

export const kinds = ["all", "ink", "highlight", "text"] as const;
export type Kind = (typeof kinds)[number];
export const scopes = ["all", "private_note", "group", "official"] as const;
export type Scope = (typeof scopes)[number];

export interface Wanted {
  readonly query: string;
  readonly document: string | null;
  readonly kind: Kind;
  readonly scope: Scope;
}

export const everything: Wanted = { query: "", document: null, kind: "all", scope: "all" };

// By document as the agenda has them, the newest revision first, page by page.
export function notedPages(view: View, person: string | null): NotedPage[] {
  const pages = new Map<string, NotedPage & { notes: Annotation[] }>();
  for (const note of view.all("annotation")) {
    if (note.author !== person) continue;
    const document = view.get("document", note.document);
    const revision = document?.revisions.find((each) => each.sha256 === note.revision_sha256);
    if (!document || !revision) continue;
    const key = `${document.id} ${revision.sha256} ${note.page_index}`;
    const known = pages.get(key);
    if (known) known.notes.push(note);
    else pages.set(key, { document, revision, page: note.page_index, notes: [note] });
  }
  return [...pages.values()].sort(
    (a, b) =>
      a.document.position - b.document.position ||
      naturalOrder(a.document.title, b.document.title) ||
      b.revision.n - a.revision.n ||
      a.page - b.page,
  );
}

// A comment drawn with words is both.
const isOf = (kind: Kind) => (note: Annotation) =>
  kind === "all" || (kind === "text" ? note.text !== "" : kind === "ink" ? note.strokes.length > 0 : note.kind === kind);
const isFor = (scope: Scope) => (note: Annotation) =>
  scope === "all" || note.visibility === scope || (scope === "official" && note.visibility === "published");

// The pages with what is asked for; words are sought in the notes and in the document's title, without regard to marks.
export function wantedPages(pages: readonly NotedPage[], { query, document, kind, scope }: Wanted): NotedPage[] {
  const words = query.trim();
  return pages.flatMap((page) => {
    if (document !== null && page.document.id !== document) return [];
    const ofKind = page.notes.filter((note) => isOf(kind)(note) && isFor(scope)(note));
    const inTitle = words === "" || matches(page.document.title, words);
    const notes = inTitle ? ofKind : ofKind.filter((note) => matches(note.text, words));
    return notes.length > 0 ? [{ ...page, notes }] : [];
  });
}

export function byDocument(pages: readonly NotedPage[]): { document: Document; pages: NotedPage[] }[] {
  const groups: { document: Document; pages: NotedPage[] }[] = [];
  for (const page of pages) {
    const last = groups.at(-1);
    if (last?.document.id === page.document.id) last.pages.push(page);
    else groups.push({ document: page.document, pages: [page] });
  }
  return groups;
}
