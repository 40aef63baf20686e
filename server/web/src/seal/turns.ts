// Verdicts that turned between two views: a re-check of the same bytes, or a file that was replaced. Pure.
import type { Document, Revision } from "../generated/protocol";
import { documentName, newest } from "../council/documents";
import type { View } from "../sync/view";
import { verdictWord } from "./words";

export interface Turn {
  readonly document: string;
  readonly name: string;
  readonly from: string;
  readonly to: string;
  readonly replaced: boolean;
}

type Checked = Pick<Document, "id" | "type_name" | "full_number" | "title" | "revisions">;

function newestRevisions(view: View): Map<string, { document: Checked; revision: Revision }> {
  const found = new Map<string, { document: Checked; revision: Revision }>();
  for (const document of [...view.all("document"), ...view.all("draft_document")]) {
    const revision = newest(document);
    const known = found.get(document.id);
    if (revision && (!known || known.revision.n < revision.n)) found.set(document.id, { document, revision });
  }
  return found;
}

export function turns(before: View, after: View): Turn[] {
  const then = newestRevisions(before);
  return [...newestRevisions(after)].flatMap(([id, { document, revision }]) => {
    const old = then.get(id)?.revision;
    if (!old || old === revision) return [];
    const [from, to] = [verdictWord(old.verdict, old.trust), verdictWord(revision.verdict, revision.trust)];
    return from === to ? [] : [{ document: id, name: documentName(document), from, to, replaced: old.sha256 !== revision.sha256 }];
  });
}

// How long nothing may change before they are told: a re-check of many documents changes one after the other.
export const turnsCalmMs = 1_500;

// One sentence for one or two, one for many.
export function turnSentences(all: readonly Turn[]): string[] {
  if (all.length > 2) return [`Kết quả kiểm tra chữ ký của ${all.length} tài liệu đã đổi.`];
  return all.map(
    ({ name, from, to, replaced }) => `Kết quả kiểm tra chữ ký của ${name}${replaced ? " (bản thay thế)" : ""} đã đổi: ${from} → ${to}`,
  );
}
