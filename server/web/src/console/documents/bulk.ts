// One change of many documents: what is sent for each, and which are left alone and why: they are gone, are so already, may not change any more,
// or a colleague changed the same since the clerk chose.
import type { OfficeDocument } from "../../council/documents";
import { documentName } from "../../council/documents";
import type { AgendaItem, Audience, CommandOutcome, EditDocument } from "../../generated/protocol";
import { refusedWords } from "../../parts/notices.svelte";
import type { View } from "../../sync/view";
import { audienceAfterMove, formerOf } from "./editing";

export type BulkChange = { readonly item: AgendaItem } | { readonly audience: Audience };

export const turnedWords = "người khác vừa đổi, hãy xem lại rồi chọn lần nữa.";

export interface BulkPlan {
  readonly edits: readonly EditDocument[];
  readonly left: readonly string[]; // Vietnamese, a line each
}

// What stands now was looked at a moment ago in `bulkPlan`; what turns on the way is the server's to refuse.
function editOf(view: View, now: OfficeDocument, change: BulkChange): EditDocument {
  const told = (edit: EditDocument): EditDocument => ({ ...edit, former: formerOf(edit, { fields: now.fields, standing: 0 }) });
  const edit: EditDocument = { type: "edit_document", document: now.id };
  if ("audience" in change) return told({ ...edit, audience: change.audience });
  const published = now.published !== null;
  const { audience } = audienceAfterMove(view, change.item, published, now.fields.audience);
  return told({ ...edit, agenda_item: change.item.id, ...(!published && { audience }) });
}

// `seen`: as they were when the question was opened.
export function bulkPlan(
  view: View,
  seen: readonly OfficeDocument[],
  documents: ReadonlyMap<string, OfficeDocument>,
  change: BulkChange,
): BulkPlan {
  const edits: EditDocument[] = [];
  const left: string[] = [];
  for (const before of seen) {
    const now = documents.get(before.id);
    const name = documentName(before.fields);
    const field = "item" in change ? "agenda_item" : "audience";
    const wanted = "item" in change ? change.item.id : change.audience;
    if (!now) left.push(`${name}: vừa bị thu hồi hoặc bỏ.`);
    else if (now.fields[field] === wanted) continue;
    else if (now.fields[field] !== before.fields[field]) left.push(`${name}: ${turnedWords}`);
    else if ("audience" in change && now.published) left.push(`${name}: đã phát hành thì không đổi người xem.`);
    else edits.push(editOf(view, now, change));
  }
  return { edits, left };
}

// Sends one after the other; `counted` hears after each how many are done. Answers what was refused: whose and why, a line each.
export async function sendEdits(
  edits: readonly EditDocument[],
  send: (edit: EditDocument) => Promise<CommandOutcome>,
  nameOf: (document: string) => string,
  counted: (done: number) => void,
): Promise<{ readonly done: number; readonly refused: readonly string[] }> {
  const refused: string[] = [];
  let done = 0;
  for (const edit of edits) {
    const outcome = await send(edit);
    if (outcome.done) counted((done += 1));
    else {
      const why = outcome.code === "changed_meanwhile" ? turnedWords : (outcome.sentence ?? refusedWords);
      refused.push(`${nameOf(edit.document)}: ${why}`);
    }
  }
  return { done, refused };
}

const saidMost = 3; // more notices than that nobody reads

// What is said of those left as they were: the first by name, the others as `more` of their number.
export function saidOf(left: readonly string[], more: (count: number) => string): readonly string[] {
  const others = left.length - saidMost;
  return others > 0 ? [...left.slice(0, saidMost), more(others)] : left;
}
