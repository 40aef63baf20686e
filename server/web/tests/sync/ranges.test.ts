// Bytes asked for before their turn: the line is theirs, nothing is lost with it, and the rest waits.
import { expect, test } from "vitest";

import type { FromDevice } from "../../src/generated/protocol";
import { Ranges } from "../../src/sync/ranges";
import { Refused } from "../../src/sync/refused";

type FetchMessage = Extract<FromDevice, { type: "fetch" }>;

function aLine() {
  const sent: FromDevice[] = [];
  const later: (() => void)[] = [];
  const ranges = new Ranges(
    (message) => sent.push(message) > 0,
    (_, work) => void later.push(work),
  );
  ranges.onOnline();
  const fetches = (): FetchMessage[] => sent.filter((message): message is FetchMessage => message.type === "fetch");
  const last = (): FetchMessage => fetches().at(-1)!;
  const chunk = (transfer: number, offset: number, ...bytes: number[]): boolean =>
    ranges.onChunk({ transfer, offset, bytes: Uint8Array.from(bytes) });
  const done = (transfer: number): boolean => ranges.onDone({ type: "fetch_done", transfer } as never);
  const refuse = (transfer: number, code: string): boolean =>
    ranges.onRefused({ type: "fetch_refused", transfer, code, sentence: "…" } as never);
  return { ranges, sent, later, fetches, last, chunk, done, refuse };
}

const bulk = (transfer: number): FromDevice => ({ type: "fetch", transfer, sha256: "b", offset: 0, bytes: 100 });

test("A range comes in chunks and is whole when it is done", async () => {
  const { ranges, last, chunk, done } = aLine();
  const answer = ranges.ask("a", 1_000, 4);
  const { transfer, offset, bytes } = last();
  expect([offset, bytes]).toEqual([1_000, 4]);
  expect(chunk(transfer, 1_000, 1, 2)).toBe(true);
  expect(chunk(transfer, 1_002, 3, 4)).toBe(true);
  expect(done(transfer)).toBe(true);
  expect([...(await answer)]).toEqual([1, 2, 3, 4]);
});

test("While somebody reads ahead no other window is asked for; then all that waited are, in order", async () => {
  const { ranges, fetches, last, chunk, done } = aLine();
  const answer = ranges.ask("a", 0, 1);
  const { transfer } = last();
  ranges.send(bulk(1));
  ranges.send(bulk(2));
  ranges.send({ type: "cancel_fetch", transfer: 1 });
  expect(fetches()).toHaveLength(1);
  chunk(transfer, 0, 7);
  done(transfer);
  await answer;
  expect(fetches().map((message) => message.transfer)).toEqual([transfer, 2]);
});

test("What a lost line leaves open is asked for again from its start", async () => {
  const { ranges, fetches, last, chunk, done } = aLine();
  const answer = ranges.ask("a", 0, 2);
  chunk(last().transfer, 0, 9);
  ranges.onLost();
  expect(chunk(last().transfer, 1, 9)).toBe(true); // of the old line: nobody's
  ranges.onOnline();
  expect(fetches()).toHaveLength(2);
  const { transfer } = last();
  chunk(transfer, 0, 1);
  chunk(transfer, 1, 2);
  done(transfer);
  expect([...(await answer)]).toEqual([1, 2]);
});

test.each([
  ["a chunk of another place", (line: ReturnType<typeof aLine>, transfer: number) => line.chunk(transfer, 5, 1)],
  ["more bytes than were asked for", (line: ReturnType<typeof aLine>, transfer: number) => line.chunk(transfer, 0, 1, 2, 3)],
  ["an end without all bytes", (line: ReturnType<typeof aLine>, transfer: number) => line.done(transfer)],
])("%s is no answer: it is asked for again", (_, wrong) => {
  const line = aLine();
  void line.ranges.ask("a", 0, 2);
  const { transfer } = line.last();
  wrong(line, transfer);
  expect(line.last().transfer).not.toBe(transfer);
  expect(line.last().offset).toBe(0);
});

test("A server with too many transfers is asked again a moment later; one that will not, is believed", async () => {
  const { ranges, later, last, fetches, refuse } = aLine();
  const answer = ranges.ask("a", 0, 2);
  refuse(last().transfer, "busy");
  expect(fetches()).toHaveLength(1);
  later[0]!();
  expect(fetches()).toHaveLength(2);
  refuse(last().transfer, "not_found");
  await expect(answer).rejects.toBeInstanceOf(Refused);
});

test("Two are open at most; what nobody waits for any more is called off", () => {
  const { ranges, sent, fetches } = aLine();
  for (const at of [0, 1, 2]) void ranges.ask("a", at, 1);
  expect(fetches()).toHaveLength(2);
  ranges.drop("a");
  expect(sent.filter(({ type }) => type === "cancel_fetch")).toHaveLength(2);
  ranges.send(bulk(1));
  expect(fetches().at(-1)?.transfer).toBe(1);
});

test("Chunks of the fetcher's own transfers are left to it", () => {
  const { chunk, done, refuse } = aLine();
  expect([chunk(1, 0, 1), done(1), refuse(1, "busy")]).toEqual([false, false, false]);
});
