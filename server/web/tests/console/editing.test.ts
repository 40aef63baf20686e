import { describe, expect, it } from "vitest";

import {
  amendmentWords,
  audienceAfterMove,
  codeOf,
  editOf,
  faultOf,
  isConfirmed,
  needsConfirming,
  nextToConfirm,
  typedOf,
  usualAudience,
} from "../../src/console/documents/editing";
import { documentsOfSession } from "../../src/council/documents";
import { amendments, draft, item, published, session, sitting, world } from "./builders";

const before = draft({ type_name: "Thông báo", type_code: "TB", issuer: "PHỤ LỤC 01", issued_on: "2024-12-10", position: 4 });

const seen = { fields: before, standing: 2 };

describe("An edit", () => {
  it("sends what was changed and nothing else, with what stood there", () => {
    const typed = {
      ...typedOf(before, 2),
      issuer: " UBND huyện ",
      typeName: "Báo cáo",
      issuedOn: "11/12/2024",
      urgency: "urgent" as const,
      scan: true,
    };
    expect(editOf("T1", seen, typed, false)).toEqual({
      type: "edit_document",
      document: "T1",
      issuer: "UBND huyện",
      type_name: "Báo cáo",
      type_code: "BC",
      issued_on: "2024-12-11",
      urgency: "urgent",
      scan: true,
      former: {
        issuer: "PHỤ LỤC 01",
        type_name: "Thông báo",
        type_code: "TB",
        issued_on: "2024-12-10",
        urgency: "none",
        scan: false,
      },
    });
    expect(editOf("T1", seen, typedOf(before, 2), false)).toBeNull();
  });

  it("that confirms stands on all that was read from the page", () => {
    const { former, ...edit } = editOf("T1", seen, typedOf(before, 2), true)!;
    expect(edit).toEqual({ type: "edit_document", document: "T1", confirmed: true });
    expect(former).toEqual({
      title: "Tờ trình",
      type_code: "TB",
      type_name: "Thông báo",
      full_number: "1/TTr",
      issued_on: "2024-12-10",
      place: "",
      issuer: "PHỤ LỤC 01",
      signer: "",
      term: "",
      session_number: 0,
      normative: false,
      urgency: "none",
      draft: false,
      scan: false,
    });
  });

  it("moves a document among its item's, or to another item with the audience said", () => {
    expect(editOf("T1", seen, { ...typedOf(before, 2), standing: "1" }, false)).toEqual({
      type: "edit_document",
      document: "T1",
      position: 1,
      former: { agenda_item: "M1", position: 2 },
    });
    expect(editOf("T1", seen, { ...typedOf(before, 2), item: "M2", standing: "1" }, false)).toEqual({
      type: "edit_document",
      document: "T1",
      agenda_item: "M2",
      audience: "everyone",
      former: { agenda_item: "M1", audience: "everyone" },
    });
  });

  it("names each of its fields among what stood there", () => {
    const typed = {
      title: "b",
      typeName: "Báo cáo",
      fullNumber: "b",
      issuedOn: "12/12/2024",
      place: "b",
      issuer: "b",
      signer: "b",
      term: "XII",
      sessionNumber: "15",
      normative: true,
      urgency: "urgent" as const,
      draft: true,
      scan: true,
      item: "M1",
      audience: "delegates_only" as const,
      standing: "1",
    };
    const edit = editOf("T1", seen, typed, false)!;
    const fields = Object.keys(edit).filter((field) => !["type", "document", "former"].includes(field));
    expect(fields).toHaveLength(16);
    expect(Object.keys(edit.former ?? {})).toEqual(expect.arrayContaining(fields));
  });

  it("keeps a subject in one line", () => {
    expect(editOf("T1", seen, { ...typedOf(before, 2), title: "Về\n dự toán " }, false)).toMatchObject({ title: "Về dự toán" });
  });

  it("says what is wrong before it is sent", () => {
    const typed = typedOf(before, 2);
    expect(faultOf(typed)).toBe("");
    expect(faultOf({ ...typed, title: " " })).toContain("trích yếu");
    expect(faultOf({ ...typed, issuedOn: "31/02/2024" })).toContain("19/12/2024");
    expect(faultOf({ ...typed, standing: "0" })).toContain("Thứ tự");
  });

  it("knows the abbreviation of a type, and none of an unknown one", () => {
    expect(codeOf("tờ trình", before)).toBe("TTr");
    expect(codeOf("Thông báo", before)).toBe("TB");
    expect(codeOf("Tài liệu tham khảo", before)).toBe("");
  });
});

describe("A document moved to a closed sitting", () => {
  const view = world(session(), sitting({ id: "PK", open_to_public: false }), sitting());

  it("goes to delegates only, and it is said", () => {
    const after = audienceAfterMove(view, item({ sitting: "PK" }), false, "everyone");
    expect(after.audience).toBe("delegates_only");
    expect(after.words).toContain("phiên họp kín");
  });

  it("keeps its audience once published, and it is said what that means", () => {
    const after = audienceAfterMove(view, item({ sitting: "PK" }), true, "everyone");
    expect(after.audience).toBe("everyone");
    expect(after.words).toContain("đã phát hành cho cả khách mời");
  });

  it("is what new documents there are for", () => {
    expect(usualAudience(view, item({ sitting: "PK" }))).toBe("delegates_only");
    expect(usualAudience(view, item())).toBe("everyone");
  });

  it("is nothing special in an open one", () => {
    expect(audienceAfterMove(view, item(), false, "everyone")).toEqual({ audience: "everyone", words: "" });
  });
});

describe("Confirming", () => {
  const view = world(
    session(),
    draft({ id: "01" }),
    draft({ id: "02" }),
    draft({ id: "03" }),
    published({ id: "04" }),
    amendments("02", { field: "confirmed", before: "false", after: "true" }),
  );
  const documents = [...documentsOfSession(view, session()).values()].sort((a, b) => (a.id < b.id ? -1 : 1));

  it("is what the server keeps, so that a second clerk sees it", () => {
    expect(isConfirmed(view, "02")).toBe(true);
    expect(isConfirmed(view, "01")).toBe(false);
    expect(documents.filter((document) => needsConfirming(view, document)).map((document) => document.id)).toEqual(["01", "03"]);
  });

  it("goes on with the next document that nobody has compared, from the last to the first", () => {
    expect(nextToConfirm(view, documents, "01")?.id).toBe("03");
    expect(nextToConfirm(view, documents, "03")?.id).toBe("01");
    expect(nextToConfirm(view, documents.slice(0, 2), "01")).toBeUndefined();
  });
});

describe("An amendment", () => {
  it("is told with the former value", () => {
    const [entry] = amendments("T1", { field: "issuer", before: "PHỤ LỤC 01", after: "UBND" }).entries;
    expect(entry && amendmentWords(world(session()), entry)).toBe("cơ quan ban hành: “PHỤ LỤC 01” → “UBND”");
  });
});
