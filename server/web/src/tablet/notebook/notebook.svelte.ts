// Writing in the notebook: ink and words become commands at once, every step can be taken back, also after the notebook was closed.
//
// Words are in the store within half a second and a command when the hand rests; a killed app finds them as they were.
import type { Annotation, NotebookNote } from "../../generated/protocol";
import { limits } from "../../generated/protocol";
import type { Client, View } from "../../sync";
import { deletedIds, type History, noHistory, record, redo, type Step, type Turned, undo } from "../reader/history";
import { HistoryKeeping } from "../reader/history_keeping";
import { Pens } from "../reader/pens.svelte";
import { RubInHand } from "../reader/rub_in_hand";
import { words } from "../words";
import { inkOf, isTooLong, notesOf, textsOf } from "./pages";

const draftWithinMs = 400;
const restsAfterMs = 2_000;
const rubPt = 7;

interface Draft {
  readonly page: number;
  readonly text: string;
}

export class Notebook {
  readonly client: Client;
  readonly session: string;
  readonly pens: Pens;
  draft = $state.raw<Draft | null>(null); // words that are no command yet
  #fresh = $state.raw<readonly NotebookNote[]>([]);
  #shown = $state.raw<ReadonlyMap<string, Annotation | null>>(new Map());
  #history = $state.raw<History<NotebookNote>>(noHistory);
  readonly #gone = new Set<string>();
  readonly #kept: HistoryKeeping<NotebookNote>;
  readonly #draftKey: string;
  readonly #announce: (text: string) => void;
  #rub: RubInHand | undefined;
  #counter = 0;
  #draftTimer: ReturnType<typeof setTimeout> | undefined;
  #restTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(client: Client, session: string, say: (text: string) => void) {
    this.client = client;
    this.session = session;
    this.#announce = say;
    const person = client.person ?? "";
    this.pens = new Pens(client.store, client.person);
    this.#kept = new HistoryKeeping(client.store, client.person, `notebook/${session}`);
    this.#draftKey = `notebook-words/${person}/${session}`;
    void this.pens.restore();
    void this.#kept.recall().then((known) => {
      const { done, undone } = this.#history;
      this.#history = { done: [...known.done, ...done], undone: done.length > 0 ? undone : known.undone };
    });
    // What was being typed when the app died.
    void client.store.recall<Draft | null>(this.#draftKey).then(
      (draft) => {
        if (!draft || this.draft) return;
        this.draft = draft;
        this.settleWords();
      },
      () => undefined,
    );
  }

  get canUndo(): boolean {
    return this.#history.done.length > 0;
  }

  get canRedo(): boolean {
    return this.#history.undone.length > 0;
  }

  // The view's, and at once what was just done.
  notes(view: View): NotebookNote[] {
    const fresh = new Map(this.#fresh.map((note) => [note.id, note]));
    const known = notesOf(view, this.client.person, this.session).filter(({ id }) => !fresh.has(id) && !this.#gone.has(id));
    return [...known, ...fresh.values()];
  }

  ink(notes: readonly NotebookNote[], page: number): Annotation[] {
    return inkOf(notes, page).flatMap((mark) => {
      const instead = this.#shown.get(mark.id);
      return instead === null ? [] : [instead ?? mark];
    });
  }

  #newId = (): string => {
    this.#counter = Math.max(this.#counter + 1, Date.now());
    return `${this.client.person ?? ""}.${this.client.device.slice(0, 16)}.${this.#counter}`;
  };

  #blank(kind: NotebookNote["kind"], page: number): NotebookNote {
    const id = this.#newId();
    return {
      type: "notebook_note",
      id,
      person: this.client.person ?? "",
      session: this.session,
      page_number: page,
      kind,
      colour: this.pens.colour,
      width_pt: this.pens.width,
      opacity: 1,
      strokes: [],
      text: "",
      created_at: new Date(this.#counter).toISOString(),
    };
  }

  #carryOut(step: Step<NotebookNote>): void {
    for (const id of deletedIds(step)) {
      this.#gone.add(id);
      this.#fresh = this.#fresh.filter((note) => note.id !== id);
      void this.client.sendCommand({ type: "remove_notebook_note", id });
    }
    for (const note of step.put) {
      const base_seq = this.client.view.value.held("notebook_note", note.id)?.seq ?? 0;
      this.#fresh = [...this.#fresh.filter(({ id }) => id !== note.id), note];
      const settled = (): void => void (this.#fresh = this.#fresh.filter((each) => each !== note));
      void this.client.sendCommand({ type: "put_notebook_note", note, base_seq }, settled).then(({ done, sentence, code }) => {
        if (done || code === "sign_in_required") return;
        settled();
        if (sentence) this.#announce(sentence);
      });
    }
  }

  #do(step: Step<NotebookNote>): void {
    this.#carryOut(step);
    this.#remember(record(this.#history, step));
  }

  #remember(history: History<NotebookNote>): void {
    this.#history = history;
    this.#kept.keep(history);
  }

  undo(): void {
    this.settleWords();
    this.#turn(undo(this.#history, this.#newId, this.#standing));
  }

  redo(): void {
    this.settleWords();
    this.#turn(redo(this.#history, this.#newId, this.#standing));
  }

  readonly #standing = (id: string): NotebookNote | undefined =>
    this.#fresh.find((note) => note.id === id) ?? (this.#gone.has(id) ? undefined : this.client.view.value.get("notebook_note", id));

  #turn({ history, step, foreign }: Turned<NotebookNote>): void {
    this.#remember(history);
    if (step) this.#carryOut(step);
    if (foreign) this.#announce(words.writing.changedElsewhere);
  }

  strokeEnd(page: number, points: readonly number[]): void {
    if (points.length === 0) return;
    const pieceLength = limits.pointsPerStrokeMax * 3;
    const strokes = [];
    for (let at = 0; at < points.length; at += pieceLength - 3) strokes.push({ points: points.slice(at, at + pieceLength) });
    this.#do({ put: [{ ...this.#blank("ink", page), strokes }], removed: [] });
  }

  rub(page: number, marks: readonly Annotation[], x: number, y: number): void {
    this.#rub ??= new RubInHand(this.pens.eraser);
    const always = (): boolean => true;
    if (this.#rub.at(page, marks, { x, y, reach: rubPt }, always, always)) this.#shown = this.#rub.left;
  }

  rubEnd(notes: readonly NotebookNote[]): void {
    const step = this.#rub?.step(this.#newId);
    this.#rub = undefined;
    if (step) this.#do(inNotes(step, notes));
    this.#shown = new Map();
  }

  dropped(): void {
    this.#rub = undefined;
    this.#shown = new Map();
  }

  type(page: number, text: string): void {
    if (this.draft && this.draft.page !== page) this.settleWords();
    this.draft = { page, text };
    this.#draftTimer ??= setTimeout(() => this.#keepDraft(), draftWithinMs);
    clearTimeout(this.#restTimer);
    this.#restTimer = setTimeout(() => this.settleWords(), restsAfterMs);
  }

  #keepDraft(): void {
    clearTimeout(this.#draftTimer);
    this.#draftTimer = undefined;
    void this.client.store.remember(this.#draftKey, this.draft).catch(() => undefined);
  }

  // What was typed becomes a note, or another state of the one that is there; without a word, none.
  settleWords(): void {
    clearTimeout(this.#restTimer);
    const { draft } = this;
    if (!draft || isTooLong(draft.text)) return this.#keepDraft();
    const [before] = textsOf(this.notes(this.client.view.value), draft.page);
    const text = draft.text.trimEnd();
    this.draft = null;
    this.#keepDraft();
    if (text === (before?.text ?? "")) return;
    const { received_at: _received, ...kept } = before ?? this.#blank("text", draft.page);
    if (text === "") this.#do({ put: [], removed: before ? [before] : [] });
    else this.#do({ put: [{ ...kept, text }], removed: before ? [before] : [] });
  }

  // Two machines wrote on one page without network: their words, one after the other.
  joinTexts(texts: readonly NotebookNote[]): void {
    this.settleWords();
    const [first, ...others] = texts;
    if (!first) return;
    const { received_at: _received, ...kept } = first;
    const joined = { ...kept, text: texts.map(({ text }) => text).join("\n\n") };
    if (isTooLong(joined.text)) return this.#announce(words.notebook.tooLong);
    this.#do({ put: [joined], removed: [first, ...others] });
  }

  flush(): void {
    this.settleWords();
    void this.#kept.flush();
  }
}

// A step on marks, as one on the notes that they are.
function inNotes(step: Step, notes: readonly NotebookNote[]): Step<NotebookNote> {
  const known = new Map(notes.map((note) => [note.created_at, note]));
  const noteOf = (mark: Annotation): NotebookNote[] => {
    const note = known.get(mark.created_at);
    return note ? [{ ...note, id: mark.id, strokes: mark.strokes }] : [];
  };
  const whole = (mark: Annotation): NotebookNote[] => notes.filter(({ id }) => id === mark.id);
  const put = step.put.flatMap(noteOf).map(({ received_at: _received, ...note }) => note);
  return { put, removed: step.removed.flatMap(whole) };
}
