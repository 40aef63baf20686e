// A delegate at a tablet who writes, changes, deletes, shares and checks in as the seed says, and remembers what must be true in the end.
import type { Annotation } from "../../src/generated/protocol";
import type { RealDevice } from "./real_device";
import { sleep } from "./waiting";

export interface Paper {
  readonly document: string;
  readonly sha256: string;
}

export class Writer {
  readonly device: RealDevice;
  readonly person: string;
  readonly expected = new Map<string, string>(); // note → its text
  readonly deleted = new Set<string>();
  readonly closed: string[] = []; // left to the person's other tablet
  readonly #chance: () => number;
  readonly #papers: readonly Paper[];
  readonly #own: string[] = [];
  #made = 0;

  constructor(device: RealDevice, person: string, papers: readonly Paper[], chance: () => number) {
    this.device = device;
    this.person = person;
    this.#papers = papers;
    this.#chance = chance;
  }

  // `sibling`: the same person at another tablet, who lets us change some notes.
  async work(steps: number, sitting: string, sibling?: Writer): Promise<void> {
    for (let i = 0; i < steps; i++) {
      await this.#step(i, sitting, sibling);
      if (this.#chance() < 0.6) await sleep(this.#chance() * 250);
    }
  }

  async #step(i: number, sitting: string, sibling: Writer | undefined): Promise<void> {
    const dice = this.#chance();
    const mine = this.#own[Math.floor(this.#chance() * this.#own.length)];
    const theirs = sibling?.closed.find((id) => this.device.client.view.value.held("annotation", id));
    if (theirs && dice < 0.2) await this.#change(theirs, `${this.device.name} sửa ${i}`);
    else if (mine && dice < 0.35) await this.#change(mine, `${this.device.name} viết lại ${i}`);
    else if (mine && dice < 0.45) await this.#delete(mine);
    else if (mine && dice < 0.5) this.#close(mine);
    else if (dice < 0.56) await this.#add(i, "official");
    else if (dice < 0.6) await this.device.write({ type: "check_in", sitting, at: new Date().toISOString() });
    else if (dice < 0.66) await this.#restartApp();
    else this.#own.push(await this.#add(i, "private_note"));
  }

  async #restartApp(): Promise<void> {
    this.device.crash();
    await this.device.start();
  }

  async #add(i: number, visibility: Annotation["visibility"]): Promise<string> {
    const paper = this.#papers[Math.floor(this.#chance() * this.#papers.length)]!;
    const id = `${this.person}.${this.device.client.device.slice(0, 8)}.${++this.#made}`;
    const text = `${this.device.name} ghi ${i}`;
    const annotation: Annotation = {
      type: "annotation",
      id,
      author: this.person,
      document: paper.document,
      revision_sha256: paper.sha256,
      page_index: 0,
      kind: "text",
      visibility,
      colour: "#ffd100",
      width_pt: 1,
      opacity: 1,
      strokes: [],
      quads: [],
      rect: [10, 10, 60, 30],
      text,
      created_at: new Date().toISOString(),
    };
    await this.device.write({ type: "put_annotation", annotation, base_seq: 0 });
    this.expected.set(id, text);
    return id;
  }

  async #change(id: string, text: string): Promise<void> {
    const { view } = this.device.client;
    const known = view.value.get("annotation", id);
    if (!known) return; // a restarted app has not come that far yet
    const base_seq = view.value.held("annotation", id)?.seq ?? 0;
    await this.device.write({ type: "put_annotation", annotation: { ...known, text }, base_seq });
    this.expected.set(id, text);
  }

  async #delete(id: string): Promise<void> {
    this.#own.splice(this.#own.indexOf(id), 1);
    await this.device.write({ type: "delete_annotation", id });
    this.expected.delete(id);
    this.deleted.add(id);
  }

  #close(id: string): void {
    this.#own.splice(this.#own.indexOf(id), 1);
    this.closed.push(id);
  }
}
