// What a reading writes with: the tool in hand, the pen's colour, who will see what is written, and the writing itself: every mark becomes a
// command at once, every step can be taken back.
//
// No touch is ever final: what is drawn for a formal comment stays private until its words are sent with it. Only that is for good.
import type { Annotation, Document, Revision, Visibility } from "../../generated/protocol";
import { limits } from "../../generated/protocol";
import type { Client, View } from "../../sync";
import { CommentSending } from "./comment_sending.svelte";
import { touches } from "./hit";
import { forget, type History, noHistory, record, redo, type Step, undo } from "./history";
import { PendingMarks } from "./pending_marks.svelte";
import { highlightColour, Pens } from "./pens.svelte";
import type { Tool } from "./tools";
import { keepUnfinished } from "./unfinished";

export interface Sharing {
  readonly visibility: Visibility;
  readonly group: string | null;
}

const rubPt = 7;
const finalSentence = "Góp ý chính thức đã gửi thì không sửa, không tẩy và không rút lại được.";

export class AnnotationEditor {
  readonly client: Client;
  readonly document: Document;
  readonly revision: Revision;
  readonly pens: Pens;
  tool = $state<Tool>("none");
  sharing = $state<Sharing>({ visibility: "private_note", group: null });
  #history = $state.raw<History>(noHistory);
  readonly #pending: PendingMarks;
  readonly #comments: CommentSending;
  readonly #announce: (text: string) => void;
  #stroke: Annotation | undefined;
  #savedAt = 0;
  #counter = 0;

  // `say`: tells the person why something was not done. `keepWords`: a note that the server refused; its words must not go with it.
  constructor(
    client: Client,
    document: Document,
    revision: Revision,
    say: (text: string) => void = () => undefined,
    keepWords: (note: Annotation) => void = () => undefined,
  ) {
    this.client = client;
    this.document = document;
    this.revision = revision;
    this.pens = new Pens(client.store);
    this.#announce = say;
    this.#pending = new PendingMarks(client, revision.sha256, keepWords);
    this.#comments = new CommentSending(client, revision.sha256, this.#pending);
    void this.pens.restore();
    void this.#comments.restore();
  }

  get canUndo(): boolean {
    return this.#history.done.length > 0;
  }

  get canRedo(): boolean {
    return this.#history.undone.length > 0;
  }

  sawPen(): void {
    this.pens.seen();
    if (this.tool === "none") this.tool = "pen";
  }

  // "<person>.<device>.<counter>": the counter is the clock, so it never goes back, not even on a machine that was wiped.
  #newId = (): string => {
    this.#counter = Math.max(this.#counter + 1, Date.now());
    return `${this.client.person ?? ""}.${this.client.device.slice(0, 16)}.${this.#counter}`;
  };

  // Made at a moment of its own, also when two are made in the same millisecond.
  #blank(kind: Annotation["kind"], page: number): Annotation {
    const id = this.#newId();
    return {
      type: "annotation",
      id,
      author: this.client.person ?? "",
      document: this.document.id,
      revision_sha256: this.revision.sha256,
      page_index: page,
      kind,
      visibility: this.sharing.visibility === "official" ? "private_note" : this.sharing.visibility,
      ...(this.sharing.group && { group: this.sharing.group }),
      colour: this.pens.colour,
      width_pt: this.pens.width,
      opacity: 1,
      strokes: [],
      quads: [],
      rect: [],
      text: "",
      created_at: new Date(this.#counter).toISOString(),
    };
  }

  // The marks of this revision, page by page.
  pages(view: View): Map<number, Annotation[]> {
    return this.#pending.pages(view);
  }

  #do(step: Step): void {
    this.#pending.carryOut(step);
    this.#history = record(this.#history, step);
  }

  // A mark of the hand; in the mood for a formal comment it waits to be sent with words.
  #mark(annotation: Annotation): void {
    this.#do({ put: [annotation], removed: [] });
    if (this.sharing.visibility === "official") this.#comments.add(annotation);
  }

  undo(): void {
    const { history, step } = undo(this.#history, this.#newId);
    this.#history = history;
    if (step?.final) this.#announce(finalSentence);
    else if (step) this.#pending.carryOut(step);
  }

  redo(): void {
    const { history, step } = redo(this.#history, this.#newId);
    this.#history = history;
    if (step) this.#pending.carryOut(step);
  }

  // The stroke grows under the pen.
  stroke(page: number, points: readonly number[], scale = 1): void {
    const started = this.#stroke ?? { ...this.#blank("ink", page), width_pt: this.pens.widthAt(scale) };
    this.#stroke = started;
    const now = performance.now();
    if (now - this.#savedAt < 500) return;
    this.#savedAt = now;
    keepUnfinished(this.client, { ...started, strokes: [{ points: [...points] }] });
  }

  strokeEnd(page: number, points: readonly number[], scale = 1): void {
    const started = this.#stroke ?? { ...this.#blank("ink", page), width_pt: this.pens.widthAt(scale) };
    this.#stroke = undefined;
    if (points.length === 0) return;
    const pieceLength = limits.pointsPerStrokeMax * 3;
    const strokes = [];
    for (let at = 0; at < points.length; at += pieceLength - 3) strokes.push({ points: points.slice(at, at + pieceLength) });
    this.#mark({ ...started, strokes });
    keepUnfinished(this.client, null);
  }

  strokeDropped(): void {
    this.#stroke = undefined;
    keepUnfinished(this.client, null);
  }

  highlight(page: number, quads: readonly number[]): void {
    this.#mark({ ...this.#blank("highlight", page), colour: highlightColour, opacity: 0.45, quads });
  }

  // A note that is about to be written; nobody but its author sees it until they say otherwise.
  newNote(page: number, x: number, y: number): Annotation {
    const { group: _group, ...blank } = this.#blank("text", page);
    return { ...blank, visibility: "private_note", colour: highlightColour, rect: [x, y - 20, x + 20, y] };
  }

  // `before`: the note as it is, when it is not new. Another text keeps the note; other readers make a new note, because who sees a note
  // never changes.
  putNote(note: Annotation, before: Annotation | null, text: string, sharing: Sharing): void {
    const { group: _group, received_at: _received, ...kept } = note;
    const sameReaders = !before || (before.visibility === sharing.visibility && (before.group ?? null) === sharing.group);
    const after: Annotation = {
      ...kept,
      ...(sharing.group && { group: sharing.group }),
      text,
      visibility: sharing.visibility,
      id: sameReaders ? note.id : this.#newId(),
    };
    this.#do({ put: [after], removed: before ? [before] : [] });
  }

  // What was drawn on this page for a formal comment and has not been sent with one.
  waitingMarks(marks: readonly Annotation[]): Annotation[] {
    return marks.filter((mark) => this.mayChange(mark) && mark.kind !== "text" && this.#comments.has(mark));
  }

  // The words with the marks, for good; when the server refuses, they stay as private notes. False when it is more than can be sent at
  // once: nothing was done. `onQueued`: it is durable here.
  sendComment(
    note: Annotation,
    before: Annotation | null,
    text: string,
    marks: readonly Annotation[],
    onQueued: () => void,
    onDone: (done: boolean) => void,
  ): boolean {
    const sending = this.#comments.prepare({ ...note, id: before ? this.#newId() : note.id, text }, before, marks);
    if (!sending) return false;
    const { comment, originals } = sending;
    this.#history = record(forget(this.#history, originals), { put: [comment], removed: originals, final: true });
    const refused = (): void => {
      this.#history = forget(this.#history, [comment]);
      const kept: Sharing = before
        ? { visibility: before.visibility, group: before.group ?? null }
        : { visibility: "private_note", group: null };
      this.putNote(before ?? { ...note, id: this.#newId() }, before, text, kept);
    };
    this.#comments.send(sending, onQueued, refused, onDone);
    return true;
  }

  remove(annotation: Annotation): void {
    if (this.mayChange(annotation)) this.#do({ put: [], removed: [annotation] });
    else if (annotation.author === this.client.person) this.#announce(finalSentence);
  }

  mayChange(annotation: Annotation): boolean {
    return annotation.author === this.client.person && annotation.visibility !== "official" && annotation.visibility !== "published";
  }

  // The eraser at a point: one's own marks under it go.
  // `unit`: how many paper units one point of the hand's is.
  rub(annotations: readonly Annotation[], x: number, y: number, unit = 1): void {
    const under = annotations.filter((annotation) => touches(annotation, x, y, rubPt * unit));
    const hit = under.filter((annotation) => this.mayChange(annotation));
    if (hit.length > 0) this.#do({ put: [], removed: hit });
    else if (under.some((annotation) => annotation.author === this.client.person)) this.#announce(finalSentence);
  }
}
