// The office's desk as the screens see it: the sync client (src/sync) as Svelte state, and the two questions all screens ask of it,
// a command and a ticket.
//
// Nothing is shown as done before its receipt. Thread: the page's only one. Lives as long as the page.

import { createSubscriber } from "svelte/reactivity";

import type { CommandBody, CommandOutcome, Role } from "../../generated/protocol";
import type { Asking, Client, Question, Readable } from "../../sync";
import { currentSession, papersOfSession, type Paper } from "../papers";
import { clock } from "../words";

// A signal of the client, read like any other Svelte state.
function tracked<T>(signal: Readable<T>): () => T {
  const subscribe = createSubscriber((update) => signal.subscribe(update));
  return () => {
    subscribe();
    return signal.value;
  };
}

export class Desk {
  // In front of the server itself (plain HTTP on this machine) a desktop needs no approval: its user proves to be staff.
  readonly behindLoopback = location.protocol === "http:";
  lostAt = $state.raw(""); // "14:30"

  readonly #client: Client;
  readonly #phase;
  readonly #welcome;
  readonly #standing;
  readonly #view;
  readonly #loaded;
  readonly #unsent;
  readonly #connected;
  readonly #progress;

  readonly #session = $derived.by(() => currentSession(this.view));
  readonly #papers = $derived.by(() => (this.session ? papersOfSession(this.view, this.session) : new Map<string, Paper>()));

  constructor(client: Client) {
    this.#client = client;
    this.#phase = tracked(client.phase);
    this.#welcome = tracked(client.welcome);
    this.#standing = tracked(client.standing);
    this.#view = tracked(client.view);
    this.#loaded = tracked(client.loaded);
    this.#unsent = tracked(client.unsent);
    this.#connected = tracked(client.connected);
    this.#progress = tracked(client.progress);
    let before = client.phase.value;
    client.phase.subscribe((phase) => {
      if (before === "online" && phase !== "online") this.lostAt = clock(new Date().toISOString());
      before = phase;
    });
  }

  get phase() { return this.#phase(); }
  get online() { return this.#phase() === "online"; }
  get welcome() { return this.#welcome(); }
  get standing() { return this.#standing(); }
  get view() { return this.#view(); }
  get loaded() { return this.#loaded(); } // false: empty lists mean nothing yet
  get unsent() { return this.#unsent(); }
  get connected() { return this.#connected(); }
  get progress() { return this.#progress(); }
  get session() { return this.#session; }
  get papers() { return this.#papers; }

  has(role: Role): boolean {
    return this.standing?.roles.includes(role) ?? false;
  }

  personName(id: string | null | undefined): string {
    return this.view.get("person", id)?.name ?? "";
  }

  // Errors: Refused.
  signIn(account: string, secret: string): Promise<void> {
    return this.#client.signIn({ account, secret });
  }

  signOut(): boolean {
    return this.#client.signOut();
  }

  // Resolves with the durable answer, however long the line is down meanwhile.
  command(body: CommandBody): Promise<CommandOutcome> {
    return this.#client.sendCommand(body);
  }

  ask(question: Question): Asking {
    return this.#client.ask(question);
  }

  reconnect(): void {
    this.#client.wake();
  }

  // Calls back each time the line is there again, until the returned function is called.
  onOnline(back: () => void): () => void {
    return this.#client.phase.subscribe((phase) => phase === "online" && back());
  }
}
