// A revoked device: documents go at once; what its person wrote and nobody has is sent as commands, in the numbering it has, where the server
// still takes it (it takes notes and refuses the rest). When all is answered the device says how much stayed behind, and everything is erased.
import type { CommandOutcome, HandedIn, Standing } from "../generated/protocol";
import type { Entry, Ledger } from "./ledger";
import { isAnswered, isNote, unsentOf } from "./outbox";
import { Signal } from "./signal";
import { View } from "./view";

// What it needs of the client.
export interface Inside {
  ledger(): Ledger;
  blobs(): readonly string[];
  enter(entry: Entry): Promise<void>;
  // The line stands: the outbox goes, from the first command without an answer.
  sendOutbox(standing: Standing): void;
  send(message: HandedIn): boolean;
  erase(standing: Standing): Promise<void>;
  // When the screens have let go: a sheet that closes queues its last words.
  soon(work: () => Promise<void>): void;
}

export class Revocation {
  readonly handingIn = new Signal<boolean>(false);
  readonly #inside: Inside;
  #standing: Standing | undefined;
  #refusedNotes = 0;

  constructor(inside: Inside) {
    this.#inside = inside;
  }

  async begin(standing: Standing): Promise<void> {
    if (!standing.hand_in) return await this.#erase(standing);
    const ledger = { ...this.#inside.ledger(), view: View.empty };
    await this.#inside.enter({ ledger, writes: { standing, clearEntities: true, dropBlobs: this.#inside.blobs() } });
    this.#refusedNotes = 0;
    this.#standing = standing;
    this.handingIn.set(true);
    this.#inside.sendOutbox(standing);
    this.#inside.soon(() => this.#end());
  }

  // `before`: the ledger that still held the commands. False: nothing is handed in.
  async onReceipts(before: Ledger, outcomes: readonly CommandOutcome[]): Promise<boolean> {
    if (!this.#standing) return false;
    const refused = new Set(outcomes.filter((outcome) => !outcome.done).map(({ number }) => number));
    this.#refusedNotes += before.outbox.rows.filter((row) => refused.has(row.number) && isNote(row.body.type)).length;
    await this.#end();
    return true;
  }

  // What other people left on this device is theirs, and nobody's to bring.
  async #end(): Promise<void> {
    const { outbox, left } = this.#inside.ledger();
    if (!this.#standing || !outbox.rows.every(isAnswered)) return;
    const others = left.reduce((sum, each) => sum + unsentOf(each.outbox).all, 0);
    if (this.#inside.send({ type: "handed_in", left: this.#refusedNotes + others }))
      await this.#erase({ ...this.#standing, hand_in: false });
  }

  async #erase(standing: Standing): Promise<void> {
    this.#standing = undefined;
    await this.#inside.erase(standing);
    this.handingIn.set(false);
  }
}
