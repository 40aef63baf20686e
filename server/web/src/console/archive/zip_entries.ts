// The entries of a zip as its central directory lists them, read from a file without reading the file: for STORED zips, as archives are.
//
// What an archive never has is an error here: a comment, bytes that belong to no entry, a local header that says something else than the
// directory, compression, encryption, a name that leads out of the folder, two names alike. ZIP64 is not read: such an archive is over 4 GB.
// Source: PKWARE APPNOTE 6.3.9, §4.3.

export interface ZipEntry {
  readonly name: string;
  readonly size: number;
  readonly start: number; // of its bytes, in the file
}

// `words`: Vietnamese, for people; `names`: the entries concerned.
export class ZipFault extends Error {
  constructor(
    readonly words: string,
    readonly names: readonly string[] = [],
  ) {
    super(words);
  }
}

const endBytes = 22;
const centralBytes = 46;
const localBytes = 30;
const entriesMax = 5_000;
const directoryBytesMax = 4_000_000;
const u32Max = 0xffffffff;

async function view(file: Blob, start: number, bytes: number): Promise<DataView> {
  if (start < 0 || start + bytes > file.size) throw new ZipFault("Tệp zip bị cắt cụt.");
  return new DataView(await file.slice(start, start + bytes).arrayBuffer());
}

// ASCII alone is allowed, so a byte is a character.
function ascii(data: DataView, start: number, length: number): string {
  let text = "";
  for (let i = 0; i < length; i += 1) text += String.fromCharCode(data.getUint8(start + i));
  return text;
}

function checkName(name: string): void {
  if (!/^[A-Za-z0-9._/-]+$/.test(name) || name.length > 180) throw new ZipFault("Tên tệp có ký tự lạ.", [name]);
  if (/^\/|\/\/|\/$|(^|\/)\.\.?(\/|$)|(^|\/)-/.test(name)) throw new ZipFault("Tên tệp chỉ ra ngoài thư mục.", [name]);
}

interface Listed {
  readonly name: string;
  readonly size: number;
  readonly header: number;
}

function listed(data: DataView, at: number): Listed & { readonly next: number } {
  if (at + centralBytes > data.byteLength || data.getUint32(at, true) !== 0x02014b50)
    throw new ZipFault("Danh sách tệp trong zip bị hỏng.");
  const nameLength = data.getUint16(at + 28, true);
  const next = at + centralBytes + nameLength + data.getUint16(at + 30, true) + data.getUint16(at + 32, true);
  if (next > data.byteLength) throw new ZipFault("Danh sách tệp trong zip bị hỏng.");
  const name = ascii(data, at + centralBytes, nameLength);
  checkName(name);
  const flags = data.getUint16(at + 8, true);
  const method = data.getUint16(at + 10, true);
  const packed = data.getUint32(at + 20, true);
  const size = data.getUint32(at + 24, true);
  const kind = data.getUint32(at + 38, true) >>> 28;
  if (flags & 1 || method !== 0 || packed !== size) throw new ZipFault("Có tệp không được lưu nguyên dạng.", [name]);
  if (kind !== 0 && kind !== 8) throw new ZipFault("Có mục không phải là tệp thường.", [name]);
  return { name, size, header: data.getUint32(at + 42, true), next };
}

async function located(file: Blob, { name, size, header }: Listed): Promise<ZipEntry & { readonly end: number }> {
  const data = await view(file, header, localBytes + name.length);
  const same = data.getUint32(0, true) === 0x04034b50 && data.getUint16(8, true) === 0 && data.getUint16(26, true) === name.length;
  if (!same || ascii(data, localBytes, name.length) !== name) throw new ZipFault("Tệp zip có hai danh sách tệp khác nhau.", [name]);
  const start = header + localBytes + name.length + data.getUint16(28, true);
  return { name, size, start, end: start + size };
}

// By name. Errors: ZipFault.
export async function readEntries(file: Blob): Promise<ZipEntry[]> {
  if (file.size < endBytes) throw new ZipFault("Đây không phải là tệp zip.");
  const end = await view(file, file.size - endBytes, endBytes);
  if (end.getUint32(0, true) !== 0x06054b50 || end.getUint16(20, true) !== 0)
    throw new ZipFault("Đây không phải là tệp zip, hoặc cuối tệp có byte thừa.");
  const count = end.getUint16(10, true);
  const bytes = end.getUint32(12, true);
  const from = end.getUint32(16, true);
  if (count === 0xffff || bytes === u32Max || from === u32Max)
    throw new ZipFault("Hồ sơ trên 4 GB: hãy kiểm tra bằng KIEM-TRA.ps1, KIEM-TRA.sh hoặc chamber-admin.");
  if (count > entriesMax || bytes > directoryBytesMax) throw new ZipFault("Quá nhiều tệp trong một hồ sơ.");
  if (from + bytes + endBytes !== file.size) throw new ZipFault("Có byte nằm ngoài các tệp trong zip.");
  const directory = await view(file, from, bytes);
  const entries: (ZipEntry & { readonly end: number; readonly header: number })[] = [];
  const seen = new Set<string>();
  for (let at = 0, n = 0; n < count; n += 1) {
    const one = listed(directory, at);
    at = one.next;
    if (seen.has(one.name.toLowerCase())) throw new ZipFault("Hai tệp trùng tên.", [one.name]);
    seen.add(one.name.toLowerCase());
    entries.push({ ...(await located(file, one)), header: one.header });
    if (n === count - 1 && at !== bytes) throw new ZipFault("Danh sách tệp trong zip bị hỏng.");
  }
  // One after the other, from the first byte to the directory: nothing hides in between.
  let reached = 0;
  for (const one of [...entries].sort((a, b) => a.header - b.header)) {
    if (one.header !== reached) throw new ZipFault("Có byte nằm ngoài các tệp trong zip.", [one.name]);
    reached = one.end;
  }
  if (reached !== from) throw new ZipFault("Có byte nằm ngoài các tệp trong zip.");
  const tops = new Set(entries.map(({ name }) => name.slice(0, Math.max(0, name.indexOf("/")))));
  if (tops.size !== 1 || tops.has("")) throw new ZipFault("Hồ sơ phải nằm trong đúng một thư mục.");
  return entries.map(({ name, size, start }) => ({ name, size, start })).sort((a, b) => (a.name < b.name ? -1 : 1));
}
