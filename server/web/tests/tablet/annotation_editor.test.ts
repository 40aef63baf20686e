// The annotation editor over a model server: what becomes of marks and words, and what is for good.
import { expect, test } from "vitest";

import type { Annotation } from "../../src/generated/protocol";
import { penScale } from "../../src/pages/geometry";
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
  writer.editor.rub(writer.marks(0), 300, 100 + 40);
  expect(writer.marks(0)).toHaveLength(1);
  writer.editor.rub(writer.marks(0), 300, 100 + 40, table);
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
  writer.editor.rub(writer.marks(), 120, 100);
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
