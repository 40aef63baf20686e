// Words on their way from the keyboard to the server: nothing typed is lost, nobody is overwritten unseen.
import { describe, expect, it } from "vitest";

import { type KeptWords, type PartDoors, PartWords, type Standing } from "../../../src/console/minutes/part_words.svelte";
import type { CommandOutcome } from "../../../src/generated/protocol";

const stands = (text: string, by = "VP01"): Standing => ({ text, by, at: "2024-12-18T02:00:00Z" });
const taken: CommandOutcome = { number: 1, done: true };
const changed: CommandOutcome = { number: 1, done: false, code: "changed_meanwhile", sentence: "Người khác vừa sửa chỗ này." };

function world(begin: Standing = stands(""), kept: KeptWords | null = null) {
  const written: { text: string; former: string; answer: (outcome: CommandOutcome) => Promise<void> }[] = [];
  const timers: (() => void)[] = [];
  let shelf: KeptWords | null = kept;
  const doors: PartDoors = {
    write: (text, former) =>
      new Promise((resolve) => {
        written.push({
          text,
          former,
          answer: async (outcome) => {
            resolve(outcome);
            await new Promise((done) => setTimeout(done));
          },
        });
      }),
    keep: (words) => {
      shelf = words;
      return Promise.resolve();
    },
    later: (act) => {
      timers.push(act);
      return () => void timers.splice(timers.indexOf(act), 1);
    },
  };
  const part = new PartWords(doors, begin, kept);
  const rest = (): void => timers.splice(0).forEach((act) => act());
  return { part, written, timers, rest, shelf: () => shelf };
}

describe("Typing", () => {
  it("is kept in this browser at once, and sent when it rests, with what stood before", () => {
    const { part, written, timers, rest, shelf } = world(stands("Cũ"));
    part.type("Cũ và");
    part.type("Cũ và mới");
    expect(shelf()).toEqual({ base: "Cũ", now: "Cũ và mới", sent: null });
    expect([written.length, timers.length]).toEqual([0, 1]);
    rest();
    expect(written[0]).toMatchObject({ text: "Cũ và mới", former: "Cũ" });
  });

  it("is forgotten here when the server has it, and not before", async () => {
    const { part, written, rest, shelf } = world();
    part.type("Chào cờ.");
    rest();
    expect(shelf()).not.toBeNull();
    part.follow(stands("Chào cờ."));
    await written[0]!.answer(taken);
    expect([part.waits, shelf()]).toEqual([false, null]);
  });

  it("goes on behind a command that has no answer yet; one at a time", async () => {
    const { part, written, rest, shelf } = world();
    part.type("Một");
    rest();
    part.type("Một hai");
    rest();
    expect(written).toHaveLength(1);
    part.follow(stands("Một"));
    await written[0]!.answer(taken);
    expect(written[1]).toMatchObject({ text: "Một hai", former: "Một" });
    expect(shelf()).toMatchObject({ now: "Một hai" });
    part.follow(stands("Một hai"));
    await written[1]!.answer(taken);
    expect(part.waits).toBe(false);
  });

  it("is whole only when what was under way has its answer", async () => {
    const { part, written, rest } = world();
    part.type("Một");
    rest();
    let whole: boolean | null = null;
    const asked = part.flush().then((all) => (whole = all));
    await new Promise((done) => setTimeout(done));
    expect(whole).toBeNull();
    part.follow(stands("Một"));
    await written[0]!.answer(taken);
    expect(await asked).toBe(true);
    expect(written).toHaveLength(1);
  });

  it("back to what stood sends nothing", () => {
    const { part, timers, shelf } = world(stands("A"));
    part.type("AB");
    part.type("A");
    expect([timers.length, shelf()]).toEqual([0, null]);
  });

  it("of more than the wire takes is kept here and told", async () => {
    const { part, written, shelf } = world();
    part.type("ă".repeat(20_001));
    expect(await part.flush()).toBe(false);
    expect(written).toHaveLength(0);
    expect(part.refused).toContain("rút gọn");
    expect(shelf()?.now).toHaveLength(20_001);
  });
});

describe("Another clerk", () => {
  it("is followed where nothing was typed", () => {
    const { part, shelf } = world(stands("A"));
    part.follow(stands("B", "VP02"));
    expect([part.now, part.theirs, shelf()]).toEqual(["B", null, null]);
  });

  it("who wrote meanwhile is met before anything is sent: both texts stand", async () => {
    const { part, written, rest } = world(stands("A"));
    part.type("A mine");
    part.follow(stands("A theirs", "VP02"));
    rest();
    expect(written).toHaveLength(0);
    expect([part.now, part.theirs?.text, part.theirs?.by]).toEqual(["A mine", "A theirs", "VP02"]);
    void part.keepMine();
    expect(written[0]).toMatchObject({ text: "A mine", former: "A theirs" });
    part.follow(stands("A mine"));
    await written[0]!.answer(taken);
    expect(part.waits).toBe(false);
  });

  it("who was faster on the wire is met by the refusal", async () => {
    const { part, written, rest } = world(stands("A"));
    part.type("A mine");
    rest();
    part.follow(stands("A theirs", "VP02"));
    expect(part.theirs).toBeNull(); // not yet known whose came first
    await written[0]!.answer(changed);
    expect(part.theirs?.text).toBe("A theirs");
  });

  it.each([
    ["takeTheirs", "B", false],
    ["joinBoth", "B\n\nA mine", true],
  ] as const)("may be answered with %s", (answer, now, waits) => {
    const { part, shelf } = world(stands("A"));
    part.type("A mine");
    part.follow(stands("B"));
    part[answer]();
    expect([part.now, part.theirs, part.waits, shelf() !== null]).toEqual([now, null, waits, waits]);
  });

  it("who wrote the same is no clash", () => {
    const { part, shelf } = world(stands("A"));
    part.type("A B");
    part.follow(stands("A B "));
    expect([part.theirs, part.waits, shelf()]).toEqual([null, false, null]);
  });
});

describe("A page that was closed", () => {
  it("finds its words again and sends them", () => {
    const { part, written, rest } = world(stands("A"), { base: "A", now: "A B", sent: null });
    expect(part.now).toBe("A B");
    rest();
    expect(written[0]).toMatchObject({ text: "A B", former: "A" });
  });

  it("knows what had arrived of them", () => {
    const { part, written, rest } = world(stands("A B"), { base: "A", now: "A B C", sent: "A B" });
    expect([part.theirs, part.now]).toEqual([null, "A B C"]);
    rest();
    expect(written[0]).toMatchObject({ text: "A B C", former: "A B" });
  });

  it("is not troubled when its words arrive twice", async () => {
    const { part, written, rest } = world(stands("A"), { base: "A", now: "A B", sent: "A B" });
    rest();
    part.follow(stands("A B"));
    await written[0]!.answer(changed);
    expect([part.refused, part.theirs, part.waits]).toEqual(["", null, false]);
  });

  it("forgets what the server has by now", () => {
    const { part, shelf } = world(stands("A B"), { base: "A", now: "A B", sent: "A B" });
    expect([part.waits, shelf()]).toEqual([false, null]);
  });

  it("meets what a colleague wrote in the meantime", () => {
    const { part } = world(stands("Z", "VP02"), { base: "A", now: "A B", sent: null });
    expect([part.now, part.theirs?.text]).toEqual(["A B", "Z"]);
  });
});

it("Frozen under the typing: the words stay, with the server's sentence, until they are given up", async () => {
  const { part, written, rest, shelf } = world(stands("A"));
  part.type("A B");
  rest();
  await written[0]!.answer({ number: 1, done: false, code: "minutes_frozen", sentence: "Biên bản đã khóa nên không sửa được nữa." });
  expect([part.refused, part.now, shelf()?.now]).toEqual(["Biên bản đã khóa nên không sửa được nữa.", "A B", "A B"]);
  part.drop();
  expect([part.now, part.waits, shelf()]).toEqual(["A", false, null]);
});
