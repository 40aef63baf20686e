// Uploads against a console and a line of the test's own: order, places, what is sent again, what outlives the page.
import "fake-indexeddb/auto";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import type { AskUpload } from "../../src/generated/protocol";
import type { OfficeSession } from "../../src/console/office/office_session.svelte";
import { openUnfinished, unfinishedName, unfinishedSentence, type UnfinishedStore } from "../../src/console/office/unfinished";
import { Uploads } from "../../src/console/office/uploads.svelte";
import { Refused } from "../../src/sync";

type Answer = { status: number; body: object } | "lost";

let answers: Map<string, Answer>; // by file name
let sent: string[];

class Line {
  upload: { onprogress?: unknown } = {};
  status = 0;
  responseText = "";
  onload: () => void = () => undefined;
  onerror: () => void = () => undefined;
  open(): void {}
  setRequestHeader(): void {}
  send(file: File): void {
    sent.push(file.name);
    const answer = answers.get(file.name) ?? { status: 201, body: { result: `doc-${file.name}` } };
    queueMicrotask(() => {
      if (answer === "lost") return this.onerror();
      this.status = answer.status;
      this.responseText = JSON.stringify(answer.body);
      this.onload();
    });
  }
}

// Answers tickets with the next place, as the server does.
class Office {
  asks: AskUpload[] = [];
  online = true;
  refuse = new Map<string, string>(); // file name → code
  #back: () => void = () => undefined;
  #next = 1;
  onOnline(back: () => void): () => void {
    this.#back = back;
    return () => undefined;
  }
  come(): void {
    this.online = true;
    this.#back();
  }
  ask(question: AskUpload) {
    this.asks.push(question);
    const code = this.refuse.get(question.file_name);
    const ticket = code
      ? Promise.reject(new Refused({ code, sentence: "không" }))
      : Promise.resolve({ path: "/upload/x", expires_s: 60, position: question.position ?? this.#next++ });
    ticket.catch(() => undefined);
    return { ticket, job: { subscribe: () => () => undefined } };
  }
}

const file = (name: string): File => new File(["%PDF"], name);
const to = { session: "K1", item: "M1", document: null, reason: null, place: "nội dung 1" };
const settled = () => new Promise((resolve) => setTimeout(resolve, 20));

let database = 0;
let kept: UnfinishedStore;
let office: Office;

async function open(): Promise<Uploads> {
  const uploads = new Uploads(office as unknown as OfficeSession, kept);
  await settled();
  return uploads;
}

beforeEach(async () => {
  answers = new Map();
  sent = [];
  vi.stubGlobal("XMLHttpRequest", Line);
  office = new Office();
  kept = await openUnfinished(`drops-${++database}`);
});
afterEach(() => vi.unstubAllGlobals());

describe("Uploads", () => {
  it("ask for their places in the order of the drop, a second drop behind the first", async () => {
    const uploads = await open();
    office.online = false;
    uploads.add([file("01.pdf"), file("02.pdf"), file("03.pdf")], to);
    uploads.add([file("04.pdf")], to);
    office.come();
    await settled();
    expect(office.asks.map((ask) => ask.file_name)).toEqual(["01.pdf", "02.pdf", "03.pdf", "04.pdf"]);
    expect(uploads.rows.map((row) => row.position)).toEqual([1, 2, 3, 4]);
  });

  it("come back to their place when they are sent again", async () => {
    const uploads = await open();
    answers.set("02.pdf", "lost");
    uploads.add([file("01.pdf"), file("02.pdf"), file("03.pdf")], to);
    await settled();
    expect(uploads.rows.map((row) => row.stage)).toEqual(["done", "failed", "done"]);
    answers.clear();
    uploads.retryAll();
    await settled();
    expect(office.asks.at(-1)).toMatchObject({ file_name: "02.pdf", position: 2 });
    expect(uploads.rows.every((row) => row.stage === "done")).toBe(true);
  });

  it("carry a clerk's word against a marking", async () => {
    const uploads = await open();
    answers.set("bao-mat.pdf", { status: 403, body: { code: "state_secret", sentence: "Có dấu mật", where: "2" } });
    uploads.add([file("bao-mat.pdf")], to);
    await settled();
    const [row] = uploads.rows;
    expect(row?.mayOverrule).toBe(true);
    expect(row?.mayRetry).toBe(false);
    answers.clear();
    if (row) uploads.overrule(row, "Tên dự án");
    await settled();
    expect(office.asks.at(-1)).toMatchObject({ not_secret: "Tên dự án", position: 1 });
    expect(row?.stage).toBe("done");
  });

  it("are remembered by name until they have arrived, beyond the life of the page", async () => {
    const first = await open();
    office.online = false; // the browser is closed while these still wait
    first.add([file("a.pdf"), file("b.pdf")], to);
    await settled();
    office.online = true;
    const second = await open();
    expect(second.missing.map((one) => one.name)).toEqual(["a.pdf", "b.pdf"]);
    expect(unfinishedSentence(second.missing)).toBe("Lần trước còn 2 tệp chưa tới. Hãy thả lại các tệp này.");
    expect(second.missing.map(unfinishedName)).toEqual(["a.pdf → nội dung 1", "b.pdf → nội dung 1"]);
    second.add([file("a.pdf")], to);
    await settled();
    expect(second.missing.map((one) => one.name)).toEqual(["b.pdf"]);
    second.forgetMissing();
    await settled();
    expect((await open()).missing).toEqual([]);
  });

  it("that failed are told at the next start too, unless somebody has put them aside", async () => {
    const uploads = await open();
    answers.set("x.pdf", { status: 415, body: { code: "not_pdf", sentence: "Không phải PDF" } });
    uploads.add([file("x.pdf"), file("y.pdf")], to);
    await settled();
    expect((await open()).missing.map((one) => one.name)).toEqual(["x.pdf"]);
    uploads.dismissOver();
    await settled();
    expect((await open()).missing).toEqual([]);
  });
});

describe("A folder's uploads", () => {
  it("go each to its own item, with the path they came by", async () => {
    const uploads = await open();
    uploads.send([
      { file: file("a.pdf"), path: "K/Mục 1/a.pdf", to },
      { file: file("a.pdf"), path: "K/Mục 2/a.pdf", to: { ...to, item: "M2", place: "nội dung 2" } },
    ]);
    await settled();
    expect(office.asks.map((ask) => ask.item)).toEqual(["M1", "M2"]);
    expect(uploads.rows.map((row) => row.folder)).toEqual(["K/Mục 1", "K/Mục 2"]);
  });

  it("of one name on two items are missed one by one", async () => {
    const first = await open();
    office.online = false;
    first.send([
      { file: file("a.pdf"), path: "K/Mục 1/a.pdf", to },
      { file: file("a.pdf"), path: "K/Mục 2/a.pdf", to: { ...to, item: "M2", place: "nội dung 2" } },
    ]);
    await settled();
    office.online = true;
    const second = await open();
    second.add([file("a.pdf")], to);
    await settled();
    expect(second.missing.map(unfinishedName)).toEqual(["K/Mục 2/a.pdf → nội dung 2"]);
  });

  it("stand beside what was left out, which is neither sent nor missed", async () => {
    const uploads = await open();
    uploads.leaveOut("K1", [{ path: "K/biểu.xlsx", why: "Tệp bảng tính" }]);
    uploads.add([file("a.pdf")], to);
    await settled();
    expect(uploads.rows.map((row) => [row.file.name, row.stage])).toEqual([
      ["biểu.xlsx", "failed"],
      ["a.pdf", "done"],
    ]);
    expect(uploads.rows[0]?.refused?.sentence).toBe("Tệp bảng tính");
    expect(uploads.rows[0]?.mayRetry || uploads.rows[0]?.mayReplace).toBe(false);
    expect(sent).toEqual(["a.pdf"]);
    expect((await open()).missing).toEqual([]);
  });

  it("that wait can be stopped; what is on its way arrives", async () => {
    const uploads = await open();
    uploads.add([file("1.pdf"), file("2.pdf"), file("3.pdf"), file("4.pdf")], to);
    uploads.stopWaiting();
    await settled();
    expect(sent).toEqual(["1.pdf", "2.pdf"]);
    expect((await open()).missing).toEqual([]);
  });

  it("take another file in the place of one that was at fault", async () => {
    const uploads = await open();
    answers.set("hỏng.pdf", { status: 415, body: { code: "not_pdf", sentence: "Không phải PDF" } });
    uploads.add([file("1.pdf"), file("hỏng.pdf"), file("3.pdf")], to);
    await settled();
    const bad = uploads.rows.find((row) => row.stage === "failed");
    expect(bad?.mayReplace).toBe(true);
    office.online = false;
    if (bad) uploads.replace(bad, file("lành.pdf"));
    await settled();
    expect((await kept.all()).map((one) => one.name)).toEqual(["lành.pdf"]);
    office.come();
    await settled();
    expect(office.asks.at(-1)).toMatchObject({ file_name: "lành.pdf", item: "M1", position: 2 });
    expect(uploads.rows.map((row) => row.stage)).toEqual(["done", "done", "done"]);
    expect((await open()).missing).toEqual([]);
  });
});
