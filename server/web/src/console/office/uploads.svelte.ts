// PDFs on their way to the server: one row per file, two at a time, each with its own progress and its own answer.
//
//   waiting ──> asking ──ticket──> sending (PUT, bytes counted) ──> inspecting ──> storing ──> done | failed
//
// A folder's files go to many items, each row with its own destination; what was left out before sending stands among the rows as not taken.
// Files stand in the agenda in the order of the drop: they are asked for in that order, and what is sent again keeps the place that its first
// ticket gave it. What has not arrived is remembered by name (unfinished.ts) until it has, or somebody has read that it did not.
// A refusal never stops the other files. A ticket that could not be had for lack of a line is asked for again when it is back; what
// broke later, and can help by trying again, has a button. Bytes are counted by XMLHttpRequest: fetch() tells nothing about what has
// been sent.

import { type Audience, type Job, type JobStage, limits, sentences } from "../../generated/protocol";
import { Refused } from "../../sync";
import type { OfficeSession } from "./office_session.svelte";
import type { Unfinished, UnfinishedStore } from "./unfinished";

export type UploadStage = "waiting" | "asking" | "sending" | JobStage;

export interface Destination {
  session: string;
  item: string | null; // a new document of this agenda item …
  document: string | null; // … or a new revision of this document
  reason: string | null;
  audience?: Audience | null; // nothing: as the item's sitting is
  place: string; // where it goes, in words
}

export interface Sending {
  readonly file: File;
  readonly path: string; // with its folders, when it came in one
  readonly to: Destination;
}

const atOnce = 2;
const leftOut = "left_out";
const lineLost = "not_connected";
const retryable = new Set([
  lineLost,
  "upload_incomplete",
  "ticket_invalid",
  "busy",
  "stopping",
  "disk_full",
  "io_failed",
  "database_failed",
  "internal",
  "rate_limited",
]);

export class Upload {
  stage = $state.raw<UploadStage>("waiting");
  sentBytes = $state.raw(0);
  refused = $state.raw<Refused | null>(null);
  document = $state.raw<string | null>(null);
  position: number | null = null; // in the reading order, from the first ticket on
  notSecret: string | null = null; // why a marking on it is none

  constructor(
    readonly id: number,
    readonly keptId: string,
    readonly file: File,
    readonly to: Destination,
    readonly path = file.name,
  ) {}

  // "Kỳ họp 15/Mục 3": where it lay; nothing for a plain file.
  get folder(): string {
    return this.path.split("/").slice(0, -1).join("/");
  }

  get over(): boolean {
    return this.stage === "done" || this.stage === "failed";
  }

  // Trying again can only help where the file itself is not at fault.
  get mayRetry(): boolean {
    return this.stage === "failed" && retryable.has(this.refused?.code ?? "");
  }

  // Another file for the same place helps where this one is at fault and it is known where it was to go.
  get mayReplace(): boolean {
    return this.stage === "failed" && !this.mayRetry && this.refused?.code !== leftOut && this.refused?.code !== "same_bytes";
  }

  // A clerk may have looked at the marking and know better.
  get mayOverrule(): boolean {
    return this.stage === "failed" && this.refused?.code === "state_secret";
  }
}

export class Uploads {
  rows = $state.raw<readonly Upload[]>([]); // in the order of the drop
  latest = $state.raw<Upload | null>(null); // the last one that was over, whichever way
  missing = $state.raw<readonly Unfinished[]>([]); // of an earlier page: the files themselves are gone
  readonly active = $derived(this.rows.filter((row) => !row.over).length);
  startedAt = $state.raw(0); // of what is in the list, ms; 0: nothing was sent
  endedAt = $state.raw(0); // when the last one was over
  #nextId = 1;
  #running = 0;
  readonly #office: OfficeSession;
  readonly #kept: UnfinishedStore;

  constructor(office: OfficeSession, kept: UnfinishedStore) {
    this.#office = office;
    this.#kept = kept;
    kept.all().then(
      (files) => (this.missing = files),
      () => undefined,
    );
    office.onOnline(() => this.#pump());
  }

  add(files: Iterable<File>, to: Destination): void {
    this.send([...files].map((file) => ({ file, path: file.name, to })));
  }

  send(sendings: readonly Sending[]): void {
    const fresh = this.#remembered(sendings);
    if (this.active === 0 && fresh.length > 0) this.startedAt = Date.now();
    this.rows = [...this.rows, ...fresh];
    this.#pump();
  }

  // What is no document, or was read badly: told beside the others, never sent.
  leaveOut(session: string, files: readonly { path: string; why: string }[]): void {
    const nowhere: Destination = { session, item: null, document: null, reason: null, place: "" };
    const rows = files.map(({ path, why }) => {
      const row = new Upload(this.#nextId++, "", new File([], path.split("/").at(-1) ?? path), nowhere, path);
      row.refused = new Refused({ code: leftOut, sentence: why });
      row.stage = "failed";
      return row;
    });
    this.rows = [...this.rows, ...rows];
  }

  // What has not begun is not sent any more; what is on its way arrives.
  stopWaiting(): void {
    this.#dismiss(this.rows.filter((row) => row.stage === "waiting"));
  }

  // Another file in the place of one that was not taken.
  replace(row: Upload, file: File): void {
    const [fresh] = this.#remembered([{ file, path: file.name, to: row.to }]);
    if (!fresh) return;
    fresh.position = row.position;
    this.rows = this.rows.map((each) => (each === row ? fresh : each));
    this.#forget([row.keptId]);
    this.#pump();
  }

  retry(row: Upload): void {
    this.#again([row]);
  }

  retryAll(): void {
    this.#again(this.rows.filter((row) => row.mayRetry));
  }

  overrule(row: Upload, reason: string): void {
    row.notSecret = reason;
    this.#again([row]);
  }

  dismiss(row: Upload): void {
    this.#dismiss([row]);
  }

  // Everything that is over, whichever way.
  dismissOver(): void {
    this.#dismiss(this.rows.filter((row) => row.over));
  }

  // Somebody has read what did not arrive, or it is found to be there.
  forgetMissing(which: readonly Unfinished[] = this.missing): void {
    this.#forget(which.map(({ id }) => id));
    this.missing = this.missing.filter((one) => !which.includes(one));
  }

  // Rows that wait, kept by name until they have arrived.
  #remembered(sendings: readonly Sending[]): Upload[] {
    const at = new Date().toISOString();
    const fresh = sendings.map(({ file, path, to }) => {
      const id = this.#nextId++;
      return new Upload(id, `${at}-${String(id).padStart(6, "0")}`, file, to, path);
    });
    const kept = fresh.map(({ keptId, file, path, to }) => ({
      id: keptId,
      name: file.name,
      path,
      place: to.place,
      item: to.item,
      session: to.session,
      at,
    }));
    void this.#kept.put(kept).catch(() => undefined);
    return fresh;
  }

  #again(rows: readonly Upload[]): void {
    for (const row of rows) {
      row.stage = "waiting";
      row.sentBytes = 0;
      row.refused = null;
    }
    this.#pump();
  }

  #dismiss(rows: readonly Upload[]): void {
    this.rows = this.rows.filter((row) => !rows.includes(row));
    this.#forget(rows.map((row) => row.keptId));
  }

  // It is there: also what an earlier page lost, when it was the same file.
  #arrived(row: Upload): void {
    const same = this.missing.filter(
      (one) => one.name === row.file.name && one.session === row.to.session && (!one.item || one.item === row.to.item),
    );
    if (same.length > 0) this.missing = this.missing.filter((one) => !same.includes(one));
    this.#forget([row.keptId, ...same.map(({ id }) => id)]);
  }

  // What cannot be forgotten now is told once more than needed.
  #forget(ids: readonly string[]): void {
    if (ids.length > 0) void this.#kept.remove(ids).catch(() => undefined);
  }

  #pump(): void {
    while (this.#running < atOnce && this.#office.online) {
      const next = this.rows.find((row) => row.stage === "waiting");
      if (!next) return;
      this.#running += 1;
      next.stage = "asking";
      void this.#run(next).finally(() => {
        this.#running -= 1;
        this.endedAt = Date.now();
        this.#pump();
      });
    }
  }

  async #run(row: Upload): Promise<void> {
    try {
      checkFile(row.file);
      const { to, file } = row;
      const asking = this.#office.ask({
        type: "ask_upload",
        session: to.session,
        item: to.item,
        document: to.document,
        file_name: file.name,
        bytes: file.size,
        reason: to.reason,
        audience: to.audience ?? null,
        position: row.position,
        not_secret: row.notSecret,
      });
      const ticket = await asking.ticket;
      row.position = ticket.position ?? row.position;
      row.stage = "sending";
      const unfollow = asking.job.subscribe((job) => job && follow(row, job));
      // The answer to PUT ends the row; the job's news on the way there may be lost with the line.
      const job = await put(ticket.path, file, (bytes) => (row.sentBytes = bytes)).finally(unfollow);
      row.document = job.result ?? null;
      row.stage = "done";
      this.latest = row;
      this.#arrived(row);
    } catch (problem) {
      const refused = problem instanceof Refused ? problem : new Refused({ code: "internal", sentence: sentences.internal });
      if (refused.code === lineLost && row.stage === "asking") {
        row.stage = "waiting";
        return;
      }
      row.refused = refused;
      row.stage = "failed";
      this.latest = row;
    }
  }
}

function follow(row: Upload, job: Job): void {
  if (job.stage === "inspecting" || job.stage === "storing") row.stage = job.stage;
}

function checkFile(file: File): void {
  if (file.size === 0) throw new Refused({ code: "empty_file", sentence: sentences.empty_file });
  if (file.size > limits.documentBytesMax) throw new Refused({ code: "too_large", sentence: sentences.too_large });
}

// Resolves when the document is stored. Errors: Refused, with the server's code and sentence, or upload_incomplete.
function put(path: string, file: File, sent: (bytes: number) => void): Promise<Partial<Job>> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("PUT", path);
    request.setRequestHeader("Content-Type", "application/pdf");
    request.upload.onprogress = (progress) => sent(progress.loaded);
    request.onload = () => {
      const told = parsed(request.responseText);
      if (request.status < 300) resolve(told);
      // The line broke and the browser sent the same again by itself: the pass was used up, and the file has not come whole.
      else if (told.code === "ticket_invalid") reject(new Refused({ code: "upload_incomplete", sentence: sentences.upload_incomplete }));
      else reject(new Refused({ code: told.code ?? "internal", sentence: told.sentence ?? sentences.internal, where: told.where ?? null }));
    };
    request.onerror = () => reject(new Refused({ code: "upload_incomplete", sentence: sentences.upload_incomplete }));
    request.send(file);
  });
}

function parsed(body: string): Partial<Job> {
  try {
    return JSON.parse(body) as Partial<Job>;
  } catch {
    return {}; // not our server's JSON
  }
}
