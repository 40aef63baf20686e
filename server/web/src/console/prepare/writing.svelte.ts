// How a draft is written: the plan first, with what stands there and what it becomes; then exactly that plan, and nothing that was not seen.
//
//   preview ──import_session dry_run──▶ plan ──accept(digest)──▶ written ──▶ removals, one command each
//                                         ▲                │
//                                         └── another plan: somebody changed something meanwhile
import { type CommandBody, type ImportPlan, limits, type SessionImport, sentences } from "../../generated/protocol";
import { sentenceOf } from "../../parts/notices.svelte";
import { isCarriedOut, Refused } from "../../sync";
import type { OfficeSession } from "../office/office_session.svelte";
import { placeOf, type Place } from "./faults";

// What an import only keeps: taken away by a command of its own, with the reason.
export interface Removal {
  readonly words: string; // "Nội dung 4. Chất vấn"
  readonly command: (reason: string) => CommandBody;
}

export interface Fault {
  readonly place: Place;
  readonly sentence: string;
}

type Office = Pick<OfficeSession, "ask" | "command">;

export class Writing {
  busy = $state.raw(false);
  plan = $state.raw<ImportPlan | null>(null);
  removals = $state.raw<readonly Removal[]>([]);
  faults = $state.raw<readonly Fault[]>([]); // of the last plan or refusal, by field
  refusal = $state.raw(""); // a sentence
  meanwhile = $state.raw(false); // this plan is another one than was agreed to
  imported: SessionImport | null = null;
  readonly #office: Office;

  constructor(office: Office) {
    this.#office = office;
  }

  // Asks for the plan. True: it stands, without faults, and waits for a yes.
  async preview(imported: SessionImport, removals: readonly Removal[] = []): Promise<boolean> {
    if (this.busy) return false;
    this.#begin(imported, removals);
    if (new Blob([JSON.stringify(imported)]).size > limits.textFrameBytesMax) {
      this.refusal = sentences.frame_too_large;
      this.busy = false;
      return false;
    }
    try {
      const plan = await this.#office.ask({ type: "import_session", import: imported, dry_run: true, accepted: "" }).plan;
      this.#show(plan, imported);
      return plan.faults.length === 0;
    } catch (problem) {
      this.#refused(problem, imported);
      return false;
    } finally {
      this.busy = false;
    }
  }

  // Carries out what is on the screen. True: written, and what was to go is gone.
  async accept(reason: string): Promise<boolean> {
    const { plan, imported } = this;
    if (this.busy || !plan || !imported) return false;
    this.busy = true;
    this.refusal = "";
    try {
      const asking = this.#office.ask({ type: "import_session", import: imported, dry_run: false, accepted: plan.digest });
      const answer = await asking.plan;
      if (!isCarriedOut(answer, { dry_run: false, accepted: plan.digest })) {
        this.meanwhile = true;
        this.#show(answer, imported);
        return false;
      }
      await asking.finished;
      for (const removal of this.removals) {
        const outcome = await this.#office.command(removal.command(reason));
        if (!outcome.done) {
          this.refusal = `${removal.words}: ${outcome.sentence ?? sentences.internal}`;
          return false;
        }
      }
      this.close();
      return true;
    } catch (problem) {
      this.#refused(problem, imported);
      return false;
    } finally {
      this.busy = false;
    }
  }

  close(): void {
    this.plan = null;
    this.removals = [];
    this.meanwhile = false;
    this.refusal = "";
  }

  #begin(imported: SessionImport, removals: readonly Removal[]): void {
    this.close();
    this.busy = true;
    this.faults = [];
    this.imported = imported;
    this.removals = removals;
  }

  #show(plan: ImportPlan, imported: SessionImport): void {
    this.faults = plan.faults.map((fault) => ({ place: placeOf(fault.where, imported), sentence: fault.sentence }));
    this.plan = plan.faults.length === 0 ? plan : null;
  }

  #refused(problem: unknown, imported: SessionImport): void {
    this.refusal = sentenceOf(problem);
    const where = problem instanceof Refused ? problem.where : null;
    if (where && where.startsWith("/")) this.faults = [{ place: placeOf(where, imported), sentence: this.refusal }];
  }
}
