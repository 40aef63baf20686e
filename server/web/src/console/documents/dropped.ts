// The files of a drop, those in its folders included, and what could not be taken and why. What only looks like a file (a dragged link or
// picture of this page) is left out, and so is what file managers hide in folders.
//
// Files stand in the order of the drop, the contents of a folder as people number them: "2 …" before "10 …". A drop's entries must be asked
// for before the event is over; reading them takes its time.
import { naturalOrder } from "../../council/natural_order";

export interface Dropped {
  readonly files: File[];
  readonly problems: string[]; // Vietnamese sentences
}

export const filesMax = 2000; // of one drop: a folder picked by mistake must not fill the list
const depthMax = 20;
const hidden = /^(\.|~\$|Thumbs\.db$|desktop\.ini$)/i;

interface Collected {
  readonly files: File[];
  readonly problems: string[];
  left: number;
}

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

async function collect(entries: readonly { entry: FileSystemEntry | null; file: File | null }[]): Promise<Dropped> {
  const found: Collected = { files: [], problems: [], left: filesMax };
  for (const { entry, file } of entries) {
    if (entry?.isDirectory) await enter(entry as FileSystemDirectoryEntry, found, 0);
    else if (file) put(file, found);
  }
  if (found.left < 0)
    found.problems.push(`Mỗi lần chỉ nhận ${filesMax} tệp; ${-found.left} tệp sau chưa được lấy. Hãy thả các tệp đó lần sau.`);
  return { files: found.files, problems: found.problems };
}

function put(file: File, found: Collected): void {
  found.left -= 1;
  if (found.left >= 0) found.files.push(file);
}

async function enter(folder: FileSystemDirectoryEntry, found: Collected, depth: number): Promise<void> {
  const before = found.left;
  if (depth > depthMax) {
    found.problems.push(`Thư mục “${folder.name}” nằm quá sâu nên không được mở. Hãy thả riêng thư mục này.`);
    return;
  }
  try {
    const entries = (await childrenOf(folder)).filter((entry) => !hidden.test(entry.name));
    entries.sort((a, b) => naturalOrder(a.name, b.name));
    for (const entry of entries) {
      if (entry.isDirectory) await enter(entry as FileSystemDirectoryEntry, found, depth + 1);
      else await takeFile(entry as FileSystemFileEntry, found);
    }
  } catch {
    found.problems.push(`Không đọc được thư mục “${folder.name}”. Hãy kiểm tra quyền mở thư mục, hoặc thả từng tệp.`);
    return;
  }
  if (depth === 0 && found.left === before) found.problems.push(`Thư mục “${folder.name}” không có tệp nào.`);
}

async function takeFile(entry: FileSystemFileEntry, found: Collected): Promise<void> {
  try {
    put(await new Promise<File>((resolve, reject) => entry.file(resolve, reject)), found);
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
