// The notebook over a model server: ink and words become commands, every step can be taken back, nothing that was typed is lost.
import { expect, test } from "vitest";

import type { NotebookNote } from "../../src/generated/protocol";
import { Notebook } from "../../src/tablet/notebook/notebook.svelte";
import { inkOf, notesOf, pageCount, textsOf } from "../../src/tablet/notebook/pages";
import { settle, World } from "../sync/world";

class Desk {
  readonly world = new World();
  readonly said: string[] = [];
  notebook!: Notebook;

  async begins(): Promise<this> {
    await this.world.startApp();
    await this.world.talk();
    this.notebook = new Notebook(this.world.client, "KH15", (text) => this.said.push(text));
    await settle();
    return this;
  }

  notes(): NotebookNote[] {
    return this.notebook.notes(this.world.client.view.value);
  }

  onServer(): string[] {
    const notes = [...this.world.server.feed.values()].flatMap((change) =>
      change.entity?.type === "notebook_note" ? [change.entity] : [],
    );
    return notes.map((note) => `${note.page_number} ${note.kind} ${note.strokes.length} ${note.text}`).sort();
  }

  async types(page: number, text: string): Promise<void> {
    this.notebook.type(page, text);
    this.notebook.settleWords();
    await this.world.talk();
  }

  async draws(page: number, x: number): Promise<void> {
    this.notebook.strokeEnd(page, [x, 700, 0.4, x + 60, 700, 0.4]);
    await this.world.talk();
  }
}

test("Ink and words stand on their page; other words change the page's one note; none remove it", async () => {
  const desk = await new Desk().begins();
  await desk.draws(1, 50);
  await desk.types(1, "Kính thưa Hội đồng");
  await desk.types(2, "Hai là");
  await desk.types(1, "Kính thưa Hội đồng nhân dân");
  expect(desk.onServer()).toEqual(["1 ink 1 ", "1 text 0 Kính thưa Hội đồng nhân dân", "2 text 0 Hai là"]);
  expect([pageCount(desk.notes(), 1), inkOf(desk.notes(), 1).length, textsOf(desk.notes(), 1).length]).toEqual([2, 1, 1]);
  await desk.types(2, "  ");
  expect(desk.onServer()).toEqual(["1 ink 1 ", "1 text 0 Kính thưa Hội đồng nhân dân"]);
  expect(notesOf(desk.world.client.view.value, "somebody else", "KH15")).toEqual([]);
});

test("A rub is one step, and undo takes it back, also after a new start of the app", async () => {
  const desk = await new Desk().begins();
  await desk.draws(1, 50);
  await desk.draws(1, 200);
  for (const x of [60, 210]) desk.notebook.rub(1, desk.notebook.ink(desk.notes(), 1), x, 700);
  expect(desk.notebook.ink(desk.notes(), 1)).toEqual([]);
  desk.notebook.rubEnd(desk.notes());
  await desk.world.talk();
  expect(desk.onServer()).toEqual([]);
  desk.notebook.flush();
  await settle();
  await desk.begins();
  desk.notebook.undo();
  await desk.world.talk();
  expect(desk.onServer()).toEqual(["1 ink 1 ", "1 ink 1 "]);
});

test("A stroke rubbed in part stays on its page as what is left", async () => {
  const desk = await new Desk().begins();
  desk.notebook.pens.set({ eraser: "part" });
  await desk.draws(3, 50);
  desk.notebook.rub(3, desk.notebook.ink(desk.notes(), 3), 80, 700);
  desk.notebook.rubEnd(desk.notes());
  await desk.world.talk();
  expect(desk.onServer()).toEqual(["3 ink 2 "]);
});

test("Words under the finger of an app that dies are there when it starts again", async () => {
  const desk = await new Desk().begins();
  await desk.world.client.store.remember(`notebook-words/${desk.world.client.person}/KH15`, { page: 2, text: "dở dang" });
  await desk.begins();
  await desk.world.talk();
  expect(desk.onServer()).toEqual(["2 text 0 dở dang"]);
});

test("Two machines' words of one page are joined on request", async () => {
  const desk = await new Desk().begins();
  await desk.types(1, "một");
  const [note] = desk.notes();
  void desk.world.client.sendCommand({ type: "put_notebook_note", note: { ...note!, id: `${note!.id}.k`, text: "hai" }, base_seq: 0 });
  await desk.world.talk();
  desk.notebook.joinTexts(textsOf(desk.notes(), 1));
  await desk.world.talk();
  expect(desk.onServer()).toEqual(["1 text 0 một\n\nhai"]);
});
