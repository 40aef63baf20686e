// What a reading writes with: the tool in hand, who will see what is written, and the writing itself: every mark becomes a command at once,
// every step can be taken back, also after the reading was left and opened again.
//
// No touch is ever final: what is drawn for a formal comment stays private until its words are sent with it. Only that is for good.
import type { Annotation, Document, Revision, Visibility } from "../../generated/protocol";
import { limits } from "../../generated/protocol";
import type { Client, View } from "../../sync";
import { CommentSending } from "./comment_sending.svelte";
import { FoldedNotes } from "./folded_notes.svelte";
import { forget, type History, noHistory, record, redo, type Step, type Turned, undo } from "./history";
import { HistoryKeeping } from "./history_keeping";
import { PendingMarks } from "./pending_marks.svelte";
import { highlightOpacity, noteColour, Pens } from "./pens.svelte";
import { RubInHand } from "./rub_in_hand";
import { Selection } from "./selection.svelte";
import type { Tool } from "./tools";
import { keepUnfinished } from "./unfinished";
import { words } from "../words";

export interface Sharing {
  readonly visibility: Visibility;
  readonly group: string | null;
}

const rubPt = 7;

export class AnnotationEditor {
  readonly client: Client;
  readonly document: Document;
  readonly revision: Revision;
  readonly pens: Pens;
  readonly folded: FoldedNotes;
  readonly selection: Selection;
  #tool = $state<Tool>("none");
  sharing = $state<Sharing>({ visibility: "private_note", group: null });
  #history = $state.raw<History>(noHistory);
  readonly #keptHistory: HistoryKeeping;
  readonly #pending: PendingMarks;
  readonly #comments: CommentSending;
  readonly #announce: (text: string) => void;
  #stroke: Annotation | undefined;
  #rub: RubInHand | undefined;
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
    this.pens = new Pens(client.store, client.person);
    this.folded = new FoldedNotes(client.store, client.person);
    this.#announce = say;
    this.#pending = new PendingMarks(client, revision.sha256, keepWords);
    this.#comments = new CommentSending(client, revision.sha256, this.#pending);
    this.#keptHistory = new HistoryKeeping(client.store, client.person, revision.sha256);
    this.selection = new Selection({
      find: (id) => this.#pending.find(id),
      mayChange: (mark) => this.mayChange(mark),
      newId: this.#newId,
      carryOut: (step) => this.#do(step),
    });
    void this.pens.restore();
    void this.folded.restore();
    void this.#comments.restore();
    // What was done before it was read stands after it.
    void this.#keptHistory.recall().then((known) => {
      const { done, undone } = this.#history;
      this.#history = { done: [...known.done, ...done], undone: done.length > 0 ? undone : known.undone };
    });
  }

  get tool(): Tool {
    return this.#tool;
  }

  set tool(tool: Tool) {
    if (tool !== "lasso") this.selection.clear();
    this.#tool = tool;
  }

  // The reading ends or the app goes into the background: everything is done and written.
  flush(): void {
    this.rubEnd();
    this.selection.settle();
    void this.#keptHistory.flush();
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
    this.#remember(record(this.#history, step));
  }

  #remember(history: History): void {
    this.#history = history;
    this.#keptHistory.keep(history);
  }

  // A mark of the hand; in the mood for a formal comment it waits to be sent with words.
  #mark(annotation: Annotation): void {
    this.#do({ put: [annotation], removed: [] });
    if (this.sharing.visibility === "official") this.#comments.add(annotation);
  }

  undo(): void {
    this.selection.clear();
    this.#turn(undo(this.#history, this.#newId, this.#standing));
  }

  redo(): void {
    this.selection.clear();
    this.#turn(redo(this.#history, this.#newId, this.#standing));
  }

  readonly #standing = (id: string): Annotation | undefined => this.#pending.find(id);

  #turn({ history, step, foreign }: Turned): void {
    this.#remember(history);
    if (step?.final) this.#announce(words.writing.final);
    else if (step) this.#pending.carryOut(step);
    if (foreign) this.#announce(words.writing.changedElsewhere);
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

  // What the hand had begun was none: a pen came, or a second finger.
  strokeDropped(): void {
    this.#stroke = undefined;
    this.#rub = undefined;
    this.#pending.showInstead(new Map());
    keepUnfinished(this.client, null);
  }

  highlight(page: number, quads: readonly number[]): void {
    this.#mark({ ...this.#blank("highlight", page), colour: this.pens.highlight, opacity: highlightOpacity, quads });
  }

  // A note that is about to be written; nobody but its author sees it until they say otherwise.
  newNote(page: number, x: number, y: number): Annotation {
    const { group: _group, ...blank } = this.#blank("text", page);
    return { ...blank, visibility: "private_note", colour: noteColour, rect: [x, y - 20, x + 20, y] };
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
    this.#remember(record(forget(this.#history, originals), { put: [comment], removed: originals, final: true }));
    const refused = (): void => {
      this.#remember(forget(this.#history, [comment]));
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
    else if (annotation.author === this.client.person) this.#announce(words.writing.final);
  }

  mayChange(annotation: Annotation): boolean {
    return annotation.author === this.client.person && annotation.visibility !== "official" && annotation.visibility !== "published";
  }

  // The eraser at a point of a page: one's own marks under it go, or what is under it of each. `unit`: how many paper units one point of the
  // hand's is.
  rub(page: number, marks: readonly Annotation[], x: number, y: number, unit = 1): void {
    this.#rub ??= new RubInHand(this.pens.eraser);
    const isOwn = (mark: Annotation): boolean => mark.author === this.client.person;
    if (this.#rub.at(page, marks, { x, y, reach: rubPt * unit }, (mark) => this.mayChange(mark), isOwn))
      this.#pending.showInstead(this.#rub.left);
  }

  // The eraser is lifted: all it took is one step.
  rubEnd(): void {
    const rub = this.#rub;
    this.#rub = undefined;
    const step = rub?.step(this.#newId);
    if (step) this.#do(step);
    else if (rub?.refused) this.#announce(words.writing.final);
    this.#pending.showInstead(new Map());
  }

  // Of several versions of one note this one stays.
  keepCopy(copy: Annotation, copies: readonly Annotation[]): void {
    const others = copies.filter((each) => each.id !== copy.id && this.mayChange(each));
    if (others.length > 0) this.#do({ put: [], removed: others });
  }
}
