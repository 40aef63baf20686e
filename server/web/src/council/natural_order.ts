// The order in which people count and look up: A2 before A10, 3 before 3a before 10, IV before IX, Ân before Ất before Bình. The twin of
// protocol/natural_order.hpp, which says why; both are held to tests/golden/natural_order.json.

// The alphabet in capitals, each letter with its tones in dictionary order (none, grave, hook, tilde, acute, dot).
const alphabet = [
  "AÀẢÃÁẠ",
  "ĂẰẲẴẮẶ",
  "ÂẦẨẪẤẬ",
  "B",
  "C",
  "D",
  "Đ",
  "EÈẺẼÉẸ",
  "ÊỀỂỄẾỆ",
  "F",
  "G",
  "H",
  "IÌỈĨÍỊ",
  "J",
  "K",
  "L",
  "M",
  "N",
  "OÒỎÕÓỌ",
  "ÔỒỔỖỐỘ",
  "ƠỜỞỠỚỢ",
  "P",
  "Q",
  "R",
  "S",
  "T",
  "UÙỦŨÚỤ",
  "ƯỪỬỮỨỰ",
  "V",
  "W",
  "X",
  "YỲỶỸÝỴ",
  "Z",
];

type Rank = readonly [letter: number, tone: number];
const ranks = new Map<string, Rank>(
  alphabet.flatMap((tones, letter) => [...tones].map((one, tone) => [one, [0x100 + letter, tone]] as [string, Rank])),
);

function rankOf(c: string): Rank {
  const capital = c.toUpperCase();
  const code = capital.codePointAt(0) ?? 0;
  return ranks.get(capital) ?? [code < 0x80 ? code : 0x10000 + code, 0];
}

const signs: readonly (readonly [string, number, number])[] = [
  ["L", 50, 1],
  ["XL", 40, 1],
  ["X", 10, 3],
  ["IX", 9, 1],
  ["V", 5, 1],
  ["IV", 4, 1],
  ["I", 1, 3],
];

function romanValue(word: string): number {
  let value = 0;
  let rest = word;
  for (const [sign, worth, times] of signs)
    for (let time = 0; time < times && rest.startsWith(sign); time++) {
      value += worth;
      rest = rest.slice(sign.length);
    }
  return rest === "" ? value : 0;
}

type LetterRun = { number: string } | { rank: Rank };

// Numbers, Roman ones that stand by themselves, and single characters.
const parts = /(?<digits>[0-9]+)|(?<![\p{L}0-9])(?<word>[IVXL]+)(?![\p{L}0-9])|(?<one>.)/gsu;

function piecesOf(text: string): LetterRun[] {
  const pieces: LetterRun[] = [];
  for (const { groups } of text.normalize("NFC").matchAll(parts)) {
    if (groups?.digits !== undefined) pieces.push({ number: groups.digits.replace(/^0+/, "") });
    else if (groups?.word !== undefined) {
      const value = romanValue(groups.word);
      if (value > 0) pieces.push({ number: String(value) });
      else for (const c of groups.word) pieces.push({ rank: rankOf(c) });
    } else if (groups?.one !== undefined) pieces.push({ rank: rankOf(groups.one) });
  }
  return pieces;
}

function compare(a: LetterRun, b: LetterRun): number {
  if ("number" in a !== "number" in b) return "number" in a ? -1 : 1;
  if ("number" in a && "number" in b) return a.number.length - b.number.length || (a.number < b.number ? -1 : Number(a.number > b.number));
  return "rank" in a && "rank" in b ? a.rank[0] - b.rank[0] : 0;
}

const toneOf = (piece: LetterRun | undefined): number => (piece && "rank" in piece ? piece.rank[1] : 0);

export function naturalOrder(a: string, b: string): number {
  const left = piecesOf(a);
  const right = piecesOf(b);
  const both = Math.min(left.length, right.length);
  for (let at = 0; at < both; at++) {
    const order = compare(left[at]!, right[at]!);
    if (order !== 0) return order;
  }
  if (left.length !== right.length) return left.length - right.length;
  for (let at = 0; at < both; at++) {
    const order = toneOf(left[at]) - toneOf(right[at]);
    if (order !== 0) return order;
  }
  return a < b ? -1 : Number(a > b);
}

// The same, with nothing (somebody without a seat) last.
export function naturalOrderOrLast(a: string | undefined | null, b: string | undefined | null): number {
  if (!a || !b) return Number(!a) - Number(!b);
  return naturalOrder(a, b);
}
