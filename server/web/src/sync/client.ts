// One device's conversation with the server, for the tablet and for the console: who is signed in, what they may see, what they change.
//
// The pure parts decide (ledger, policy, transfer); this class carries their decisions to the store and the socket. Everything that
// touches view, cursor or outbox runs one after the other (#serial), and nothing an old socket said is listened to.
import type * as wire from "../generated/protocol";
import { limits } from "../generated/protocol";
import { takeAside } from "./aside";
import { type Asking, Asks, type Question } from "./asks";
import { againMsMin, alwaysGood, type ClientParts, helloOf, notNow, storeAgainMs } from "./client_parts";
import { ClientSignals } from "./client_signals";
import { deferred } from "./deferred";
import { Fetcher, type Wanted } from "./fetcher";
import { Revocation } from "./hand_in";
import * as step from "./ledger";
import { OwnKeeper } from "./own_keeper";
import { BlobReturner } from "./return_blob";
import { Link } from "./link";
import { firstUnanswered, isAstray, nextMessage, unsentOf } from "./outbox";
import { shown } from "./overlay";
import { notConnected, Refused } from "./refused";
import { Ranges } from "./ranges";
import { type Readable } from "./signal";
import { Searches } from "./searches";
import { SigningIn } from "./signing_in";
import { TrustAsks } from "./trust_asks";
import { type BlobRow, type Health, type Store, type Writes } from "./store";
import { decodeChunk } from "./transfer";
import { Waiters } from "./waiters";
import { keepWithdrawn } from "./withdrawn";

export class Client extends ClientSignals {
  readonly device: string;
  readonly store: Store;
  readonly health: Readable<Health>;
  readonly #parts: ClientParts;
  readonly #link: Link;
  readonly #asks = new Asks((message) => this.#link.send(message));
  readonly searches = new Searches((message) => this.#link.send(message));
  readonly trust = new TrustAsks((message) => this.#link.send(message));
  // Of blobs that are on their way.
  readonly ranges = new Ranges((message) => this.#link.send(message));
  // How this machine is, for the office, while somebody is signed in. False: nobody was told.
  readonly sendHealth = (health: wire.Health): boolean => this.phase.value === "online" && this.person !== null && this.#link.send(health);
  readonly sendAtPage = (page: wire.AtPage): boolean => this.phase.value === "online" && this.person !== null && this.#link.send(page);
  #fetcher: Fetcher;
  #ledger: step.Ledger = step.emptyLedger("");
  readonly #waiters = new Waiters();
  readonly #signingIn = new SigningIn();
  #sentUpTo = Number.POSITIVE_INFINITY; // nothing may be sent before the server has told us where we stand
  #storeAgainAt = 0;
  #holdUntil = 0; // the server could not take commands
  #mismatches = 0;
  readonly #blobReturner: BlobReturner;
  #signingOut = false; // by the person, not by the end of their sign-in
  #freshConnection = true;
  #unansweredAtHello = 1;
  #generation = 0;
  readonly #revocation = new Revocation({
    ledger: () => this.#ledger,
    blobs: () => [...this.#fetcher.blobs.value.keys()],
    enter: (entry) => this.#enter(entry),
    sendOutbox: (standing) => this.#sendOutbox(standing),
    send: (message) => this.#link.send(message),
    erase: (standing) => this.#eraseRevoked(standing),
    soon: (work) => void setTimeout(() => void this.#serial(work), 0),
  });
  readonly handingIn = this.#revocation.handingIn;
  readonly own: OwnKeeper; // what follows the person to another tablet
  readonly #asked: readonly { onLost(): void; onRefusal(refusal: wire.Refusal): boolean }[];
  #turn: Promise<unknown> = Promise.resolve();

  private constructor(parts: ClientParts, blobs: readonly BlobRow[]) {
    super();
    this.#parts = parts;
    this.device = parts.identity.id;
    this.store = parts.store;
    this.health = parts.store.health ?? alwaysGood;
    this.#blobReturner = new BlobReturner(parts);
    this.own = new OwnKeeper(parts, this, (message) => this.#link.send(message));
    this.#asked = [this.own, this.#asks, this.trust, this.searches];
    this.#link = new Link(parts, {
      message: (message) => this.#onMessage(message),
      binary: (frame) => {
        const chunk = decodeChunk(frame);
        if (chunk && !this.ranges.onChunk(chunk)) this.#fetcher.onChunk(chunk);
      },
      lost: () => this.#onLost(),
    });
    this.#link.state.subscribe((state) => {
      if (state === "waiting" && (this.phase.value === "online" || this.phase.value === "connecting")) this.phase.set("offline");
    });
    this.#fetcher = new Fetcher(parts, blobs, this.ranges.send);
    this.#fetcher.onGivenUp = (rows) => {
      for (const { sha256, verified, isPreview } of rows)
        if (verified && !isPreview && this.person) void this.sendCommand({ type: "purged", sha256 });
    };
  }

  // Reads what the device holds; nothing is sent before start().
  static async open(parts: ClientParts): Promise<Client> {
    const loaded = await parts.store.load();
    const client = new Client(parts, loaded.blobs);
    client.#ledger = step.ledgerOf(loaded);
    if (loaded.incarnation === "") await client.#enter(step.numberAnew(client.#ledger, parts.newIncarnation()));
    client.standing.set(loaded.standing);
    client.loaded.set(loaded.place.cursor > 0);
    client.handingIn.set(loaded.standing?.state === "revoked" && loaded.standing.hand_in);
    client.#publish();
    await client.own.changePerson(client.person);
    return client;
  }

  // Whose view this is; null before anybody signed in.
  get person(): string | null {
    return this.#ledger.place.person;
  }

  get blobs(): Fetcher["blobs"] {
    return this.#fetcher.blobs;
  }

  start(): void {
    this.#link.start();
  }

  // Another window of this browser works with the same data now.
  yieldToOtherWindow(): void {
    this.#link.rest();
    this.phase.set("elsewhere");
  }

  wake(): void {
    if (this.phase.value !== "elsewhere") this.#link.wake();
  }

  tick(): void {
    this.#link.tick();
    this.#fetcher.tick();
    this.own.tick();
    if (this.health.value.state !== "good" && this.#parts.nowMs() >= this.#storeAgainAt) {
      this.#storeAgainAt = this.#parts.nowMs() + storeAgainMs;
      void this.store.retry?.();
    }
    if (this.#holdUntil > 0 && this.#parts.nowMs() >= this.#holdUntil) {
      this.#holdUntil = 0;
      this.#pump();
    }
  }

  // Resolves when the person is signed in. Errors: Refused (waitS: seconds until the next try).
  async signIn(as: { person?: string; account?: string; secret: string }): Promise<void> {
    await this.#signingIn.begin(() => this.#link.send({ type: "sign_in", ...as }));
  }

  // False when there is no connection: signing out is the server's act.
  signOut(): boolean {
    return (this.#signingOut = this.#link.send({ type: "sign_out" }));
  }

  // Durable here before it is sent, and shown from then on (`onQueued`). Resolves with the server's receipt, which may take until the
  // network is back.
  async sendCommand(body: wire.CommandBody, onQueued?: (number: number) => void): Promise<wire.CommandOutcome> {
    const answered = deferred<wire.CommandOutcome>();
    await this.#serial(async () => {
      if (!this.person) {
        answered.resolve({ number: 0, done: false, code: "sign_in_required", sentence: "Cần đăng nhập trước khi thực hiện việc này." });
        return;
      }
      const { row, ...entry } = step.queue(this.#ledger, body);
      await this.#enter(entry);
      this.#waiters.add(row.number, answered.resolve);
      onQueued?.(row.number);
      this.#pump();
    });
    return await answered.promise;
  }

  ask(question: Question): Asking {
    return this.#asks.ask(question);
  }

  // The standing order of blobs to hold, most wanted first.
  keep(wanted: readonly Wanted[]): void {
    this.#fetcher.keep(wanted);
  }

  // What of it could not be had is asked for again.
  fetchAgain(): void {
    this.#fetcher.again();
  }

  // The bytes of a blob, fetched and verified if they are not here yet. Errors: Refused.
  async fetchBlob(wanted: Wanted, onProgress?: (bytes: number) => void): Promise<Blob> {
    await this.#fetcher.want(wanted, onProgress);
    const blob = await this.#fetcher.read(wanted).catch(() => undefined);
    if (blob) return blob;
    await this.#fetcher.lost(wanted.sha256);
    await this.#fetcher.want(wanted, onProgress);
    return await this.#fetcher.read(wanted);
  }

  // A piece of what counts as held is not there. It comes again by itself.
  readonly pieceIsMissing = (sha256: string): void => void this.#fetcher.lost(sha256);

  // The site's data was cleared under the open app: what stands in memory is written anew, documents come again.
  async storeWasCleared(): Promise<void> {
    this.#fetcher.lostAll();
    await this.#serial(() => this.#commit({ ...step.allOf(this.#ledger), standing: this.standing.value }));
  }

  #serial<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#turn.then(work);
    this.#turn = result.catch(() => undefined);
    return result;
  }

  async #commit(writes: Writes): Promise<void> {
    try {
      await this.#parts.store.commit(writes);
    } catch (error) {
      this.phase.set("storage_failed");
      this.#link.rest();
      throw error;
    }
  }

  // Durable first, then true, then seen.
  async #enter({ ledger, writes }: step.Entry): Promise<void> {
    await this.#commit(writes);
    this.#ledger = ledger;
    this.#fetcher.onDropped(writes.dropBlobs ?? []);
    this.#publish();
  }

  #publish(): void {
    const { view, outbox, place } = this.#ledger;
    this.view.set(shown(view, outbox, place.person));
    const unsent = unsentOf(outbox);
    this.unsent.set(unsent.all);
    this.unsentNotes.set(unsent.notes);
    void this.own.changePerson(place.person);
  }

  #onLost(): void {
    this.#generation++;
    this.#sentUpTo = Number.POSITIVE_INFINITY;
    this.#freshConnection = true;
    this.#holdUntil = 0;
    this.chair.set(null);
    this.#blobReturner.onLost();
    for (const each of this.#asked) each.onLost();
    this.ranges.onLost();
    this.#fetcher.onLost();
    this.#signingIn.fail(notConnected());
    if (this.phase.value === "online") this.phase.set("connecting");
  }

  #onMessage(message: wire.ToDevice): void {
    if (message.type === "blob_wanted") return this.#blobReturner.onWanted(message, this.blobs.value.get(message.sha256));
    if (
      takeAside(message, {
        fetcher: this.#fetcher,
        asks: this.#asks,
        ranges: this.ranges,
        searches: this.searches,
        trust: this.trust,
        live: this,
      })
    )
      return;
    const generation = this.#generation;
    const current = (): boolean => generation === this.#generation;
    void this.#serial(async () => {
      if (!current()) return;
      if (message.type === "welcome") await this.#onWelcome(message, current);
      else if (message.type === "standing") await this.#onStanding(message, current);
      else if (message.type === "batch") await this.#onBatch(message);
      else if (message.type === "receipts") await this.#onReceipts(message);
      else if (message.type === "own_records") this.own.onRecords(message);
      else if (message.type === "gap") await this.#onGap(message);
      else if (message.type === "refusal") await this.#onRefusal(message);
    }).catch((error: unknown) => console.error(error));
  }

  async #onWelcome(welcome: wire.Welcome, current: () => boolean): Promise<void> {
    this.welcome.set(welcome);
    if (welcome.protocol !== limits.protocolVersion) return this.#onOutdated();
    const signature = await this.#parts.identity.sign(welcome.nonce);
    if (!current()) return;
    this.#unansweredAtHello = firstUnanswered(this.#ledger.outbox);
    this.#link.send(helloOf(this.#parts, this.#ledger, signature, this.unsent.value));
  }

  // An app of another version says nothing more: it would neither understand nor be understood.
  #onOutdated(): void {
    this.phase.set("outdated");
    this.#link.rest();
  }

  async #onStanding(standing: wire.Standing, current: () => boolean): Promise<void> {
    if (standing.state === "revoked") return await this.#revocation.begin(standing);
    await this.#commit({ standing });
    const person = standing.state === "signed_in" ? (standing.person ?? null) : null;
    const { place, outbox } = this.#ledger;
    if (place.person !== person) await this.#changePerson(person, { history: standing.epoch, signedOut: this.#signingOut });
    this.#signingOut = false;
    this.standing.set(standing);
    this.turnedAway.set("");
    if (person !== null) {
      this.signInEnded.set("");
      this.#signingIn.succeed();
    }
    // `hello` told the server of the former person's place in the feed, or of a numbering that is not theirs: say it again.
    if ((place.person !== null && place.person !== person) || this.#ledger.outbox.incarnation !== outbox.incarnation)
      return this.#link.wake();
    if (!current()) return;
    this.phase.set("online");
    this.#link.settled();
    if (person === null) return;
    this.#sentUpTo = firstUnanswered(this.#ledger.outbox) - 1;
    this.ranges.onOnline();
    this.#fetcher.onOnline();
    this.#pump();
  }

  #sendOutbox(standing: wire.Standing): void {
    this.standing.set(standing);
    this.phase.set("online");
    this.#link.settled();
    this.#sentUpTo = firstUnanswered(this.#ledger.outbox) - 1;
    this.#pump();
  }

  async #eraseRevoked(standing: wire.Standing): Promise<void> {
    this.own.drop();
    await this.#parts.store.erase();
    await this.#commit({ standing });
    this.#ledger = step.emptyLedger(this.#parts.newIncarnation());
    this.#fetcher.onDropped([...this.#fetcher.blobs.value.keys()]);
    this.#link.rest();
    this.standing.set(standing);
    this.#publish();
  }

  async #changePerson(person: string | null, leaving: { history: string; signedOut: boolean }): Promise<void> {
    await this.#enter(step.changePerson(this.#ledger, person, leaving, this.#parts.newIncarnation));
    this.#waiters.dismiss();
    this.loaded.set(false);
  }

  async #onBatch(batch: wire.Batch): Promise<void> {
    if (!this.person) return;
    // Before anything is awaited: the line may be lost meanwhile, and the next one's first batch is another.
    const first = this.#freshConnection;
    const since = this.#unansweredAtHello;
    this.#freshConnection = false;
    const entry = step.takeBatch(this.#ledger, batch, this.blobs.value.values(), this.#parts.kind === "tablet", this.#parts.newIncarnation);
    if (!entry) return await this.#outOfStep();
    if (this.#parts.kind === "tablet") await keepWithdrawn(this.store, this.person, this.view.value, batch);
    this.#mismatches = 0;
    await this.#enter(entry);
    if (entry.moved) {
      this.#waiters.renumber(entry.moved);
      return this.#link.wake();
    }
    if (first && isAstray(this.#ledger.outbox, batch.last_command, since)) return await this.#restartNumbering();
    this.#pump();
    if (!batch.more) this.loaded.set(true);
  }

  // A fresh socket starts from our cursor; if even that does not fit, from nothing.
  async #outOfStep(): Promise<void> {
    this.#mismatches++;
    if (this.#mismatches > 1) await this.#enter(step.fromNothing(this.#ledger));
    this.#link.wake();
  }

  async #restartNumbering(): Promise<void> {
    const { moved, ...entry } = step.numberAnew(this.#ledger, this.#parts.newIncarnation());
    await this.#enter(entry);
    this.#waiters.renumber(moved);
    this.#link.wake();
  }

  async #onReceipts(receipts: wire.Receipts): Promise<void> {
    const before = this.#ledger;
    const again = new Set(this.#ledger.outbox.rows.flatMap((row) => (row.again ? [row.number] : [])));
    await this.#enter(step.takeReceipts(this.#ledger, receipts, this.standing.value?.epoch ?? ""));
    for (const outcome of receipts.outcomes) this.#waiters.answer(outcome);
    const refused = receipts.outcomes.filter((outcome) => !outcome.done && !again.has(outcome.number));
    if (await this.#revocation.onReceipts(before, receipts.outcomes)) return;
    if (refused.length > 0) this.refusals.set([...this.refusals.value, ...refused].slice(-20));
  }

  async #onGap(gap: wire.Gap): Promise<void> {
    const { outbox } = this.#ledger;
    if (isAstray(outbox, gap.last_command)) return await this.#restartNumbering();
    this.#sentUpTo = Math.max(gap.last_command, firstUnanswered(outbox) - 1);
    this.#pump();
  }

  async #onRefusal(refusal: wire.Refusal): Promise<void> {
    if (refusal.ask !== 0 && this.#asked.some((each) => each.onRefusal(refusal))) return;
    if (refusal.code === "device_cloned") return await this.#restartNumbering();
    if (refusal.code === "sign_in_ended") this.signInEnded.set(refusal.sentence);
    if (refusal.code === "protocol_version") return this.#onOutdated();
    if (refusal.code === "enrolment_closed") return this.turnedAway.set(refusal.sentence);
    if (notNow.has(refusal.code) && !this.#signingIn.waits) {
      this.#holdUntil = this.#parts.nowMs() + againMsMin * (1 + this.#parts.chance());
      this.#sentUpTo = firstUnanswered(this.#ledger.outbox) - 1;
      return;
    }
    this.#signingIn.fail(new Refused(refusal));
  }

  #pump(): void {
    if (this.#holdUntil > 0) return;
    for (;;) {
      const items = nextMessage(this.#ledger.outbox, this.#sentUpTo);
      const last = items.at(-1);
      if (!last || !this.#link.send({ type: "commands", items })) return;
      this.#sentUpTo = last.number;
    }
  }
}
