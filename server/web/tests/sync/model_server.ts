// A model of the server for the client's tests: the feed with scopes, numbered commands, receipts, fetches; sockets that a test can cut at
// any message. It speaks the wire's JSON and knows one council with one tablet's person.
import { createHash } from "node:crypto";

import type { Annotation, Change, Command, CommandOutcome, FromDevice, ToDevice } from "../../src/generated/protocol";
import { limits } from "../../src/generated/protocol";
import type { SocketLike } from "../../src/sync/link";

export const sha256Of = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");

export class ModelSocket implements SocketLike {
  binaryType = "";
  readyState = 0;
  onopen: ((event: never) => void) | null = null;
  onmessage: ((event: never) => void) | null = null;
  onclose: ((event: never) => void) | null = null;
  onerror: ((event: never) => void) | null = null;
  readonly toServer: FromDevice[] = [];
  readonly toDevice: (ToDevice | ArrayBuffer)[] = [];
  cursor = 0;
  epoch = "";
  incarnation = "";
  person: string | null = null;
  purge: readonly string[] = []; // scopes that the next batch takes away

  send(text: string): void {
    this.toServer.push(JSON.parse(text) as FromDevice);
  }

  close(): void {
    this.readyState = 3;
  }

  // Lost without a word: what was under way is gone.
  cut(): void {
    if (this.readyState === 3) return;
    this.readyState = 3;
    this.toServer.length = this.toDevice.length = 0;
    this.onclose?.({} as never);
  }

  deliver(): void {
    const message = this.toDevice.shift();
    if (message === undefined) return;
    const data = message instanceof ArrayBuffer ? message : JSON.stringify(message);
    this.onmessage?.({ data } as never);
  }
}

export class ModelServer {
  epoch = "e1";
  seq = 0;
  person: string | null = "DB24";
  revoked = false;
  handIn = false; // a revoked device may bring its person's notes
  handedIn: number | null = null; // what it said it could not bring
  secret = "123456";
  access = "everyone";
  groups: readonly string[] = [];
  protocol: number = limits.protocolVersion;
  refuseHello: string | null = null;
  busy = 0; // messages with commands that are not taken
  // Decides commands; the default applies them all.
  refuse: (command: Command) => string | null = () => null;
  readonly feed = new Map<string, Change>();
  readonly blobs = new Map<string, Uint8Array>();
  readonly #sent = new Map<string, number>();
  readonly applied: { incarnation: string; command: Command }[] = [];
  #last = new Map<string, number>();
  #receipts = new Map<string, CommandOutcome>();
  readonly sockets: ModelSocket[] = [];

  put(change: Omit<Change, "seq">): void {
    this.feed.set(`${change.entity_type}/${change.id}`, { ...change, seq: ++this.seq });
  }

  openSocket = (): ModelSocket => {
    const socket = new ModelSocket();
    this.sockets.push(socket);
    return socket;
  };

  get newest(): ModelSocket {
    return this.sockets.at(-1)!;
  }

  accept(socket: ModelSocket): void {
    socket.readyState = 1;
    socket.onopen?.({} as never);
    socket.toDevice.push({
      type: "welcome",
      protocol: this.protocol,
      build: "model",
      nonce: "n",
      council: "HĐND",
      time: "2024-12-18T00:30:00Z",
      demo: true,
    });
  }

  lastOf(incarnation: string): number {
    return this.#last.get(incarnation) ?? 0;
  }

  // What a restore from a backup does: a new history that lacks the end of the old one.
  restore(upto: number): void {
    this.epoch += "'";
    for (const [key, change] of this.feed) if (change.seq > upto) this.feed.delete(key);
    this.seq = upto;
    this.#last.clear();
    this.#receipts.clear();
    for (const socket of this.sockets) socket.cut();
  }

  batch(socket: ModelSocket): void {
    if (!socket.person) return;
    const snapshot = socket.epoch !== this.epoch || socket.cursor > this.seq;
    const prev = snapshot ? 0 : socket.cursor;
    if (!snapshot && prev === this.seq && socket.cursor !== 0) return;
    const visible = (change: Change): boolean =>
      ["everyone", `person:${socket.person}`, ...this.groups.map((group) => `group:${group}`)].includes(change.scope);
    const items = [...this.feed.values()].filter((change) => change.seq > prev && visible(change)).sort((a, b) => a.seq - b.seq);
    socket.toDevice.push({
      type: "batch",
      epoch: this.epoch,
      prev,
      upto: this.seq,
      snapshot,
      more: false,
      purge_scopes: socket.purge,
      items,
      last_command: this.lastOf(socket.incarnation),
      access: this.access,
      journal: { n: 0, hash: "" },
      backed_up: 0,
    });
    socket.purge = [];
    socket.epoch = this.epoch;
    socket.cursor = this.seq;
  }

  // Takes one message of the device.
  serve(socket: ModelSocket): void {
    const message = socket.toServer.shift();
    if (!message) return;
    if (message.type === "ping") socket.toDevice.push({ type: "pong", t: message.t });
    else if (message.type === "hello") this.#hello(socket, message);
    else if (message.type === "sign_in") this.#signIn(socket, message.person ?? null, message.secret);
    else if (message.type === "sign_out") this.#standing(socket, (this.person = null));
    else if (message.type === "commands") this.#commands(socket, message.items);
    else if (message.type === "handed_in") this.#handedIn(message.left);
    else if (message.type === "unlock" || message.type === "change_secret") this.#proof(socket, message);
    else if (message.type === "fetch") this.#fetch(socket, message);
  }

  #hello(socket: ModelSocket, hello: Extract<FromDevice, { type: "hello" }>): void {
    if (this.refuseHello) {
      socket.toDevice.push({ type: "refusal", ask: 0, code: this.refuseHello, sentence: "Cần cập nhật ứng dụng." });
      return;
    }
    socket.epoch = hello.epoch;
    socket.cursor = hello.cursor;
    socket.incarnation = hello.incarnation;
    this.#standing(socket, this.person);
  }

  #standing(socket: ModelSocket, person: string | null): void {
    socket.person = person;
    const state = this.revoked ? "revoked" : person ? "signed_in" : "approved";
    socket.toDevice.push({
      type: "standing",
      state,
      device: "d",
      label: "MTB-24",
      candidates: [],
      roles: ["delegate"],
      epoch: this.epoch,
      hand_in: this.revoked && this.handIn,
      ...(person && !this.revoked && { person }),
    });
    // The answer to hello comes even when there is nothing new.
    if (!person || this.revoked) return;
    const before = socket.toDevice.length;
    this.batch(socket);
    if (socket.toDevice.length > before) return;
    socket.toDevice.push({
      type: "batch",
      epoch: this.epoch,
      prev: this.seq,
      upto: this.seq,
      snapshot: false,
      more: false,
      purge_scopes: socket.purge,
      items: [],
      last_command: this.lastOf(socket.incarnation),
      access: this.access,
      journal: { n: 0, hash: "" },
      backed_up: 0,
    });
  }

  #handedIn(left: number): void {
    this.handedIn = left;
    this.handIn = false;
  }

  #proof(socket: ModelSocket, message: Extract<FromDevice, { type: "unlock" | "change_secret" }>): void {
    if ((message.type === "unlock" ? message.secret : message.current) !== this.secret) {
      socket.toDevice.push({
        type: "refusal",
        ask: message.ask,
        code: "wrong_secret",
        sentence: "Mã PIN không đúng. Hãy nhập lại.",
        wait_s: 2,
      });
      return;
    }
    if (message.type === "change_secret") this.secret = message.secret;
    socket.toDevice.push({ type: "job", ask: message.ask, stage: "done", done: 1, total: 1 });
  }

  // The office revokes the device, or ends the sign-in, on an open line.
  tellStanding(): void {
    this.#standing(this.newest, this.person);
  }

  #signIn(socket: ModelSocket, person: string | null, secret: string): void {
    if (secret !== this.secret) {
      socket.toDevice.push({ type: "refusal", ask: 0, code: "wrong_secret", sentence: "Mã PIN chưa đúng.", wait_s: 5 });
      return;
    }
    this.person = person;
    this.#standing(socket, person);
  }

  #commands(socket: ModelSocket, commands: readonly Command[]): void {
    if (this.busy > 0) {
      this.busy--;
      socket.toDevice.push({ type: "refusal", ask: 0, code: "busy", sentence: "Máy chủ đang bận." });
      return;
    }
    const outcomes: CommandOutcome[] = [];
    for (const command of commands) {
      const key = `${socket.incarnation}/${command.number}`;
      const known = this.#receipts.get(key);
      if (known) {
        outcomes.push(known);
        continue;
      }
      if (command.number !== this.lastOf(socket.incarnation) + 1) {
        socket.toDevice.push({ type: "gap", last_command: this.lastOf(socket.incarnation) });
        break;
      }
      this.#last.set(socket.incarnation, command.number);
      const code = this.refuse(command);
      if (!code) this.#apply(socket, command);
      const outcome: CommandOutcome = code
        ? { number: command.number, done: false, code, sentence: "Không được." }
        : { number: command.number, done: true };
      this.#receipts.set(key, outcome);
      outcomes.push(outcome);
    }
    if (outcomes.length > 0) socket.toDevice.push({ type: "receipts", outcomes, shown_at: this.seq, journal: { n: 0, hash: "" } });
    for (const each of this.sockets) if (each.readyState === 1) this.batch(each);
  }

  #apply(socket: ModelSocket, command: Command): void {
    this.applied.push({ incarnation: socket.incarnation, command });
    const { body } = command;
    if (body.type === "put_annotation") {
      const annotation: Annotation = { ...body.annotation, received_at: "2024-12-18T00:31:00Z" };
      this.put({ entity_type: "annotation", id: annotation.id, scope: `person:${annotation.author}`, entity: annotation });
    } else if (body.type === "delete_annotation") {
      const known = this.feed.get(`annotation/${body.id}`);
      if (known) this.put({ entity_type: "annotation", id: body.id, scope: known.scope });
    } else if (body.type === "put_notebook_note") {
      const note = { ...body.note, received_at: "2024-12-18T00:31:00Z" };
      this.put({ entity_type: "notebook_note", id: note.id, scope: `person:${note.person}`, entity: note });
    } else if (body.type === "remove_notebook_note") {
      const known = this.feed.get(`notebook_note/${body.id}`);
      if (known) this.put({ entity_type: "notebook_note", id: body.id, scope: known.scope });
    }
  }

  // Bytes of a blob that were sent to anybody.
  fetched(sha256: string): number {
    return this.#sent.get(sha256) ?? 0;
  }

  #fetch(socket: ModelSocket, fetch: Extract<FromDevice, { type: "fetch" }>): void {
    const blob = this.blobs.get(fetch.sha256);
    if (!blob) {
      socket.toDevice.push({ type: "fetch_refused", transfer: fetch.transfer, code: "blob_unknown", sentence: "Không có tài liệu này." });
      return;
    }
    const end = Math.min(blob.length, fetch.offset + fetch.bytes);
    this.#sent.set(fetch.sha256, this.fetched(fetch.sha256) + end - fetch.offset);
    for (let at = fetch.offset; at < end; at += limits.chunkBytes) {
      const bytes = blob.subarray(at, Math.min(end, at + limits.chunkBytes));
      const frame = new ArrayBuffer(16 + bytes.length);
      const head = new DataView(frame);
      head.setUint8(0, 1);
      head.setUint8(1, 1);
      head.setUint32(4, fetch.transfer, true);
      head.setBigUint64(8, BigInt(at), true);
      new Uint8Array(frame, 16).set(bytes);
      socket.toDevice.push(frame);
    }
    socket.toDevice.push({ type: "fetch_done", transfer: fetch.transfer, offset: end, size: blob.length });
  }
}
