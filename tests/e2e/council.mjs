// The server's side of a story: a copy of the demo council, the real server on free ports, its sudden death and return, and questions
// to its database with the sqlite3 program.
import { execFile, spawn } from "node:child_process";
import { cpSync, openSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { build, root, sleep, work } from "./story.mjs";

export const run = promisify(execFile);

export const demo = JSON.parse(readFileSync(join(root, "admin-cli/import/sample-session.json"), "utf8"));
export const titleOf = (document) => demo.documents.find((one) => one.id === document).subject;
export const nameOf = (person) => [...demo.delegates, ...demo.guests].find((one) => one.id === person).name;

export class Council {
  data;
  log;
  port = 0;
  loopbackPort = 0;
  url = "";
  #process;

  // A copy of the demo council, or nothing yet: whoever says "new" makes it by init().
  constructor(name, begin = "demo") {
    this.data = join(work, name);
    this.log = join(work, `${name}.log`);
    rmSync(this.data, { recursive: true, force: true });
    if (begin === "demo") cpSync(join(work, "council"), this.data, { recursive: true });
  }

  // As an administrator makes it on the evening of the first day.
  async init(council, password) {
    const file = join(work, "password");
    writeFileSync(file, password, { mode: 0o600 });
    await this.admin("init", "--host", "localhost", "--council", council, "--password-file", file);
  }

  get office() {
    return `http://localhost:${this.loopbackPort}`;
  }

  get pid() {
    return this.#process.pid;
  }

  get ca() {
    return join(this.data, "keys/ca.pem");
  }

  trial(start) {
    return join(this.data, "thu-nghiem", start);
  }

  // The first time on free ports, then on the same ones.
  async start() {
    const log = openSync(this.log, "a");
    this.#process = spawn(
      join(build, "bin/chamber-server"),
      ["--data", this.data, "--web", join(build, "web"), "--address", "127.0.0.1", "--port", String(this.port), "--loopback-port", String(this.loopbackPort)],
      { stdio: ["ignore", "pipe", log] },
    );
    let said = "";
    this.#process.stdout.on("data", (bytes) => (said += bytes));
    for (let waited = 0; !/^ready .*url=\S+\n/m.test(said); waited += 50) {
      if (this.#process.exitCode !== null) throw new Error(`chamber-server ended with ${this.#process.exitCode}`);
      if (waited > 60_000) throw new Error("chamber-server is not ready after 60 s");
      await sleep(50);
    }
    const [, port, loopback, url] = /^ready tls=(\d+) loopback=(\d+) url=(\S+)/m.exec(said);
    Object.assign(this, { port: Number(port), loopbackPort: Number(loopback), url });
  }

  // As a power cut would: no chance to say anything.
  async kill() {
    if (!this.#process || this.#process.exitCode !== null || this.#process.signalCode !== null) return;
    const gone = new Promise((done) => this.#process.once("exit", done));
    this.#process.kill("SIGKILL");
    await gone;
  }

  // Ends as an administrator ends it. Answers the exit status.
  async stop() {
    if (!this.#process || this.#process.exitCode !== null || this.#process.signalCode !== null) return null;
    const stopping = this.#process;
    const gone = new Promise((done) => stopping.once("exit", done));
    stopping.kill("SIGTERM");
    // Not whoever has been started after it meanwhile.
    return await Promise.race([gone, sleep(20_000).then(() => (this.#process === stopping ? this.kill() : undefined))]);
  }

  async ask(sql) {
    const { stdout } = await run("sqlite3", ["-readonly", join(this.data, "chamber.db"), sql]);
    return stdout.trim();
  }

  async admin(...words) {
    return await run(join(build, "bin/chamber-admin"), ["--data", this.data, ...words], { maxBuffer: 1 << 26 });
  }
}
