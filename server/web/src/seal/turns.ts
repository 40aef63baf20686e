// Verdicts that turned between two views: a re-check of the same bytes, or a file that was replaced. Pure.
import type { Document, Revision } from "../generated/protocol";
import type { View } from "../sync/view";
import { verdictWord } from "./words";

export interface Turn {
  readonly document: string;
  readonly name: string;
  readonly from: string;
  readonly to: string;
  readonly replaced: boolean;
}

type Paper = Pick<Document, "id" | "type_name" | "full_number" | "title" | "revisions">;

// "Tờ trình 208/TTr-UBND"; a paper without a number by its title.
export const paperName = (fields: Pick<Document, "type_name" | "full_number" | "title">): string =>
  fields.full_number ? `${fields.type_name} ${fields.full_number}`.trim() : `“${fields.title}”`;

function newestRevisions(view: View): Map<string, { paper: Paper; revision: Revision }> {
  const newest = new Map<string, { paper: Paper; revision: Revision }>();
  for (const paper of [...view.all("document"), ...view.all("draft_document")]) {
    const revision = paper.revisions.at(-1);
    const known = newest.get(paper.id);
    if (revision && (!known || known.revision.n < revision.n)) newest.set(paper.id, { paper, revision });
  }
  return newest;
}

export function turns(before: View, after: View): Turn[] {
  const then = newestRevisions(before);
  return [...newestRevisions(after)].flatMap(([document, { paper, revision }]) => {
    const old = then.get(document)?.revision;
    if (!old || old === revision) return [];
    const [from, to] = [verdictWord(old.verdict, old.trust), verdictWord(revision.verdict, revision.trust)];
    return from === to ? [] : [{ document, name: paperName(paper), from, to, replaced: old.sha256 !== revision.sha256 }];
  });
}

// One sentence for one or two, one for many.
export function turnSentences(all: readonly Turn[]): string[] {
  if (all.length > 2) return [`Kết quả kiểm tra chữ ký của ${all.length} tài liệu đã đổi.`];
  return all.map(({ name, from, to, replaced }) => `Kết quả kiểm tra chữ ký của ${name}${replaced ? " (bản thay thế)" : ""} đã đổi: ${from} → ${to}`);
}
