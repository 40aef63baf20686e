// One device's conversation with the server, for the tablet and for the console: who is signed in, what they may see, what they change.
//
// The pure parts decide (feed, outbox, policy, transfer); this class carries their decisions to the store and the socket. Everything that
// touches view, cursor or outbox runs one after the other (#serial), and nothing an old socket said is listened to.
import type { Batch, CommandBody, CommandOutcome, ConnectedDevice, Gap, Receipts, Refusal, Standing, ToDevice, Welcome } from "../generated/protocol";
import { limits } from "../generated/protocol";
import { takeAside } from "./aside";
import { type Asking, Asks, type Question } from "./asks";
import type { ClientParts, Phase } from "./client_parts";
import { type Deferred, deferred } from "./deferred";
import { nowhere, type Place, referencedBlobs, take } from "./feed";
import { Fetcher, type Wanted } from "./fetcher";
import { Link } from "./link";
import { append, firstUnanswered, isAstray, newOutbox, nextMessage, type Outbox, reflect, renumber, settle, unsentOf } from "./outbox";
import { shown } from "./overlay";
import { parkNotes, parkUnsent, unpark } from "./parking";
import { notConnected, Refused } from "./refused";
import { Signal } from "./signal";
import { type BlobRow, type ParkedRow, type Store, type Writes } from "./store";
import { decodeChunk } from "./transfer";
import { View } from "./view";
import { Waiters } from "./waiters";

export class Client {
  readonly phase = new Signal<Phase>("connecting");
  readonly welcome = new Signal<Welcome | null>(null);
  readonly standing = new Signal<Standing | null>(null);
  readonly view = new Signal<View>(View.empty);          // with the person's own unconfirmed changes
  readonly loaded = new Signal<boolean>(false);          // the first complete batch of this person is here
  readonly unsent = new Signal<number>(0);
  readonly unsentNotes = new Signal<number>(0);          // of those, marks on paper
  readonly refusals = new Signal<readonly CommandOutcome[]>([]);
  readonly connected = new Signal<readonly ConnectedDevice[]>([]);
  readonly progress = new Signal<ReadonlyMap<string, number>>(new Map());  // "<device>/<sha256>" → bytes

  readonly #parts: ClientParts;
  readonly #link: Link;
  readonly #asks: Asks;
  #fetcher: Fetcher;
  #place: Place = nowhere;
  #server: View = View.empty;
  #outbox: Outbox = newOutbox("");
  #parked: readonly ParkedRow[] = [];
  readonly #waiters = new Waiters();
  #signingIn: Deferred<void> | undefined;
  #sentUpTo = Number.POSITIVE_INFINITY;  // nothing may be sent before the server has told us where we stand
  #mismatches = 0;
  #freshConnection = true;
  #generation = 0;
  #turn: Promise<unknown> = Promise.resolve();

  private constructor(parts: ClientParts, blobs: readonly BlobRow[]) {
    this.#parts = parts;
    this.#link = new Link(parts, {
      message: (message) => this.#onMessage(message),
      binary: (frame) => {
        const chunk = decodeChunk(frame);
        if (chunk) this.#fetcher.onChunk(chunk);
      },
      lost: () => this.#onLost(),
    });
    this.#link.state.subscribe((state) => {
      if (state === "waiting" && (this.phase.value === "online" || this.phase.value === "connecting")) this.phase.set("offline");
    });
    const send = this.#link.send.bind(this.#link);
    this.#asks = new Asks(send);
    this.#fetcher = new Fetcher(parts.store, blobs, send, parts.patch);
  }

  // Reads what the device holds; nothing is sent before start().
  static async open(parts: ClientParts): Promise<Client> {
    const loaded = await parts.store.load();
    const client = new Client(parts, loaded.blobs);
    client.#place = loaded.place;
    client.#server = View.of(loaded.entities);
    client.#parked = loaded.parked;
    client.#outbox = { incarnation: loaded.incarnation, next: loaded.next, rows: loaded.rows };
    if (loaded.incarnation === "") await client.#commitOutbox(newOutbox(parts.newIncarnation()));
    client.standing.set(loaded.standing);
    client.loaded.set(loaded.place.cursor > 0);
    client.#publish();
    return client;
  }

  get device(): string {
    return this.#parts.identity.id;
  }

  // Whose view this is; null before anybody signed in.
  get person(): string | null {
    return this.#place.person;
  }

  get blobs(): Fetcher["blobs"] { return this.#fetcher.blobs; }
  get store(): Store { return this.#parts.store; }

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
  }

  // Resolves when the person is signed in. Errors: Refused (waitS: seconds until the next try).
  async signIn(as: { person?: string; account?: string; secret: string }): Promise<void> {
    this.#signingIn?.reject(notConnected());
    this.#signingIn = deferred<void>();
    const { promise } = this.#signingIn;
    if (!this.#link.send({ type: "sign_in", ...as })) this.#failSignIn(notConnected());
    await promise;
  }

  // False when there is no connection: signing out is the server's act.
  signOut(): boolean {
    return this.#link.send({ type: "sign_out" });
  }

  // Durable here before it is sent, and shown from then on (`onQueued`). Resolves with the server's receipt, which may take until the
  // network is back.
  async sendCommand(body: CommandBody, onQueued?: () => void): Promise<CommandOutcome> {
    const answered = deferred<CommandOutcome>();
    await this.#serial(async () => {
      if (!this.#place.person) {
        answered.resolve({ number: 0, done: false, code: "sign_in_required", sentence: "Cần đăng nhập trước khi thực hiện việc này." });
        return;
      }
      const { outbox, row } = append(this.#outbox, body);
      await this.#commit({ putRows: [row], numbering: { incarnation: outbox.incarnation, next: outbox.next } });
      this.#outbox = outbox;
      this.#waiters.add(row.number, answered.resolve);
      this.#publish();
      onQueued?.();
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

  // The bytes of a blob, fetched and verified if they are not here yet. Errors: Refused.
  async fetchBlob(wanted: Wanted, onProgress?: (bytes: number) => void): Promise<Blob> {
    await this.#fetcher.want(wanted, onProgress);
    return await this.#fetcher.read(wanted);
  }

  async forgetBlobs(digests: readonly string[]): Promise<void> {
    await this.#commit({ dropBlobs: digests });
    this.#fetcher.onDropped(digests);
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

  async #commitOutbox(outbox: Outbox): Promise<void> {
    await this.#commit({ numbering: { incarnation: outbox.incarnation, next: outbox.next }, replaceRows: outbox.rows });
    this.#outbox = outbox;
  }

  #publish(): void {
    this.view.set(shown(this.#server, this.#outbox, this.#place.person));
    const unsent = unsentOf(this.#outbox);
    this.unsent.set(unsent.all);
    this.unsentNotes.set(unsent.notes);
  }

  #onLost(): void {
    this.#generation++;
    this.#sentUpTo = Number.POSITIVE_INFINITY;
    this.#freshConnection = true;
    this.#asks.onLost();
    this.#fetcher.onLost();
    this.#failSignIn(notConnected());
    if (this.phase.value === "online") this.phase.set("connecting");
  }

  #failSignIn(reason: Refused): void {
    const waiting = this.#signingIn;
    this.#signingIn = undefined;
    waiting?.reject(reason);
  }

  #onMessage(message: ToDevice): void {
    if (takeAside(message, { fetcher: this.#fetcher, asks: this.#asks, connected: this.connected, progress: this.progress })) return;
    const generation = this.#generation;
    const current = (): boolean => generation === this.#generation;
    void this.#serial(async () => {
      if (!current()) return;
      if (message.type === "welcome") await this.#onWelcome(message, current);
      else if (message.type === "standing") await this.#onStanding(message);
      else if (message.type === "batch") await this.#onBatch(message);
      else if (message.type === "receipts") await this.#onReceipts(message);
      else if (message.type === "gap") await this.#onGap(message);
      else if (message.type === "refusal") await this.#onRefusal(message);
    }).catch((error: unknown) => console.error(error));
  }

  async #onWelcome(welcome: Welcome, current: () => boolean): Promise<void> {
    this.welcome.set(welcome);
    if (welcome.protocol !== limits.protocolVersion) {
      this.phase.set("outdated");
      this.#link.rest();
      return;
    }
    const { identity, kind, build, model } = this.#parts;
    const signature = await identity.sign(welcome.nonce);
    if (!current()) return;
    this.#link.send({
      type: "hello", protocol: limits.protocolVersion, build, device_kind: kind, device_key: identity.publicKey, signature, model,
      incarnation: this.#outbox.incarnation, epoch: this.#place.epoch, cursor: this.#place.cursor,
    });
  }

  async #onStanding(standing: Standing): Promise<void> {
    const generation = this.#generation;
    if (standing.state === "revoked") {
      await this.#parts.store.erase();
      await this.#commit({ standing });
      this.#place = nowhere;
      this.#server = View.empty;
      this.#outbox = newOutbox(this.#parts.newIncarnation());
      this.#parked = [];
      this.#fetcher.onDropped([...this.#fetcher.blobs.value.keys()]);
      this.#link.rest();
    } else {
      await this.#commit({ standing });
      const person = standing.state === "signed_in" ? (standing.person ?? null) : null;
      const left = this.#place.person;
      if (left !== person) await this.#changePerson(person);
      // `hello` told the server of the former person's place in the feed: say it again.
      if (left !== null && left !== person) this.#link.wake();
    }
    this.standing.set(standing);
    this.#publish();
    if (standing.state === "revoked" || generation !== this.#generation) return;
    this.phase.set("online");
    this.#link.settled();
    if (standing.state !== "signed_in") return;
    this.#signingIn?.resolve();
    this.#signingIn = undefined;
    this.#sentUpTo = firstUnanswered(this.#outbox) - 1;
    this.#fetcher.onOnline();
    this.#pump();
  }

  // The view is one person's: it goes when they go. What they had not sent waits for them.
  async #changePerson(person: string | null): Promise<void> {
    const leaving = this.#place.person;
    const parked = parkUnsent(this.#parked, leaving, this.#outbox);
    const renumbers = parked.length > this.#parked.length;
    const place: Place = { ...nowhere, person };
    await this.#commit({ place, parked, clearEntities: true, replaceRows: [] });
    this.#place = place;
    this.#parked = parked;
    this.#server = View.empty;
    this.#outbox = { ...this.#outbox, rows: [] };
    this.#waiters.dismiss();
    this.loaded.set(false);
    if (renumbers) await this.#restartNumbering();
  }

  async #onBatch(batch: Batch): Promise<void> {
    if (!this.#place.person) return;
    const taken = take(this.#place, this.#server, batch);
    if (!taken) return await this.#outOfStep();
    this.#mismatches = 0;
    const newHistory = batch.snapshot && this.#place.epoch !== "" && batch.epoch !== this.#place.epoch;
    const parked = newHistory ? parkNotes(this.#parked, this.#place.person, this.#server, taken.view) : this.#parked;
    const { outbox, changed, dropped } = reflect(this.#outbox, batch.last_command);
    const referenced = referencedBlobs(taken.view);
    const dropBlobs = batch.more ? [] : [...this.blobs.value.keys()].filter((sha256) => !referenced.has(sha256));
    await this.#commit({
      place: taken.place, parked, clearEntities: taken.cleared, putEntities: taken.put, removeEntities: taken.removed,
      putRows: changed, dropRows: dropped, dropBlobs,
    });
    this.#place = taken.place;
    this.#server = taken.view;
    this.#parked = parked;
    this.#outbox = outbox;
    this.#fetcher.onDropped(dropBlobs);
    this.#publish();
    const fresh = this.#freshConnection;
    this.#freshConnection = false;
    if (fresh && isAstray(this.#outbox, batch.last_command)) {
      await this.#restartNumbering();
      return;
    }
    if (batch.more) return;
    await this.#unpark();
    this.loaded.set(true);
  }

  // What waited for this person, or for a restored server, joins the outbox again.
  async #unpark(): Promise<void> {
    const back = unpark(this.#parked, this.#place.person, this.#server, this.#outbox);
    if (!back) return;
    await this.#commit({ parked: back.parked, replaceRows: back.outbox.rows, numbering: { incarnation: back.outbox.incarnation, next: back.outbox.next } });
    this.#parked = back.parked;
    this.#outbox = back.outbox;
    this.#publish();
    this.#pump();
  }

  // A fresh socket starts from our cursor; if even that does not fit, from nothing.
  async #outOfStep(): Promise<void> {
    this.#mismatches++;
    if (this.#mismatches > 1) {
      this.#place = { ...nowhere, person: this.#place.person };
      await this.#commit({ place: this.#place });
    }
    this.#link.wake();
  }

  async #restartNumbering(): Promise<void> {
    const { outbox, moved } = renumber(this.#outbox, this.#parts.newIncarnation());
    await this.#commitOutbox(outbox);
    this.#waiters.renumber(moved);
    this.#publish();
    this.#link.wake();
  }

  async #onReceipts(receipts: Receipts): Promise<void> {
    const putRows = [];
    const dropRows = [];
    let outbox = this.#outbox;
    for (const outcome of receipts.outcomes) {
      const result = settle(outbox, outcome);
      outbox = result.outbox;
      if (result.row) putRows.push(result.row);
      else dropRows.push(outcome.number);
    }
    await this.#commit({ putRows, dropRows });
    this.#outbox = outbox;
    for (const outcome of receipts.outcomes) this.#waiters.answer(outcome);
    const refused = receipts.outcomes.filter((outcome) => !outcome.done);
    if (refused.length > 0) this.refusals.set([...this.refusals.value, ...refused].slice(-20));
    this.#publish();
  }

  async #onGap(gap: Gap): Promise<void> {
    if (isAstray(this.#outbox, gap.last_command)) {
      await this.#restartNumbering();
      return;
    }
    this.#sentUpTo = Math.max(gap.last_command, firstUnanswered(this.#outbox) - 1);
    this.#pump();
  }

  async #onRefusal(refusal: Refusal): Promise<void> {
    if (refusal.ask !== 0 && this.#asks.onRefusal(refusal)) return;
    if (refusal.code === "device_cloned") {
      await this.#restartNumbering();
    } else if (refusal.code === "protocol_version") {
      this.phase.set("outdated");
      this.#link.rest();
    } else {
      this.#failSignIn(new Refused(refusal));
    }
  }

  #pump(): void {
    for (;;) {
      const items = nextMessage(this.#outbox, this.#sentUpTo);
      const last = items.at(-1);
      if (!last || !this.#link.send({ type: "commands", items })) return;
      this.#sentUpTo = last.number;
    }
  }
}
