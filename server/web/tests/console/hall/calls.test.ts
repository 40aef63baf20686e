import { expect, test } from "vitest";

import { newCallSentences, openCalls, sinceWords } from "../../../src/console/help/calls";
import type { HelpCall } from "../../../src/generated/protocol";
import { person, session, world } from "../builders";

const call = (id: string, over: Partial<HelpCall> = {}): HelpCall => ({
  type: "help_call",
  id,
  person: "DB1",
  kind: "water",
  text: "",
  called_at: "2024-12-18T01:10:00Z",
  ...over,
});

test("Whoever waits longest comes first, with name and seat; what has ended is gone", () => {
  const view = world(
    session(),
    person({ seat: "C6" }),
    call("b"),
    call("a", { called_at: "2024-12-18T01:02:00Z", kind: "document", text: "Xin bản giấy" }),
    call("c", { ended_at: "2024-12-18T01:11:00Z", ended_by: "NV1" }),
  );
  const calls = openCalls(view, "K1");
  expect(calls.map(({ call: { id }, name, seat }) => [id, name, seat])).toEqual([
    ["a", "Trần Thị Hoa", "C6"],
    ["b", "Trần Thị Hoa", "C6"],
  ]);
  expect(newCallSentences(new Set(["b"]), calls)).toEqual(["Trần Thị Hoa, ghế C6, gọi thư ký: Cần tài liệu: Xin bản giấy."]);
});

test("How long somebody has waited is said in minutes", () => {
  expect(sinceWords("2024-12-18T01:10:00Z", new Date("2024-12-18T01:10:40Z"))).toBe("08:10, vừa xong");
  expect(sinceWords("2024-12-18T01:10:00Z", new Date("2024-12-18T01:14:40Z"))).toBe("08:10, 4 phút trước");
});
