// A story: named steps with their times, screenshots in order, things to put away at the end, and what to show when a step fails.
//
// Knows no browser. A step that throws ends the story with exit status 1, the last screenshot's path and the server's log.
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { tmpdir } from "node:os";

export const root = resolve(import.meta.dirname ?? new URL(".", import.meta.url).pathname, "../..");
export const build = resolve(root, process.env.CHAMBER_BUILD_DIR ?? "build/asan");
export const work = process.env.CHAMBER_E2E_WORK ?? mkdtempSync(join(tmpdir(), "chamber-e2e."));
export const sleep = (ms) => new Promise((done) => setTimeout(done, ms));

const shotsFolder = join(root, "build/e2e-screenshots");

export function check(fact, sentence) {
  if (!fact) throw new Error(sentence);
}

// Asks until the answer is true; what it last said goes into the error.
export async function until(sentence, ask, limitMs = 30_000) {
  const begin = Date.now();
  for (;;) {
    const answer = await ask();
    if (answer) return answer;
    if (Date.now() - begin > limitMs) throw new Error(`${sentence}: not within ${limitMs / 1000} s`);
    await sleep(100);
  }
}

export class Story {
  #name;
  #shots = 0;
  #lastShot = "";
  #closers = [];
  #logs = [];
  #complaints = [];
  #begin = Date.now();
  #onFailure = async () => undefined;

  constructor(name) {
    this.#name = name;
    mkdirSync(shotsFolder, { recursive: true });
    for (const file of readdirSync(shotsFolder)) if (file.startsWith(`${name}-`)) rmSync(join(shotsFolder, file));
  }

  // Called in reverse order at the end, whatever happens.
  atEnd(close) {
    this.#closers.push(close);
  }

  // A log file shown when a step fails.
  showOnFailure(file) {
    this.#logs.push(file);
  }

  // What a page says on its console or throws, for browser.mjs; told when a step fails.
  complaintsOf(who) {
    return (words) => this.#complaints.push(`${who}: ${words}`);
  }

  checkNoComplaints() {
    check(this.#complaints.length === 0, this.#complaints.join("\n"));
  }

  // The last look at all pages when a step fails.
  lookOnFailure(look) {
    this.#onFailure = look;
  }

  note(text) {
    console.log(`          ${text}`);
  }

  // Where the next screenshot goes.
  shotPath(label) {
    this.#shots += 1;
    this.#lastShot = join(shotsFolder, `${this.#name}-${String(this.#shots).padStart(2, "0")}-${label}.png`);
    return this.#lastShot;
  }

  async step(name, act) {
    const begin = Date.now();
    try {
      const answer = await act();
      console.log(`${((Date.now() - begin) / 1000).toFixed(1).padStart(6)} s  ${name}`);
      return answer;
    } catch (error) {
      console.log(`FAILED after ${((Date.now() - begin) / 1000).toFixed(1)} s: ${name}`);
      throw error;
    }
  }

  async tell(tale) {
    let failed = false;
    try {
      await tale(this);
      console.log(`${((Date.now() - this.#begin) / 1000).toFixed(1).padStart(6)} s  story ${this.#name}: passed`);
    } catch (error) {
      failed = true;
      console.error(error?.stack ?? error);
      await Promise.race([this.#onFailure().catch(() => undefined), sleep(15_000)]);
      this.#report();
    }
    for (const close of this.#closers.reverse()) await Promise.race([Promise.resolve(close()).catch(() => undefined), sleep(8_000)]);
    process.exit(failed ? 1 : 0);
  }

  #report() {
    for (const words of this.#complaints) console.error(words);
    console.error(`last screenshot: ${this.#lastShot || "none"}`);
    for (const file of this.#logs) {
      if (!existsSync(file)) continue;
      const kept = join(shotsFolder, `${this.#name}-server.log`);
      copyFileSync(file, kept);
      console.error(`server log (${kept}), its end:`);
      console.error(readFileSync(file, "utf8").split("\n").slice(-40).join("\n"));
    }
  }

  // Numbers that somebody may want to compare later.
  figures(values) {
    writeFileSync(join(shotsFolder, `${this.#name}-figures.json`), `${JSON.stringify(values, null, 2)}\n`);
    for (const [name, value] of Object.entries(values)) this.note(`${name}: ${value}`);
  }
}
