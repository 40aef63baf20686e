import { describe, expect, it } from "vitest";

import {
  isClearlyRead,
  latenessOf,
  lastHand,
  previousOf,
  progressOf,
  rebased,
  sourceOf,
  unsureFields,
} from "../../src/console/documents/confirming";
import { typedOf } from "../../src/console/documents/editing";
import { documentsOfSession, type OfficeDocument } from "../../src/council/documents";
import type { Entity } from "../../src/generated/protocol";
import { amendments, draft, published, revision, session, world } from "./builders";

const read = draft({ issued_on: "2024-12-10", place: "Hương Sen", issuer: "UBND huyện" });
const onlyOf = (...entities: Entity[]): { view: ReturnType<typeof world>; document: OfficeDocument } => {
  const view = world(session(), ...entities);
  return { view, document: documentsOfSession(view, session()).get("T1")! };
};

describe("A head that was read without a doubt", () => {
  const clear = {
    issued_on: "2024-12-10",
    place: "Hương Sen",
    issuer: "UBND huyện",
    type_code: "TTr",
    type_name: "Tờ trình",
    full_number: "208/TTr-UBND",
  };
  const isClear = (over: Parameters<typeof draft>[0]) => isClearlyRead(onlyOf(draft({ ...clear, ...over })).document);

  it("says everything, and its number carries its kind", () => {
    expect(isClear({})).toBe(true);
    expect(isClear({ draft: true, full_number: "", issued_on: "" })).toBe(true);
    expect(isClear({ full_number: "208/BC-UBND" })).toBe(false);
    for (const lacking of [{ place: "" }, { issued_on: "" }, { issuer: "" }, { type_name: "" }, { title: "a" }, { scan: true }])
      expect(isClear(lacking), JSON.stringify(lacking)).toBe(false);
  });

  it("is none where somebody has a word to say of the file", () => {
    expect(isClear({ revisions: [revision({ n: 1, remarks: ["Số này đã có ở tài liệu khác"] })] })).toBe(false);
  });
});

describe("A field", () => {
  it("wants a look where nothing was read, a number and a day not of a draft", () => {
    expect(unsureFields(read)).toEqual([]);
    expect(unsureFields({ ...read, full_number: "", issuer: "", title: "a" })).toEqual(["fullNumber", "issuer", "title"]);
    expect(unsureFields({ ...read, draft: true, full_number: "", issued_on: "" })).toEqual([]);
  });

  it("says where it came from", () => {
    const { view, document } = onlyOf(
      draft({ issued_on: "", title: "a" }),
      amendments("T1", { field: "issuer", by: "VP01", before: "PHỤ LỤC", after: "UBND" }),
    );
    const source = (field: Parameters<typeof sourceOf>[2]) => sourceOf(view, document, field, (id) => (id === "VP01" ? "Ngô Thị Thư" : ""));
    expect(source("issuer")).toBe("Ngô Thị Thư sửa");
    expect(source("fullNumber")).toBe("trang 1");
    expect(source("issuedOn")).toBe("chưa rõ");
    expect(source("title")).toBe("theo tên tệp");
  });
});

describe("The office", () => {
  const view = world(
    session(),
    draft({ id: "01" }),
    draft({ id: "02" }),
    draft({ id: "03" }),
    published({ id: "04" }),
    amendments("02", { field: "confirmed", before: "false", after: "true" }),
  );
  const documents = [...documentsOfSession(view, session()).values()].sort((a, b) => (a.id < b.id ? -1 : 1));

  it("knows how far it is", () => expect(progressOf(view, documents)).toEqual({ confirmed: 1, of: 3 }));

  it("goes back to what was confirmed, not past the first", () => {
    expect(previousOf(documents, "03")?.id).toBe("02");
    expect(previousOf(documents, "01")).toBeUndefined();
  });
});

describe("A form under which a colleague changed the document", () => {
  const view = world(session(), amendments("T1", { field: "title", by: "VP02" }));
  const typed = typedOf(read, 1);
  const at = (over: Partial<typeof read> = {}, standing = 1) => ({ fields: { ...read, ...over }, standing });

  it("follows in what the clerk has not touched, and says so", () => {
    const after = rebased(view, at(), at({ title: "Tên mới", draft: true }), typed);
    expect(after.typed).toMatchObject({ title: "Tên mới", draft: true, issuer: "UBND huyện" });
    expect(after.taken).toEqual(["trích yếu: “Tên mới”", "dự thảo: có"]);
    expect(after.clashes).toEqual([]);
    expect(lastHand(view, "T1")).toBe("VP02");
    expect(lastHand(view, "T1", "VP02")).toBeUndefined();
  });

  it("keeps what the clerk typed where both changed the same, and asks with both values", () => {
    const after = rebased(view, at(), at({ full_number: "9/TTr" }), { ...typed, fullNumber: "8/TTr" });
    expect(after.typed.fullNumber).toBe("8/TTr");
    expect(after.clashes).toEqual([{ field: "fullNumber", name: "số, ký hiệu", theirs: "“9/TTr”", mine: "“8/TTr”" }]);
    const days = rebased(view, at(), at({ issued_on: "" }), { ...typed, issuedOn: "11/12/2024" });
    expect(days.clashes).toEqual([{ field: "issuedOn", name: "ngày ban hành", theirs: "trống", mine: "11/12/2024" }]);
  });

  it("has nothing to ask where both typed the same, or where nothing changed", () => {
    expect(rebased(view, at(), at({ full_number: "8/TTr" }), { ...typed, fullNumber: " 8/TTr " }).clashes).toEqual([]);
    expect(rebased(view, at(), at(), { ...typed, fullNumber: "8/TTr" })).toEqual({
      typed: { ...typed, fullNumber: "8/TTr" },
      taken: [],
      clashes: [],
    });
  });

  it("follows the document to its place, unless the clerk asked for another", () => {
    expect(rebased(view, at({}, 1), at({}, 3), typed)).toMatchObject({ typed: { standing: "3" }, taken: ["thứ tự: 3"] });
    expect(rebased(view, at({}, 1), at({}, 3), { ...typed, standing: "2" })).toMatchObject({
      typed: { standing: "2" },
      clashes: [{ field: "standing", theirs: "3", mine: "2" }],
    });
    const moved = rebased(view, at({}, 1), at({ agenda_item: "M2" }, 3), { ...typed, standing: "2" });
    expect(moved).toMatchObject({ typed: { item: "M2", standing: "3" }, clashes: [] });
    const mine = rebased(view, at({}, 1), at({}, 3), { ...typed, item: "M2" });
    expect(mine).toMatchObject({ typed: { item: "M2", standing: "3" }, taken: [], clashes: [] });
  });
});

describe("A late document", () => {
  const { document } = onlyOf(draft({ late: true, revisions: [revision({ added_at: "2024-12-12T18:30:00Z" })] }));

  it("says by how many days, and what was counted", () => {
    const late = latenessOf(session({ documents_deadline: "2024-12-11" }), document);
    expect(late?.words).toBe("Gửi chậm 2 ngày"); // 01:30 of the 13th in Vietnam
    expect(late?.rule).toBe(
      "Hạn gửi tài liệu của kỳ họp: hết ngày 11/12/2024; tệp đến lúc 01:30 ngày 13/12/2024. Đếm ngày lịch, kể cả ngày nghỉ.",
    );
  });

  it("may have a deadline with an hour, or none any more", () => {
    const hours = latenessOf(session({ documents_deadline: "2024-12-13T00:30:00+07:00" }), document);
    expect(hours?.words).toBe("Gửi chậm");
    expect(hours?.rule).toContain("00:30 ngày 13/12/2024");
    expect(latenessOf(session(), document)?.words).toBe("Gửi chậm");
  });

  it("is none when it came in time", () => {
    expect(latenessOf(session({ documents_deadline: "2024-12-11" }), onlyOf(draft()).document)).toBeNull();
  });
});
