// Brings the wanted blobs here, the most wanted first, and vouches for them: a blob counts only when the SHA-256 of its stored pieces is
// its name.
//
// A document whose older revision is here comes as its difference (patch.ts); when that goes wrong in any way, it comes whole.
//
// At most two run at a time, those the standing order (`keep`) names first; what somebody is looking at overtakes everything. A
// transfer that has lost its place gives way at its next window, and whatever breaks or gives way goes on from the stored pieces.
// 37 tablets hear of a new document in the same instant: each waits a moment of its own before it asks for a whole file.
//
// A full machine keeps what it has: previews go first, then documents that the standing order does not name; when nothing is left to go,
// nothing more is fetched for a while. A piece that is gone from the store takes its document's word back, and the document comes again.
import type { FetchDone, FetchRefused, FromDevice } from "../generated/protocol";
import { limits } from "../generated/protocol";
import { type FetcherParts, pace, rowOf, type Running, thatMayGo, type Waiter, type Wanted } from "./fetcher_parts";
import type { Surroundings } from "./link";
import type { Patch } from "./patch";
import { blobOf, bytesOf, cutIntoPieces, digestOf } from "./pieces";
import { notConnected, Refused } from "./refused";
import { Sha256 } from "./sha256";
import { type Readable, Signal } from "./signal";
import type { BlobRow, Store } from "./store";
import { type Chunk, pieceBytes, Transfer } from "./transfer";
import { isFull } from "./vault";

export { type Wanted } from "./fetcher_parts";

export class Fetcher {
  readonly #store: Store;
  readonly #send: (message: FromDevice) => boolean;
  readonly #patch: Patch;
  readonly #rows = new Map<string, BlobRow>();
  readonly #published = new Signal<ReadonlyMap<string, BlobRow>>(new Map());
  readonly #running = new Map<number, Running>();
  readonly #failed = new Map<string, number>();
  readonly #whole = new Set<string>(); // whose difference did not do
  readonly #around: Pick<Surroundings, "nowMs" | "chance">;
  #keep: readonly Wanted[] = [];
  #ordered = new Set<string>();
  #notBefore = 0; // no whole file of the standing order
  #waiters: Waiter[] = [];
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
    this.#patch = parts.patch;
    this.#around = parts;
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
    const now = this.#around.nowMs();
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
    await new Promise<void>((resolve, reject) => {
      this.#waiters.push({ wanted, onProgress, resolve, reject });
      if (!this.#online) this.#giveUpWaiting(() => true, notConnected());
      this.#pump();
    });
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
    this.#giveUpWaiting(() => true, notConnected());
  }

  onChunk(chunk: Chunk): void {
    const running = this.#running.get(chunk.transfer);
    if (!running) return;
    const pieces = running.transfer.onChunk(chunk);
    if (pieces === "broken") {
      this.#again(running);
      return;
    }
    const { sha256, bytes } = running.wanted;
    for (const waiter of this.#waiters) if (waiter.wanted.sha256 === sha256) waiter.onProgress?.(running.transfer.received);
    for (const piece of pieces) {
      running.writes = running.writes.then(async () => {
        if (this.#running.get(running.number) !== running) return;
        const have = Math.min(bytes, (piece.index + 1) * pieceBytes);
        const row: BlobRow = { ...rowOf(running.wanted), have };
        await this.#store.commit({ putPieces: [{ sha256, index: piece.index, bytes: piece.bytes }], putBlobs: [row] });
        this.#rows.set(sha256, row);
        this.#publish();
      });
      running.writes.catch(() => undefined); // heard when the window is done
    }
  }

  onDone(done: FetchDone): void {
    const running = this.#running.get(done.transfer);
    if (!running) return;
    running.writes = running.writes.then(() => this.#nextWindow(running)).catch((error: unknown) => this.#broke(running, error));
  }

  onRefused(refused: FetchRefused): void {
    const running = this.#running.get(refused.transfer);
    if (!running) return;
    this.#running.delete(running.number);
    if (running.makes) {
      this.#whole.add(running.makes.sha256);
      this.#pump();
      return;
    }
    this.#failed.set(running.wanted.sha256, pace.attemptsMax);
    this.#giveUpWaiting((waiter) => waiter.wanted.sha256 === running.wanted.sha256, new Refused(refused));
    this.#pump();
  }

  // Blobs whose rows somebody else removes in a transaction of theirs.
  onDropped(dropped: readonly string[]): void {
    if (dropped.length === 0) return;
    for (const sha256 of dropped) this.#rows.delete(sha256);
    for (const running of [...this.#running.values()]) {
      if (!dropped.includes(running.wanted.sha256)) continue;
      this.#running.delete(running.number);
      this.#send({ type: "cancel_fetch", transfer: running.number });
    }
    this.#publish();
    this.#pump();
  }

  async #freeSome(): Promise<boolean> {
    const going = thatMayGo([...this.#rows.values()], (row) => this.#ordered.has(row.sha256) || this.#isAwaited(row));
    this.#previewsFrom = this.#around.nowMs() + pace.noPreviewsMs;
    if (going.length === 0) return false;
    await this.#store.commit({ dropBlobs: going.map(({ sha256 }) => sha256) });
    for (const { sha256 } of going) this.#rows.delete(sha256);
    this.#publish();
    this.onGivenUp(going);
    return true;
  }

  #stopAll(): void {
    for (const number of this.#running.keys()) this.#send({ type: "cancel_fetch", transfer: number });
    this.#running.clear();
  }

  #broke(running: Running, error: unknown): void {
    if (!isFull(error)) return this.#again(running);
    this.#stopAll();
    this.#fullUntil = Number.POSITIVE_INFINITY;
    void this.makeRoom()
      .catch(() => false)
      .then((made) => {
        this.#fullUntil = made ? 0 : this.#around.nowMs() + pace.noRoomMs;
        const reason = new Refused({ code: "disk_full", sentence: "Máy đầy – không nhận thêm tài liệu. Xin báo văn phòng." });
        if (!made) this.#giveUpWaiting(() => true, reason);
        this.#pump();
      });
  }

  #publish(): void {
    this.#published.set(new Map(this.#rows));
  }

  #giveUpWaiting(whom: (waiter: Waiter) => boolean, reason: Refused): void {
    const leaving = this.#waiters.filter(whom);
    this.#waiters = this.#waiters.filter((waiter) => !leaving.includes(waiter));
    for (const waiter of leaving) waiter.reject(reason);
  }

  #spread(): void {
    this.#notBefore = this.#around.nowMs() + pace.startSpreadMs * this.#around.chance();
  }

  #isRunning({ sha256 }: Wanted): boolean {
    return [...this.#running.values()].some(({ wanted, makes }) => (makes ?? wanted).sha256 === sha256);
  }

  #isAwaited({ sha256 }: { readonly sha256: string }): boolean {
    return this.#waiters.some(({ wanted }) => wanted.sha256 === sha256);
  }

  // What should be under way now: what somebody looks at, else the first of the standing order.
  #due(): Wanted[] {
    const noPreviews = this.#around.nowMs() < this.#previewsFrom;
    const missing = ({ sha256, isPreview }: Wanted): boolean =>
      !(isPreview && noPreviews) && !this.#rows.get(sha256)?.verified && (this.#failed.get(sha256) ?? 0) < pace.attemptsMax;
    const looked = [...this.#waiters.map(({ wanted }) => wanted), ...this.#keep.filter(({ urgent }) => urgent)].filter(missing);
    if (looked.length > 0) return looked.slice(0, pace.runningMax);
    const early = (wanted: Wanted): boolean =>
      this.#notBefore === 0 || this.#isRunning(wanted) || wanted.isPreview === true || this.#shortcut(wanted) !== undefined;
    return this.#keep.filter((wanted) => missing(wanted) && early(wanted)).slice(0, pace.standingMax);
  }

  #pump(): void {
    if (!this.#online || this.#fullUntil > 0) return;
    const due = this.#due();
    const max = due.some((wanted) => wanted.urgent || this.#isAwaited(wanted)) ? pace.runningMax : pace.standingMax;
    for (const wanted of due) {
      if (this.#running.size < max && !this.#isRunning(wanted)) this.#start(wanted);
    }
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
      number: this.#next++,
      wanted,
      ...(shortcut && { makes: whole }),
      transfer: new Transfer(wanted.bytes, have),
      writes: Promise.resolve(),
    };
    this.#running.set(running.number, running);
    running.writes = this.#nextWindow(running).catch((error: unknown) => this.#broke(running, error));
  }

  async #nextWindow(running: Running): Promise<void> {
    if (this.#running.get(running.number) !== running) return;
    const { sha256, bytes } = running.wanted;
    if (running.transfer.windowOpen) {
      // done without all its bytes
      this.#again(running);
      return;
    }
    const whole = running.makes ?? running.wanted;
    if (!running.transfer.complete && !this.#due().some((due) => due.sha256 === whole.sha256)) {
      // something else comes first now
      this.#running.delete(running.number);
      this.#pump();
      return;
    }
    const window = running.transfer.nextWindow();
    if (window) {
      this.#send({ type: "fetch", transfer: running.number, sha256, ...window });
      if (!whole.isPreview) this.#report(whole, running.makes ? 0 : window.offset);
      return;
    }
    const right = (await digestOf(this.#store, running.wanted)) === sha256;
    if (this.#running.get(running.number) !== running) return;
    if (right && running.makes) {
      await this.#apply(running.wanted, running.makes);
      this.#running.delete(running.number);
      this.#pump();
      return;
    }
    this.#running.delete(running.number);
    if (right) {
      const row: BlobRow = { ...rowOf(running.wanted), have: bytes, verified: true };
      await this.#store.commit({ putBlobs: [row] });
      this.#arrived(row);
    } else {
      await this.#store.commit({ dropBlobs: [sha256] });
      this.#rows.delete(sha256);
      this.#countFailure(running.wanted);
    }
    this.#pump();
  }

  // For the office's board; once a second is often enough for it.
  #report({ sha256, bytes: size }: Wanted, bytes: number): void {
    const now = this.#around.nowMs();
    if (size <= limits.bulkWindowBytes || now - this.#toldAt < pace.progressEveryMs) return;
    this.#toldAt = now;
    this.#send({ type: "progress", sha256, bytes });
  }

  #arrived(row: BlobRow): void {
    this.#rows.set(row.sha256, row);
    this.#publish();
    const arrived = this.#waiters.filter((waiter) => waiter.wanted.sha256 === row.sha256);
    this.#waiters = this.#waiters.filter((waiter) => !arrived.includes(waiter));
    for (const waiter of arrived) waiter.resolve();
  }

  // The document from its older revision and the difference; the difference is not kept.
  async #apply(difference: Wanted, whole: Wanted): Promise<void> {
    const base = whole.delta && this.#rows.get(whole.delta.base);
    const older = base && (await bytesOf(this.#store, base));
    const delta = await bytesOf(this.#store, difference);
    const newer = older && delta && (await this.#patch(older, delta).catch(() => undefined));
    const right = newer && newer.length === whole.bytes && new Sha256().update(newer).hex() === whole.sha256;
    if (!right) this.#whole.add(whole.sha256);
    const pieces = right ? cutIntoPieces(newer) : [];
    for (let at = 0; at < pieces.length; at += pace.piecesAtOnce) {
      const some = pieces.slice(at, at + pace.piecesAtOnce).map(({ index, bytes }) => ({ sha256: whole.sha256, index, bytes }));
      await this.#store.commit({ putPieces: some });
    }
    const row: BlobRow = { ...rowOf(whole), have: whole.bytes, verified: true };
    await this.#store.commit({ dropBlobs: [difference.sha256], ...(right && { putBlobs: [row] }) });
    this.#rows.delete(difference.sha256);
    if (right) this.#arrived(row);
  }

  // The transfer broke: stop it and go on from what is stored.
  #again(running: Running): void {
    if (!this.#running.delete(running.number)) return;
    this.#send({ type: "cancel_fetch", transfer: running.number });
    this.#countFailure(running.wanted);
    this.#pump();
  }

  #countFailure(wanted: Wanted): void {
    const count = (this.#failed.get(wanted.sha256) ?? 0) + 1;
    this.#failed.set(wanted.sha256, count);
    if (count < pace.attemptsMax) return;
    const reason = new Refused({ code: "corrupt_blob", sentence: "Tài liệu tải về bị lỗi. Xin báo văn phòng kiểm tra lại." });
    this.#giveUpWaiting((waiter) => waiter.wanted.sha256 === wanted.sha256, reason);
  }
}
