// Comparing documents with their first pages, one after the other: which fields want a look, where each came from, how far the office is, what a
// colleague changed under the form, and how late a document came. Pure.
import { day, dayInVietnam, momentInWords } from "../../council/calendar";
import { newest, type OfficeDocument } from "../../council/documents";
import type { Session } from "../../generated/protocol";
import type { View } from "../../sync/view";
import { amendmentsOf, fieldWord, isConfirmed, type Seen, type Typed, typedOf, valueWord } from "./editing";

type DocumentFields = OfficeDocument["fields"];

// The form's fields by their names on the wire.
export const wireNames = {
  typeName: "type_name",
  fullNumber: "full_number",
  issuedOn: "issued_on",
  place: "place",
  issuer: "issuer",
  title: "title",
  signer: "signer",
  term: "term",
  sessionNumber: "session_number",
  urgency: "urgency",
  normative: "normative",
  draft: "draft",
  scan: "scan",
  item: "agenda_item",
  audience: "audience",
} as const satisfies Partial<Record<keyof Typed, keyof DocumentFields>>;

export type FormField = keyof typeof wireNames;
const headerFields = Object.keys(wireNames) as FormField[];

export const isFromFileName = (fields: DocumentFields): boolean => fields.title === fields.file_name.replace(/\.pdf$/i, "");

// What the machine could not read; a draft has no number and no day yet.
export function unsureFields(fields: DocumentFields): FormField[] {
  const read: readonly FormField[] = fields.draft ? ["typeName", "issuer"] : ["typeName", "fullNumber", "issuedOn", "place", "issuer"];
  const empty = read.filter((field) => fields[wireNames[field]] === "");
  return isFromFileName(fields) ? [...empty, "title"] : empty;
}

// Nothing of its head is in doubt: every field was read, its number carries its kind, and nobody has a word to say of the file.
export function isClearlyRead(document: OfficeDocument): boolean {
  const { fields } = document;
  const carries = fields.draft || fields.full_number.split(/[/-]/).includes(fields.type_code);
  return (
    !fields.scan && unsureFields(fields).length === 0 && fields.title !== "" && carries && (newest(document)?.remarks.length ?? 1) === 0
  );
}

// "trang 1", "theo chữ ký số", "Ngô Thị Thư sửa", "chưa rõ".
export function sourceOf(view: View, document: OfficeDocument, field: FormField, personName: (id: string) => string): string {
  const typed = amendmentsOf(view, document.id).findLast((one) => one.field === wireNames[field]);
  if (typed) return `${personName(typed.by) || "đã"} sửa`;
  if (field === "title" && isFromFileName(document.fields)) return "theo tên tệp";
  if (field === "signer") return document.fields.signer === "" ? "chưa rõ" : "theo chữ ký số";
  return unsureFields(document.fields).includes(field) ? "chưa rõ" : "trang 1";
}

export interface Progress {
  readonly confirmed: number;
  readonly of: number;
}

// Of the documents that were never published.
export function progressOf(view: View, documents: Iterable<OfficeDocument>): Progress {
  const waiting = [...documents].filter((one) => one.draft !== null && one.published === null);
  return { confirmed: waiting.filter((one) => isConfirmed(view, one.id)).length, of: waiting.length };
}

// The one before this, whether it is confirmed or not: to look again.
export function previousOf(documents: readonly OfficeDocument[], current: string): OfficeDocument | undefined {
  const waiting = documents.filter((one) => one.id === current || (one.draft !== null && one.published === null));
  return waiting[waiting.findIndex((one) => one.id === current) - 1];
}

export interface Clash {
  readonly field: keyof Typed;
  readonly name: string; // "số, ký hiệu"
  readonly theirs: string; // in words
  readonly mine: string;
}

export interface Rebased {
  readonly typed: Typed;
  readonly taken: readonly string[]; // "trích yếu: “…”": the form has the colleague's value
  readonly clashes: readonly Clash[]; // both changed it; the form keeps the clerk's
}

// As the server would have it: what differs in blanks alone is the same.
const plain = (value: string | boolean): string | boolean => (typeof value === "string" ? value.replace(/\s+/g, " ").trim() : value);

// A colleague changed the document under the form: what the clerk has not touched follows, what both changed is asked about.
export function rebased(view: View, before: Seen, now: Seen, typed: Typed): Rebased {
  const was = typedOf(before.fields, before.standing);
  const is = typedOf(now.fields, now.standing);
  const next: Typed = { ...typed };
  const taken: string[] = [];
  const clashes: Clash[] = [];
  const put = <K extends keyof Typed>(field: K, wire: string, words: (one: Typed) => string): void => {
    if (was[field] === is[field] || plain(typed[field]) === plain(is[field])) return;
    const name = fieldWord[wire] ?? field;
    if (plain(typed[field]) === plain(was[field])) {
      next[field] = is[field];
      taken.push(`${name}: ${words(is)}`);
    } else clashes.push({ field, name, theirs: words(is), mine: words(typed) });
  };
  for (const field of headerFields) {
    const wire = wireNames[field];
    // The form has days as they are written.
    put(field, wire, (one) => (field === "issuedOn" ? one.issuedOn || "trống" : valueWord(view, wire, String(one[field]))));
  }
  // A place says something among the documents of one item alone.
  if (typed.item === now.fields.agenda_item && before.fields.agenda_item === now.fields.agenda_item)
    put("standing", "position", (one) => one.standing.trim());
  else next.standing = is.standing;
  return { typed: next, taken, clashes };
}

// Who changed the document last, for "… vừa sửa"; undefined where that was the clerk `self`: then it was not the document that turned, or
// another window of theirs.
export function lastHand(view: View, document: string, self = ""): string | undefined {
  const by = amendmentsOf(view, document).at(-1)?.by;
  return by === self ? undefined : by;
}

export interface Lateness {
  readonly words: string; // "Gửi chậm 2 ngày"
  readonly rule: string; // what was counted from where to where
}

const dayMs = 86_400_000;

// Null: in time, or without a deadline. Days of the calendar, as the session's deadline is one (storage/documents: is_late).
export function latenessOf(session: Session | null | undefined, document: OfficeDocument): Lateness | null {
  if (!document.fields.late) return null;
  const deadline = session?.documents_deadline ?? "";
  const came = document.revisions[0]?.added_at ?? "";
  if (deadline === "" || came === "") return { words: "Gửi chậm", rule: "Đến sau hạn gửi tài liệu của kỳ họp." };
  const until = deadline.length === 10 ? deadline : dayInVietnam(new Date(deadline));
  const days = Math.round((Date.parse(dayInVietnam(new Date(came))) - Date.parse(until)) / dayMs);
  const end = deadline.length === 10 ? `hết ngày ${day(deadline)}` : momentInWords(deadline);
  return {
    words: days > 0 ? `Gửi chậm ${days} ngày` : "Gửi chậm",
    rule: `Hạn gửi tài liệu của kỳ họp: ${end}; tệp đến lúc ${momentInWords(came)}. Đếm ngày lịch, kể cả ngày nghỉ.`,
  };
}
