// A zip as archives are, in memory: what is changed in it is named, and nothing else.
import { describe, expect, test } from "vitest";
import { checkArchive, type Finding } from "../../src/console/archive/checking";
import { readEntries } from "../../src/console/archive/zip_entries";

type Files = Map<string, Uint8Array>;

const utf8 = new TextEncoder();
const top = "HS_H99.15_K12-KH15_2024-12-19";
const hex = (bytes: ArrayBuffer): string => [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
const digest = async (algorithm: string, bytes: Uint8Array): Promise<string> =>
  hex(await crypto.subtle.digest(algorithm, bytes as BufferSource));

async function list(files: Files, algorithm: string, belongs: (path: string) => boolean): Promise<Uint8Array> {
  let text = "";
  for (const path of [...files.keys()].sort()) if (belongs(path)) text += `${await digest(algorithm, files.get(path)!)}  ${path}\n`;
  return utf8.encode(text);
}

const isTag = (path: string): boolean => !/^(data|signatures)\//.test(path) && !path.startsWith("tagmanifest-");

async function withManifests(files: Files): Promise<Files> {
  for (const algorithm of ["256", "512"])
    files.set(`manifest-sha${algorithm}.txt`, await list(files, `SHA-${algorithm}`, (path) => path.startsWith("data/")));
  const tags: [string, Uint8Array][] = [];
  for (const algorithm of ["256", "512"]) tags.push([`tagmanifest-sha${algorithm}.txt`, await list(files, `SHA-${algorithm}`, isTag)]);
  for (const [name, bytes] of tags) files.set(name, bytes);
  return files;
}

async function archive(): Promise<Files> {
  const first = JSON.stringify({ n: "1", verb: "create", session_prev_hash: "0".repeat(64) });
  const second = JSON.stringify({ n: "2", verb: "publish_documents", session_prev_hash: await digest("SHA-256", utf8.encode(first)) });
  const files: Files = new Map();
  files.set("bagit.txt", utf8.encode("BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"));
  files.set("bag-info.txt", utf8.encode("Source-Organization: Hội đồng\n"));
  files.set("data/03-tai-lieu/001_a.pdf", utf8.encode("%PDF-1.7 một"));
  files.set("data/03-tai-lieu/002_b.pdf", utf8.encode("%PDF-1.7 hai"));
  files.set("data/11-nhat-ky/nhat-ky.jsonl", utf8.encode(`${first}\n${second}\n`));
  files.set("signatures/tagmanifest-sha256.txt.p7s", utf8.encode("cms"));
  files.set("signatures/chung-thu-kem-theo.pem", utf8.encode("pem"));
  return withManifests(files);
}

interface Odd {
  method?: number;
  rename?: (name: string) => string; // in the local header alone
  between?: Uint8Array;
  after?: Uint8Array;
  names?: [string, Uint8Array][]; // more entries
}

function zip(files: Files, odd: Odd = {}): Blob {
  const parts: Uint8Array[] = [];
  const central: Uint8Array[] = [];
  let at = 0;
  const put = (into: Uint8Array[], bytes: Uint8Array): number => {
    into.push(bytes);
    return bytes.length;
  };
  const entries: [string, Uint8Array][] = [
    ...[...files].map(([path, bytes]): [string, Uint8Array] => [`${top}/${path}`, bytes]),
    ...(odd.names ?? []),
  ];
  for (const [name, bytes] of entries.sort(([a], [b]) => (a < b ? -1 : 1))) {
    const head = new DataView(new ArrayBuffer(30));
    const local = utf8.encode(odd.rename?.(name) ?? name);
    head.setUint32(0, 0x04034b50, true);
    head.setUint32(18, bytes.length, true);
    head.setUint32(22, bytes.length, true);
    head.setUint16(26, local.length, true);
    const row = new DataView(new ArrayBuffer(46));
    row.setUint32(0, 0x02014b50, true);
    row.setUint16(10, odd.method ?? 0, true);
    row.setUint32(20, bytes.length, true);
    row.setUint32(24, bytes.length, true);
    row.setUint16(28, utf8.encode(name).length, true);
    row.setUint32(38, 0o100644 * 0x10000, true);
    row.setUint32(42, at, true);
    central.push(new Uint8Array(row.buffer), utf8.encode(name));
    for (const bytesOf of [new Uint8Array(head.buffer), local, bytes, odd.between ?? new Uint8Array()]) at += put(parts, bytesOf);
  }
  const size = central.reduce((sum, { length }) => sum + length, 0);
  const end = new DataView(new ArrayBuffer(22));
  end.setUint32(0, 0x06054b50, true);
  end.setUint16(10, entries.length, true);
  end.setUint32(12, size, true);
  end.setUint32(16, at, true);
  return new Blob([...parts, ...central, new Uint8Array(end.buffer), odd.after ?? new Uint8Array()] as BlobPart[]);
}

const check = (file: Blob): Promise<Finding> => checkArchive(file, () => undefined, new AbortController().signal);

async function changed(change: (files: Files) => void | Promise<void>, again = false): Promise<Finding> {
  const files = await archive();
  await change(files);
  return check(zip(again ? await withManifests(files) : files));
}
const named = (finding: Finding): string[] => finding.faults.map(({ path, kind }) => `${kind} ${path}`);
const flip = (files: Files, path: string): void => {
  const bytes = files.get(path)!.slice();
  bytes[bytes.length - 3]! ^= 1;
  files.set(path, bytes);
};

describe("an archive dropped into the console", () => {
  test("is intact as it was made, and progress reaches the end", async () => {
    const steps: number[] = [];
    let total = 0;
    const finding = await checkArchive(
      zip(await archive()),
      (step) => (steps.push(step.done), (total = step.total)),
      new AbortController().signal,
    );
    expect(finding).toMatchObject({ intact: true, draft: false, sealed: true, folder: top, files: 3, faults: [], problems: [] });
    expect(steps).toEqual([...steps].sort((a, b) => a - b));
    expect(steps.at(-1)).toBe(total);
  });

  test("names the file that is changed, missing or extra, and no other", async () => {
    expect(named(await changed((files) => flip(files, "data/03-tai-lieu/002_b.pdf")))).toEqual(["changed data/03-tai-lieu/002_b.pdf"]);
    expect(named(await changed((files) => void files.delete("data/03-tai-lieu/001_a.pdf")))).toEqual([
      "missing data/03-tai-lieu/001_a.pdf",
    ]);
    expect(named(await changed((files) => void files.set("data/03-tai-lieu/003_c.pdf", utf8.encode("x"))))).toEqual([
      "extra data/03-tai-lieu/003_c.pdf",
    ]);
    expect(named(await changed((files) => flip(files, "bag-info.txt")))).toEqual(["changed bag-info.txt"]);
    expect(named(await changed((files) => void files.set("signatures/khac.p7s", utf8.encode("x"))))).toEqual(["extra signatures/khac.p7s"]);
  });

  test("accuses the list that lies, not the document", async () => {
    const lying =
      (list: string) =>
      (files: Files): void => {
        const text = new TextDecoder().decode(files.get(list));
        files.set(list, utf8.encode((text[0] === "0" ? "1" : "0") + text.slice(1)));
      };
    expect(named(await changed(lying("manifest-sha256.txt")))).toEqual(["changed manifest-sha256.txt"]);
    expect(named(await changed(lying("tagmanifest-sha512.txt")))).toEqual(["changed tagmanifest-sha512.txt"]);
    expect(named(await changed((files) => void files.delete("manifest-sha512.txt")))).toEqual(["missing manifest-sha512.txt"]);
  });

  test("finds a journal line that was changed though every list was made anew", async () => {
    const finding = await changed((files) => {
      const text = new TextDecoder().decode(files.get("data/11-nhat-ky/nhat-ky.jsonl"));
      files.set("data/11-nhat-ky/nhat-ky.jsonl", utf8.encode(text.replace("create", "remove")));
    }, true);
    expect(finding.intact).toBe(false);
    expect(finding.faults).toEqual([]);
    expect(finding.problems).toEqual(["Chuỗi nhật ký đứt: dòng 2 không nối với dòng trước."]);
  });

  test("tells a draft and a missing seal", async () => {
    expect(await changed((files) => void files.delete("signatures/tagmanifest-sha256.txt.p7s"))).toMatchObject({
      intact: false,
      sealed: false,
      problems: ["Hồ sơ chưa được niêm phong."],
    });
    const draft = await changed((files) => {
      files.delete("signatures/tagmanifest-sha256.txt.p7s");
      files.set("bag-info.txt", utf8.encode("Internal-Sender-Description: BẢN NHÁP – không phải hồ sơ lưu trữ\n"));
    }, true);
    expect(draft).toMatchObject({ intact: true, draft: true });
  });

  test.each<[string, Odd]>([
    ["Có tệp không được lưu nguyên dạng.", { method: 8 }],
    ["Tệp zip có hai danh sách tệp khác nhau.", { rename: (name) => name.replace("001", "009") }],
    ["Có byte nằm ngoài các tệp trong zip.", { between: new Uint8Array(4) }],
    ["Đây không phải là tệp zip, hoặc cuối tệp có byte thừa.", { after: new Uint8Array(30) }],
    ["Tên tệp chỉ ra ngoài thư mục.", { names: [[`${top}/../thoat.txt`, new Uint8Array(1)]] }],
    ["Tên tệp có ký tự lạ.", { names: [[`${top}/a b.txt`, new Uint8Array(1)]] }],
    ["Hai tệp trùng tên.", { names: [[`${top}/BAGIT.txt`, new Uint8Array(1)]] }],
    ["Hồ sơ phải nằm trong đúng một thư mục.", { names: [["khac/a.txt", new Uint8Array(1)]] }],
  ])("refuses a zip that no archive is: %s", async (words, odd) => {
    await expect(check(zip(await archive(), odd))).rejects.toThrow(words);
  });

  test("refuses whatever is cut short, at every length", async () => {
    const whole = zip(await archive());
    for (let bytes = 0; bytes < whole.size; bytes += 97) await expect(readEntries(whole.slice(0, bytes))).rejects.toThrow();
  });

  test("ends when it is told to", async () => {
    const stop = new AbortController();
    await expect(checkArchive(zip(await archive()), () => stop.abort(), stop.signal)).rejects.toThrow();
  });
});
