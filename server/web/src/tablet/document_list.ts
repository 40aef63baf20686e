// All documents of a session in one list: what one has read, noted, what is new, which are resolutions; by filter and by words. Pure.
import { itemsBySitting, sittingsOf } from "../council/agenda";
import { documentKind, newest, publishedOfItem } from "../council/documents";
import { matches } from "../council/finding";
import type { AgendaItem, Document, Revision, Session } from "../generated/protocol";
import type { View } from "../sync";

export type Filter = "all" | "unread" | "noted" | "new" | "resolutions";
export const filters: readonly Filter[] = ["all", "unread", "noted", "new", "resolutions"];

// What a person's own machine knows of them.
export interface Reader {
  readonly person: string | null;
  readonly opened: Readonly<Record<string, number>>; // the newest revision they saw of each document
  readonly news: ReadonlySet<string>; // documents that came since they first looked
}

// read: the newest revision; replaced: an older one, or there was one; new: came later; unread
export type Standing = "read" | "replaced" | "new" | "unread";

export interface Listed {
  readonly document: Document;
  readonly revision: Revision;
  readonly standing: Standing;
  readonly items: readonly string[]; // numbers of the agenda items it serves
  readonly notes: number;
  readonly resolution: boolean;
}

export const isResolution = ({ type_name, title }: Pick<Document, "type_name" | "title">): boolean =>
  /nghị quyết/i.test(type_name.normalize("NFC")) || /^(dự thảo )?nghị quyết/i.test(title.normalize("NFC"));

export function standingOf(document: Document, { opened, news }: Pick<Reader, "opened" | "news">): Standing {
  const n = newest(document)?.n ?? 0;
  const seen = opened[document.id] ?? 0;
  if (seen >= n) return "read";
  if (document.revisions.length > 1) return "replaced";
  return document.late || news.has(document.id) ? "new" : "unread";
}

// In the order of the agenda, each once; what serves no item last.
export function listedDocuments(view: View, session: Pick<Session, "id">, reader: Reader): Listed[] {
  const items: AgendaItem[] = itemsBySitting(view, sittingsOf(view, session));
  const numbers = new Map<Document, string[]>();
  for (const item of items)
    for (const document of publishedOfItem(view, item)) numbers.set(document, [...(numbers.get(document) ?? []), item.number]);
  const others = view.all("document").filter((each) => each.session === session.id && !numbers.has(each));
  for (const document of others) numbers.set(document, []);
  const notes = new Map<string, number>();
  for (const note of view.all("annotation"))
    if (note.author === reader.person) notes.set(note.document, (notes.get(note.document) ?? 0) + 1);
  return [...numbers].flatMap(([document, of]) => {
    const revision = newest(document);
    if (!revision) return [];
    return [
      {
        document,
        revision,
        items: of,
        standing: standingOf(document, reader),
        notes: notes.get(document.id) ?? 0,
        resolution: isResolution(document),
      },
    ];
  });
}

const passes: Readonly<Record<Filter, (one: Listed) => boolean>> = {
  all: () => true,
  unread: ({ standing }) => standing !== "read",
  noted: ({ notes }) => notes > 0,
  new: ({ standing }) => standing === "new" || standing === "replaced",
  resolutions: ({ resolution }) => resolution,
};

export const countOf = (listed: readonly Listed[], filter: Filter): number => listed.filter(passes[filter]).length;

export function chosenDocuments(listed: readonly Listed[], filter: Filter, typed: string): Listed[] {
  const words = typed.trim();
  return listed.filter(
    (one) =>
      passes[filter](one) && (words === "" || matches(`${documentKind(one.document)} ${one.document.title} ${one.document.issuer}`, words)),
  );
}

export const pagesOf = (listed: readonly Listed[]): number => listed.reduce((sum, { revision }) => sum + revision.pages, 0);
