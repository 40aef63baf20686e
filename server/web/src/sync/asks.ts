// Questions with an answer of their own: upload and download tickets, archives, sheets, a new secret, a locked screen, a session that is brought in.
// Each has a number; tickets, plans, jobs and refusals that carry it belong to it. Asks do not outlive their connection.
import type {
  AskDownload,
  AskUpload,
  BuildArchive,
  CancelArchive,
  ChangeSecret,
  DrawSecret,
  FromDevice,
  ImportPlan,
  ImportSession,
  Job,
  MakeSheet,
  ReadSecretHolders,
  Refusal,
  SecretHolders,
  SecretsDrawn,
  Ticket,
  Unlock,
} from "../generated/protocol";
import { deferred } from "./deferred";
import { notConnected, Refused } from "./refused";
import { type Readable, Signal } from "./signal";

type Unnumbered<T> = T extends unknown ? Omit<T, "ask"> : never;
export type Question = Unnumbered<
  | AskUpload
  | AskDownload
  | BuildArchive
  | CancelArchive
  | MakeSheet
  | ChangeSecret
  | Unlock
  | ImportSession
  | DrawSecret
  | ReadSecretHolders
>;

export interface Asking {
  readonly ticket: Promise<Ticket>;
  readonly plan: Promise<ImportPlan>; // what an import would change; `finished` settles only when it is carried out
  readonly secrets: Promise<SecretsDrawn>; // told once, and the end of that question
  readonly holders: Promise<SecretHolders>; // who has a PIN or a password
  readonly job: Readable<Job | null>; // the newest news of the work
  readonly finished: Promise<Job>; // stage done; rejects with Refused when it failed
}

interface Open {
  readonly job: Signal<Job | null>;
  readonly question: Question;
  ticket(ticket: Ticket): void;
  plan(plan: ImportPlan): void;
  secrets(drawn: SecretsDrawn): void;
  holders(told: SecretHolders): void;
  finish(job: Job): void;
  fail(reason: Refused): void;
}

export class Asks {
  readonly #open = new Map<number, Open>();
  readonly #send: (message: FromDevice) => boolean;
  #next = 1;

  constructor(send: (message: FromDevice) => boolean) {
    this.#send = send;
  }

  ask(question: Question): Asking {
    const number = this.#next++;
    const job = new Signal<Job | null>(null);
    const ticket = deferred<Ticket>();
    const plan = deferred<ImportPlan>();
    const secrets = deferred<SecretsDrawn>();
    const holders = deferred<SecretHolders>();
    const finished = deferred<Job>();
    // Not everybody waits for all.
    ticket.promise.catch(() => undefined);
    plan.promise.catch(() => undefined);
    secrets.promise.catch(() => undefined);
    holders.promise.catch(() => undefined);
    finished.promise.catch(() => undefined);
    const open: Open = {
      job,
      question,
      ticket: ticket.resolve,
      plan: plan.resolve,
      secrets: secrets.resolve,
      holders: holders.resolve,
      finish: finished.resolve,
      fail: (reason) => {
        ticket.reject(reason);
        plan.reject(reason);
        secrets.reject(reason);
        holders.reject(reason);
        finished.reject(reason);
      },
    };
    this.#open.set(number, open);
    if (!this.#send({ ...question, ask: number } as FromDevice)) {
      this.#open.delete(number);
      open.fail(notConnected());
    }
    return {
      ticket: ticket.promise,
      plan: plan.promise,
      secrets: secrets.promise,
      holders: holders.promise,
      job,
      finished: finished.promise,
    };
  }

  onTicket(ticket: Ticket): void {
    const open = this.#open.get(ticket.ask);
    if (!open) return;
    open.ticket(ticket);
    if (open.question.type === "make_sheet") this.#open.delete(ticket.ask);
  }

  // The plan is the whole answer where nothing is carried out: asked for alone, with faults, or of something else than was agreed to.
  onPlan(plan: ImportPlan): void {
    const open = this.#open.get(plan.ask);
    if (!open || open.question.type !== "import_session") return;
    open.plan(plan);
    if (!isCarriedOut(plan, open.question)) this.#open.delete(plan.ask);
  }

  onSecrets(drawn: SecretsDrawn): void {
    this.#open.get(drawn.ask)?.secrets(drawn);
    this.#open.delete(drawn.ask);
  }

  onHolders(told: SecretHolders): void {
    this.#open.get(told.ask)?.holders(told);
    this.#open.delete(told.ask);
  }

  onJob(job: Job): void {
    const open = this.#open.get(job.ask);
    if (!open) return;
    open.job.set(job);
    if (job.stage === "done") {
      open.finish(job);
      if (open.question.type === "make_sheet") return; // its ticket comes behind
    } else if (job.stage === "failed") open.fail(new Refused(job));
    else return;
    this.#open.delete(job.ask);
  }

  // True when the refusal answered one of these.
  onRefusal(refusal: Refusal): boolean {
    const open = this.#open.get(refusal.ask);
    open?.fail(new Refused(refusal));
    return this.#open.delete(refusal.ask);
  }

  onLost(): void {
    for (const open of this.#open.values()) open.fail(notConnected());
    this.#open.clear();
  }
}

// As the server decides (protocol/messages.md, import_session).
export function isCarriedOut(plan: ImportPlan, asked: Pick<ImportSession, "dry_run" | "accepted">): boolean {
  const overwrites = plan.changes.some((change) => change.before !== "");
  return !asked.dry_run && plan.faults.length === 0 && (!overwrites || plan.digest === asked.accepted);
}
