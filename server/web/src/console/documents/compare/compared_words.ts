// What a comparison of two revisions says, in words: page by page, and on the whole. Pure.
import type { Revision } from "../../../generated/protocol";
import { type ComparedPages, type Difference, isChanged } from "../../../pages/compare/comparison";
import type { Box, PageWords } from "../../../pages/compare/page_words";

type Told = Pick<ComparedPages, "older" | "newer" | "difference" | "moved">;

export const differenceWords: Readonly<Record<Difference, string>> = {
  same: "giữ nguyên",
  words: "đổi chữ",
  flow: "chỉ dồn dòng",
  picture: "đổi hình, dấu",
  unread: "cần xem bằng mắt",
  gone: "đã bỏ",
  new: "trang mới",
};

// "Trang 7", "Trang 7 → 8", "Trang 7 cũ" (it went), "Trang 8" (it came).
export function pageWords({ older, newer }: Pick<Told, "older" | "newer">): string {
  if (older === null) return `Trang ${(newer ?? 0) + 1}`;
  if (newer === null) return `Trang ${older + 1} cũ`;
  return older === newer ? `Trang ${newer + 1}` : `Trang ${older + 1} → ${newer + 1}`;
}

export function differenceLine({ difference, moved }: Pick<Told, "difference" | "moved">): string {
  const word = differenceWords[difference];
  if (!moved) return word;
  return difference === "same" || difference === "flow" ? "chuyển chỗ" : `chuyển chỗ, ${word}`;
}

type Sealed = Pick<Revision, "verdict_sentence">;

// The first line of all. `older`, `newer`: what is known of their signatures; nothing for a file that was not sent yet.
export function summary(pages: readonly Told[], older?: Sealed, newer?: Sealed): string {
  const count = (kind: (told: Told) => boolean): number => pages.filter(kind).length;
  const changed = count(isChanged);
  const flow = count(({ difference, moved }) => difference === "flow" && !moved);
  if (changed > 0) {
    const parts = [
      [count(({ difference }) => difference === "words"), "trang đổi chữ"],
      [count(({ difference }) => difference === "picture"), "trang đổi hình, dấu"],
      [count(({ difference }) => difference === "new"), "trang mới"],
      [count(({ difference }) => difference === "gone"), "trang đã bỏ"],
      [count(({ difference }) => difference === "unread"), "trang là ảnh, cần xem bằng mắt"],
      [count(({ difference, moved }) => moved && (difference === "same" || difference === "flow")), "trang chuyển chỗ"],
    ] as const;
    const rest = pages.length - changed;
    const told = parts.flatMap(([n, words]) => (n > 0 ? [`${n} ${words}`] : []));
    return `${told.join(", ")}; ${rest > 0 ? `${rest} trang giữ nguyên${flow > 0 ? ` (${flow} trang chỉ dồn dòng)` : ""}` : "không trang nào giữ nguyên"}.`;
  }
  if (flow > 0) return `Chữ giữ nguyên; ${flow} trang chỉ dồn dòng hoặc dồn trang.`;
  return `Không có gì khác nhau trên mặt giấy. ${behindThePages(older, newer)}`;
}

// What may differ while all pages are the same.
function behindThePages(older?: Sealed, newer?: Sealed): string {
  if (!older || !newer) return "Tệp chỉ khác ở chữ ký số hoặc phần ghi kèm.";
  if (older.verdict_sentence === newer.verdict_sentence) return "Tệp chỉ khác ở phần ghi kèm, không hiện trên trang.";
  return `Chỉ chữ ký số khác: trước là “${older.verdict_sentence}”, nay là “${newer.verdict_sentence}”.`;
}

// Words that follow each other on a line are marked as one. In shares of the page.
export function markBoxes(page: PageWords | undefined, marked: readonly number[]): Box[] {
  const boxes: (Box & { last: number; line: number })[] = [];
  for (const at of [...marked].sort((one, two) => one - two)) {
    const word = page?.words[at];
    if (!page || !word) continue;
    const { left, top, right, bottom } = word;
    const open = boxes.at(-1);
    if (open?.last === at - 1 && open.line === word.line && left >= open.left) {
      boxes[boxes.length - 1] = {
        ...open,
        right: Math.max(open.right, right),
        top: Math.min(open.top, top),
        bottom: Math.max(open.bottom, bottom),
        last: at,
      };
    } else boxes.push({ left, top, right, bottom, last: at, line: word.line });
  }
  return boxes.map(({ left, top, right, bottom }) => ({
    left: left / (page?.width ?? 1),
    top: top / (page?.height ?? 1),
    right: right / (page?.width ?? 1),
    bottom: bottom / (page?.height ?? 1),
  }));
}

const shownWordsMax = 40;

// A long passage by its beginning.
export function shortened(words: string): string {
  const all = words.split(" ");
  return all.length > shownWordsMax ? `${all.slice(0, shownWordsMax).join(" ")} … (${all.length} chữ)` : words;
}
