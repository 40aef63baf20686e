// PDFs on their way to the server: one row per file, two at a time, each with its own progress and its own answer.
//
//   waiting ──> asking ──ticket──> sending (PUT, bytes counted) ──> inspecting ──> storing ──> done | failed
//
// A refusal never stops the other files. A ticket that could not be had for lack of a line is asked for again when it is back; what
// broke later, and can help by trying again, has a button. Bytes are counted by XMLHttpRequest: fetch() tells nothing about what has
// been sent.

import { type Job, type JobStage, limits, sentences } from "../../generated/protocol";
import { Refused } from "../../sync";
import type { Desk } from "./desk.svelte";

export type UploadStage = "waiting" | "asking" | "sending" | JobStage;

export interface Destination {
  session: string;
  item: string | null; // a new document of this agenda item …
  document: string | null; // … or a new revision of this document
  reason: string | null;
}

const atOnce = 2;
const lineLost = "not_connected";
const retryable = new Set([
  lineLost, "upload_incomplete", "ticket_invalid", "busy", "stopping", "disk_full", "io_failed", "database_failed", "internal", "rate_limited",
]);

export class Upload {
  stage = $state.raw<UploadStage>("waiting");
  sentBytes = $state.raw(0);
  refused = $state.raw<Refused | null>(null);
  document = $state.raw<string | null>(null);

  constructor(readonly id: number, readonly file: File, readonly to: Destination) {}

  get over(): boolean {
    return this.stage === "done" || this.stage === "failed";
  }

  // Trying again can only help where the file itself is not at fault.
  get mayRetry(): boolean {
    return this.stage === "failed" && retryable.has(this.refused?.code ?? "");
  }
}

export class Uploads {
  rows = $state.raw<readonly Upload[]>([]);
  readonly active = $derived(this.rows.filter((row) => !row.over).length);
  #nextId = 1;
  #running = 0;
  readonly #desk: Desk;

  constructor(desk: Desk) {
    this.#desk = desk;
    desk.onOnline(() => this.#pump());
  }

  add(files: Iterable<File>, to: Destination): void {
    const fresh = [...files].map((file) => new Upload(this.#nextId++, file, to));
    this.rows = [...fresh, ...this.rows];
    this.#pump();
  }

  retry(row: Upload): void {
    row.stage = "waiting";
    row.sentBytes = 0;
    row.refused = null;
    this.#pump();
  }

  dismiss(row: Upload): void {
    this.rows = this.rows.filter((one) => one !== row);
  }

  dismissDone(): void {
    this.rows = this.rows.filter((one) => one.stage !== "done");
  }

  #pump(): void {
    while (this.#running < atOnce && this.#desk.online) {
      const next = this.rows.find((row) => row.stage === "waiting");
      if (!next) return;
      this.#running += 1;
      next.stage = "asking";
      void this.#run(next).finally(() => {
        this.#running -= 1;
        this.#pump();
      });
    }
  }

  async #run(row: Upload): Promise<void> {
    try {
      checkFile(row.file);
      const { to, file } = row;
      const asking = this.#desk.ask({
        type: "ask_upload", session: to.session, item: to.item, document: to.document, file_name: file.name, bytes: file.size, reason: to.reason,
      });
      const ticket = await asking.ticket;
      row.stage = "sending";
      const unfollow = asking.job.subscribe((job) => job && follow(row, job));
      // The answer to PUT ends the row; the job's news on the way there may be lost with the line.
      const job = await put(ticket.path, file, (bytes) => (row.sentBytes = bytes)).finally(unfollow);
      row.document = job.result ?? null;
      row.stage = "done";
    } catch (problem) {
      const refused = problem instanceof Refused ? problem : new Refused({ code: "internal", sentence: sentences.internal });
      if (refused.code === lineLost && row.stage === "asking") {
        row.stage = "waiting";
        return;
      }
      row.refused = refused;
      row.stage = "failed";
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
