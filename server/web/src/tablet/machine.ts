// How this machine is, told to the office once a minute while somebody is signed in and the server is there: room, battery, clock, papers.
//
// Also whether the browser promised to keep what is stored, whether the app was opened from the Home Screen, and what "Kiểm tra máy" came to
// last. What a browser does not know is left out (Safari knows no battery), and nothing ever waits for an answer: a question that hangs leaves its
// field out of that word and of the next ones.
import { type Health, limits, type MachineCheck } from "../generated/protocol";
import type { Client, Readable } from "../sync";
import type { Store } from "../sync/store";
import { type Saved, savedDocuments } from "./plan";

// The part of `navigator` that is asked.
export interface Machine {
  readonly storage?: { estimate?(): Promise<{ usage?: number; quota?: number }>; persisted?(): Promise<boolean> };
  readonly standalone?: boolean; // of iPadOS alone
  getBattery?(): Promise<{ level: number; charging: boolean }>;
}

const answerMs = 3_000;

// A rejected or a hanging question is no answer.
async function answered<T>(ask: () => Promise<T> | undefined): Promise<T | undefined> {
  const late = new Promise<undefined>((done) => setTimeout(() => done(undefined), answerMs));
  try {
    return await Promise.race([ask(), late]);
  } catch {
    return undefined;
  }
}

// What "Kiểm tra máy" found the last time it ran through.
export interface MachineChecks {
  readonly at: string;
  readonly failed: readonly MachineCheck[];
}

// From the Home Screen, or in a tab of the browser. Undefined: nobody can tell.
export function isInstalled(machine: Machine, displayMode: (mode: string) => boolean | undefined): boolean | undefined {
  if (machine.standalone === true) return true;
  const modes = ["standalone", "fullscreen", "minimal-ui"].map(displayMode);
  if (modes.includes(true)) return true;
  return machine.standalone === false || modes.includes(false) ? false : undefined;
}

export const displayMode = (mode: string): boolean | undefined =>
  typeof matchMedia === "function" ? matchMedia(`(display-mode: ${mode})`).matches : undefined;

export interface Asked {
  readonly machine: Machine;
  saved(): Saved;
  now(): Date;
  displayMode(mode: string): boolean | undefined;
  checks(): Promise<MachineChecks | undefined>;
}

export async function healthOf({ machine, saved, now, displayMode, checks }: Asked): Promise<Health> {
  const [room, battery, persisted, checked] = await Promise.all([
    answered(() => machine.storage?.estimate?.()),
    answered(() => machine.getBattery?.()),
    answered(() => machine.storage?.persisted?.()),
    answered(checks),
  ]);
  const installed = isInstalled(machine, displayMode);
  const free = room?.quota !== undefined ? Math.max(0, Math.floor(room.quota - (room.usage ?? 0))) : undefined;
  const level = battery && Number.isFinite(battery.level) ? Math.round(Math.min(1, Math.max(0, battery.level)) * 100) : undefined;
  const { here, of } = saved();
  return {
    type: "health",
    at: now().toISOString(),
    ...(free !== undefined && Number.isSafeInteger(free) && { free_bytes: free }),
    ...(level !== undefined && { battery_percent: level }),
    ...(battery && typeof battery.charging === "boolean" && { charging: battery.charging }),
    papers_held: here,
    papers_wanted: of,
    ...(typeof persisted === "boolean" && { persisted }),
    ...(installed !== undefined && { installed }),
    ...(checked && { checked_at: checked.at }),
    failed_checks: checked ? [...checked.failed] : [],
  };
}

// The server passes over what comes sooner than its own interval.
const everyMs = limits.healthEveryMs + 1_000;
const checkedEveryMs = limits.healthNewsEveryMs + 1_000;

type Told = Pick<Client, "sendHealth" | "person"> & { readonly phase: Readable<string>; readonly standing: Readable<unknown> };

// Asked once a second: whether it is time again. A new connection, and somebody who has just signed in, are told of at once.
export class HealthTeller {
  #toldAt: number | null = null;
  #checked = false; // something was tried out since: no need to wait for the minute
  #asking = false;

  constructor(
    private readonly client: Told,
    private readonly read: () => Promise<Health>,
    private readonly nowMs: () => number,
  ) {
    client.phase.subscribe((phase) => phase !== "online" && (this.#toldAt = null));
    let known = client.person;
    client.standing.subscribe(() => {
      if (client.person !== known) this.#toldAt = null;
      known = client.person;
    });
  }

  // The result of "Kiểm tra máy" is another now.
  checked(): void {
    this.#checked = true;
  }

  async tick(): Promise<void> {
    const { client } = this;
    const now = this.nowMs();
    const wait = this.#checked ? checkedEveryMs : everyMs;
    const early = this.#toldAt !== null && now - this.#toldAt < wait && now >= this.#toldAt;
    if (this.#asking || early || client.phase.value !== "online" || client.person === null) return;
    this.#asking = true;
    this.#checked = false;
    try {
      if (client.sendHealth(await this.read())) this.#toldAt = now;
    } finally {
      this.#asking = false;
    }
  }
}

const checksKey = "machine-checks";
let teller: HealthTeller | undefined;

export const recallChecks = (store: Store): Promise<MachineChecks | undefined> =>
  store.recall<MachineChecks>(checksKey).catch(() => undefined);

// "Kiểm tra máy" has run through: kept, and told to the office within seconds. `failed`: empty when all is well.
export async function keepChecks(store: Store, failed: readonly MachineCheck[], at: Date = new Date()): Promise<void> {
  await store.remember(checksKey, { at: at.toISOString(), failed: [...failed] } satisfies MachineChecks).catch(() => undefined);
  teller?.checked();
}

export function tellHealth(client: Client): void {
  const asked: Asked = {
    machine: navigator as Machine,
    saved: () => savedDocuments(client.view.value, client.blobs.value),
    now: () => new Date(),
    displayMode,
    checks: () => recallChecks(client.store),
  };
  const telling = (teller = new HealthTeller(
    client,
    () => healthOf(asked),
    () => performance.now(),
  ));
  setInterval(() => void telling.tick(), 1_000);
}
