// Journeys of tablets, the same in both engines: node tests/e2e/journeys.mjs chromium|webkit
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { Council } from "./council.mjs";
import { day, lines, paper } from "./journeys/day.mjs";
import { changes, replacement } from "./journeys/changes.mjs";
import { ink, inkPages } from "./journeys/ink.mjs";
import { engines, Line } from "./machines.mjs";
import { pdfOf } from "./paper.mjs";
import { Story, work } from "./story.mjs";

const engine = process.argv[2] ?? "chromium";
const name = `journeys-${engine}`;
const council = new Council(name);
const story = new Story(name);
const machines = new Map();
story.showOnFailure(council.log);
story.lookOnFailure(async () => {
  for (const [who, machine] of machines) {
    await machine.shot(story.shotPath(`failed-${who}`)).catch(() => undefined);
    console.error(who, await machine.text().catch(() => ""));
  }
});

async function documentOf(file) {
  return await council.ask(`SELECT id FROM document WHERE json_extract(body, '$.file_name') = '${file}'`);
}

// From wherever a part has failed.
async function toAgenda({ machine, line }) {
  line.mend();
  line.bytesPerS = Infinity;
  await council.stop();
  await council.start();
  await machine.restart();
  await machine.wait("the agenda is shown", () => Boolean(document.querySelector("article")), [], 60_000);
}

await story.tell(async () => {
  story.atEnd(() => council.kill());
  const files = { [paper]: pdfOf([{ width: 595, height: 842, lines: lines(0, 24) }, { width: 595, height: 842, lines: lines(30, 50) }, { width: 595, height: 842, lines: lines(60, 75) }]), "net-but": inkPages(), "ban-moi": replacement() };
  for (const [file, bytes] of Object.entries(files)) writeFileSync(join(work, `${file}.pdf`), bytes);
  await story.step("server: ready, with a document to write on", async () => {
    await council.admin("document", "add", "15", join(work, `${paper}.pdf`), "--item", "MUC10");
    await council.admin("publish", "15");
    await council.start();
  });
  const machineOf = await engines[engine](council, story);
  if (typeof machineOf === "string") return console.log(`  skipped  ${machineOf}`);
  // A machine on a line of its own.
  const newMachine = async (who) => {
    const line = new Line();
    await line.open();
    story.atEnd(() => line.close());
    const machine = await machineOf(who, `${council.url}/tablet/`, line);
    machines.set(who, machine);
    return { machine, line };
  };
  const first = await story.step(`${engine}: started`, () => newMachine("first"));
  const world = { story, council, newMachine, documentOf, ...first };
  // What fails in one part does not hide the others.
  const failed = [];
  for (const part of [day, ink, ...changes]) {
    try {
      await part(world);
    } catch (error) {
      failed.push(error);
      console.error(error?.stack ?? error);
      for (const [who, machine] of machines) await machine.shot(story.shotPath(`failed-${part.name}-${who}`)).catch(() => undefined);
      console.error(await first.machine.text().catch(() => ""));
      await toAgenda(first);
    }
  }
  if (failed.length > 0) throw failed[0];
});
