// The office's session as the screens see it: the sync client (src/sync) as Svelte state, and the two questions all screens ask of it,
// a command and a ticket.
//
// Nothing is shown as done before its receipt. Thread: the page's only one. Lives as long as the page.

import { clock } from "../../council/calendar";
import { type OfficeDocument, documentsOfSession } from "../../council/documents";
import { hasRole, personIn } from "../../council/people";
import { isReadOnly, sessionOf } from "../../council/sessions";
import type {
  CommandBody,
  CommandOutcome,
  ConnectedDevice,
  DeviceHealth,
  Found,
  Role,
  Standing,
  TrustListing,
  Welcome,
} from "../../generated/protocol";
import { type Asking, type Client, type Phase, type Question, type TrustAsks, View } from "../../sync";
import { address } from "./address.svelte";
import type { IdleLock } from "./idle_lock";

export class OfficeSession {
  // In front of the server itself (plain HTTP on this machine) a desktop needs no approval: its user proves to be staff.
  readonly behindLoopback = location.protocol === "http:";
  phase = $state.raw<Phase>("connecting");
  turnedAway = $state(""); // the server's sentence, when it lets this desktop not in
  welcome = $state.raw<Welcome | null>(null);
  standing = $state.raw<Standing | null>(null);
  view = $state.raw(View.empty);
  loaded = $state.raw(false); // false: empty lists mean nothing yet
  unsent = $state.raw(0);
  connected = $state.raw<readonly ConnectedDevice[]>([]);
  progress = $state.raw<ReadonlyMap<string, number>>(new Map()); // "<device>/<sha256>" → bytes
  machines = $state.raw<ReadonlyMap<string, DeviceHealth>>(new Map()); // what each device said of itself last
  trust = $state.raw<TrustListing | null>(null); // what signatures are judged by; null: not told (yet)
  lostAt = $state.raw(""); // "14:30"
  locked = $state.raw(false); // nobody was here for a while: the content is not in the page
  signInEnded = $state.raw(""); // why nobody is signed in any more

  readonly online = $derived(this.phase === "online");
  readonly session = $derived(sessionOf(this.view, address.place, new Date()) ?? null);
  readonly readOnly = $derived(isReadOnly(this.session)); // its record is closed
  readonly documents = $derived(this.session ? documentsOfSession(this.view, this.session) : new Map<string, OfficeDocument>());

  readonly #client: Client;
  readonly #lock: IdleLock;
  #aheadMs = 0; // the server's clock before this desktop's
  readonly #titles = new Map<string, string>(); // of all documents that were in the view since the page opened

  constructor(client: Client, lock: IdleLock) {
    this.#client = client;
    client.turnedAway.subscribe((sentence) => (this.turnedAway = sentence));
    this.#lock = lock;
    lock.locked.subscribe((locked) => (this.locked = locked));
    client.signInEnded.subscribe((why) => (this.signInEnded = why));
    client.phase.subscribe((phase) => {
      if (this.phase === "online" && phase !== "online") this.lostAt = clock(new Date().toISOString());
      this.phase = phase;
    });
    client.welcome.subscribe((welcome) => {
      this.welcome = welcome;
      const told = Date.parse(welcome?.time ?? "");
      if (!Number.isNaN(told)) this.#aheadMs = told - Date.now();
    });
    client.standing.subscribe((standing) => {
      // The entrance asks for the password: whoever comes in through it has just given it.
      const throughEntrance = this.standing !== null && this.standing.state !== "signed_in";
      if (standing && (standing.state !== "signed_in" || throughEntrance)) lock.open();
      if (standing?.person !== this.standing?.person) this.trust = null;
      this.standing = standing;
    });
    client.view.subscribe((view) => {
      for (const { id, title } of view.all("document")) this.#titles.set(id, title);
      this.view = view;
    });
    client.loaded.subscribe((loaded) => (this.loaded = loaded));
    client.unsent.subscribe((unsent) => (this.unsent = unsent));
    client.connected.subscribe((connected) => (this.connected = connected));
    client.progress.subscribe((progress) => (this.progress = progress));
    client.machines.subscribe((machines) => (this.machines = machines));
  }

  // By the server's clock: what the office records as now must not hang on a desktop's.
  now(): Date {
    return new Date(Date.now() + this.#aheadMs);
  }

  has(role: Role): boolean {
    return hasRole(this.standing ?? undefined, role);
  }

  // As the roll of the session that is shown has them.
  personName(id: string | null | undefined): string {
    return personIn(this.view, this.session?.id, id)?.name ?? "";
  }

  // Also of a document that was withdrawn; its id when this page never saw it.
  titleOf(document: string): string {
    return this.#titles.get(document) ?? `Tài liệu ${document}`;
  }

  // Errors: Refused.
  signIn(account: string, secret: string): Promise<void> {
    return this.#client.signIn({ account, secret });
  }

  // Errors: Refused (waitS).
  async unlock(secret: string): Promise<void> {
    await this.#client.ask({ type: "unlock", secret }).finished;
    this.#lock.open();
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

  // Over all sessions. Errors: Refused.
  search(query: string, after?: string | null): Promise<Found> {
    return this.#client.searches.search(query, after);
  }

  // Questions about the trust store; whoever changes it sets `trust` to the answer.
  get trustAsks(): TrustAsks {
    return this.#client.trust;
  }

  async readTrust(): Promise<void> {
    this.trust = await this.#client.trust.read().catch(() => this.trust);
  }

  reconnect(): void {
    this.#client.wake();
  }

  // Calls back each time the line is there again, until the returned function is called.
  onOnline(back: () => void): () => void {
    return this.#client.phase.subscribe((phase) => phase === "online" && back());
  }
}
