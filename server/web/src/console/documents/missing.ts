// What the paper's legal form wants and lacks (Nghị định 30/2020, Art. 5): the same rule as protocol/document.cpp, for the report
// the console already holds. A time-stamp is nobody's signature.
import type { SignatureReport } from "../../generated/protocol";

export function missingSignatures(report: SignatureReport): string[] {
  if (report.verdict === "unreadable" || report.verdict === "unsupported") return [];
  const kinds = new Set(report.signatures.map((finding) => finding.signer_kind));
  if (kinds.has("unknown")) return [];
  const missing: string[] = [];
  if (!kinds.has("person")) missing.push("Thiếu chữ ký của người có thẩm quyền");
  if (!kinds.has("organisation")) missing.push("Thiếu chữ ký của cơ quan");
  return missing;
}
