// The four questions about a file's signatures, each answered apart: integrity, what was signed and what changed later, identity, time
// and revocation. The worst of the signatures speaks for the file. Pure.
import { day } from "../council/calendar";
import type { RevocationState, SignatureFinding, SignatureReport } from "../generated/protocol";
import type { SealTone } from "./words";

export interface Axis {
  readonly id: "integrity" | "coverage" | "identity" | "time";
  readonly name: string;
  readonly tone: SealTone;
  readonly word: string;
  readonly sentence: string;
}

type Answer = Pick<Axis, "tone" | "word" | "sentence">;

const answer = (tone: SealTone, word: string, sentence: string): Answer => ({ tone, word, sentence });

function names(findings: readonly SignatureFinding[]): string {
  const known = [...new Set(findings.map((each) => each.signer_name || "người ký không rõ tên"))];
  return known.length > 1 ? `${known.slice(0, -1).join(", ")} và ${known.at(-1)}` : (known[0] ?? "");
}

const reasonsOf = (finding: SignatureFinding, otherwise: string): string => `${finding.reasons[0] ?? otherwise}.`.replace(/\.\.$/, ".");

// Trusted stands for "not revoked" too.
export function revocationOf(finding: SignatureFinding): RevocationState {
  return finding.revocation === "unknown" && finding.trust === "trusted" ? "good" : finding.revocation;
}

export const isRevoked = (finding: SignatureFinding): boolean =>
  finding.revocation === "revoked" || finding.standing === "revoked" || finding.sub_indication.startsWith("REVOKED");

// Known is a signer whose certificate leads to a trusted root, whatever became of that certificate since.
export function isKnown(finding: SignatureFinding): boolean {
  return (
    finding.trust !== "untrusted" ||
    finding.anchor_name !== "" ||
    isRevoked(finding) ||
    /^(OUT_OF_BOUNDS|NOT_YET_VALID)/.test(finding.sub_indication)
  );
}

function integrity(report: SignatureReport): Answer {
  const { signatures } = report;
  const failed = signatures.filter((each) => !each.integrity);
  const broken = failed.filter((each) => each.verdict === "invalid");
  if (broken.some((each) => each.sub_indication !== "FORMAT_FAILURE"))
    return answer("broken", "Đã bị thay đổi", `Nội dung không còn như lúc ${names(broken)} ký.`);
  if (broken.length > 0) return answer("broken", "Chữ ký hỏng", `Chữ ký của ${names(broken)} hỏng, không chứng minh được nội dung.`);
  if (failed.length > 0) return answer("doubt", "Chưa kiểm tra được", `Chữ ký của ${names(failed)} chưa đối chiếu được với nội dung.`);
  return answer("good", "Còn nguyên vẹn", "Nội dung đã ký không bị thay đổi.");
}

function coverage(report: SignatureReport): Answer {
  const { signatures, changes } = report;
  if (signatures.some((each) => each.verdict === "invalid" && !each.integrity))
    return answer("none", "Không kết luận", "Chữ ký không còn khớp với nội dung nên không xét được phạm vi.");
  if (signatures.some((each) => each.verdict === "invalid"))
    return answer("broken", "Thay đổi trái phép", "Sau khi ký có thay đổi mà chữ ký không cho phép.");
  const refused = changes.filter((each) => !each.allowed);
  if (refused.length > 0)
    return answer("doubt", "Có thay đổi cần xem", `Có ${refused.length} thay đổi sau khi ký nằm ngoài phạm vi cho phép.`);
  if (signatures.some((each) => each.verdict === "suspicious"))
    return answer(
      "doubt",
      "Có điểm cần xem",
      reasonsOf(
        signatures.find((each) => each.verdict === "suspicious")!,
        "Tệp có điểm bất thường",
      ),
    );
  if (changes.length > 0)
    return answer("good", "Chỉ có thay đổi được phép", "Sau chữ ký đầu tiên, tệp chỉ có thêm những gì chữ ký cho phép.");
  if (signatures.some((each) => each.covers_whole_file))
    return answer("good", "Bao trọn tệp", "Chữ ký bao trọn tệp, không có thay đổi nào sau khi ký.");
  return answer("none", "Không bao trọn tệp", "Tệp có phần nối thêm sau khi ký nhưng không làm đổi nội dung.");
}

function identity(signers: readonly SignatureFinding[]): Answer {
  const strangers = signers.filter((each) => !isKnown(each));
  if (strangers.length > 0)
    return answer("doubt", "Chưa xác định được", `Chưa nối được chứng thư của ${names(strangers)} tới gốc tin cậy nào đã nạp.`);
  const misused = signers.filter((each) => each.sub_indication === "CHAIN_CONSTRAINTS_FAILURE");
  if (misused.length > 0)
    return answer("doubt", "Chứng thư không dùng để ký", `Chứng thư của ${names(misused)} không được cấp để ký văn bản.`);
  const anchors = [...new Set(signers.map((each) => each.anchor_name).filter(Boolean))];
  return answer(
    "good",
    "Đã xác định",
    `Chứng thư của ${names(signers)} nối được tới gốc tin cậy${anchors.length > 0 ? `: ${anchors.join(", ")}` : ""}.`,
  );
}

function time(signers: readonly SignatureFinding[]): Answer {
  const revoked = signers.find(isRevoked);
  if (revoked) {
    const since = revoked.revoked_at ? ` từ ngày ${day(revoked.revoked_at)}` : "";
    return answer(
      revoked.verdict === "invalid" ? "broken" : "doubt",
      "Đã bị thu hồi",
      `Chứng thư của ${names([revoked])} đã bị thu hồi${since}.`,
    );
  }
  const outside = signers.find((each) => each.sub_indication.startsWith("OUT_OF_BOUNDS") || each.standing === "expired");
  if (outside && outside.standing !== "not_yet_valid")
    return answer(
      "doubt",
      "Hết hạn, thiếu dấu thời gian",
      `Chứng thư của ${names([outside])} đã hết hạn ngày ${day(outside.not_after)}, không có dấu thời gian chứng minh ký trước đó.`,
    );
  const early = signers.find((each) => each.standing === "not_yet_valid" || each.sub_indication === "NOT_YET_VALID");
  if (early) return answer("doubt", "Chưa có hiệu lực", `Chứng thư của ${names([early])} chưa có hiệu lực khi ký.`);
  const unchecked = signers.filter((each) => revocationOf(each) === "unknown");
  if (unchecked.length > 0)
    return answer(
      "doubt",
      "Chưa kiểm tra được thu hồi",
      `Không có dữ liệu để biết chứng thư của ${names(unchecked)} có bị thu hồi hay không.`,
    );
  if (signers.every((each) => each.proven_at))
    return answer("good", "Có dấu thời gian", "Thời điểm ký được chứng minh; chứng thư khi đó còn hiệu lực, không bị thu hồi.");
  return answer("good", "Còn hiệu lực, không bị thu hồi", "Thời điểm ký do người ký tự ghi, không có dấu thời gian chứng minh.");
}

const unsigned: Answer = answer("none", "Không có chữ ký", "Tệp không có chữ ký số để trả lời.");
const unread: Answer = answer("doubt", "Không đọc được", "Không đọc được tệp nên chưa trả lời được.");

export function axesOf(report: SignatureReport): readonly Axis[] {
  const signers = report.signatures.filter((each) => each.signer_kind !== "timestamp");
  const nothing = report.verdict === "unreadable" ? unread : unsigned;
  const any = report.signatures.length > 0;
  return [
    { id: "integrity", name: "Nguyên vẹn", ...(any ? integrity(report) : nothing) },
    { id: "coverage", name: "Phạm vi và thay đổi sau khi ký", ...(any ? coverage(report) : nothing) },
    { id: "identity", name: "Danh tính", ...(signers.length > 0 ? identity(signers) : nothing) },
    { id: "time", name: "Thời gian và thu hồi", ...(signers.length > 0 ? time(signers) : nothing) },
  ];
}
