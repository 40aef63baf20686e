// A folder that comes as a zip, opened in the browser: its PDFs as files with their paths, and why each other entry was left out.
//
// Read by the central directory, an entry at a time in pieces, so that the zip never stands in memory whole; inflated by fflate, which is here with
// read-excel-file already. Every entry must be as long as announced and match its CRC-32. What no honest zip is, is refused whole: entries that
// overlap, more than can be wanted, or sizes that only a bomb has. A path that leads out of the folder is left out, and of two alike the second.
// ZIP64 is read, because some tools write it for every zip. Source: PKWARE APPNOTE 6.3.9.
import { Inflate } from "fflate";

import { naturalOrder } from "../../council/natural_order";
import { type DroppedFile, filesMax, type LeftOut } from "./dropped";
import { faultOfFile } from "./not_documents";

export interface ZipFolder {
  readonly files: DroppedFile[];
  readonly leftOut: LeftOut[];
}

// `words`: Vietnamese, what is wrong with the zip as a whole.
export class ZipRefused extends Error {
  constructor(readonly words: string) {
    super(words);
  }
}

export interface Opening {
  readonly done: number; // bytes that came out
  readonly total: number;
}

interface Entry {
  readonly path: string;
  readonly flags: number;
  readonly method: number;
  readonly crc: number;
  readonly packed: number;
  readonly size: number;
  readonly header: number;
  readonly link: boolean;
}

const endBytes = 22;
const centralBytes = 46;
const localBytes = 30;
const directoryBytesMax = 16_000_000;
const entriesMax = 2 * filesMax;
export const unpackedBytesMax = 4_000_000_000;
// Deflate makes a thousand of one at most; what people pack makes ten. Small files of one letter are no danger.
const ratioMax = 200;
const ratioFrom = 20_000_000;
const pieceBytes = 1 << 20;
const pushBytes = 1 << 16; // what one push may become stays below 70 MB

const broken = (): ZipRefused => new ZipRefused("Tệp nén bị hỏng hoặc bị cắt cụt. Hãy nén lại rồi thả lại.");
const bomb = (): ZipRefused =>
  new ZipRefused("Tệp nén bất thường: bung ra lớn hơn mức hợp lý, như tệp phá hoại. Không mở; hãy hỏi nơi gửi tệp.");

async function view(file: Blob, start: number, bytes: number): Promise<DataView> {
  if (!(start >= 0) || start + bytes > file.size) throw broken();
  return new DataView(await file.slice(start, start + bytes).arrayBuffer());
}

const u64 = (data: DataView, at: number): number => Number(data.getBigUint64(at, true));

interface Directory {
  readonly count: number;
  readonly bytes: number;
  readonly from: number;
}

async function directoryOf(file: Blob): Promise<Directory> {
  if (file.size < endBytes) throw new ZipRefused("Đây không phải là tệp zip.");
  const tail = await view(file, Math.max(0, file.size - endBytes - 0xffff), Math.min(file.size, endBytes + 0xffff));
  let at = tail.byteLength - endBytes;
  while (at >= 0 && !(tail.getUint32(at, true) === 0x06054b50 && at + endBytes + tail.getUint16(at + 20, true) <= tail.byteLength)) at -= 1;
  if (at < 0) throw new ZipRefused("Đây không phải là tệp zip, hoặc tệp bị cắt cụt.");
  const plain = { count: tail.getUint16(at + 10, true), bytes: tail.getUint32(at + 12, true), from: tail.getUint32(at + 16, true) };
  if (at < 20 || tail.getUint32(at - 20, true) !== 0x07064b50) return plain;
  const large = await view(file, u64(tail, at - 12), 56);
  if (large.getUint32(0, true) !== 0x06064b50) throw broken();
  return { count: u64(large, 32), bytes: u64(large, 40), from: u64(large, 48) };
}

// As the zip says, else UTF-8 where it is that (macOS does not say so), else the letters of old Vietnamese Windows.
function decoded(bytes: Uint8Array, flags: number): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder(flags & 0x800 ? "utf-8" : "windows-1258").decode(bytes);
  }
}

interface Sizes {
  size: number;
  packed: number;
  header: number;
}

// What does not fit into 32 bits stands in the extra field, in this order.
function enlarged(data: DataView, at: number, end: number, sizes: Sizes): Sizes {
  for (let field = at; field + 4 <= end; field += 4 + data.getUint16(field + 2, true)) {
    if (data.getUint16(field, true) !== 1) continue;
    let next = field + 4;
    for (const key of ["size", "packed", "header"] as const) {
      if (sizes[key] !== 0xffffffff) continue;
      if (next + 8 > end) throw broken();
      sizes[key] = u64(data, next);
      next += 8;
    }
  }
  return sizes;
}

function entryAt(data: DataView, at: number): Entry & { readonly next: number } {
  if (at + centralBytes > data.byteLength || data.getUint32(at, true) !== 0x02014b50) throw broken();
  const nameEnd = at + centralBytes + data.getUint16(at + 28, true);
  const extraEnd = nameEnd + data.getUint16(at + 30, true);
  const next = extraEnd + data.getUint16(at + 32, true);
  if (next > data.byteLength) throw broken();
  const flags = data.getUint16(at + 8, true);
  const name = decoded(new Uint8Array(data.buffer, at + centralBytes, nameEnd - at - centralBytes), flags);
  const sizes = { size: data.getUint32(at + 24, true), packed: data.getUint32(at + 20, true), header: data.getUint32(at + 42, true) };
  return {
    path: name.replace(/\\/g, "/").normalize("NFC"),
    flags,
    method: data.getUint16(at + 10, true),
    crc: data.getUint32(at + 16, true),
    ...enlarged(data, nameEnd, extraEnd, sizes),
    link: data.getUint32(at + 38, true) >>> 28 === 0xa,
    next,
  };
}

// Errors: ZipRefused, for what no honest zip is.
async function entriesOf(file: Blob): Promise<Entry[]> {
  const { count, bytes, from } = await directoryOf(file);
  if (count > entriesMax || bytes > directoryBytesMax)
    throw new ZipRefused(`Tệp nén có quá nhiều tệp (nhiều nhất ${entriesMax}). Hãy nén riêng thư mục tài liệu.`);
  const directory = await view(file, from, bytes);
  const entries: Entry[] = [];
  for (let at = 0, n = 0; n < count; n += 1) {
    const entry = entryAt(directory, at);
    at = entry.next;
    entries.push(entry);
  }
  let total = 0;
  let reached = 0;
  for (const { header, packed, size } of [...entries].sort((a, b) => a.header - b.header)) {
    if (header < reached || header + localBytes + packed > from) throw bomb();
    reached = header + localBytes + packed;
    total += size;
    if (total > unpackedBytesMax || (size > ratioFrom && size > ratioMax * packed)) throw bomb();
  }
  return entries;
}

const leadsOut = (path: string): boolean => /^\/|^[A-Za-z]:|(^|\/)\.{1,2}(\/|$)|\/\//.test(path);

// Why an entry is not opened at all.
function faultOf(entry: Entry, seen: Set<string>): Pick<LeftOut, "why" | "system"> | null {
  if (leadsOut(entry.path)) return { why: "Đường dẫn chỉ ra ngoài thư mục, như tệp phá hoại. Không mở." };
  const name = entry.path.split("/").at(-1) ?? "";
  const fault = entry.path.startsWith("__MACOSX/") ? faultOfFile("__MACOSX", entry.size) : faultOfFile(name, entry.size);
  if (fault) return fault;
  const key = entry.path.toLowerCase();
  if (seen.has(key)) return { why: "Trùng đường dẫn với một tệp khác trong tệp nén nên không rõ bản nào đúng." };
  seen.add(key);
  if (entry.link) return { why: "Lối tắt, không phải tệp. Hãy thả tệp gốc." };
  if (entry.flags & 1) return { why: "Đặt mật khẩu trong tệp nén. Hãy giải nén rồi thả thư mục." };
  if (entry.method !== 0 && entry.method !== 8) return { why: "Nén theo cách trình duyệt không mở được. Hãy giải nén rồi thả thư mục." };
  return null;
}

const crcTable = Uint32Array.from({ length: 256 }, (_, n) => {
  let value = n;
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1;
  return value >>> 0;
});

// By index: an iterator takes five times as long, which counts for 400 MB.
function crcOf(bytes: Uint8Array, before: number): number {
  let crc = before;
  for (let at = 0; at < bytes.length; at += 1) crc = crcTable[(crc ^ bytes[at]!) & 0xff]! ^ (crc >>> 8);
  return crc;
}

// Null: the entry is not what the directory says of it.
async function unpacked(zip: Blob, entry: Entry, told: (bytes: number) => void, signal: AbortSignal): Promise<Blob | null> {
  const local = await view(zip, entry.header, localBytes);
  if (local.getUint32(0, true) !== 0x04034b50) return null;
  const start = entry.header + localBytes + local.getUint16(26, true) + local.getUint16(28, true);
  if (start + entry.packed > zip.size) return null;
  const parts: BlobPart[] = [];
  let bytes = 0;
  let crc = 0xffffffff;
  const out = (chunk: Uint8Array): void => {
    bytes += chunk.length;
    if (bytes > entry.size) throw broken();
    crc = crcOf(chunk, crc);
    parts.push(new Uint8Array(chunk));
  };
  const inflate = entry.method === 8 ? new Inflate(out) : null;
  try {
    for (let at = 0; at < entry.packed; at += pieceBytes) {
      signal.throwIfAborted();
      const piece = new Uint8Array(await zip.slice(start + at, start + Math.min(at + pieceBytes, entry.packed)).arrayBuffer());
      for (let from = 0; from < piece.length; from += pushBytes) {
        const last = at + from + pushBytes >= entry.packed;
        if (inflate) inflate.push(piece.subarray(from, from + pushBytes), last);
        else out(piece.subarray(from, from + pushBytes));
      }
      told(bytes);
    }
  } catch (problem) {
    if (signal.aborted) throw problem;
    return null;
  }
  return bytes === entry.size && (crc ^ 0xffffffff) >>> 0 === entry.crc ? new Blob(parts, { type: "application/pdf" }) : null;
}

// Errors: ZipRefused; what `signal` is aborted with.
export async function openZip(zip: Blob, told: (opening: Opening) => void, signal: AbortSignal): Promise<ZipFolder> {
  const entries = (await entriesOf(zip)).filter(({ path }) => !path.endsWith("/"));
  entries.sort((a, b) => naturalOrder(a.path, b.path));
  const seen = new Set<string>();
  const leftOut: LeftOut[] = [];
  const wanted = entries.filter((entry) => {
    const fault = faultOf(entry, seen);
    if (fault) leftOut.push({ ...fault, path: entry.path, bytes: entry.size });
    return !fault;
  });
  if (wanted.length > filesMax) throw new ZipRefused(`Mỗi lần chỉ nhận ${filesMax} tệp. Hãy chia tệp nén ra.`);
  const total = wanted.reduce((sum, { size }) => sum + size, 0);
  const files: DroppedFile[] = [];
  let done = 0;
  for (const entry of wanted) {
    const content = await unpacked(zip, entry, (bytes) => told({ done: done + bytes, total }), signal);
    done += entry.size;
    told({ done, total });
    const { path } = entry;
    if (content) files.push({ file: new File([content], path.split("/").at(-1) ?? path, { type: "application/pdf" }), path });
    else leftOut.push({ path, bytes: entry.size, why: "Hỏng trong tệp nén (sai mã kiểm tra). Hãy nén lại hoặc thả riêng tệp này." });
  }
  return { files, leftOut };
}
