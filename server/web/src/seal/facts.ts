// What is said of one signature: the items that Circular 15/2025/TT-BKHCN asks for, in its order, and the technical ones apart. Pure.
import { day, moment } from "../council/calendar";
import { revocationStateLabels, type LaterChange, type SignatureFinding, type SignatureReport } from "../generated/protocol";
import { isKnown, revocationOf } from "./axes";
import { algorithmName, inFours, indicationName, type SealTone, standingWord } from "./words";

export interface Fact {
  readonly name: string;
  readonly words: string;
  readonly tone?: SealTone; // facts that carry a judgement
  readonly code?: true; // compared sign by sign
}

const code = (name: string, words: string): Fact => (words ? { name, words, code: true } : { name, words: "Không rõ" });
const absent = "Chứng thư không ghi";
const signerName = {
  person: "Người ký",
  organisation: "Cơ quan, tổ chức ký",
  timestamp: "Nơi cấp dấu thời gian",
  unknown: "Người ký",
} as const;

function signedAt({ proven_at, claimed_at }: SignatureFinding): Fact {
  const name = "Thời điểm ký";
  if (proven_at)
    return {
      name,
      words: `${moment(proven_at)} (có dấu thời gian)${claimed_at ? `; người ký ghi ${moment(claimed_at)}` : ""}`,
      tone: "good",
    };
  if (claimed_at) return { name, words: `${moment(claimed_at)} (người ký tự ghi, không có dấu thời gian)` };
  return { name, words: "Không ghi" };
}

function standing(finding: SignatureFinding): Fact {
  const basis = finding.proven_at
    ? "theo dấu thời gian"
    : finding.claimed_at
      ? "theo thời điểm người ký tự ghi"
      : "theo thời điểm kiểm tra";
  const name = "Hiệu lực tại thời điểm ký";
  if (finding.standing === "unknown") return { name, words: standingWord.unknown };
  return { name, words: `${standingWord[finding.standing]} (${basis})`, tone: finding.standing === "in_force" ? "good" : "doubt" };
}

function revocation(finding: SignatureFinding): Fact {
  const state = revocationOf(finding);
  const since = finding.revoked_at ? ` từ ngày ${day(finding.revoked_at)}` : "";
  const source = finding.revocation_source ? ` (${finding.revocation_source})` : "";
  return {
    name: "Thu hồi chứng thư",
    words: `${revocationStateLabels[state]}${since}${source}`,
    tone: state === "good" ? "good" : "doubt",
  };
}

function anchor(finding: SignatureFinding): Fact {
  const known = isKnown(finding);
  return {
    name: "Gốc tin cậy",
    words: finding.anchor_name || (known ? "Nối được tới gốc đã nạp" : "Không nối được tới gốc nào đã nạp"),
    tone: known ? "good" : "doubt",
  };
}

function whole(finding: SignatureFinding): Fact {
  const name = "Toàn vẹn";
  if (finding.integrity) return { name, words: "Nội dung đã ký không bị thay đổi", tone: "good" };
  if (finding.verdict === "invalid") return { name, words: "Nội dung đã ký bị thay đổi hoặc chữ ký hỏng", tone: "broken" };
  return { name, words: "Chưa kiểm tra được", tone: "doubt" };
}

export function factsOf(finding: SignatureFinding): readonly Fact[] {
  const period = finding.not_before ? `Từ ${day(finding.not_before)} đến ${day(finding.not_after)}` : "Không rõ";
  const algorithms = [finding.signature_algorithm, finding.digest_algorithm].filter(Boolean).map(algorithmName).join(", ");
  return [
    { name: signerName[finding.signer_kind], words: finding.signer_name || absent },
    { name: "Tổ chức quản lý", words: finding.signer_organisation || absent },
    { name: "Tổ chức cấp chứng thư", words: finding.issuer_name || absent },
    anchor(finding),
    signedAt(finding),
    standing(finding),
    { name: "Hiệu lực chứng thư", words: period },
    revocation(finding),
    whole(finding),
    finding.covers_whole_file
      ? { name: "Phạm vi ký", words: "Toàn bộ tệp", tone: "good" }
      : { name: "Phạm vi ký", words: "Phần đầu của tệp; sau đó tệp có phần nối thêm" },
    { name: "Thuật toán", words: algorithms || "Không rõ" },
    code("Số sê-ri", finding.serial),
    code("Dấu vân tay (SHA-256)", inFours(finding.certificate_sha256)),
  ];
}

const permissions: Readonly<Record<number, string>> = {
  0: "Chữ ký phê duyệt",
  1: "Chữ ký chứng nhận, không cho phép sửa gì (DocMDP P=1)",
  2: "Chữ ký chứng nhận, cho phép điền biểu mẫu và ký thêm (DocMDP P=2)",
  3: "Chữ ký chứng nhận, cho phép cả ghi chú (DocMDP P=3)",
};

export function technicalFactsOf(finding: SignatureFinding): readonly Fact[] {
  const facts: Fact[] = [
    {
      name: "Kết luận (ETSI EN 319 102-1)",
      words: [indicationName[finding.indication], finding.sub_indication].filter(Boolean).join(" / "),
      code: true,
    },
    { name: "Ô chữ ký", words: finding.field, code: true },
    { name: "Định dạng", words: finding.sub_filter, code: true },
    { name: "ByteRange", words: finding.byte_range.join(" "), code: true },
    { name: "Các byte đã ký", words: finding.revision_end > 0 ? `0 – ${finding.revision_end}` : "", code: true },
    { name: "Loại", words: permissions[finding.certification] ?? "" },
  ];
  return facts.filter((fact) => fact.words !== "");
}

// What changed after this signature was made.
export const changesAfter = (report: SignatureReport, finding: SignatureFinding): readonly LaterChange[] =>
  report.changes.filter((change) => finding.revision_end > 0 && finding.revision_end < change.revision_end);

// The signed revision is another text than today's file.
export const hasOwnRevision = (finding: SignatureFinding): boolean => finding.revision_end > 0 && !finding.covers_whole_file;

// "Nguyễn Văn A ký (08:21 05/12/2024)".
export function actOf(finding: SignatureFinding): string {
  const at = finding.proven_at || finding.claimed_at;
  return `${finding.signer_name || "người ký không rõ tên"} ký${at ? ` (${moment(at)}${finding.proven_at ? "" : ", người ký tự ghi"})` : ""}`;
}
