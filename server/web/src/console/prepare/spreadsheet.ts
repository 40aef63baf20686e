// A table as people have it: cells copied from a spreadsheet, a CSV file with whatever separator and byte order mark, an XLSX file. Out come rows of
// text, days written 31/03/2026; what they mean is people_table's business.
//
// Libraries: papaparse for what is separated (quotes, line breaks in cells, guessing the separator), read-excel-file for XLSX, loaded only when one
// is chosen. Errors: SpreadsheetFault with a sentence.
import Papa from "papaparse";

export type Cells = readonly (readonly string[])[];

export class SpreadsheetFault extends Error {
  constructor(readonly sentence: string) {
    super(sentence);
  }
}

const bytesMax = 5_000_000;
const rowsMax = 2_000;
const columnsMax = 60;

// Composed letters, no byte order mark, no invisible spaces at the ends; control characters stay, to be named.
const cleaned = (cell: string): string =>
  cell
    .replace(/^\uFEFF/, "")
    .normalize("NFC")
    .replace(/[\u00A0\u2007\u202F]/g, " ")
    .trim();

function checked(rows: readonly (readonly string[])[]): Cells {
  const kept = rows.map((row) => row.map(cleaned));
  while (kept.length > 0 && kept.at(-1)!.every((cell) => cell === "")) kept.pop();
  if (kept.length === 0) throw new SpreadsheetFault("Bảng không có dòng nào. Hãy chép cả dòng tiêu đề và các dòng bên dưới.");
  if (kept.length > rowsMax) throw new SpreadsheetFault(`Bảng có ${kept.length} dòng, nhiều hơn ${rowsMax}. Hãy chia thành nhiều phần.`);
  if (kept.some((row) => row.length > columnsMax))
    throw new SpreadsheetFault(`Bảng có hơn ${columnsMax} cột. Hãy chỉ chép các cột cần dùng.`);
  return kept;
}

export function parseText(text: string): Cells {
  const body = text.replace(/^\uFEFF/, "");
  // Excel's own hint in the first line.
  const [, hinted] = /^sep=(.)\r?\n/i.exec(body) ?? [];
  const rest = hinted ? body.slice(body.indexOf("\n") + 1) : body;
  const delimiter = hinted ?? (rest.split("\n", 1)[0]?.includes("\t") ? "\t" : "");
  const read = Papa.parse<string[]>(rest, { delimiter, delimitersToGuess: [";", ",", "\t", "|"], skipEmptyLines: false });
  const broken = read.errors.find((one) => one.type === "Quotes");
  if (broken) throw new SpreadsheetFault(`Dòng ${(broken.row ?? 0) + 1} có dấu ngoặc kép không đóng. Hãy sửa dòng đó rồi chép lại.`);
  return checked(read.data);
}

// UTF-8 first; what is not, is taken for the UTF-16 that Excel writes as "Unicode text".
export function decoded(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder("utf-16le").decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder("utf-16be").decode(bytes);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new SpreadsheetFault("Tệp không lưu theo Unicode nên chữ Việt sẽ sai. Trong Excel hãy chọn “CSV UTF-8” hoặc lưu thành XLSX.");
  }
}

const two = (n: number): string => String(n).padStart(2, "0");

function cellText(value: unknown): string {
  if (value === null || value === undefined) return "";
  if (value instanceof Date) return `${two(value.getUTCDate())}/${two(value.getUTCMonth() + 1)}/${value.getUTCFullYear()}`;
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean" ? String(value) : "";
}

async function parseWorkbook(file: Blob): Promise<Cells> {
  const { default: readSheets } = await import("read-excel-file/universal");
  try {
    const sheets = await readSheets(file);
    const first = sheets.find((sheet) => sheet.data.length > 0);
    return checked((first?.data ?? []).map((row) => row.map(cellText)));
  } catch (problem) {
    if (problem instanceof SpreadsheetFault) throw problem;
    throw new SpreadsheetFault("Không đọc được tệp XLSX này. Hãy mở tệp bằng Excel rồi lưu lại, hoặc chép các ô và dán vào đây.");
  }
}

export async function parseFile(file: File): Promise<Cells> {
  if (file.size === 0) throw new SpreadsheetFault("Tệp rỗng. Hãy chọn tệp khác.");
  if (file.size > bytesMax) throw new SpreadsheetFault("Tệp lớn hơn 5 MB. Hãy chỉ giữ lại bảng danh sách rồi lưu lại.");
  const bytes = new Uint8Array(await file.arrayBuffer());
  const isZip = bytes[0] === 0x50 && bytes[1] === 0x4b;
  const isOldExcel = bytes[0] === 0xd0 && bytes[1] === 0xcf;
  if (isOldExcel) throw new SpreadsheetFault("Đây là tệp XLS kiểu cũ hoặc tệp đặt mật khẩu. Hãy lưu lại thành XLSX không mật khẩu.");
  return isZip ? await parseWorkbook(file) : parseText(decoded(bytes));
}

// For the template and for lists to take away. A byte order mark, because Excel reads UTF-8 only with one.
export const csvText = (rows: Cells): string =>
  `\uFEFF${Papa.unparse(rows as string[][], { delimiter: ";", newline: "\r\n", escapeFormulae: true })}\r\n`;
