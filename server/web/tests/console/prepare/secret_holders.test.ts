import { describe, expect, it } from "vitest";

import { SecretHolders, secretWord, withoutSecret } from "../../../src/console/prepare/secret_holders.svelte";
import { stepsOf } from "../../../src/console/prepare/start";
import type { Role } from "../../../src/generated/protocol";
import { guest, person, world } from "../builders";

type Office = ConstructorParameters<typeof SecretHolders>[0];

function officeOf(role: Role, answers: (() => Promise<readonly string[]>)[]) {
  const asked: string[] = [];
  const office = {
    has: (one: Role) => one === role,
    ask: ({ type }: { type: string }) => {
      asked.push(type);
      const next = answers.shift() ?? (() => Promise.reject(new Error("no line")));
      return { holders: next().then((people) => ({ type: "secret_holders", ask: 1, people })) };
    },
  } as unknown as Office;
  return { office, asked };
}
const told =
  (...people: string[]) =>
  () =>
    Promise.resolve(people);

describe("Who has a PIN", () => {
  it("is asked by a secretary, and said of those who have none", async () => {
    const { office } = officeOf("secretary", [told("DB1")]);
    const holders = new SecretHolders(office);
    expect(holders.lacks({ id: "DB2" })).toBe(false);
    await holders.read();
    expect(holders.lacks({ id: "DB1" })).toBe(false);
    expect(holders.lacks({ id: "DB2" })).toBe(true);
  });

  it("is nothing a clerk is told: nobody is marked", async () => {
    const { office, asked } = officeOf("clerk", [told()]);
    const holders = new SecretHolders(office);
    await holders.read();
    expect(asked).toEqual([]);
    expect(holders.lacks({ id: "DB2" })).toBe(false);
  });

  it("is up to date after a drawing, also before the server has said so again", async () => {
    let answer: (people: readonly string[]) => void = () => undefined;
    const slow = () => new Promise<readonly string[]>((resolve) => (answer = resolve));
    const { office, asked } = officeOf("administrator", [told("DB1"), slow]);
    const holders = new SecretHolders(office);
    await holders.read();
    holders.drawn(["DB2"]);
    expect(holders.lacks({ id: "DB2" })).toBe(false);
    expect(asked).toHaveLength(2);
    answer(["DB1", "DB2", "DB3"]);
    await new Promise((resolve) => setTimeout(resolve));
    expect(holders.lacks({ id: "DB3" })).toBe(false);
  });

  it("stays what it was where the line is gone", async () => {
    const { office } = officeOf("secretary", [told("DB1")]);
    const holders = new SecretHolders(office);
    await holders.read();
    await holders.read();
    expect(holders.lacks({ id: "DB1" })).toBe(false);
    expect(holders.lacks({ id: "DB9" })).toBe(true);
  });
});

describe("Who lacks one", () => {
  const holders = { lacks: ({ id }: { id: string }) => id !== "DB1" };

  it("is whoever is to sign in: not one whose mandate is over", () => {
    const people = [person(), person({ id: "DB2" }), person({ id: "DB3", mandate_to: "2024-01-01" }), guest()];
    expect(withoutSecret(people, holders, "2024-12-18").map(({ id }) => id)).toEqual(["DB2", "KM1"]);
  });

  it("has what they sign in with called by its name", () => {
    expect(secretWord(person())).toBe("mã PIN");
    expect(secretWord(person({ roles: ["clerk"] }))).toBe("mật khẩu");
  });

  it("is counted in the step of the people", () => {
    const view = world(person(), person({ id: "DB2" }));
    const people = (lacking: number | null) => stepsOf(view, null, null, lacking).find(({ key }) => key === "people")?.state;
    expect(people(1)).toContain("1 người chưa có mã PIN");
    expect(people(0)).not.toContain("chưa có");
    expect(people(null)).not.toContain("chưa có");
  });
});
