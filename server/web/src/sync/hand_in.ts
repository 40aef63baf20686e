// A revoked device's last words: what its person wrote and nobody has is sent as commands, in the numbering it has; the server takes notes
// and refuses the rest. When all is answered the device says how much stayed behind, and everything is erased. Pure.
import type { CommandOutcome, HandedIn } from "../generated/protocol";
import type { Ledger } from "./ledger";
import { isAnswered, type Outbox, unsentOf } from "./outbox";

const isNote = (type: string): boolean => type.endsWith("_annotation");

export class HandIn {
  #refusedNotes = 0;

  // Before the receipts are taken: `outbox` still holds the commands.
  note(outbox: Outbox, outcomes: readonly CommandOutcome[]): void {
    const refused = new Set(outcomes.filter((outcome) => !outcome.done).map(({ number }) => number));
    this.#refusedNotes += outbox.rows.filter((row) => refused.has(row.number) && isNote(row.body.type)).length;
  }

  // Nothing while the server has not answered everything. What other people left on this device is theirs, and nobody's to bring.
  end(ledger: Ledger): HandedIn | undefined {
    if (!ledger.outbox.rows.every(isAnswered)) return undefined;
    const others = ledger.left.reduce((sum, { outbox }) => sum + unsentOf(outbox).all, 0);
    return { type: "handed_in", left: this.#refusedNotes + others };
  }
}
