// Brings the wanted blobs here, the most wanted first, and vouches for them: a blob counts only when the SHA-256 of its stored pieces is
// its name.
//
// A document whose older revision is here comes as its difference (patch.ts); when that goes wrong in any way, it comes whole.
//
// At most two run at a time, those the standing order (`keep`) names first; what somebody is looking at overtakes everything. A
// transfer that has lost its place asks for no further window, and whatever breaks or gives way goes on from the stored pieces. The next
// window is asked for while the last one comes, and bytes are stored beside that: several pieces with the progress they mean a transaction.
// 37 tablets hear of a new document in the same instant: each waits a moment of its own before it asks for a whole file.
//
// A full machine keeps what it has: previews go first, then documents that the standing order does not name; when nothing is left to go,
// nothing more is fetched for a while. A piece that is gone from the store takes its document's word back, and the document comes again.
import type { FetchDone, FetchRefused, FromDevice } from "../generated/protocol";
import { limits } from "../generated/protocol";
import { Awaited } from "./awaited";
import { ArrivingDigest } from "./digests";
import { type FetcherParts, pace, rowOf, type Running, thatMayGo, type Wanted } from "./fetcher_parts";
import { makeFromDifference } from "./make_from_difference";
import { blobOf, digestOf } from "./pieces";
import { notConnected, Refused } from "./refused";
import { type Readable, Signal } from "./signal";
import type { BlobRow, Store } from "./store";
import { type Chunk, pieceBytes, type StoredPiece, Transfer } from "./transfer";
import { isFull } from "./vault";

export { type Wanted } from "./fetcher_parts";

export class Fetcher {
  readonly #store: Store;
  readonly #send: (message: FromDevice) => boolean;
  readonly #rows = new Map<string, BlobRow>();
  readonly #published = new Signal<ReadonlyMap<string, BlobRow>>(new Map());
  readonly #running = new Set<Running>();
  readonly #windows = new Map<number, Running>(); // open ones, by their number on the wire
  readonly #failed = new Map<string, number>();
  readonly #whole = new Set<string>(); // whose difference did not do
  readonly #parts: FetcherParts;
  #keep: readonly Wanted[] = [];
  #ordered = new Set<string>();
  #notBefore = 0; // no whole file of the standing order
  readonly #awaited = new Awaited();
  #next = 1;
  #toldAt = Number.NEGATIVE_INFINITY;
  #online = false;
  #fullUntil = 0;
  #previewsFrom = 0;
  #making: Promise<boolean> | undefined;
  readonly #lostTimes = new Map<string, number>();
  // Documents that had to make room: the office must not count on them.
  onGivenUp: (rows: readonly BlobRow[]) => void = () => undefined;

  constructor(parts: FetcherParts, rows: readonly BlobRow[], send: (message: FromDevice) => boolean) {
    this.#store = parts.store;
    this.#send = send;
    this.#parts = parts;
    for (const row of rows) this.#rows.set(row.sha256, row);
    this.#publish();
    this.#store.makeRoom = () => this.makeRoom();
    let state = this.#store.health?.value.state;
    this.#store.health?.subscribe((health) => {
      if (health.state === "good" && state !== "good") this.again();
      state = health.state;
    });
  }

  // What is here, and how much of it.
  get blobs(): Readable<ReadonlyMap<string, BlobRow>> {
    return this.#published;
  }

  // The standing order, most wanted first.
  keep(wanted: readonly Wanted[]): void {
    this.#keep = wanted;
    if (wanted.some(({ sha256 }) => !this.#ordered.has(sha256))) this.#spread();
    this.#ordered = new Set(wanted.map(({ sha256 }) => sha256));
    this.#pump();
  }

  // What failed is tried again.
  again(): void {
    this.#failed.clear();
    this.#fullUntil = 0;
    this.#pump();
  }

  tick(): void {
    const now = this.#parts.nowMs();
    const spread = this.#notBefore !== 0 && now >= this.#notBefore;
    const room = this.#fullUntil !== 0 && now >= this.#fullUntil;
    if (spread) this.#notBefore = 0;
    if (room) this.#fullUntil = 0;
    if (spread || room) this.#pump();
  }

  // Frees what can be had again: previews, then documents nobody ordered. False when there is nothing of that kind.
  makeRoom(): Promise<boolean> {
    this.#making ??= this.#freeSome().finally(() => (this.#making = undefined));
    return this.#making;
  }

  // A stored piece of it is gone. What was said of it is taken back, and it is fetched anew.
  async lost(sha256: string): Promise<void> {
    const row = this.#rows.get(sha256);
    if (!row) return;
    const times = (this.#lostTimes.get(sha256) ?? 0) + 1;
    this.#lostTimes.set(sha256, times);
    this.#rows.delete(sha256);
    if (times >= pace.attemptsMax) this.#failed.set(sha256, pace.attemptsMax);
    await this.#store.commit({ dropBlobs: [sha256] }).catch(() => undefined);
    this.#publish();
    this.onGivenUp([row]);
    this.#pump();
  }

  // The store was cleared under the open app.
  lostAll(): void {
    this.#stopAll();
    this.#rows.clear();
    this.#publish();
    this.again();
  }

  // Resolves when the blob is here and verified. Errors: Refused.
  async want(wanted: Wanted, onProgress?: (bytes: number) => void): Promise<void> {
    if (this.#rows.get(wanted.sha256)?.verified) return;
    this.#fullUntil = 0;
    this.#failed.delete(wanted.sha256);
    const here = this.#awaited.wait(wanted, onProgress);
    if (!this.#online) this.#awaited.giveUp(notConnected());
    this.#pump();
    await here;
  }

  // A blob that is here, whole.
  async read(wanted: Wanted): Promise<Blob> {
    const blob = await blobOf(this.#store, wanted);
    if (!blob) throw notConnected();
    return blob;
  }

  onOnline(): void {
    this.#online = true;
    this.#spread();
    this.again();
  }

  onLost(): void {
    this.#online = false;
    this.#running.clear();
    this.#windows.clear();
    this.#awaited.giveUp(notConnected());
  }

  onChunk(chunk: Chunk): void {
    const running = this.#windows.get(chunk.transfer);
    if (!running) return;
    const pieces = running.transfer.onChunk(chunk);
    if (pieces === "broken") return this.#again(running);
    this.#awaited.progress(running.wanted.sha256, running.transfer.received);
    for (const piece of pieces) running.digest?.push(piece.bytes);
    running.waiting.push(...pieces);
    if (pieces.length > 0) void this.#keepWaiting(running);
    if (running.transfer.mayAsk) this.#ask(running);
  }

  onDone(done: FetchDone): void {
    const running = this.#windows.get(done.transfer);
    this.#windows.delete(done.transfer);
    if (!running) return;
    if (running.transfer.onDone(done.transfer) === "broken") return this.#again(running);
    this.#pump();
  }

  onRefused(refused: FetchRefused): void {
    const running = this.#windows.get(refused.transfer);
    this.#windows.delete(refused.transfer);
    if (!running) return;
    this.#end(running);
    if (running.makes) {
      this.#whole.add(running.makes.sha256);
      this.#pump();
      return;
    }
    this.#failed.set(running.wanted.sha256, pace.attemptsMax);
    this.#awaited.giveUp(new Refused(refused), running.wanted.sha256);
    this.#pump();
  }

  // Blobs whose rows somebody else removes in a transaction of theirs.
  onDropped(dropped: readonly string[]): void {
    if (dropped.length === 0) return;
    for (const sha256 of dropped) this.#rows.delete(sha256);
    for (const running of [...this.#running]) if (dropped.includes(running.wanted.sha256)) this.#end(running);
    this.#publish();
    this.#pump();
  }

  async #freeSome(): Promise<boolean> {
    const going = thatMayGo([...this.#rows.values()], (row) => this.#ordered.has(row.sha256) || this.#awaited.has(row.sha256));
    this.#previewsFrom = this.#parts.nowMs() + pace.noPreviewsMs;
    if (going.length === 0) return false;
    await this.#store.commit({ dropBlobs: going.map(({ sha256 }) => sha256) });
    for (const { sha256 } of going) this.#rows.delete(sha256);
    this.#publish();
    this.onGivenUp(going);
    return true;
  }

  #stopAll(): void {
    for (const running of [...this.#running]) this.#end(running);
  }

  // Nothing more of it is taken or stored. False: it had ended.
  #end(running: Running): boolean {
    for (const number of running.transfer.open) if (this.#windows.delete(number)) this.#send({ type: "cancel_fetch", transfer: number });
    return this.#running.delete(running);
  }

  #broke(running: Running, error: unknown): void {
    if (!isFull(error)) return this.#again(running);
    this.#stopAll();
    this.#fullUntil = Number.POSITIVE_INFINITY;
    void this.makeRoom()
      .catch(() => false)
      .then((made) => {
        this.#fullUntil = made ? 0 : this.#parts.nowMs() + pace.noRoomMs;
        const reason = new Refused({ code: "disk_full", sentence: "Máy đầy – không nhận thêm tài liệu. Xin báo văn phòng." });
        if (!made) this.#awaited.giveUp(reason);
        this.#pump();
      });
  }

  #publish(): void {
    this.#published.set(new Map(this.#rows));
  }

  #spread(): void {
    this.#notBefore = this.#parts.nowMs() + pace.startSpreadMs * this.#parts.chance();
  }

  #isRunning({ sha256 }: Wanted): boolean {
    return [...this.#running].some(({ wanted, makes }) => (makes ?? wanted).sha256 === sha256);
  }

  // What should be under way now: what somebody looks at, else the first of the standing order.
  #due(): Wanted[] {
    const noPreviews = this.#parts.nowMs() < this.#previewsFrom;
    const missing = ({ sha256, isPreview }: Wanted): boolean =>
      !(isPreview && noPreviews) && !this.#rows.get(sha256)?.verified && (this.#failed.get(sha256) ?? 0) < pace.attemptsMax;
    const looked = [...this.#awaited.wanted, ...this.#keep.filter(({ urgent }) => urgent)].filter(missing);
    if (looked.length > 0) return looked.slice(0, pace.runningMax);
    const early = (wanted: Wanted): boolean =>
      this.#notBefore === 0 || this.#isRunning(wanted) || wanted.isPreview === true || this.#shortcut(wanted) !== undefined;
    return this.#keep.filter((wanted) => missing(wanted) && early(wanted)).slice(0, pace.standingMax);
  }

  #pump(): void {
    if (!this.#online || this.#fullUntil > 0) return;
    const due = this.#due();
    const max = due.some((wanted) => wanted.urgent || this.#awaited.has(wanted.sha256)) ? pace.runningMax : pace.standingMax;
    for (const wanted of due) {
      if (this.#running.size < max && !this.#isRunning(wanted)) this.#start(wanted);
    }
    for (const running of [...this.#running]) this.#ask(running);
  }

  // The difference to fetch instead, when the revision it starts from is here.
  #shortcut({ sha256, delta }: Wanted): Wanted | undefined {
    if (!delta || this.#whole.has(sha256) || !this.#rows.get(delta.base)?.verified || this.#rows.get(sha256)?.have) return undefined;
    return { sha256: delta.sha256, bytes: delta.bytes };
  }

  #start(whole: Wanted): void {
    const shortcut = this.#shortcut(whole);
    const wanted = shortcut ?? whole;
    const have = this.#rows.get(wanted.sha256)?.have ?? 0;
    const running: Running = {
      wanted,
      ...(shortcut && { makes: whole }),
      transfer: new Transfer(wanted.bytes, have),
      digest: have === 0 ? new ArrivingDigest(wanted.bytes, this.#parts.digestWhole) : undefined,
      waiting: [],
      storing: false,
    };
    this.#running.add(running);
    if (running.transfer.complete) void this.#keepWaiting(running);
    else this.#ask(running);
  }

  // The next window, when one may be asked for: the first of a blob before another's second, and none of what has lost its place.
  #ask(running: Running): void {
    const { transfer, wanted, waiting, makes } = running;
    const open = transfer.open.length;
    if (!this.#running.has(running) || !transfer.mayAsk || waiting.length > pace.waitingMax) return;
    if (this.#windows.size >= (open > 0 ? pace.aheadMax : pace.runningMax)) return;
    const whole = makes ?? wanted;
    if (!this.#due().some((due) => due.sha256 === whole.sha256)) {
      // something else comes first now
      if (open === 0 && waiting.length === 0 && !running.storing && this.#end(running)) this.#pump();
      return;
    }
    const number = this.#next++;
    const window = transfer.nextWindow(number);
    if (!window) return;
    this.#windows.set(number, running);
    this.#send({ type: "fetch", transfer: number, sha256: wanted.sha256, ...window });
    if (!whole.isPreview) this.#report(whole, makes ? 0 : window.offset);
  }

  // Stores what has come: while one transaction is under way the pieces for the next one gather. With the last piece goes the word that
  // the whole is right.
  async #keepWaiting(running: Running): Promise<void> {
    if (running.storing) return;
    running.storing = true;
    const { transfer, waiting, wanted, digest } = running;
    try {
      while (waiting.length > 0 && this.#running.has(running)) {
        const pieces = waiting.splice(0, pace.piecesAtOnce);
        const hex = transfer.complete && waiting.length === 0 ? await digest?.hex() : undefined;
        if (this.#running.has(running)) await this.#keepSome(running, pieces, hex);
      }
      if (transfer.complete && this.#running.has(running)) await this.#proved(running, await digestOf(this.#store, wanted));
    } catch (error) {
      this.#broke(running, error);
    }
    running.storing = false;
    this.#pump();
  }

  async #keepSome(running: Running, pieces: readonly StoredPiece[], hex: string | undefined): Promise<void> {
    const { wanted, makes } = running;
    const { sha256, bytes } = wanted;
    if (hex !== undefined && hex !== sha256) return await this.#proved(running, hex);
    const have = Math.min(bytes, (pieces.at(-1)!.index + 1) * pieceBytes);
    const row: BlobRow = { ...rowOf(wanted), have, verified: hex === sha256 && !makes };
    await this.#store.commit({ putPieces: pieces.map((piece) => ({ sha256, ...piece })), putBlobs: [row] });
    if (!this.#running.has(running)) return;
    this.#rows.set(sha256, row);
    if (hex !== undefined) return await this.#proved(running, hex);
    this.#publish();
  }

  // All of it is here, and this is its digest.
  async #proved(running: Running, hex: string): Promise<void> {
    const { wanted, makes } = running;
    if (!this.#running.has(running)) return;
    if (hex !== wanted.sha256) {
      await this.#store.commit({ dropBlobs: [wanted.sha256] });
      this.#rows.delete(wanted.sha256);
      this.#countFailure(wanted);
    } else if (makes) {
      await this.#apply(wanted, makes);
    } else {
      const row: BlobRow = { ...rowOf(wanted), have: wanted.bytes, verified: true };
      if (!this.#rows.get(wanted.sha256)?.verified) await this.#store.commit({ putBlobs: [row] });
      if (this.#running.has(running)) this.#arrived(row);
    }
    this.#end(running);
  }

  // For the office's board; once a second is often enough for it.
  #report({ sha256, bytes: size }: Wanted, bytes: number): void {
    const now = this.#parts.nowMs();
    if (size <= limits.bulkWindowBytes || now - this.#toldAt < pace.progressEveryMs) return;
    this.#toldAt = now;
    this.#send({ type: "progress", sha256, bytes });
  }

  #arrived(row: BlobRow): void {
    this.#rows.set(row.sha256, row);
    this.#publish();
    this.#awaited.arrived(row.sha256);
  }

  // The document from its older revision and the difference; the difference is not kept.
  async #apply(difference: Wanted, whole: Wanted): Promise<void> {
    const base = whole.delta ? this.#rows.get(whole.delta.base) : undefined;
    const right = await makeFromDifference(this.#parts, difference, whole, base);
    if (!right) this.#whole.add(whole.sha256);
    const row: BlobRow = { ...rowOf(whole), have: whole.bytes, verified: true };
    await this.#store.commit({ dropBlobs: [difference.sha256], ...(right && { putBlobs: [row] }) });
    this.#rows.delete(difference.sha256);
    if (right) this.#arrived(row);
  }

  // The transfer broke: stop it and go on from what is stored.
  #again(running: Running): void {
    if (!this.#end(running)) return;
    this.#countFailure(running.wanted);
    this.#pump();
  }

  #countFailure(wanted: Wanted): void {
    const count = (this.#failed.get(wanted.sha256) ?? 0) + 1;
    this.#failed.set(wanted.sha256, count);
    if (count < pace.attemptsMax) return;
    const reason = new Refused({ code: "corrupt_blob", sentence: "Tài liệu tải về bị lỗi. Xin báo văn phòng kiểm tra lại." });
    this.#awaited.giveUp(reason, wanted.sha256);
  }
}
