// What the office reads: calls, readiness, times; rendered as they are.
import type { Component } from "svelte";
import { render } from "svelte/server";
import { describe, expect, it } from "vitest";

import Due from "../../../src/console/documents/Due.svelte";
import Calls from "../../../src/console/help/Calls.svelte";
import Readiness from "../../../src/console/hall/Readiness.svelte";
import SwapDialog from "../../../src/console/hall/SwapDialog.svelte";
import type { OfficeSession } from "../../../src/console/office/office_session.svelte";
import { documentsOfSession } from "../../../src/council/documents";
import type { Entity } from "../../../src/generated/protocol";
import { draft, holding, item, person, published, session, sitting, tablet, world } from "../builders";
import WithOffice from "../WithOffice.svelte";

function officeOf(...entities: Entity[]): Partial<OfficeSession> {
  const view = world(session(), sitting(), item(), person({ seat: "C6" }), ...entities);
  return {
    view,
    session: session(),
    documents: documentsOfSession(view, session()),
    online: true,
    welcome: { build: "1.1.0" },
    connected: [{ device: "d1", person: "DB1", since: "2024-12-18T00:10:00Z", build: "1.1.0" }],
    progress: new Map(),
    machines: new Map(),
    now: () => new Date("2024-12-18T01:14:00Z"),
    personName: (id: string | null | undefined) => view.get("person", id)?.name ?? "",
  } as unknown as Partial<OfficeSession>;
}

const shown = (office: Partial<OfficeSession>, piece: unknown, props: Record<string, unknown> = {}): string =>
  render(WithOffice, { props: { office, piece: piece as Component<Record<string, unknown>>, props } })
    .body.replace(/<!--.*?-->/g, "")
    .replace(/\s+/g, " ");

const call: Entity = {
  type: "help_call",
  id: "c1",
  person: "DB1",
  kind: "document",
  text: "Xin bản giấy",
  called_at: "2024-12-18T01:10:00Z",
};

describe("Calls", () => {
  it("say who, where, what about and since when, with one button", () => {
    const words = shown(officeOf(call), Calls);
    expect(words).toContain("Cần tài liệu: Xin bản giấy");
    expect(words).toContain("Trần Thị Hoa · ghế C6 · 08:10, 4 phút trước");
    expect(words).toContain("Đã xong");
  });

  it("have an empty state where they are at home, and none beside a map", () => {
    expect(shown(officeOf(), Calls)).toContain("Không ai đang gọi.");
    expect(shown(officeOf(), Calls, { quiet: true })).not.toContain("Gọi thư ký");
    expect(shown(officeOf(call), Calls, { person: "DB9" })).not.toContain("Xin bản giấy");
  });
});

describe("Readiness", () => {
  it("is said in one figure and at every seat", () => {
    const words = shown(officeOf(published(), tablet(), holding("d1", "a1"), call), Readiness);
    expect(words).toContain("Sẵn sàng 1/1");
    expect(words).toContain("Ghế C6, Trần Thị Hoa: sẵn sàng, đang gọi thư ký");
  });

  it("begins with what ails, and with what to do", () => {
    const words = shown(officeOf(published(), person({ id: "DB2", seat: "C7" })), Readiness);
    expect(words).toContain("Sẵn sàng 0/2");
    expect(words).toContain("Cần xử lý, 1 trong 2");
    expect(words).toContain("đại biểu chọn tên mình trên máy và nhập mã PIN");
    expect(words).toContain("Không còn máy nào đã duyệt mà chưa có người");
  });
});

describe("A swap", () => {
  it("names what the old tablet still holds before it goes", () => {
    const old = tablet({ unsent: 3 });
    const words = shown(officeOf(old), SwapDialog, { person: person({ seat: "C6" }), old, spares: [], close: () => undefined });
    expect(words).toContain("Máy còn 3 ghi chú, thay đổi chưa gửi của Trần Thị Hoa.");
    expect(words).toContain("Lý do thu hồi MTB-01");
  });
});

describe("A time", () => {
  it("is told with its documents, changed and taken back while the session is open", () => {
    const office = officeOf(draft({ publish_at: "2024-12-18T23:30:00Z" }));
    const documents = [...office.documents!.values()];
    expect(shown(office, Due, { documents, says: "mark" })).toContain("Hẹn 06:30 thứ Năm, 19/12/2024");
    const line = shown(office, Due, { documents, says: "line", change: () => undefined });
    expect(line).toContain("Tự phát hành lúc 06:30 thứ Năm, 19/12/2024:");
    expect(line).toContain("Bỏ hẹn");
    expect(shown(office, Due, { documents, says: "line" })).not.toContain("Bỏ hẹn");
  });
});
