import { describe, expect, it } from "vitest";

import { filesMax, takeDrop, takePicked } from "../../src/console/documents/dropped";

interface Node {
  name: string;
  isDirectory: boolean;
}

const file = (name: string): Node =>
  ({ name, isDirectory: false, file: (resolve: (file: File) => void) => resolve(new File(["%PDF"], name)) }) as Node;
const locked = (name: string): Node =>
  ({ name, isDirectory: false, file: (_: unknown, reject: (why: Error) => void) => reject(new Error("no")) }) as Node;
// The browser tells a folder in portions of its own choosing.
const folder = (name: string, ...children: Node[]): Node => {
  const node = {
    name,
    isDirectory: true,
    createReader: () => {
      const left = [...children];
      return { readEntries: (resolve: (portion: Node[]) => void) => resolve(left.splice(0, 2)) };
    },
  };
  return node;
};
const unreadable = (name: string): Node =>
  ({
    name,
    isDirectory: true,
    createReader: () => ({ readEntries: (_: unknown, reject: (why: Error) => void) => reject(new Error("denied")) }),
  }) as Node;

function drop(...nodes: Node[]): DragEvent {
  const items = nodes.map((node) => ({
    kind: "file",
    webkitGetAsEntry: () => node,
    getAsFile: () => (node.isDirectory ? new File([], node.name) : new File(["%PDF"], node.name)),
  }));
  return { dataTransfer: { items: [...items, { kind: "string" }] } } as unknown as DragEvent;
}

const names = async (event: DragEvent): Promise<string[]> => (await takeDrop(event)).files.map((one) => one.file.name);

describe("A drop", () => {
  it("keeps files in the order in which they were dropped", async () => {
    expect(await names(drop(file("02.pdf"), file("01.pdf")))).toEqual(["02.pdf", "01.pdf"]);
  });

  it("takes folders with everything in them, as people number it", async () => {
    const dropped = drop(
      folder(
        "Kỳ họp 15",
        file("10 Nghị quyết.pdf"),
        file("2 Báo cáo.pdf"),
        folder("3 Thẩm tra", file("b.pdf"), file("a.pdf")),
        file("1 Tờ trình.pdf"),
      ),
      file("cuối.pdf"),
    );
    expect(await names(dropped)).toEqual(["1 Tờ trình.pdf", "2 Báo cáo.pdf", "a.pdf", "b.pdf", "10 Nghị quyết.pdf", "cuối.pdf"]);
  });

  it("says of each file in which folder it lies", async () => {
    const dropped = await takeDrop(drop(folder("Kỳ họp 15", folder("02 - Ngân sách", file("Tờ trình.pdf"))), file("rời.pdf")));
    expect(dropped.files.map((one) => one.path)).toEqual(["Kỳ họp 15/02 - Ngân sách/Tờ trình.pdf", "rời.pdf"]);
    expect(dropped.folders).toEqual(["Kỳ họp 15"]);
  });

  it("leaves out what file managers hide, and says so", async () => {
    const dropped = await takeDrop(drop(folder("x", file(".DS_Store"), file("Thumbs.db"), file("~$nhap.docx"), file("a.pdf"))));
    expect(dropped.files.map((one) => one.path)).toEqual(["x/a.pdf"]);
    expect(dropped.leftOut.map((one) => [one.path, one.system])).toEqual([
      ["x/.DS_Store", true],
      ["x/~$nhap.docx", true],
      ["x/Thumbs.db", true],
    ]);
  });

  it("leaves out what is no document and says what to do", async () => {
    const dropped = await takeDrop(
      drop(file("Dự thảo.docx"), file("biểu.XLSX"), file("a.pdf.exe"), file("biên bản\u202efdp.pdf"), file("bên trong"), file("đúng.PDF")),
    );
    expect(dropped.files.map((one) => one.path)).toEqual(["đúng.PDF"]);
    const why = dropped.leftOut.map((one) => one.why);
    expect(why[0]).toContain("Word");
    expect(why[1]).toContain("bảng tính");
    expect(why[2]).toContain("Chương trình chạy được");
    expect(why[3]).toContain("ký tự ẩn");
    expect(why[4]).toContain("Không phải tệp PDF");
    expect(dropped.leftOut.some((one) => one.system)).toBe(false);
  });

  it("sets a zip aside to be opened, one inside a folder not", async () => {
    const dropped = await takeDrop(drop(file("Kỳ họp.zip"), folder("x", file("trong.zip"))));
    expect(dropped.zips.map((one) => one.name)).toEqual(["Kỳ họp.zip"]);
    expect(dropped.leftOut.map((one) => one.path)).toEqual(["x/trong.zip"]);
  });

  it("says why a folder or a file was not taken", async () => {
    const { files, problems } = await takeDrop(drop(folder("Trống"), unreadable("Khóa"), folder("Nửa", locked("b.pdf"), file("a.pdf"))));
    expect(files.map((one) => one.file.name)).toEqual(["a.pdf"]);
    expect(problems).toHaveLength(3);
    expect(problems[0]).toContain("“Trống” không có tệp nào");
    expect(problems[1]).toContain("“Khóa”");
    expect(problems[2]).toContain("“b.pdf”");
  });

  it("takes so many files and says how many it left", async () => {
    const { files, problems } = await takeDrop(drop(folder("Nhiều", ...Array.from({ length: filesMax + 3 }, (_, n) => file(`${n}.pdf`)))));
    expect(files).toHaveLength(filesMax);
    expect(problems[0]).toContain("3 tệp sau");
  });
});

describe("A picked folder", () => {
  const within = (path: string): File =>
    Object.defineProperty(new File(["%PDF"], path.split("/").at(-1) ?? ""), "webkitRelativePath", { value: path });

  it("is read as people number it, whatever the order of the disk", () => {
    const picked = takePicked([within("K/10 b.pdf"), within("K/Thumbs.db"), within("K/2 a.pdf"), within("K/__MACOSX/._2 a.pdf")]);
    expect(picked.files.map((one) => one.path)).toEqual(["K/2 a.pdf", "K/10 b.pdf"]);
    expect(picked.leftOut.every((one) => one.system)).toBe(true);
    expect(picked.folders).toEqual(["K"]);
  });

  it("is none where single files were picked: they keep their order", () => {
    const picked = takePicked([new File(["%PDF"], "02.pdf"), new File(["%PDF"], "01.pdf")]);
    expect(picked.files.map((one) => one.path)).toEqual(["02.pdf", "01.pdf"]);
    expect(picked.folders).toEqual([]);
  });
});
