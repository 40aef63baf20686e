// How this machine is, told to the office once a minute while somebody is signed in and the server is there: room, battery, clock, papers.
//
// What a browser does not know is left out (Safari knows no battery), and nothing ever waits for an answer: a question that hangs leaves its
// field out of that word and of the next ones.
import { type Health, limits } from "../generated/protocol";
import type { Client, Readable } from "../sync";
import { type Saved, savedDocuments } from "./plan";

// The part of `navigator` that is asked.
export interface Machine {
  readonly storage?: { estimate?(): Promise<{ usage?: number; quota?: number }> };
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

export async function healthOf(machine: Machine, saved: () => Saved, now: () => Date): Promise<Health> {
  const [room, battery] = await Promise.all([answered(() => machine.storage?.estimate?.()), answered(() => machine.getBattery?.())]);
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
  };
}

// The server passes over what comes sooner than its own interval.
const everyMs = limits.healthEveryMs + 1_000;

type Told = Pick<Client, "sendHealth" | "person"> & { readonly phase: Readable<string>; readonly standing: Readable<unknown> };

// Asked once a second: whether it is time again. A new connection, and somebody who has just signed in, are told of at once.
export class HealthTeller {
  #toldAt: number | null = null;
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

  async tick(): Promise<void> {
    const { client } = this;
    const now = this.nowMs();
    const early = this.#toldAt !== null && now - this.#toldAt < everyMs && now >= this.#toldAt;
    if (this.#asking || early || client.phase.value !== "online" || client.person === null) return;
    this.#asking = true;
    try {
      if (client.sendHealth(await this.read())) this.#toldAt = now;
    } finally {
      this.#asking = false;
    }
  }
}

export function tellHealth(client: Client): void {
  const saved = (): Saved => savedDocuments(client.view.value, client.blobs.value);
  const teller = new HealthTeller(
    client,
    () => healthOf(navigator as Machine, saved, () => new Date()),
    () => performance.now(),
  );
  setInterval(() => void teller.tick(), 1_000);
}
