// A sheet from question to file, with a wire of the test's own.
import { afterEach, expect, test, vi } from "vitest";

import { SheetMaking } from "../../../src/console/sheets/making.svelte";
import { sheetFileName, slug } from "../../../src/console/sheets/orders";
import type { FromDevice, Job } from "../../../src/generated/protocol";
import { Asks } from "../../../src/sync/asks";

const order = { kind: "roll", format: "xlsx", session: "K1", sitting: "P1" } as const;
const job = (over: Partial<Job>): Job => ({ type: "job", ask: 1, stage: "building", done: 0, total: 1, ...over });

function world(online = true) {
  const sent: FromDevice[] = [];
  const asks = new Asks((message) => {
    if (online) sent.push(message);
    return online;
  });
  const saved: { file: Blob; fileName: string }[] = [];
  const making = new SheetMaking({ ask: (question) => asks.ask(question) }, (file, fileName) => saved.push({ file, fileName }));
  return { sent, asks, saved, making };
}

const answers = (body: string, status = 200): string[] => {
  const paths: string[] = [];
  vi.stubGlobal("fetch", (path: string) => {
    paths.push(path);
    return Promise.resolve(new Response(body, { status }));
  });
  return paths;
};

afterEach(() => vi.unstubAllGlobals());

test("Jobs are told, the ticket behind the last one is fetched, the file has its name", async () => {
  const { sent, asks, saved, making } = world();
  const paths = answers("bytes");
  const done = making.fetch(order, "a.xlsx");
  expect(sent).toEqual([{ type: "make_sheet", ask: 1, ...order }]);
  asks.onJob(job({ done: 1, total: 4 }));
  expect([making.format, making.job?.done]).toEqual(["xlsx", 1]);
  asks.onJob(job({ stage: "done", done: 1 }));
  asks.onTicket({ type: "ticket", ask: 1, path: "/download/00", expires_s: 600 });
  expect(await done).toBe(true);
  expect(paths).toEqual(["/download/00"]);
  expect([saved[0]?.fileName, await saved[0]?.file.text()]).toEqual(["a.xlsx", "bytes"]);
  expect([making.format, making.job, making.refused]).toEqual([null, null, ""]);
});

test("A second question waits for the first", async () => {
  const { sent, making } = world();
  void making.fetch(order, "a.xlsx");
  expect(await making.fetch({ ...order, format: "csv" }, "a.csv")).toBe(false);
  expect(sent).toHaveLength(1);
});

test.each([
  [
    "refused",
    (asks: Asks) => void asks.onRefusal({ type: "refusal", ask: 1, code: "busy", sentence: "Máy chủ đang bận." }),
    "Máy chủ đang bận.",
  ],
  ["failed", (asks: Asks) => asks.onJob(job({ stage: "failed", code: "io_failed", sentence: "Không ghi được." })), "Không ghi được."],
  [
    "gone before it was fetched",
    (asks: Asks) => {
      answers("", 404);
      asks.onJob(job({ stage: "done", done: 1 }));
      asks.onTicket({ type: "ticket", ask: 1, path: "/download/00", expires_s: 600 });
    },
    "không về tới máy này",
  ],
  ["lost with the line", (asks: Asks) => asks.onLost(), ""],
])("What is %s is told by the sheet's name, and can be asked for again", async (_, happens, sentence) => {
  const { sent, asks, saved, making } = world();
  const done = making.fetch(order, "a.xlsx");
  happens(asks);
  expect(await done).toBe(false);
  expect(making.refused).toContain("Chưa lập được “Danh sách điểm danh” (Excel).");
  expect(making.refused.toLowerCase()).toContain(sentence.toLowerCase());
  expect(saved).toEqual([]);
  void making.fetch(order, "a.xlsx");
  expect(sent).toHaveLength(2);
});

test("Without a line nothing is asked, and it is told", async () => {
  const { making } = world(false);
  expect(await making.fetch(order, "a.xlsx")).toBe(false);
  expect(making.refused).not.toBe("");
});

test("A file is called by its sheet, session, sitting and year, in letters every disk takes", () => {
  expect(slug("Kỳ họp thứ Mười lăm – Đường 5")).toBe("ky-hop-thu-muoi-lam-duong-5");
  expect(sheetFileName(order, { session: "Kỳ họp thứ Nhất", sitting: "Phiên khai mạc" })).toBe(
    "danh-sach-diem-danh-ky-hop-thu-nhat-phien-khai-mac.xlsx",
  );
  expect(sheetFileName({ kind: "report", format: "csv", year: 2024 }, {})).toBe("bao-cao-nam-2024.csv");
  expect(slug("a".repeat(59) + " b")).toBe("a".repeat(59));
});
