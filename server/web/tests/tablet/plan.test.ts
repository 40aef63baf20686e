import { expect, test } from "vitest";

import { pillOf } from "../../src/tablet/pill";
import { heldRevisions, savedDocuments, wantedBlobs } from "../../src/tablet/plan";
import { document, revision } from "../sync/builders";
import { item, session, sitting, viewOf } from "./builders";

const paper = (id: string, inItem: string) =>
  document(id, { agenda_item: inItem, revisions: [revision(`${id}-file`, { bytes: 10, preview: { sha256: `${id}-preview`, bytes: 5, ends: [5] } })] });
const view = (current: string | null) =>
  viewOf(
    session({ current_item: current }), sitting("PH1", "2024-12-18T00:30:00Z", "2024-12-18T04:20:00Z", 1),
    item("M1", "PH1", 1, ["T1"]), item("M2", "PH1", 2, ["T2"]), paper("T2", "M2"), paper("T1", "M1"),
  );
const digests = (current: string | null, open: string | null) => wantedBlobs(view(current), open).map((wanted) => wanted.sha256);

test("Plan wants previews before files, in the agenda's order", () => {
  expect(digests(null, null)).toEqual(["T1-preview", "T2-preview", "T1-file", "T2-file"]);
});

test("Plan puts the open item first, and what is being read before everything", () => {
  expect(digests("M2", null)).toEqual(["T2-preview", "T1-preview", "T2-file", "T1-file"]);
  expect(digests("M2", "T1")).toEqual(["T1-preview", "T1-file", "T2-preview", "T2-file"]);
});

test("Plan counts a paper as saved, and reports it, only when its file is verified", () => {
  const blobs = new Map([
    ["T1-file", { sha256: "T1-file", bytes: 10, have: 10, verified: true }],
    ["T2-file", { sha256: "T2-file", bytes: 10, have: 10, verified: false }],
  ]);
  expect(savedDocuments(view(null), blobs)).toEqual({ here: 1, of: 2 });
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
