import { describe, expect, it } from "vitest";

import { filesMax, takeDrop } from "../../src/console/documents/dropped";

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

const names = async (event: DragEvent): Promise<string[]> => (await takeDrop(event)).files.map((one) => one.name);

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

  it("leaves out what file managers hide", async () => {
    expect(await names(drop(folder("x", file(".DS_Store"), file("Thumbs.db"), file("~$nhap.docx"), file("a.pdf"))))).toEqual(["a.pdf"]);
  });

  it("says why a folder or a file was not taken", async () => {
    const { files, problems } = await takeDrop(drop(folder("Trống"), unreadable("Khóa"), folder("Nửa", locked("b.pdf"), file("a.pdf"))));
    expect(files.map((one) => one.name)).toEqual(["a.pdf"]);
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
