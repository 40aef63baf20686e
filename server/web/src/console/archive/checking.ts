// Whether an archive is still what its own lists say, file by file, in the browser: nothing is sent anywhere, one file is in memory at a time.
//
//   zip ──readEntries──▶ entries ──SHA-256, SHA-512──▶ compared with manifests and tag manifests ──▶ bad files by name ──▶ journal's chain
//
// Who is accused follows storage/archive/bag_check.cpp: where nothing sound speaks for two lists, a file is accused when both accuse it,
// and a list when it alone accuses. The seal's signature is not verified here (browsers have no CMS): whoever recomputes every list passes.
// So the answer says so, and names the tools that do verify it.
import { readEntries, type ZipEntry, ZipFault } from "./zip_entries";

export type FaultKind = "missing" | "changed" | "extra";
export const faultWords: Readonly<Record<FaultKind, string>> = { missing: "thiếu", changed: "đã bị thay đổi", extra: "thừa" };

export interface Fault {
  readonly path: string; // below the top folder
  readonly kind: FaultKind;
}

export interface Finding {
  readonly intact: boolean;
  readonly draft: boolean;
  readonly sealed: boolean; // a seal is there; not: it was verified
  readonly folder: string;
  readonly files: number;
  readonly faults: readonly Fault[];
  readonly problems: readonly string[]; // sentences that concern no single file
}

export interface Progress {
  readonly done: number; // bytes
  readonly total: number;
}

interface Digests {
  readonly sha256: string;
  readonly sha512: string;
}

interface List {
  readonly sound: boolean;
  readonly named: ReadonlySet<string>;
  readonly wrong: ReadonlySet<string>;
}

const textBytesMax = 16_777_216;
const unread: List = { sound: false, named: new Set(), wrong: new Set() };
const journalPath = "data/11-nhat-ky/nhat-ky.jsonl";
const sealPath = "signatures/tagmanifest-sha256.txt.p7s";
const sealFiles: ReadonlySet<string> = new Set([sealPath, "signatures/chung-thu-kem-theo.pem"]);

const hex = (bytes: ArrayBuffer): string => [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, "0")).join("");

async function digestsOf(bytes: ArrayBuffer): Promise<Digests> {
  return { sha256: hex(await crypto.subtle.digest("SHA-256", bytes)), sha512: hex(await crypto.subtle.digest("SHA-512", bytes)) };
}

function readList(text: string | undefined, algorithm: keyof Digests, prefix: string, found: ReadonlyMap<string, Digests>): List {
  if (!text) return unread;
  const named = new Set<string>();
  const wrong = new Set<string>();
  const shape = algorithm === "sha256" ? /^([0-9a-f]{64}) {2}([A-Za-z0-9._/-]+)$/ : /^([0-9a-f]{128}) {2}([A-Za-z0-9._/-]+)$/;
  for (const line of text.replace(/\n$/, "").split("\n")) {
    const [, digest, path] = shape.exec(line) ?? [];
    if (!digest || !path || !path.startsWith(prefix) || named.has(path)) return unread;
    named.add(path);
    if (found.get(path)?.[algorithm] !== digest) wrong.add(path);
  }
  return { sound: true, named, wrong };
}

// Accuses files into `bad`, and the list that stands alone.
function compare(
  names: readonly [string, string],
  first: List,
  second: List,
  present: readonly string[],
  bad: Set<string>,
  extra: Set<string>,
): void {
  const both = first.sound && second.sound;
  const named = both
    ? new Set([...first.named, ...second.named])
    : first.sound
      ? first.named
      : second.sound
        ? second.named
        : new Set(present);
  const wrong = new Set<string>();
  for (const path of named) {
    const accused = [first, second].filter((list) => list.sound && list.named.has(path)).every((list) => list.wrong.has(path));
    if (accused && (first.sound || second.sound)) wrong.add(path);
  }
  for (const path of present) if (!named.has(path)) extra.add(path);
  for (const path of wrong) bad.add(path);
  for (const [name, list] of [
    [names[0], first],
    [names[1], second],
  ] as const) {
    if (!list.sound) bad.add(name);
    else if ([...list.wrong].some((path) => !wrong.has(path)) || [...named].some((path) => !list.named.has(path))) bad.add(name);
  }
}

// The first line that does not follow from the one before; 0: none.
async function brokenLine(journal: ArrayBuffer): Promise<number> {
  const bytes = new Uint8Array(journal);
  let expected = "0".repeat(64);
  let line = 0;
  for (let from = 0; from < bytes.length;) {
    const end = bytes.indexOf(10, from);
    const text = bytes.slice(from, end < 0 ? bytes.length : end);
    line += 1;
    const said = /.*"session_prev_hash":"([0-9a-f]*)"/.exec(new TextDecoder("latin1").decode(text))?.[1];
    if (said !== expected) return line;
    expected = hex(await crypto.subtle.digest("SHA-256", text));
    from = end < 0 ? bytes.length : end + 1;
  }
  return 0;
}

interface Read {
  readonly digests: Map<string, Digests>;
  readonly texts: Map<string, string>;
  readonly journal: ArrayBuffer | undefined;
}

// Every file once.
async function readAll(file: Blob, entries: readonly ZipEntry[], told: (progress: Progress) => void, signal: AbortSignal): Promise<Read> {
  const digests = new Map<string, Digests>();
  const texts = new Map<string, string>();
  let journal: ArrayBuffer | undefined;
  const total = entries.reduce((sum, { size }) => sum + size, 0);
  let done = 0;
  for (const { name, size, start } of entries) {
    signal.throwIfAborted();
    const path = name.slice(name.indexOf("/") + 1);
    const bytes = await file.slice(start, start + size).arrayBuffer();
    digests.set(path, await digestsOf(bytes));
    if (path === journalPath) journal = bytes;
    else if (!path.startsWith("data/") && size <= textBytesMax) texts.set(path, new TextDecoder().decode(bytes));
    done += size;
    told({ done, total });
  }
  return { digests, texts, journal };
}

// Errors: ZipFault (no archive, or one that nobody may trust as a zip), AbortError, what reading the file throws.
export async function checkArchive(file: Blob, told: (progress: Progress) => void, signal: AbortSignal): Promise<Finding> {
  const entries = await readEntries(file);
  const folder = entries[0]?.name.split("/")[0] ?? "";
  const { digests, texts, journal } = await readAll(file, entries, told, signal);
  const problems: string[] = [];
  const bagit = texts.get("bagit.txt");
  if (bagit === undefined) throw new ZipFault("Đây là tệp zip, nhưng không phải hồ sơ kỳ họp: không có bagit.txt.");
  if (!bagit.startsWith("BagIt-Version: 1.0\n")) problems.push("bagit.txt không đúng.");

  const paths = [...digests.keys()];
  const payload = paths.filter((path) => path.startsWith("data/"));
  const tags = paths.filter((path) => !/^(data|signatures)\//.test(path) && !/^tagmanifest-sha(256|512)\.txt$/.test(path));
  const bad = new Set<string>();
  const extra = new Set(paths.filter((path) => path.startsWith("signatures/") && !sealFiles.has(path)));
  const list = (name: string, algorithm: keyof Digests, prefix: string): List => readList(texts.get(name), algorithm, prefix, digests);
  const tag256 = list("tagmanifest-sha256.txt", "sha256", "");
  compare(["tagmanifest-sha256.txt", "tagmanifest-sha512.txt"], tag256, list("tagmanifest-sha512.txt", "sha512", ""), tags, bad, extra);
  if (tag256.sound)
    for (const needed of ["bagit.txt", "bag-info.txt", "manifest-sha256.txt", "manifest-sha512.txt"])
      if (!tag256.named.has(needed)) problems.push(`tagmanifest-sha256.txt không ghi ${needed}.`);
  // A list that is itself accused accuses nobody.
  const trusted = (name: string, algorithm: keyof Digests): List => (bad.has(name) ? unread : list(name, algorithm, "data/"));
  compare(
    ["manifest-sha256.txt", "manifest-sha512.txt"],
    trusted("manifest-sha256.txt", "sha256"),
    trusted("manifest-sha512.txt", "sha512"),
    payload,
    bad,
    extra,
  );

  const broken = journal ? await brokenLine(journal) : 0;
  if (!journal) problems.push("Không có nhật ký để kiểm tra chuỗi.");
  if (broken > 0) problems.push(`Chuỗi nhật ký đứt: dòng ${broken} không nối với dòng trước.`);
  const draft = !digests.has(sealPath) && /^Internal-Sender-Description: BẢN NHÁP/m.test(texts.get("bag-info.txt") ?? "");
  if (!digests.has(sealPath) && !draft) problems.push("Hồ sơ chưa được niêm phong.");
  const faults: Fault[] = [
    ...[...bad].map((path): Fault => ({ path, kind: digests.has(path) ? "changed" : "missing" })),
    ...[...extra].map((path): Fault => ({ path, kind: "extra" })),
  ].sort((a, b) => (a.path < b.path ? -1 : 1));
  return {
    intact: faults.length === 0 && problems.length === 0,
    draft,
    sealed: digests.has(sealPath),
    folder,
    files: payload.length,
    faults,
    problems,
  };
}
