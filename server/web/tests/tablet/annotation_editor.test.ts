// The annotation editor over a model server: what becomes of marks and words, and what is for good.
import { expect, test } from "vitest";

import type { Annotation } from "../../src/generated/protocol";
import { geometryOf, penScale } from "../../src/pages/geometry";
import { MemoryStore } from "../../src/sync/memory_store";
import { copiesOf } from "../../src/tablet/reader/annotation_layer";
import { Pens } from "../../src/tablet/reader/pens.svelte";
import { commentOf, isTooMuch } from "../../src/tablet/reader/comment";
import { AnnotationEditor } from "../../src/tablet/reader/annotation_editor.svelte";
import { document, note, revision } from "../sync/builders";
import { settle, World } from "../sync/world";

const paper = document("TL01", { revisions: [revision("a".repeat(64))] });
const official = { visibility: "official", group: null } as const;

class Writer {
  readonly world = new World();
  readonly said: string[] = [];
  editor!: AnnotationEditor;

  async begins(): Promise<this> {
    await this.world.startApp();
    await this.world.talk();
    this.editor = new AnnotationEditor(this.world.client, paper, paper.revisions[0]!, (text) => this.said.push(text));
    await settle();
    return this;
  }

  async draws(x: number, page = 0): Promise<void> {
    this.editor.strokeEnd(page, [x, 100, 0.4, x + 50, 100, 0.4]);
    await this.world.talk();
  }

  // One rub over these points of the first page.
  rubs(points: readonly (readonly [number, number])[], unit = 1): void {
    for (const [x, y] of points) this.editor.rub(0, this.marks(), x, y, unit);
    this.editor.rubEnd();
  }

  marks(page = 0): readonly Annotation[] {
    return this.editor.pages(this.world.client.view.value).get(page) ?? [];
  }

  onServer(): Annotation[] {
    return [...this.world.server.feed.values()].flatMap((change) => (change.entity?.type === "annotation" ? [change.entity] : []));
  }

  async sends(text: string): Promise<boolean[]> {
    const outcomes: boolean[] = [];
    const words = this.editor.newNote(0, 30, 700);
    this.editor.sendComment(
      words,
      null,
      text,
      this.editor.waitingMarks(this.marks()),
      () => undefined,
      (done) => outcomes.push(done),
    );
    await this.world.talk();
    return outcomes;
  }
}

const seen = (annotations: readonly Annotation[]): string[] =>
  annotations.map((each) => `${each.kind} ${each.visibility} ${each.strokes.length} ${each.text}`).sort();

test("A stroke drawn for a formal comment is private until its words are sent", async () => {
  const writer = await new Writer().begins();
  writer.editor.sharing = official;
  await writer.draws(100);
  await writer.draws(300);
  expect(seen(writer.onServer())).toEqual(["ink private_note 1 ", "ink private_note 1 "]);
  expect(writer.editor.waitingMarks(writer.marks())).toHaveLength(2);
});

test("The pen is as thick on the glass on a wide table as on a letter, and so is the eraser", async () => {
  const writer = await new Writer().begins();
  const table = penScale({ width: 5_600, height: 842 }, 1);
  writer.editor.strokeEnd(0, [100, 100, 0.4, 500, 100, 0.4], table);
  writer.editor.strokeEnd(1, [100, 100, 0.4, 150, 100, 0.4], penScale({ width: 595, height: 842 }, 3));
  await writer.world.talk();
  expect(writer.marks(0)[0]!.width_pt).toBeCloseTo((1.8 * 5_600) / 595);
  expect(writer.marks(1)[0]!.width_pt).toBeCloseTo(1.8);
  writer.editor.pens.width = 3.2;
  expect(writer.editor.pens.widthAt(penScale({ width: 400_000, height: 800 }, 1))).toBe(100);
  expect(penScale({ width: 5_600, height: 842 }, 12)).toBe(1);
  expect(penScale({ width: 420, height: 595 }, 1)).toBe(1);
  writer.rubs([[300, 140]]);
  expect(writer.marks(0)).toHaveLength(1);
  writer.rubs([[300, 140]], table);
  await writer.world.talk();
  expect(writer.marks(0)).toHaveLength(0);
});

test("A formal comment is one annotation of words and marks, sent once; its private marks go when it is there", async () => {
  const writer = await new Writer().begins();
  await writer.draws(10);
  writer.editor.sharing = official;
  await writer.draws(100);
  await writer.draws(300);
  expect(await writer.sends("Đề nghị bỏ khoản này")).toEqual([true]);
  expect(seen(writer.onServer())).toEqual(["ink official 2 Đề nghị bỏ khoản này", "ink private_note 1 "]);
  expect(seen(writer.marks())).toEqual(seen(writer.onServer()));
  const sent = writer.world.server.applied.filter(
    ({ command }) => command.body.type === "put_annotation" && command.body.annotation.visibility === "official",
  );
  expect(sent).toHaveLength(1);
  expect(writer.editor.waitingMarks(writer.marks())).toEqual([]);
});

test("A formal comment written without network is sent once, also when the app dies in between", async () => {
  const writer = await new Writer().begins();
  writer.editor.sharing = official;
  await writer.draws(100);
  writer.world.cut();
  const words = writer.editor.newNote(0, 30, 700);
  writer.editor.sendComment(
    words,
    null,
    "ý kiến",
    writer.editor.waitingMarks(writer.marks()),
    () => undefined,
    () => undefined,
  );
  await settle();
  expect(seen(writer.marks())).toEqual(["ink official 1 ý kiến"]);
  await writer.begins();
  await writer.begins();
  await writer.world.talk();
  expect(seen(writer.onServer())).toEqual(["ink official 1 ý kiến"]);
});

test("A formal comment that the server refuses stays as private words and marks", async () => {
  const writer = await new Writer().begins();
  writer.editor.sharing = official;
  await writer.draws(100);
  writer.world.server.refuse = ({ body }) =>
    body.type === "put_annotation" && body.annotation.visibility === "official" ? "session_sealed" : null;
  expect(await writer.sends("muộn mất rồi")).toEqual([false]);
  expect(seen(writer.onServer())).toEqual(["ink private_note 1 ", "text private_note 0 muộn mất rồi"]);
  expect(seen(writer.marks())).toEqual(seen(writer.onServer()));
});

test("Undo and eraser say why a sent comment stays, and go on with what was before", async () => {
  const writer = await new Writer().begins();
  await writer.draws(10);
  writer.editor.sharing = official;
  await writer.draws(100);
  await writer.sends("ý kiến");
  writer.rubs([[120, 100]]);
  expect(writer.said).toHaveLength(1);
  writer.editor.undo();
  expect(writer.said).toHaveLength(2);
  expect(writer.said[0]).toContain("không rút lại được");
  expect(seen(writer.marks())).toEqual(["ink official 1 ý kiến", "ink private_note 1 "]);
  writer.editor.undo();
  await writer.world.talk();
  expect(seen(writer.onServer())).toEqual(["ink official 1 ý kiến"]);
});

test("A mark undone and done again still waits for its comment", async () => {
  const writer = await new Writer().begins();
  writer.editor.sharing = official;
  await writer.draws(100);
  writer.editor.undo();
  writer.editor.redo();
  await writer.world.talk();
  expect(writer.editor.waitingMarks(writer.marks())).toHaveLength(1);
});

test("A comment's highlight is the line round it; more than one message holds is not sent", () => {
  const highlight: Annotation = { ...note("h", ""), kind: "highlight", quads: [0, 10, 20, 10, 0, 0, 20, 0] };
  const comment = commentOf({ ...note("w", "lời") }, [highlight]);
  expect([comment.kind, comment.visibility, comment.quads, comment.strokes[0]?.points.slice(0, 6)]).toEqual([
    "ink",
    "official",
    [],
    [0, 10, 0.5, 20, 10, 0.5],
  ]);
  expect(isTooMuch(comment)).toBe(false);
  const long: Annotation = { ...note("i", ""), kind: "ink", strokes: Array.from({ length: 201 }, () => ({ points: [1, 1, 0.5] })) };
  expect(isTooMuch(commentOf(note("w", "lời"), [long]))).toBe(true);
});

test("Words that the server refuses are given back, not lost", async () => {
  const writer = await new Writer().begins();
  const kept: string[] = [];
  writer.editor = new AnnotationEditor(
    writer.world.client,
    paper,
    paper.revisions[0]!,
    () => undefined,
    (each) => kept.push(each.text),
  );
  writer.world.server.refuse = () => "revision_unknown";
  writer.editor.putNote(writer.editor.newNote(0, 10, 10), null, "đừng mất", { visibility: "private_note", group: null });
  await writer.world.talk();
  expect(kept).toEqual(["đừng mất"]);
});

const commands = (writer: Writer): string[] =>
  writer.world.server.applied.map(({ command }) => command.body.type.replace("_annotation", ""));

test("One rub over three strokes is one step; a part of a stroke is one command each way", async () => {
  const writer = await new Writer().begins();
  for (const x of [10, 110, 210]) await writer.draws(x);
  writer.rubs([
    [20, 100],
    [220, 100],
  ]);
  expect(writer.marks()).toEqual([]);
  writer.editor.undo();
  await writer.world.talk();
  expect(writer.marks()).toHaveLength(3);

  writer.editor.pens.set({ eraser: "part" });
  const before = commands(writer).length;
  writer.rubs([[35, 100]]);
  await writer.world.talk();
  expect(commands(writer).slice(before)).toEqual(["delete", "put"]);
  expect(writer.marks().map((mark) => mark.strokes.length)).toEqual([1, 1, 2]);
  writer.editor.undo();
  await writer.world.talk();
  expect(writer.onServer().map((mark) => mark.strokes.map(({ points }) => points.length))).toEqual([[6], [6], [6]]);
});

test("What is rubbed is seen at once and is no command before the eraser is lifted; a pen that comes takes it back", async () => {
  const writer = await new Writer().begins();
  await writer.draws(10);
  const before = commands(writer).length;
  writer.editor.rub(0, writer.marks(), 20, 100);
  expect(writer.marks()).toEqual([]);
  writer.editor.strokeDropped();
  await writer.world.talk();
  expect(writer.marks()).toHaveLength(1);
  expect(commands(writer)).toHaveLength(before);
});

test("Undo goes on over what was undone before, and survives leaving the document and a new start of the app", async () => {
  const writer = await new Writer().begins();
  await writer.draws(10);
  await writer.draws(110);
  writer.rubs([[20, 100]]);
  writer.editor.undo();
  await writer.world.talk();
  writer.editor.flush();
  await settle();
  await writer.begins();
  expect(writer.editor.canUndo).toBe(true);
  writer.editor.undo();
  writer.editor.undo();
  await writer.world.talk();
  expect(writer.onServer()).toEqual([]);
  writer.editor.redo();
  writer.editor.redo();
  await writer.world.talk();
  expect(
    writer
      .onServer()
      .map((mark) => mark.strokes[0]!.points[0])
      .sort(),
  ).toEqual([10, 110]);
  expect(writer.editor.canRedo).toBe(true);
});

test("Undo leaves alone what another machine changed meanwhile, and says so", async () => {
  const writer = await new Writer().begins();
  writer.editor.putNote(writer.editor.newNote(0, 30, 700), null, "ý một", { visibility: "private_note", group: null });
  await writer.world.talk();
  const [known] = writer.marks();
  void writer.world.client.sendCommand({
    type: "put_annotation",
    annotation: { ...known!, text: "sửa trên máy khác" },
    base_seq: writer.world.client.view.value.held("annotation", known!.id)!.seq,
  });
  await writer.world.talk();
  writer.editor.undo();
  await writer.world.talk();
  expect(seen(writer.onServer())).toEqual(["text private_note 0 sửa trên máy khác"]);
  expect(writer.said).toHaveLength(1);
});

test("What is chosen is moved in one step, stays on the page and can be put back; official comments are not chosen", async () => {
  const writer = await new Writer().begins();
  const { selection } = writer.editor;
  selection.geometryOf = () => geometryOf({ width: 595, height: 842 }, [1, 0, 0, -1, 0, 842]);
  await writer.draws(10);
  writer.editor.putNote(writer.editor.newNote(0, 30, 700), null, "ý", { visibility: "private_note", group: null });
  await writer.world.talk();
  const before = commands(writer).length;
  selection.choose(writer.marks());
  for (let i = 0; i < 3; i++) selection.nudge(1, -1);
  expect(selection.shift).toEqual([18, 18]);
  selection.settle();
  await writer.world.talk();
  expect(commands(writer).slice(before).sort()).toEqual(["delete", "put", "put"]);
  expect(writer.marks().map((mark) => [mark.strokes[0]?.points[0], mark.rect[0]])).toEqual(
    expect.arrayContaining([
      [28, undefined],
      [undefined, 48],
    ]),
  );
  selection.choose(writer.marks());
  selection.moveTo(-5_000, -5_000);
  selection.settle();
  await writer.world.talk();
  expect(Math.min(...writer.marks().map((mark) => mark.strokes[0]?.points[0] ?? mark.rect[0]!))).toBeCloseTo(0.9);
  writer.editor.undo();
  writer.editor.undo();
  await writer.world.talk();
  expect(
    writer
      .marks()
      .map((mark) => mark.strokes[0]?.points[0] ?? mark.rect[0]!)
      .sort(),
  ).toEqual([10, 30]);
});

test("Of two versions of a note the chosen one stays, and undo brings the other back", async () => {
  const writer = await new Writer().begins();
  const one = writer.editor.newNote(0, 30, 700);
  for (const [id, text] of [
    [one.id, "bản một"],
    [`${one.id}.k`, "bản hai"],
  ] as const)
    void writer.world.client.sendCommand({ type: "put_annotation", annotation: { ...one, id, text }, base_seq: 0 });
  await writer.world.talk();
  const [copies] = copiesOf(writer.marks());
  expect(copies).toHaveLength(2);
  writer.editor.keepCopy(copies![1]!, copies!);
  await writer.world.talk();
  expect(seen(writer.onServer())).toEqual(["text private_note 0 bản hai"]);
  writer.editor.undo();
  await writer.world.talk();
  expect(seen(writer.onServer())).toEqual(["text private_note 0 bản hai", "text private_note 0 bản một"]);
});

test("Pens are remembered for each person, whether fingers draw for the machine", async () => {
  const store = new MemoryStore();
  const [hoa, nam] = [new Pens(store, "hoa"), new Pens(store, "nam")];
  hoa.set({ colour: "#c01818", width: 3.2, eraser: "part" });
  hoa.setFingerDraws(false);
  await settle();
  await Promise.all([hoa.restore(), nam.restore()]);
  expect([nam.colour, nam.eraser, nam.fingerDraws]).toEqual(["#1a3fb0", "whole", false]);
  const again = new Pens(store, "hoa");
  await again.restore();
  expect([again.colour, again.width, again.eraser]).toEqual(["#c01818", 3.2, "part"]);
});
