// What the council's form and the mark of doubt say, as the server side of Svelte renders them.
import type { Component } from "svelte";
import { render } from "svelte/server";
import { describe, expect, it } from "vitest";

import Unconfirmed from "../../../src/console/parts/Unconfirmed.svelte";
import CouncilForm from "../../../src/console/prepare/CouncilForm.svelte";
import { legalProfile } from "../../../src/council/law";
import type { Council, Group } from "../../../src/generated/protocol";
import { council, group } from "../builders";
import WithPreparing from "./WithPreparing.svelte";

const plain = (html: string): string =>
  html
    .replace(/<!--.*?-->|<[^>]*>/g, " ")
    .replace(/\s+/g, " ")
    .trim();

const form = (over: Partial<Council>, groups: readonly Group[] = []): string =>
  plain(
    render(WithPreparing, {
      props: {
        piece: CouncilForm as unknown as Component<Record<string, never>>,
        preparing: {
          roster: { now: { council: { ...council, ...over }, people: [], groups } },
          rosterWriting: { faults: [] },
          freshWriting: { faults: [] },
          office: { session: null, now: () => new Date("2026-11-30T01:00:00Z") },
        },
      },
    }).body,
  );

describe("The council's form", () => {
  it("names the seats of the law beside the field, and warns of others without a fault", () => {
    expect(form({ level: "xã", seats: 25 })).toContain("luật nêu 15 – 30 (Điều 30 khoản 2)");
    expect(form({ level: "xã", seats: 25 })).not.toContain("ngoài số");
    expect(form({ level: "xã", seats: 63 })).toContain("63 đại biểu là ngoài số mà Điều 30 khoản 2 nêu cho cấp xã: 15 – 30.");
    expect(form({ level: "thành phố", name: "Hội đồng nhân dân thành phố Hà Nội", seats: 125 })).not.toContain("ngoài số");
  });

  it("proposes the committees of the law while there are none", () => {
    const proposal = "Chưa có Ban nào. Theo Điều 29 khoản 3 điểm a: Ban Kinh tế - Ngân sách, Ban Văn hóa - Xã hội";
    expect(form({ level: "xã" })).toContain(proposal);
    expect(form({ level: "xã" })).toContain("Thêm 2 Ban này");
    expect(form({ level: "xã" }, [group({ kind: "committee", name: "Ban Pháp chế" })])).not.toContain("Chưa có Ban nào");
    expect(form({ level: "tỉnh" })).toContain("Thêm 3 Ban này");
  });

  it("doubts what an abolished council would be asked today", () => {
    expect(form({ level: "huyện", seats: 45 })).toContain("chưa xác nhận: Luật 47/2019/QH14, Điều 2");
  });
});

describe("The mark of doubt", () => {
  const mark = (level: string, confirmed: boolean): string =>
    plain(
      render(Unconfirmed, {
        props: {
          law: legalProfile(level, "2026-12-17"),
          source: { cite: "Điều 35 khoản 2", confirmed, why: confirmed ? null : "Chưa đọc." },
        },
      }).body,
    );

  it("stands beside what nobody read, with place and reason", () => {
    expect(mark("xã", false)).toBe("chưa xác nhận: Điều 35 khoản 2 . Luật Tổ chức chính quyền địa phương 2025, cấp xã. Chưa đọc.");
    expect(mark("xã", true)).toBe("");
  });

  it("stands beside everything of a profile that is only the nearest", () => {
    expect(mark("huyện", true)).toContain("quy định gần nhất");
  });
});
