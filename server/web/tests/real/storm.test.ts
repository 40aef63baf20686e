// The real Client against the real server, while the line between them breaks in every way a seed can think of, apps are killed and the
// server dies and returns. What was acknowledged is there, once; everybody sees the same; papers resume where they stopped.
//
//   STORM_SEEDS=2        how many runs (default), from STORM_FIRST=1
//   STORM_COUNCIL=DIR    a demo council made before, instead of making one
import { createHash } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { bytesOf } from "../../src/sync/pieces";
import { savedDocuments } from "../../src/tablet/plan";
import { random } from "../random";
import { missingPrograms, RealCouncil } from "./real_council";
import { aheadMax, type RealDevice } from "./real_device";
import { largePaper, RealMeeting, sessionId } from "./real_meeting";
import { sleep, until } from "./waiting";
import { Writer } from "./writer";

const seeds = Number(process.env["STORM_SEEDS"] ?? 2);
const firstSeed = Number(process.env["STORM_FIRST"] ?? 1);
const largeBytes = 6_000_000;
const steps = 30;
const missing = missingPrograms();
if (missing) console.warn(`skipped: tests against the real server: ${missing}`);

let template: RealCouncil;

// One council for all runs, with a paper of several megabytes; each run works on its own copy.
async function prepare(): Promise<void> {
  template = new RealCouncil(process.env["STORM_COUNCIL"]);
  const meeting = new RealMeeting(template, () => 0.5);
  await meeting.open();
  const office = await meeting.office();
  await meeting.publishLargePaper(office, largeBytes, office.client.view.value.all("agenda_item")[0]!.id);
  await meeting.close();
}

const seen = (device: RealDevice): string[] => {
  const { view } = device.client;
  return view.value
    .everything()
    .map((held) => `${held.key} ${held.seq} ${held.scope} ${JSON.stringify(held.entity)}`)
    .sort();
};

const line = ({ client, name }: RealDevice): string =>
  `${name}: ${client.phase.value}, ${client.unsent.value} unsent, ${savedDocuments(client.view.value, client.blobs.value).here} papers;`;

async function serverDies(meeting: RealMeeting, chance: () => number): Promise<void> {
  for (let i = 0; i < 2; i++) {
    await sleep(1_000 + chance() * 2_000);
    await meeting.council.kill();
    await sleep(chance() * 500);
    await meeting.council.start();
  }
}

async function officeWorks(office: RealDevice, chance: () => number, withdrawn: string): Promise<void> {
  const { view } = office.client;
  const items = view.value.all("agenda_item").map((item) => item.id);
  const people = view.value
    .all("person")
    .filter((person) => person.counts_for_quorum)
    .map((person) => person.id);
  const sitting = view.value.all("sitting").at(-1)!.id;
  for (let i = 0; i < steps / 2; i++) {
    const person = people[Math.floor(chance() * people.length)]!;
    if (i === 5) await office.write({ type: "withdraw_document", document: withdrawn, reason: "Phát hành nhầm" });
    else if (chance() < 0.5)
      await office.write({ type: "record_attendance", sitting, person, action: "arrive", at: new Date().toISOString() });
    else await office.write({ type: "open_agenda_item", session: sessionId, item: items[Math.floor(chance() * items.length)]! });
    await sleep(chance() * 400);
  }
}

function checkJournal(meeting: RealMeeting, devices: readonly RealDevice[]): number {
  const lines = meeting.council.journal();
  let commands = 0;
  for (const device of devices) {
    const journal = lines.filter((each) => each.device === device.client.device);
    const count = (verb: string): number => journal.filter((each) => each.verb === verb).length;
    for (const verb of new Set(device.queued.map((body) => body.type))) {
      const said = device.queued.filter((body) => body.type === verb).length;
      expect(count(verb), `${device.name}: ${verb}`).toBe(said);
      commands += said;
    }
  }
  return commands;
}

async function checkPapers(tablet: RealDevice, breaks: number): Promise<void> {
  const paper = largePaper(tablet)!.revisions.at(-1)!;
  for (const document of tablet.client.view.value.all("document")) {
    const revision = document.revisions.at(-1)!;
    const bytes = (await bytesOf(tablet.store, revision))!;
    expect(createHash("sha256").update(bytes).digest("hex"), `${tablet.name}: ${document.id}`).toBe(revision.sha256);
  }
  expect(tablet.broken).toEqual([]);
  // What a break costs is what had not been stored.
  expect(tablet.received.get(paper.sha256)).toBeGreaterThanOrEqual(paper.bytes);
  expect(tablet.received.get(paper.sha256)).toBeLessThan(paper.bytes + breaks * aheadMax);
}

async function storm(seed: number): Promise<void> {
  const chance = random(seed);
  const meeting = new RealMeeting(new RealCouncil(template.data), random(seed * 1_000));
  await meeting.open();
  try {
    const office = await meeting.office();
    const documents = office.client.view.value.all("document");
    const large = largePaper(office)!;
    const withdrawn = documents.find((document) => document.id === "TL24")!;
    const papers = documents
      .filter((document) => document.audience === "everyone" && document !== withdrawn)
      .map((document) => ({ document: document.id, sha256: document.revisions.at(-1)!.sha256 }));
    const seats = [
      ["A", "DB18"],
      ["B", "DB18"],
      ["C", "DB05"],
      ["D", "DB07"],
    ] as const;
    const writers: Writer[] = [];
    for (const [name, person] of seats)
      writers.push(new Writer(await meeting.tablet(office, `MTB-${name}`, person), person, papers, random(seed * 100 + writers.length)));
    const [a, b] = writers as [Writer, Writer];
    const sitting = office.client.view.value.all("sitting").at(-1)!.id;

    for (const { device } of writers) {
      device.crash();
      device.fetches = true;
      device.openDocument.set(large.id); // it is fetched first, in the worst of it
    }
    meeting.proxy.storm();
    await Promise.all(writers.map(({ device }) => device.start()));
    await Promise.all([
      ...writers.map((writer) => writer.work(steps, sitting, writer === b ? a : writer === a ? b : undefined)),
      officeWorks(office, random(seed * 100 + 50), withdrawn.id),
      serverDies(meeting, chance),
    ]);
    const breaks = Object.entries(meeting.proxy.met).reduce((sum, [kind, met]) => sum + (kind === "none" ? 0 : met), 0);
    meeting.proxy.calm();

    const tablets = writers.map((writer) => writer.device);
    const all = [...tablets, office];
    const empty = async (device: RealDevice): Promise<boolean> =>
      device.client.phase.value === "online" && (await device.store.load()).rows.length === 0;
    for (const device of all)
      await until(
        `${device.name} has nothing unsent`,
        () => empty(device),
        60_000,
        () => all.map(line).join(" "),
      );
    const full = (device: RealDevice): boolean => {
      const saved = savedDocuments(device.client.view.value, device.client.blobs.value);
      return saved.of > 0 && saved.here === saved.of;
    };
    for (const tablet of tablets)
      await until(
        `${tablet.name} has all papers`,
        () => full(tablet),
        60_000,
        () => all.map(line).join(" "),
      );
    for (const device of all) await until(`${device.name} has told what it holds`, () => empty(device));

    // A device that was never there before sees what is true.
    for (const [i, person] of [...new Set(seats.map(([, person]) => person))].entries()) {
      const fresh = await meeting.tablet(office, `MOI-${i}`, person);
      const mine = writers.filter((writer) => writer.person === person);
      for (const { device } of mine)
        await until(`${device.name} sees what a new tablet sees`, () => String(seen(device)) === String(seen(fresh)), 10_000);
      const expected = new Map([...(mine[1]?.expected ?? []), ...mine[0]!.expected]);
      for (const writer of mine)
        for (const id of writer.closed) expected.set(id, sibling(writer, mine)?.expected.get(id) ?? writer.expected.get(id)!);
      for (const [id, text] of expected) expect(fresh.client.view.value.get("annotation", id)?.text, id).toBe(text);
      for (const writer of mine) for (const id of writer.deleted) expect(fresh.client.view.value.get("annotation", id), id).toBeUndefined();
      fresh.crash();
    }
    const second = await meeting.office("ban-thu-hai");
    await until("the office sees what a new desktop sees", () => String(seen(office)) === String(seen(second)), 10_000);

    const gone = withdrawn.revisions.at(-1)!.sha256;
    await until(
      "the office knows that the withdrawn paper is gone everywhere",
      () => !second.client.view.value.all("holding").some((holding) => holding.sha256 === gone),
    );
    for (const tablet of tablets) {
      expect((await tablet.store.load()).blobs.some((row) => row.sha256 === gone)).toBe(false);
      await checkPapers(tablet, breaks);
    }
    const commands = checkJournal(meeting, all);
    const bytes = tablets.map((tablet) => tablet.received.get(large.revisions.at(-1)!.sha256) ?? 0);
    console.info(
      `seed ${seed}: ${commands} commands, each once; faults ${JSON.stringify(meeting.proxy.met)}; large paper of ${largeBytes} bytes: ${bytes.join(", ")} received`,
    );
  } finally {
    await meeting.close();
    meeting.council.remove();
  }
}

const sibling = (writer: Writer, all: readonly Writer[]): Writer | undefined => all.find((other) => other !== writer);

describe.skipIf(missing)("Storm", () => {
  beforeAll(prepare, 300_000);
  afterAll(() => template?.remove());

  for (let seed = firstSeed; seed < firstSeed + seeds; seed++) {
    test(`of seed ${seed}: nothing acknowledged is lost, nothing happens twice, papers resume`, { timeout: 300_000 }, () => storm(seed));
  }
});
