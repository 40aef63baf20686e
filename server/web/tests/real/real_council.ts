// The real chamber-server on a copy of the demo council: its start on free ports, its sudden death, its return on the same ports.
import { execFileSync, spawn, type ChildProcess } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, openSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "../../../..");
const build = resolve(root, process.env["CHAMBER_BUILD_DIR"] ?? "build/asan");
const program = (name: string): string => join(build, "bin", name);

// Why the tests against the real server cannot run here; nothing when they can.
export function missingPrograms(): string | undefined {
  const missing = ["chamber-server", "chamber-demo", "chamber-inspect"].filter((name) => !existsSync(program(name)));
  if (missing.length === 0) return undefined;
  return `${missing.join(", ")} not in ${join(build, "bin")}; build first, or name another build by CHAMBER_BUILD_DIR`;
}

// What the libraries keep until exit is no leak of ours; the C++ tests look for those.
const environment = { ...process.env, ASAN_OPTIONS: ["detect_leaks=0", process.env["ASAN_OPTIONS"]].filter(Boolean).join(":") };
const sleep = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

export class RealCouncil {
  readonly #work = mkdtempSync(join(tmpdir(), "chamber-real."));
  readonly data = join(this.#work, "data");
  port = 0;
  #process: ChildProcess | undefined;

  // `template`: a council made before, for a quick copy.
  constructor(template?: string) {
    if (template) cpSync(template, this.data, { recursive: true });
    else execFileSync(program("chamber-demo"), ["--data", this.data], { env: environment, stdio: ["ignore", "ignore", "pipe"] });
  }

  get origin(): string {
    return `http://localhost:${this.port}`;
  }

  get log(): string {
    return readFileSync(join(this.#work, "server.log"), "utf8");
  }

  async start(): Promise<void> {
    const log = openSync(join(this.#work, "server.log"), "a");
    const started = spawn(
      program("chamber-server"),
      ["--data", this.data, "--address", "127.0.0.1", "--port", "0", "--loopback-port", String(this.port)],
      { stdio: ["ignore", "pipe", log], env: environment },
    );
    this.#process = started;
    let said = "";
    started.stdout!.on("data", (bytes) => (said += bytes));
    for (let waited = 0; !/^ready .*url=\S+\n/m.test(said); waited += 20) {
      if (started.exitCode !== null) throw new Error(`chamber-server ended with ${started.exitCode}\n${this.log.slice(-2_000)}`);
      if (waited > 60_000) throw new Error("chamber-server is not ready after 60 s");
      await sleep(20);
    }
    this.port = Number(/ loopback=(\d+)/.exec(said)![1]);
  }

  // As a power cut would: no chance to say anything.
  async kill(signal: NodeJS.Signals = "SIGKILL"): Promise<void> {
    const dying = this.#process;
    if (!dying || dying.exitCode !== null || dying.signalCode !== null) return;
    const gone = new Promise((done) => dying.once("exit", done));
    dying.kill(signal);
    await gone;
  }

  // The journal's lines, oldest first.
  journal(): { readonly verb: string; readonly device?: string; readonly target?: string; readonly refused?: string }[] {
    const rows = execFileSync("sqlite3", ["-readonly", join(this.data, "chamber.db"), "SELECT line FROM journal ORDER BY n"], {
      encoding: "utf8",
      maxBuffer: 1 << 28,
    });
    return rows
      .split("\n")
      .filter(Boolean)
      .map((line) => JSON.parse(line));
  }

  // The secret of an account or a person of the demo council.
  secretOf(name: string): string {
    const { accounts } = JSON.parse(readFileSync(join(this.data, "demo.json"), "utf8")) as {
      accounts: { account?: string; person?: string; secret: string }[];
    };
    return accounts.find(({ account, person }) => account === name || person === name)!.secret;
  }

  remove(): void {
    rmSync(this.#work, { recursive: true, force: true });
  }
}
