import { describe, expect, it } from "vitest";

import { answered, arrived, begun, chosen, refusal, sent } from "../../src/console/documents/edit_form";
import { editOf, typedOf } from "../../src/console/documents/editing";
import type { CommandOutcome } from "../../src/generated/protocol";
import { amendments, draft, session, world } from "./builders";

const view = world(session(), amendments("T1", { field: "title", by: "VP02" }));
const fields = draft({ issuer: "UBND huyện" });
const seen = { fields, standing: 1 };
const typed = { ...typedOf(fields, 1), title: "Tên của tôi" };
const theirs = { fields: { ...fields, title: "Tên của họ", place: "Hương Sen" }, standing: 1 };
const done: CommandOutcome = { number: 1, done: true };
const turned: CommandOutcome = { number: 1, done: false, code: "changed_meanwhile", where: "/title", sentence: "Người khác vừa sửa." };
const sealed: CommandOutcome = { number: 1, done: false, code: "session_sealed", sentence: "Kỳ họp đã niêm phong." };

describe("A form while a colleague works on the same document", () => {
  it("follows at once, and is held against what stands now", () => {
    const after = arrived(view, begun(seen), typed, theirs);
    expect(after.typed).toMatchObject({ title: "Tên của tôi", place: "Hương Sen" });
    expect(after.form.told).toEqual(["địa danh: “Hương Sen”"]);
    expect(after.form.clashes.map(({ field }) => field)).toEqual(["title"]);
    expect(editOf("T1", after.form.before, after.typed, false)?.former).toEqual({ title: "Tên của họ" });
  });

  it("does not miss what arrives while its own edit is on its way and is refused", () => {
    const during = arrived(view, sent(begun(seen)), typed, theirs);
    expect(during.form.clashes).toEqual([]);
    expect(during.typed).toBe(typed);
    for (const outcome of [turned, sealed]) {
      const after = answered(view, during.form, during.typed, outcome);
      expect(after.form.clashes.map(({ field }) => field)).toEqual(["title"]);
      expect(after.form.told).toEqual(["địa danh: “Hương Sen”"]);
      expect(after.form.before).toBe(theirs);
      expect(after.typed.title).toBe("Tên của tôi");
    }
  });

  it("does not take its own edit, on its way back, for a colleague's", () => {
    const mine = { fields: { ...fields, title: "Tên của tôi" }, standing: 1 };
    const during = arrived(view, sent(begun(seen)), { ...typed, title: "Tên  của tôi " }, mine);
    const after = answered(view, during.form, during.typed, done);
    expect(after.form.clashes).toEqual([]);
    expect(after.form.told).toEqual([]);
  });

  it("follows what comes only after the refusal", () => {
    const refused = answered(view, sent(begun(seen)), typed, turned);
    expect(refused.form.clashes).toEqual([]);
    expect(arrived(view, refused.form, refused.typed, theirs).form.clashes).toHaveLength(1);
  });

  it("asks about a field once, with the newest value, and warns again", () => {
    const first = arrived(view, begun(seen), typed, theirs);
    const warned = { ...first.form, warned: true };
    const again = arrived(view, warned, first.typed, { ...theirs, fields: { ...theirs.fields, title: "Tên thứ ba" } });
    expect(again.form.clashes.map((one) => one.theirs)).toEqual(["“Tên thứ ba”"]);
    expect(again.form.warned).toBe(false);
  });

  it("asks no more once one of the two was chosen", () => {
    const { form } = arrived(view, begun(seen), typed, theirs);
    expect(chosen(form, form.clashes[0]!).clashes).toEqual([]);
  });

  it("says why nothing was saved: what to choose, what to look at, or that it is still on its way", () => {
    const clash = answered(view, arrived(view, sent(begun(seen)), typed, theirs).form, typed, turned);
    expect(refusal(clash.form, "Ngô Thị Thư", turned)).toContain("Ngô Thị Thư vừa đổi trích yếu. Hãy chọn");
    const plain = typedOf(fields, 1);
    const told = answered(view, arrived(view, sent(begun(seen)), plain, theirs).form, plain, turned);
    expect(refusal(told.form, "Người khác", turned)).toContain("địa danh: “Hương Sen”; trích yếu: “Tên của họ”. Hãy xem lại");
    expect(refusal(begun(seen), "Người khác", turned)).toContain("còn nguyên");
    expect(refusal(begun(seen), "Người khác", sealed)).toBe("");
  });
});
