// What a document's legal form wants and lacks (Nghị định 30/2020, Art. 5), said apart from cryptography. Pure.
import type { Document, Revision } from "../generated/protocol";

// A draft is not yet issued. What bears no number and no signature (a table, a slide show) is no official document, and the picture of a
// paper original has its signatures on the paper.
export function lacksOf(fields: Pick<Document, "draft" | "full_number" | "scan">, revision: Pick<Revision, "verdict" | "missing">): string {
  if (fields.draft || fields.scan || revision.missing.length === 0) return "";
  if (revision.verdict === "unsigned_document" && fields.full_number === "") return "";
  const [first = "", ...more] = revision.missing;
  return [first, ...more.map((each) => each.replace(/^Thiếu chữ ký/, "và"))].join(" ");
}
