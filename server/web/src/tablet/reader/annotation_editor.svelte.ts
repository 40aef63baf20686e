// What a reading writes with: the tool in hand, the pen's colour, who will see what is written, and the writing itself: every mark becomes a
// command at once, every step can be taken back.
//
// No touch is ever final: what is drawn for a formal comment stays private until its words are sent with it. Only that is for good.
import type { Annotation, Document, Revision, Visibility } from "../../generated/protocol";
import { limits } from "../../generated/protocol";
import type { Client, View } from "../../sync";
import { commentOf, isTooMuch } from "./comment";
import type { Tool } from "./pointer_input";
import { distanceToStroke } from "./ink";
import { deletedIds, forget, type History, noHistory, record, redo, type Step, undo } from "./history";
import { keepUnfinished } from "./unfinished";

export const penColours = [
  { name: "Xanh", value: "#1a3fb0" },
  { name: "Đỏ", value: "#c01818" },
  { name: "Đen", value: "#1b1b1b" },
] as const;
export const penWidths = [
  { name: "Mảnh", value: 1.1 },
  { name: "Vừa", value: 1.8 },
  { name: "Đậm", value: 3.2 },
] as const;
export const highlightColour = "#ffd100";

export interface Sharing {
  readonly visibility: Visibility;
  readonly group: string | null;
}

interface Preferences {
  colour: string;
  width: number;
  fingerDraws: boolean;
  penSeen: boolean;
}

// What was drawn for a formal comment, by the moment it was made (that outlives undo and redo), and what was sent with one.
interface Joined {
  readonly marks: readonly string[];
  readonly sent: readonly { readonly comment: string; readonly marks: readonly string[] }[];
}

const rubPt = 7;
const widthPtMax = 100; // what an annotation may have
const finalSentence = "Góp ý chính thức đã gửi thì không sửa, không tẩy và không rút lại được.";

export class AnnotationEditor {
  readonly client: Client;
  readonly document: Document;
  readonly revision: Revision;
  tool = $state<Tool>("none");
  colour = $state<string>(penColours[0].value);
  width = $state<number>(penWidths[1].value);
  // Fingers write until the first pen is seen on this machine; then they only scroll, unless somebody turns this on.
  fingerDraws = $state(true);
  sharing = $state<Sharing>({ visibility: "private_note", group: null });
  #history = $state.raw<History>(noHistory);
  #fresh = $state.raw<readonly Annotation[]>([]);
  readonly #gone = new Set<string>();
  #joined = $state.raw<Joined>({ marks: [], sent: [] });
  readonly #announce: (text: string) => void;
  readonly #keepWords: (note: Annotation) => void;
  #penSeen = false;
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
    this.#announce = say;
    this.#keepWords = keepWords;
    void this.#restore();
  }

  // On this machine: then a hand rests on the glass beside its pen.
  get pensAreUsed(): boolean {
    return this.#penSeen;
  }

  get canUndo(): boolean {
    return this.#history.done.length > 0;
  }

  get canRedo(): boolean {
    return this.#history.undone.length > 0;
  }

  async #restore(): Promise<void> {
    const joined = await this.client.store.recall<Joined>(this.#joinedKey).catch(() => undefined);
    if (joined) this.#joined = joined;
    this.#clearSent();
    const known = await this.client.store.recall<Preferences>("pen").catch(() => undefined);
    if (!known) return;
    this.colour = known.colour;
    this.width = known.width;
    this.fingerDraws = known.fingerDraws;
    this.#penSeen = known.penSeen;
  }

  #remember(): void {
    const preferences: Preferences = { colour: this.colour, width: this.width, fingerDraws: this.fingerDraws, penSeen: this.#penSeen };
    void this.client.store.remember("pen", preferences).catch(() => undefined);
  }

  setPen(colour: string, width: number): void {
    this.colour = colour;
    this.width = width;
    this.#remember();
  }

  setFingerDraws(on: boolean): void {
    this.fingerDraws = on;
    this.#remember();
  }

  sawPen(): void {
    if (!this.#penSeen) {
      this.#penSeen = true;
      this.fingerDraws = false;
      this.#remember();
    }
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
      colour: this.colour,
      width_pt: this.width,
      opacity: 1,
      strokes: [],
      quads: [],
      rect: [],
      text: "",
      created_at: new Date(this.#counter).toISOString(),
    };
  }

  // Seen at once, also in the few milliseconds until the command stands in the outbox and with it in the view.
  #carryOut(step: Step): void {
    for (const id of deletedIds(step)) {
      this.#gone.add(id);
      this.#fresh = this.#fresh.filter((annotation) => annotation.id !== id);
      void this.client.sendCommand({ type: "delete_annotation", id });
    }
    for (const annotation of step.put) {
      const base_seq = this.client.view.value.held("annotation", annotation.id)?.seq ?? 0;
      this.#fresh = [...this.#fresh, annotation];
      void this.client
        .sendCommand({ type: "put_annotation", annotation, base_seq }, () => {
          this.#fresh = this.#fresh.filter((each) => each !== annotation);
        })
        .then(({ done, code }) => {
          if (!done && code !== "sign_in_required" && annotation.text !== "") this.#keepWords(annotation);
        });
    }
  }

  // The marks of this revision, page by page.
  pages(view: View): Map<number, Annotation[]> {
    const pages = new Map<number, Annotation[]>();
    const fresh = new Set(this.#fresh.map((annotation) => annotation.id));
    const known = view
      .all("annotation")
      .filter((each) => each.revision_sha256 === this.revision.sha256 && !fresh.has(each.id) && !this.#gone.has(each.id));
    for (const annotation of [...known, ...this.#fresh]) {
      const page = pages.get(annotation.page_index);
      if (page) page.push(annotation);
      else pages.set(annotation.page_index, [annotation]);
    }
    return pages;
  }

  #do(step: Step): void {
    this.#carryOut(step);
    this.#history = record(this.#history, step);
  }

  // A mark of the hand; in the mood for a formal comment it waits to be sent with words.
  #mark(annotation: Annotation): void {
    this.#do({ put: [annotation], removed: [] });
    if (this.sharing.visibility === "official") this.#join({ ...this.#joined, marks: [...this.#joined.marks, annotation.created_at] });
  }

  undo(): void {
    const { history, step } = undo(this.#history, this.#newId);
    this.#history = history;
    if (step?.final) this.#announce(finalSentence);
    else if (step) this.#carryOut(step);
  }

  redo(): void {
    const { history, step } = redo(this.#history, this.#newId);
    this.#history = history;
    if (step) this.#carryOut(step);
  }

  // How thick the pen is, in points as shown, where so many of them are one of the hand's.
  widthAt(scale: number): number {
    return Math.min(widthPtMax, this.width * scale);
  }

  // The stroke grows under the pen.
  stroke(page: number, points: readonly number[], scale = 1): void {
    const started = this.#stroke ?? { ...this.#blank("ink", page), width_pt: this.widthAt(scale) };
    this.#stroke = started;
    const now = performance.now();
    if (now - this.#savedAt < 500) return;
    this.#savedAt = now;
    keepUnfinished(this.client, { ...started, strokes: [{ points: [...points] }] });
  }

  strokeEnd(page: number, points: readonly number[], scale = 1): void {
    const started = this.#stroke ?? { ...this.#blank("ink", page), width_pt: this.widthAt(scale) };
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

  get #joinedKey(): string {
    return `comment/${this.client.person ?? ""}/${this.revision.sha256}`;
  }

  #join(joined: Joined): void {
    this.#joined = joined;
    void this.client.store.remember(this.#joinedKey, joined).catch(() => undefined);
  }

  // What was drawn on this page for a formal comment and has not been sent with one.
  waitingMarks(marks: readonly Annotation[]): Annotation[] {
    return marks.filter((mark) => this.mayChange(mark) && mark.kind !== "text" && this.#joined.marks.includes(mark.created_at));
  }

  // One annotation, one command, once. The private marks go when the server has the comment; when it refuses, they and the words stay as
  // private notes. False when it is more than can be sent at once: nothing was done. `onQueued`: it is durable here.
  sendComment(
    note: Annotation,
    before: Annotation | null,
    text: string,
    marks: readonly Annotation[],
    onQueued: () => void,
    onDone: (done: boolean) => void,
  ): boolean {
    const id = before ? this.#newId() : note.id;
    const comment = commentOf({ ...note, id, text }, marks);
    if (isTooMuch(comment)) return false;
    const originals = [...marks, ...(before ? [before] : [])];
    const made = marks.map((mark) => mark.created_at);
    this.#join({
      marks: this.#joined.marks.filter((each) => !made.includes(each)),
      sent: [...this.#joined.sent, { comment: id, marks: originals.map((each) => each.id) }],
    });
    for (const each of originals) this.#gone.add(each.id);
    this.#fresh = [...this.#fresh, comment];
    this.#history = record(forget(this.#history, originals), { put: [comment], removed: originals, final: true });
    const settled = (): void => void (this.#fresh = this.#fresh.filter((each) => each !== comment));
    void this.client
      .sendCommand({ type: "put_annotation", annotation: comment, base_seq: 0 }, () => (settled(), onQueued()))
      .then((outcome) => {
        const { done } = outcome;
        settled();
        if (done) this.#clearSent(id);
        else if (outcome.code !== "sign_in_required") {
          // they left before the answer: it comes when they are back
          for (const each of originals) this.#gone.delete(each.id);
          this.#history = forget(this.#history, [comment]);
          this.#join({ ...this.#joined, sent: this.#joined.sent.filter((each) => each.comment !== id) });
          const kept: Sharing = before
            ? { visibility: before.visibility, group: before.group ?? null }
            : { visibility: "private_note", group: null };
          this.putNote(before ?? { ...note, id: this.#newId() }, before, text, kept);
        }
        onDone(done);
      });
    return true;
  }

  // Private marks whose comment the server has: they would lie under it twice.
  // `answered`: the comment that the server has just said it has.
  #clearSent(answered?: string): void {
    const view = this.client.view.value;
    const arrived = this.#joined.sent.filter((each) => each.comment === answered || view.get("annotation", each.comment)?.received_at);
    if (arrived.length === 0) return;
    for (const id of arrived.flatMap((each) => each.marks))
      if (view.get("annotation", id)) void this.client.sendCommand({ type: "delete_annotation", id });
    this.#join({ ...this.#joined, sent: this.#joined.sent.filter((each) => !arrived.includes(each)) });
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

function touches(annotation: Annotation, x: number, y: number, reach: number): boolean {
  if (annotation.kind === "ink")
    return annotation.strokes.some((stroke) => distanceToStroke(stroke.points, x, y) < reach + annotation.width_pt / 2);
  if (annotation.kind === "text") {
    const [x1 = 0, y1 = 0, x2 = 0, y2 = 0] = annotation.rect;
    return x >= x1 - reach && x <= x2 + reach && y >= y1 - reach && y <= y2 + reach;
  }
  for (let i = 0; i + 7 < annotation.quads.length; i += 8) {
    const xs = [0, 2, 4, 6].map((n) => annotation.quads[i + n]!);
    const ys = [1, 3, 5, 7].map((n) => annotation.quads[i + n]!);
    if (x >= Math.min(...xs) && x <= Math.max(...xs) && y >= Math.min(...ys) && y <= Math.max(...ys)) return true;
  }
  return false;
}
