// A fingerprint as it came from a second source, held against the one of the file. Pure.
//
// All 64 digits count. Whoever forges a certificate can choose its key until eight digits of the fingerprint are right, in minutes; 64 nobody can.

const digitsIn = 64;
const perGroup = 8;

export type Comparison =
  | { readonly state: "nothing" }
  | { readonly state: "matches" }
  | { readonly state: "begins"; readonly digits: number } // right so far
  | { readonly state: "differs"; readonly group: number; readonly typed: string; readonly file: string } // from 1
  | { readonly state: "longer" }
  | { readonly state: "sha1" }
  | { readonly state: "letter"; readonly letter: string };

// "F04BA4B4", "1C3D…": upper case, eight at a time, to be compared by eye.
export const groupsOf = (sha256: string): string[] => sha256.toUpperCase().match(/.{1,8}/g) ?? [];

// What a web page, a letter or openssl writes around the digits: blanks, colons, hyphens, marks that nobody sees, "SHA256 Fingerprint=".
export const digitsOf = (typed: string): string =>
  typed
    .replace(/^\s*sha-?256(\s+fingerprint)?\s*[:=]/i, "")
    .replace(/[\s:.,;\-\u00ad\u200b-\u200f\u2010-\u2015\u202a-\u202e\u2060-\u2069\ufeff]/g, "")
    .toLowerCase();

export function compared(typed: string, sha256: string): Comparison {
  const digits = digitsOf(typed);
  if (digits === "") return { state: "nothing" };
  const letter = /[^0-9a-f]/.exec(digits)?.[0];
  if (letter) return { state: "letter", letter: letter.toUpperCase() };
  if (digits === sha256) return { state: "matches" };
  const at = [...digits].findIndex((digit, index) => digit !== sha256[index]);
  // As long as Windows' "thumbprint", and wrong from early on.
  if (digits.length === 40 && at >= 0) return { state: "sha1" };
  if (at < 0) return { state: "begins", digits: digits.length };
  if (at >= digitsIn) return { state: "longer" };
  const group = Math.floor(at / perGroup);
  const of = (text: string): string => text.slice(group * perGroup, (group + 1) * perGroup).toUpperCase();
  return { state: "differs", group: group + 1, typed: of(digits), file: of(sha256) };
}

// How each group of the file's fingerprint stands.
export function groupStates(typed: string, sha256: string): ("same" | "differs" | "open")[] {
  const digits = digitsOf(typed);
  return groupsOf(sha256).map((_, group) => {
    const mine = digits.slice(group * perGroup, (group + 1) * perGroup);
    const its = sha256.slice(group * perGroup, (group + 1) * perGroup);
    if (!its.startsWith(mine)) return "differs";
    return mine.length === its.length ? "same" : "open";
  });
}

export function comparisonWords(comparison: Comparison): string {
  switch (comparison.state) {
    case "nothing":
      return "Chưa đối chiếu.";
    case "matches":
      return "Khớp cả 64 ký tự.";
    case "begins":
      return `Mới có ${comparison.digits}/${digitsIn} ký tự, đến đây đều khớp.`;
    case "differs":
      return `Khác ở nhóm ${comparison.group}: ông/bà ghi ${comparison.typed}, tệp là ${comparison.file}. Hãy xem lại; nếu nguồn ghi đúng như vậy thì đừng tin tệp này.`;
    case "longer":
      return "Dài hơn 64 ký tự. Hãy chỉ dán một dấu vân tay.";
    case "sha1":
      return "Đây có vẻ là dấu SHA-1 (40 ký tự), không đủ an toàn. Hãy lấy dấu SHA-256 (64 ký tự).";
    case "letter":
      return `Dấu vân tay chỉ có chữ số và các chữ từ A đến F, không có “${comparison.letter}”.`;
  }
}
