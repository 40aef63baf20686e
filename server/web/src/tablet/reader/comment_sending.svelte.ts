// What was drawn for a formal comment, until its words are sent with it: private marks, known by the moment they were made.
import type { Annotation } from "../../generated/protocol";
import type { Client } from "../../sync";
import { commentOf, isTooMuch } from "./comment";
import type { PendingMarks } from "./pending_marks.svelte";

// By the moment it was made: that outlives undo and redo. And what was sent with a comment.
interface Joined {
  readonly marks: readonly string[];
  readonly sent: readonly { readonly comment: string; readonly marks: readonly string[] }[];
}

export interface Sending {
  readonly comment: Annotation;
  readonly originals: readonly Annotation[]; // what goes when the comment is there
}

export class CommentSending {
  readonly #client: Client;
  readonly #key: string;
  readonly #pending: PendingMarks;
  #joined = $state.raw<Joined>({ marks: [], sent: [] });

  constructor(client: Client, revision: string, pending: PendingMarks) {
    this.#client = client;
    this.#key = `comment/${client.person ?? ""}/${revision}`;
    this.#pending = pending;
  }

  async restore(): Promise<void> {
    const joined = await this.#client.store.recall<Joined>(this.#key).catch(() => undefined);
    if (joined) this.#joined = joined;
    this.#clearSent();
  }

  #join(joined: Joined): void {
    this.#joined = joined;
    void this.#client.store.remember(this.#key, joined).catch(() => undefined);
  }

  add(mark: Annotation): void {
    this.#join({ ...this.#joined, marks: [...this.#joined.marks, mark.created_at] });
  }

  has(mark: Annotation): boolean {
    return this.#joined.marks.includes(mark.created_at);
  }

  // One annotation, one command, once. The private marks go when the server has the comment. Nothing when it is more than can be sent at
  // once: nothing was done.
  prepare(note: Annotation, before: Annotation | null, marks: readonly Annotation[]): Sending | null {
    const comment = commentOf(note, marks);
    if (isTooMuch(comment)) return null;
    const originals = [...marks, ...(before ? [before] : [])];
    const made = marks.map((mark) => mark.created_at);
    this.#join({
      marks: this.#joined.marks.filter((each) => !made.includes(each)),
      sent: [...this.#joined.sent, { comment: comment.id, marks: originals.map((each) => each.id) }],
    });
    this.#pending.hide(originals);
    this.#pending.add(comment);
    return { comment, originals };
  }

  // `onQueued`: it is durable here. `onRefused`: marks and words are private again.
  send({ comment, originals }: Sending, onQueued: () => void, onRefused: () => void, onDone: (done: boolean) => void): void {
    const settled = (): void => this.#pending.settle(comment);
    void this.#client
      .sendCommand({ type: "put_annotation", annotation: comment, base_seq: 0 }, () => (settled(), onQueued()))
      .then((outcome) => {
        const { done } = outcome;
        settled();
        if (done) this.#clearSent(comment.id);
        else if (outcome.code !== "sign_in_required") {
          // they left before the answer: it comes when they are back
          this.#pending.unhide(originals);
          this.#join({ ...this.#joined, sent: this.#joined.sent.filter((each) => each.comment !== comment.id) });
          onRefused();
        }
        onDone(done);
      });
  }

  // Private marks whose comment the server has: they would lie under it twice.
  // `answered`: the comment that the server has just said it has.
  #clearSent(answered?: string): void {
    const view = this.#client.view.value;
    const arrived = this.#joined.sent.filter((each) => each.comment === answered || view.get("annotation", each.comment)?.received_at);
    if (arrived.length === 0) return;
    for (const id of arrived.flatMap((each) => each.marks))
      if (view.get("annotation", id)) void this.#client.sendCommand({ type: "delete_annotation", id });
    this.#join({ ...this.#joined, sent: this.#joined.sent.filter((each) => !arrived.includes(each)) });
  }
}
