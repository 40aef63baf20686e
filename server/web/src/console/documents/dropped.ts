// The files of a drop or of a picked folder, those in sub-folders included, each with its path; what is no document and why; and what could not
// be read. What only looks like a file (a dragged link or picture of this page) is nothing at all.
//
// Files stand in the order of the drop, the contents of a folder as people number them: "2 …" before "10 …". A drop's entries must be asked
// for before the event is over; reading them takes its time. A zip stands among the files: whoever takes the drop opens it (zip_folder.ts).
import { naturalOrder } from "../../council/natural_order";
import { faultOfFile, type NotDocument } from "./not_documents";

export interface DroppedFile {
  readonly file: File;
  readonly path: string; // "Kỳ họp 15/02 - Ngân sách/Tờ trình.pdf"; of a plain file its name
}

export interface LeftOut extends NotDocument {
  readonly path: string;
  readonly bytes: number;
}

export interface Dropped {
  readonly files: DroppedFile[];
  readonly zips: File[];
  readonly leftOut: LeftOut[];
  readonly problems: string[]; // Vietnamese sentences
  readonly folders: string[]; // the names of those that were dropped themselves
}

export const filesMax = 2000; // of one drop: a folder picked by mistake must not fill the list
const depthMax = 20;

interface Collected extends Dropped {
  left: number;
}

const isZip = (name: string): boolean => /\.zip$/i.test(name);

// Whether the drop holds files or folders at all.
export function holdsFiles(event: DragEvent): boolean {
  return [...(event.dataTransfer?.items ?? [])].some((item) => item.kind === "file");
}

export function takeDrop(event: DragEvent): Promise<Dropped> {
  const items = [...(event.dataTransfer?.items ?? [])].filter((item) => item.kind === "file");
  // Now, while the event lasts: afterwards the browser has forgotten them.
  const entries = items.map((item) => ({ entry: item.webkitGetAsEntry(), file: item.getAsFile() }));
  return collect(entries);
}

const nothing = (): Collected => ({ files: [], zips: [], leftOut: [], problems: [], folders: [], left: filesMax });

async function collect(entries: readonly { entry: FileSystemEntry | null; file: File | null }[]): Promise<Dropped> {
  const found = nothing();
  for (const { entry, file } of entries) {
    if (entry?.isDirectory) {
      found.folders.push(entry.name);
      await enter(entry as FileSystemDirectoryEntry, entry.name, found, 0);
    } else if (file) put(file, file.name, found);
  }
  return finished(found);
}

// What a folder input or a file input answers.
export function takePicked(files: Iterable<File>): Dropped {
  const found = nothing();
  const picked = [...files].map((file) => ({ file, path: file.webkitRelativePath || file.name }));
  if (picked.some(({ path }) => path.includes("/"))) picked.sort((a, b) => naturalOrder(a.path, b.path));
  found.folders.push(...new Set(picked.filter(({ path }) => path.includes("/")).map(({ path }) => path.split("/", 1)[0] ?? "")));
  for (const { file, path } of picked) put(file, path, found);
  return finished(found);
}

function finished(found: Collected): Dropped {
  const { left, ...dropped } = found;
  if (left < 0) dropped.problems.push(`Mỗi lần chỉ nhận ${filesMax} tệp; ${-left} tệp sau chưa được lấy. Hãy thả các tệp đó lần sau.`);
  return dropped;
}

function put(file: File, path: string, found: Collected): void {
  if (isZip(file.name) && !path.includes("/")) {
    found.zips.push(file);
    return;
  }
  const fault = path.split("/").some((part) => part === "__MACOSX")
    ? faultOfFile("__MACOSX", file.size)
    : faultOfFile(file.name, file.size);
  if (fault) {
    if (found.leftOut.length < filesMax) found.leftOut.push({ ...fault, path, bytes: file.size });
    return;
  }
  found.left -= 1;
  if (found.left >= 0) found.files.push({ file, path });
}

async function enter(folder: FileSystemDirectoryEntry, path: string, found: Collected, depth: number): Promise<void> {
  const before = found.left - found.leftOut.length;
  if (depth > depthMax) {
    found.problems.push(`Thư mục “${folder.name}” nằm quá sâu nên không được mở. Hãy thả riêng thư mục này.`);
    return;
  }
  try {
    const entries = await childrenOf(folder);
    entries.sort((a, b) => naturalOrder(a.name, b.name));
    for (const entry of entries) {
      const inside = `${path}/${entry.name}`;
      if (entry.isDirectory) await enter(entry as FileSystemDirectoryEntry, inside, found, depth + 1);
      else await takeFile(entry as FileSystemFileEntry, inside, found);
    }
  } catch {
    found.problems.push(`Không đọc được thư mục “${folder.name}”. Hãy kiểm tra quyền mở thư mục, hoặc thả từng tệp.`);
    return;
  }
  if (depth === 0 && found.left - found.leftOut.length === before) found.problems.push(`Thư mục “${folder.name}” không có tệp nào.`);
}

async function takeFile(entry: FileSystemFileEntry, path: string, found: Collected): Promise<void> {
  try {
    put(await new Promise<File>((resolve, reject) => entry.file(resolve, reject)), path, found);
  } catch {
    found.problems.push(`Không đọc được tệp “${entry.name}”. Hãy kiểm tra quyền mở tệp rồi thả lại.`);
  }
}

// A folder is told in portions; an empty one is the last.
async function childrenOf(folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = folder.createReader();
  const children: FileSystemEntry[] = [];
  for (;;) {
    const portion = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
    if (portion.length === 0) return children;
    children.push(...portion);
  }
}
