// Onto which agenda item each file of a dropped folder goes, by the names of its folders and its own; what is not sure is asked (SortingScreen).
// Pure.
//
// The nearest folder that says anything counts more than the file, and a number more than words. Sure is only what nothing contradicts:
//
//   Mục 3/…, ND 3a/…, IV. Chất vấn/…   an item's number after a word that means item, or before words that do not speak of another one
//   Ngân sách/…, BC KTXH.pdf           words, or their initials, that one item shares clearly more than any other
//   02 Báo cáo/…                       asked: only the kind of document is said
//   7 Tờ trình dự toán.pdf             asked unless words say the same: files are counted through as often as they are numbered by item
import { type ItemName, ItemWords, wordsOf } from "./item_words";

export interface Sorted {
  readonly item: string | null; // proposed, when it is not sure
  readonly sure: boolean;
  readonly why: string; // in Vietnamese
}

interface Evidence {
  readonly item: string | null;
  readonly sure: boolean;
  readonly why: string;
}

const number = String.raw`(\d{1,3}(?:\.\d{1,2})*[a-z]?|[ivxl]+)`;
const marked = new RegExp(
  String.raw`(?:^|[^\p{L}\d])(?:mục|muc|nội dung|noi dung|ndung|vấn đề|van de|nd)\s*(?:số|so|thứ|thu)?[\s.:_-]*${number}(?![\p{L}\d])`,
  "iu",
);
const leading = new RegExp(String.raw`^\s*${number}(?![\p{L}\d])`, "u");
const leadingRoman = /^\s*([IVXL]+)(?=[\s._)–-]|$)/;
const dayOrYear = /^\s*(?:\d{1,2}[._ -]\d{1,2}[._ -]\d{4}|\d{1,2}[._ -](?:19|20)\d{2}|(?:19|20)\d{2})(?!\d)/;

// "Mục 3", "ND_03a": the number said to be an item's.
function markedNumber(name: string): string | null {
  return marked.exec(name.normalize("NFC").replace(/_/g, " "))?.[1] ?? null;
}

// "02 - …", "IV. …": a number in front, which may be an item's.
function leadingNumber(name: string): string | null {
  const text = name.normalize("NFC");
  if (dayOrYear.test(text)) return null;
  return leadingRoman.exec(text)?.[1] ?? leading.exec(text)?.[1] ?? null;
}

const rest = (name: string, lead: string): string => name.slice(name.indexOf(lead) + lead.length);

function byMark(words: ItemWords, name: string, what: string): Evidence | null {
  const said = markedNumber(name);
  if (said === null) return null;
  const item = words.numbered(said);
  if (item) return { item, sure: true, why: `${what} ghi nội dung ${words.numberOf(item)}` };
  return { item: null, sure: false, why: `${what} ghi nội dung ${said}, chương trình không có` };
}

function byWords(words: ItemWords, name: string, what: string): Evidence | null {
  const like = words.like(name);
  if (!like) return null;
  const n = words.numberOf(like.item);
  if (like.reports) return { item: like.item, sure: false, why: `Thẩm tra: thuộc nội dung ${n}, hay nội dung được thẩm tra?` };
  const of = `tên nội dung ${n}`;
  return { item: like.item, sure: like.clear, why: like.clear ? `${what} giống ${of}` : `${what} gần ${of}, nhưng cũng gần nội dung khác` };
}

// A folder's number in front is an item's unless its words speak of another item, or of none but a kind of document.
function byLead(words: ItemWords, name: string): Evidence | null {
  const lead = leadingNumber(name);
  const item = lead === null ? null : words.numbered(lead);
  if (lead === null || item === null) return null;
  const text = rest(name, lead);
  const what = `Thư mục “${name}”`;
  const like = words.like(text);
  const n = words.numberOf(item);
  if (like && like.item !== item && !words.shares(item, text))
    return { item: like.item, sure: false, why: `${what} mang số ${n} nhưng tên gần nội dung ${words.numberOf(like.item)}` };
  const tells = wordsOf(text).filter((word) => word !== "|").length > 0;
  const named = /\p{L}/u.test(text);
  if (named && !tells) return { item, sure: false, why: `${what} chỉ nói loại văn bản` };
  return { item, sure: true, why: what };
}

function ofFolder(words: ItemWords, name: string, isRoot: boolean): Evidence | null {
  const what = `Thư mục “${name}”`;
  const mark = byMark(words, name, what);
  if (mark) return mark.sure ? { ...mark, why: what } : mark;
  if (isRoot) return null;
  return byLead(words, name) ?? byWords(words, name, what);
}

function ofFile(words: ItemWords, name: string): Evidence | null {
  const mark = byMark(words, name, "Tên tệp");
  if (mark) return mark;
  const lead = leadingNumber(name);
  const numbered = lead === null ? null : words.numbered(lead);
  const like = byWords(words, lead === null ? name : rest(name, lead), "Tên tệp");
  if (like && (like.sure || like.item !== numbered)) return like;
  if (numbered === null) return like;
  const n = words.numberOf(numbered);
  if (like) return { item: numbered, sure: true, why: `Số ${n} và tên tệp giống nội dung ${n}` };
  return { item: numbered, sure: false, why: `Tên tệp bắt đầu bằng số ${n}, có thể chỉ là số thứ tự` };
}

function together(words: ItemWords, folder: Evidence | null, file: Evidence | null, fileIsMarked: boolean): Sorted {
  if (!folder) return file ?? { item: null, sure: false, why: "Tên tệp và thư mục không nói nội dung nào" };
  if (folder.sure) {
    if (fileIsMarked && file?.sure && file.item !== folder.item)
      return {
        item: folder.item,
        sure: false,
        why: `Thư mục nói nội dung ${words.numberOf(folder.item)}, tên tệp nói nội dung ${words.numberOf(file.item)}`,
      };
    return folder;
  }
  if (!file || file.item === null) return folder;
  if (file.item === folder.item) return { item: file.item, sure: file.sure, why: file.why };
  return fileIsMarked && file.sure ? file : { item: folder.item ?? file.item, sure: false, why: folder.why };
}

// The folder that holds all of a drop's other folders is a session's or a person's, and its number no item's.
function sharedRoot(paths: readonly (readonly string[])[]): string | null {
  const [first] = paths;
  const root = first && first.length > 1 ? first[0] : undefined;
  const holdsAll = root !== undefined && paths.every((path) => path.length > 1 && path[0] === root);
  return holdsAll && paths.some((path) => path.length > 2) ? root : null;
}

// One answer a path, in their order. A path: "Kỳ họp 15/02 - Ngân sách/Tờ trình.pdf".
export function sortOnto(paths: readonly string[], agenda: readonly ItemName[]): Sorted[] {
  const words = new ItemWords(agenda);
  const split = paths.map((path) => path.split("/"));
  const root = sharedRoot(split);
  return split.map((parts) => {
    const folders = parts.slice(0, -1);
    const name = (parts.at(-1) ?? "").replace(/\.pdf$/i, "");
    let folder: Evidence | null = null;
    for (let depth = folders.length - 1; depth >= 0 && !folder; depth -= 1)
      folder = ofFolder(words, folders[depth] ?? "", depth === 0 && folders[0] === root);
    return together(words, folder, ofFile(words, name), markedNumber(name) !== null);
  });
}
