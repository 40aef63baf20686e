// Correcting what was read from a document's first page: what the clerk typed against what they saw when they began, what others changed
// meanwhile, who changed what before, and which document is next. Pure.
import { day, isoDay } from "../../council/calendar";
import type { OfficeDocument } from "../../council/documents";
import {
  type AgendaItem,
  type Amendment,
  type Audience,
  audienceLabels,
  type EditDocument,
  type FormerDocument,
  type Urgency,
} from "../../generated/protocol";
import { urgencies, urgencyWord } from "../words";
import type { View } from "../../sync/view";

type DocumentFields = OfficeDocument["fields"];

// What a clerk saw of a document when they began.
export interface Seen {
  readonly fields: DocumentFields;
  readonly standing: number; // its place among the item's documents, from 1
}

// The form, as typed.
export interface Typed {
  title: string;
  typeName: string;
  fullNumber: string;
  issuedOn: string; // 19/12/2024
  place: string;
  issuer: string;
  signer: string;
  term: string; // XII
  sessionNumber: string; // 15, or empty
  urgency: Urgency;
  normative: boolean;
  draft: boolean;
  scan: boolean;
  item: string;
  audience: Audience;
  standing: string; // its place among the item's documents, from 1
}

// Nghị định 30/2020, Điều 7, and the two of normative documents.
export const documentTypes: readonly (readonly [code: string, name: string])[] = [
  ["NQ", "Nghị quyết"],
  ["QĐ", "Quyết định"],
  ["CT", "Chỉ thị"],
  ["QC", "Quy chế"],
  ["QyĐ", "Quy định"],
  ["TC", "Thông cáo"],
  ["TB", "Thông báo"],
  ["HD", "Hướng dẫn"],
  ["CTr", "Chương trình"],
  ["KH", "Kế hoạch"],
  ["PA", "Phương án"],
  ["ĐA", "Đề án"],
  ["DA", "Dự án"],
  ["BC", "Báo cáo"],
  ["BB", "Biên bản"],
  ["TTr", "Tờ trình"],
  ["HĐ", "Hợp đồng"],
  ["CĐ", "Công điện"],
  ["BGN", "Bản ghi nhớ"],
  ["BTT", "Bản thỏa thuận"],
  ["GUQ", "Giấy ủy quyền"],
  ["GM", "Giấy mời"],
  ["GGT", "Giấy giới thiệu"],
  ["GNP", "Giấy nghỉ phép"],
  ["PG", "Phiếu gửi"],
  ["PC", "Phiếu chuyển"],
  ["PB", "Phiếu báo"],
  ["CV", "Công văn"],
  ["NĐ", "Nghị định"],
  ["TT", "Thông tư"],
];

export function typedOf(fields: DocumentFields, standing: number): Typed {
  return {
    title: fields.title,
    typeName: fields.type_name,
    fullNumber: fields.full_number,
    issuedOn: day(fields.issued_on),
    place: fields.place,
    issuer: fields.issuer,
    signer: fields.signer,
    term: fields.term,
    sessionNumber: fields.session_number === 0 ? "" : String(fields.session_number),
    urgency: fields.urgency,
    normative: fields.normative,
    draft: fields.draft,
    scan: fields.scan,
    item: fields.agenda_item,
    audience: fields.audience,
    standing: String(standing),
  };
}

// A known name brings its abbreviation; that of an unknown one is nobody's.
export function codeOf(name: string, before: DocumentFields): string {
  if (name === before.type_name) return before.type_code;
  return documentTypes.find(([, known]) => known.toLocaleLowerCase("vi") === name.toLocaleLowerCase("vi"))?.[0] ?? "";
}

export function faultOf(typed: Typed): string {
  if (typed.title.trim() === "") return "Hãy ghi trích yếu.";
  if (isoDay(typed.issuedOn) === null) return "Ngày ban hành ghi như 19/12/2024.";
  if (!/^([1-9]\d{0,2})?$/.test(typed.sessionNumber.trim())) return "Kỳ họp thứ ghi bằng số, ví dụ 15.";
  if (!/^[1-9]\d{0,3}$/.test(typed.standing.trim())) return "Thứ tự là số từ 1.";
  return "";
}

// What the page says of a document: whoever confirms it has compared all of these.
const compared = [
  "title",
  "type_code",
  "type_name",
  "full_number",
  "issued_on",
  "place",
  "issuer",
  "signer",
  "term",
  "session_number",
  "normative",
  "urgency",
  "draft",
  "scan",
] as const;

// What stood in the fields that the edit is about, so that the server refuses to overwrite what nobody here has seen. A place among the item's
// documents says which item; a confirmation speaks of all that was read.
export function formerOf(edit: Omit<EditDocument, "former">, { fields, standing }: Seen): FormerDocument {
  const looked = new Set<string>([...Object.keys(edit), ...(edit.confirmed ? compared : []), ...(edit.position ? ["agenda_item"] : [])]);
  const former: Record<string, unknown> = {};
  for (const field of [...compared, "agenda_item", "audience"] as const) if (looked.has(field)) former[field] = fields[field];
  return { ...former, ...(looked.has("position") && { position: standing }) };
}

// Only what was changed is sent, so that two clerks' edits of one document add up. Null: nothing was.
export function editOf(id: string, seen: Seen, typed: Typed, confirm: boolean): EditDocument | null {
  const { fields: before, standing } = seen;
  const title = typed.title.replace(/\s+/g, " ").trim();
  const typeName = typed.typeName.trim();
  const issuedOn = isoDay(typed.issuedOn);
  const moved = typed.item !== before.agenda_item;
  const edit: EditDocument = {
    type: "edit_document",
    document: id,
    ...(title !== before.title && { title }),
    ...(typeName !== before.type_name && { type_name: typeName, type_code: codeOf(typeName, before) }),
    ...(typed.fullNumber.trim() !== before.full_number && { full_number: typed.fullNumber.trim() }),
    ...(issuedOn !== null && issuedOn !== before.issued_on && { issued_on: issuedOn }),
    ...(typed.place.trim() !== before.place && { place: typed.place.trim() }),
    ...(typed.issuer.trim() !== before.issuer && { issuer: typed.issuer.trim() }),
    ...(typed.signer.trim() !== before.signer && { signer: typed.signer.trim() }),
    ...(typed.term.trim() !== before.term && { term: typed.term.trim() }),
    ...(Number(typed.sessionNumber) !== before.session_number && { session_number: Number(typed.sessionNumber) }),
    ...(typed.normative !== before.normative && { normative: typed.normative }),
    ...(typed.urgency !== before.urgency && { urgency: typed.urgency }),
    ...(typed.draft !== before.draft && { draft: typed.draft }),
    ...(typed.scan !== before.scan && { scan: typed.scan }),
    ...(moved && { agenda_item: typed.item }),
    // What is moved to a closed sitting goes to delegates unless it is said otherwise: so it is said.
    ...(typed.audience !== before.audience || moved ? { audience: typed.audience } : {}),
    ...(!moved && Number(typed.standing) !== standing && { position: Number(typed.standing) }),
    ...(confirm && { confirmed: true }),
  };
  return Object.keys(edit).length > 2 ? { ...edit, former: formerOf(edit, seen) } : null;
}

// What a change of the item means for who may see the document, and the words for it.
export function audienceAfterMove(
  view: View,
  item: AgendaItem | undefined,
  published: boolean,
  audience: Audience,
): { audience: Audience; words: string } {
  const closed = usualAudience(view, item) === "delegates_only";
  if (!closed || audience === "delegates_only") return { audience, words: "" };
  if (published)
    return {
      audience,
      words: "Nội dung này thuộc phiên họp kín, nhưng tài liệu đã phát hành cho cả khách mời. Nếu khách mời không được xem, hãy thu hồi.",
    };
  return { audience: "delegates_only", words: "Nội dung này thuộc phiên họp kín nên tài liệu chỉ cho đại biểu. Có thể chọn lại." };
}

export const fieldWord: Record<string, string> = {
  title: "trích yếu",
  type_name: "tên loại",
  type_code: "ký hiệu loại",
  full_number: "số, ký hiệu",
  issued_on: "ngày ban hành",
  place: "địa danh",
  issuer: "cơ quan ban hành",
  signer: "người ký",
  term: "khóa",
  session_number: "kỳ họp thứ",
  normative: "quy phạm pháp luật",
  urgency: "độ khẩn",
  draft: "dự thảo",
  scan: "bản quét",
  agenda_item: "nội dung",
  audience: "người xem",
  position: "thứ tự",
  confirmed: "đã so với văn bản",
  revision: "bản đang chờ",
  file_name: "tên tệp",
  not_secret: "xác nhận không mật",
};

const yesNo = (value: string): string => (value === "true" ? "có" : "không");

export function valueWord(view: View, field: string, value: string): string {
  if (["draft", "scan", "normative", "confirmed"].includes(field)) return yesNo(value);
  if (field === "session_number") return value === "0" ? "trống" : value;
  if (field === "issued_on") return day(value) || "trống";
  if (field === "urgency") return urgencies.includes(value as Urgency) ? urgencyWord(value as Urgency) : value;
  if (field === "audience") return audienceLabels[value as Audience] ?? value;
  if (field === "agenda_item") return view.get("agenda_item", value)?.number ?? value;
  return value === "" ? "trống" : `“${value}”`;
}

// "cơ quan ban hành: “PHỤ LỤC 01” → “UBND huyện”".
export function amendmentWords(view: View, { field, before, after, reason }: Amendment): string {
  const name = fieldWord[field] ?? field;
  if (field === "confirmed") return after === "true" ? "đã so với văn bản" : "bỏ xác nhận";
  if (field === "revision") return `bỏ bản ${before.split(" ")[0] ?? ""} đang chờ: ${reason}`;
  if (field === "not_secret") return after;
  return `${name}: ${valueWord(view, field, before)} → ${valueWord(view, field, after)}`;
}

export function amendmentsOf(view: View, document: string): readonly Amendment[] {
  return view.get("amendments", `document/${document}`)?.entries ?? [];
}

export function isConfirmed(view: View, document: string): boolean {
  return amendmentsOf(view, document).findLast(({ field }) => field === "confirmed")?.after === "true";
}

// Drafts whose first page nobody has compared yet.
export function needsConfirming(view: View, document: OfficeDocument): boolean {
  return document.draft !== null && document.published === null && !isConfirmed(view, document.id);
}

// Who new documents of an item are for when nobody says (storage/documents: usual_audience).
export function usualAudience(view: View, item: AgendaItem | undefined): Audience {
  return view.get("sitting", item?.sitting)?.open_to_public === false ? "delegates_only" : "everyone";
}

// The document after this one that still waits to be compared; behind the last one the first.
export function nextToConfirm(view: View, documents: readonly OfficeDocument[], current: string): OfficeDocument | undefined {
  const at = documents.findIndex((document) => document.id === current);
  return [...documents.slice(at + 1), ...documents.slice(0, Math.max(at, 0))].find((document) => needsConfirming(view, document));
}
