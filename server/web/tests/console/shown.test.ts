// What the documents screen says, as the server side of Svelte renders it: words and buttons, not behaviour.
import type { Component } from "svelte";
import { render } from "svelte/server";
import { describe, expect, it } from "vitest";

import type { OfficeSession } from "../../src/console/office/office_session.svelte";
import Documents from "../../src/console/documents/Documents.svelte";
import EditPanel from "../../src/console/documents/EditPanel.svelte";
import DocumentPanel from "../../src/console/documents/DocumentPanel.svelte";
import PublishDialog from "../../src/console/documents/PublishDialog.svelte";
import SortingScreen from "../../src/console/documents/SortingScreen.svelte";
import UploadRows from "../../src/console/documents/UploadRows.svelte";
import DeviceRules from "../../src/console/devices/DeviceRules.svelte";
import WithdrawnRows from "../../src/console/documents/WithdrawnRows.svelte";
import { documentsOfSession } from "../../src/council/documents";
import { amendments, council, draft, item, person, published, revision, session, sitting, withdrawal, world } from "./builders";
import WithOffice from "./WithOffice.svelte";

const clerk = person({ id: "VP01", name: "Ngô Thị Thư", roles: ["clerk"], counts_for_quorum: false });
const two = [revision(), revision({ n: 2, sha256: "a2", remarks: ["Khác tài liệu đang thay: tệp mới là Thông báo số 99/TB"] })];

function officeOf(over: Partial<Parameters<typeof session>[0]> = {}, ...entities: Parameters<typeof world>): Partial<OfficeSession> {
  const on = session(over);
  const view = world(on, sitting(), item(), clerk, ...entities);
  return {
    view,
    session: on,
    documents: documentsOfSession(view, on),
    online: true,
    now: () => new Date("2024-12-17T10:00:00Z"),
    personName: (id: string | null | undefined) => view.get("person", id)?.name ?? "",
  } as unknown as Partial<OfficeSession>;
}

const words = (
  office: Partial<OfficeSession>,
  piece: unknown,
  props: Record<string, unknown> = {},
  uploads: object = { rows: [], missing: [], active: 0, latest: null },
): string =>
  render(WithOffice, { props: { office, uploads, piece: piece as Component<Record<string, unknown>>, props } }).body.replace(
    /<!--.*?-->/g,
    "",
  );

const row = (id: number, name: string, over: object) => ({
  id,
  file: { name, size: 10 },
  sentBytes: 0,
  refused: null,
  document: null,
  path: name,
  folder: "",
  over: true,
  mayRetry: false,
  mayReplace: false,
  mayOverrule: false,
  ...over,
});

describe("Files on their way", () => {
  const rows = [
    row(1, "a.pdf", { stage: "done" }),
    row(2, "mat.pdf", {
      stage: "failed",
      mayOverrule: true,
      refused: { code: "state_secret", sentence: "Tài liệu có dấu độ mật ở trang 2.", where: "2" },
    }),
    row(3, "b.pdf", { stage: "failed", mayRetry: true, refused: { code: "busy", sentence: "Máy chủ bận." } }),
    row(4, "c.pdf", { stage: "failed", mayRetry: true, refused: { code: "busy", sentence: "Máy chủ bận." } }),
  ];
  const shown = words(
    officeOf(),
    UploadRows,
    { show: () => undefined },
    {
      rows,
      missing: [
        { id: "1", name: "x.pdf", path: "Kỳ họp/Mục 3/x.pdf", place: "nội dung 3", session: "K1", at: "" },
        { id: "2", name: "y.pdf", place: "", session: "K1", at: "" },
      ],
      active: 0,
      latest: rows[1],
    },
  );

  it("begin with a sum and what may be done with all", () => {
    expect(shown).toContain('aria-label="1 nhận, 3 không nhận"');
    expect(shown).toContain("Gửi lại tất cả (2)");
    expect(shown).toContain("Ẩn tất cả");
  });

  it("stand with failures first, a marking with its page and the way to contradict it", () => {
    expect(shown.indexOf(">mat.pdf")).toBeLessThan(shown.indexOf(">a.pdf"));
    expect(shown).toContain("ở trang 2");
    expect(shown).toContain("Không phải tài liệu mật…");
  });

  it("say what an earlier page lost", () => {
    expect(shown).toContain("Lần trước còn 2 tệp chưa tới.");
    expect(shown).toContain("Kỳ họp/Mục 3/x.pdf → nội dung 3");
  });
});

describe("The documents screen", () => {
  it("takes files and folders on the first view", () => {
    const shown = words(officeOf({}, draft()), Documents);
    expect(shown).toContain("Thả tệp PDF hoặc thư mục vào đây");
    expect(shown).toContain("Đã thu hồi");
  });

  it("offers nothing in a closed file, and says why", () => {
    const shown = words(officeOf({ state: "archived" }, published(), draft({ id: "T2" })), Documents);
    expect(shown).not.toContain("Thả tệp PDF");
    expect(shown).not.toContain("Chọn 1 tài liệu chờ");
    expect(shown).toContain("Kỳ họp ở trạng thái “Đã lưu trữ” nên không thêm, sửa hay thu hồi tài liệu được nữa.");
  });
});

describe("A folder before it is sent", () => {
  const agenda = [
    item({ id: "M1", number: "1", name: "Khai mạc" }),
    item({ id: "M2", number: "2", name: "Dự toán ngân sách", sitting: "PK" }),
  ];
  const file = (path: string) => ({ path, file: { name: path.split("/").at(-1), size: 10 } });
  const shown = words(officeOf(), SortingScreen, {
    gathered: {
      name: "Kỳ họp",
      files: [file("Kỳ họp/Mục 1/a.pdf"), file("Kỳ họp/Ngân sách/b.pdf"), file("Kỳ họp/scan0007.pdf")],
      leftOut: [
        { path: "Kỳ họp/biểu.xlsx", bytes: 1, why: "Tệp bảng tính" },
        { path: "Kỳ họp/Thumbs.db", bytes: 1, why: "", system: true },
      ],
    },
    sittings: [sitting(), sitting({ id: "PK", name: "Phiên kín", open_to_public: false })],
    agenda,
    shown: null,
    send: () => undefined,
    close: () => undefined,
  });

  it("is told in sum, and waits for the answer", () => {
    expect(shown).toContain("2 đã xếp");
    expect(shown).toContain("1 chưa chắc");
    expect(shown).toContain("1 không gửi");
    expect(shown).toContain("Còn 1 tệp chưa chọn");
  });

  it("asks about what is unsure and nothing else, and says why", () => {
    expect(shown.match(/data-row=/g)).toHaveLength(1);
    expect(shown).toContain("Tên tệp và thư mục không nói nội dung nào");
  });

  it("names what is left out, the machine's own files in one line, and a closed sitting", () => {
    expect(shown).toContain("Tệp bảng tính");
    expect(shown).toContain("Bỏ qua 1 tệp của hệ điều hành");
    expect(shown).toContain("phiên kín: chỉ đại biểu");
  });
});

describe("A document's panel", () => {
  const office = officeOf({}, published({ revisions: two.slice(0, 1) }), draft({ revisions: two }));
  const document = office.documents?.get("T1");
  const props = { document, close: () => undefined, edit: () => undefined, publish: () => undefined };

  it("can drop a replacement that waits, and shows what speaks against it", () => {
    const shown = words(office, DocumentPanel, { ...props, open: true });
    expect(shown).toContain("Bỏ bản đang chờ");
    expect(shown).toContain("tệp mới là Thông báo số 99/TB");
    expect(shown).toContain("Thu hồi");
  });

  it("can do nothing in a closed file but be read", () => {
    const shown = words(office, DocumentPanel, { ...props, open: false });
    for (const action of ["Sửa", "Thay bản mới", "Bỏ bản đang chờ", "Thu hồi</button>"]) expect(shown).not.toContain(`>${action}`);
    expect(shown).toContain("Tải bản gốc");
  });

  it("repeats the remarks before publishing", () => {
    expect(words(office, PublishDialog, { documents: [document], close: () => undefined })).toContain("tệp mới là Thông báo số 99/TB");
  });
});

describe("The form beside the page", () => {
  const office = officeOf(
    {},
    draft({ issuer: "PHỤ LỤC 01" }),
    draft({ id: "T2", position: 1 }),
    amendments("T1", { field: "issuer", before: "S: 123", after: "PHỤ LỤC 01" }),
  );
  const documents = [...(office.documents?.values() ?? [])];
  const shown = words(office, EditPanel, {
    document: documents[0],
    agenda: [item()],
    documents,
    close: () => undefined,
    go: () => undefined,
  });

  it("holds everything that was read, and the page", () => {
    for (const field of [
      "Trích yếu",
      "Tên loại",
      "Số, ký hiệu",
      "Ngày ban hành",
      "Địa danh",
      "Cơ quan ban hành",
      "Độ khẩn",
      "Đứng thứ",
      "Dự thảo",
      "Bản quét",
      "Ai được xem",
    ])
      expect(shown).toContain(field);
    expect(shown).toContain('aria-label="Các trang"');
  });

  it("goes on to the next document", () => {
    expect(shown).toContain("Xác nhận, tài liệu tiếp theo");
  });

  it("says who changed what before", () => {
    expect(shown).toContain("cơ quan ban hành: “S: 123” → “PHỤ LỤC 01”");
    expect(shown).toContain("Ngô Thị Thư");
  });
});

describe("Papers that were taken back", () => {
  it("are told with reason, person, time and what became of the bytes", () => {
    const shown = words(officeOf(), WithdrawnRows, { withdrawals: [withdrawal(), withdrawal({ id: "T2", secret: true })] });
    expect(shown).toContain("Lý do: Gửi nhầm");
    expect(shown).toContain("Ngô Thị Thư · ");
    expect(shown).toContain("tệp được giữ cho hồ sơ");
    expect(shown).toContain("tệp đã bị hủy");
  });
});

describe("Rules for tablets", () => {
  const shown = (over: object) =>
    words({ ...officeOf({}, { ...council, ...over }), has: () => true } as unknown as Partial<OfficeSession>, DeviceRules);

  it("say what holds where the council has set nothing", () => {
    expect(shown({})).toContain("Máy không tự khóa.");
    expect(shown({})).toContain("Đại biểu tự điểm danh được từ 30 phút trước giờ họp.");
  });

  it("say what the council has set", () => {
    expect(shown({ lock_after_min: 5 })).toContain("Máy để yên 5 phút thì hỏi lại mã PIN.");
    expect(shown({ check_in_before_min: 45 })).toContain("Đại biểu tự điểm danh được từ 45 phút trước giờ họp.");
  });
});
