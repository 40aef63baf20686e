import { expect, test } from "vitest";

import { pillOf } from "../../src/tablet/pill";
import { heldRevisions, savedDocuments, wantedBlobs } from "../../src/tablet/plan";
import { document, note, revision } from "../sync/builders";
import { item, session, sitting, viewOf } from "./builders";

const paper = (id: string, inItem: string) =>
  document(id, {
    agenda_item: inItem,
    revisions: [revision(`${id}-file`, { bytes: 10, preview: { sha256: `${id}-preview`, bytes: 5, ends: [5] } })],
  });
const morning = new Date("2024-12-18T01:00:00Z");
const afternoon = new Date("2024-12-18T07:00:00Z");
const view = (current: string | null) =>
  viewOf(
    session({ current_item: current }),
    sitting("PH1", "2024-12-18T00:30:00Z", "2024-12-18T04:20:00Z", 1),
    sitting("PH2", "2024-12-18T06:30:00Z", "2024-12-18T09:45:00Z", 2),
    item("M1", "PH1", 1, ["T1"]),
    item("M2", "PH1", 2, ["T2"]),
    item("M3", "PH2", 1, ["T3"]),
    paper("T3", "M3"),
    paper("T2", "M2"),
    paper("T1", "M1"),
  );
const digests = (current: string | null, open: string | null, now = morning) =>
  wantedBlobs(view(current), open, now)
    .map((wanted) => wanted.sha256)
    .join(" ");

test("Plan wants all previews before files, in the agenda's order", () => {
  expect(digests(null, null)).toBe("T1-preview T2-preview T3-preview T1-file T2-file T3-file");
});

test("Plan puts the open item's papers before everything, and the next item's when the chair opens it", () => {
  expect(digests("M2", null)).toBe("T2-preview T2-file T1-preview T3-preview T1-file T3-file");
  expect(digests("M3", null)).toBe("T3-preview T3-file T1-preview T2-preview T1-file T2-file");
});

test("Plan puts the sitting people are in before the rest of the agenda", () => {
  expect(digests(null, null, afternoon)).toBe("T3-preview T1-preview T2-preview T3-file T1-file T2-file");
});

test("Plan puts what is being read first of all, as urgent", () => {
  expect(digests("M2", "T1")).toBe("T1-preview T1-file T2-preview T2-file T3-preview T3-file");
  const urgent = wantedBlobs(view("M2"), "T1", morning).filter((wanted) => wanted.urgent);
  expect(urgent.map((wanted) => wanted.sha256)).toEqual(["T1-preview", "T1-file"]);
});

test("Plan wants a file that is smaller than its pictures before them, and them last of all", () => {
  const text = document("T2", {
    agenda_item: "M2",
    revisions: [revision("T2-file", { bytes: 4, preview: { sha256: "T2-preview", bytes: 5, ends: [5] } })],
  });
  const papers = (current: string | null) =>
    viewOf(
      session({ current_item: current }),
      sitting("PH1", "2024-12-18T00:30:00Z", "2024-12-18T04:20:00Z", 1),
      item("M1", "PH1", 1, ["T1"]),
      item("M2", "PH1", 2, ["T2"]),
      text,
      paper("T1", "M1"),
    );
  const names = (open: string | null, current: string | null) =>
    wantedBlobs(papers(current), open, morning)
      .map(({ sha256 }) => sha256)
      .join(" ");
  expect(names(null, null)).toBe("T1-preview T1-file T2-file T2-preview");
  expect(names(null, "M2")).toBe("T2-file T1-preview T1-file T2-preview");
  expect(names("T2", null)).toBe("T2-file T2-preview T1-preview T1-file");
});

test("Plan keeps the former revision that this person wrote on, last of all, and no other", () => {
  const former = (id: string, n: number) =>
    revision(`${id}-${n}`, { n, bytes: 10, preview: { sha256: `${id}-${n}-preview`, bytes: 5, ends: [5] } });
  const replaced = (id: string) => document(id, { agenda_item: "M1", revisions: [former(id, 1), former(id, 2)] });
  const noted = { ...note("DB24.1"), document: "T1", revision_sha256: "T1-1" };
  const others = { ...note("DB01.1", "của người khác", "DB01"), document: "T2", revision_sha256: "T2-1" };
  const seen = viewOf(session({ current_item: null }), replaced("T1"), replaced("T2"), noted, others);
  expect(wantedBlobs(seen, null, morning, "DB24").map(({ sha256 }) => sha256)).toEqual([
    "T1-2-preview",
    "T2-2-preview",
    "T1-2",
    "T2-2",
    "T1-1-preview",
    "T1-1",
  ]);
});

test("Plan counts a paper as saved, and reports it, only when its file is verified", () => {
  const blobs = new Map([
    ["T1-file", { sha256: "T1-file", bytes: 10, have: 10, verified: true }],
    ["T2-file", { sha256: "T2-file", bytes: 10, have: 10, verified: false }],
  ]);
  expect(savedDocuments(view(null), blobs)).toEqual({ here: 1, of: 3 });
  expect(heldRevisions(view(null), blobs)).toEqual([{ document: "T1", revision: 1, sha256: "T1-file" }]);
});

test("Pill says what matters most, and never speaks of an error for the network", () => {
  const none = { all: 0, notes: 0 };
  const full = { here: 5, of: 5 };
  expect(pillOf("online", 0, none, full).text).toBe("Đã lưu đủ tài liệu");
  expect(pillOf("online", 0, none, { here: 3, of: 5 }).text).toBe("Đang nhận 3/5 tài liệu");
  expect(pillOf("offline", 0, none, full)).toEqual({ tone: "waiting", text: "Mất mạng – vẫn dùng được" });
  expect(pillOf("offline", 0, { all: 2, notes: 2 }, full).text).toBe("Mất mạng – 2 nét chưa gửi");
  expect(pillOf("connecting", 1_000, none, full).text).toBe("Đã lưu đủ tài liệu");
  expect(pillOf("connecting", 4_000, none, full).text).toBe("Mất mạng – vẫn dùng được");
});

test("Pill says after three seconds that a stroke has not gone, and nothing before", () => {
  const one = { all: 1, notes: 1 };
  const full = { here: 5, of: 5 };
  const good = { state: "good", unsaved: 0 } as const;
  expect(pillOf("online", 0, one, full, good, 2_000).text).toBe("Đã lưu đủ tài liệu");
  expect(pillOf("online", 0, one, full, good, 3_500)).toEqual({ tone: "waiting", text: "1 nét chưa gửi" });
});

test.each([
  ["online", { state: "full", unsaved: 0 }, { here: 3, of: 5 }, "Máy đầy – không nhận thêm tài liệu"],
  ["online", { state: "full", unsaved: 0 }, { here: 5, of: 5 }, "Máy đầy"],
  ["online", { state: "full", unsaved: 2 }, { here: 3, of: 5 }, "Máy đầy – 2 nét chưa lưu trên máy"],
  ["online", { state: "broken", unsaved: 0 }, { here: 5, of: 5 }, "Bộ nhớ máy không trả lời – ghi chú gửi thẳng lên máy chủ"],
  ["online", { state: "broken", unsaved: 1 }, { here: 5, of: 5 }, "Bộ nhớ máy không trả lời – 1 nét chưa lưu trên máy"],
  ["offline", { state: "full", unsaved: 2 }, { here: 5, of: 5 }, "Mất mạng – 2 nét chưa lưu, xin đừng đóng ứng dụng"],
  ["offline", { state: "full", unsaved: 0 }, { here: 3, of: 5 }, "Mất mạng – vẫn dùng được"],
] as const)("Pill when %s and %j is amber and true", (phase, health, saved, text) => {
  expect(pillOf(phase, 0, { all: health.unsaved, notes: health.unsaved }, saved, health)).toEqual({ tone: "waiting", text });
});
