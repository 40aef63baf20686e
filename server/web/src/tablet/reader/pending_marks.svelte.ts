// The marks of one revision as they are seen: the view's, and at once what was just done, also in the few milliseconds until the command
// stands in the outbox and with it in the view; and what the hand is just doing to them (rubbing), which is no command yet.
import type { Annotation } from "../../generated/protocol";
import type { Client, View } from "../../sync";
import { deletedIds, type Step } from "./history";

export class PendingMarks {
  readonly #client: Client;
  readonly #revision: string;
  readonly #keepWords: (note: Annotation) => void;
  #fresh = $state.raw<readonly Annotation[]>([]);
  #shown = $state.raw<ReadonlyMap<string, Annotation | null>>(new Map()); // instead of the mark of this id
  readonly #gone = new Set<string>();

  // `keepWords`: a note that the server refused; its words must not go with it.
  constructor(client: Client, revision: string, keepWords: (note: Annotation) => void) {
    this.#client = client;
    this.#revision = revision;
    this.#keepWords = keepWords;
  }

  add(annotation: Annotation): void {
    this.#fresh = [...this.#fresh, annotation];
  }

  // It stands in the view, or will not.
  settle(annotation: Annotation): void {
    this.#fresh = this.#fresh.filter((each) => each !== annotation);
  }

  hide(annotations: readonly Annotation[]): void {
    for (const { id } of annotations) this.#gone.add(id);
  }

  unhide(annotations: readonly Annotation[]): void {
    for (const { id } of annotations) this.#gone.delete(id);
  }

  // What is shown in a mark's place while the hand is at work; nothing: it is not shown.
  showInstead(marks: ReadonlyMap<string, Annotation | null>): void {
    this.#shown = marks;
  }

  carryOut(step: Step): void {
    for (const id of deletedIds(step)) {
      this.#gone.add(id);
      this.#fresh = this.#fresh.filter((annotation) => annotation.id !== id);
      void this.#client.sendCommand({ type: "delete_annotation", id });
    }
    for (const annotation of step.put) {
      const base_seq = this.#client.view.value.held("annotation", annotation.id)?.seq ?? 0;
      this.add(annotation);
      void this.#client
        .sendCommand({ type: "put_annotation", annotation, base_seq }, () => this.settle(annotation))
        .then(({ done, code }) => {
          if (!done && code !== "sign_in_required" && annotation.text !== "") this.#keepWords(annotation);
        });
    }
  }

  // As a mark stands now.
  find(id: string): Annotation | undefined {
    const fresh = this.#fresh.findLast((each) => each.id === id);
    return fresh ?? (this.#gone.has(id) ? undefined : this.#client.view.value.get("annotation", id));
  }

  // Page by page.
  pages(view: View): Map<number, Annotation[]> {
    const pages = new Map<number, Annotation[]>();
    const fresh = new Map(this.#fresh.map((annotation) => [annotation.id, annotation]));
    const known = view
      .all("annotation")
      .filter((each) => each.revision_sha256 === this.#revision && !fresh.has(each.id) && !this.#gone.has(each.id));
    for (const annotation of [...known, ...fresh.values()]) {
      const instead = this.#shown.get(annotation.id);
      if (instead === null) continue;
      const page = pages.get(annotation.page_index);
      if (page) page.push(instead ?? annotation);
      else pages.set(annotation.page_index, [instead ?? annotation]);
    }
    return pages;
  }
}
