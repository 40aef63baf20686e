// Zips of honest and dishonest hands against the reader: what comes out, what is left out, what is refused whole.
import { type Zippable, zipSync } from "fflate";
import { describe, expect, it } from "vitest";

import { openZip, ZipRefused } from "../../src/console/documents/zip_folder";

const pdf = (text: string): Uint8Array => new TextEncoder().encode(`%PDF-1.7 ${text}`);
const still = new AbortController().signal;
const open = (bytes: Uint8Array, signal = still) => openZip(new Blob([new Uint8Array(bytes)]), () => undefined, signal);
const zip = (files: Zippable) => zipSync(files);
const refusal = async (bytes: Uint8Array): Promise<string> => {
  const problem: unknown = await open(bytes).then(
    () => null,
    (why: unknown) => why,
  );
  return problem instanceof ZipRefused ? problem.words : `not refused: ${String(problem)}`;
};

// Puts `value` where the nth header of a kind has its field.
function patched(bytes: Uint8Array, signature: number, nth: number, field: number, value: number, width: 2 | 4): Uint8Array {
  const copy = bytes.slice();
  const data = new DataView(copy.buffer);
  let seen = 0;
  for (let at = 0; at + 4 <= copy.length; at += 1) {
    if (data.getUint32(at, true) !== signature) continue;
    if (seen === nth) {
      if (width === 2) data.setUint16(at + field, value, true);
      else data.setUint32(at + field, value, true);
      return copy;
    }
    seen += 1;
  }
  throw new Error("no such header");
}
const central = 0x02014b50;

describe("A folder in a zip", () => {
  it("comes out with its paths and bytes, as people number it", async () => {
    const big = pdf("x".repeat(3_000_000));
    const { files, leftOut } = await open(
      zip({
        "K/10 b.pdf": [pdf("b"), { level: 0 }],
        "K/2 a.pdf": big,
        "K/Mục 3/c.pdf": pdf("c"),
        "K/Thumbs.db": pdf(""),
        "K/biểu.xlsx": pdf(""),
      }),
    );
    expect(files.map((one) => one.path)).toEqual(["K/2 a.pdf", "K/10 b.pdf", "K/Mục 3/c.pdf"]);
    expect(files.map((one) => one.file.name)).toEqual(["2 a.pdf", "10 b.pdf", "c.pdf"]);
    expect(Buffer.compare(Buffer.from(await files[0]!.file.arrayBuffer()), big)).toBe(0);
    expect(await files[1]!.file.text()).toBe("%PDF-1.7 b");
    expect(leftOut.map((one) => [one.path, one.system ?? false])).toEqual([
      ["K/biểu.xlsx", false],
      ["K/Thumbs.db", true],
    ]);
  });

  it("may have names that nobody said to be UTF-8, backslashes, and macOS' shadows", async () => {
    const made = zip({ "Mục 3\\a.pdf": pdf("a"), "__MACOSX/._a.pdf": pdf("") });
    const silent = patched(made, central, 0, 8, 0, 2);
    const { files, leftOut } = await open(silent);
    expect(files.map((one) => one.path)).toEqual(["Mục 3/a.pdf"]);
    expect(leftOut).toMatchObject([{ system: true }]);
  });

  it("tells how far it is, and stops when it is told to", async () => {
    const told: number[] = [];
    const made = zip({ "a.pdf": pdf("a".repeat(5000)), "b.pdf": pdf("b".repeat(5000)) });
    await openZip(new Blob([new Uint8Array(made)]), ({ done, total }) => told.push(done / total), still);
    expect(told.at(-1)).toBe(1);
    const stop = new AbortController();
    stop.abort();
    await expect(open(made, stop.signal)).rejects.toThrow();
  });
});

describe("An entry", () => {
  it("that leads out of the folder is left out", async () => {
    const { files, leftOut } = await open(
      zip({ "../a.pdf": pdf(""), "/etc/b.pdf": pdf(""), "C:/c.pdf": pdf(""), "x/../../d.pdf": pdf(""), "x/e.pdf": pdf("") }),
    );
    expect(files.map((one) => one.path)).toEqual(["x/e.pdf"]);
    expect(leftOut).toHaveLength(4);
    for (const { why } of leftOut) expect(why).toContain("ra ngoài thư mục");
  });

  it("that stands there twice is taken once, and the second is told", async () => {
    const { files, leftOut } = await open(zip({ "x/a.pdf": pdf("1"), "X/A.PDF": pdf("2") }));
    expect(files).toHaveLength(1);
    expect(leftOut[0]?.why).toContain("Trùng đường dẫn");
  });

  it("with one flipped bit is left out, and the others are not", async () => {
    const made = zip({ "a.pdf": [pdf("aaaa"), { level: 0 }], "b.pdf": [pdf("bbbb"), { level: 0 }] });
    const at = Buffer.from(made).indexOf("aaaa");
    made[at] = 0x62;
    const { files, leftOut } = await open(made);
    expect(files.map((one) => one.path)).toEqual(["b.pdf"]);
    expect(leftOut[0]).toMatchObject({ path: "a.pdf" });
    expect(leftOut[0]?.why).toContain("mã kiểm tra");
  });

  it("that becomes longer than announced is left out", async () => {
    const made = zip({ "a.pdf": pdf("a".repeat(50_000)) });
    const { files, leftOut } = await open(patched(made, central, 0, 24, 100, 4));
    expect(files).toEqual([]);
    expect(leftOut[0]?.why).toContain("Hỏng");
  });

  it("behind a password, or packed in a strange way, says what to do", async () => {
    const made = zip({ "a.pdf": pdf("a"), "b.pdf": pdf("b") });
    const { leftOut } = await open(patched(patched(made, central, 0, 8, 1, 2), central, 1, 10, 14, 2));
    expect(leftOut.map((one) => one.why.split(".")[0])).toEqual(["Đặt mật khẩu trong tệp nén", "Nén theo cách trình duyệt không mở được"]);
  });

  it("with a name like malware is left out", async () => {
    const { files, leftOut } = await open(zip({ "Tờ trình.pdf.exe": pdf(""), "gnp\u202efdp.pdf": pdf(""), "~$a.pdf": pdf("") }));
    expect(files).toEqual([]);
    expect(leftOut).toHaveLength(3);
  });
});

describe("A zip", () => {
  it("that is a bomb is refused whole", async () => {
    expect(await refusal(patched(zip({ "a.pdf": pdf("a") }), central, 0, 24, 190_000_000, 4))).toContain("bất thường");
    const two = zip({ "a.pdf": pdf("a"), "b.pdf": pdf("b") });
    expect(await refusal(patched(two, central, 1, 42, 0, 4))).toContain("bất thường");
  });

  it("that is cut off, or none at all, is refused", async () => {
    const made = zip({ "a.pdf": pdf("a".repeat(500)) });
    expect(await refusal(made.slice(0, made.length - 30))).toContain("cắt cụt");
    expect(await refusal(pdf("không phải zip, chỉ là một tệp khác"))).toContain("không phải là tệp zip");
    expect(await refusal(new Uint8Array(5))).toContain("không phải là tệp zip");
  });

  it("whose directory lies outside the file is refused", async () => {
    expect(await refusal(patched(zip({ "a.pdf": pdf("a") }), 0x06054b50, 0, 16, 9_999_999, 4))).toContain("bị hỏng");
  });
});
