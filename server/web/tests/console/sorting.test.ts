// Names of folders and files against an agenda: what is sure, what is asked, and why.
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

import { ItemWords, numberKey } from "../../src/console/documents/item_words";
import { sortOnto } from "../../src/console/documents/sorting";

interface Sample {
  agenda: { id: string; number: string; name: string }[];
  documents: { agenda_item_id: string; type_name: string; subject: string }[];
}
const sample = JSON.parse(readFileSync(new URL("../../../../admin-cli/import/sample-session.json", import.meta.url), "utf8")) as Sample;

const agenda = [
  { id: "A", number: "1", name: "Khai mạc, thông qua chương trình" },
  { id: "B", number: "2", name: "Tờ trình dự toán thu, chi ngân sách năm 2027" },
  { id: "C", number: "3", name: "Báo cáo tình hình kinh tế - xã hội" },
  { id: "C1", number: "3a", name: "Báo cáo quốc phòng - an ninh" },
  { id: "D", number: "4", name: "Chất vấn và trả lời chất vấn" },
  { id: "E", number: "5", name: "Báo cáo của Tòa án nhân dân, Viện kiểm sát nhân dân" },
];
const one = (path: string, ...others: string[]) => sortOnto([path, ...others], agenda)[0];
const sure = (path: string, ...others: string[]): string | null => {
  const sorted = one(path, ...others);
  return sorted?.sure ? sorted.item : null;
};

describe("A folder", () => {
  it("with a number and the item's words is that item", () => {
    expect(sure("02 - Tờ trình ngân sách/a.pdf")).toBe("B");
    expect(sure("2. Ngan sach/a.pdf")).toBe("B");
    expect(sure("02_NganSach/a.pdf")).toBe("B");
    expect(sure("03a An ninh/a.pdf")).toBe("C1");
    expect(sure("4/a.pdf")).toBe("D");
  });

  it("with a word that means item is that item", () => {
    for (const name of ["Mục 3", "MUC 03", "Nội dung 3", "Noi_dung_so_3", "ND3", "nd 3 - tài liệu", "Vấn đề 3"])
      expect([name, sure(`${name}/a.pdf`)]).toEqual([name, "C"]);
    expect(sure("Mục 3a/x.pdf")).toBe("C1");
  });

  it("may be numbered as Romans do", () => {
    expect(sure("IV. Chất vấn/a.pdf")).toBe("D");
    expect(sure("Mục II/a.pdf")).toBe("B");
    expect(sure("V - TAND, VKSND/a.pdf")).toBe("E");
    expect(sortOnto(["IV/a.pdf"], [{ id: "X", number: "IV", name: "Chất vấn" }])[0]).toMatchObject({ item: "X", sure: true });
  });

  it("may come from macOS, whose names are decomposed, or have no marks at all", () => {
    const name = "Mục 2 - Tờ trình ngân sách";
    expect(sure(`${name.normalize("NFD")}/a.pdf`)).toBe("B");
    expect(sure("Chất vấn".normalize("NFD") + "/a.pdf")).toBe("D");
    expect(sure("chat van/a.pdf")).toBe("D");
  });

  it("is read from the inside out, through folders that say nothing", () => {
    expect(sure("Kỳ họp 5/Mục 3/Bản ký/a.pdf")).toBe("C");
    expect(sure("Mục 3/Mục 4/a.pdf")).toBe("D");
  });

  it("is asked about where number and words speak of different items", () => {
    expect(one("02 - Chất vấn/a.pdf")).toMatchObject({ item: "D", sure: false });
    expect(one("02 - Chất vấn/a.pdf")?.why).toContain("mang số 2 nhưng tên gần nội dung 4");
  });

  it("is asked about where it only says a kind of document, or an item that is not on the agenda", () => {
    expect(one("02 Báo cáo/a.pdf")).toMatchObject({ item: "B", sure: false });
    expect(one("Mục 15/a.pdf")).toMatchObject({ item: null, sure: false });
    expect(one("Mục 15/a.pdf")?.why).toContain("chương trình không có");
  });

  it("that holds all the others is the session's, and its number no item's", () => {
    const others = ["4 - Kỳ họp/Mục 3/b.pdf", "4 - Kỳ họp/c.pdf"];
    expect(one("4 - Kỳ họp/x.pdf", ...others)).toMatchObject({ item: null, sure: false });
    expect(sure("Mục 4/x.pdf", "Mục 4/Phụ lục/y.pdf")).toBe("D");
  });

  it("is no item because of a day, a year or a decree in its name", () => {
    for (const name of ["2024", "3.12.2024", "04-2024", "NĐ 3"]) expect([name, one(`${name}/a.pdf`)?.item]).toEqual([name, null]);
  });
});

describe("A file", () => {
  it("goes where its words or their initials lead", () => {
    expect(sure("BC KTXH.pdf")).toBe("C");
    expect(sure("Dự toán thu chi ngân sách.pdf")).toBe("B");
    expect(sure("07 to trinh du toan ngan sach (da ky).pdf")).toBe("B");
  });

  it("is asked about where there is nothing but a running number", () => {
    expect(one("03 Tờ trình.pdf")).toMatchObject({ item: "C", sure: false });
    expect(one("scan0007.pdf")).toMatchObject({ item: null, sure: false });
    expect(one("Phụ lục 02.pdf")).toMatchObject({ item: null, sure: false });
  });

  it("in a folder goes with the folder, whatever its own number", () => {
    expect(sure("Mục 3/01 Tờ trình.pdf")).toBe("C");
  });

  it("that names another item than its folder is asked about", () => {
    const sorted = one("Mục 3/Mục 4 câu hỏi.pdf");
    expect(sorted).toMatchObject({ sure: false });
    expect(sorted?.why).toBe("Thư mục nói nội dung 3, tên tệp nói nội dung 4");
  });

  it("decides where its folder does not", () => {
    expect(sure("Báo cáo/BC KTXH.pdf")).toBe("C");
    expect(sure("03 Báo cáo/Báo cáo kinh tế xã hội.pdf")).toBe("C");
  });

  it("that reports on another document is asked about", () => {
    const withReports = [...agenda, { id: "T", number: "6", name: "Các báo cáo thẩm tra của hai Ban" }];
    expect(sortOnto(["BC tham tra du toan ngan sach.pdf"], withReports)[0]).toMatchObject({ item: "T", sure: false });
  });
});

describe("The sample session's documents in one folder, by their own titles", () => {
  const paths = sample.documents.map(
    ({ type_name, subject }, n) => `Kỳ họp/${String(n + 1).padStart(2, "0")} ${type_name} ${subject.replaceAll("/", "-")}.pdf`,
  );
  const sorted = sortOnto(paths, sample.agenda);

  it("are never sorted wrongly without a question", () => {
    const wrong = sorted.filter((each, n) => each.sure && each.item !== sample.documents[n]?.agenda_item_id);
    expect(wrong).toEqual([]);
  });

  it("are mostly sorted without one", () => {
    expect(sorted.filter((each) => each.sure).length).toBeGreaterThanOrEqual(17);
    const right = sorted.filter((each, n) => each.item === sample.documents[n]?.agenda_item_id);
    expect(right.length).toBeGreaterThanOrEqual(24);
  });

  it("are all sure in folders by item, with and without marks, composed or not", () => {
    const folders = sample.documents.map(({ agenda_item_id }) => sample.agenda.find(({ id }) => id === agenda_item_id)!);
    for (const named of [
      (n: string, name: string) => `${n.padStart(2, "0")} - ${name.slice(0, 60).replaceAll("/", "-")}`,
      (n: string) => `Mục ${n}`.normalize("NFD"),
      (n: string) => `noi dung ${n}`,
    ]) {
      const found = sortOnto(
        folders.map(({ number, name }, at) => `Kỳ họp/${named(number, name)}/tep ${at}.pdf`),
        sample.agenda,
      );
      expect(found.map(({ item, sure: known }) => (known ? item : "?"))).toEqual(folders.map(({ id }) => id));
    }
  });
});

describe("Numbers", () => {
  it("are compared as people mean them", () => {
    expect(["02a", "III.1", "3.", "IV", "10"].map(numberKey)).toEqual(["2a", "3.1", "3", "4", "10"]);
    expect(["i", "iv", "ix", "xiv", "xl", "iiii", "vx", "c", "d"].map(numberKey)).toEqual([
      "1",
      "4",
      "9",
      "14",
      "40",
      "iiii",
      "vx",
      "c",
      "d",
    ]);
  });

  it("stand under their first part where the agenda has no such item", () => {
    const words = new ItemWords(agenda);
    expect(words.numbered("3.2")).toBe("C");
    expect(words.numbered("9.1")).toBeNull();
    expect(new ItemWords([...agenda, { id: "Z", number: "IV", name: "x" }]).numbered("4")).toBeNull();
  });
});
