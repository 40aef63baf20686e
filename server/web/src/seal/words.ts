// What a verdict is called and how it looks, once for tablet and console. The short word is C++'s verdict_word(); both sides read
// tests/golden/verdict_words.json. The long line comes ready from the server (Revision.verdict_sentence).
//
// Green is for an intact file of somebody known whose certificate was not revoked, red for broken signatures alone.
import type { CertificateStanding, Indication, Revision, SignerKind, Trust, Verdict } from "../generated/protocol";

export function verdictWord(verdict: Verdict, trust: Trust): string {
  switch (verdict) {
    case "valid":
    case "valid_with_allowed_changes":
      if (trust === "untrusted") return "Chưa đủ căn cứ";
      if (trust === "unknown_revocation") return "Hợp lệ, chưa kiểm tra được thu hồi";
      return verdict === "valid" ? "Hợp lệ" : "Hợp lệ, có thay đổi được phép";
    case "suspicious":
      return "Cần kiểm tra lại";
    case "invalid":
      return "Không hợp lệ";
    case "unsigned_document":
      return "Không ký số";
    case "unreadable":
      return "Không đọc được chữ ký";
    case "unsupported":
      return "Chưa kiểm tra được";
  }
}

// Where nobody is trusted yet, of a signature that lacks nothing else.
export const strangersWord = "Nguyên vẹn, chưa xác định người ký";

export type SealTone = "good" | "doubt" | "broken" | "none";

export function sealTone(verdict: Verdict, trust: Trust): SealTone {
  switch (verdict) {
    case "valid":
    case "valid_with_allowed_changes":
      return trust === "trusted" ? "good" : "doubt";
    case "suspicious":
    case "unreadable":
    case "unsupported":
      return "doubt";
    case "invalid":
      return "broken";
    case "unsigned_document":
      return "none";
  }
}

// The strip's line where there is room for who and why.
export const verdictLine = (revision: Pick<Revision, "verdict" | "trust" | "verdict_sentence">): string =>
  revision.verdict_sentence || verdictWord(revision.verdict, revision.trust);

// The same where the end may be cut off: what is doubted comes before the names.
export function verdictLineByWord(revision: Pick<Revision, "verdict" | "trust" | "verdict_sentence">): string {
  const line = verdictLine(revision);
  if (revision.trust !== "unknown_revocation" || !line.startsWith("Hợp lệ")) return line;
  const names = / – đã ký bởi [^(]*/.exec(line)?.[0].trimEnd() ?? "";
  return verdictWord(revision.verdict, revision.trust) + (names && ` ${names.trimStart()}`);
}

export const signerKindWord: Readonly<Record<SignerKind, string>> = {
  person: "Chữ ký số cá nhân",
  organisation: "Chữ ký số của cơ quan",
  timestamp: "Dấu thời gian",
  unknown: "Chữ ký số",
};

export const standingWord: Readonly<Record<CertificateStanding, string>> = {
  in_force: "Chứng thư còn hiệu lực",
  expired: "Chứng thư đã hết hạn",
  not_yet_valid: "Chứng thư chưa có hiệu lực",
  revoked: "Chứng thư đã bị thu hồi",
  unknown: "Chưa xác định được",
};

// ETSI EN 319 102-1, for the technical part only.
export const indicationName: Readonly<Record<Indication, string>> = {
  total_passed: "TOTAL-PASSED",
  total_failed: "TOTAL-FAILED",
  indeterminate: "INDETERMINATE",
};

const algorithmNames: Readonly<Record<string, string>> = {
  rsaEncryption: "RSA",
  rsassaPss: "RSASSA-PSS",
  "id-ecPublicKey": "ECDSA",
  "ecdsa-with-SHA256": "ECDSA",
  sha1: "SHA-1",
  sha224: "SHA-224",
  sha256: "SHA-256",
  sha384: "SHA-384",
  sha512: "SHA-512",
};
export const algorithmName = (name: string): string => algorithmNames[name] ?? name;

// "ab12 cd34 …": what somebody compares by eye.
export const inFours = (hex: string): string => hex.match(/.{1,4}/g)?.join(" ") ?? "";
